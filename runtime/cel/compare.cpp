// Equality and order.
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "runtime/cel/operators.hpp"

namespace playmaker::cel {

namespace {

using Order = std::partial_ordering;
__extension__ typedef __int128 Wide;

bool numeric(Kind kind) { return kind == Kind::integer || kind == Kind::unsigned_integer || kind == Kind::decimal; }

// Exactly, though not every 64-bit number is a double; only 2^63 and 2^64 themselves count as the largest whole number, which is how
// CEL's published cases read them.
Order order(double a, std::int64_t b) {
  if (std::isnan(a)) return Order::unordered;
  if (a < -0x1p63) return Order::less;
  if (a > 0x1p63) return Order::greater;
  if (a == 0x1p63) return b == INT64_MAX ? Order::equivalent : Order::greater;
  const auto whole = static_cast<std::int64_t>(a);
  if (whole != b) return whole < b ? Order::less : Order::greater;
  return a <=> static_cast<double>(whole);
}
Order order(double a, std::uint64_t b) {
  if (std::isnan(a)) return Order::unordered;
  if (a < 0) return Order::less;
  if (a > 0x1p64) return Order::greater;
  if (a == 0x1p64) return b == UINT64_MAX ? Order::equivalent : Order::greater;
  const auto whole = static_cast<std::uint64_t>(a);
  if (whole != b) return whole < b ? Order::less : Order::greater;
  return a <=> static_cast<double>(whole);
}
Order order(std::int64_t a, std::uint64_t b) { return a < 0 ? Order::less : Order{static_cast<std::uint64_t>(a) <=> b}; }
Order reversed(Order order) { return order == Order::less ? Order::greater : order == Order::greater ? Order::less : order; }

Order numbers(const Value& a, const Value& b) {
  if (a.kind == b.kind) {
    if (a.kind == Kind::integer) return a.number <=> b.number;
    if (a.kind == Kind::unsigned_integer) return a.as_unsigned() <=> b.as_unsigned();
    return a.as_double() <=> b.as_double();
  }
  if (a.kind == Kind::decimal) return b.kind == Kind::integer ? order(a.as_double(), b.number) : order(a.as_double(), b.as_unsigned());
  if (b.kind == Kind::decimal) return reversed(numbers(b, a));
  return a.kind == Kind::integer ? order(a.number, b.as_unsigned()) : reversed(order(b.number, a.as_unsigned()));
}

// Lengths that are made of the same thing: days and weeks, months up to years. A working day is no day.
struct Measure {
  int family = 0;
  std::int64_t size = 1;
};
Measure measure(const Value& length) {
  switch (length.unit) {
    case Unit::day: return {length.working ? 3 : 1, 1};
    case Unit::week: return {1, 7};
    case Unit::month: return {2, 1};
    case Unit::quarter: return {2, 3};
    case Unit::year: return {2, 12};
    default: return {length.working ? 4 : 5, 1};
  }
}

bool same_measure(const Value& a, const Value& b) { return a.working == b.working && measure(a).family == measure(b).family; }

Order order_of(const Value& a, const Value& b) {
  if (numeric(a.kind)) return numbers(a, b);
  switch (a.kind) {
    case Kind::text:
    case Kind::bytes:
    case Kind::type: return a.text().compare(b.text()) <=> 0;
    case Kind::timestamp: return a.number == b.number ? Order{a.nanos <=> b.nanos} : Order{a.number <=> b.number};
    case Kind::length: return Wide{a.number} * measure(a).size <=> Wide{b.number} * measure(b).size;
    default: return a.number <=> b.number;
  }
}

bool same_items(const Value& a, const Value& b) {
  return std::ranges::equal(a.items(), b.items(), [](const Value& x, const Value& y) { return equal(x, y); });
}

}  // namespace

bool ordered(const Value& a, const Value& b) {
  if (numeric(a.kind) && numeric(b.kind)) return true;
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Kind::boolean:
    case Kind::text:
    case Kind::bytes:
    case Kind::timestamp:
    case Kind::duration:
    case Kind::percent:
    case Kind::date:
    case Kind::time: return true;
    case Kind::money: return a.text() == b.text();
    case Kind::length: return same_measure(a, b);
    default: return false;
  }
}

Order compare(const Value& a, const Value& b) { return ordered(a, b) ? order_of(a, b) : Order::unordered; }

bool equal(const Value& left, const Value& right) {
  Value a = left, b = right;
  meet(a, b);
  if (numeric(a.kind) && numeric(b.kind)) return numbers(a, b) == Order::equivalent;
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Kind::null: return true;
    case Kind::type: return a.text() == b.text();
    case Kind::list:
    case Kind::optional: return same_items(a, b);
    case Kind::map: {
      if (a.size() != b.size()) return false;
      const auto items = a.items();
      for (std::size_t i = 0; i < items.size(); i += 2) {
        const Value* other = find(b, items[i]);
        if (other == nullptr || !equal(items[i + 1], *other)) return false;
      }
      return true;
    }
    default: return compare(a, b) == Order::equivalent;
  }
}

Value relate(Relation relation, const Value& left, const Value& right) {
  if (left.is_error()) return left;
  if (right.is_error()) return right;
  Value a = left, b = right;
  meet(a, b);
  if (!ordered(a, b)) return error(Fault::no_overload);
  const Order order = order_of(a, b);
  switch (relation) {
    case Relation::less: return boolean(order < 0);
    case Relation::less_equal: return boolean(order <= 0);
    case Relation::greater: return boolean(order > 0);
    case Relation::greater_equal: return boolean(order >= 0);
  }
  return error(Fault::no_overload);
}

Value equality(const Value& a, const Value& b) {
  if (a.is_error()) return a;
  if (b.is_error()) return b;
  return boolean(equal(a, b));
}

Value contained(const Value& item, const Value& in) {
  if (item.is_error()) return item;
  if (in.is_error()) return in;
  if (in.kind == Kind::map) return boolean(find(in, item) != nullptr);
  if (in.kind != Kind::list) return error(Fault::no_overload);
  return boolean(std::ranges::any_of(in.items(), [&](const Value& one) { return equal(one, item); }));
}

}  // namespace playmaker::cel
