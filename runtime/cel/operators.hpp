#pragma once
// Operators on values. Numbers of the three numeric kinds compare with each other by what they are worth; nothing else is converted,
// save that a value from plain JSON stands for the money, date or time it is compared with. Overflow is an error. Operands that are
// errors come back as they are, the left one first.
#include <compare>

#include "runtime/cel/value.hpp"

namespace playmaker::cel {

enum class Relation : std::uint8_t { less, less_equal, greater, greater_equal };

bool equal(const Value& a, const Value& b);       // REQUIRES no errors; kinds that cannot be equal are not, and NaN is not itself
// unordered: a NaN, or kinds that have no order; `ordered` tells these apart.
std::partial_ordering compare(const Value& a, const Value& b);
bool ordered(const Value& a, const Value& b);

Value relate(Relation relation, const Value& a, const Value& b);
Value equality(const Value& a, const Value& b);
Value contained(const Value& item, const Value& in);  // in a list, or among a map's keys
Value add(const Value& a, const Value& b);
Value subtract(const Value& a, const Value& b);
Value multiply(const Value& a, const Value& b);
Value divide(const Value& a, const Value& b);
Value modulo(const Value& a, const Value& b);
Value negate(const Value& a);
Value element(const Value& of, const Value& at);  // a[b]
Value field(const Value& of, std::string_view name);

// What plain JSON gave, read as the kind of the other side; both unchanged where nothing is to be read.
void meet(Value& a, Value& b);

}  // namespace playmaker::cel
