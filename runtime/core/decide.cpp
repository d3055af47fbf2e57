// What happens on each kind of input, in order; each rule stands in the file of its noun.
#include "runtime/core/decide.hpp"

#include <algorithm>
#include <optional>

#include "runtime/base/limits.hpp"
#include "runtime/core/deciding.hpp"

namespace playmaker::core {
namespace {

constexpr int kRoundsMax = 64;             // rounds of settling one input; the rest waits for the next tick, with an incident

// At one instant: ends first, then what was promised to people, then what begins, touches last.
int rank(TimerKind kind) {
  switch (kind) {
    case TimerKind::goal_over:
    case TimerKind::journey_over: return 0;
    case TimerKind::task_expires: return 1;
    case TimerKind::task_due:
    case TimerKind::task_escalates:
    case TimerKind::task_calls:
    case TimerKind::task_claim:
    case TimerKind::task_acknowledge:
    case TimerKind::question_over:
    case TimerKind::lead_expires:
    case TimerKind::lead_back:
    case TimerKind::lead_deal:
    case TimerKind::task_reminds: return 2;
    case TimerKind::run_ends:
    case TimerKind::reservation_over:
    case TimerKind::consent_over: return 3;
    case TimerKind::stall_trips: return 4;
    case TimerKind::run_starts:
    case TimerKind::task_opens: return 5;
    case TimerKind::wait_over: return 6;
    default: return 7;
  }
}

// Beyond the event's `late up to`: it counts for nothing new, but may still clear, close and end (rule 3).
bool is_late(const Deciding& d, const EventArrived& event) {
  if (event.at >= d.now) return false;
  const auto& events = d.world.roster->events;
  const plan::Event* declared = event.event < events.size() ? events[event.event].event : nullptr;
  if (declared == nullptr || !declared->late.written()) return d.now - event.at > base::kLateDefaultMs;
  const auto until = after(clockwork(d.frame()), event.at, declared->late);
  return until && *until < d.now;
}

// Journeys that are over and have something to send yet.
std::vector<std::uint32_t> lingering(const Deciding& d) {
  std::vector<std::uint32_t> numbers;
  for (const Journey& journey : d.customer.journeys) {
    if (journey.ended) numbers.push_back(journey.journey);
  }
  return numbers;
}

void see_event(Deciding& d, const EventArrived& event) {
  const EventAtHand hand{event.event, event.at, &event.fields};
  const bool late = is_late(d, event);
  if (late) {
    d.emit(EventLate{event.event, plan::kNone});
  } else {
    std::vector<WindowPoint> points;
    Findings findings;
    const Frame frame = d.frame(nullptr, nullptr, hand);
    window_points(frame, event, points, findings);
    for (const WindowPoint& point : points) d.emit(point);
    d.found(frame, plan::kNone, findings);
  }
  for (const std::uint32_t journey : d.live_journeys()) {
    pause_on_event(d, journey, hand);
    watch_event(d, journey, hand, late);
  }
  for (const std::uint32_t journey : lingering(d)) pause_on_event(d, journey, hand);
  if (!late) {
    for (const std::uint32_t journey : d.live_journeys()) {
      measure_on_event(d, journey, hand);
      sign_up_on_event(d, journey, hand);
    }
  }
  close_on_event(d, event, late);
  if (!late) count_attempts(d, event);
  for (const std::uint32_t journey : d.live_journeys()) exit_on_event(d, journey, hand);
  for (const std::uint32_t journey : d.live_journeys()) {
    base::Instant recheck = base::kNever;
    check_ends(d, journey, recheck);
  }
  if (late) return;
  for (const std::uint32_t journey : d.live_journeys()) {
    wait_on_event(d, journey, hand);
    moment_on_event(d, journey, hand);
  }
  enter_on_event(d, hand);
}

void fire(Deciding& d, const Timer& timer) {
  const bool of_journey = !of_lead(timer.kind) && timer.kind != TimerKind::customer_recheck && timer.kind != TimerKind::question_over;
  if (of_journey && d.journey(timer.journey) == nullptr) return;
  if (of_journey && pause_timer(d, timer)) return;
  switch (timer.kind) {
    case TimerKind::goal_over: return goal_over(d, timer.journey, timer.ref);
    case TimerKind::journey_over: return journey_over(d, timer.journey);
    case TimerKind::run_starts: return run_starts(d, timer);
    case TimerKind::run_ends: return run_ends(d, timer);
    case TimerKind::wait_over:
      // The run may have gone on to another wait within this very batch: then it waits for that one's timer.
      if (!d.has_timer(timer.journey, TimerKind::wait_over, timer.ref)) wait_over(d, timer.journey, timer.ref);
      return;
    case TimerKind::task_opens:
    case TimerKind::task_due:
    case TimerKind::task_reminds:
    case TimerKind::task_escalates:
    case TimerKind::task_calls:
    case TimerKind::task_claim:
    case TimerKind::task_acknowledge:
    case TimerKind::task_expires: return task_timer(d, timer);
    case TimerKind::question_over: return question_timer(d, timer);
    case TimerKind::lead_expires:
    case TimerKind::lead_deal:
    case TimerKind::lead_back: return lead_timer(d, timer);
    case TimerKind::stall_trips: return stall_trips(d, {timer.journey, timer.ref, timer.occurrence});
    case TimerKind::touch_wakes:
    case TimerKind::touch_report_over:
    case TimerKind::touch_expires:
    case TimerKind::touch_retries:
    case TimerKind::touch_deadline: return touch_timer(d, timer);
    case TimerKind::reply_over: return reply_over(d, {timer.journey, timer.ref, timer.occurrence});
    case TimerKind::measure_over: return measure_over(d, timer.journey, timer.ref);
    case TimerKind::sign_up_over: return sign_up_over(d, timer.journey, timer.ref);
    case TimerKind::reservation_over: return reservation_over(d, timer);
    case TimerKind::consent_over: return consent_over(d, timer.journey);
    case TimerKind::recheck:
    case TimerKind::customer_recheck:
    case TimerKind::hold_out_recheck: return;   // settling looks at everything anyway
  }
}

// What an input says about the state before it is folded.
struct Before {
  std::vector<Timer> due;
  std::optional<ResourceAsked> asked;
  std::vector<std::uint32_t> changed;      // attributes
};

std::vector<std::uint32_t> changed_by(const Customer& customer, const std::vector<AttributesSet::Value>& values) {
  std::vector<std::uint32_t> changed;
  for (const AttributesSet::Value& value : values) {
    if (attribute_of(customer, value.attribute) != value.value) changed.push_back(value.attribute);
  }
  return changed;
}

Before look(const Customer& customer, const Input& input) {
  Before before;
  if (const auto* timers = std::get_if<TimersDue>(&input)) {
    for (const Timer& timer : customer.timers) {
      if (!timer.held && std::find(timers->timers.begin(), timers->timers.end(), timer.timer) != timers->timers.end())
        before.due.push_back(timer);
    }
    std::stable_sort(before.due.begin(), before.due.end(), [](const Timer& a, const Timer& b) { return rank(a.kind) < rank(b.kind); });
  } else if (const auto* answer = std::get_if<ResourceAnswered>(&input)) {
    for (const Ask& ask : customer.asks) {
      if (ask.asked.ask == answer->ask) before.asked = ask.asked;
    }
  } else if (const auto* set = std::get_if<AttributesSet>(&input)) {
    before.changed = changed_by(customer, set->values);
  } else if (const auto* report = std::get_if<TaskReported>(&input)) {
    before.changed = changed_by(customer, report->values);
  }
  return before;
}

struct Rules {
  Deciding& d;
  const Before& before;

