#include <algorithm>

#include "runtime/core/apply/apply.hpp"

namespace playmaker::core {

Task* Folding::task(const ThingRef& ref, bool make) {
  Journey* of = journey(ref.journey);
  if (of == nullptr) return nullptr;
  for (Task& task : of->tasks) {
    if (task.site == ref.site && task.occurrence == ref.occurrence) return &task;
  }
  if (!make) return nullptr;
  Task made;
  made.site = ref.site;
  made.occurrence = ref.occurrence;
  of->tasks.push_back(std::move(made));
  return &of->tasks.back();
}

void Folding::drop_task_timers(const ThingRef& ref) {
  std::erase_if(customer.timers, [&](const Timer& timer) {
    return of_task(timer.kind) && timer.journey == ref.journey && timer.ref == ref.site && timer.occurrence == ref.occurrence;
  });
}

void Folding::operator()(const TaskArmed& fact) {
  if (Task* armed = task(fact.task, true)) armed->run = fact.run;
}

void Folding::operator()(const TaskOpened& fact) {
  Task* opened = task(fact.task, true);
  if (opened == nullptr) return;
  opened->run = fact.run;
  opened->phase = TaskPhase::open;
  opened->opened = at;
  opened->not_before = fact.not_before;
  opened->due = fact.due;
  opened->due_unknown = fact.due_unknown;
}

void Folding::operator()(const TaskDueSet& fact) {
  if (Task* known = task(fact.task, false)) {
    known->due = fact.due;
    known->due_unknown = false;
  }
}

void Folding::operator()(const TaskClosed& fact) {
  Task* closed = task(fact.task, false);
  if (closed == nullptr) return;
  closed->phase = TaskPhase::closed;
  closed->how = fact.how;
  closed->outcome = fact.outcome;
  closed->closed = fact.at;
  drop_task_timers(fact.task);
}

void Folding::operator()(const TaskDropped& fact) {
  Task* dropped = task(fact.task, true);
  if (dropped == nullptr) return;
  dropped->phase = TaskPhase::dropped;
  dropped->closed = at;
  drop_task_timers(fact.task);
}

void Folding::operator()(const TaskAssigned& fact) {
  Task* assigned = task(fact.task, false);
  if (assigned == nullptr) return;
  assigned->assignee = fact.person;
  assigned->by_hand = !fact.actor.empty();
  assigned->claimed = assigned->acknowledged = false;    // rule 19: the acceptance clock of the new one starts again
  if (!fact.role.empty()) assigned->role = fact.role;
}

void Folding::operator()(const TaskJoined& fact) {
  if (Task* joined = task(fact.task, false)) joined->second = fact.person;
}

void Folding::operator()(const TaskOverdue& fact) {
  if (Task* late = task(fact.task, false)) late->overdue = true;
}

void Folding::operator()(const TaskEscalated& fact) {
  Task* escalated = task(fact.task, false);
  if (escalated == nullptr) return;
  ++escalated->escalations;
  escalated->escalated_role = fact.role;
}

}  // namespace playmaker::core
