// The functions of CEL that conditions hand to runtime/cel, and its macros, which run their body for each item of a list.
#include "runtime/plan/library.hpp"

#include <array>
#include <iterator>

#include "runtime/cel/convert.hpp"
#include "runtime/cel/functions.hpp"
#include "runtime/core/evaluate/evaluator.hpp"

namespace playmaker::core {

using plan::Kind;
using plan::Macro;
using plan::NodeIndex;

namespace {

constexpr std::int64_t kNanosAMilli = 1'000'000;

cel::Value lent(const Value& value) {
  switch (value.kind) {
    case Kind::boolean: return cel::boolean(value.number != 0);
    case Kind::integer: return cel::integer(value.number);
    case Kind::unsigned_integer: return cel::unsigned_integer(static_cast<std::uint64_t>(value.number));
    case Kind::decimal: return cel::decimal(value.as_double());
    case Kind::percent: return cel::whole(cel::Kind::percent, value.number);
    case Kind::date: return cel::whole(cel::Kind::date, value.number);
    case Kind::time: return cel::whole(cel::Kind::time, value.number);
    case Kind::bytes: return cel::bytes(std::string(value.text));
    case Kind::text: return cel::text(std::string(value.text));
    case Kind::instant: {
      const std::int64_t seconds = (value.number - (value.number < 0 ? 999 : 0)) / 1000;
      return cel::timestamp(seconds, static_cast<std::int32_t>((value.number - seconds * 1000) * kNanosAMilli));
    }
    case Kind::duration:
      if (value.number > INT64_MAX / kNanosAMilli || value.number < INT64_MIN / kNanosAMilli) return cel::error(cel::Fault::range);
      return cel::duration(value.number * kNanosAMilli);
    case Kind::list: {
      std::vector<cel::Value> items;
      if (value.items != nullptr) {
        for (const plan::Datum& each : *value.items) items.push_back(cel::text(each.text));
      }
      return cel::list(std::move(items));
    }
    default: return cel::error(cel::Fault::no_overload);
  }
}

Fault fault_of(cel::Fault fault) {
  switch (fault) {
    case cel::Fault::overflow: return Fault::overflow;
    case cel::Fault::division_by_zero: return Fault::division_by_zero;
    case cel::Fault::no_such_key: return Fault::no_such_key;
    case cel::Fault::no_overload:
    case cel::Fault::undeclared: return Fault::type;
    default: return Fault::range;
  }
}

bool minute_counts(std::uint32_t function) {
  const std::string_view name = plan::library_call(function)->name;
  return name == "getMinutes" || name == "getSeconds" || name == "getMilliseconds";
}

}  // namespace

Value Evaluator::taken(const cel::Value& value, NodeIndex at) {
  switch (value.kind) {
    case cel::Kind::boolean: return Value::truth(value.is_true());
    case cel::Kind::integer: return Value::of(Kind::integer, value.number);
    case cel::Kind::decimal: return Value::decimal(value.as_double());
    case cel::Kind::text: return keep(std::string(value.text()));
    case cel::Kind::timestamp: return Value::of(Kind::instant, value.number * 1000 + value.nanos / kNanosAMilli);
    case cel::Kind::duration: return Value::of(Kind::duration, value.number / kNanosAMilli);
    case cel::Kind::list: {
      std::vector<plan::Datum> items;
      for (const cel::Value& each : value.items()) items.push_back({Kind::text, 0, std::string(each.text()), {}});
      return keep(std::move(items), plan::kNone);
    }
    case cel::Kind::error: return Value::error(fault_of(value.fault()), at);
    default: return Value::error(Fault::type, at);
  }
}

// `int(x)`, `double(x)`, `string(x)`: by CEL's rules, and by our own only for kinds that CEL does not have.
Value Evaluator::converted(plan::Function function, const Value& value, NodeIndex at) {
  if (value.slope != 0) recheck({(frame_.now.ms / base::kMinute + 1) * base::kMinute});
  if (function == plan::Function::to_decimal && value.kind == Kind::percent) return Value::decimal(static_cast<double>(value.number) / 1e6);
  if (function == plan::Function::to_text && (value.kind == Kind::one_of || value.kind == Kind::level_of)) {
    const Dictionary& dictionary = *frame_.roster->dictionary;
    if (static_cast<std::uint64_t>(value.number) >= dictionary.size(Names::symbol)) return Value::error(Fault::type, at);
    return Value::words(dictionary.name(Names::symbol, static_cast<std::uint32_t>(value.number)));
  }
  const auto& catalog = frame_.roster->catalog;
  const cel::Value whole = value.kind == Kind::money ? cel::money(value.number, catalog ? catalog->currency : std::string()) : lent(value);
  if (whole.is_error()) return Value::error(fault_of(whole.fault()), at);
  if (function == plan::Function::to_int) return taken(cel::to_int(whole), at);
  return taken(function == plan::Function::to_decimal ? cel::to_double(whole) : cel::to_string(whole), at);
}

Value Evaluator::library(NodeIndex at) {
  const plan::Node& n = node(at);
  const plan::LibraryCall* way = plan::library_call(n.c);
  const cel::Function* function = way != nullptr ? cel::find_function(way->name, way->method) : nullptr;
  const bool format = n.c == plan::kFormatCall;
  if (function == nullptr || (!format && (n.b < function->least || n.b > function->most))) return Value::error(Fault::type, at);
  std::vector<cel::Value> arguments;
  bool unknown = false, moves = false, minutely = minute_counts(n.c);
  for (std::uint32_t i = 0; i < n.b; ++i) {
    const Value argument = run(unit_->unit->children[n.a + i]);
    if (argument.is_error()) return argument;
    if (!walk(argument.text.size())) return Value::error(Fault::range, at);
    unknown = unknown || !argument.known();
    moves = moves || argument.slope != 0;
    minutely = minutely || (argument.slope != 0 && argument.kind == Kind::duration);
    if (!unknown) arguments.push_back(lent(argument));
    if (!unknown && arguments.back().is_error()) return Value::error(fault_of(arguments.back().fault()), at);
  }
  if (unknown) return {};
  // What reads the clock: a zone is whole quarters of an hour away from UTC, so between two of them no hour and no day of a moment changes;
  // those of a length begin whenever it began.
  if (moves) {
    const base::Millis step = minutely ? base::kMinute : 15 * base::kMinute;
    recheck({(frame_.now.ms / step + 1) * step});
  }
  if (format) {
    std::vector<cel::Value> items(std::make_move_iterator(arguments.begin() + 1), std::make_move_iterator(arguments.end()));
    arguments.resize(1);
    arguments.push_back(cel::list(std::move(items)));
  }
  return taken(function->call(arguments), at);
}

Value Evaluator::macro(NodeIndex at) {
  const plan::Node& n = node(at);
  const auto macro = static_cast<Macro>(n.c);
  const Value list = run(unit_->unit->children[n.a]);
  if (list.is_error() || !list.known()) return list.is_error() ? list : Value{};
  if (list.items == nullptr) return Value::error(Fault::type, at);
  const NodeIndex body = unit_->unit->children[n.a + 2];
  std::vector<plan::Datum> out;
  Value error;
  std::size_t held = 0, missed = 0;
  bool failed = false, unknown = false;
  const std::size_t slot = node(unit_->unit->children[n.a + 1]).a - plan::kMacroVariable;
  if (variables_.size() <= slot) variables_.resize(slot + 1);
  const Value around = variables_[slot];  // a name's meaning stands in its place, and counts its macros from the first
  for (const plan::Datum& item : *list.items) {
    variables_[slot] = view(item, list.record);
    const Value value = run(body);
    if (value.is_error()) {
      if (!failed) error = value;
      failed = true;
    } else if (!value.known()) {
      unknown = true;
    } else if (macro == Macro::map) {
      out.push_back(to_datum(value));
    } else if (value.is_true()) {
      ++held;
      if (macro == Macro::filter) out.push_back(item);
    } else {
      ++missed;
    }
    // One item decides, whatever the others say: CEL's `||` and `&&` over the list.
    if ((macro == Macro::exists && held > 0) || (macro == Macro::all && missed > 0)) break;
  }
  variables_[slot] = around;
  if (macro == Macro::exists && held > 0) return Value::truth(true);
  if (macro == Macro::all && missed > 0) return Value::truth(false);
  if (failed) return error;
  if (unknown) return {};
  switch (macro) {
    case Macro::all: return Value::truth(true);
    case Macro::exists: return Value::truth(false);
    case Macro::exists_one: return Value::truth(held == 1);
    case Macro::filter: return keep(std::move(out), list.record);
    case Macro::map: return keep(std::move(out), plan::kNone);
  }
  return Value::error(Fault::type, at);
}

}  // namespace playmaker::core