  void operator()(const CustomerAppeared&) {}
  void operator()(const AttributesSet& set) { attributes_set(set.values, set.at); }
  void attributes_set(const std::vector<AttributesSet::Value>& values, base::Instant at) {
    for (const AttributesSet::Value& value : values) {
      if (!value.value.known() || std::find(before.changed.begin(), before.changed.end(), value.attribute) == before.changed.end())
        continue;
      std::vector<WindowPoint> points;
      window_points(d.frame(), value.attribute, value.value, at, points);
      for (const WindowPoint& point : points) d.emit(point);
    }
    if (!before.changed.empty()) move_tasks(d);
  }
  void operator()(const EventArrived& event) { see_event(d, event); }
  void operator()(const EntryAsked& asked) {
    if (asked.plan < d.world.roster->plans.size()) enter(d, *d.world.roster->plans[asked.plan], plan::kNone, EntryVia::asked);
  }
  void operator()(const SweepDue& sweep) {
    if (sweep.plan >= d.world.roster->plans.size()) return;
    const LinkedPlan& plan = *d.world.roster->plans[sweep.plan];
    if (sweep.entry < plan.plan->audience.entries.size()) enter_on_sweep(d, plan, sweep.entry);
  }
  void operator()(const TimersDue&) {
    for (const Timer& timer : before.due) fire(d, timer);
  }
  void operator()(const TaskReported& report) {
    attributes_set(report.values, d.now);
    task_reported(d, report);
  }
  void operator()(const TaskTaken& taken) { task_taken(d, taken); }
  void operator()(const QuestionReplied& replied) { question_replied(d, replied); }
  void operator()(const BranchTaskAsked& asked) { open_branch_task(d, asked); }
  void operator()(const BranchAlerted& alerted) { alert_desk(d, alerted); }
  void operator()(const TaskHandedTo& handed) { task_handed(d, handed); }
  void operator()(const DeliveryReported& report) { delivery_reported(d, report); }
  void operator()(const TouchResolved& resolved) { touch_resolved(d, resolved); }
  void operator()(const SlotGranted& slot) { slot_granted(d, slot); }
  void operator()(const ResourceAnswered& answer) {
    if (!before.asked) return;             // asked twice, answered twice: the first answer stands
    switch (before.asked->kind) {
      case ResourceKind::seat: return seat_answered(d, *before.asked, answer);
      case ResourceKind::benefit: return grant_answered(d, *before.asked, answer);
      case ResourceKind::pool: return pool_answered(d, *before.asked, answer);
      case ResourceKind::activity: return activity_answered(d, *before.asked, answer);
      case ResourceKind::lead: return lead_answered(d, *before.asked, answer);
    }
  }
  void operator()(const OperatorActed& acted) { operator_acted(d, acted); }
  void operator()(const PauseLifted&) { lift_pauses(d); }
  void operator()(const ImportArrived& arrived) {
    for (const std::uint32_t journey : lingering(d)) pause_on_import(d, journey, arrived.import);
    for (const std::uint32_t journey : d.live_journeys()) watch_import(d, journey, arrived.import, arrived.at);
    for (const std::uint32_t journey : d.live_journeys()) close_on_import(d, journey, arrived.import);
    for (const std::uint32_t journey : d.live_journeys()) exit_on_import(d, journey, arrived.import);
    for (const std::uint32_t journey : d.live_journeys()) {
      base::Instant recheck = base::kNever;
      check_ends(d, journey, recheck);
      pause_on_import(d, journey, arrived.import);
      wait_on_import(d, journey, arrived.import);
      moment_on_import(d, journey, arrived.import);
    }
  }
  void operator()(const VersionApplied&) { drop_stranded(d); }   // and settling moves whom it can
  void operator()(const CalendarChanged&) {
    rearm_questions(d);
    rearm_leads(d);
    for (const std::uint32_t journey : d.live_journeys()) {
      arm_ends(d, journey);
      rearm_waits(d, journey);
      rearm_stalls(d, journey);
      rearm_tasks(d, journey);
      rearm_repeats(d, journey);
      rearm_moments(d, journey);
    }
  }
};

void advance(Deciding& d, std::uint32_t journey, base::Instant& recheck) {
  if (of_desk(*d.live(journey))) {
    if (!paused(d.world, d.customer, *d.live(journey), d.now).all) check_tasks(d, journey, recheck);
    return;
  }
  move_journey(d, journey);
  check_ends(d, journey, recheck);
  const Journey* at = d.live(journey);
  if (at != nullptr) check_consents(d, journey, recheck);
  at = d.live(journey);
  if (at == nullptr || paused(d.world, d.customer, *at, d.now).all) return;   // frozen: goals and exits still act (rule 20)
  continue_runs(d, journey);
  move_journey(d, journey);                // what was frozen in mid-step has come to rest
  check_tasks(d, journey, recheck);
  check_waits(d, journey, recheck);
  check_waves(d, journey);
  check_replies(d, journey);
  check_measures(d, journey);
  check_seats(d, journey);
  check_stages(d, journey, recheck);
  check_moments(d, journey, recheck);
}

// One timer a journey wakes its conditions: an earlier one is kept, since to look in vain is cheap and to set anew is a fact.
void set_recheck(Deciding& d, base::Instant at, TimerKind kind, std::uint32_t journey) {
  if (at == base::kNever) return;
  const Timer* set = nullptr;
  for (const Timer& timer : d.customer.timers) {
    if (timer.kind == kind && timer.journey == journey) set = &timer;
  }
  if (set != nullptr && set->due <= at) return;
  if (set != nullptr) d.emit(TimerCancelled{set->timer});
  d.set_timer(at, kind, journey);
}

void record_moves(Deciding& d) {
  for (const Deciding::Stands& stands : d.moved) {
    const Journey* journey = d.journey(stands.journey);
    const Run* run = journey == nullptr ? nullptr : find_run(*journey, stands.run);
    if (run != nullptr && run->phase != RunPhase::ended)
      d.facts.push_back(RunMoved{stands.journey, stands.run, run->pc, run->phase, run->wait});
  }
}

// What is not settled now goes on at the next tick, and says so.
void cut_off(Deciding& d) {
  const std::vector<std::uint32_t> journeys = d.live_journeys(true);
  for (const std::uint32_t journey : journeys) {
    d.incident("input_too_long", journey, 0, "");
    if (!d.has_timer(journey, TimerKind::recheck, 0)) d.set_timer(d.now, TimerKind::recheck, journey);
  }
  if (!journeys.empty()) return;
  d.incident("input_too_long", plan::kNone, plan::kNone, "");
  if (!d.has_timer(0, TimerKind::customer_recheck, 0)) d.set_timer(d.now, TimerKind::customer_recheck, 0);
}

}  // namespace

void settle(Deciding& d) {
  std::vector<std::pair<std::uint32_t, base::Instant>> rechecks;
  base::Instant outside = base::kNever;
  for (int round = 0;; ++round) {
    const std::uint64_t before = d.changes;
    while (!d.emitted.empty()) {
      const Deciding::Emission emission = std::move(d.emitted.front());
      d.emitted.pop_front();
      d.depth = emission.depth;
      see_event(d, emission.event);
      d.depth = 0;
    }
    rechecks.clear();
    outside = base::kNever;
    for (const std::uint32_t journey : d.live_journeys(true)) {
      if (d.live(journey) == nullptr) continue;
      base::Instant recheck = base::kNever;
      advance(d, journey, recheck);
      rechecks.emplace_back(journey, recheck);
    }
    enter_when(d, outside);
    const bool bounded = d.facts.size() > base::kFactsPerInputMax;
    if (d.changes == before && !bounded) break;
    if (round == kRoundsMax || bounded) {
      cut_off(d);
      break;
    }
  }
  for (const auto& [journey, recheck] : rechecks) {
    if (d.live(journey) != nullptr) set_recheck(d, recheck, TimerKind::recheck, journey);
  }
  set_recheck(d, outside, TimerKind::customer_recheck, 0);
}

base::Instant decided_at(const Input& input, base::Instant now) {
  const auto* timers = std::get_if<TimersDue>(&input);
  return timers != nullptr && timers->due <= now && now - timers->due < base::kMinute ? timers->due : now;
}

// A stage that is due now begins under the version that takes the journey over, if one does.
void move_before(Deciding& d, const std::vector<Timer>& due) {
  for (const Timer& timer : due) {
    const bool ends = std::any_of(due.begin(), due.end(), [&](const Timer& other) {
      return other.journey == timer.journey && other.kind == TimerKind::goal_over;   // read by its place in the plan it was set under
    });
    if (timer.kind == TimerKind::run_starts && !ends) move_journey(d, timer.journey);
  }
}

std::vector<Fact> decide(const World& world, Customer& customer, const Input& input, base::Instant now) {
  const base::Instant at = decided_at(input, now);
  const Before before = look(customer, input);
  std::vector<Fact> entries;               // of who is seen for the first time nothing was true before
  if (!std::holds_alternative<CustomerAppeared>(input)) entries = judge_new_entries(world, customer, at);
  apply(world, customer, input, at);
  Deciding d{world, customer, at};
  for (Fact& fact : entries) d.emit(std::move(fact));
  move_before(d, before.due);
  std::visit(Rules{d, before}, input);
  // Touches settle after everything else, and what they settle may complete a stage.
  for (int round = 0;; ++round) {
    settle(d);
    const std::uint64_t settled = d.changes;
    settle_touches(d);
    if (d.changes == settled) break;
    if (round < kRoundsMax && d.facts.size() <= base::kFactsPerInputMax) continue;
    cut_off(d);
    break;
  }
  // Emitted in the very last round: nobody has seen these, and nobody will.
  for (const Deciding::Emission& unseen : d.emitted)
    d.incident("event_cut_off", plan::kNone, plan::kNone, d.world.roster->dictionary->name(Names::event, unseen.event.event));
  d.found(d.frame(), plan::kNone, d.findings);
  record_moves(d);
  return std::move(d.facts);
}

}  // namespace playmaker::core
