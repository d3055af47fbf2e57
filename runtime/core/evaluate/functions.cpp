// The functions of CEL that playbooks use. Texts are counted in code points; letters change case within ASCII only, as in CEL.
#include <algorithm>
#include <cmath>

#include "runtime/base/text.hpp"
#include "runtime/cel/search.hpp"
#include "runtime/cel/text.hpp"
#include "runtime/core/evaluate/evaluator.hpp"
#include "runtime/core/evaluate/rounding.hpp"
#include "runtime/plan/library.hpp"

namespace playmaker::core {

using plan::Function;
using plan::Kind;
using plan::NodeIndex;

// The least or greatest of the arguments, or of the one list given.
Value Evaluator::extreme(NodeIndex at, bool greatest) {
  const plan::Node& n = node(at);
  const NodeIndex* arguments = unit_->unit->children.data() + n.a;
  Value best;
  bool unknown = false;
  const auto take = [&](const Value& value) {
    if (best.is_error()) return;
    if (value.is_error()) {
      best = value;
    } else if (!value.known()) {
      unknown = true;
    } else if (!best.known()) {
      best = value;
    } else {
      const Value better =
          compare(greatest ? plan::NodeOp::greater : plan::NodeOp::less, value, best, levels(arguments[0], arguments[0]), at);
      if (better.is_error()) best = better;
      if (better.is_true()) best = value;
    }
  };
  const Value first = run(arguments[0]);
  if (n.b == 1 && first.items != nullptr) {
    for (const plan::Datum& each : *first.items) take(view(each, first.record));
  } else {
    take(first);
    for (std::uint32_t i = 1; i < n.b; ++i) take(run(arguments[i]));
  }
  if (best.is_error()) return best;
  return unknown ? Value{} : best;
}

Value Evaluator::call(NodeIndex at) {
  const plan::Node& n = node(at);
  if (plan::is_macro(n.c)) return macro(at);
  if (n.c >= plan::kLibraryFirst) return library(at);
  const auto function = static_cast<Function>(n.c);
  const std::uint32_t least =
      function == Function::contains || function == Function::starts_with || function == Function::ends_with ? 2 : 1;
  if (n.b < least) return Value::error(Fault::type, at);
  if (function == Function::minimum || function == Function::maximum) return extreme(at, function == Function::maximum);
  const Value a = run(unit_->unit->children[n.a]);
  if (a.is_error()) return a;
  if (function == Function::has) return Value::truth(a.known());
  if (!a.known()) return {};
  Value b;
  if (least == 2) {
    b = run(unit_->unit->children[n.a + 1]);
    if (b.is_error() || !b.known()) return b.is_error() ? b : Value{};
    if (!a.textual() || a.kind != b.kind) return Value::error(Fault::type, at);
  }
  if (!walk(a.text.size() + b.text.size())) return Value::error(Fault::range, at);
  switch (function) {
    case Function::size:
      if (a.items != nullptr) return Value::of(Kind::integer, static_cast<std::int64_t>(a.items->size()));
      if (a.kind == Kind::bytes) return Value::of(Kind::integer, static_cast<std::int64_t>(a.text.size()));
      if (a.kind == Kind::text) return Value::of(Kind::integer, static_cast<std::int64_t>(base::count_code_points(a.text)));
      break;
    case Function::contains: return Value::truth(cel::first_place(a.text, b.text) != std::string_view::npos);
    case Function::starts_with: return Value::truth(a.text.starts_with(b.text));
    case Function::ends_with: return Value::truth(a.text.ends_with(b.text));
    case Function::absolute:
      if (a.kind == Kind::decimal) return Value::decimal(std::fabs(a.as_double()));
      if (a.kind == Kind::integer || a.kind == Kind::money || a.kind == Kind::percent || a.kind == Kind::duration) {
        if (a.number == INT64_MIN) return Value::error(Fault::overflow, at);
        Value value = a;
        if (value.slope != 0) recheck_tomorrow();
        value.slope = 0;
        value.number = std::abs(a.number);
        return value;
      }
      break;
    case Function::lower:
    case Function::upper:
      if (a.kind == Kind::text) return keep(cel::cased(a.text, function == Function::upper));
      break;
    case Function::trim:
      if (a.kind == Kind::text) return Value::words(cel::trimmed(a.text));
      break;
    case Function::to_int:
    case Function::to_decimal:
    case Function::to_text: return converted(function, a, at);
    default: break;
  }
  return Value::error(Fault::type, at);
}

}  // namespace playmaker::core
