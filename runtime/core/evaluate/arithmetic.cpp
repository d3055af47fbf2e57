// Arithmetic by kinds. Money and shares are integers and stay so: a product or quotient is rounded half to even, once, and what does not
// fit is an error, never a wrapped number.
#include <cmath>
#include <limits>

#include "runtime/core/evaluate/evaluator.hpp"
#include "runtime/core/evaluate/rounding.hpp"

namespace playmaker::core {

using plan::Kind;
using plan::NodeIndex;
using plan::NodeOp;

namespace {

constexpr std::int64_t kWhole = 1'000'000;  // 100%

struct Side {
  const Value& a;
  const Value& b;
  NodeIndex at;
};

Value overflow(NodeIndex at) { return Value::error(Fault::overflow, at); }

Value fitted(Kind kind, std::optional<std::int64_t> number, NodeIndex at) { return number ? Value::of(kind, *number) : overflow(at); }

bool date_or_instant(const Value& value) { return value.kind == Kind::date || value.kind == Kind::instant; }

std::optional<std::int64_t> plain(NodeOp op, std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  const bool bad = op == NodeOp::add        ? __builtin_add_overflow(a, b, &out)
                   : op == NodeOp::subtract ? __builtin_sub_overflow(a, b, &out)
                                            : __builtin_mul_overflow(a, b, &out);
  return bad ? std::nullopt : std::optional(out);
}

Value unsigned_result(NodeOp op, const Side& s) {
  const auto a = static_cast<std::uint64_t>(s.a.number), b = static_cast<std::uint64_t>(s.b.number);
  std::uint64_t out = 0;
  bool bad = false;
  switch (op) {
    case NodeOp::add: bad = __builtin_add_overflow(a, b, &out); break;
    case NodeOp::subtract: bad = __builtin_sub_overflow(a, b, &out); break;
    case NodeOp::multiply: bad = __builtin_mul_overflow(a, b, &out); break;
    default:
      if (b == 0) return Value::error(Fault::division_by_zero, s.at);
      out = op == NodeOp::divide ? a / b : a % b;
  }
  return bad ? overflow(s.at) : Value::of(Kind::unsigned_integer, static_cast<std::int64_t>(out));
}

Value integer_result(NodeOp op, const Side& s, Kind kind) {
  if (op != NodeOp::divide && op != NodeOp::modulo) return fitted(kind, plain(op, s.a.number, s.b.number), s.at);
  if (s.b.number == 0) return Value::error(Fault::division_by_zero, s.at);
  if (s.a.number == std::numeric_limits<std::int64_t>::min() && s.b.number == -1) return overflow(s.at);
  return Value::of(kind, op == NodeOp::divide ? s.a.number / s.b.number : s.a.number % s.b.number);
}

Value decimal_result(NodeOp op, const Side& s) {
  const double a = s.a.as_double(), b = s.b.as_double();
  switch (op) {
    case NodeOp::add: return Value::decimal(a + b);
    case NodeOp::subtract: return Value::decimal(a - b);
    case NodeOp::multiply: return Value::decimal(a * b);
    case NodeOp::divide: return Value::decimal(a / b);
    default: return Value::error(Fault::type, s.at);
  }
}

Value ratio(const Value& a, const Value& b, Wide whole, Kind kind, NodeIndex at) {
  if (b.number == 0) return Value::error(Fault::division_by_zero, at);
  return fitted(kind, rounded(Wide{a.number} * whole, b.number), at);
}

// Money and shares: m + m, m * 3, m * 20%, m / 3, m / m (a share), p * p, p / p, m * 1.05.
Value amounts(NodeOp op, const Side& s, Kind wanted) {
  const Kind x = s.a.kind, y = s.b.kind;
  const bool same = x == y;
  if ((op == NodeOp::add || op == NodeOp::subtract) && same) return fitted(x, plain(op, s.a.number, s.b.number), s.at);
  if (op == NodeOp::multiply) {
    if (x == Kind::integer || y == Kind::integer) return fitted(x == Kind::integer ? y : x, plain(op, s.a.number, s.b.number), s.at);
    if (x == Kind::percent)
      return fitted(
          y == Kind::decimal ? Kind::percent : y,
          y == Kind::decimal ? rounded(static_cast<double>(s.a.number) * s.b.as_double()) : rounded(Wide{s.a.number} * s.b.number, kWhole),
          s.at);
    if (y == Kind::percent)
      return fitted(
          x == Kind::decimal ? Kind::percent : x,
          x == Kind::decimal ? rounded(s.a.as_double() * static_cast<double>(s.b.number)) : rounded(Wide{s.a.number} * s.b.number, kWhole),
          s.at);
    if (y == Kind::decimal) return fitted(x, rounded(static_cast<double>(s.a.number) * s.b.as_double()), s.at);
    if (x == Kind::decimal) return fitted(y, rounded(s.a.as_double() * static_cast<double>(s.b.number)), s.at);
  }
  if (op == NodeOp::divide) {
    if (same && wanted == Kind::decimal) {
      if (s.b.number == 0) return Value::error(Fault::division_by_zero, s.at);
      return Value::decimal(static_cast<double>(s.a.number) / static_cast<double>(s.b.number));
    }
    if (same || y == Kind::percent) return ratio(s.a, s.b, kWhole, same ? Kind::percent : x, s.at);
    if (y == Kind::integer) return ratio(s.a, s.b, 1, x, s.at);
    if (y == Kind::decimal)
      return s.b.as_double() == 0 ? Value::error(Fault::division_by_zero, s.at)
                                  : fitted(x, rounded(static_cast<double>(s.a.number) / s.b.as_double()), s.at);
  }
  return Value::error(Fault::type, s.at);
}

// Days and instants. A day minus a day is a length of whole days; a day plus whole days is a day, anything finer is an error.
Value moments(NodeOp op, const Side& s) {
  const Kind x = s.a.kind, y = s.b.kind;
  if (op != NodeOp::add && op != NodeOp::subtract) {
    if (x == Kind::duration && y == Kind::integer) return integer_result(op, s, Kind::duration);
    if (x == Kind::integer && y == Kind::duration && op == NodeOp::multiply) return integer_result(op, s, Kind::duration);
    if (x == Kind::duration && y == Kind::duration && op == NodeOp::divide) return ratio(s.a, s.b, kWhole, Kind::percent, s.at);
    return Value::error(Fault::type, s.at);
  }
  if (x == Kind::date && y == Kind::date && op == NodeOp::subtract) {
    const auto days = plain(op, s.a.number, s.b.number);
    return fitted(Kind::duration, days ? plain(NodeOp::multiply, *days, base::kDay) : days, s.at);
  }
  if (x == Kind::duration && y == Kind::date && op == NodeOp::add) return moments(op, {s.b, s.a, s.at});
  if (x == Kind::date && y == Kind::duration) {
    if (s.b.number % base::kDay != 0) return Value::error(Fault::range, s.at);
    return fitted(Kind::date, plain(op, s.a.number, s.b.number / base::kDay), s.at);
  }
  Kind kind = Kind::duration;
  if (x == Kind::instant && y == Kind::duration) kind = Kind::instant;
  if (x == Kind::duration && y == Kind::instant && op == NodeOp::add) kind = Kind::instant;
  const bool lengths = x == Kind::duration && y == Kind::duration,
             apart = x == Kind::instant && y == Kind::instant && op == NodeOp::subtract;
  if (kind == Kind::duration && !lengths && !apart) return Value::error(Fault::type, s.at);
  Value out = fitted(kind, plain(op, s.a.number, s.b.number), s.at);
  if (!out.is_error()) out.slope = static_cast<std::int8_t>(op == NodeOp::add ? s.a.slope + s.b.slope : s.a.slope - s.b.slope);
  return out;
}

bool temporal(Kind kind) { return kind == Kind::date || kind == Kind::instant || kind == Kind::duration; }
bool amount(Kind kind) { return kind == Kind::money || kind == Kind::percent; }

}  // namespace

Value Evaluator::arithmetic(NodeIndex at) {
  const plan::Node& n = node(at);
  Value a = run(n.a), b = run(n.b);
  if (a.is_error()) return a;
  if (b.is_error()) return b;
  if (!a.known() || !b.known()) return {};
  if (temporal(a.kind) || temporal(b.kind)) {
    if (a.kind != b.kind && date_or_instant(a) && date_or_instant(b)) a = instant_of(a), b = instant_of(b);
    Value out = moments(n.op, {a, b, at});
    if (out.slope > 1 || out.slope < -1 || (out.slope == 0 && a.slope != b.slope && (a.slope != 0 || b.slope != 0))) {
      out.slope = 0;
      recheck_tomorrow();
    }
    return out;
  }
  if (amount(a.kind) || amount(b.kind)) return amounts(n.op, {a, b, at}, n.type.kind);
  if (a.kind != b.kind) return Value::error(Fault::type, at);
  switch (a.kind) {
    case Kind::integer: return integer_result(n.op, {a, b, at}, Kind::integer);
    case Kind::unsigned_integer: return unsigned_result(n.op, {a, b, at});
    case Kind::decimal: return decimal_result(n.op, {a, b, at});
    case Kind::text:
    case Kind::bytes:
      if (n.op == NodeOp::add) {
        Value joined = keep(std::string(a.text) + std::string(b.text));
        joined.kind = a.kind;
        return joined;
      }
      break;
    case Kind::list:
      if (n.op == NodeOp::add) {
        std::vector<plan::Datum> items = *a.items;
        items.insert(items.end(), b.items->begin(), b.items->end());
        return keep(std::move(items), a.record);
      }
      break;
    default: break;
  }
  return Value::error(Fault::type, at);
}

Value Evaluator::negate(NodeIndex at) {
  Value value = run(node(at).a);
  if (value.is_error()) return value;
  if (!value.known()) return {};
  if (value.kind == Kind::decimal) return Value::decimal(-value.as_double());
  if (value.kind != Kind::integer && !amount(value.kind) && value.kind != Kind::duration) return Value::error(Fault::type, at);
  if (value.number == std::numeric_limits<std::int64_t>::min()) return overflow(at);
  value.number = -value.number;
  value.slope = static_cast<std::int8_t>(-value.slope);
  return value;
}

// `today - 12 months`: a length keeps its meaning, so a day stays a day unless the length counts hours.
Value Evaluator::shift(NodeIndex at) {
  const plan::Node& n = node(at);
  const Value value = run(n.a);
  if (value.is_error() || !value.known()) return value.is_error() ? value : Value{};
  const plan::Length& length = unit_->unit->lengths[n.b];
  const bool back = n.c == 1;
  if (value.kind == Kind::duration) {
    if (length.unit != plan::LengthUnit::millis && length.unit != plan::LengthUnit::days) return Value::error(Fault::type, at);
    const std::int64_t ms = length.unit == plan::LengthUnit::days ? length.amount * base::kDay : length.amount;
    Value moved = fitted(Kind::duration, plain(back ? NodeOp::subtract : NodeOp::add, value.number, ms), at);
    if (!moved.is_error()) moved.slope = value.slope;
    return moved;
  }
  if (!date_or_instant(value)) return Value::error(Fault::type, at);
  const bool hours =
      length.unit == plan::LengthUnit::working_millis || (length.unit == plan::LengthUnit::millis && length.amount % base::kDay != 0);
  const Clockwork works = {zone(), clockwork(frame_).calendar};
  const base::Instant from{instant_of(value).number};
  const auto to = back ? before(works, from, length) : after(works, from, length);
  if (!to) return {};
  if (value.kind == Kind::date && !hours) {
    const base::Date day = base::local_date(works.zone, *to);
    // Close of business at midnight belongs to the day that it closes.
    const bool closes = length.unit == plan::LengthUnit::working_days && *to == base::start_of_day(works.zone, day);
    return Value::of(Kind::date, closes ? (day + -1).days : day.days);
  }
  Value moved = Value::of(Kind::instant, to->ms);
  moved.slope = length.unit == plan::LengthUnit::millis ? value.slope : std::int8_t{0};
  if (value.slope != moved.slope) recheck_tomorrow();
  return moved;
}

}  // namespace playmaker::core
