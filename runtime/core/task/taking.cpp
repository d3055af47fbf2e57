// Who takes a task on (`claim within D`, `acknowledge within D`), and what a report must bring. Both clocks run on the playbook's calendar,
// from the opening and anew with each other assignee (rule 19). What nobody claimed goes back to its pool, where anyone may; a person's
// stays with the person, and is counted.
#include <algorithm>

#include "runtime/core/deciding.hpp"

namespace playmaker::core {
namespace {

const plan::Task& rule_of(const Deciding& d, const Journey& journey, std::uint32_t site) {
  const plan::Plan& plan = *d.plan_of(journey).plan;
  return plan.tasks[plan.sites[site].index];
}

void start(Deciding& d, const ThingRef& ref, const plan::Length& within, TimerKind kind, bool taken) {
  if (!within.written()) return;
  if (d.has_timer(ref.journey, kind, ref.site, ref.occurrence)) d.cancel_timers(ref.journey, kind, ref.site, ref.occurrence);
  if (taken) return;
  const Journey& journey = *d.journey(ref.journey);
  const Task& task = *find_task(*d.journey(ref.journey), ref);
  const auto at = after(clockwork(d.frame(&journey)), std::max(d.now, task.not_before), within);
  if (at) d.set_timer(*at, kind, ref.journey, ref.site, ref.occurrence);
  else d.incident("calendar_unknown", ref.journey, ref.site, "");
}

}  // namespace

void start_taking(Deciding& d, const ThingRef& ref) {
  const Journey* journey = d.live(ref.journey);
  const Task* task = journey == nullptr ? nullptr : find_task(*d.live(ref.journey), ref);
  if (task == nullptr || task->phase != TaskPhase::open) return;
  const plan::WorkRule& rule = rule_of(d, *journey, ref.site).work;
  const bool claimed = task->claimed, acknowledged = task->acknowledged;
  start(d, ref, rule.claim, TimerKind::task_claim, claimed);
  start(d, ref, rule.acknowledge, TimerKind::task_acknowledge, acknowledged);
}

void not_taken(Deciding& d, const ThingRef& ref, Taking how) {
  d.emit(TaskNotTakenOn{ref, how});
  const Task task = *find_task(*d.live(ref.journey), ref);
  const plan::Role* role = role_named(*d.world.roster, task.role);
  const bool pooled = role != nullptr && !role->pool.empty() && task.assignee != plan::kNone;
  if (how == Taking::claimed && pooled) d.emit(TaskAssigned{ref, plan::kNone, task.role, false, {}, {}});
}

void task_taken(Deciding& d, const TaskTaken& taken) {
  const Journey* journey = d.live(taken.task.journey);
  const Task* task = journey == nullptr ? nullptr : find_task(*d.live(taken.task.journey), taken.task);
  if (task == nullptr || task->phase != TaskPhase::open) return d.emit(TaskCredited{taken.task, plan::kNone, Reason::late});
  const plan::Task& rule = rule_of(d, *journey, taken.task.site);
  if (taken.person != plan::kNone && taken.person != task->assignee) {
    d.emit(TaskAssigned{taken.task, taken.person, task->role, false, taken.actor, {}});
    start_taking(d, taken.task);
  }
  d.emit(TaskTakenOn{taken.task, taken.how, taken.person, taken.actor});
  const bool claims = taken.how == Taking::claimed;
  d.cancel_timers(taken.task.journey, claims ? TimerKind::task_claim : TimerKind::task_acknowledge, taken.task.site, taken.task.occurrence);
  // "Read this" is done by saying that it was read, where nothing else is asked for.
  const bool done_by_it = std::none_of(rule.closings.begin(), rule.closings.end(), [](const auto& closing) { return closing.done; });
  if (!claims && rule.work.acknowledge.written() && done_by_it && !rule.due.written)
    close_task(d, taken.task, TaskEnd::done, "done", ClosedBy::report, d.now, taken.actor);
}

std::vector<std::uint32_t> missing_of(const plan::Task& rule, const Task& task, const std::vector<std::uint32_t>& brought) {
  std::vector<std::uint32_t> missing;
  const auto need = [&](Bring what, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
      const std::uint32_t one = brings(what, i);
      const bool here = std::find(brought.begin(), brought.end(), one) != brought.end() ||
                        std::find(task.brought.begin(), task.brought.end(), one) != task.brought.end();
      if (!here) missing.push_back(one);
    }
  };
  need(Bring::collected, rule.work.collect.size());
  need(Bring::evidence, rule.work.evidence.size());
  return missing;
}

}  // namespace playmaker::core
