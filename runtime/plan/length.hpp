#pragma once
// A written length of time, kept as written: "1 day" is not "24 hours", "1 month" is clamped, "2 working days" needs a calendar.
#include <cstdint>

namespace playmaker::plan {

enum class LengthUnit : std::uint8_t {
  none = 0,          // nothing written
  millis = 1,        // seconds, minutes, hours
  days = 2,          // days and weeks: same local time, so many civil days later
  months = 3,        // months, quarters, years
  working_days = 4,  // close of business of the n-th working day
  working_millis = 5 // working hours: open time only
};

struct Length {
  LengthUnit unit = LengthUnit::none;
  std::int64_t amount = 0;
  bool written() const { return unit != LengthUnit::none; }
  bool operator==(const Length&) const = default;
};

// Periods of the calendar, in the customer's zone.
enum class Period : std::uint8_t { day = 1, week = 2, month = 3, quarter = 4, year = 5 };

}  // namespace playmaker::plan
