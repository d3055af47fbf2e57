#include "dsl/prove/contacts/minutes.hpp"

#include <algorithm>

namespace playmaker::prove {

using plan::LengthUnit;

namespace {

constexpr std::int32_t kWorkingDaysMost = 5'000;   // more are counted as so many
constexpr int kAnyYear = 2024;

// The sum of open time has no useful least; its most is bounded by the days that hold so much of it.
Minute open_minutes(const base::Calendar* calendar) {
  if (calendar == nullptr) return kDayMinutes;
  return std::max(1, calendar->closes.minutes - calendar->opens.minutes);
}
Minute closing(const base::Calendar* calendar) { return calendar == nullptr ? kDayMinutes : calendar->closes.minutes; }
Minute ceil_minutes(std::int64_t millis) { return (millis + base::kMinute - 1) / base::kMinute; }

}  // namespace

void Lengths::list_working_days() const {
  // Beyond the years that are known there is no due (rule 15), and without a table every year is like any other.
  const bool table = !calendar_->exceptions.empty();
  const base::Date first = base::date_of(table ? calendar_->first_year : kAnyYear, 1, 1);
  const base::Date last =
      table ? base::date_of(calendar_->last_year, 12, 31) : base::date_of(kAnyYear, 12, 31) + 7 * (kWorkingDaysMost + 1);
  for (base::Date day = first; day <= last; day = day + 1) {
    const std::optional<bool> works = calendar_->working(day);
    if (!works) break;
    if (*works) working_.push_back(day);
  }
}

Range Lengths::working_days(std::int64_t amount) const {
  if (calendar_ == nullptr) return {amount, amount};
  if (const auto known = found_.find(amount); known != found_.end()) return known->second;
  if (working_.empty()) list_working_days();
  const auto count = static_cast<std::size_t>(std::clamp<std::int64_t>(amount, 0, kWorkingDaysMost));
  const bool table = !calendar_->exceptions.empty();
  const base::Date begin = base::date_of(table ? calendar_->first_year : kAnyYear, 1, 1);
  const base::Date end = base::date_of(table ? calendar_->last_year : kAnyYear, 12, 31);
  Range out{kFar, -1};
  std::size_t next = 0;   // the first working day that counts from `day`: of none it is the day itself or the next one
  for (base::Date day = begin; day <= end; day = day + 1) {
    while (next < working_.size() && (count == 0 ? working_[next] < day : working_[next] <= day)) ++next;
    const std::size_t due = count == 0 ? next : next + count - 1;
    if (due >= working_.size()) break;
    out.lo = std::min<Minute>(out.lo, working_[due] - day);
    out.hi = std::max<Minute>(out.hi, working_[due] - day);
  }
  if (out.hi < 0) out = {amount, kFar};
  found_.emplace(amount, out);
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
