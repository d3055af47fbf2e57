// Hand-offs (rule 7): a call with outcomes, entered, already in, not eligible, capped; each is recorded, and handled by the else block.
#include "runtime/base/limits.hpp"
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

// What the catalog's event `hand_off` says of it, in its fields; a value of another type, of a text older than that event, is unknown.
std::vector<plan::Datum> fields_of(const LinkedEvent& event, const std::vector<Handed>& given) {
  std::vector<plan::Datum> fields(event.fields.size());
  for (const Handed& each : given) {
    const std::uint32_t field = event.field(each.name);
    if (field < fields.size() && event.fields[field] != nullptr && event.fields[field]->type.kind == each.value.kind)
      fields[field] = each.value;
  }
  return fields;
}

// The first of its entries `on hand_off` whose `where` holds; kNone: none.
std::uint32_t taking_entry(Deciding& d, const LinkedPlan& to, const EventAtHand& event) {
  const auto& entries = to.plan->audience.entries;
  for (std::uint32_t entry = 0; entry < entries.size(); ++entry) {
    if (entries[entry].kind != plan::EntryKind::hand_off) continue;
    if (entries[entry].on.where == plan::kNone) return entry;
    Frame frame = d.frame(nullptr, nullptr, event);
    frame.plan = &to;
    frame.unit = &to.unit;
    Findings findings;
    const bool meant = holds(frame, entries[entry].on.where, findings);
    for (const Findings::Error& error : findings.errors)
      d.incident("condition_" + std::string(fault_name(error.fault)), plan::kNone, entries[entry].site, to.plan->name, to.number);
    if (meant) return entry;
  }
  return plan::kNone;
}

HandOffOutcome refused_as(Reason why) {
  if (why == Reason::already_in) return HandOffOutcome::already_in;
  if (why == Reason::not_live) return HandOffOutcome::not_live;
  return why == Reason::full ? HandOffOutcome::capped : HandOffOutcome::not_eligible;
}

// A catalog that declares the event `hand_off` makes an event of each hand-off that is taken, before the journey begins: whoever takes over
// reads what it was given as `last(hand_off).field`.
void say_event(Deciding& d, std::uint32_t number, std::uint32_t site, const EventAtHand& event) {
  d.emit(Emitted{number, site, event.event, *event.fields});
  EventArrived arrived;
  arrived.event = event.event;
  arrived.at = event.at;
  arrived.fields = *event.fields;
  d.emitted.push_back({std::move(arrived), d.depth + 1});
}

HandOffOutcome give(Deciding& d, const LinkedPlan& to, const Handing& from) {
  const Roster& roster = *d.world.roster;
  const std::uint32_t number = roster.dictionary->find(Names::event, "hand_off");
  const bool declared = number < roster.events.size() && roster.events[number].event != nullptr;
  std::vector<plan::Datum> fields;
  EventAtHand event;
  if (declared) {
    fields = fields_of(roster.events[number], from.with);
    event = {number, d.now, &fields};
  }
  const std::uint32_t entry = taking_entry(d, to, event);
  if (entry == plan::kNone) return HandOffOutcome::not_eligible;
  if (declared && d.depth < static_cast<int>(base::kTriggerDepthMax)) {
    if (const Reason why = kept_out(d, to, EntryVia::hand_off); why != Reason::none) return refused_as(why);
    say_event(d, from.journey, from.site, event);
  }
  return enter(d, to, entry, EntryVia::hand_off, {}, from);
}

}  // namespace

HandOffOutcome hand_off(Deciding& d, std::uint32_t number, std::uint32_t run, std::uint32_t index) {
  const LinkedPlan& linked = d.plan_of(*d.journey(number));
  const plan::HandOff& step = linked.plan->hand_offs[index];
  const std::string playbook = linked.plan->unit.texts[step.playbook];
  const LinkedPlan* to = d.world.roster->live_plan(linked.unit.number(Names::playbook, step.playbook));
  if (to == nullptr)
    to = d.world.roster->live_plan(d.world.roster->dictionary->find(Names::playbook, playbook));  // applied after this plan
  const Handing from{number, step.site, run, handed_with(d, number, run, step)};
  const HandOffOutcome outcome = to == nullptr ? HandOffOutcome::not_live : give(d, *to, from);
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
