// Tasks: work for a person. A task is armed until its time has come and what it follows is closed, then opens; whether it is needed at
// all is judged when it opens. Its clock stands in clock.cpp, how it closes in closing.cpp.
#include <algorithm>

#include "runtime/core/deciding.hpp"
#include "runtime/core/evaluate/cause.hpp"
#include "runtime/core/evaluate/evaluator.hpp"

namespace playmaker::core {
namespace {

const plan::Task& task_at(const plan::Plan& plan, std::uint32_t site) { return plan.tasks[plan.sites[site].index]; }

// What it follows is over: closed in whatever way, or never needed.
bool follows(const Deciding& d, const Journey& journey, std::uint32_t run, const plan::Task& task) {
  const plan::Plan& plan = *d.plan_of(journey).plan;
  if (task.after_task != plan::kNone) {
    const Task* before = task_in_scope(d.frame(&journey, find_run(journey, run)), task.after_task);
    if (before == nullptr || (before->phase != TaskPhase::closed && before->phase != TaskPhase::dropped)) return false;
  }
  if (task.after_stage != plan::kNone && !ended_stage(journey, plan, task.after_stage)) return false;
  return task.after_wave == plan::kNone || ended_wave(journey, plan, task.after_wave);
}

enum class Place { waits, timed, open, past };
struct When {
  Place place = Place::open;
  base::Instant at;
};

When place(Deciding& d, const Journey& journey, std::uint32_t run, const plan::Task& task) {
  if (!follows(d, journey, run, task)) return {Place::waits, {}};
  if (task.timing.kind == plan::TimingKind::none && task.timing.at_minute < 0) return {Place::open, {}};
  Findings findings;
  const Frame frame = d.frame(&journey, find_run(journey, run));
  const Timed timed = resolve(frame, task.timing, {journey.entered, d.now, base::kNever}, default_minute(d, journey), findings);
  d.found(frame, task.site, findings);
  if (!timed.at) {
    if (!awaited(task.timing)) d.incident("time_unknown", journey.journey, task.site, "");
    return {Place::waits, {}};
  }
  if (timed.past_day) return {Place::past, {}};
  return *timed.at > d.now ? When{Place::timed, *timed.at} : When{Place::open, {}};
}

void arm(Deciding& d, const ThingRef& ref, std::uint32_t run) {
  const Journey& journey = *d.journey(ref.journey);
  const plan::Task& task = task_at(*d.plan_of(journey).plan, ref.site);
  const bool armed = find_task(*d.journey(ref.journey), ref) != nullptr;
  const When when = place(d, journey, run, task);
  switch (when.place) {
    case Place::open: return open_task(d, ref, run);
    case Place::past: d.emit(TaskDropped{ref, Reason::past}); return;
    case Place::waits:
      if (!armed) d.emit(TaskArmed{ref, run});
      return;
    case Place::timed:
      if (!armed) d.emit(TaskArmed{ref, run});
      d.set_timer(when.at, TimerKind::task_opens, ref.journey, ref.site, ref.occurrence);
      return;
  }
}

// A task on a contact channel takes one slot: it opens at once, but its clock starts at the first free minute (rule 37).
base::Instant slot_of(Deciding& d, const ThingRef& ref, const plan::Task& task) {
  if (task.channel == plan::kNone) return d.now;
  const LinkedPlan& linked = d.plan_of(*d.journey(ref.journey));
  const std::uint32_t channel = linked.unit.number(Names::channel, task.channel);
  const auto& channels = d.world.roster->channels;
  if (channel >= channels.size() || channels[channel] == nullptr || !channels[channel]->contact) return d.now;
  const base::Instant free = reserve_task_slot(d, ref.journey, ref, channel, task.purpose);
  if (free != base::kNever) return free;
  d.incident("task_no_slot", ref.journey, ref.site, linked.plan->unit.texts[task.channel]);
  return d.now;
}

}  // namespace

void arm_task(Deciding& d, std::uint32_t number, std::uint32_t run, std::uint32_t index) {
  const Journey& journey = *d.journey(number);
  const plan::Task& task = d.plan_of(journey).plan->tasks[index];
  ThingRef ref{number, task.site, unspent(journey, task.site)};
  for (const Task& each : journey.tasks) {
    if (each.site == task.site) ref.occurrence = static_cast<std::uint16_t>(std::max<int>(ref.occurrence, each.occurrence + 1));
  }
  if (journey.hold_out == HoldOut::all) {
    d.emit(TaskDropped{ref, Reason::held_out});   // rule 35: from all, neither touches nor tasks
    return;
  }
  arm(d, ref, run);
}

void open_task(Deciding& d, const ThingRef& ref, std::uint32_t run) {
  const Journey& journey = *d.journey(ref.journey);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const plan::Task& task = task_at(plan, ref.site);
  const Frame frame = d.frame(&journey, find_run(journey, run));
  const bool unneeded = task.unless != plan::kNone && d.test(frame, task.unless, task.site);
  if (unneeded || !d.test(frame, task.when, task.site)) {
    d.emit(TaskDropped{ref, Reason::condition, cause_of(frame, unneeded ? task.unless : task.when, unneeded)});
    return;
  }
  if (task.offering != plan::kNone) {
    Findings findings;
    Frame bank = d.frame();                 // suitability is the catalog's to say
    const bool suitable = suits(bank, d.plan_of(*d.journey(ref.journey)).unit.number(Names::product, task.offering), findings);
    d.found(bank, task.site, findings);
    if (!suitable) {
      d.emit(TaskDropped{ref, Reason::unsuitable, unsuited(bank)});
      return;
    }
  }
  const base::Instant from = slot_of(d, ref, task);
  const TaskDue due = due_of(d, *d.journey(ref.journey), task, run, from);
  d.emit(TaskOpened{ref, run, due.at, from > d.now ? from : base::Instant{INT64_MIN}, due.unknown});
  if (due.unknown) d.incident("task_due_unknown", ref.journey, ref.site, plan.sites[ref.site].path);
  const std::string given = find_task(*d.journey(ref.journey), ref)->role;   // assigned while it still waited
  const std::string role = !given.empty() || task.role == plan::kNone ? given : plan.unit.texts[task.role];
  if (!role.empty()) assign_task(d, ref, role);
  if (task.with_role != plan::kNone) join_task(d, ref, plan.unit.texts[task.with_role]);
  start_task_clock(d, ref);
  start_taking(d, ref);
  close_on_past(d, ref);
}

void retime_armed_tasks(Deciding& d, std::uint32_t number) {
  std::vector<ThingRef> armed;
  for (const Task& task : d.live(number)->tasks) {
    if (task.phase == TaskPhase::armed) armed.push_back({number, task.site, task.occurrence});
  }
  for (const ThingRef& ref : armed) {
    const auto taken = take_timer(d, number, TimerKind::task_opens, ref.site, ref.occurrence);
    if (!taken) continue;
    const Journey& journey = *d.live(number);
    const std::uint32_t run = find_task(*d.live(number), ref)->run;
    const When when = place(d, journey, run, task_at(*d.plan_of(journey).plan, ref.site));
    d.armed = taken->armed;
    d.set_timer(when.place == Place::timed   ? when.at
                : when.place == Place::waits ? taken->due
                                             : d.now,
                TimerKind::task_opens, number, ref.site, ref.occurrence);
    d.armed.reset();
  }
}

void check_tasks(Deciding& d, std::uint32_t number, base::Instant& recheck) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  std::vector<ThingRef> refs;
  for (const Task& task : journey->tasks) {
    if (task.phase == TaskPhase::armed || task.phase == TaskPhase::open) refs.push_back({number, task.site, task.occurrence});
  }
  for (const ThingRef& ref : refs) {
    Journey* at = d.live(number);
    const Task* task = at == nullptr ? nullptr : find_task(*at, ref);
    if (task == nullptr) continue;
    if (task->phase == TaskPhase::armed) {
      if (!d.has_timer(number, TimerKind::task_opens, ref.site, ref.occurrence)) arm(d, ref, task->run);
      continue;
    }
    if (task->phase != TaskPhase::open) continue;
    if (task->due_unknown) know_task_due(d, ref);
    follow_task_anchors(d, ref);
    const std::uint32_t run = task->run;
    for (const plan::TaskClosing& closing : task_at(plan, ref.site).closings) {
      at = d.live(number);
      if (at == nullptr) return;
      const Run* own = find_run(*at, run);
      if (closing.on.what == plan::kNone ? closing.when == plan::kNone : !task_holds(d, *at, own, closing.on)) continue;
      if (!d.test(d.frame(at, own), closing.when, ref.site, &recheck)) continue;
      const std::string outcome = closing.outcome != plan::kNone ? plan.unit.texts[closing.outcome] : closing.done ? "done" : "closed";
      close_task(d, ref, closing.done ? TaskEnd::done : TaskEnd::closed, outcome, ClosedBy::condition, d.now);
      break;
    }
  }
}

void task_handed(Deciding& d, const TaskHandedTo& handed) {
  Journey* journey = d.live(handed.task.journey);
  const Task* task = journey == nullptr ? nullptr : find_task(*journey, handed.task);
  if (task == nullptr || task->phase != TaskPhase::open) {
    d.emit(TaskCredited{handed.task, plan::kNone, Reason::late});
    return;
  }
  d.emit(TaskAssigned{handed.task, handed.person, task->role, false, handed.actor, handed.reason});
  start_taking(d, handed.task);
}

}  // namespace playmaker::core
