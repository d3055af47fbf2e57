// The points that windows remember. Conditions of a window are judged once, when its event arrives; folding a point needs no judgement.
//
// What is kept of a window:
//   keep k                 the last k instants, exact
//   change                 of each week the first and the last value (of each day when `daily`), and the value before the window
//   other attributes       of each day the first and the last value, and the value before the window
//   all else               every point, and above 512 of them the oldest as one point a day
// Days and weeks are of the bank's zone: a customer's own may differ by hours, within the error these windows state. What lies before the
// window's start is dropped when a newer point arrives.
#include <algorithm>
#include <bit>

#include "runtime/core/evaluate/evaluator.hpp"
#include "runtime/core/evaluate/rounding.hpp"

namespace playmaker::core {

using base::Instant;
using plan::Kind;
using plan::WindowFunction;
using Point = WindowState::Point;

namespace {

constexpr std::size_t kPointsMax = 512, kExactMax = 128;   // above the first, all but the newest 128 become days

// No window looks further back than this from its newest point: months and days at their longest, and two days for zones.
base::Millis reach(const plan::Window& window) {
  std::int64_t days = 0;
  if (window.last.written()) {
    switch (window.last.unit) {
      case plan::LengthUnit::months: days = window.last.amount * 31; break;
      case plan::LengthUnit::days: days = window.last.amount; break;
      default: days = window.last.amount / base::kDay + 1;
    }
  } else {
    constexpr std::int64_t kDays[] = {1, 1, 7, 31, 92, 366};
    days = kDays[static_cast<std::size_t>(window.period)] * (window.previous ? 2 : 1);
  }
  return (days + 2) * base::kDay;
}

bool numeric(Kind kind) {
  return kind == Kind::integer || kind == Kind::decimal || kind == Kind::money || kind == Kind::percent || kind == Kind::duration;
}

std::int64_t merged(std::int64_t a, std::int64_t b, WindowFunction function, Kind kind) {
  const double x = std::bit_cast<double>(a), y = std::bit_cast<double>(b);
  switch (function) {
    case WindowFunction::minimum: return kind == Kind::decimal ? std::bit_cast<std::int64_t>(std::min(x, y)) : std::min(a, b);
    case WindowFunction::maximum: return kind == Kind::decimal ? std::bit_cast<std::int64_t>(std::max(x, y)) : std::max(a, b);
    case WindowFunction::average: {
      return kind == Kind::decimal ? std::bit_cast<std::int64_t>((x + y) / 2) : *rounded(Wide{a} + b, 2);
    }
    default: {
      if (kind == Kind::decimal) return std::bit_cast<std::int64_t>(x + y);
      std::int64_t sum = 0;
      if (__builtin_add_overflow(a, b, &sum)) return a < 0 ? INT64_MIN : INT64_MAX;
      return sum;
    }
  }
}

// The oldest points as one a day, at the day's last instant that was counted.
void merge_days(std::vector<Point>& points, base::Zone zone, WindowFunction function, Kind kind) {
  const std::size_t old = points.size() - kExactMax;
  std::size_t out = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const bool same_day = i < old && base::local_date(zone, points[i].at) == base::local_date(zone, points[out].at);
    if (same_day) {
      points[out] = {points[i].at, merged(points[out].value, points[i].value, function, kind)};
    } else {
      points[++out] = points[i];
    }
  }
  points.resize(out + 1);
}

void add_value(std::vector<Point>& points, const Point& point, base::Zone zone, bool weekly) {
  const auto slot = [&](Instant at) {
    const base::Date day = base::local_date(zone, at);
    return weekly ? base::first_of_week(day) : day;
  };
  const auto place = std::upper_bound(points.begin(), points.end(), point.at, [](Instant at, const Point& each) { return at < each.at; });
  if (place != points.begin() && std::prev(place)->value == point.value) return;  // no change (rule 30)
  const bool newest = place == points.end(), full = newest && points.size() >= 2 && slot(points[points.size() - 2].at) == slot(point.at);
  if (full) {
    points.back() = point;
  } else {
    points.insert(place, point);
  }
}

}  // namespace

void window_points(const Frame& frame, const EventArrived& event, std::vector<WindowPoint>& out, Findings& findings) {
  const Roster& roster = *frame.roster;
  if (event.event >= roster.events.size()) return;
  Frame inner = frame;
  inner.plan = nullptr;   // a window is the customer's: it sees no journey
  inner.journey = nullptr;
  inner.run = nullptr;
  inner.event = {event.event, event.at, &event.fields};
  for (const std::uint32_t number : roster.events[event.event].windows) {
    const LinkedWindow& linked = roster.windows[number];
    inner.unit = linked.unit;
    std::int64_t value = 1;
    if (linked.window->function != WindowFunction::count) {
      if (linked.field >= event.fields.size() || !numeric(event.fields[linked.field].kind)) continue;
      value = event.fields[linked.field].number;
    }
    if (holds(inner, linked.window->where, findings)) out.push_back({number, event.at, value});
  }
}

void window_points(const Frame& frame, std::uint32_t attribute, const plan::Datum& value, Instant at, std::vector<WindowPoint>& out) {
  if (attribute >= frame.roster->attributes.size() || !numeric(value.kind)) return;
  for (const std::uint32_t number : frame.roster->attributes[attribute].windows) out.push_back({number, at, value.number});
}

void add_point(const Roster& roster, Customer& customer, const WindowPoint& point) {
  if (point.window >= roster.windows.size() || roster.windows[point.window].window == nullptr) return;
  const LinkedWindow& linked = roster.windows[point.window];
  const plan::Window& window = *linked.window;
  auto found =
      std::find_if(customer.windows.begin(), customer.windows.end(), [&](const WindowState& each) { return each.window == point.window; });
  if (found == customer.windows.end()) {
    customer.windows.push_back({point.window, std::max(customer.appeared, linked.since), {}});
    found = customer.windows.end() - 1;
  }
  auto& points = found->points;
  if (linked.attribute != plan::kNone) {
    add_value(points, {point.at, point.value}, roster.zone, window.function == WindowFunction::change && !window.daily);
  } else {
    const auto place = std::upper_bound(points.begin(), points.end(), point.at, [](Instant at, const Point& each) { return at < each.at; });
    points.insert(place, {point.at, point.value});
  }
  // One point at or before the start stays for attributes: it is the value the window begins with.
  const Instant start = points.back().at - reach(window);
  auto old = std::lower_bound(points.begin(), points.end(), start, [](const Point& each, Instant at) { return each.at < at; });
  if (linked.attribute != plan::kNone && old != points.begin()) --old;
  points.erase(points.begin(), old);
  if (linked.attribute != plan::kNone) return;
  if (window.keep > 0 && points.size() > window.keep) points.erase(points.begin(), points.end() - window.keep);
  if (window.keep == 0 && points.size() > kPointsMax) {
    Kind kind = Kind::integer;
    if (window.function != WindowFunction::count) {
      const LinkedEvent& event = roster.events[linked.event];
      if (linked.field < event.fields.size() && event.fields[linked.field] != nullptr) kind = event.fields[linked.field]->type.kind;
    }
    merge_days(points, roster.zone, window.function, kind);
  }
}

}  // namespace playmaker::core
