#include "runtime/core/deciding.hpp"
#include "runtime/core/evaluate/evaluator.hpp"
#include "runtime/core/journey/any_moment.hpp"

namespace playmaker::core {

using plan::TriggerKind;

bool names_event(Deciding& d, const Journey& journey, const Run* run, const plan::Trigger& trigger, const EventAtHand& event,
                 std::uint32_t site) {
  if (trigger.kind != TriggerKind::event || d.plan_of(journey).unit.events[trigger.what] != event.event) return false;
  return trigger.where == plan::kNone || d.test(d.frame(&journey, run, event), trigger.where, site);
}

bool matches_event(Deciding& d, const Journey& journey, const Run* run, const plan::Trigger& trigger, const EventAtHand& event,
                   std::uint32_t site) {
  if (event.at < journey.entered) {
    if (!trigger.lookback.written()) return false;
    const auto from = before(clockwork(d.frame(&journey)), journey.entered, trigger.lookback);
    if (!from || event.at < *from) return false;
  }
  return names_event(d, journey, run, trigger, event, site);
}

bool matches_import(Deciding& d, const Journey& journey, const Run* run, const plan::Trigger& trigger, std::uint32_t import,
                    std::uint32_t site) {
  if (trigger.kind != TriggerKind::import_arrived || d.plan_of(journey).unit.number(Names::import, trigger.what) != import) return false;
  return trigger.where == plan::kNone || d.test(d.frame(&journey, run), trigger.where, site);
}

const EventMemory* matches_past(Deciding& d, const Journey& journey, const Run* run, const plan::Trigger& trigger, base::Instant from,
                                std::uint32_t site) {
  if (trigger.kind != TriggerKind::event) return nullptr;
  const std::uint32_t event = d.plan_of(journey).unit.events[trigger.what];
  for (const EventMemory& memory : d.customer.events) {
    if (memory.event != event) continue;
    if (memory.last < from || memory.last > d.now) return nullptr;
    const EventAtHand hand{event, memory.last, &memory.fields};
    return names_event(d, journey, run, trigger, hand, site) ? &memory : nullptr;
  }
  return nullptr;
}

bool task_says(const plan::Plan& plan, const Task& task, const plan::Trigger& trigger) {
  if (task.phase != TaskPhase::closed) return false;
  switch (trigger.kind) {
    case TriggerKind::task_done: return task.how == TaskEnd::done;
    case TriggerKind::task_closed: return true;
    case TriggerKind::task_outcome: return trigger.outcome != plan::kNone && task.outcome == plan.unit.texts[trigger.outcome];
    default: return false;
  }
}

bool task_holds(const Deciding& d, const Journey& journey, const Run* run, const plan::Trigger& trigger) {
  if (trigger.kind != TriggerKind::task_done && trigger.kind != TriggerKind::task_closed && trigger.kind != TriggerKind::task_outcome)
    return false;
  const plan::Plan& plan = *d.plan_of(journey).plan;
  if (!trigger.any_moment) {
    const Task* meant = task_in_scope(d.frame(&journey, run), trigger.what);
    return meant != nullptr && task_says(plan, *meant, trigger);
  }
  for (const Task& task : journey.tasks) {
    if (names_task(plan, trigger, task.site) && task_says(plan, task, trigger)) return true;
  }
  return false;
}

}  // namespace playmaker::core
