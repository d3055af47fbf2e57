#pragma once
// A business calendar: weekend, holidays (off) and make-up working days (work, 调休) from a data file, opening hours.
// Beyond its first or last known year it answers "unknown", never a guess (SEMANTICS rule 15).
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/base/time.hpp"

namespace playmaker::base {

class Calendar {
 public:
  std::uint8_t weekend = 0;                    // bit i = Weekday i
  std::map<Date, bool> exceptions;             // date -> is a working day; empty: every year is known
  int first_year = 0, last_year = 0;           // known years, both 0 when there is no data file
  TimeOfDay opens{9 * 60}, closes{17 * 60 + 30};

  bool known(Date date) const;
  std::optional<bool> working(Date date) const;               // nullopt: outside the known years
  bool holiday(Date date) const;                              // an exception that is off, or a weekend day that is not made up
  std::optional<Date> working_day_after(Date date, int n) const;   // the n-th working day after `date`; n = 0: itself or the next one
  std::optional<Date> working_day_before(Date date, int n) const;
  // Close of business of the n-th working day after `from`'s day.
  std::optional<Instant> after_working_days(Zone zone, Instant from, int n) const;
  std::optional<Instant> before_working_days(Zone zone, Instant from, int n) const;
  // `length` of open time after `from`.
  std::optional<Instant> after_working_time(Zone zone, Instant from, Millis length) const;

  std::uint64_t fingerprint() const;           // the calendar's version in facts
  bool operator==(const Calendar&) const = default;
};

// Reads "date,kind,name" rows, kind off or work; the years named are the known years. Code calendar_invalid names the line.
Result<Calendar> parse_calendar(std::string_view csv, std::uint8_t weekend);

}  // namespace playmaker::base
