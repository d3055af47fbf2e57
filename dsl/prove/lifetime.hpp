#pragma once
// How long a journey can last, and how short a length can be: bounds for what would come too late. A calendar's months and working days
// have no fixed length, so each is taken at the end that proves nothing wrongly.
#include <cstdint>
#include <optional>

#include "runtime/base/time.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::prove {

base::Millis shortest(const plan::Length& length);
std::optional<base::Millis> longest(const plan::Length& length);            // nullopt: working time, which holidays stretch
std::optional<base::Millis> lifetime(const plan::Plan& plan);  // by `ends after` and the goals that end it; nullopt: not bounded
std::optional<std::int64_t> last_day(const plan::Plan& plan);  // day 1 is the day of entry

}  // namespace playmaker::prove
