// `on consent lost hold D | exit` (rule 22). Consent is what the followed policy needs before what this playbook sends; it is lost when a
// need that held in this journey holds no more. `exit` ends the journey; `hold D` makes its touches wait, as a pause of touches does, until
// the consent is back or D is over: then they are judged, and skipped for want of consent. Tasks go on either way.
#include <algorithm>

#include "runtime/core/deciding.hpp"
#include "runtime/core/touch/times.hpp"

namespace playmaker::core {
namespace {

bool concerns(const Roster& roster, const LinkedPlan& linked, const plan::Need& need) {
  for (const plan::Send& send : linked.plan->sends) {
    for (const plan::Leg& leg : send.legs) {
      const std::uint32_t channel = linked.unit.number(Names::channel, leg.channel),
                          text = linked.unit.number(Names::template_, leg.template_);
      const plan::Channel* over = channel < roster.channels.size() ? roster.channels[channel] : nullptr;
      const plan::Template* with = text < roster.templates.size() ? roster.templates[text] : nullptr;
      if (over == nullptr || with == nullptr) continue;
      if (speaks_of(need.reach, {over->name, with->purpose, over->contact})) return true;
    }
  }
  return false;
}

bool waiting(const Journey& journey) {
  return std::any_of(journey.pauses.begin(), journey.pauses.end(),
                     [](const PauseSpan& span) { return span.pause == kConsentPause && span.to == base::kNever; });
}

void stop_waiting(Deciding& d, std::uint32_t number) {
  const Journey* journey = d.live(number);
  if (journey == nullptr || !waiting(*journey)) return;
  d.emit(PauseEnded{number, false, kConsentPause});
  d.cancel_timers(number, TimerKind::consent_over, 0, 0);
  lift_pauses(d);
}

}  // namespace

void check_consents(Deciding& d, std::uint32_t number, base::Instant& recheck) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const LinkedPlan& linked = d.plan_of(*journey);
  const plan::ConsentLost& rule = linked.plan->consent_lost;
  const plan::Policy* policy = d.world.roster->policy_of(linked);
  if (rule.kind == plan::ConsentLostKind::skip || policy == nullptr) return;
  // The policy is late: another one may rule today, and what was seen to hold is known by what it says.
  const std::vector<std::uint64_t>& keys = d.world.roster->need_keys[linked.unit.number(Names::policy, linked.plan->policy)];
  bool lost = false, missing = false;
  for (std::uint32_t need = 0; need < policy->needs.size(); ++need) {
    const plan::NodeIndex consent = policy->needs[need].consent;
    if (consent == plan::kNone || !concerns(*d.world.roster, linked, policy->needs[need])) continue;
    const bool given = d.test(d.frame(), consent, 0, &recheck);
    journey = d.live(number);
    const bool held = std::find(journey->consents.begin(), journey->consents.end(), keys[need]) != journey->consents.end();
    if (given != held) d.emit(ConsentChanged{number, keys[need], given});
    lost = lost || (held && !given);
    const auto& gone = d.live(number)->consents_lost;
    missing = missing || std::find(gone.begin(), gone.end(), keys[need]) != gone.end();
  }
  if (lost && rule.kind == plan::ConsentLostKind::exit) return end_journey(d, number, Reason::exit, "consent_lost");
  journey = d.live(number);
  if (lost && !waiting(*journey)) {
    const auto until = after(clockwork(d.frame(journey)), d.now, rule.hold);
    if (!until) return d.incident("calendar_unknown", number, 0, "");
    d.emit(PauseBegan{number, false, kConsentPause, false});
    d.set_timer(*until, TimerKind::consent_over, number);
  } else if (!missing) {  // all that was lost is back, or no need any more
    stop_waiting(d, number);
  }
}

void consent_over(Deciding& d, std::uint32_t number) { stop_waiting(d, number); }

}  // namespace playmaker::core
