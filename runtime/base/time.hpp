#pragma once
// Instants, civil dates and zones. Nothing here asks what time it is: the only now() is in daemon/clock.cpp.
// Local times follow SEMANTICS rule 13 (a missing local time is the first valid instant after it, a repeated one the first)
// and months rule 14 (clamped to the month's end, anchored to the first date). Zone rules come from tzdata by Howard Hinnant's
// date library, walled into time.cpp.
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/base/result.hpp"

namespace playmaker::base {

using Millis = std::int64_t;  // a length of time
constexpr Millis kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;

struct Instant {  // milliseconds since 1970-01-01T00:00:00Z
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;
};
constexpr Instant operator+(Instant at, Millis length) { return {at.ms + length}; }
constexpr Instant operator-(Instant at, Millis length) { return {at.ms - length}; }
constexpr Millis operator-(Instant a, Instant b) { return a.ms - b.ms; }
constexpr Instant kNever{INT64_MAX};
// The first whole minute at or after `at` (touch timers are whole minutes).
constexpr Instant ceil_minute(Instant at) {
  const std::int64_t rest = ((at.ms % kMinute) + kMinute) % kMinute;
  return rest == 0 ? at : Instant{at.ms - rest + kMinute};
}

struct Date {  // civil day: days since 1970-01-01, proleptic Gregorian
  std::int32_t days = 0;
  auto operator<=>(const Date&) const = default;
};
constexpr Date operator+(Date date, int days) { return {date.days + days}; }
constexpr int operator-(Date a, Date b) { return a.days - b.days; }

struct TimeOfDay {  // minutes since local midnight, 0 ... 1440
  std::int32_t minutes = 0;
  auto operator<=>(const TimeOfDay&) const = default;
};

enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

struct YearMonthDay {
  int year = 1970;
  int month = 1;
  int day = 1;
};
YearMonthDay civil(Date date);
Date date_of(int year, int month, int day);                // REQUIRES a valid civil day
bool valid_date(int year, int month, int day);
Weekday weekday(Date date);
Date add_months(Date anchor, int months);                  // clamped to the month's end: 31 Jan + 1 -> 28 or 29 Feb
Date first_of_month(Date date);
Date last_of_month(Date date);
Date first_of_week(Date date);                             // Monday
Date first_of_quarter(Date date);
Date first_of_year(Date date);

// A time zone: a cheap handle on an entry of tzdata that lives as long as the process.
class Zone {
 public:
  Zone() = default;  // UTC
  bool operator==(const Zone&) const = default;
  std::string_view name() const;

 private:
  friend Result<Zone> find_zone(std::string_view);
  friend struct ZoneRules;
  const void* entry_ = nullptr;
};
Result<Zone> find_zone(std::string_view name);             // "Asia/Shanghai"; code zone_unknown
std::string_view tzdata_version();

struct LocalTime {
  Date date;
  Millis since_midnight = 0;  // wall clock reading, 0 ... kDay-1
};
LocalTime to_local(Zone zone, Instant at);
Instant to_instant(Zone zone, Date date, TimeOfDay time);  // rule 13
Instant to_instant(Zone zone, Date date, Millis since_midnight);
inline Date local_date(Zone zone, Instant at) { return to_local(zone, at).date; }
inline Instant start_of_day(Zone zone, Date date) { return to_instant(zone, date, TimeOfDay{0}); }

// RFC 3339, an offset is required; up to nine decimals of a second are read, milliseconds are kept. Code time_invalid.
Result<Instant> parse_instant(std::string_view text);
Result<Date> parse_date(std::string_view text);            // YYYY-MM-DD
Result<TimeOfDay> parse_time(std::string_view text);       // HH:MM, 24:00 allowed
std::string format_instant(Instant at, Zone zone = {});    // 2026-03-02T09:30:00+08:00; milliseconds only when there are any; Z for UTC
std::string format_minute(Instant at, Zone zone);          // 2026-03-02 09:30, for people
std::string format_date(Date date);
std::string format_time(TimeOfDay time);
std::string format_length(Millis length);                  // 2 d 3 h 5 min, for people

}  // namespace playmaker::base
