// A task's clock, on the playbook's calendar (rule 33): due, reminders, escalations, expiry. Escalation keeps the task and adds a role;
// after its own steps the added role's take over, until a role that is final.
#include <algorithm>

#include "runtime/core/apply/apply.hpp"
#include "runtime/core/deciding.hpp"

namespace playmaker::core {
namespace {

constexpr std::uint16_t kChained = 0x100;  // timer numbers: the place in the chain of roles times this, and the step of that role
constexpr std::uint16_t kEscalationsMax = 8;

const plan::Task& task_at(const plan::Plan& plan, std::uint32_t site) { return plan.tasks[plan.sites[site].index]; }

const std::vector<plan::Reminder>& reminders_of(const Deciding& d, const plan::Plan& plan, const plan::Task& task) {
  static const std::vector<plan::Reminder> kNo;
  if (!task.remind.empty() || task.role == plan::kNone) return task.remind;
  const plan::Role* role = role_named(*d.world.roster, plan.unit.texts[task.role]);
  return role != nullptr ? role->remind : kNo;
}
const std::vector<plan::Escalation>& escalations_of(const Deciding& d, const plan::Plan& plan, const plan::Task& task,
                                                    std::string_view added) {
  static const std::vector<plan::Escalation> kNo;
  if (added.empty() && (!task.escalate.empty() || task.role == plan::kNone)) return task.escalate;
  const plan::Role* role = role_named(*d.world.roster, added.empty() ? std::string_view(plan.unit.texts[task.role]) : added);
  return role != nullptr && !role->final_ ? role->escalate : kNo;
}

// nullopt: relative to a due that is not there, or the calendar does not reach so far.
std::optional<base::Instant> tick_at(const Clockwork& clock, const plan::Tick& tick, base::Instant opened, base::Instant due) {
  if (tick.anchor == plan::TickAnchor::opened) return after(clock, opened, tick.length);
  if (anchored(tick)) return std::nullopt;
  if (due == base::kNever) return std::nullopt;
  return tick.anchor == plan::TickAnchor::after_due ? after(clock, due, tick.length) : before(clock, due, tick.length);
}

// Only what counts from an opening, or from a due that is there: its time is missing because the calendar ends before it (rule 15).
void set_tick(Deciding& d, const ThingRef& ref, std::optional<base::Instant> at, TimerKind kind, std::size_t number) {
  if (at) d.set_timer(std::max(*at, d.now), kind, ref.journey, ref.site, ref.occurrence, static_cast<std::uint16_t>(number));
  else d.incident("calendar_unknown", ref.journey, ref.site, "");
}

// What counts from something else follows it (follow_anchors).
bool counts(const plan::Tick& tick, base::Instant due) {
  return !anchored(tick) && (tick.anchor == plan::TickAnchor::opened || due != base::kNever);
}

bool has_tick(const Deciding& d, const ThingRef& ref, TimerKind kind, std::size_t number) {
  return std::any_of(d.customer.timers.begin(), d.customer.timers.end(), [&](const Timer& timer) {
    return timer.kind == kind && timer.journey == ref.journey && timer.ref == ref.site && timer.occurrence == ref.occurrence &&
           timer.number == number;
  });
}

// `late`: only what counts from the due, which has just become known.
void set_ticks(Deciding& d, const ThingRef& ref, bool late) {
  const Task task = *find_task(*d.journey(ref.journey), ref);
  const LinkedPlan& linked = d.plan_of(*d.journey(ref.journey));
  const plan::Task& rule = task_at(*linked.plan, ref.site);
  const Clockwork clock = clockwork(d.frame(d.journey(ref.journey)));
  const base::Instant from = std::max(task.opened, task.not_before);
  if (task.due != base::kNever) d.set_timer(std::max(task.due, d.now), TimerKind::task_due, ref.journey, ref.site, ref.occurrence);
  const auto& reminders = reminders_of(d, *linked.plan, rule);
  for (std::size_t i = 0; i < reminders.size(); ++i) {
    const auto at = tick_at(clock, reminders[i].tick, from, task.due);
    const bool past = at && *at < d.now;   // "1 day before due" of a task due in an hour: nobody is helped by it
    if (!past && counts(reminders[i].tick, task.due) && (!late || reminders[i].tick.anchor != plan::TickAnchor::opened))
      set_tick(d, ref, at, TimerKind::task_reminds, i);
  }
  const auto& escalations = escalations_of(d, *linked.plan, rule, {});
  for (std::size_t i = 0; i < escalations.size(); ++i) {
    if (counts(escalations[i].tick, task.due) && (!late || escalations[i].tick.anchor != plan::TickAnchor::opened))
      set_tick(d, ref, tick_at(clock, escalations[i].tick, from, task.due), TimerKind::task_escalates, i);
  }
  if (!late && rule.expires_after.written()) set_tick(d, ref, after(clock, from, rule.expires_after), TimerKind::task_expires, 0);
}

// One tick that counts from an event, a date, a stage …: set when that is known, and again when it moves. What is past by then helps
// nobody when it reminds; when it escalates it comes at once, where the task opens after it.
void follow_anchor(Deciding& d, const ThingRef& ref, const plan::Tick& tick, TimerKind kind, std::size_t number, bool opening) {
  Journey& journey = *d.journey(ref.journey);
  const Task& task = *find_task(journey, ref);
  const Frame frame = d.frame(&journey, find_run(journey, task.run));
  Findings findings;
  const auto from = resolve(frame, tick.of, {journey.entered, std::max(task.opened, task.not_before), task.due}, findings);
  d.found(frame, ref.site, findings);
  const auto set = std::find_if(d.customer.timers.begin(), d.customer.timers.end(), [&](const Timer& timer) {
    return timer.kind == kind && timer.journey == ref.journey && timer.ref == ref.site && timer.occurrence == ref.occurrence &&
           timer.number == number;
  });
  const bool is_set = set != d.customer.timers.end();
  if (!from || (is_set && set->held)) return;
  const Clockwork clock = clockwork(frame);
  const auto at = tick.anchor == plan::TickAnchor::after ? after(clock, *from, tick.length) : before(clock, *from, tick.length);
  if (!at) {
    if (!is_set) d.incident("calendar_unknown", ref.journey, ref.site, "");
    return;
  }
  if (is_set && set->due == std::max(*at, set->armed)) return;
  const bool past = *at <= d.now;
  if (!is_set && past && !(opening && kind == TimerKind::task_escalates)) return;
  if (is_set) d.emit(TimerCancelled{set->timer});
  if (past && kind == TimerKind::task_reminds) return;
  d.set_timer(std::max(*at, d.now), kind, ref.journey, ref.site, ref.occurrence, static_cast<std::uint16_t>(number));
}

void follow_anchors(Deciding& d, const ThingRef& ref, bool opening) {
  const plan::Task& rule = task_at(*d.plan_of(*d.journey(ref.journey)).plan, ref.site);
  for (std::size_t i = 0; i < rule.remind.size(); ++i) {
    if (anchored(rule.remind[i].tick)) follow_anchor(d, ref, rule.remind[i].tick, TimerKind::task_reminds, i, opening);
  }
  for (std::size_t i = 0; i < rule.escalate.size(); ++i) {
    const bool fired = find_task(*d.journey(ref.journey), ref)->escalations > 0;   // what has been said is not said again
    if (anchored(rule.escalate[i].tick) && !fired) follow_anchor(d, ref, rule.escalate[i].tick, TimerKind::task_escalates, i, opening);
  }
}

// Of one list of escalations those that are neither set nor fired: the last in time, since the first have fired first.
void rearm_escalations(Deciding& d, const ThingRef& ref, const std::vector<plan::Escalation>& list, std::size_t numbered, std::size_t fired,
                       base::Instant from, base::Instant due) {
  struct Missing {
    std::size_t number = 0;
    std::optional<base::Instant> at;
  };
  std::vector<Missing> missing;
  const Clockwork clock = clockwork(d.frame(d.journey(ref.journey)));
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (counts(list[i].tick, due) && !has_tick(d, ref, TimerKind::task_escalates, numbered + i))
      missing.push_back({numbered + i, tick_at(clock, list[i].tick, from, due)});
  }
  std::stable_sort(missing.begin(), missing.end(),
                   [](const Missing& a, const Missing& b) { return a.at.value_or(base::kNever) < b.at.value_or(base::kNever); });
  for (std::size_t i = fired; i < missing.size(); ++i) set_tick(d, ref, missing[i].at, TimerKind::task_escalates, missing[i].number);
}

// An open task whose clock the calendar did not reach, with a newer table.
void rearm_task(Deciding& d, const ThingRef& ref) {
  const Task task = *find_task(*d.journey(ref.journey), ref);
  const plan::Plan& plan = *d.plan_of(*d.journey(ref.journey)).plan;
  const plan::Task& rule = task_at(plan, ref.site);
  const Clockwork clock = clockwork(d.frame(d.journey(ref.journey)));
  base::Instant from = std::max(task.opened, task.not_before);
  if (rule.expires_after.written() && !has_tick(d, ref, TimerKind::task_expires, 0))
    set_tick(d, ref, after(clock, from, rule.expires_after), TimerKind::task_expires, 0);
  const auto& reminders = reminders_of(d, plan, rule);
  for (std::size_t i = 0; i < reminders.size(); ++i) {
    if (!counts(reminders[i].tick, task.due) || has_tick(d, ref, TimerKind::task_reminds, i)) continue;
    const auto at = tick_at(clock, reminders[i].tick, from, task.due);
    if (!at || *at > d.now) set_tick(d, ref, at, TimerKind::task_reminds, i);   // past ones have fired, or help nobody
  }
  // Along the roles that were added: each list whose last step has fired goes on with that of its role.
  const std::vector<plan::Escalation>* list = &escalations_of(d, plan, rule, {});
  std::size_t fired = task.escalations, numbered = 0;
  while (!list->empty() && fired >= list->size()) {
    const plan::Escalation& last = list->back();
    if (last.role == task.role || task.escalations >= kEscalationsMax) return;
    from = tick_at(clock, last.tick, from, task.due).value_or(d.now);
    fired -= list->size();
    numbered += kChained;
    list = &escalations_of(d, plan, rule, last.role);
  }
  rearm_escalations(d, ref, *list, numbered, fired, from, task.due);
}

// The steps at a place in the chain: the task's own or its role's first, then always those of the role its last step adds.
const std::vector<plan::Escalation>& chained(const Deciding& d, const plan::Plan& plan, const plan::Task& rule, std::size_t place) {
  const std::vector<plan::Escalation>* list = &escalations_of(d, plan, rule, {});
  for (std::size_t i = 0; i < place && !list->empty(); ++i) list = &escalations_of(d, plan, rule, list->back().role);
  return *list;
}

void escalate(Deciding& d, const ThingRef& ref, std::uint16_t number) {
  const Task task = *find_task(*d.journey(ref.journey), ref);
  const LinkedPlan& linked = d.plan_of(*d.journey(ref.journey));
  const plan::Task& rule = task_at(*linked.plan, ref.site);
  const std::size_t place = number / kChained, step = number % kChained;
  const auto& list = chained(d, *linked.plan, rule, place);
  if (step >= list.size() || task.escalations >= kEscalationsMax) return;
  const std::string role = list[step].role;
  const bool last = step + 1 == list.size();
  const Assignee who = who_is(d, d.journey(ref.journey), role, ref.site);
  d.emit(TaskEscalated{ref, static_cast<std::uint16_t>(task.escalations + 1), role, who.person});
  if (!last || role == task.role) return;
  const auto& further = escalations_of(d, *linked.plan, rule, role);
  const Clockwork clock = clockwork(d.frame(d.journey(ref.journey)));
  for (std::size_t i = 0; i < further.size(); ++i) {
    if (!counts(further[i].tick, task.due)) continue;
    set_tick(d, ref, tick_at(clock, further[i].tick, d.now, task.due), TimerKind::task_escalates, (place + 1) * kChained + i);
  }
}

}  // namespace

