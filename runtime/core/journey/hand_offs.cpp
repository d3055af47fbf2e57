// Hand-offs (rule 7): a call with outcomes, entered, already in, not eligible, capped; each is recorded, and handled by the else block.
#include "runtime/core/deciding.hpp"

namespace playmaker::core {
namespace {

// `with { … }` is evaluated where it is written: the journey that takes over may begin when this one is long over.
std::vector<Handed> handed_with(Deciding& d, std::uint32_t number, std::uint32_t run, const plan::HandOff& step) {
  std::vector<Handed> out;
  for (const plan::WithValue& with : step.with) {
    const Journey& journey = *d.journey(number);
    const std::string& name = d.plan_of(journey).plan->unit.texts[with.name];
    out.push_back({name, d.value(d.frame(&journey, find_run(journey, run)), with.value, step.site)});
  }
  return out;
}

}  // namespace

HandOffOutcome hand_off(Deciding& d, std::uint32_t number, std::uint32_t run, std::uint32_t index) {
  const LinkedPlan& linked = d.plan_of(*d.journey(number));
  const plan::HandOff& step = linked.plan->hand_offs[index];
  const std::string playbook = linked.plan->unit.texts[step.playbook];
  const LinkedPlan* to = d.world.roster->live_plan(linked.unit.number(Names::playbook, step.playbook));
  if (to == nullptr)
    to = d.world.roster->live_plan(d.world.roster->dictionary->find(Names::playbook, playbook));   // applied after this plan
  const Handing from{number, step.site, run, handed_with(d, number, run, step)};
  HandOffOutcome outcome = to == nullptr ? HandOffOutcome::not_live : HandOffOutcome::not_eligible;
  if (to != nullptr) {
    const auto& entries = to->plan->audience.entries;
    for (std::uint32_t entry = 0; entry < entries.size(); ++entry) {
      if (entries[entry].kind != plan::EntryKind::hand_off) continue;
      outcome = enter(d, *to, entry, EntryVia::hand_off, {}, from);
      break;
    }
  }
  d.emit(HandedOff{number, step.site, playbook, outcome, from.with});
  return outcome;
}

void hand_off_answered(Deciding& d, const ResourceAsked& asked, bool entered) {
  if (asked.via != EntryVia::hand_off) return;
  const Journey* journey = d.live(asked.journey);
  if (journey == nullptr) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  const std::uint32_t run = asked.occurrence;
  const Run* waiting = find_run(*journey, run);
  if (waiting == nullptr || waiting->phase != RunPhase::waiting || waiting->wait != plan::kNone || plan.ops[waiting->pc].site != asked.site)
    return;
  const plan::Op& op = plan.ops[waiting->pc];
  const std::uint32_t to = entered ? op.b : waiting->pc + 1;
  d.emit(HandedOff{asked.journey, asked.site, plan.unit.texts[plan.hand_offs[op.a].playbook],
                   entered ? HandOffOutcome::entered : HandOffOutcome::capped, asked.handed});
  d.stand(asked.journey, run, to, RunPhase::running);
  continue_run(d, asked.journey, run);
}

}  // namespace playmaker::core
