#include "runtime/cel/value.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "runtime/base/check.hpp"
#include "runtime/cel/operators.hpp"

namespace playmaker::cel {

namespace {

constexpr std::array<std::string_view, 13> kFaults = {"none",     "no_overload", "overflow",     "division_by_zero", "no_such_key",
                                                      "index",    "range",       "invalid",      "undeclared",       "duplicate_key",
                                                      "key_kind", "too_big",     "needs_journey"};

constexpr std::size_t kBytesAWeight = 16;
constexpr std::int64_t kFirstSecond = -62'135'596'800, kLastSecond = 253'402'300'799;

Value boxed(Kind kind, std::string text, std::vector<Value> items) {
  std::size_t weight = 1 + text.size() / kBytesAWeight;
  for (const Value& item : items) weight += item.weight();
  if (weight > kWeightMax) return error(Fault::too_big);
  Value out;
  out.kind = kind;
  out.box = std::make_shared<const Box>(Box{std::move(text), std::move(items), static_cast<std::uint32_t>(weight)});
  return out;
}

Value plain(Kind kind, std::int64_t number) {
  Value out;
  out.kind = kind;
  out.number = number;
  return out;
}

bool is_key(const Value& value) {
  return value.kind == Kind::boolean || value.kind == Kind::integer || value.kind == Kind::unsigned_integer || value.kind == Kind::text;
}

// Keys of different kinds stand in the order boolean, number, text.
int rank(const Value& key) { return key.kind == Kind::boolean ? 0 : key.kind == Kind::text ? 2 : 1; }

bool before(const Value& a, const Value& b) {
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  if (a.kind == Kind::text) return a.text() < b.text();
  return compare(a, b) == std::partial_ordering::less;
}

}  // namespace

std::string_view fault_name(Fault fault) { return kFaults[static_cast<std::size_t>(fault)]; }

double Value::as_double() const { return std::bit_cast<double>(number); }
std::string_view Value::text() const { return box == nullptr ? std::string_view() : std::string_view(box->text); }
std::span<const Value> Value::items() const { return box == nullptr ? std::span<const Value>() : std::span<const Value>(box->items); }
std::size_t Value::size() const { return kind == Kind::map ? items().size() / 2 : items().size(); }
std::uint32_t Value::weight() const { return box == nullptr ? 1 : box->weight; }

Value error(Fault fault, std::string about) {
  Value out = plain(Kind::error, static_cast<std::int64_t>(fault));
  if (!about.empty()) out.box = std::make_shared<const Box>(Box{std::move(about), {}, 1});
  return out;
}
Value boolean(bool value) { return plain(Kind::boolean, value ? 1 : 0); }
Value integer(std::int64_t value) { return plain(Kind::integer, value); }
Value unsigned_integer(std::uint64_t value) { return plain(Kind::unsigned_integer, static_cast<std::int64_t>(value)); }
Value decimal(double value) { return plain(Kind::decimal, std::bit_cast<std::int64_t>(value)); }
Value text(std::string value) { return boxed(Kind::text, std::move(value), {}); }
Value bytes(std::string value) { return boxed(Kind::bytes, std::move(value), {}); }
Value list(std::vector<Value> items) { return boxed(Kind::list, {}, std::move(items)); }

Value map(std::vector<Value> keys_and_values) {
  CHECK(keys_and_values.size() % 2 == 0);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < keys_and_values.size(); i += 2) {
    if (!is_key(keys_and_values[i])) return error(Fault::key_kind, std::string(type_name(keys_and_values[i])));
    order.push_back(i);
  }
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return before(keys_and_values[a], keys_and_values[b]); });
  std::vector<Value> sorted;
  sorted.reserve(keys_and_values.size());
  for (const std::size_t at : order) {
    if (!sorted.empty() && !before(sorted[sorted.size() - 2], keys_and_values[at]))
      return error(Fault::duplicate_key, written(keys_and_values[at]));
    sorted.push_back(std::move(keys_and_values[at]));
    sorted.push_back(std::move(keys_and_values[at + 1]));
  }
  return boxed(Kind::map, {}, std::move(sorted));
}

Value timestamp(std::int64_t seconds, std::int32_t nanos) {
  if (seconds < kFirstSecond || seconds > kLastSecond) return error(Fault::range, "timestamp");
  Value out = plain(Kind::timestamp, seconds);
  out.nanos = nanos;
  return out;
}
Value duration(std::int64_t nanos) { return plain(Kind::duration, nanos); }
Value type(std::string_view name) { return boxed(Kind::type, std::string(name), {}); }
Value optional_of(Value value) { return boxed(Kind::optional, {}, {std::move(value)}); }
Value optional_none() { return boxed(Kind::optional, {}, {}); }
Value money(std::int64_t hundredths, std::string_view currency) {
  Value out = boxed(Kind::money, std::string(currency), {});
  out.number = hundredths;
  return out;
}
Value whole(Kind kind, std::int64_t number) { return plain(kind, number); }
Value length(std::int64_t number, Unit unit, bool working) {
  Value out = plain(Kind::length, number);
  out.unit = unit;
  out.working = working;
  return out;
}

std::string_view type_name(const Value& value) {
  switch (value.kind) {
    case Kind::error: return "error";
    case Kind::null: return "null_type";
    case Kind::boolean: return "bool";
    case Kind::integer: return "int";
    case Kind::unsigned_integer: return "uint";
    case Kind::decimal: return "double";
    case Kind::text: return "string";
    case Kind::bytes: return "bytes";
    case Kind::list: return "list";
    case Kind::map: return "map";
    case Kind::timestamp: return "google.protobuf.Timestamp";
    case Kind::duration: return "google.protobuf.Duration";
    case Kind::type: return "type";
    case Kind::optional: return "optional_type";
    case Kind::money: return "money";
    case Kind::percent: return "percent";
    case Kind::date: return "date";
    case Kind::time: return "time";
    case Kind::length: return "length";
  }
  return "error";
}

const Value* find(const Value& map, const Value& key) {
  const std::span<const Value> items = map.items();
  Value wanted = key;
  if (key.kind == Kind::decimal) {  // 3.0 finds 3 and 3u; nothing else can be meant by a fraction
    const double number = key.as_double();
    if (number >= -0x1p63 && number < 0x1p63 && number == static_cast<double>(static_cast<std::int64_t>(number))) {
      wanted = integer(static_cast<std::int64_t>(number));
    } else if (number >= 0 && number < 0x1p64 && number == static_cast<double>(static_cast<std::uint64_t>(number))) {
      wanted = unsigned_integer(static_cast<std::uint64_t>(number));
    } else {
      return nullptr;
    }
  }
  if (!is_key(wanted)) return nullptr;
  std::size_t low = 0, high = items.size() / 2;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (before(items[2 * middle], wanted)) low = middle + 1;
    else high = middle;
  }
  if (2 * low >= items.size() || before(wanted, items[2 * low])) return nullptr;
  return &items[2 * low + 1];
}
const Value* find(const Value& map, std::string_view key) { return find(map, text(std::string(key))); }

}  // namespace playmaker::cel
