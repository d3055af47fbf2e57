#include "dsl/bind/arithmetic.hpp"

namespace playmaker::bind {
namespace {

std::optional<plan::Kind> add(plan::Kind a, plan::Kind b, bool minus) {
  if (a != b) return std::nullopt;
  switch (a) {
    case plan::Kind::integer:
    case plan::Kind::decimal:
    case plan::Kind::money:
    case plan::Kind::percent:
    case plan::Kind::duration:
    case plan::Kind::unsigned_integer: return a;
    case plan::Kind::text: return minus ? std::nullopt : std::optional(a);
    case plan::Kind::date:
    case plan::Kind::instant: return minus ? std::optional(plan::Kind::duration) : std::nullopt;
    default: return std::nullopt;
  }
}

std::optional<plan::Kind> multiply(plan::Kind a, plan::Kind b) {
  if (a == b && (a == plan::Kind::integer || a == plan::Kind::decimal || a == plan::Kind::percent || a == plan::Kind::unsigned_integer))
    return a;
  const auto pair = [&](plan::Kind x, plan::Kind y) { return (a == x && b == y) || (a == y && b == x); };
  if (pair(plan::Kind::money, plan::Kind::integer) || pair(plan::Kind::money, plan::Kind::decimal) ||
      pair(plan::Kind::money, plan::Kind::percent))
    return plan::Kind::money;
  if (pair(plan::Kind::percent, plan::Kind::integer)) return plan::Kind::percent;
  if (pair(plan::Kind::duration, plan::Kind::integer)) return plan::Kind::duration;
  return std::nullopt;
}

std::optional<plan::Kind> divide(plan::Kind a, plan::Kind b) {
  if (a == b && (a == plan::Kind::integer || a == plan::Kind::decimal || a == plan::Kind::percent || a == plan::Kind::unsigned_integer))
    return a;
  if (a == plan::Kind::money && (b == plan::Kind::integer || b == plan::Kind::decimal || b == plan::Kind::percent))
    return plan::Kind::money;
  if (a == plan::Kind::money && b == plan::Kind::money) return plan::Kind::percent;
  if (a == plan::Kind::percent && b == plan::Kind::integer) return plan::Kind::percent;
  if (a == plan::Kind::duration && b == plan::Kind::integer) return plan::Kind::duration;
  return std::nullopt;
}

}  // namespace

std::optional<Type> combine(syntax::Kind op, Type left, Type right) {
  std::optional<plan::Kind> kind;
  switch (op) {
    case syntax::Kind::op_add: kind = add(left.kind, right.kind, false); break;
    case syntax::Kind::op_subtract: kind = add(left.kind, right.kind, true); break;
    case syntax::Kind::op_multiply: kind = multiply(left.kind, right.kind); break;
    case syntax::Kind::op_divide: kind = divide(left.kind, right.kind); break;
    case syntax::Kind::op_modulo:
      if (left.kind == right.kind && (left.kind == plan::Kind::integer || left.kind == plan::Kind::unsigned_integer)) kind = left.kind;
      break;
    default: break;
  }
  if (!kind) return std::nullopt;
  return Type{*kind, kNone};
}

}  // namespace playmaker::bind
