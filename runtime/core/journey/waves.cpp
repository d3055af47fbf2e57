// Waves: timed touches. A wave judges its `when` and `unless` at its own time (rule 34); a time already past when it is armed is "at
// once" on the same day, else skipped and said so (rule 38); due while the daemon was down for too long it is stale (rule 27).
#include <algorithm>
#include <utility>

#include "runtime/core/deciding.hpp"
#include "runtime/core/evaluate/cause.hpp"

namespace playmaker::core {
namespace {

bool ended_task(const Journey& journey, const plan::Plan& plan, std::uint32_t task) {
  const Task* newest = nullptr;
  for (const Task& each : journey.tasks) {
    if (each.site == plan.tasks[task].site && (newest == nullptr || each.occurrence >= newest->occurrence)) newest = &each;
  }
  return newest != nullptr && (newest->phase == TaskPhase::closed || newest->phase == TaskPhase::dropped);
}

const plan::Wave& wave_of(const plan::Plan& plan, const Run& run) { return plan.waves[plan.sites[run.site].index]; }

// The same time of day a week, or a month, later: `on friday up to 3 times`.
std::optional<base::Instant> next_time(const base::Zone& zone, const plan::Timing& timing, base::Instant due) {
  const base::LocalTime local = base::to_local(zone, due);
  switch (timing.kind) {
    case plan::TimingKind::weekday: return base::to_instant(zone, local.date + 7, local.since_midnight);
    case plan::TimingKind::month_day:
    case plan::TimingKind::last_day: {
      const base::Date first = base::add_months(base::first_of_month(local.date), 1);
      const base::Date last = base::last_of_month(first);
      const base::Date day = timing.kind == plan::TimingKind::last_day ? last : std::min(last, first + (timing.number - 1));
      return base::to_instant(zone, day, local.since_midnight);
    }
    default: return std::nullopt;
  }
}

void arm_next(Deciding& d, std::uint32_t number, std::uint32_t run, base::Instant due) {
  const Journey& journey = *d.journey(number);
  const Run& own = *find_run(journey, run);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const plan::Timing& timing = wave_of(plan, own).timing;
  if (timing.times <= own.occurrence + 1) return;
  const auto next = next_time(clockwork(d.frame(&journey)).zone, timing, due);
  if (!next) return;
  const std::uint32_t made = journey.next_run;
  d.emit(RunStarted{number, made, own.site, static_cast<std::uint16_t>(own.occurrence + 1), own.parent, RunPhase::armed, plan::kNone});
  d.set_timer(touch_minute(*next), TimerKind::run_starts, number, made);
}

void skip_wave(Deciding& d, std::uint32_t number, std::uint32_t run, base::Instant due, Reason why, Cause cause = {}) {
  arm_next(d, number, run, due);
  d.emit(RunEnded{number, run, RunEnd::skipped, why, plan::kNone, std::move(cause)});
}

// Without a day, a wave names a time of today: its own, or the policy's.
Timed wave_time(Deciding& d, const Journey& journey, const Run& run, const plan::Wave& wave, base::Instant armed) {
  const Run* parent = find_run(journey, run.parent);
  const Frame frame = d.frame(&journey, parent);
  if (wave.timing.kind == plan::TimingKind::none) {
    const base::Zone zone = clockwork(frame).zone;
    const std::int32_t minute = wave.timing.at_minute >= 0 ? wave.timing.at_minute : default_minute(d, journey);
    return {base::to_instant(zone, base::local_date(zone, armed), base::TimeOfDay{minute}), false};
  }
  Findings findings;
  const Timed timed = resolve(frame, wave.timing, {journey.entered, d.now, base::kNever}, default_minute(d, journey), findings);
  d.found(frame, wave.site, findings);
  return timed;
}

// Its predecessors have ended: sets the timer, starts it at once, or skips it. Unknown times are looked at again with every input.
void place_wave(Deciding& d, std::uint32_t number, std::uint32_t run) {
  const Journey& journey = *d.journey(number);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const Run& own = *find_run(journey, run);
  const plan::Wave& wave = wave_of(plan, own);
  if (wave.after_task != plan::kNone && !ended_task(journey, plan, wave.after_task)) return;
  if (wave.after_stage != plan::kNone && !ended_stage(journey, plan, wave.after_stage)) return;
  if (wave.after_wave != plan::kNone && !ended_wave(journey, plan, wave.after_wave)) return;
  const Timed timed = wave_time(d, journey, own, wave, d.now);
  if (!timed.at) {
    if (!awaited(wave.timing)) d.incident("time_unknown", number, wave.site, plan.sites[wave.site].path);
    return;
  }
  if (timed.past_day) return skip_wave(d, number, run, *timed.at, Reason::past);
  if (*timed.at > d.now) {
    d.set_timer(touch_minute(*timed.at), TimerKind::run_starts, number, run);
  } else {
    start_wave(d, number, run, d.now);
  }
}

}  // namespace

// What is past by the new text is due at once, unless it is too stale.
void retime_waves(Deciding& d, std::uint32_t number) {
  std::vector<std::uint32_t> armed;
  for (const Run& run : d.live(number)->runs) {
    const plan::Plan& plan = *d.plan_of(*d.live(number)).plan;
    if (plan.sites[run.site].kind != plan::SiteKind::wave || run.phase != RunPhase::armed) continue;
    const bool of_series = wave_of(plan, run).timing.times > 1 && run.occurrence > 0;   // its time is the one before's, a week on
    if (!of_series) armed.push_back(run.run);
  }
  for (const std::uint32_t run : armed) {
    const Timer* set = nullptr;
    for (const Timer& timer : d.customer.timers) {
      if (timer.journey == number && timer.kind == TimerKind::run_starts && timer.ref == run && !timer.held) set = &timer;
    }
    if (set == nullptr) continue;
    const Journey& journey = *d.live(number);
    const Run& own = *find_run(journey, run);
    const Timed timed = wave_time(d, journey, own, wave_of(*d.plan_of(journey).plan, own), set->armed);
    if (!timed.at) continue;
    d.armed = take_timer(d, number, TimerKind::run_starts, run)->armed;
    d.set_timer(touch_minute(*timed.at), TimerKind::run_starts, number, run);
    d.armed.reset();
  }
}

bool too_stale(const Deciding& d, const Journey& journey, const plan::Length& own, base::Instant due) {
  const LinkedPlan& linked = d.plan_of(journey);
  const plan::Policy* policy = d.world.roster->policy_of(linked);
  const plan::Length& limit = own.written()                        ? own
                              : linked.plan->stale_after.written() ? linked.plan->stale_after
                              : policy != nullptr                  ? policy->blocked_wait
                                                                   : plan::Length{};
  if (!limit.written() || d.now <= due) return false;
  const auto until = after(clockwork(d.frame(&journey)), due, limit);
  return until && *until < d.now;
}

void keep_of_parent(Deciding& d, std::uint32_t number, std::uint32_t run) {
  const Run* parent = find_run(*d.journey(number), find_run(*d.journey(number), run)->parent);
  if (parent != nullptr && parent->event != plan::kNone)
    d.emit(EventKept{number, run, parent->event, parent->event_at, parent->event_fields});
}

bool awaited(const plan::Timing& timing) {
  const plan::AnchorKind kind = timing.anchor.kind;
  const bool anchored = timing.kind == plan::TimingKind::after || timing.kind == plan::TimingKind::before;
  return anchored && (kind == plan::AnchorKind::event || kind == plan::AnchorKind::stage || kind == plan::AnchorKind::task_closed);
}

std::int32_t default_minute(const Deciding& d, const Journey& journey) {
  const plan::Policy* policy = d.world.roster->policy_of(d.plan_of(journey));
  return policy != nullptr ? policy->default_minute : plan::Policy{}.default_minute;
}

bool ended_wave(const Journey& journey, const plan::Plan& plan, std::uint32_t wave) {
  const Run* newest = newest_run(journey, plan.waves[wave].site);
  return newest != nullptr && newest->phase == RunPhase::ended;
}

bool ended_stage(const Journey& journey, const plan::Plan& plan, std::uint32_t stage) {
  const Run* newest = newest_run(journey, plan.stages[stage].site);
  return newest != nullptr && newest->phase == RunPhase::ended;
}

void arm_wave(Deciding& d, std::uint32_t number, std::uint32_t parent, std::uint32_t wave) {
  const Journey& journey = *d.journey(number);
  const std::uint32_t site = d.plan_of(journey).plan->waves[wave].site, run = journey.next_run;
  d.emit(RunStarted{number, run, site, next_occurrence(journey, site), parent, RunPhase::armed, plan::kNone});
  place_wave(d, number, run);
}

void check_waves(Deciding& d, std::uint32_t number) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  std::vector<std::uint32_t> armed;
  for (const Run& run : journey->runs) {
    const bool wave = d.plan_of(*journey).plan->sites[run.site].kind == plan::SiteKind::wave;
    if (wave && run.phase == RunPhase::armed && !d.has_timer(number, TimerKind::run_starts, run.run)) armed.push_back(run.run);
  }
  for (const std::uint32_t run : armed) {
    journey = d.live(number);
    const Run* own = journey == nullptr ? nullptr : find_run(*journey, run);
    if (own != nullptr && own->phase == RunPhase::armed) place_wave(d, number, run);
  }
}

void start_wave(Deciding& d, std::uint32_t number, std::uint32_t run, base::Instant due) {
  const Journey& journey = *d.journey(number);
  const Run& own = *find_run(journey, run);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const plan::Wave& wave = wave_of(plan, own);
  if (too_stale(d, journey, wave.stale_after, due)) return skip_wave(d, number, run, due, Reason::stale);
  const Frame frame = d.frame(&journey, find_run(journey, own.parent));
  const bool held = wave.unless != plan::kNone && d.test(frame, wave.unless, wave.site);
  if (held || !d.test(frame, wave.when, wave.site))
    return skip_wave(d, number, run, due, Reason::condition, cause_of(frame, held ? wave.unless : wave.when, held));
  arm_next(d, number, run, due);
  keep_of_parent(d, number, run);
  d.emit(RunMoved{number, run, wave.block == plan::kNone ? 0 : wave.block, RunPhase::running, plan::kNone});
  if (wave.block == plan::kNone) return complete_run(d, number, run);
  continue_run(d, number, run);
}

}  // namespace playmaker::core
