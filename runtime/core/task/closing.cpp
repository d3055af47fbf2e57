// How tasks close: by an event (rule 36), by a condition, by a person's word where the playbook takes it. The first terminal state wins;
// what comes later is credited (rule 28).
#include <algorithm>

#include "runtime/core/deciding.hpp"

namespace playmaker::core {
namespace {

const plan::Task& task_at(const plan::Plan& plan, std::uint32_t site) { return plan.tasks[plan.sites[site].index]; }

struct Match {
  ThingRef ref;
  std::uint32_t playbook = 0;
  base::Instant opened;
  const plan::TaskClosing* closing = nullptr;
  const plan::Plan* plan = nullptr;
};

const plan::TaskClosing* closing_by(Deciding& d, const Journey& journey, const Task& task, const EventAtHand& event) {
  for (const plan::TaskClosing& closing : task_at(*d.plan_of(journey).plan, task.site).closings) {
    if (closing.on.what == plan::kNone || !matches_event(d, journey, find_run(journey, task.run), closing.on, event, task.site)) continue;
    if (closing.when != plan::kNone && !d.test(d.frame(&journey, find_run(journey, task.run), event), closing.when, task.site)) continue;
    return &closing;
  }
  return nullptr;
}

std::vector<Match> matches(Deciding& d, const EventAtHand& event) {
  std::vector<Match> found;
  for (const std::uint32_t number : d.live_journeys()) {
    const Journey& journey = *d.live(number);
    const LinkedPlan& linked = d.plan_of(journey);
    const auto listeners = linked.listeners.find(event.event);
    if (listeners == linked.listeners.end()) continue;
    for (const std::uint32_t index : listeners->second.tasks) {
      for (const Task& task : journey.tasks) {
        if (task.site != linked.plan->tasks[index].site || task.phase != TaskPhase::open) continue;
        if (const plan::TaskClosing* closing = closing_by(d, journey, task, event)) {
          found.push_back({{number, task.site, task.occurrence}, linked.playbook, task.opened, closing, linked.plan.get()});
        }
      }
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Match& a, const Match& b) { return a.opened < b.opened; });
  return found;
}

void close_by(Deciding& d, const Match& match, base::Instant at) {
  const plan::TaskClosing& closing = *match.closing;
  const std::string outcome = closing.outcome != plan::kNone ? match.plan->unit.texts[closing.outcome] : closing.done ? "done" : "closed";
  close_task(d, match.ref, closing.done ? TaskEnd::done : TaskEnd::closed, outcome, ClosedBy::event, at);
}

}  // namespace

void close_task(Deciding& d, const ThingRef& ref, TaskEnd how, std::string outcome, ClosedBy by, base::Instant at, std::string actor) {
  Journey* journey = d.journey(ref.journey);
  const Task* task = journey == nullptr ? nullptr : find_task(*journey, ref);
  if (task == nullptr || task->phase != TaskPhase::open) return;
  d.emit(TaskClosed{ref, how, std::move(outcome), by, at, std::move(actor)});
  count_rates(d, ref);
  if (how == TaskEnd::done) check_done_work(d, ref);
  if (d.live(ref.journey) == nullptr || of_desk(*d.live(ref.journey))) return;
  watch_task(d, ref, at);
  moment_on_task(d, ref);
}

void close_on_event(Deciding& d, const EventArrived& event, bool late) {
  const EventAtHand hand{event.event, event.at, &event.fields};
  std::vector<std::uint32_t> served;       // playbooks that have closed one
  bool named = false;
  const std::vector<Match> found = matches(d, hand);
  for (const Match& match : found) named = named || (event.addressed && match.ref == event.task);
  if (event.addressed && !named) {
    d.emit(TaskCredited{event.task, event.event, Reason::late});   // its task is closed already, or is not about this
  }
  for (const Match& match : found) {
    const bool taken = std::find(served.begin(), served.end(), match.playbook) != served.end();
    const bool closes = event.addressed ? match.ref == event.task : !taken;
    if (!closes) {
      d.emit(TaskCredited{match.ref, event.event, Reason::outranked});
      continue;
    }
    served.push_back(match.playbook);
    if (late) d.emit(TaskCredited{match.ref, event.event, Reason::late});
    close_by(d, match, event.at);
  }
}

// An import is about everybody: it closes every task that waits for it.
void close_on_import(Deciding& d, std::uint32_t number, std::uint32_t import) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  std::vector<ThingRef> open;
  for (const Task& task : journey->tasks) {
    if (task.phase == TaskPhase::open) open.push_back({number, task.site, task.occurrence});
  }
  for (const ThingRef& ref : open) {
    for (const plan::TaskClosing& closing : task_at(plan, ref.site).closings) {
      if (closing.on.what == plan::kNone || d.live(number) == nullptr) continue;
      const Task* task = find_task(*d.live(number), ref);
      if (task == nullptr || task->phase != TaskPhase::open) break;
      const Run* run = find_run(*d.live(number), task->run);
      if (!matches_import(d, *d.live(number), run, closing.on, import, ref.site)) continue;
      close_by(d, {ref, 0, task->opened, &closing, &plan}, d.now);
    }
  }
}

