#pragma once
// Times as a log writes them, read by a pattern and a zone. Patterns: `rfc3339`, `epoch` (seconds), `epoch_ms`, or strptime's
// %Y %y %m %d %H %M %S %f (fraction of a second) %z (offset) %F (%Y-%m-%d) %T (%H:%M:%S) %%; a space stands for any number of them.
// %y from 69 is 19xx (POSIX). What the pattern leaves out is zero; a wall clock without %z is read in the zone, by rule 13.
#include <string>
#include <string_view>

#include "runtime/base/time.hpp"

namespace playmaker::replay {

struct TimePattern {
  std::string pattern = "rfc3339";
  base::Zone zone;
};

bool sound(std::string_view pattern);                                                          // every % is one of the above
base::Result<base::Instant> read_time(const TimePattern& pattern, std::string_view text);      // code time_invalid
base::Result<base::Date> read_date(const TimePattern& pattern, std::string_view text);         // its day in the zone

}  // namespace playmaker::replay
