#include "runtime/core/latest_begin.hpp"

namespace playmaker::core {

// Going back lands where going forth began or some days beside it: at the end of a month, in hours and on days that a bank is closed. From
// there the instant is closed in upon; a later begin is never over sooner.
std::optional<base::Instant> latest_begin(const Clockwork& works, base::Instant end, const plan::Length& length) {
  if (!length.written()) return end;
  const auto over = [&](base::Instant begin) {
    const auto to = after(works, begin, length);
    return to && *to <= end;
  };
  std::optional<base::Instant> begin = before(works, end, length);
  constexpr int kDaysMost = 40;                  // a month is cut by three days at most; longer holidays are not known
  for (int day = 0; begin && !over(*begin); ++day) {
    if (day == kDaysMost) return std::nullopt;
    *begin = *begin - base::kDay;
  }
  if (!begin) return std::nullopt;
  for (base::Millis step = kDaysMost * base::kDay; step > 0; step /= 2) {
    while (*begin + step <= end && over(*begin + step)) *begin = *begin + step;
  }
  return begin;
}

}  // namespace playmaker::core
