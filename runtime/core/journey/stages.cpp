// Stages: checklists. A stage starts when all that it names is true; it is complete when its must-tasks are closed and its own steps have
// run, with neither when its waves are over, or at its due; `on days A to B` it lasts exactly these (rule 32). Its end cancels what has
// not begun, optional tasks lapse, open must-tasks go on.
#include <algorithm>
#include <utility>

#include "runtime/core/deciding.hpp"
#include "runtime/core/evaluate/cause.hpp"

namespace playmaker::core {
namespace {

const Run* stage_run(const Journey& journey, const plan::Stage& stage) {
  for (const Run& run : journey.runs) {
    if (run.site == stage.site) return &run;
  }
  return nullptr;
}

struct Days {
  base::Instant from, to;
};   // half-open
Days days_of(const Deciding& d, const Journey& journey, const plan::Stage& stage) {
  const base::Zone zone = clockwork(d.frame(&journey)).zone;
  const base::Date first = base::local_date(zone, journey.entered);
  const base::Date begin = first + (stage.from_day - 1);
  const std::int32_t minute = stage.timing.at_minute;   // of the first of the days
  return {minute > 0 ? base::to_instant(zone, begin, base::TimeOfDay{minute}) : base::start_of_day(zone, begin),
          base::start_of_day(zone, first + stage.to_day)};
}
bool by_days(const plan::Stage& stage) { return stage.to_day > 0; }

bool conditions_hold(Deciding& d, std::uint32_t number, const plan::Stage& stage, base::Instant* recheck) {
  const Journey& journey = *d.journey(number);
  if (!d.test(d.frame(&journey), stage.when, stage.site, recheck)) return false;
  return stage.unless == plan::kNone || !d.test(d.frame(&journey), stage.unless, stage.site, recheck);
}

// The end a stage has from its start on: its last day, or its due.
void ensure_end(Deciding& d, std::uint32_t number, std::uint32_t run, const plan::Stage& stage) {
  if ((!by_days(stage) && !stage.due.written()) || d.has_timer(number, TimerKind::run_ends, run)) return;
  const Journey& journey = *d.journey(number);
  base::Instant end = by_days(stage) ? days_of(d, journey, stage).to : base::kNever;
  if (stage.due.written()) {
    if (const auto due = after(clockwork(d.frame(&journey)), find_run(journey, run)->started, stage.due)) end = std::min(end, *due);
    else d.incident("calendar_unknown", number, stage.site, "");
  }
  if (end != base::kNever) d.set_timer(end, TimerKind::run_ends, number, run);
}

void arm(Deciding& d, std::uint32_t number, const plan::Stage& stage) {
  const Journey& journey = *d.journey(number);
  d.emit(RunStarted{number, journey.next_run, stage.site, 0, 0, RunPhase::armed, plan::kNone});
}

// Not begun, what it follows has ended: start, wait for its time, or find that its time is over.
void place(Deciding& d, std::uint32_t number, const plan::Stage& stage, base::Instant& recheck) {
  const Journey* journey = d.journey(number);
  base::Instant from = d.now;
  if (by_days(stage)) {
    const Days days = days_of(d, *journey, stage);
    if (days.to <= d.now) {
      arm(d, number, stage);
      d.emit(RunEnded{number, stage_run(*d.journey(number), stage)->run, RunEnd::skipped, Reason::past});
      return;
    }
    from = std::max(from, days.from);
    recheck = std::min(recheck, days.to);
  }
  if (stage.timing.kind != plan::TimingKind::none) {
    Findings findings;
    const Frame frame = d.frame(journey);
    const Timed timed = resolve(frame, stage.timing, {journey->entered, d.now, base::kNever}, -1, findings);
    d.found(frame, stage.site, findings);
    if (!timed.at) {                       // looked at again with every input
      if (!awaited(stage.timing)) d.incident("time_unknown", number, stage.site, "");
      return;
    }
    if (timed.past_day) {
      arm(d, number, stage);
      d.emit(RunEnded{number, stage_run(*d.journey(number), stage)->run, RunEnd::skipped, Reason::past});
      return;
    }
    from = std::max(from, *timed.at);
  }
  if (from > d.now) {
    const std::uint32_t run = journey->next_run;
    arm(d, number, stage);
    d.set_timer(from, TimerKind::run_starts, number, run);
    if (by_days(stage)) ensure_end(d, number, run, stage);
  } else if (conditions_hold(d, number, stage, &recheck)) {
    const std::uint32_t run = d.journey(number)->next_run;
    arm(d, number, stage);
    start_stage(d, number, run);
  }
}

bool own_steps(const plan::Plan& plan, const plan::Stage& stage) {
  for (plan::OpIndex at = stage.block; at < plan.ops.size() && plan.ops[at].kind != plan::OpKind::end; ++at) {
    switch (plan.ops[at].kind) {
      case plan::OpKind::open_task:
      case plan::OpKind::arm_wave:
      case plan::OpKind::repeat:
      case plan::OpKind::branch:
      case plan::OpKind::jump: break;
      default: return true;
    }
  }
  return false;
}

bool asks_below(const plan::Plan& plan, const Journey& journey, std::uint32_t stage) {
  return std::any_of(journey.replies.begin(), journey.replies.end(), [&](const Reply& reply) {
    const Run* of = find_run(journey, reply.run);
    const bool of_wave = of != nullptr && plan.sites[of->site].kind == plan::SiteKind::wave;
    return !of_wave && below(journey, reply.run, stage);
  });
}

bool complete(const Deciding& d, const Journey& journey, const plan::Stage& stage, const Run& run) {
  const plan::Plan& plan = *d.plan_of(journey).plan;
  if (by_days(stage) || run.phase != RunPhase::idle) return false;
  bool must = false, optional = false, waves = false;
  for (const Task& task : journey.tasks) {
    if (!below(journey, task.run, run.run)) continue;
    const bool closed = task.phase == TaskPhase::closed || task.phase == TaskPhase::dropped;
    if (plan.tasks[plan.sites[task.site].index].must) {
      must = true;
      if (!closed) return false;
    } else if (!closed) {
      optional = true;
    }
  }
  const bool steps = own_steps(plan, stage);
  for (const Run& each : journey.runs) {
    if (each.run == run.run || !below(journey, each.run, run.run)) continue;
    const plan::SiteKind kind = plan.sites[each.site].kind;
    if (kind == plan::SiteKind::track && each.phase != RunPhase::idle && each.phase != RunPhase::ended) return false;
    if ((kind == plan::SiteKind::ask || kind == plan::SiteKind::place) && each.phase != RunPhase::ended) return false;
    if ((kind == plan::SiteKind::wave || kind == plan::SiteKind::repeat) && each.phase != RunPhase::ended) waves = true;
  }
  const bool checklist = must || steps;
  // What its steps have sent must be on its way: the end of the stage would take it back.
  for (const Touch& touch : journey.touches) {
    if (!below(journey, touch.run, run.run)) continue;
    const Run* of = find_run(journey, touch.run);
    const plan::SiteKind kind = of == nullptr ? plan::SiteKind::playbook : plan.sites[of->site].kind;
    if (checklist && (kind == plan::SiteKind::wave || kind == plan::SiteKind::repeat)) continue;
    if (in_flight(touch) || d.has_timer(journey.journey, TimerKind::touch_report_over, touch.site, touch.occurrence)) return false;
  }
  // The braces of a question or a placement are among its steps: the end of the stage would cut them off.
  if (asks_below(plan, journey, run.run)) return false;
  return checklist || (!waves && !optional);
}

}  // namespace

void start_stage(Deciding& d, std::uint32_t number, std::uint32_t run) {
  const Journey& journey = *d.journey(number);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const plan::Stage& stage = plan.stages[plan.sites[find_run(journey, run)->site].index];
  d.emit(RunMoved{number, run, stage.block == plan::kNone ? 0 : stage.block,
                  stage.block == plan::kNone ? RunPhase::idle : RunPhase::running, plan::kNone});
  ensure_end(d, number, run, stage);
  continue_run(d, number, run);
}

void check_stages(Deciding& d, std::uint32_t number, base::Instant& recheck) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  for (const plan::Stage& stage : plan.stages) {
    journey = d.live(number);
    if (journey == nullptr) return;
    const Run* run = stage_run(*journey, stage);
    if (run == nullptr) {
      const bool reached =
          std::all_of(stage.after.begin(), stage.after.end(), [&](std::uint32_t before) { return ended_stage(*journey, plan, before); });
      if (reached && moves_now(d, number)) return;   // before the next stage, not after: settling comes by again
      if (reached) place(d, number, stage, recheck);
    } else if (run->phase == RunPhase::armed) {
      const std::uint32_t armed = run->run;
      if (!d.has_timer(number, TimerKind::run_starts, armed) && conditions_hold(d, number, stage, &recheck)) start_stage(d, number, armed);
    } else if (run->phase != RunPhase::ended) {
      const std::uint32_t begun = run->run;
      ensure_end(d, number, begun, stage);
      journey = d.live(number);
      if (complete(d, *journey, stage, *find_run(*journey, begun))) end_run(d, number, begun, RunEnd::completed, Reason::none);
    }
  }
}

