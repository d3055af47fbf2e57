// How a journey ends: goals, exits, its time. An exit goes before a goal that becomes true at the same input: it says that the journey
// makes no sense any more, and nothing may leave the house after it. Both are looked at before any run goes on.
#include <algorithm>

#include "runtime/core/deciding.hpp"
#include "runtime/core/journey/last_block.hpp"

namespace playmaker::core {
namespace {

bool has(const std::vector<std::uint32_t>& goals, std::uint32_t goal) { return std::find(goals.begin(), goals.end(), goal) != goals.end(); }

// The block belongs to `on NAME`, whose site stands above its steps'.
std::uint32_t handler_site(const plan::Plan& plan, plan::OpIndex block, std::uint32_t otherwise) {
  if (block >= plan.ops.size() || plan.ops[block].site == plan::kNone) return otherwise;
  std::uint32_t site = plan.ops[block].site;
  for (int up = 0; up < 8 && site != plan::kNone; ++up, site = plan.sites[site].parent) {
    if (plan.sites[site].kind == plan::SiteKind::handler) return site;
  }
  return otherwise;
}

// An open must-task expires with a journey whose time is over, an optional one lapses; any other end cancels them (rule 21).
void end_tasks(Deciding& d, std::uint32_t number, Reason why) {
  const Journey& journey = *d.journey(number);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const bool time_over = why == Reason::over || why == Reason::missed;
  struct Open {
    ThingRef ref;
    bool armed = false, must = false;
  };
  std::vector<Open> open;
  for (const Task& task : journey.tasks) {
    if (task.phase != TaskPhase::armed && task.phase != TaskPhase::open) continue;
    open.push_back({{number, task.site, task.occurrence}, task.phase == TaskPhase::armed, plan.tasks[plan.sites[task.site].index].must});
  }
  for (const Open& task : open) {
    if (task.armed) d.emit(TaskDropped{task.ref, Reason::cancelled});
    else if (!time_over) close_task(d, task.ref, TaskEnd::cancelled, "cancelled", ClosedBy::end, d.now);
    else if (task.must) close_task(d, task.ref, TaskEnd::expired, "expired", ClosedBy::end, d.now);
    else close_task(d, task.ref, TaskEnd::lapsed, "lapsed", ClosedBy::end, d.now);
  }
}

// What is armed or waits and will never come leaves its reason: waves and stages whose time lies beyond the journey's, waits that are cut,
// stages that were never reached, breakpoints that neither tripped nor cleared. Steps under way are said by the journey's own end.
void end_runs(Deciding& d, std::uint32_t number, Reason why) {
  const Journey& journey = *d.journey(number);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  std::vector<std::uint32_t> open, unreached;
  std::vector<ThingRef> watched;
  for (const Run& run : journey.runs) {
    if (run.phase == RunPhase::armed || run.phase == RunPhase::waiting) open.push_back(run.run);
  }
  for (const plan::Stage& stage : plan.stages) {
    if (newest_run(journey, stage.site) == nullptr) unreached.push_back(stage.site);
  }
  for (const Stall& stall : journey.stalls) {
    if (stall.phase == StallPhase::armed) watched.push_back({number, stall.site, stall.occurrence});
  }
  for (const std::uint32_t run : open) d.emit(RunEnded{number, run, RunEnd::cancelled, why});
  for (const std::uint32_t site : unreached) {
    const std::uint32_t run = d.journey(number)->next_run;
    d.emit(RunStarted{number, run, site, 0, 0, RunPhase::armed, plan::kNone});
    d.emit(RunEnded{number, run, RunEnd::cancelled, why});
  }
  for (const ThingRef& stall : watched) d.emit(StallDropped{stall, why});
}

}  // namespace

void end_journey(Deciding& d, std::uint32_t number, Reason why, std::string outcome, std::uint32_t site, plan::OpIndex block) {
  if (d.live(number) == nullptr) return;
  cancel_touches(d, number, 0, Reason::cancelled);
  refuse_grants(d, number);
  end_tasks(d, number, why);
  end_runs(d, number, why);
  if (block != plan::kNone) {
    // Its last block sees a journey that is over already: `customer in journey(p)` is false, and a hand-off may enter the same playbook.
    const plan::Plan& plan = *d.plan_of(*d.journey(number)).plan;
    d.endings.push_back({number, why, std::move(outcome), site});
    d.emit(JourneyEnding{number, why});
    const std::uint32_t run = start_run(d, number, handler_site(plan, block, site == plan::kNone ? 0 : site), 0, block);
    const auto ending =
        std::find_if(d.endings.begin(), d.endings.end(), [&](const Deciding::Ending& each) { return each.journey == number; });
    outcome = ending->outcome;
    d.endings.erase(ending);
    const Run* last = find_run(*d.journey(number), run);
    if (last != nullptr && last->phase != RunPhase::ended) d.emit(RunEnded{number, run, RunEnd::cancelled, Reason::cancelled});
    end_tasks(d, number, why);
  }
  release_all(d, number);
  d.emit(JourneyEnded{number, why, std::move(outcome), site});
}

void finish_journey(Deciding& d, std::uint32_t number, std::uint32_t run, std::string outcome, std::uint32_t site) {
  if (d.live(number) == nullptr) return;
  cancel_unsaid(d, number, run);
  end_tasks(d, number, Reason::finished);
  end_runs(d, number, Reason::finished);
  release_all(d, number);
  d.emit(JourneyEnded{number, Reason::finished, std::move(outcome), site});
}

void arm_ends(Deciding& d, std::uint32_t number) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  const Clockwork clock = clockwork(d.frame(journey));
  const base::Instant entered = journey->entered;
  const auto arm = [&](const plan::Length& length, TimerKind kind, std::uint32_t ref, std::uint32_t site) {
    if (!length.written() || d.has_timer(number, kind, ref)) return;
    if (const auto at = after(clock, entered, length)) d.set_timer(*at, kind, number, ref);
    else d.incident("calendar_unknown", number, site, "");
  };
  arm(plan.ends_after, TimerKind::journey_over, 0, 0);
  for (std::uint32_t goal = 0; goal < plan.goals.size(); ++goal) {
    journey = d.live(number);
    if (!has(journey->goals_reached, goal) && !has(journey->goals_missed, goal))
      arm(plan.goals[goal].within, TimerKind::goal_over, goal, plan.goals[goal].site);
  }
}

