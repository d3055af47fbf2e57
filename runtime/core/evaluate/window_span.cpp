#include "runtime/core/evaluate/window_span.hpp"

namespace playmaker::core {
namespace {

base::Date period_start(plan::Period period, base::Date day) {
  switch (period) {
    case plan::Period::day: return day;
    case plan::Period::week: return base::first_of_week(day);
    case plan::Period::month: return base::first_of_month(day);
    case plan::Period::quarter: return base::first_of_quarter(day);
    case plan::Period::year: return base::first_of_year(day);
  }
  return day;
}

base::Date next_start(plan::Period period, base::Date start) {
  switch (period) {
    case plan::Period::day: return start + 1;
    case plan::Period::week: return start + 7;
    case plan::Period::month: return base::add_months(start, 1);
    case plan::Period::quarter: return base::add_months(start, 3);
    case plan::Period::year: return base::add_months(start, 12);
  }
  return start + 1;
}

}  // namespace

std::optional<Span> span_of(const plan::Window& window, base::Zone zone, base::Instant now) {
  if (window.last.written()) {
    const auto start = before({zone, nullptr}, now, window.last);
    if (!start) return std::nullopt;
    return Span{*start + 1, now + 1, base::kNever};
  }
  const base::Date start = period_start(window.period, base::local_date(zone, now));
  const base::Instant turns = base::start_of_day(zone, next_start(window.period, start));
  if (!window.previous) return Span{base::start_of_day(zone, start), now + 1, turns};
  return Span{base::start_of_day(zone, period_start(window.period, start + -1)), base::start_of_day(zone, start), turns};
}

base::Instant leaves(const plan::Window& window, base::Zone zone, base::Instant point) {
  return after({zone, nullptr}, point, window.last).value_or(base::kNever);
}

}  // namespace playmaker::core