// Those that wait for their days or their time; of those under way, the end that is written.
void retime_stages(Deciding& d, std::uint32_t number) {
  const plan::Plan& plan = *d.plan_of(*d.live(number)).plan;
  for (const plan::Stage& stage : plan.stages) {
    const Journey& journey = *d.live(number);
    const Run* run = stage_run(journey, stage);
    if (run == nullptr || run->phase == RunPhase::ended) continue;
    const std::uint32_t own = run->run;
    const bool armed = run->phase == RunPhase::armed;
    std::optional<base::Instant> from;
    if (by_days(stage)) from = days_of(d, journey, stage).from;
    if (stage.timing.kind != plan::TimingKind::none) {
      Findings findings;
      const Frame frame = d.frame(&journey);
      const Timed timed = resolve(frame, stage.timing, {journey.entered, d.now, base::kNever}, -1, findings);
      d.found(frame, stage.site, findings);
      if (timed.at) from = std::max(from.value_or(*timed.at), *timed.at);
    }
    if (armed && from && d.has_timer(number, TimerKind::run_starts, own)) {
      d.armed = take_timer(d, number, TimerKind::run_starts, own)->armed;
      d.set_timer(*from, TimerKind::run_starts, number, own);
    }
    if (by_days(stage) || (stage.due.written() && !armed)) {
      const auto taken = take_timer(d, number, TimerKind::run_ends, own);
      if (taken) d.armed = taken->armed;
      ensure_end(d, number, own, stage);
    }
    d.armed.reset();
  }
}