void close_on_past(Deciding& d, const ThingRef& ref) {
  Journey* journey = d.live(ref.journey);
  const Task* task = journey == nullptr ? nullptr : find_task(*journey, ref);
  if (task == nullptr) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  for (const plan::TaskClosing& closing : task_at(plan, ref.site).closings) {
    if (closing.on.what == plan::kNone || !closing.on.lookback.written()) continue;
    const auto from = before(clockwork(d.frame(journey)), d.now, closing.on.lookback);
    const EventMemory* memory = from ? matches_past(d, *journey, find_run(*journey, task->run), closing.on, *from, ref.site) : nullptr;
    if (memory != nullptr) return close_by(d, {ref, 0, task->opened, &closing, &plan}, memory->last);
  }
}

void task_reported(Deciding& d, const TaskReported& report) {
  Journey* journey = d.live(report.task.journey);
  const Task* task = journey == nullptr ? nullptr : find_task(*journey, report.task);
  if (task == nullptr || task->phase != TaskPhase::open) {
    d.emit(TaskCredited{report.task, plan::kNone, Reason::late});
    return;
  }
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  const plan::Task& rule = task_at(plan, task->site);
  const bool needs_event =
      std::any_of(rule.closings.begin(), rule.closings.end(), [](const plan::TaskClosing& closing) { return closing.done; });
  const bool plain = report.outcome.empty() || report.outcome == "done";
  std::vector<std::uint32_t> news;
  for (const std::uint32_t what : report.brought) {
    if (std::find(task->brought.begin(), task->brought.end(), what) == task->brought.end()) news.push_back(what);
  }
  const bool lacks = !missing_of(rule, *task, report.brought).empty();
  if (!news.empty()) d.emit(TaskBrought{report.task, std::move(news), report.actor});
  if (!report.closes) return;
  const auto& by_word = rule.work.closed_by_report;
  if (std::any_of(by_word.begin(), by_word.end(), [&](plan::TextIndex text) { return plan.unit.texts[text] == report.outcome; }))
    return close_task(d, report.task, TaskEnd::closed, report.outcome, ClosedBy::report, d.now, report.actor);
  // A declared outcome says itself whether the work is done by it.
  const plan::TaskClosing* declared = nullptr;
  for (const plan::TaskClosing& closing : rule.closings) {
    if (closing.outcome != plan::kNone && plan.unit.texts[closing.outcome] == report.outcome) declared = &closing;
  }
  const bool named = std::any_of(rule.outcomes.begin(), rule.outcomes.end(),
                                 [&](plan::TextIndex text) { return plan.unit.texts[text] == report.outcome; });
  if ((needs_event && !rule.by_report) || (!plain && !named)) {
    d.emit(TaskCredited{report.task, plan::kNone, Reason::condition});   // it stays open: its event is still to come
    return;
  }
  const bool done = plain || declared == nullptr || declared->done;
  if (done && lacks) return d.emit(TaskCredited{report.task, plan::kNone, Reason::condition});  // `collect`, `evidence`: not without them
  close_task(d, report.task, done ? TaskEnd::done : TaskEnd::closed, plain ? "done" : report.outcome, ClosedBy::report, d.now,
             report.actor);
}

}  // namespace playmaker::core
