#include "dsl/prove/contacts/minutes.hpp"

#include <algorithm>

namespace playmaker::prove {

using plan::LengthUnit;

namespace {

// The sum of open time has no useful least; its most is bounded by the days that hold so much of it.
Minute open_minutes(const base::Calendar* calendar) {
  if (calendar == nullptr) return kDayMinutes;
  return std::max(1, calendar->closes.minutes - calendar->opens.minutes);
}
Minute closing(const base::Calendar* calendar) { return calendar == nullptr ? kDayMinutes : calendar->closes.minutes; }
Minute ceil_minutes(std::int64_t millis) { return (millis + base::kMinute - 1) / base::kMinute; }

}  // namespace

Range Lengths::working_days(std::int64_t amount) const {
  if (calendar_ == nullptr) return {amount, amount};
  // Beyond the years that are known there is no due (rule 15), and without a table every year is like any other.
  const int first = calendar_->exceptions.empty() ? 2024 : calendar_->first_year;
  const int last = calendar_->exceptions.empty() ? 2024 : calendar_->last_year;
  Range out{kFar, -1};
  for (base::Date day = base::date_of(first, 1, 1); day <= base::date_of(last, 12, 31); day = day + 1) {
    const auto end = calendar_->working_day_after(day, static_cast<int>(std::min<std::int64_t>(amount, 5'000)));
    if (!end) continue;
    out.lo = std::min<Minute>(out.lo, *end - day);
    out.hi = std::max<Minute>(out.hi, *end - day);
  }
  if (out.hi < 0) return {amount, kFar};
  return out;
}

Range Lengths::after_day(const plan::Length& length) const {
  if (length.unit == LengthUnit::working_days) {
    const Range days = working_days(length.amount);
    return {days.lo * kDayMinutes + closing(calendar_), days.hi >= kFar ? kFar : days.hi * kDayMinutes + closing(calendar_)};
  }
  const Range exact = after(length);
  return {exact.lo, far_sum(exact.hi, kDayMinutes - 1)};
}

Range Lengths::after(const plan::Length& length) const {
  switch (length.unit) {
    case LengthUnit::none: return {0, 0};
    case LengthUnit::millis: return {length.amount / base::kMinute, ceil_minutes(length.amount)};
    case LengthUnit::days: return {length.amount * kDayMinutes, length.amount * kDayMinutes};
    case LengthUnit::months: {
      const Range days = days_after(length);
      return {days.lo * kDayMinutes, days.hi * kDayMinutes};
    }
    case LengthUnit::working_days: {
      const Range day = after_day(length);
      return {day.lo - (kDayMinutes - 1), day.hi};
    }
    case LengthUnit::working_millis: {
      if (calendar_ == nullptr) return {length.amount / base::kMinute, ceil_minutes(length.amount)};
      const Minute days = ceil_minutes(length.amount) / open_minutes(calendar_) + 1;
      return {length.amount / base::kMinute, far_sum(after_day({LengthUnit::working_days, days}).hi, 0)};
    }
  }
  return {0, kFar};
}

Range Lengths::days_after(const plan::Length& length) const {
  switch (length.unit) {
    case LengthUnit::days: return {length.amount, length.amount};
    case LengthUnit::months: {
      Range out{kFar, 0};
      for (base::Date day = base::date_of(2023, 1, 1); day <= base::date_of(2024, 12, 31); day = day + 1) {
        const Minute days = base::add_months(day, static_cast<int>(std::min<std::int64_t>(length.amount, 1'200))) - day;
        out = {std::min(out.lo, days), std::max(out.hi, days)};
      }
      return out;
    }
    case LengthUnit::working_days: return working_days(length.amount);
    default: {
      const Range exact = after(length);
      return {exact.lo / kDayMinutes, exact.hi >= kFar ? kFar : exact.hi / kDayMinutes + 1};
    }
  }
}

}  // namespace playmaker::prove
