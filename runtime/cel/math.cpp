// CEL's math library.
#include <cmath>

#include "runtime/cel/functions.hpp"
#include "runtime/cel/operators.hpp"

namespace playmaker::cel::math {

namespace {

using Arguments = std::span<const Value>;

bool whole(const Value& a) { return a.kind == Kind::integer || a.kind == Kind::unsigned_integer; }
bool number(const Value& a) { return whole(a) || a.kind == Kind::decimal; }

Value extreme(Arguments arguments, bool greatest) {
  if (arguments.size() == 1 && arguments[0].kind == Kind::list) arguments = arguments[0].items();
  if (arguments.empty()) return error(Fault::invalid, "an empty list");
  const Value* best = nullptr;
  for (const Value& one : arguments) {
    if (!number(one)) return error(Fault::no_overload);
    const auto order = best == nullptr ? std::partial_ordering::unordered : compare(one, *best);
    if (best == nullptr || (greatest ? order > 0 : order < 0)) best = &one;
  }
  return *best;
}

Value of_decimal(Arguments a, double (*function)(double)) {
  return a[0].kind == Kind::decimal ? decimal(function(a[0].as_double())) : error(Fault::no_overload);
}

template <class Operation>
Value bits(Arguments a, const Operation& operation) {
  if (!whole(a[0]) || a[0].kind != a[1].kind) return error(Fault::no_overload);
  Value out = a[0];
  out.number = static_cast<std::int64_t>(operation(a[0].as_unsigned(), a[1].as_unsigned()));
  return out;
}

Value shifted(Arguments a, bool left) {
  if (!whole(a[0]) || a[1].kind != Kind::integer) return error(Fault::no_overload);
  if (a[1].number < 0) return error(Fault::range, "a negative shift");
  Value out = a[0];
  const std::uint64_t from = a[0].as_unsigned();
  out.number = a[1].number >= 64 ? 0 : static_cast<std::int64_t>(left ? from << a[1].number : from >> a[1].number);
  return out;
}

}  // namespace

Value greatest(Arguments a) { return extreme(a, true); }
Value least(Arguments a) { return extreme(a, false); }
Value ceil(Arguments a) {
  return of_decimal(a, [](double x) { return std::ceil(x); });
}
Value floor(Arguments a) {
  return of_decimal(a, [](double x) { return std::floor(x); });
}
Value round(Arguments a) {
  return of_decimal(a, [](double x) { return std::round(x); });
}
Value trunc(Arguments a) {
  return of_decimal(a, [](double x) { return std::trunc(x); });
}
Value abs(Arguments a) {
  if (a[0].kind == Kind::unsigned_integer) return a[0];
  if (a[0].kind == Kind::decimal) return decimal(std::fabs(a[0].as_double()));
  if (a[0].kind != Kind::integer) return error(Fault::no_overload);
  return a[0].number < 0 ? negate(a[0]) : a[0];
}
Value sign(Arguments a) {
  if (a[0].kind == Kind::integer) return integer((a[0].number > 0) - (a[0].number < 0));
  if (a[0].kind == Kind::unsigned_integer) return unsigned_integer(a[0].number != 0 ? 1 : 0);
  if (a[0].kind != Kind::decimal) return error(Fault::no_overload);
  const double x = a[0].as_double();
  return std::isnan(x) ? a[0] : decimal((x > 0) - (x < 0));
}
Value sqrt(Arguments a) {
  if (!number(a[0])) return error(Fault::no_overload);
  const double x = a[0].kind == Kind::decimal   ? a[0].as_double()
                   : a[0].kind == Kind::integer ? static_cast<double>(a[0].number)
                                                : static_cast<double>(a[0].as_unsigned());
  return decimal(std::sqrt(x));
}
Value is_nan(Arguments a) { return a[0].kind == Kind::decimal ? boolean(std::isnan(a[0].as_double())) : error(Fault::no_overload); }
Value is_inf(Arguments a) { return a[0].kind == Kind::decimal ? boolean(std::isinf(a[0].as_double())) : error(Fault::no_overload); }
Value is_finite(Arguments a) { return a[0].kind == Kind::decimal ? boolean(std::isfinite(a[0].as_double())) : error(Fault::no_overload); }
Value bit_and(Arguments a) {
  return bits(a, [](auto x, auto y) { return x & y; });
}
Value bit_or(Arguments a) {
  return bits(a, [](auto x, auto y) { return x | y; });
}
Value bit_xor(Arguments a) {
  return bits(a, [](auto x, auto y) { return x ^ y; });
}
Value bit_not(Arguments a) {
  if (!whole(a[0])) return error(Fault::no_overload);
  Value out = a[0];
  out.number = ~a[0].number;
  return out;
}
Value bit_shift_left(Arguments a) { return shifted(a, true); }
Value bit_shift_right(Arguments a) { return shifted(a, false); }

}  // namespace playmaker::cel::math
