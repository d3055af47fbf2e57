#include "dsl/prove/lifetime.hpp"

#include <algorithm>

namespace playmaker::prove {

using plan::LengthUnit;

base::Millis shortest(const plan::Length& length) {
  switch (length.unit) {
    case LengthUnit::days: return std::max<base::Millis>(0, length.amount * base::kDay - base::kHour);   // one has 23 hours
    case LengthUnit::months: return length.amount * 28 * base::kDay;
    case LengthUnit::working_days: return std::max<base::Millis>(0, (length.amount - 1) * base::kDay);
    default: return length.amount;
  }
}

std::optional<base::Millis> longest(const plan::Length& length) {
  switch (length.unit) {
    case LengthUnit::days: return length.amount * base::kDay + base::kHour;
    case LengthUnit::months: return length.amount * 31 * base::kDay + base::kHour;
    case LengthUnit::working_days:
    case LengthUnit::working_millis: return std::nullopt;
    default: return length.amount;
  }
}

plan::SiteIndex puts_off(const plan::Plan& plan) {
  const auto found = std::ranges::find_if(plan.pauses, [](const plan::Pause& pause) { return pause.all && !pause.timers_elapse; });
  return found == plan.pauses.end() ? plan::kNone : found->site;
}

std::optional<base::Millis> lifetime(const plan::Plan& plan) {
  if (puts_off(plan) != plan::kNone) return std::nullopt;
  std::optional<base::Millis> out;
  const auto within = [&](const plan::Length& length) {
    const std::optional<base::Millis> most = length.written() ? longest(length) : std::nullopt;
    if (most && (!out || *most < *out)) out = most;
  };
  within(plan.ends_after);
  for (const plan::Goal& goal : plan.goals) {
    if (!goal.keep_going) within(goal.within);
  }
  return out;
}

std::optional<std::int64_t> last_day(const plan::Plan& plan) {
  if (puts_off(plan) != plan::kNone) return std::nullopt;
  std::optional<std::int64_t> out;
  const auto within = [&](const plan::Length& length) {
    if (!length.written()) return;
    std::int64_t days = 0;
    if (length.unit == LengthUnit::days) days = length.amount + 1;
    else if (length.unit == LengthUnit::months) days = length.amount * 31 + 1;
    else if (length.unit == LengthUnit::millis) days = length.amount / base::kDay + 2;   // it may begin late on its first
    else return;
    if (!out || days < *out) out = days;
  };
  within(plan.ends_after);
  for (const plan::Goal& goal : plan.goals) {
    if (!goal.keep_going) within(goal.within);
  }
  return out;
}

}  // namespace playmaker::prove