void retime_ends(Deciding& d, std::uint32_t number) {
  const plan::Plan& plan = *d.plan_of(*d.live(number)).plan;
  const auto retime = [&](const plan::Length& length, TimerKind kind, std::uint32_t ref) {
    const Journey& journey = *d.live(number);
    const auto at = length.written() ? after(clockwork(d.frame(&journey)), journey.entered, length) : std::nullopt;
    const auto taken = at ? take_timer(d, number, kind, ref) : std::nullopt;
    if (!taken) return;
    d.armed = taken->armed;
    d.set_timer(*at, kind, number, ref);
    d.armed.reset();
  };
  retime(plan.ends_after, TimerKind::journey_over, 0);
  for (std::uint32_t goal = 0; goal < plan.goals.size(); ++goal) retime(plan.goals[goal].within, TimerKind::goal_over, goal);
}

void exit_on_event(Deciding& d, std::uint32_t number, const EventAtHand& event) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const LinkedPlan& linked = d.plan_of(*journey);
  const auto listeners = linked.listeners.find(event.event);
  if (listeners == linked.listeners.end()) return;
  for (const std::uint32_t index : listeners->second.exits) {
    const plan::Exit& exit = linked.plan->exits[index];
    if (!exit.has_trigger || !matches_event(d, *journey, nullptr, exit.on, event, exit.site)) continue;
    return end_journey(d, number, Reason::exit, exit.name, exit.site, exit.handler);
  }
}

void exit_on_import(Deciding& d, std::uint32_t number, std::uint32_t import) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  for (const plan::Exit& exit : d.plan_of(*journey).plan->exits) {
    if (exit.has_trigger && matches_import(d, *d.live(number), nullptr, exit.on, import, exit.site))
      return end_journey(d, number, Reason::exit, exit.name, exit.site, exit.handler);
  }
}

namespace {

bool goal_reached(Deciding& d, std::uint32_t number, std::uint32_t index, base::Instant* recheck) {
  const Journey* journey = d.live(number);
  const plan::Goal& goal = d.plan_of(*journey).plan->goals[index];
  if (goal.is == plan::kNone || has(journey->goals_reached, index) || has(journey->goals_missed, index)) return false;
  if (!d.test(d.frame(journey), goal.is, goal.site, recheck)) return false;
  d.emit(GoalReached{number, index});
  d.cancel_timers(number, TimerKind::goal_over, index, 0);
  if (!goal.keep_going) {
    end_journey(d, number, Reason::goal, goal.name, goal.site, goal.reached);
  } else if (goal.reached != plan::kNone) {
    start_run(d, number, handler_site(*d.plan_of(*d.live(number)).plan, goal.reached, goal.site), 0, goal.reached);
  }
  return true;
}

}  // namespace

void check_ends(Deciding& d, std::uint32_t number, base::Instant& recheck) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  for (const plan::Exit& exit : plan.exits) {
    const bool holds = exit.has_trigger ? task_holds(d, *journey, nullptr, exit.on)
                                        : exit.when != plan::kNone && d.test(d.frame(journey), exit.when, exit.site, &recheck);
    if (holds) return end_journey(d, number, Reason::exit, exit.name, exit.site, exit.handler);
  }
  for (std::uint32_t goal = 0; goal < plan.goals.size() && d.live(number) != nullptr; ++goal) goal_reached(d, number, goal, &recheck);
}

void goal_over(Deciding& d, std::uint32_t number, std::uint32_t index) {
  const Journey* journey = d.live(number);
  if (journey == nullptr || index >= d.plan_of(*journey).plan->goals.size()) return;
  if (has(journey->goals_reached, index) || has(journey->goals_missed, index) || goal_reached(d, number, index, nullptr)) return;
  const plan::Goal& goal = d.plan_of(*d.live(number)).plan->goals[index];
  d.emit(GoalMissed{number, index});
  if (!goal.keep_going) return end_journey(d, number, Reason::missed, "missed", goal.site, goal.missed);
  if (goal.missed != plan::kNone)
    start_run(d, number, handler_site(*d.plan_of(*d.live(number)).plan, goal.missed, goal.site), 0, goal.missed);
}

void journey_over(Deciding& d, std::uint32_t number) { end_journey(d, number, Reason::over, "over", 0); }

}  // namespace playmaker::core
