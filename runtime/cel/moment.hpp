#pragma once
// Timestamps and durations as texts, and what a calendar in some zone shows of them.
#include <optional>
#include <string>
#include <string_view>

#include "runtime/cel/value.hpp"

namespace playmaker::cel {

// RFC 3339 with an offset or Z, up to nine decimals. Errors: invalid, range.
Value parse_timestamp(std::string_view text);
// Go's form: `1h30m`, `-1.5s`, `100ms`. Errors: invalid, range.
Value parse_duration(std::string_view text);
std::string timestamp_text(const Value& timestamp);   // 2009-02-13T23:31:20.123Z
std::string duration_text(const Value& duration);     // 7200s, 0.5s

enum class Part : std::uint8_t { year, month, day_of_month, date, day_of_week, day_of_year, hours, minutes, seconds, milliseconds };
// `zone`: "Asia/Shanghai", "+08:00", "-02:30", "" for UTC. Of a duration only hours to milliseconds, without a zone.
Value part_of(const Value& moment, Part part, std::string_view zone);

}  // namespace playmaker::cel
