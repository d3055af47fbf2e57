#pragma once
// A value while a condition runs: a view, never a copy of a text or a list, so that plain conditions allocate nothing. Numbers as in
// plan/type.hpp. Private to the evaluator.
#include <bit>
#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/core/evaluate/evaluate.hpp"

namespace playmaker::core {

struct Value {
  plan::Kind kind = plan::Kind::unknown;
  Fault fault = Fault::none;               // of an error
  bool at_least = false;                   // not known, but at least `number`: a window not yet full, a time since an event never seen
  std::int8_t slope = 0;                   // how `number` moves with the clock, a millisecond each: `now` 1, `customer.t - now` -1
  std::uint32_t record = plan::kNone;      // of a record or a list of records: Catalog::records
  std::int64_t number = 0;                 // of an error: the node where it arose
  std::string_view text;
  const std::vector<plan::Datum>* items = nullptr;
  const LinkedWindow* window = nullptr;    // of a count that is at least `number`

  bool known() const { return kind != plan::Kind::unknown; }
  bool is_error() const { return kind == plan::Kind::error; }
  bool is_true() const { return kind == plan::Kind::boolean && number != 0; }
  bool is_false() const { return kind == plan::Kind::boolean && number == 0; }
  bool textual() const { return kind == plan::Kind::text || kind == plan::Kind::bytes; }
  bool symbolic() const { return kind == plan::Kind::one_of || kind == plan::Kind::level_of; }
  double as_double() const { return std::bit_cast<double>(number); }

  static Value of(plan::Kind kind, std::int64_t number) {
    Value value;
    value.kind = kind;
    value.number = number;
    return value;
  }
  static Value truth(bool value) { return of(plan::Kind::boolean, value ? 1 : 0); }
  static Value decimal(double value) { return of(plan::Kind::decimal, std::bit_cast<std::int64_t>(value)); }
  static Value words(std::string_view text, plan::Kind kind = plan::Kind::text) {
    Value value = of(kind, 0);
    value.text = text;
    return value;
  }
  static Value error(Fault fault, plan::NodeIndex node) {
    Value value = of(plan::Kind::error, node);
    value.fault = fault;
    return value;
  }
};

Value view(const plan::Datum& datum, std::uint32_t record = plan::kNone);   // valid as long as the datum
plan::Datum to_datum(const Value& value);

}  // namespace playmaker::core
