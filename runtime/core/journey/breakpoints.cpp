// Breakpoints (断点, rule 31): an episode is armed when A happens in the journey, cleared when B happens at or after it, and trips once,
// at its time. Time is the events' own; of two events at one instant the order of arrival says which came first.
#include <algorithm>

#include "runtime/core/deciding.hpp"
#include "runtime/core/journey/any_moment.hpp"

namespace playmaker::core {
namespace {

const Stall* stall_of(const Journey& journey, std::uint32_t site) {
  for (const Stall& stall : journey.stalls) {
    if (stall.site == site) return &stall;
  }
  return nullptr;
}

struct TripTime {
  std::optional<base::Instant> at;
  bool anchored = true;                    // not at all: it is the calendar that does not reach so far
};
TripTime trip_time(Deciding& d, const Journey& journey, const plan::Breakpoint& rule, base::Instant from, const EventAtHand& event) {
  const Frame frame = d.frame(&journey, nullptr, event);
  const Clockwork clock = clockwork(frame);
  if (rule.rule == plan::StallRuleKind::after) return {after(clock, from, rule.length)};
  Findings findings;
  const auto anchor = resolve(frame, rule.anchor, {journey.entered, from, base::kNever}, findings);
  d.found(frame, rule.site, findings);
  if (!anchor) return {std::nullopt, false};
  return {rule.rule == plan::StallRuleKind::after_anchor ? after(clock, *anchor, rule.length) : before(clock, *anchor, rule.length)};
}

// Where the customer is caught: what runs, what was last said, and who has the task.
StallTripped attributed(const Deciding& d, const Journey& journey, const ThingRef& ref) {
  StallTripped tripped;
  tripped.stall = ref;
  const plan::Plan& plan = *d.plan_of(journey).plan;
  for (const Run& run : journey.runs) {
    const plan::SiteKind kind = plan.sites[run.site].kind;
    if (run.phase == RunPhase::armed || run.phase == RunPhase::ended) continue;
    if (kind == plan::SiteKind::stage) tripped.stage = run.site;
    if (kind == plan::SiteKind::wave) tripped.wave = run.site;
  }
  for (const Touch& touch : journey.touches) {
    const bool gone = touch.phase >= TouchPhase::sending && touch.phase <= TouchPhase::answered;
    if (!gone && touch.phase != TouchPhase::unknown) continue;
    tripped.has_touch = true;
    tripped.last_touch = {journey.journey, touch.site, touch.occurrence};
  }
  for (const Task& task : journey.tasks) {
    if (task.phase == TaskPhase::open && task.assignee != plan::kNone) tripped.assignee = task.assignee;
  }
  return tripped;
}

void trip(Deciding& d, const ThingRef& ref, bool steps) {
  const Journey& journey = *d.live(ref.journey);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const plan::Breakpoint& rule = plan.breakpoints[plan.sites[ref.site].index];
  d.emit(attributed(d, journey, ref));
  if (!rule.why.reasons.empty()) ask_role(d, {QuestionKind::reason, ref, plan.unit.texts[rule.why.role], base::kNever, 0});
  const bool more = next_occurrence(*d.live(ref.journey), ref.site) < std::max<std::uint32_t>(rule.times, 1);
  if (steps && more && rule.block != plan::kNone) start_run(d, ref.journey, ref.site, 0, rule.block);
}

void clear(Deciding& d, std::uint32_t number, const plan::Breakpoint& rule, base::Instant at) {
  const Stall* stall = stall_of(*d.live(number), rule.site);
  if (stall == nullptr || stall->phase == StallPhase::cleared || at < stall->from) return;
  const ThingRef ref{number, rule.site, stall->occurrence};
  // B happened after the time, but is seen before the timer: by the events' own time the stall came first.
  const auto timer = std::find_if(d.customer.timers.begin(), d.customer.timers.end(), [&](const Timer& each) {
    return each.kind == TimerKind::stall_trips && each.journey == number && each.ref == rule.site && each.occurrence == ref.occurrence;
  });
  if (stall->phase == StallPhase::armed && timer != d.customer.timers.end() && !timer->held && timer->due < at) trip(d, ref, false);
  stall = stall_of(*d.live(number), rule.site);
  d.emit(StallCleared{ref, at, stall->phase == StallPhase::tripped});
  const Run* steps = newest_run(*d.live(number), rule.site);
  if (steps == nullptr) return;
  const std::uint32_t run = steps->run;
  if (steps->phase != RunPhase::ended) end_run(d, number, run, RunEnd::cancelled, Reason::cancelled);
  else cancel_touches(d, number, run, Reason::cancelled);
}

void arm(Deciding& d, std::uint32_t number, const plan::Breakpoint& rule, base::Instant from, const EventAtHand& event) {
  const Journey& journey = *d.live(number);
  const Stall* before = stall_of(journey, rule.site);
  if (before != nullptr && (rule.once || before->phase != StallPhase::cleared)) return;
  const ThingRef ref{number, rule.site,
                     before == nullptr ? unspent(journey, rule.site) : static_cast<std::uint16_t>(before->occurrence + 1)};
  const auto [trips, anchored] = trip_time(d, journey, rule, from, event);
  d.emit(StallArmed{ref, from, trips.value_or(base::kNever)});
  if (!trips) d.incident(anchored ? "calendar_unknown" : "stall_time_unknown", number, rule.site, "");
  // A late A: B may have happened since.
  const EventMemory* passed = matches_past(d, *d.live(number), nullptr, rule.to, from, rule.site);
  if (passed != nullptr && passed->last > from) {
    const base::Instant at = passed->last;
    if (trips && *trips < at) trip(d, ref, false);
    if (d.live(number) != nullptr) clear(d, number, rule, at);
  } else if (trips && *trips <= d.now) {
    trip(d, ref, true);
  } else if (trips) {
    d.set_timer(*trips, TimerKind::stall_trips, number, ref.site, ref.occurrence);
  }
}

bool of_task(const plan::Trigger& trigger) {
  return trigger.kind == plan::TriggerKind::task_done || trigger.kind == plan::TriggerKind::task_closed ||
         trigger.kind == plan::TriggerKind::task_outcome;
}

}  // namespace

void watch_event(Deciding& d, std::uint32_t number, const EventAtHand& event, bool late) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const LinkedPlan& linked = d.plan_of(*journey);
  const auto listeners = linked.listeners.find(event.event);
  if (listeners == linked.listeners.end()) return;
  for (const std::uint32_t index : listeners->second.breakpoints) {
    const plan::Breakpoint& rule = linked.plan->breakpoints[index];
    if (journey = d.live(number); journey == nullptr) return;
    if (names_event(d, *journey, nullptr, rule.to, event, rule.site)) clear(d, number, rule, event.at);
    if (journey = d.live(number); journey == nullptr) return;
    if (!late && matches_event(d, *journey, nullptr, rule.from, event, rule.site)) arm(d, number, rule, event.at, event);
  }
}

