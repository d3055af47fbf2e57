#include "runtime/core/working_sweep.hpp"

#include <algorithm>

#include "runtime/core/timing.hpp"

namespace playmaker::core {

base::Instant next_working_sweep(const base::Zone& zone, const base::Calendar* calendar, const plan::SweepRule& rule, base::Instant after) {
  static const base::Calendar kEveryDay;
  const base::Calendar& days = calendar == nullptr ? kEveryDay : *calendar;
  const base::TimeOfDay time{std::max(rule.timing.at_minute, 0)};
  const base::Date day = base::local_date(zone, after);
  const base::Instant same = base::to_instant(zone, day, time);
  if (rule.every <= 1 && same > after && days.working(day).value_or(false)) return same;
  const std::optional<base::Date> next = days.working_day_after(day, std::max(rule.every, 1));
  return next ? base::to_instant(zone, *next, time) : base::kNever;
}

base::Instant next_regular(const Roster& roster, const LinkedPlan& plan, const plan::SweepRule& rule, base::Instant after) {
  if (!rule.working) return next_sweep(roster.zone, rule, after);
  return next_working_sweep(roster.zone, roster.calendar_of(plan), rule, after);
}

}  // namespace playmaker::core
