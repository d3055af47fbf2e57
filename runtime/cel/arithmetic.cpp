// + - * / % and a[b], by kinds.
#include <cmath>
#include <limits>
#include <optional>

#include "runtime/base/time.hpp"
#include "runtime/cel/operators.hpp"

namespace playmaker::cel {

namespace {

enum class Sign : std::uint8_t { plus, minus, times };

constexpr std::int64_t kNanos = 1'000'000'000;
constexpr std::int64_t kWhole = 1'000'000;  // 100%
__extension__ typedef __int128 Wide;

std::optional<std::int64_t> exact(Sign sign, std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  const bool bad = sign == Sign::plus    ? __builtin_add_overflow(a, b, &out)
                   : sign == Sign::minus ? __builtin_sub_overflow(a, b, &out)
                                         : __builtin_mul_overflow(a, b, &out);
  return bad ? std::nullopt : std::optional(out);
}

Value with_number(Value value, std::optional<std::int64_t> number) {
  if (!number) return error(Fault::overflow);
  value.number = *number;
  value.untyped = false;
  return value;
}

Value unsigned_exact(Sign sign, std::uint64_t a, std::uint64_t b) {
  std::uint64_t out = 0;
  const bool bad = sign == Sign::plus    ? __builtin_add_overflow(a, b, &out)
                   : sign == Sign::minus ? __builtin_sub_overflow(a, b, &out)
                                         : __builtin_mul_overflow(a, b, &out);
  return bad ? error(Fault::overflow) : unsigned_integer(out);
}

// Half to even, once.
std::optional<std::int64_t> rounded(Wide number, Wide by) {
  Wide whole = number / by;
  const Wide rest = number % by;
  const Wide twice = (rest < 0 ? -rest : rest) * 2, size = by < 0 ? -by : by;
  if (twice > size || (twice == size && whole % 2 != 0)) whole += (number < 0) != (by < 0) ? -1 : 1;
  if (whole > std::numeric_limits<std::int64_t>::max() || whole < std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return static_cast<std::int64_t>(whole);
}

Value moved(const Value& timestamp_, const Value& by, bool back) {
  Wide nanos = Wide{timestamp_.number} * kNanos + timestamp_.nanos + (back ? -Wide{by.number} : Wide{by.number});
  Wide seconds = nanos / kNanos;
  nanos %= kNanos;
  if (nanos < 0) {
    nanos += kNanos;
    --seconds;
  }
  return timestamp(static_cast<std::int64_t>(seconds), static_cast<std::int32_t>(nanos));
}

Value apart(const Value& a, const Value& b) {
  const Wide nanos = (Wide{a.number} - b.number) * kNanos + a.nanos - b.nanos;
  if (nanos > std::numeric_limits<std::int64_t>::max() || nanos < std::numeric_limits<std::int64_t>::min())
    return error(Fault::range, "duration");
  return duration(static_cast<std::int64_t>(nanos));
}

// A day plus days, weeks, months, quarters or years.
Value day_moved(const Value& date, const Value& by, bool back) {
  if (by.working || by.number > 1'000'000 || by.number < -1'000'000) return error(by.working ? Fault::needs_journey : Fault::range);
  const auto number = static_cast<int>(back ? -by.number : by.number);
  const base::Date from{static_cast<std::int32_t>(date.number)};
  std::int64_t days = date.number;
  switch (by.unit) {
    case Unit::day: days += number; break;
    case Unit::week: days += std::int64_t{7} * number; break;
    case Unit::month:
    case Unit::quarter:
    case Unit::year: {
      const std::int64_t months = std::int64_t{number} * (by.unit == Unit::month ? 1 : by.unit == Unit::quarter ? 3 : 12);
      if (months > 120'000 || months < -120'000) return error(Fault::range, "date");
      days = base::add_months(from, static_cast<int>(months)).days;
      break;
    }
    default: return error(Fault::no_overload);
  }
  if (days < -719'162 || days > 2'932'896) return error(Fault::range, "date");  // years 1 to 9999
  return whole(Kind::date, days);
}

Value sum(Sign sign, const Value& a, const Value& b) {
  const bool minus = sign == Sign::minus;
  if (a.kind == Kind::timestamp && b.kind == Kind::duration) return moved(a, b, minus);
  if (a.kind == Kind::duration && b.kind == Kind::timestamp && !minus) return moved(b, a, false);
  if (a.kind == Kind::timestamp && b.kind == Kind::timestamp && minus) return apart(a, b);
  if (a.kind == Kind::date && b.kind == Kind::length) return day_moved(a, b, minus);
  if (a.kind == Kind::length && b.kind == Kind::date && !minus) return day_moved(b, a, false);
  if (a.kind == Kind::date && b.kind == Kind::date && minus) return length(a.number - b.number, Unit::day, false);
  if (a.kind != b.kind) return error(Fault::no_overload);
  switch (a.kind) {
    case Kind::integer:
    case Kind::percent: return with_number(a, exact(sign, a.number, b.number));
    case Kind::duration: {
      const auto nanos = exact(sign, a.number, b.number);
      return nanos ? duration(*nanos) : error(Fault::range, "duration");
    }
    case Kind::money: return a.text() == b.text() ? with_number(a, exact(sign, a.number, b.number)) : error(Fault::no_overload);
    case Kind::length:
      return a.unit == b.unit && a.working == b.working ? with_number(a, exact(sign, a.number, b.number)) : error(Fault::no_overload);
    case Kind::unsigned_integer: return unsigned_exact(sign, a.as_unsigned(), b.as_unsigned());
    case Kind::decimal: return decimal(minus ? a.as_double() - b.as_double() : a.as_double() + b.as_double());
    default: break;
  }
  if (minus) return error(Fault::no_overload);
  if (a.weight() + b.weight() > kWeightMax) return error(Fault::too_big);
  if (a.kind == Kind::text) return text(std::string(a.text()).append(b.text()));
  if (a.kind == Kind::bytes) return bytes(std::string(a.text()).append(b.text()));
  if (a.kind == Kind::list) {
    std::vector<Value> items(a.items().begin(), a.items().end());
    items.insert(items.end(), b.items().begin(), b.items().end());
    return list(std::move(items));
  }
  return error(Fault::no_overload);
}

bool amount(Kind kind) { return kind == Kind::money || kind == Kind::percent; }

// As playbooks count: money * 3, money * 20%, 20% * 20%.
Value amount_times(const Value& a, const Value& b) {
  if (a.kind == Kind::integer || a.kind == Kind::decimal) return amount_times(b, a);
  if (a.kind == Kind::percent && b.kind == Kind::money) return amount_times(b, a);
  if (b.kind == Kind::integer) return with_number(a, exact(Sign::times, a.number, b.number));
  if (b.kind == Kind::percent) return with_number(a, rounded(Wide{a.number} * b.number, kWhole));
  if (b.kind == Kind::decimal) {
    const double product = std::nearbyint(static_cast<double>(a.number) * b.as_double());
    return std::fabs(product) < 0x1p63 ? with_number(a, static_cast<std::int64_t>(product)) : error(Fault::overflow);
  }
  return error(Fault::no_overload);
}

Value amount_by(const Value& a, const Value& b) {
  const bool same = a.kind == b.kind && a.text() == b.text();
  if (!amount(a.kind) || (!same && b.kind != Kind::percent && b.kind != Kind::integer)) return error(Fault::no_overload);
  if (b.number == 0) return error(Fault::division_by_zero);
  if (b.kind == Kind::integer) return with_number(a, rounded(a.number, b.number));
  return with_number(same ? whole(Kind::percent, 0) : a, rounded(Wide{a.number} * kWhole, b.number));
}

}  // namespace

Value add(const Value& left, const Value& right) {
  if (left.is_error()) return left;
  if (right.is_error()) return right;
  Value a = left, b = right;
  meet(a, b);
  return sum(Sign::plus, a, b);
}

Value subtract(const Value& left, const Value& right) {
  if (left.is_error()) return left;
  if (right.is_error()) return right;
  Value a = left, b = right;
  meet(a, b);
  return sum(Sign::minus, a, b);
}

Value multiply(const Value& a, const Value& b) {
  if (a.is_error()) return a;
  if (b.is_error()) return b;
  if (amount(a.kind) || amount(b.kind)) return amount_times(a, b);
  if (a.kind != b.kind) return error(Fault::no_overload);
  if (a.kind == Kind::integer) return with_number(a, exact(Sign::times, a.number, b.number));
  if (a.kind == Kind::unsigned_integer) return unsigned_exact(Sign::times, a.as_unsigned(), b.as_unsigned());
  return a.kind == Kind::decimal ? decimal(a.as_double() * b.as_double()) : error(Fault::no_overload);
}

Value divide(const Value& a, const Value& b) {
  if (a.is_error()) return a;
  if (b.is_error()) return b;
  if (amount(a.kind) || amount(b.kind)) return amount_by(a, b);
  if (a.kind != b.kind) return error(Fault::no_overload);
  if (a.kind == Kind::decimal) return decimal(a.as_double() / b.as_double());
  if (a.kind != Kind::integer && a.kind != Kind::unsigned_integer) return error(Fault::no_overload);
  if (b.number == 0) return error(Fault::division_by_zero);
  if (a.kind == Kind::unsigned_integer) return unsigned_integer(a.as_unsigned() / b.as_unsigned());
  if (a.number == std::numeric_limits<std::int64_t>::min() && b.number == -1) return error(Fault::overflow);
  return integer(a.number / b.number);
}

Value modulo(const Value& a, const Value& b) {
  if (a.is_error()) return a;
  if (b.is_error()) return b;
  if (a.kind != b.kind || (a.kind != Kind::integer && a.kind != Kind::unsigned_integer)) return error(Fault::no_overload);
  if (b.number == 0) return error(Fault::division_by_zero);
  if (a.kind == Kind::unsigned_integer) return unsigned_integer(a.as_unsigned() % b.as_unsigned());
  if (a.number == std::numeric_limits<std::int64_t>::min() && b.number == -1) return error(Fault::overflow);
  return integer(a.number % b.number);
}

Value negate(const Value& a) {
  if (a.is_error()) return a;
  if (a.kind == Kind::decimal) return decimal(-a.as_double());
  if (a.kind == Kind::integer || amount(a.kind) || a.kind == Kind::duration || a.kind == Kind::length)
    return with_number(a, exact(Sign::minus, 0, a.number));
  return error(Fault::no_overload);
}

Value element(const Value& of, const Value& at) {
  if (of.is_error()) return of;
  if (at.is_error()) return at;
  if (of.kind == Kind::optional) {
    if (of.items().empty()) return of;
    const Value inner = element(of.items().front(), at);
    if (inner.fault() == Fault::no_such_key || inner.fault() == Fault::index) return optional_none();
    return inner.is_error() ? inner : optional_of(inner);
  }
  if (of.kind == Kind::map) {
    const Value* found = find(of, at);
    return found == nullptr ? error(Fault::no_such_key, written(at)) : *found;
  }
  if (of.kind != Kind::list) return error(Fault::no_overload);
  std::optional<std::uint64_t> index;
  if (at.kind == Kind::integer && at.number >= 0) index = at.as_unsigned();
  if (at.kind == Kind::unsigned_integer) index = at.as_unsigned();
  if (at.kind == Kind::decimal && at.as_double() >= 0 && at.as_double() < 0x1p53 && at.as_double() == std::floor(at.as_double()))
    index = static_cast<std::uint64_t>(at.as_double());
  if (!index || *index >= of.items().size()) return error(Fault::index, written(at));
  return of.items()[*index];
}

Value field(const Value& of, std::string_view name) {
  if (of.is_error()) return of;
  if (of.kind == Kind::optional || of.kind == Kind::map) return element(of, text(std::string(name)));
  return error(Fault::no_overload);
}

}  // namespace playmaker::cel
