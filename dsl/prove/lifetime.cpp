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

bool ends_by_time_alone(const plan::Plan& plan, const plan::Policy* policy) {
  const bool leaves = policy != nullptr && policy->blocked_then == plan::WhenBlocked::leave;
  return !leaves && plan.exits.empty() && plan.consent_lost.kind != plan::ConsentLostKind::exit &&
         std::ranges::all_of(plan.goals, [](const plan::Goal& each) { return each.keep_going; }) &&
         std::ranges::none_of(plan.ops, [](const plan::Op& each) { return each.kind == plan::OpKind::finish; }) &&
         std::ranges::none_of(plan.audience.entries, [](const plan::Entry& each) { return each.dealing.written; });
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
