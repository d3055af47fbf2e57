// Civil days: the proleptic Gregorian calendar without zones. The two conversions are Howard Hinnant's days_from_civil and
// civil_from_days (http://howardhinnant.github.io/date_algorithms.html), in 64 bits so that no month count overflows.
#include <algorithm>

#include "runtime/base/check.hpp"
#include "runtime/base/time.hpp"

namespace playmaker::base {

namespace {

constexpr std::int64_t kYearMax = 1'000'000;  // far beyond any playbook, well inside the range of Date

constexpr bool leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr int month_length(std::int64_t year, int month) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : lengths[month - 1];
}

constexpr Date days_from_civil(std::int64_t year, int month, int day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t of_era = y - era * 400;
  const std::int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return {static_cast<std::int32_t>(era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468)};
}

// The day `day` of a month, clamped to the month's last.
Date clamped(std::int64_t year, int month, int day) {
  year = std::clamp(year, -kYearMax, kYearMax);
  return days_from_civil(year, month, std::min(day, month_length(year, month)));
}

}  // namespace

YearMonthDay civil(Date date) {
  const std::int64_t z = std::int64_t{date.days} + 719'468;
  const std::int64_t era = (z >= 0 ? z : z - 146'096) / 146'097;
  const std::int64_t of_era = z - era * 146'097;
  const std::int64_t year_of_era = (of_era - of_era / 1'460 + of_era / 36'524 - of_era / 146'096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t from_march = (5 * of_year + 2) / 153;
  const int month = static_cast<int>(from_march < 10 ? from_march + 3 : from_march - 9);
  return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), month,
          static_cast<int>(of_year - (153 * from_march + 2) / 5 + 1)};
}

bool valid_date(int year, int month, int day) {
  return year >= -kYearMax && year <= kYearMax && month >= 1 && month <= 12 && day >= 1 && day <= month_length(year, month);
}

Date date_of(int year, int month, int day) {
  CHECK(valid_date(year, month, day));
  return days_from_civil(year, month, day);
}

Weekday weekday(Date date) {
  // 1970-01-01 was a Thursday.
  return static_cast<Weekday>(((date.days % 7) + 7 + 3) % 7);
}

Date add_months(Date anchor, int months) {
  const YearMonthDay at = civil(anchor);
  const std::int64_t total = std::int64_t{at.year} * 12 + (at.month - 1) + months;
  const std::int64_t year = (total >= 0 ? total : total - 11) / 12;
  return clamped(year, static_cast<int>(total - year * 12) + 1, at.day);
}

Date first_of_month(Date date) { return date + (1 - civil(date).day); }

Date last_of_month(Date date) {
  const YearMonthDay at = civil(date);
  return date + (month_length(at.year, at.month) - at.day);
}

Date first_of_week(Date date) { return date + -static_cast<int>(weekday(date)); }

Date first_of_quarter(Date date) {
  const YearMonthDay at = civil(date);
  return days_from_civil(at.year, (at.month - 1) / 3 * 3 + 1, 1);
}

Date first_of_year(Date date) { return days_from_civil(civil(date).year, 1, 1); }

}  // namespace playmaker::base
