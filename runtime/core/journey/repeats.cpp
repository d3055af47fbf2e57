// Repeats: steps that come again at a distance, each occurrence a run of its own below the run that armed them. Every occurrence counts
// from the arming, never from the one before, so that months stay at their day (rule 14). What came due during a pause or an outage is not
// made up for: the next occurrence is the next regular time, and only those that came count against `up to N times`.
#include <algorithm>

#include "runtime/core/deciding.hpp"
#include "runtime/core/evaluate/cause.hpp"

namespace playmaker::core {
namespace {

constexpr std::int64_t kAheadMax = 40'000;   // days of a hundred years: no regular time lies further

const plan::Repeat& repeat_of(const plan::Plan& plan, const Run& run) { return plan.repeats[plan.sites[run.site].index]; }

base::Date next_weekday(base::Date day, std::int32_t number) {
  const int ahead = (number - static_cast<int>(base::weekday(day)) + 7) % 7;
  return day + (ahead == 0 ? 7 : ahead);
}
base::Date day_in_month(base::Date first, const plan::Repeat& repeat) {
  const base::Date last = base::last_of_month(first);
  return repeat.day == plan::RepeatDay::last_day ? last : std::min(last, first + (repeat.number - 1));
}

// The k-th regular day after the arming, from 1.
base::Date regular_day(const plan::Repeat& repeat, base::Date armed, std::int64_t k) {
  const bool months = repeat.every.unit == plan::LengthUnit::months;
  const auto amount = static_cast<std::int64_t>(repeat.every.amount);
  switch (repeat.day) {
    case plan::RepeatDay::weekday: return next_weekday(armed, repeat.number) + static_cast<int>(amount * (k - 1));
    case plan::RepeatDay::month_day:
    case plan::RepeatDay::last_day: {
      const base::Date here = base::first_of_month(armed);
      const base::Date first = day_in_month(here, repeat) > armed ? here : base::add_months(here, 1);
      return day_in_month(base::add_months(first, static_cast<int>(amount * (k - 1))), repeat);
    }
    case plan::RepeatDay::none: break;
  }
  return months ? base::add_months(armed, static_cast<int>(amount * k)) : armed + static_cast<int>(amount * k);
}

bool by_working_days(const plan::Repeat& repeat) { return repeat.every.unit == plan::LengthUnit::working_days; }

// The first regular time after `from`; kNever: none within a hundred years, or within the calendar's (rule 15).
Instant next_time(const Deciding& d, const Journey& journey, const plan::Repeat& repeat, Instant armed, Instant from) {
  const Clockwork works = clockwork(d.frame(&journey));
  const base::Zone zone = works.zone;
  const base::Date day = base::local_date(zone, armed);
  const std::int32_t minute = repeat.at_minute >= 0 ? repeat.at_minute : default_minute(d, journey);
  base::Date on = day;
  for (std::int64_t k = 1; k <= kAheadMax; ++k) {
    if (by_working_days(repeat) && works.calendar != nullptr) {
      const auto next = works.calendar->working_day_after(on, static_cast<int>(repeat.every.amount));
      if (!next) break;
      on = *next;
    } else {
      on = regular_day(repeat, day, k);
    }
    if (on.days - day.days > kAheadMax) break;
    const Instant at = base::to_instant(zone, on, base::TimeOfDay{minute});
    if (at > from) return touch_minute(at);
  }
  return base::kNever;
}

// Where the calendar knows no further day, it is looked at again a day later, until a newer table reaches so far.
Instant next_or_later(Deciding& d, const Journey& journey, const plan::Repeat& repeat, Instant armed, Instant from) {
  const Instant at = next_time(d, journey, repeat, armed, from);
  if (at != base::kNever || !by_working_days(repeat)) return at;
  d.incident("calendar_unknown", journey.journey, repeat.site, "");
  return touch_minute(std::max(from, d.now) + base::kDay);
}

// `number`: how many came before it. The arming's instant is the key that its occurrences share.
void arm_occurrence(Deciding& d, std::uint32_t number, std::uint32_t site, std::uint32_t parent, Instant armed, std::uint16_t count,
                    Instant from) {
  const Journey& journey = *d.journey(number);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const plan::Repeat& repeat = plan.repeats[plan.sites[site].index];
  if (count >= repeat.times) return;
  const Instant at = next_or_later(d, journey, repeat, armed, from);
  if (at == base::kNever) return;
  const std::uint32_t run = d.journey(number)->next_run;
  d.emit(RunStarted{number, run, site, next_occurrence(journey, site), parent, RunPhase::armed, plan::kNone, armed.ms});
  d.set_timer(at, TimerKind::run_starts, number, run, 0, count);
}

}  // namespace

void arm_repeat(Deciding& d, std::uint32_t number, std::uint32_t parent, std::uint32_t index) {
  const plan::Repeat& repeat = d.plan_of(*d.journey(number)).plan->repeats[index];
  arm_occurrence(d, number, repeat.site, parent, d.now, 0, d.now);
}

namespace {

// The next regular time after the one before: what is past by the new text is due at once, unless it is too stale.
void retime(Deciding& d, std::uint32_t number, bool working_only) {
  std::vector<std::uint32_t> armed;
  for (const Run& run : d.live(number)->runs) {
    const bool repeat = d.plan_of(*d.live(number)).plan->sites[run.site].kind == plan::SiteKind::repeat;
    if (repeat && run.phase == RunPhase::armed) armed.push_back(run.run);
  }
  for (const std::uint32_t run : armed) {
    if (working_only && !by_working_days(repeat_of(*d.plan_of(*d.live(number)).plan, *find_run(*d.live(number), run)))) continue;
    const auto taken = take_timer(d, number, TimerKind::run_starts, run);
    if (!taken) continue;
    const Journey& journey = *d.live(number);
    const Run& own = *find_run(journey, run);
    const plan::Repeat& repeat = repeat_of(*d.plan_of(journey).plan, own);
    d.armed = taken->armed;
    const Instant at = next_or_later(d, journey, repeat, Instant{own.key}, taken->armed);
    d.set_timer(at, TimerKind::run_starts, number, run, 0, taken->number);
    d.armed.reset();
  }
}

}  // namespace

void retime_repeats(Deciding& d, std::uint32_t number) { retime(d, number, false); }
void rearm_repeats(Deciding& d, std::uint32_t number) { retime(d, number, true); }

void start_repeat(Deciding& d, const Timer& timer) {
  const Journey& journey = *d.journey(timer.journey);
  const Run own = *find_run(journey, timer.ref);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const plan::Repeat& repeat = repeat_of(plan, own);
  const Instant armed{own.key};
  if (by_working_days(repeat) && next_time(d, journey, repeat, armed, timer.due - base::kMinute) > timer.due) {   // looked at again
    const Instant at = next_or_later(d, journey, repeat, armed, timer.due);
    d.set_timer(at, TimerKind::run_starts, timer.journey, timer.ref, 0, timer.number);
    return;
  }
  const Frame frame = d.frame(&journey, find_run(journey, own.parent));
  if (repeat.until != plan::kNone && d.test(frame, repeat.until, repeat.site)) {
    d.emit(RunEnded{timer.journey, timer.ref, RunEnd::skipped, Reason::condition, plan::kNone, cause_of(frame, repeat.until, true)});
    return;
  }
  const bool late = too_stale(d, *d.journey(timer.journey), {}, timer.due);
  const auto came = static_cast<std::uint16_t>(timer.number + (late ? 0 : 1));
  arm_occurrence(d, timer.journey, own.site, own.parent, armed, came, std::max(timer.due, d.now));
  if (late) {
    d.emit(RunEnded{timer.journey, timer.ref, RunEnd::skipped, Reason::stale});
    return;
  }
  keep_of_parent(d, timer.journey, timer.ref);
  d.emit(RunMoved{timer.journey, timer.ref, repeat.block == plan::kNone ? 0 : repeat.block, RunPhase::running, plan::kNone});
  if (repeat.block == plan::kNone) return complete_run(d, timer.journey, timer.ref);
  continue_run(d, timer.journey, timer.ref);
}

}  // namespace playmaker::core
