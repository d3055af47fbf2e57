#include "runtime/core/timing.hpp"

#include <algorithm>

#include "runtime/core/evaluate/evaluator.hpp"
#include "runtime/plan/period.hpp"

namespace playmaker::core {

using base::Date;
using base::Instant;
using plan::AnchorKind;
using plan::LengthUnit;
using plan::TimingKind;

namespace {

std::optional<Instant> moved(Instant from, std::int64_t ms) {
  std::int64_t to = 0;
  if (__builtin_add_overflow(from.ms, ms, &to)) return std::nullopt;
  return Instant{to};
}

int clamped(std::int64_t amount) { return static_cast<int>(std::clamp<std::int64_t>(amount, -1'000'000, 1'000'000)); }

// Without a calendar every day is a working day and closes at midnight.
Instant close_of(base::Zone zone, Date date) { return base::start_of_day(zone, date + 1); }

// `length` of open time before `from`.
std::optional<Instant> before_working_time(const base::Calendar& calendar, base::Zone zone, Instant from, base::Millis length) {
  if (calendar.opens >= calendar.closes) return std::nullopt;
  base::Millis left = length;
  for (auto day = calendar.working_day_before(base::local_date(zone, from), 0); day; day = calendar.working_day_before(*day, 1)) {
    const Instant start = base::to_instant(zone, *day, calendar.opens), end = std::min(from, base::to_instant(zone, *day, calendar.closes));
    if (end <= start) continue;
    if (left <= end - start) return end - left;
    left -= end - start;
  }
  return std::nullopt;
}

std::optional<Instant> shifted(const Clockwork& works, Instant from, const plan::Length& length, int sign) {
  if (from == base::kNever) return std::nullopt;
  if (length.unit == LengthUnit::none) return from;
  if (length.unit == LengthUnit::millis) return moved(from, sign * length.amount);
  const base::LocalTime local = base::to_local(works.zone, from);
  const int amount = clamped(length.amount);
  switch (length.unit) {
    case LengthUnit::days: return base::to_instant(works.zone, local.date + sign * amount, local.since_midnight);
    case LengthUnit::months: return base::to_instant(works.zone, base::add_months(local.date, sign * amount), local.since_midnight);
    case LengthUnit::working_days:
      if (works.calendar == nullptr) return close_of(works.zone, local.date + sign * amount);
      return sign > 0 ? works.calendar->after_working_days(works.zone, from, amount)
                      : works.calendar->before_working_days(works.zone, from, amount);
    case LengthUnit::working_millis:
      if (works.calendar == nullptr) return moved(from, sign * length.amount);
      return sign > 0 ? works.calendar->after_working_time(works.zone, from, length.amount)
                      : before_working_time(*works.calendar, works.zone, from, length.amount);
    default: return std::nullopt;
  }
}

Date month_day(Date in_month, std::int32_t day) {
  const Date first = base::first_of_month(in_month), last = base::last_of_month(in_month);
  return std::min(first + (day - 1), last);
}

// The first such day strictly after `day`.
Date next_month_day(Date day, TimingKind kind, std::int32_t number) {
  const auto of = [&](Date month) { return kind == TimingKind::last_day ? base::last_of_month(month) : month_day(month, number); };
  const Date here = of(day);
  return here > day ? here : of(base::add_months(base::first_of_month(day), 1));
}

Date next_weekday(Date day, std::int32_t number) {
  const int ahead = (number - static_cast<int>(base::weekday(day)) + 7) % 7;
  return day + (ahead == 0 ? 7 : ahead);
}

}  // namespace

Clockwork clockwork(const Frame& frame) {
  Clockwork works;
  works.zone = frame.directory != nullptr ? zone_of(*frame.roster, *frame.directory, *frame.customer)
                                          : zone_of(*frame.roster, Directory{}, *frame.customer);
  works.calendar = frame.plan != nullptr ? frame.roster->calendar_of(*frame.plan) : nullptr;
  return works;
}

std::optional<Instant> after(const Clockwork& works, Instant from, const plan::Length& length) { return shifted(works, from, length, 1); }
std::optional<Instant> before(const Clockwork& works, Instant from, const plan::Length& length) { return shifted(works, from, length, -1); }

std::optional<Instant> resolve(const Frame& frame, const plan::Anchor& anchor, const AnchorTimes& times, Findings& findings) {
  switch (anchor.kind) {
    case AnchorKind::entry: return times.entered;
    case AnchorKind::opened: return times.opened;
    case AnchorKind::due: return times.due == base::kNever ? std::nullopt : std::optional(times.due);
    case AnchorKind::stage: {
      if (frame.journey == nullptr || frame.plan == nullptr) return std::nullopt;
      const std::uint32_t site = frame.plan->plan->stages[anchor.what].site;
      std::optional<Instant> latest;
      for (const Run& each : frame.journey->runs) {
        if (each.site == site && each.phase != RunPhase::armed && (!latest || each.started > *latest)) latest = each.started;
      }
      return latest;
    }
    case AnchorKind::task_closed: {
      const Task* task = task_in_scope(frame, anchor.what);
      return task != nullptr && task->phase == TaskPhase::closed ? std::optional(task->closed) : std::nullopt;
    }
    case AnchorKind::event: {
      if (frame.unit == nullptr) return std::nullopt;
      const std::uint32_t event = frame.unit->events[anchor.what];
      if (frame.event.event == event) return frame.event.at;
      for (const EventMemory& each : frame.customer->events) {
        if (each.event == event) return each.last;
      }
      return std::nullopt;
    }
    case AnchorKind::value: {
      const plan::Datum value = evaluate(frame, anchor.what, findings);
      if (value.kind == plan::Kind::instant) return Instant{value.number};
      if (value.kind == plan::Kind::date) return base::start_of_day(clockwork(frame).zone, {clamped(value.number)});
      return std::nullopt;
    }
  }
  return std::nullopt;
}

Timed resolve(const Frame& frame, const plan::Timing& timing, const AnchorTimes& times, std::int32_t default_minute, Findings& findings) {
  const Clockwork works = clockwork(frame);
  const Date entered = base::local_date(works.zone, times.entered);
  // Days of the week and of the month: the first after entry; of what opened later, the first after it opened.
  const Date from = std::max(entered, base::local_date(works.zone, times.opened));
  std::int32_t minute = timing.at_minute >= 0 ? timing.at_minute : default_minute;
  std::optional<Date> day;
  std::optional<Instant> exact;
  switch (timing.kind) {
    case TimingKind::none:
      if (timing.at_minute < 0) return {frame.now, false};
      day = base::local_date(works.zone, times.opened);
      break;
    case TimingKind::day: day = entered + (timing.number - 1); break;
    case TimingKind::weekday: day = next_weekday(from, timing.number); break;
    case TimingKind::month_day:
    case TimingKind::last_day: day = next_month_day(from, timing.kind, timing.number); break;
    case TimingKind::date: day = Date{timing.number}; break;
    case TimingKind::after:
    case TimingKind::before: {
      const auto anchor = resolve(frame, timing.anchor, times, findings);
      if (!anchor) return {};
      exact = shifted(works, *anchor, timing.length, timing.kind == TimingKind::after ? 1 : -1);
      if (!exact) return {};
      // Hours and minutes name an instant; days name a day, whose time is `at` or the default.
      const bool clock = timing.length.unit == LengthUnit::millis || timing.length.unit == LengthUnit::working_millis;
      if (timing.at_minute < 0 && (clock || default_minute < 0)) break;
      day = base::local_date(works.zone, *exact);
      // Close of business at midnight belongs to the day that it closes.
      if (timing.length.unit == LengthUnit::working_days && *exact == base::start_of_day(works.zone, *day)) day = *day + -1;
      break;
    }
  }
  if (day) exact = base::to_instant(works.zone, *day, base::TimeOfDay{std::max(minute, 0)});
  const Date on = day ? *day : base::local_date(works.zone, *exact);
  return {exact, on < base::local_date(works.zone, frame.now)};
}

Instant next_sweep(const base::Zone& zone, const plan::SweepRule& rule, Instant after) {
  const base::TimeOfDay time{std::max(rule.timing.at_minute, 0)};
  const std::int32_t every = std::max(rule.every, 1), number = rule.timing.number;
  const auto of_month = [&](Date month) {
    if (rule.timing.kind == TimingKind::last_day) return base::last_of_month(month);
    return month_day(month, rule.timing.kind == TimingKind::month_day ? number : 1);
  };
  // Every second week, every third month … counts from 1970, so that a restart finds the same days.
  const auto counts = [&](std::int64_t index) { return ((index % every) + every) % every == 0; };
  Date start = plan::first_day(rule.period, base::local_date(zone, after));
  // One period holds one sweep, and one of `every` periods counts: the second counting one at the latest lies after `after`.
  for (std::int32_t steps = 0; steps <= 2 * every + 2; ++steps) {
    const base::YearMonthDay ymd = base::civil(start);
    const std::int64_t months = std::int64_t{ymd.year} * 12 + ymd.month - 1;
    bool taken = false;
    Date day = start, next = start + 1;
    switch (rule.period) {
      case plan::Period::day: taken = counts(start.days); break;
      case plan::Period::week:
        taken = counts((std::int64_t{start.days} + 3) / 7);  // 1970-01-01 was a Thursday: weeks begin on Monday
        day = start + (rule.timing.kind == TimingKind::weekday ? number : 0);
        next = start + 7;
        break;
      case plan::Period::month:
        taken = counts(months);
        day = of_month(start);
        next = base::add_months(start, 1);
        break;
      case plan::Period::quarter:
        taken = counts(months / 3);
        day = rule.timing.kind == TimingKind::last_day ? base::last_of_month(base::add_months(start, 2)) : of_month(start);
        next = base::add_months(start, 3);
        break;
      case plan::Period::year:
        taken = counts(ymd.year);
        day = rule.timing.kind == TimingKind::last_day ? base::last_of_month(base::add_months(start, 11)) : of_month(start);
        next = base::add_months(start, 12);
        break;
    }
    const Instant at = base::to_instant(zone, day, time);
    if (taken && at > after) return at;
    start = next;
  }
  return base::kNever;
}

}  // namespace playmaker::core