TaskDue due_of(Deciding& d, const Journey& journey, const plan::Task& task, std::uint32_t run, base::Instant opened) {
  if (!task.due.written && task.work.acknowledge.written()) {   // what is only to be read is due when it is to be acknowledged
    const auto read = after(clockwork(d.frame(&journey)), opened, task.work.acknowledge);
    return read ? TaskDue{*read, false} : TaskDue{base::kNever, true};
  }
  if (!task.due.written) return {};
  Findings findings;
  const Frame frame = d.frame(&journey, find_run(journey, run));
  const Clockwork clock = clockwork(frame);
  const AnchorTimes times{journey.entered, opened, base::kNever};
  std::optional<base::Instant> at;
  if (task.due.timing.kind != plan::TimingKind::none) {
    // A day without a time is due when the bank closes on it.
    at = resolve(frame, task.due.timing, times, clock.calendar != nullptr ? clock.calendar->closes.minutes : 24 * 60, findings).at;
  } else if (const auto anchor = resolve(frame, task.due.anchor, times, findings)) {
    at = after(clock, *anchor, task.due.length);
  }
  d.found(frame, task.site, findings);
  return at ? TaskDue{*at, false} : TaskDue{base::kNever, true};
}

void start_task_clock(Deciding& d, const ThingRef& ref) {
  set_ticks(d, ref, false);
  follow_anchors(d, ref, true);
}

