#include "runtime/base/calendar.hpp"

#include <algorithm>
#include <iterator>

#include "runtime/base/bytes.hpp"
#include "runtime/base/hash.hpp"

namespace playmaker::base {

namespace {

// A calendar without a data file knows every year; walks along it still end, at the last day a date text can say.
constexpr Date kFirstDay{-719'528}, kLastDay{2'932'896};  // 0000-01-01, 9999-12-31

// The n-th working day from `date` in steps of +1 or -1; n = 0: `date` itself or the next one in that direction. Asked for in thousands
// where a playbook is proved: the years, the weekday and the exceptions are gone along with, not looked up a day.
std::optional<Date> walk(const Calendar& calendar, Date date, int n, int step) {
  if (n > 0) date = date + step;
  const bool every_year = calendar.first_year == 0 && calendar.last_year == 0;
  const Date first = every_year ? kFirstDay : std::max(kFirstDay, date_of(calendar.first_year, 1, 1));
  const Date last = every_year ? kLastDay : std::min(kLastDay, date_of(calendar.last_year, 12, 31));
  int day = static_cast<int>(weekday(date));
  auto exception = calendar.exceptions.lower_bound(date);   // the first one at `date` or after it
  for (int left = std::max(n, 1);; date = date + step, day = (day + step + 7) % 7) {
    if (date < first || date > last) return std::nullopt;
    if (step > 0) {
      while (exception != calendar.exceptions.end() && exception->first < date) ++exception;
    } else {
      while (exception != calendar.exceptions.begin() && !(std::prev(exception)->first < date)) --exception;
    }
    const bool listed = exception != calendar.exceptions.end() && exception->first == date;
    const bool working = listed ? exception->second : (calendar.weekend >> day & 1) == 0;
    if (working && --left == 0) return date;
  }
}

std::unexpected<Failure> refuse(std::size_t line, const std::string& message, const std::string& zh) {
  return invalid("calendar_invalid", "line " + std::to_string(line) + ": " + message, "第 " + std::to_string(line) + " 行：" + zh);
}

}  // namespace

bool Calendar::known(Date date) const {
  if (first_year == 0 && last_year == 0) return true;
  const int year = civil(date).year;
  return year >= first_year && year <= last_year;
}

std::optional<bool> Calendar::working(Date date) const {
  if (!known(date)) return std::nullopt;
  if (const auto exception = exceptions.find(date); exception != exceptions.end()) return exception->second;
  return (weekend >> static_cast<int>(weekday(date)) & 1) == 0;
}

bool Calendar::holiday(Date date) const {
  if (const auto exception = exceptions.find(date); exception != exceptions.end()) return !exception->second;
  return (weekend >> static_cast<int>(weekday(date)) & 1) != 0;
}

std::optional<Date> Calendar::working_day_after(Date date, int n) const {
  return n >= 0 ? walk(*this, date, n, 1) : working_day_before(date, n == INT32_MIN ? INT32_MAX : -n);
}

std::optional<Date> Calendar::working_day_before(Date date, int n) const {
  return n >= 0 ? walk(*this, date, n, -1) : working_day_after(date, n == INT32_MIN ? INT32_MAX : -n);
}

std::optional<Instant> Calendar::after_working_days(Zone zone, Instant from, int n) const {
  const std::optional<Date> day = working_day_after(local_date(zone, from), n);
  return day ? std::optional(to_instant(zone, *day, closes)) : std::nullopt;
}

std::optional<Instant> Calendar::before_working_days(Zone zone, Instant from, int n) const {
  const std::optional<Date> day = working_day_before(local_date(zone, from), n);
  return day ? std::optional(to_instant(zone, *day, closes)) : std::nullopt;
}

std::optional<Instant> Calendar::after_working_time(Zone zone, Instant from, Millis length) const {
  if (opens >= closes) return std::nullopt;  // never open: no length of open time ever passes
  Millis left = std::max<Millis>(length, 0);
  std::optional<Date> day = working_day_after(local_date(zone, from), 0);
  for (; day; day = working_day_after(*day, 1)) {
    const Instant start = std::max(from, to_instant(zone, *day, opens)), end = to_instant(zone, *day, closes);
    if (start >= end) continue;
    if (left <= end - start) return start + left;
    left -= end - start;
  }
  return std::nullopt;
}

std::uint64_t Calendar::fingerprint() const {
  Writer out;
  out.u8(weekend);
  out.sint(first_year);
  out.sint(last_year);
  out.sint(opens.minutes);
  out.sint(closes.minutes);
  for (const auto& [date, working] : exceptions) {
    out.sint(date.days);
    out.flag(working);
  }
  return hash64(out.bytes());
}

Result<Calendar> parse_calendar(std::string_view csv, std::uint8_t weekend) {
  Calendar calendar;
  calendar.weekend = weekend;
  if (csv.starts_with("\xef\xbb\xbf")) csv.remove_prefix(3);
  std::size_t number = 0;
  bool header = true;
  while (!csv.empty()) {
    const std::size_t end = csv.find('\n');
    std::string_view line = csv.substr(0, end);
    csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
    ++number;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    if (header) {
      if (line != "date,kind,name" && line != "date,kind") {
        return refuse(number, "the first row must name the columns: date,kind,name", "首行须写列名：date,kind,name");
      }
      header = false;
      continue;
    }
    const Result<Date> date = parse_date(line.substr(0, line.find(',')));
    if (!date) return refuse(number, date.error().message, date.error().zh);
    const int year = civil(*date).year;
    if (year == 0) return refuse(number, "a holiday of year 0000: write a year from 0001", "年份为 0000：请写 0001 及以后的年份");
    line.remove_prefix(std::min(line.size(), line.find(',') == std::string_view::npos ? line.size() : line.find(',') + 1));
    const std::string_view kind = line.substr(0, line.find(','));
    if (kind != "off" && kind != "work") {
      const std::string shown = "\"" + std::string(kind.substr(0, 64)) + "\"";
      return refuse(number, "kind " + shown + " is neither off nor work", "类别 " + shown + " 既不是 off 也不是 work");
    }
    if (!calendar.exceptions.emplace(*date, kind == "work").second) {
      return refuse(number, format_date(*date) + " is listed twice: keep one row", format_date(*date) + " 出现两次：请只留一行");
    }
    calendar.first_year = calendar.first_year == 0 ? year : std::min(calendar.first_year, year);
    calendar.last_year = std::max(calendar.last_year, year);
  }
  if (calendar.exceptions.empty()) {
    return refuse(number, "the calendar names no day: list at least one holiday", "日历没有任何日期：请至少列出一个假日");
  }
  // Known years have no hole: a year without a single row between two others is a missing table, not a year without holidays.
  int expected = calendar.first_year;
  for (const auto& [date, working] : calendar.exceptions) {
    const int year = civil(date).year;
    if (year > expected + 1) {
      const std::string missing = std::to_string(expected + 1);
      return refuse(number, "year " + missing + " has no rows: add its holidays", missing + " 年没有任何行：请补上该年的假日");
    }
    expected = year;
  }
  return calendar;
}

}  // namespace playmaker::base
