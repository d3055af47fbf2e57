#include "runtime/core/evaluate/window_span.hpp"

#include "runtime/plan/period.hpp"

namespace playmaker::core {
std::optional<Span> span_of(const plan::Window& window, base::Zone zone, base::Instant now) {
  if (window.last.written()) {
    const auto start = before({zone, nullptr}, now, window.last);
    if (!start) return std::nullopt;
    return Span{*start + 1, now + 1, base::kNever};
  }
  const base::Date start = plan::first_day(window.period, base::local_date(zone, now));
  const base::Instant turns = base::start_of_day(zone, plan::next_first_day(window.period, start));
  if (!window.previous) return Span{base::start_of_day(zone, start), now + 1, turns};
  return Span{base::start_of_day(zone, plan::first_day(window.period, start + -1)), base::start_of_day(zone, start), turns};
}

base::Instant leaves(const plan::Window& window, base::Zone zone, base::Instant point) {
  return after({zone, nullptr}, point, window.last).value_or(base::kNever);
}

}  // namespace playmaker::core