void follow_task_anchors(Deciding& d, const ThingRef& ref) { follow_anchors(d, ref, false); }

void know_task_due(Deciding& d, const ThingRef& ref) {
  const Journey& journey = *d.journey(ref.journey);
  const Task& task = *find_task(*d.journey(ref.journey), ref);
  const plan::Task& rule = task_at(*d.plan_of(journey).plan, ref.site);
  const TaskDue due = due_of(d, journey, rule, task.run, std::max(task.opened, task.not_before));
  if (due.unknown) return;
  d.emit(TaskDueSet{ref, due.at});
  set_ticks(d, ref, true);
}

// Only those that said so: a timer that fired under the old table is not set again when the new one moves its day.
void rearm_tasks(Deciding& d, std::uint32_t number) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  std::vector<ThingRef> open;
  for (const Task& task : journey->tasks) {
    const std::uint64_t said = incident_print("calendar_unknown", task.site, "");
    const auto& incidents = journey->incidents;
    if (task.phase == TaskPhase::open && std::find(incidents.begin(), incidents.end(), said) != incidents.end())
      open.push_back({number, task.site, task.occurrence});
  }
  for (const ThingRef& ref : open) rearm_task(d, ref);
}

// The clock of one open task as the text now writes it: what has been said is not said again.
void retime_task(Deciding& d, const ThingRef& ref) {
  const Journey& journey = *d.journey(ref.journey);
  const Task task = *find_task(*d.journey(ref.journey), ref);
  const plan::Task& rule = task_at(*d.plan_of(journey).plan, ref.site);
  const TaskDue due = due_of(d, journey, rule, task.run, std::max(task.opened, task.not_before));
  if (due.unknown) return;                 // no table reaches so far: what was armed stays
  if (due.at != task.due) d.emit(TaskDueSet{ref, due.at});
  d.armed = task.opened;
  for (const TimerKind kind : {TimerKind::task_due, TimerKind::task_reminds, TimerKind::task_escalates, TimerKind::task_expires}) {
    while (const auto taken = take_timer(d, ref.journey, kind, ref.site, ref.occurrence)) d.armed = taken->armed;
  }
  if (due.at != base::kNever && !task.overdue)
    d.set_timer(std::max(due.at, d.now), TimerKind::task_due, ref.journey, ref.site, ref.occurrence);
  rearm_task(d, ref);
  d.armed.reset();
}

