// Logic and order in three values. An error or an unknown on one side of `and`, `or` is absorbed when the other side decides, as in CEL;
// where neither decides, an error is told before an unknown.
#include <algorithm>
#include <cmath>

#include "runtime/core/evaluate/evaluator.hpp"

namespace playmaker::core {

using plan::Datum;
using plan::Kind;
using plan::NodeIndex;
using plan::NodeOp;

namespace {

bool numeric(Kind kind) {
  return kind == Kind::integer || kind == Kind::unsigned_integer || kind == Kind::decimal || kind == Kind::percent;
}

double as_real(const Value& value) {
  if (value.kind == Kind::decimal) return value.as_double();
  if (value.kind == Kind::unsigned_integer) return static_cast<double>(static_cast<std::uint64_t>(value.number));
  return static_cast<double>(value.number) / (value.kind == Kind::percent ? 1e6 : 1.0);
}

bool plain(Kind kind) {
  return kind == Kind::boolean || kind == Kind::integer || kind == Kind::money || kind == Kind::percent || kind == Kind::date ||
         kind == Kind::time || kind == Kind::instant || kind == Kind::duration;
}

// partial_ordering::unordered where the two have no order (not numbers, other kinds); nullopt-like for callers.
std::partial_ordering order(const Value& a, const Value& b) {
  if (a.kind == b.kind && plain(a.kind)) return a.number <=> b.number;
  if (a.textual() && a.kind == b.kind) return a.text <=> b.text;
  if (a.kind == Kind::unsigned_integer && b.kind == Kind::unsigned_integer)
    return static_cast<std::uint64_t>(a.number) <=> static_cast<std::uint64_t>(b.number);
  if (a.kind == Kind::integer && b.kind == Kind::unsigned_integer)
    return a.number < 0 ? std::partial_ordering::less : static_cast<std::uint64_t>(a.number) <=> static_cast<std::uint64_t>(b.number);
  if (a.kind == Kind::unsigned_integer && b.kind == Kind::integer)
    return b.number < 0 ? std::partial_ordering::greater : static_cast<std::uint64_t>(a.number) <=> static_cast<std::uint64_t>(b.number);
  if (numeric(a.kind) && numeric(b.kind)) return as_real(a) <=> as_real(b);
  return std::partial_ordering::unordered;
}

bool orderable(const Value& a, const Value& b) {
  return (a.kind == b.kind && (plain(a.kind) || a.textual())) || (numeric(a.kind) && numeric(b.kind));
}

bool satisfies(NodeOp op, std::partial_ordering order) {
  switch (op) {
    case NodeOp::equal: return order == 0;
    case NodeOp::not_equal: return order != 0;
    case NodeOp::less: return order < 0;
    case NodeOp::less_equal: return order <= 0;
    case NodeOp::greater: return order > 0;
    default: return order >= 0;
  }
}

NodeOp mirrored(NodeOp op) {
  switch (op) {
    case NodeOp::less: return NodeOp::greater;
    case NodeOp::less_equal: return NodeOp::greater_equal;
    case NodeOp::greater: return NodeOp::less;
    case NodeOp::greater_equal: return NodeOp::less_equal;
    default: return op;
  }
}

// A window not yet full may be true but never false: what is already at least `least` against `limit`.
Value bounded(NodeOp op, const Value& least, const Value& limit) {
  Value value = least;
  value.kind = limit.kind == Kind::duration ? Kind::duration : Kind::integer;
  const std::partial_ordering at = order(value, limit);
  switch (op) {
    case NodeOp::greater_equal: return at >= 0 ? Value::truth(true) : Value{};
    case NodeOp::greater: return at > 0 ? Value::truth(true) : Value{};
    case NodeOp::less: return at >= 0 ? Value::truth(false) : Value{};
    case NodeOp::less_equal: return at > 0 ? Value::truth(false) : Value{};
    case NodeOp::equal: return at > 0 ? Value::truth(false) : Value{};
    default: return at > 0 ? Value::truth(true) : Value{};
  }
}

// Two counts that look at the same stretch of time, watched since the same moment.
bool same_stretch(const Value& a, const Value& b) {
  if (a.window == nullptr || b.window == nullptr || a.window->since != b.window->since) return false;
  const plan::Window &x = *a.window->window, &y = *b.window->window;
  return x.last == y.last && x.period == y.period && x.previous == y.previous;
}

}  // namespace

std::uint32_t Evaluator::levels(NodeIndex a, NodeIndex b) const {
  if (node(a).type.kind == Kind::level_of && node(a).type.detail != plan::kNone) return node(a).type.detail;
  return node(b).type.kind == Kind::level_of ? node(b).type.detail : plan::kNone;
}

Value Evaluator::instant_of(const Value& value) {
  if (value.kind != Kind::date) return value;
  const auto day = static_cast<std::int32_t>(std::clamp<std::int64_t>(value.number, INT32_MIN, INT32_MAX));
  return Value::of(Kind::instant, base::start_of_day(zone(), {day}).ms);
}

Value Evaluator::equal(const Value& a, const Value& b) const {
  if (!a.known() || !b.known()) return {};
  if (a.symbolic() && b.symbolic()) return Value::truth(a.number == b.number);
  if (a.symbolic() && b.kind == Kind::text) return Value::truth(a.number == frame_.roster->dictionary->find(Names::symbol, b.text));
  if (b.symbolic() && a.kind == Kind::text) return equal(b, a);
  if (orderable(a, b)) return Value::truth(order(a, b) == 0);
  if (a.kind != b.kind) return Value::truth(false);
  if (a.items == nullptr || b.items == nullptr) return Value::truth(a.number == b.number);
  if (a.items->size() != b.items->size()) return Value::truth(false);
  Value all = Value::truth(true);
  for (std::size_t i = 0; i < a.items->size(); ++i) {
    const Value each = equal(view((*a.items)[i]), view((*b.items)[i]));
    if (each.is_false()) return each;
    if (!each.known()) all = each;
  }
  return all;
}

// When the clock alone will make the two sides equal, and a millisecond later unequal again.
void Evaluator::recheck_crossing(const Value& a, const Value& b) {
  const std::int64_t closing = a.slope - b.slope;
  std::int64_t distance = 0;
  if (closing == 0 || __builtin_sub_overflow(b.number, a.number, &distance)) return;
  std::int64_t meets = 0;
  if (__builtin_add_overflow(frame_.now.ms, distance / closing, &meets) || meets >= base::kNever.ms - 1) return;
  recheck({meets});
  recheck({meets + 1});
}

Value Evaluator::compare(NodeOp op, Value a, Value b, std::uint32_t detail, NodeIndex place) {
  if (a.is_error()) return a;
  if (b.is_error()) return b;
  if (a.kind == Kind::date && b.kind == Kind::instant) a = instant_of(a);
  if (b.kind == Kind::date && a.kind == Kind::instant) b = instant_of(b);
  if ((a.known() || a.at_least) && (b.known() || b.at_least)) recheck_crossing(a, b);
  if (a.at_least && b.at_least) {
    if (!same_stretch(a, b)) return {};
    return Value::truth(satisfies(op, a.number <=> b.number));
  }
  if (a.at_least && b.known()) return bounded(op, a, b);
  if (b.at_least && a.known()) return bounded(mirrored(op), b, a);
  if (!a.known() || !b.known()) return {};
  if (op == NodeOp::equal || op == NodeOp::not_equal) {
    const Value same = equal(a, b);
    return same.known() && op == NodeOp::not_equal ? Value::truth(same.is_false()) : same;
  }
  if (a.symbolic() || b.symbolic()) {
    if (detail >= unit_->enumerations.size()) return Value::error(Fault::type, place);
    const auto& ranks = unit_->enumerations[detail];
    const auto rank = [&](const Value& value) {
      const std::uint32_t symbol =
          value.symbolic() ? static_cast<std::uint32_t>(value.number) : frame_.roster->dictionary->find(Names::symbol, value.text);
      return std::find(ranks.begin(), ranks.end(), symbol) - ranks.begin();
    };
    const auto x = rank(a), y = rank(b), count = static_cast<std::ptrdiff_t>(ranks.size());
    if (x == count || y == count) return {};  // a level this plan does not know has no rank here
    return Value::truth(satisfies(op, x <=> y));
  }
  if (!orderable(a, b)) return Value::error(Fault::type, place);
  return Value::truth(satisfies(op, order(a, b)));
}

// `and` is decided by false, `or` by true.
Value Evaluator::both(NodeIndex at, bool deciding) {
  const plan::Node& n = node(at);
  const auto decides = [&](const Value& value) { return value.kind == Kind::boolean && (value.number != 0) == deciding; };
  const auto checked = [&](Value value) {
    return value.known() && !value.is_error() && value.kind != Kind::boolean ? Value::error(Fault::type, at) : value;
  };
  const Value a = checked(run(n.a));
  if (decides(a)) return a;
  const Value b = checked(run(n.b));
  if (decides(b)) return b;
  if (a.is_error()) return a;
  if (b.is_error()) return b;
  if (!a.known() || !b.known()) return {};
  return b;
}

Value Evaluator::contained(NodeIndex at) {
  const plan::Node& n = node(at);
  const Value a = run(n.a);
  if (a.is_error()) return a;
  Value result = Value::truth(false);
  const auto take = [&](const Value& each) {  // true: found
    const Value same = each.is_error() ? each : equal(a, each);
    if (same.is_true()) return true;
    if (same.is_error() || (!same.known() && !result.is_error())) result = same;
    return false;
  };
  if (const plan::Node& list = node(n.b); list.op == NodeOp::list_of) {  // a written list is never built
    for (std::uint32_t i = 0; i < list.b; ++i) {
      if (take(run(unit_->unit->children[list.a + i]))) return Value::truth(true);
    }
    return result;
  }
  const Value b = run(n.b);
  if (b.is_error() || !b.known()) return b;
  if (b.items == nullptr) return Value::error(Fault::type, at);
  for (const Datum& each : *b.items) {
    if (take(view(each))) return Value::truth(true);
  }
  return result;
}

Value Evaluator::between(NodeIndex at) {
  const plan::Node& n = node(at);
  const Value value = run(n.a), low = run(n.b), high = run(n.c);
  const Value above = compare(NodeOp::greater_equal, value, low, levels(n.a, n.b), at);
  if (above.is_false()) return above;
  const Value below = compare(NodeOp::less_equal, value, high, levels(n.a, n.c), at);
  if (below.is_false()) return below;
  if (above.is_error() || !above.known()) return above;
  return below;
}

}  // namespace playmaker::core