void watch_import(Deciding& d, std::uint32_t number, std::uint32_t import, base::Instant at) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  for (const plan::Breakpoint& rule : plan.breakpoints) {
    if (d.live(number) == nullptr) return;
    if (matches_import(d, *d.live(number), nullptr, rule.to, import, rule.site)) clear(d, number, rule, at);
    if (d.live(number) != nullptr && matches_import(d, *d.live(number), nullptr, rule.from, import, rule.site))
      arm(d, number, rule, at, {});
  }
}

void watch_task(Deciding& d, const ThingRef& ref, base::Instant at) {
  const plan::Plan& plan = *d.plan_of(*d.live(ref.journey)).plan;
  for (const plan::Breakpoint& rule : plan.breakpoints) {
    Journey* journey = d.live(ref.journey);
    const Task* task = journey == nullptr ? nullptr : find_task(*journey, ref);
    if (task == nullptr) return;
    const auto says = [&](const plan::Trigger& trigger) {
      return of_task(trigger) && names_task(plan, trigger, ref.site) && task_says(plan, *task, trigger);
    };
    const bool to = says(rule.to), from = says(rule.from);
    if (to) clear(d, ref.journey, rule, at);
    if (from && d.live(ref.journey) != nullptr) arm(d, ref.journey, rule, at, {});
  }
}

// The event that enters the customer counts; what came before only as far as the breakpoint looks back (rule 2).
void watch_entry(Deciding& d, std::uint32_t number, const EventAtHand& event) {
  const plan::Plan& plan = *d.plan_of(*d.live(number)).plan;
  for (const plan::Breakpoint& rule : plan.breakpoints) {
    const Journey* journey = d.live(number);
    if (journey == nullptr) return;
    if (rule.from.kind == plan::TriggerKind::entry) {
      arm(d, number, rule, journey->entered, event);
    } else if (event.event != plan::kNone && names_event(d, *journey, nullptr, rule.from, event, rule.site)) {
      arm(d, number, rule, event.at, event);
    } else if (rule.from.lookback.written()) {
      const auto from = before(clockwork(d.frame(journey)), journey->entered, rule.from.lookback);
      const EventMemory* memory = from ? matches_past(d, *journey, nullptr, rule.from, *from, rule.site) : nullptr;
      if (memory == nullptr) continue;
      const EventMemory kept = *memory;
      arm(d, number, rule, kept.last, {kept.event, kept.last, &kept.fields});
    }
  }
}

void stall_trips(Deciding& d, const ThingRef& ref) {
  const Journey* journey = d.live(ref.journey);
  const Stall* stall = journey == nullptr ? nullptr : stall_of(*journey, ref.site);
  if (stall != nullptr && stall->phase == StallPhase::armed && stall->occurrence == ref.occurrence) trip(d, ref, true);
}

void rearm_stalls(Deciding& d, std::uint32_t number) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  const std::vector<Stall> stalls = journey->stalls;
  for (const Stall& stall : stalls) {
    if (stall.phase != StallPhase::armed || stall.trips != base::kNever || d.live(number) == nullptr) continue;
    const plan::Breakpoint& rule = plan.breakpoints[plan.sites[stall.site].index];
    const auto trips = trip_time(d, *d.live(number), rule, stall.from, {}).at;
    if (!trips) continue;
    const ThingRef ref{number, stall.site, stall.occurrence};
    d.emit(StallArmed{ref, stall.from, *trips});
    d.set_timer(std::max(*trips, d.now), TimerKind::stall_trips, number, ref.site, ref.occurrence);
  }
}

void retime_stalls(Deciding& d, std::uint32_t number) {
  const plan::Plan& plan = *d.plan_of(*d.live(number)).plan;
  const std::vector<Stall> stalls = d.live(number)->stalls;
  for (const Stall& stall : stalls) {
    if (stall.phase != StallPhase::armed || stall.trips == base::kNever) continue;
    const auto trips = trip_time(d, *d.live(number), plan.breakpoints[plan.sites[stall.site].index], stall.from, {}).at;
    if (!trips || *trips == stall.trips) continue;
    const ThingRef ref{number, stall.site, stall.occurrence};
    const auto taken = take_timer(d, number, TimerKind::stall_trips, ref.site, ref.occurrence);
    if (!taken) continue;
    d.emit(StallArmed{ref, stall.from, *trips});
    d.armed = taken->armed;
    d.set_timer(std::max(*trips, d.now), TimerKind::stall_trips, number, ref.site, ref.occurrence);
    d.armed.reset();
  }
}

}  // namespace playmaker::core