void retime_tasks(Deciding& d, std::uint32_t number) {
  std::vector<ThingRef> open;
  for (const Task& task : d.live(number)->tasks) {
    if (task.phase == TaskPhase::open) open.push_back({number, task.site, task.occurrence});
  }
  for (const ThingRef& ref : open) retime_task(d, ref);
  retime_armed_tasks(d, number);
}

void task_timer(Deciding& d, const Timer& timer) {
  const ThingRef ref{timer.journey, timer.ref, timer.occurrence};
  Journey* journey = d.live(ref.journey);
  const Task* task = journey == nullptr ? nullptr : find_task(*journey, ref);
  if (task == nullptr) return;
  if (timer.kind == TimerKind::task_opens) {
    if (task->phase == TaskPhase::armed) open_task(d, ref, task->run);
    return;
  }
  if (task->phase != TaskPhase::open) return;
  switch (timer.kind) {
    case TimerKind::task_due:
      if (task->overdue) return;
      d.emit(TaskOverdue{ref});
      return count_rates(d, ref);
    case TimerKind::task_reminds: d.emit(TaskReminded{ref, timer.number}); return;
    case TimerKind::task_escalates: return escalate(d, ref, timer.number);
    case TimerKind::task_calls: return d.emit(TaskCallDue{ref});
    case TimerKind::task_claim: return not_taken(d, ref, Taking::claimed);
    case TimerKind::task_acknowledge: return not_taken(d, ref, Taking::acknowledged);
    case TimerKind::task_expires: return close_task(d, ref, TaskEnd::expired, "expired", ClosedBy::time, d.now);
    default: return;
  }
}

}  // namespace playmaker::core
