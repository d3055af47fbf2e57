// Who enters a playbook, and why not (rules 2, 6, 7, 35). In order:
//   not live > already in > again too soon > `only`, `except` > room for another journey > hold-out is drawn > a seat, when they are few
#include "runtime/core/decide.hpp"

#include <algorithm>

#include "runtime/base/hash.hpp"
#include "runtime/base/limits.hpp"
#include "runtime/core/apply/apply.hpp"
#include "runtime/core/deciding.hpp"
#include "runtime/core/evaluate/cause.hpp"

namespace playmaker::core {
namespace {

struct Eligibility {
  Reason why = Reason::none;
  std::uint32_t detail = plan::kNone;
  std::int64_t key = 0;
  Instant since = base::kNever, free = base::kNever;
};

Frame frame_of(const World& world, const Customer& customer, const LinkedPlan& plan, const EventAtHand& event, base::Instant now) {
  Frame frame;
  frame.roster = world.roster;
  frame.directory = world.directory;
  frame.unit = &plan.unit;
  frame.customer = &customer;
  frame.plan = &plan;
  frame.event = event;
  frame.now = now;
  return frame;
}

// Counted from its entry or its end: from when on the customer may come again; kNever: not at all, or the calendar does not say.
Instant free_again(const plan::Again& again, Instant from, const Frame& frame) {
  if (again.kind == plan::AgainKind::never || (again.kind == plan::AgainKind::per && !again.length.written())) return base::kNever;
  return after(clockwork(frame), from, again.length).value_or(base::kNever);
}

// What the `only` or `except` of that number read: worked out only for a refusal that is recorded.
Cause cause_of(const Frame& frame, const plan::Audience& audience, std::uint32_t detail) {
  if (detail < audience.only.size()) return cause_of(frame, audience.only[detail], false);
  detail -= static_cast<std::uint32_t>(audience.only.size());
  return detail < audience.except.size() ? cause_of(frame, audience.except[detail], true) : Cause{};
}

Eligibility eligible(const World& world, const Customer& customer, const LinkedPlan& plan, const EventAtHand& event, base::Instant now,
                     Findings& findings) {
  const plan::Audience& audience = plan.plan->audience;
  const Frame frame = frame_of(world, customer, plan, event, now);
  Eligibility found;
  if (world.roster->live_plan(plan.playbook) != &plan) {
    found.why = Reason::not_live;
    return found;
  }
  const auto because = [&](Reason why, std::uint32_t detail) {
    found.why = why;
    found.detail = detail;
    return found;
  };
  if (audience.again.kind == plan::AgainKind::per) found.key = key_of(evaluate(frame, audience.again.key, findings));
  for (const Journey& journey : customer.journeys) {
    if (!journey.ended && world.roster->plans[journey.plan]->playbook == plan.playbook && journey.key == found.key) {
      found.since = journey.entered;
      return because(Reason::already_in, journey.journey);
    }
  }
  for (const PastJourney& past : customer.past) {
    if (past.playbook != plan.playbook || past.key != found.key || past.live) continue;
    const Instant from = audience.again.kind == plan::AgainKind::after_exit ? past.ended : past.entered;
    const Instant free = free_again(audience.again, from, frame);
    if (now >= free) continue;
    found.since = from;
    found.free = free;
    return because(Reason::again_too_soon, plan::kNone);
  }
  for (std::uint32_t i = 0; i < audience.only.size(); ++i) {
    if (!holds(frame, audience.only[i], findings)) return because(Reason::not_eligible, i);
  }
  for (std::uint32_t i = 0; i < audience.except.size(); ++i) {
    if (holds(frame, audience.except[i], findings))
      return because(Reason::not_eligible, static_cast<std::uint32_t>(audience.only.size()) + i);
  }
  if (customer.desk) found.why = Reason::not_eligible;   // a branch's desk is no customer
  if (customer.journeys.size() >= base::kJourneysPerCustomerMax) found.why = Reason::full;
  return found;
}

HoldOut hold_out_of(const World& world, const Customer& customer, const plan::Audience& audience) {
  const plan::Policy* bank = world.roster->bank_policy;
  if (bank != nullptr && bank->hold_out > 0 && base::share_of(customer.share, world.salt) < bank->hold_out) return HoldOut::bank;
  if (audience.hold_out > 0 && base::share_of(customer.share, world.salt ^ base::mix64(audience.salt)) < audience.hold_out) {
    return audience.hold_out_from_all ? HoldOut::all : HoldOut::touches;
  }
  return HoldOut::none;
}

// Rule 41: an error in what an audience asks lets nobody in, and is said once an entry.
void say_errors(Deciding& d, const LinkedPlan& plan, const plan::Entry& entry, const Findings& findings) {
  for (const Findings::Error& error : findings.errors)
    d.incident("condition_" + std::string(fault_name(error.fault)), plan::kNone, entry.site, plan.plan->name, plan.number);
}

HandOffOutcome outcome_of(Reason why) {
  switch (why) {
    case Reason::already_in: return HandOffOutcome::already_in;
    case Reason::full: return HandOffOutcome::capped;
    case Reason::not_live: return HandOffOutcome::not_live;
    default: return HandOffOutcome::not_eligible;
  }
}

void say_refused(Deciding& d, const LinkedPlan& plan, EntryVia via, const Eligibility& found, const EventAtHand& event) {
  EntryRefused fact{plan.number, via, found.why, found.detail, {}, found.since, found.free};
  if (found.why == Reason::not_eligible)
    fact.cause = cause_of(frame_of(d.world, d.customer, plan, event, d.now), plan.plan->audience, found.detail);
  d.emit(std::move(fact));
}

// A sweep passes over everyone every day: who it leaves out is not recorded, it is computed again when asked.
HandOffOutcome refuse(Deciding& d, const LinkedPlan& plan, EntryVia via, const Eligibility& found, const EventAtHand& event) {
  if (via != EntryVia::sweep) say_refused(d, plan, via, found, event);
  return outcome_of(found.why);
}

void begin(Deciding& d, const LinkedPlan& plan, std::uint32_t entry, EntryVia via, std::int64_t key, const EventAtHand& event,
           const std::vector<Handed>& handed) {
  const std::uint32_t number = d.customer.next_journey;
  // An event enters at its own time: what counts "since entry" counts it, live as in a replay (rule 4).
  const base::Instant at = via == EntryVia::event && event.event != plan::kNone ? std::min(event.at, d.now) : d.now;
  d.emit(JourneyEntered{number, plan.number, entry, via, hold_out_of(d.world, d.customer, plan.plan->audience), at, key, handed});
  note_dimensions(d, number);
  arm_ends(d, number);
  watch_entry(d, number, event);
  base::Instant recheck = base::kNever;
  check_ends(d, number, recheck);
  if (plan.plan->block != plan::kNone && d.live(number) != nullptr) start_run(d, number, 0, 0, plan.plan->block, event);
}

}  // namespace

std::int64_t key_of(const plan::Datum& value) {
  if (!value.known() || value.kind == plan::Kind::error) return 0;
  return value.text.empty() ? value.number : static_cast<std::int64_t>(base::hash64(value.text));
}

HandOffOutcome enter(Deciding& d, const LinkedPlan& plan, std::uint32_t entry, EntryVia via, const EventAtHand& event,
                     const Handing& from) {
  if (d.customer.desk) return HandOffOutcome::not_eligible;
  if (d.depth >= static_cast<int>(base::kTriggerDepthMax)) {
    d.incident("hand_off_too_deep", plan::kNone, plan::kNone, plan.plan->name);
    return refuse(d, plan, via, {Reason::depth}, event);
  }
  Findings findings;
  const Eligibility found = eligible(d.world, d.customer, plan, event, d.now, findings);
  d.found(d.frame(), 0, findings);
  if (found.why != Reason::none) return refuse(d, plan, via, found, event);
  if (plan.plan->audience.at_most > 0) {
    for (const Ask& ask : d.customer.asks) {
      if (ask.asked.kind == ResourceKind::seat && ask.asked.plan == plan.number) return HandOffOutcome::pending;
    }
    ResourceAsked asked;
    asked.ask = d.customer.next_ask;
    asked.kind = ResourceKind::seat;
    asked.what = plan.playbook;
    asked.journey = from.journey;
    asked.site = from.site;
    asked.occurrence = static_cast<std::uint16_t>(from.run);
    asked.via = via;
    asked.plan = plan.number;
    asked.entry = entry;
    asked.handed = from.with;
    d.emit(asked);
    return HandOffOutcome::pending;
  }
  ++d.depth;
  begin(d, plan, entry, via, found.key, event, from.with);
  --d.depth;
  return HandOffOutcome::entered;
}

// The seat is taken for good once the customer enters: `at most N customers` counts entries, one customer's second among them.
void seat_answered(Deciding& d, const ResourceAsked& asked, const ResourceAnswered& answer) {
  const LinkedPlan& plan = *d.world.roster->plans[asked.plan];
  bool entered = false;
  if (!answer.granted) {
    d.emit(EntryRefused{plan.number, asked.via, Reason::full, plan::kNone});
    lead_seated(d, asked, Reason::full);
  } else {
    EventAtHand event;
    std::vector<plan::Datum> fields;
    if (asked.via == EntryVia::event && asked.entry < plan.plan->audience.entries.size()) {
      const std::uint32_t what = plan.unit.events[plan.plan->audience.entries[asked.entry].on.what];
      for (const EventMemory& memory : d.customer.events) {
        if (memory.event != what) continue;
        fields = memory.fields;
        event = {what, memory.last, &fields};
      }
    }
    Findings findings;
    const Eligibility found = eligible(d.world, d.customer, plan, event, d.now, findings);
    entered = found.why == Reason::none;
    d.emit(ResourceSettled{asked.ask, ResourceKind::seat, asked.what, entered});
    lead_seated(d, asked, found.why);
    if (entered) begin(d, plan, asked.entry, asked.via, found.key, event, asked.handed);
    else say_refused(d, plan, asked.via, found, event);
  }
  hand_off_answered(d, asked, entered);
}

Reason kept_out(Deciding& d, const LinkedPlan& plan, EntryVia via) {
  Findings findings;
  const Eligibility found = eligible(d.world, d.customer, plan, {}, d.now, findings);
  d.found(d.frame(), 0, findings);
  if (found.why != Reason::none) refuse(d, plan, via, found, {});
  return found.why;
}

void enter_on_event(Deciding& d, const EventAtHand& event) {
  for (const std::uint32_t number : d.world.roster->live) {
    const LinkedPlan& plan = *d.world.roster->plans[number];
    const auto listeners = plan.listeners.find(event.event);
    if (listeners == plan.listeners.end()) continue;
    for (const std::uint32_t index : listeners->second.entries) {
      const plan::Entry& entry = plan.plan->audience.entries[index];
      if (entry.kind != plan::EntryKind::on_event) continue;
      Findings findings;
      const bool meant =
          entry.on.where == plan::kNone || holds(frame_of(d.world, d.customer, plan, event, d.now), entry.on.where, findings);
      say_errors(d, plan, entry, findings);
      if (meant) enter(d, plan, index, EntryVia::event, event);
    }
  }
}

// `when C within D of E` holds from whichever of the two comes last, for as long as both do.
bool entry_holds(const World& world, const Customer& customer, const LinkedPlan& plan, const plan::Entry& entry, base::Instant now,
                 Findings& findings) {
  const Frame frame = frame_of(world, customer, plan, {}, now);
  const bool now_holds = holds(frame, entry.condition, findings);
  if (entry.within_event == plan::kNone) return now_holds;
  const std::uint32_t what = plan.unit.events[entry.within_event];
  const auto memory =
      std::find_if(customer.events.begin(), customer.events.end(), [&](const EventMemory& each) { return each.event == what; });
  const auto until = memory == customer.events.end() ? std::nullopt : after(clockwork(frame), memory->last, entry.within);
  if (!until || *until <= now) return false;
  if (now_holds) findings.recheck = std::min(findings.recheck, *until);
  return now_holds;
}

void enter_when(Deciding& d, base::Instant& recheck) {
  if (d.customer.desk) return;
  for (const std::uint32_t number : d.world.roster->live) {
    const LinkedPlan& plan = *d.world.roster->plans[number];
    for (std::uint32_t index = 0; index < plan.plan->audience.entries.size(); ++index) {
      const plan::Entry& entry = plan.plan->audience.entries[index];
      if (entry.kind != plan::EntryKind::when && entry.kind != plan::EntryKind::list) continue;
      Findings findings;
      const bool now_holds = entry_holds(d.world, d.customer, plan, entry, d.now, findings);
      recheck = std::min(recheck, findings.recheck);
      for (const Findings::HoldChange& hold : findings.holds) d.emit(HoldChanged{plan::kNone, hold.hold, hold.since, number});
      say_errors(d, plan, entry, findings);
      const std::uint64_t edge = entry_edge(plan.playbook, entry.site);   // its number in all versions
      const bool held = std::binary_search(d.customer.edges.begin(), d.customer.edges.end(), edge);
      if (held == now_holds) continue;
      d.emit(EdgeChanged{edge, now_holds});
      if (entry.kind == plan::EntryKind::list) now_holds ? meet_lead(d, plan, index) : leave_list(d, plan, index);
      else if (now_holds) enter(d, plan, index, EntryVia::condition);
    }
  }
}

void enter_on_sweep(Deciding& d, const LinkedPlan& plan, std::uint32_t index) {
  const plan::Entry& entry = plan.plan->audience.entries[index];
  Findings findings;
  const bool meant = holds(frame_of(d.world, d.customer, plan, {}, d.now), entry.condition, findings);
  say_errors(d, plan, entry, findings);
  if (meant) enter(d, plan, index, EntryVia::sweep);
}

Swept swept(const World& world, const Customer& customer, const LinkedPlan& plan, std::uint32_t index, base::Instant now) {
  const plan::Entry& entry = plan.plan->audience.entries[index];
  Findings findings;
  if (!holds(frame_of(world, customer, plan, {}, now), entry.condition, findings)) {
    const bool news = std::any_of(findings.errors.begin(), findings.errors.end(), [&](const Findings::Error& error) {
      const std::uint64_t print = incident_print("condition_" + std::string(fault_name(error.fault)), entry.site, plan.plan->name);
      return std::find(customer.incidents.begin(), customer.incidents.end(), print) == customer.incidents.end();
    });
    return news && !customer.desk ? Swept::unjudged : Swept::no;
  }
  return eligible(world, customer, plan, {}, now, findings).why == Reason::none ? Swept::taken : Swept::no;
}

}  // namespace playmaker::core