void run_starts(Deciding& d, const Timer& timer) {
  const Journey* journey = d.live(timer.journey);
  const Run* run = journey == nullptr ? nullptr : find_run(*journey, timer.ref);
  if (run == nullptr || run->phase != RunPhase::armed) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  if (plan.sites[run->site].kind == plan::SiteKind::wave) return start_wave(d, timer.journey, timer.ref, timer.due);
  if (plan.sites[run->site].kind == plan::SiteKind::repeat) return start_repeat(d, timer);
  const plan::Stage& stage = plan.stages[plan.sites[run->site].index];
  if (conditions_hold(d, timer.journey, stage, nullptr)) start_stage(d, timer.journey, timer.ref);  // else looked at again with every input
}

void run_ends(Deciding& d, const Timer& timer) {
  const Journey* journey = d.live(timer.journey);
  const Run* run = journey == nullptr ? nullptr : find_run(*journey, timer.ref);
  if (run == nullptr || run->phase == RunPhase::ended) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  if (plan.sites[run->site].kind == plan::SiteKind::moment) return end_run(d, timer.journey, timer.ref, RunEnd::expired, Reason::expired);
  const plan::Stage& stage = plan.stages[plan.sites[run->site].index];
  if (run->phase == RunPhase::armed) {
    const Frame frame = d.frame(journey);
    Findings findings;
    const bool kept = stage.unless != plan::kNone && holds(frame, stage.unless, findings);
    Cause cause = cause_of(frame, kept ? stage.unless : stage.when, kept);
    return end_run(d, timer.journey, timer.ref, RunEnd::skipped, Reason::condition, std::move(cause));
  }
  const bool last_day = by_days(stage) && days_of(d, *journey, stage).to <= d.now;
  end_run(d, timer.journey, timer.ref, last_day ? RunEnd::completed : RunEnd::overdue, Reason::none);
}

}  // namespace playmaker::core
