// What a window says now. Watched since the customer appeared or the window was first applied, whichever came later: until that lies
// before its start, it is not full.
//   count    not full: at least what was seen, so `>= k` may be true but never false
//   sum, avg, min, max of an event's field: not full, or (but for sums) nothing seen: unknown
//   avg, min, max of an attribute: over the part of the window in which its value was known; change: known once the value at the
//   window's start is
#include <algorithm>
#include <cmath>

#include "runtime/core/evaluate/evaluator.hpp"
#include "runtime/core/evaluate/rounding.hpp"
#include "runtime/core/evaluate/window_span.hpp"

namespace playmaker::core {

using base::Instant;
using plan::Kind;
using plan::NodeIndex;
using plan::WindowFunction;
using Points = std::vector<WindowState::Point>;

namespace {

double real(std::int64_t bits) { return std::bit_cast<double>(bits); }

Value summed(const Points& points, std::size_t first, std::size_t last, Kind kind, NodeIndex at) {
  if (kind == Kind::decimal) {
    double sum = 0;
    for (std::size_t i = first; i < last; ++i) sum += real(points[i].value);
    return Value::decimal(sum);
  }
  std::int64_t sum = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (__builtin_add_overflow(sum, points[i].value, &sum)) return Value::error(Fault::overflow, at);
  }
  return Value::of(kind, sum);
}

Value averaged(const Points& points, std::size_t first, std::size_t last, Kind kind, Kind wanted, NodeIndex at) {
  const Value sum = summed(points, first, last, kind, at);
  const auto count = static_cast<std::int64_t>(last - first);
  if (sum.is_error()) return sum;
  if (kind == Kind::decimal) return Value::decimal(sum.as_double() / static_cast<double>(count));
  if (kind == Kind::integer && wanted != Kind::integer) return Value::decimal(static_cast<double>(sum.number) / static_cast<double>(count));
  return Value::of(kind, *rounded(sum.number, count));
}

Value extreme_of(const Points& points, std::size_t first, std::size_t last, Kind kind, bool greatest) {
  const auto less = [&](const WindowState::Point& a, const WindowState::Point& b) {
    return kind == Kind::decimal ? real(a.value) < real(b.value) : a.value < b.value;
  };
  const auto begin = points.begin() + static_cast<std::ptrdiff_t>(first), end = points.begin() + static_cast<std::ptrdiff_t>(last);
  return Value::of(kind, (greatest ? std::max_element(begin, end, less) : std::min_element(begin, end, less))->value);
}

// Each value for as long as it was the value, from the window's start or the first known one.
Value time_weighted(const Points& points, std::size_t base, std::size_t last, const Span& span, Kind kind, Kind wanted) {
  if (kind == Kind::decimal || (kind == Kind::integer && wanted != Kind::integer)) {
    double sum = 0, whole = 0;
    for (std::size_t i = base; i < last; ++i) {
      const Instant from = std::max(points[i].at, span.from), to = i + 1 < last ? points[i + 1].at : span.to;
      const auto weight = static_cast<double>(to - from);
      sum += weight * (kind == Kind::decimal ? real(points[i].value) : static_cast<double>(points[i].value));
      whole += weight;
    }
    return Value::decimal(sum / whole);
  }
  std::int64_t whole = 0;
  Wide sum = 0;
  for (std::size_t i = base; i < last; ++i) {
    const Instant from = std::max(points[i].at, span.from), to = i + 1 < last ? points[i + 1].at : span.to;
    sum += Wide{points[i].value} * (to - from);
    whole += to - from;
  }
  return Value::of(kind, *rounded(sum, whole));  // between the least and the greatest value: it fits
}

}  // namespace

