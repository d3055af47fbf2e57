#pragma once
// The functions of CEL by name: the standard ones, those of its strings, math, encoders and optionals libraries. One table says which
// exist; what types they take is said for people and for the checker in dsl/eval.
#include <cstddef>
#include <span>
#include <string_view>

#include "runtime/cel/value.hpp"

namespace playmaker::cel {

struct Function {
  std::string_view name;         // "startsWith", "math.greatest"
  bool method = false;           // `x.f(…)`: x is the first argument; else `f(…)`
  std::size_t least = 0, most = 0;   // arguments, the receiver among them
  Value (*call)(std::span<const Value> arguments);  // REQUIRES their number, and no errors among them
};

const Function* find_function(std::string_view name, bool method);  // nullptr: there is none
std::span<const Function> functions();                              // all, sorted by name

namespace math {
Value greatest(std::span<const Value> arguments);
Value least(std::span<const Value> arguments);
Value ceil(std::span<const Value> arguments);
Value floor(std::span<const Value> arguments);
Value round(std::span<const Value> arguments);   // half away from zero
Value trunc(std::span<const Value> arguments);
Value abs(std::span<const Value> arguments);
Value sign(std::span<const Value> arguments);
Value sqrt(std::span<const Value> arguments);
Value is_nan(std::span<const Value> arguments);
Value is_inf(std::span<const Value> arguments);
Value is_finite(std::span<const Value> arguments);
Value bit_and(std::span<const Value> arguments);
Value bit_or(std::span<const Value> arguments);
Value bit_xor(std::span<const Value> arguments);
Value bit_not(std::span<const Value> arguments);
Value bit_shift_left(std::span<const Value> arguments);
Value bit_shift_right(std::span<const Value> arguments);
}  // namespace math

}  // namespace playmaker::cel
