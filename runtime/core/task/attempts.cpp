// Attempts that reach nobody, and calls back (`attempts up to N times every D on E`, `call back at C on E`). As with a closing (rule 36)
// the event counts for the task it names, else for the oldest open one of each playbook. An attempt sooner than `every` after the last
// counted one is credited and does not count: three calls in a minute are one attempt.
#include <algorithm>

#include "runtime/core/deciding.hpp"

namespace playmaker::core {
namespace {

const plan::WorkRule& work_at(const plan::Plan& plan, std::uint32_t site) { return plan.tasks[plan.sites[site].index].work; }

struct Tried {
  ThingRef ref;
  std::uint32_t playbook = 0;
  base::Instant opened;
  const plan::CallBack* back = nullptr;    // nullptr: an attempt
};

// What the event is to this task, if anything: a call back is the closer word, since the customer was reached.
bool says(Deciding& d, const Journey& journey, const Task& task, const EventAtHand& event, Tried& tried) {
  const plan::WorkRule& rule = work_at(*d.plan_of(journey).plan, task.site);
  const auto meant = [&](const plan::Trigger& on) {
    return event.at >= task.opened && matches_event(d, journey, find_run(journey, task.run), on, event, task.site);
  };
  for (const plan::CallBack& each : rule.call_backs) {
    if (!meant(each.on)) continue;
    tried.back = &each;
    return true;
  }
  return rule.attempts.times > 0 && meant(rule.attempts.on);
}

std::vector<Tried> tried_by(Deciding& d, const EventAtHand& event) {
  std::vector<Tried> found;
  for (const std::uint32_t number : d.live_journeys()) {
    const Journey& journey = *d.live(number);
    const LinkedPlan& linked = d.plan_of(journey);
    const auto listeners = linked.listeners.find(event.event);
    if (listeners == linked.listeners.end()) continue;
    for (const std::uint32_t index : listeners->second.attempts) {
      for (const Task& task : journey.tasks) {
        if (task.site != linked.plan->tasks[index].site || task.phase != TaskPhase::open) continue;
        Tried tried{{number, task.site, task.occurrence}, linked.playbook, task.opened, nullptr};
        if (says(d, journey, task, event, tried)) found.push_back(tried);
      }
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Tried& a, const Tried& b) { return a.opened < b.opened; });
  return found;
}

void call_at(Deciding& d, const ThingRef& ref, base::Instant at) {
  d.cancel_timers(ref.journey, TimerKind::task_calls, ref.site, ref.occurrence);
  d.set_timer(std::max(at, d.now), TimerKind::task_calls, ref.journey, ref.site, ref.occurrence);
}

void attempt(Deciding& d, const ThingRef& ref, std::uint32_t event, base::Instant at) {
  const Journey& journey = *d.live(ref.journey);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const plan::Attempts& rule = work_at(plan, ref.site).attempts;
  const Task& task = *find_task(*d.live(ref.journey), ref);
  const Clockwork clock = clockwork(d.frame(&journey));
  if (task.attempts > 0) {
    const auto soonest = after(clock, task.attempted, rule.every);
    if (soonest && at < *soonest) return d.emit(TaskCredited{ref, event, Reason::gap});
  }
  const auto number = static_cast<std::uint16_t>(task.attempts + 1);
  const bool last = number >= rule.times;
  const auto next = last ? std::nullopt : after(clock, at, rule.every);
  d.emit(TaskAttempted{ref, number, at, next.value_or(base::kNever)});
  if (last) {
    const std::string outcome = rule.outcome == plan::kNone ? "unreached" : plan.unit.texts[rule.outcome];
    return close_task(d, ref, TaskEnd::unreached, outcome, ClosedBy::event, at);
  }
  if (next) call_at(d, ref, *next);
  else d.incident("calendar_unknown", ref.journey, ref.site, "");
}

void call_back(Deciding& d, const ThingRef& ref, const plan::CallBack& rule, const EventAtHand& event) {
  const Journey& journey = *d.live(ref.journey);
  const Task& task = *find_task(*d.live(ref.journey), ref);
  const Frame frame = d.frame(&journey, find_run(journey, task.run), event);
  const plan::Datum value = d.value(frame, rule.at, ref.site);
  if (!value.known() || value.kind == plan::Kind::error) return d.incident("time_unknown", ref.journey, ref.site, "");
  // A date is the time of day at which the policy speaks when nothing is said.
  const base::Instant at = value.kind == plan::Kind::date
                               ? base::to_instant(clockwork(frame).zone, base::Date{static_cast<std::int32_t>(value.number)},
                                                  base::TimeOfDay{default_minute(d, journey)})
                               : base::Instant{value.number};
  d.emit(TaskCallBack{ref, at});
  call_at(d, ref, at);
}

}  // namespace

void count_attempts(Deciding& d, const EventArrived& event) {
  const EventAtHand hand{event.event, event.at, &event.fields};
  std::vector<std::uint32_t> served;
  for (const Tried& tried : tried_by(d, hand)) {
    const bool taken = std::find(served.begin(), served.end(), tried.playbook) != served.end();
    if (event.addressed ? tried.ref != event.task : taken) continue;
    const Task* task = d.live(tried.ref.journey) == nullptr ? nullptr : find_task(*d.live(tried.ref.journey), tried.ref);
    if (task == nullptr || task->phase != TaskPhase::open) continue;
    served.push_back(tried.playbook);
    if (tried.back != nullptr) call_back(d, tried.ref, *tried.back, hand);
    else attempt(d, tried.ref, event.event, event.at);
  }
}

}  // namespace playmaker::core