Value Evaluator::window(NodeIndex at) {
  const std::uint32_t number = unit_->windows[node(at).a];
  const LinkedWindow& linked = frame_.roster->windows[number];
  if (linked.window == nullptr) return {};
  const plan::Window& w = *linked.window;
  const Customer& customer = *frame_.customer;
  const auto span = span_of(w, zone(), frame_.now);
  if (!span) return {};
  Instant since = std::max(customer.appeared, linked.since);
  const Points nothing;
  const Points* points = &nothing;
  for (const WindowState& each : customer.windows) {
    if (each.window != number) continue;
    points = &each.points;
    since = std::max(since, each.since);
  }
  const bool sliding = w.last.written(), full = since < span->from || (!sliding && since <= span->from);
  recheck(span->turns);
  if (!full && sliding) recheck(leaves(w, zone(), since));

  const auto place = [&](Instant t) {
    return static_cast<std::size_t>(
        std::lower_bound(points->begin(), points->end(), t, [](const auto& point, Instant x) { return point.at < x; }) - points->begin());
  };
  const std::size_t first = place(span->from), last = place(span->to);
  const Kind wanted = node(at).type.kind;

  if (linked.event != plan::kNone) {
    if (sliding && first < last) recheck(leaves(w, zone(), (*points)[first].at));
    if (w.function == WindowFunction::count) {
      Value count = summed(*points, first, last, Kind::integer, at);
      if (count.is_error() || full) return count;
      count.kind = Kind::unknown;
      count.at_least = true;
      count.window = &linked;
      return count;
    }
    if (!full || w.function == WindowFunction::change) return {};
    const LinkedEvent& event = frame_.roster->events[linked.event];
    if (linked.field >= event.fields.size() || event.fields[linked.field] == nullptr) return {};
    const Kind kind = event.fields[linked.field]->type.kind;
    if (w.function == WindowFunction::sum) return summed(*points, first, last, kind, at);
    if (first == last) return {};
    if (w.function == WindowFunction::average) return averaged(*points, first, last, kind, wanted, at);
    return extreme_of(*points, first, last, kind, w.function == WindowFunction::maximum);
  }

  const plan::Field* field =
      linked.attribute < frame_.roster->attributes.size() ? frame_.roster->attributes[linked.attribute].field : nullptr;
  if (field == nullptr) return {};
  const Kind kind = field->type.kind;
  const bool has_base = first > 0;  // the value at the window's start
  if (w.function == WindowFunction::count) return Value::of(Kind::integer, static_cast<std::int64_t>(last - first));
  if (w.function == WindowFunction::sum) return Value::error(Fault::type, at);
  if (w.function == WindowFunction::change) {
    if (sliding && first < last) recheck(leaves(w, zone(), (*points)[first].at));
    const Value current = w.previous ? (last > 0 ? Value::of(kind, (*points)[last - 1].value) : Value{}) : stored(linked.attribute, at);
    if (current.is_error() || !current.known() || !has_base) return current.is_error() ? current : Value{};
    const std::int64_t base = (*points)[first - 1].value;
    if (kind == Kind::decimal) {
      const double was = real(base), now = current.as_double();
      if (was == now) return Value::of(Kind::percent, 0);
      if (was == 0) return Value::error(Fault::division_by_zero, at);
      const auto share = rounded((now - was) / std::fabs(was) * 1e6);
      return share ? Value::of(Kind::percent, *share) : Value::error(Fault::overflow, at);
    }
    if (base == current.number) return Value::of(Kind::percent, 0);
    if (base == 0) return Value::error(Fault::division_by_zero, at);
    const Wide was = base;
    const auto share = rounded((Wide{current.number} - was) * 1'000'000, was < 0 ? -was : was);
    return share ? Value::of(Kind::percent, *share) : Value::error(Fault::overflow, at);
  }
  recheck_tomorrow();
  const std::size_t base = has_base ? first - 1 : first;
  if (base >= last) return {};
  if (w.function == WindowFunction::average) return time_weighted(*points, base, last, *span, kind, wanted);
  return extreme_of(*points, base, last, kind, w.function == WindowFunction::maximum);
}

}  // namespace playmaker::core
