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

// By `ends after` and the goals that end it, which a pause of everything puts off for as long as it lasts; nullopt: not bounded. A pause
// by hand, and wide ones, are not reckoned with.
std::optional<base::Millis> lifetime(const plan::Plan& plan);
std::optional<std::int64_t> last_day(const plan::Plan& plan);  // day 1 is the day of entry
// Nothing but time ends a journey: no exit, goal or step, no consent that is lost, no touch that is blocked (`policy` may be nullptr), and
// no list that takes back the lead it dealt out. Then it lasts as long as `ends after` says.
bool ends_by_time_alone(const plan::Plan& plan, const plan::Policy* policy);
plan::SiteIndex puts_off(const plan::Plan& plan);              // the first pause that does; kNone: none

}  // namespace playmaker::prove
