#pragma once
// Values of the Common Expression Language (CEL) without protobuf, and the kinds that playbooks add: money, percent, date, time of day,
// and lengths that no clock can measure (3 working days, 1 month). A value is immutable and cheap to copy; what is long is shared.
// An error is a value too: it travels up to whatever absorbs or reports it. Pure: no clock, no I/O.
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace playmaker::cel {

enum class Kind : std::uint8_t {
  error,             // number: Fault; text: what it was about
  null,
  boolean,
  integer,
  unsigned_integer,  // number: its 64 bits
  decimal,           // a double
  text,
  bytes,
  list,
  map,               // items: key, value, key, value …, sorted by key
  timestamp,         // number: seconds since 1970; nanos
  duration,          // number: nanoseconds, so at most about 292 years
  type,              // text: its name
  optional,          // items: nothing or one value
  money,             // number: hundredths of the currency's unit; text: the currency
  percent,           // number: millionths, 1'000'000 is 100%
  date,              // number: days since 1970-01-01
  time,              // number: minutes since midnight
  length,            // number of `unit`s; `working`
};

enum class Fault : std::uint8_t {
  none,
  no_overload,       // these kinds have no such operation
  overflow,
  division_by_zero,
  no_such_key,
  index,
  range,
  invalid,           // a text that does not say what was asked for
  undeclared,
  duplicate_key,
  key_kind,
  too_big,           // past kWeightMax or the steps of one evaluation
  needs_journey,     // asks for what only a customer's journey knows
};
std::string_view fault_name(Fault fault);  // "division_by_zero"

// How much one value may hold, counting every part of a tree: entries, and texts at 16 bytes a piece. Bounds comparing and printing.
constexpr std::uint32_t kWeightMax = 1u << 18;

enum class Unit : std::uint8_t { none, second, minute, hour, day, week, month, quarter, year };

struct Box;

struct Value {
  Kind kind = Kind::null;
  Unit unit = Unit::none;
  bool working = false;
  bool untyped = false;                // came from plain JSON, which knows no money and no dates: it may stand for them when compared
  std::int32_t nanos = 0;              // of a timestamp; of an error: where it arose, in the evaluator's own terms
  std::int64_t number = 0;             // decimal: the bits
  std::shared_ptr<const Box> box;

  bool is_error() const { return kind == Kind::error; }
  Fault fault() const { return kind == Kind::error ? static_cast<Fault>(number) : Fault::none; }
  bool is_true() const { return kind == Kind::boolean && number != 0; }
  bool is_false() const { return kind == Kind::boolean && number == 0; }
  double as_double() const;
  std::uint64_t as_unsigned() const { return static_cast<std::uint64_t>(number); }
  std::string_view text() const;                  // of a text, bytes, type, error; else ""
  std::span<const Value> items() const;           // of a list, map, optional; else empty
  std::size_t size() const;                       // entries of a list or map
  std::uint32_t weight() const;
};

struct Box {
  std::string text;
  std::vector<Value> items;
  std::uint32_t weight = 1;
};

Value error(Fault fault, std::string about = {});
Value boolean(bool value);
Value integer(std::int64_t value);
Value unsigned_integer(std::uint64_t value);
Value decimal(double value);
Value text(std::string value);                    // REQUIRES valid UTF-8; too_big past the limit, like all that follow
Value bytes(std::string value);
Value list(std::vector<Value> items);
Value map(std::vector<Value> keys_and_values);    // errors: key_kind, duplicate_key (1 and 1u are the same key)
Value timestamp(std::int64_t seconds, std::int32_t nanos);  // range: years 1 to 9999
Value duration(std::int64_t nanos);
Value type(std::string_view name);
Value optional_of(Value value);
Value optional_none();
Value money(std::int64_t hundredths, std::string_view currency);
Value whole(Kind kind, std::int64_t number);      // percent, date, time
Value length(std::int64_t number, Unit unit, bool working);

std::string_view type_name(const Value& value);   // "int", "null_type", "google.protobuf.Timestamp"
const Value* find(const Value& map, const Value& key);   // nullptr: no such key
const Value* find(const Value& map, std::string_view key);

// As CEL would write it: `{"a": [1, 2u]}`, `b"\x01"`, `timestamp("…")`; ours as a playbook would: `500000元`.
std::string written(const Value& value);

}  // namespace playmaker::cel
