#include "dsl/eval/evaluate.hpp"

#include <array>
#include <utility>

#include "runtime/cel/functions.hpp"
#include "runtime/cel/operators.hpp"

namespace playmaker::eval {

using cel::Fault;
using cel::Value;
using syntax::Kind;
using syntax::NodeId;
using syntax::Tree;

namespace {

constexpr std::int64_t kPatternSteps = 2'000;  // reading a pattern can take a thousand times as long as reading a number

class Run {
 public:
  Run(const Tree& tree, std::string_view container, const Bindings& bindings) : tree_(tree), container_(container), bindings_(bindings) {}

  Value value(NodeId node) {
    if (!step(1)) return cel::error(Fault::too_big);
    Value out = compute(node);
    if (out.is_error() && out.nanos == 0) out.nanos = static_cast<std::int32_t>(node) + 1;
    return out;
  }

 private:
  struct Local {
    std::string_view name;
    Value value;
  };

  bool step(std::int64_t count) {
    steps_ += count;
    return steps_ <= kStepsMax;
  }
  Value child(NodeId node, std::size_t index) { return value(tree_.child_at(node, index)); }
  const Value* local(std::string_view name) const {
    for (std::size_t i = locals_.size(); i > 0; --i) {
      if (locals_[i - 1].name == name) return &locals_[i - 1].value;
    }
    return nullptr;
  }

  Value compute(NodeId node);
  Value literal(NodeId node);
  Value name(NodeId node);
  std::optional<Value> full_name(NodeId node);
  Value member(NodeId node);
  Value logic(NodeId node, bool deciding);
  Value known(NodeId node);
  Value first_of(NodeId node);
  Value collection(NodeId node);
  Value call(NodeId node);
  Value go_through(NodeId node, const Macro& macro);
  Value optional_macro(const Macro& macro);
  Value has(const Macro& macro);
  Value within(const Macro& macro, const Value& range);
  bool unknown(const Value& value) const { return value.kind == cel::Kind::null || value.fault() == Fault::no_such_key; }

  template <class Operation>
  Value binary(NodeId node, const Operation& operation) {
    const Value a = child(node, 0);
    const Value b = child(node, 1);
    if (!step(std::int64_t{a.weight()} + b.weight())) return cel::error(Fault::too_big);
    return operation(a, b);
  }
  template <class Operation>
  Value unary(NodeId node, const Operation& operation) {
    const Value a = child(node, 0);
    return a.is_error() ? a : operation(a);
  }

  const Tree& tree_;
  std::string_view container_;
  const Bindings& bindings_;
  std::vector<Local> locals_;
  std::int64_t steps_ = 0;
};

Value opposite(const Value& a) {
  if (a.is_error()) return a;
  return a.kind == cel::Kind::boolean ? cel::boolean(a.number == 0) : cel::error(Fault::no_overload);
}

// A number of 10^-scale as one of 10^-places; nullopt when digits would be lost.
std::optional<std::int64_t> rescaled(std::int64_t number, int scale, int places) {
  for (; scale < places; ++scale) {
    if (__builtin_mul_overflow(number, std::int64_t{10}, &number)) return std::nullopt;
  }
  for (; scale > places; --scale) {
    if (number % 10 != 0) return std::nullopt;
    number /= 10;
  }
  return number;
}

constexpr std::array<cel::Unit, 9> kUnits = {cel::Unit::none, cel::Unit::second, cel::Unit::minute,  cel::Unit::hour, cel::Unit::day,
                                             cel::Unit::week, cel::Unit::month,  cel::Unit::quarter, cel::Unit::year};

Value length(const syntax::Node& node) {
  const cel::Unit unit = kUnits[static_cast<std::size_t>(node.unit)];
  const std::int64_t seconds = unit == cel::Unit::second ? 1 : unit == cel::Unit::minute ? 60 : unit == cel::Unit::hour ? 3600 : 0;
  if (node.working || seconds == 0) return cel::length(node.number, unit, node.working);
  std::int64_t nanos = 0;
  if (__builtin_mul_overflow(node.number, seconds * 1'000'000'000, &nanos)) return cel::error(Fault::range, "duration");
  return cel::duration(nanos);
}

Value Run::literal(NodeId node) {
  const syntax::Node& n = tree_[node];
  switch (n.kind) {
    case Kind::lit_int: return cel::integer(n.number);
    case Kind::lit_uint: return cel::unsigned_integer(static_cast<std::uint64_t>(n.number));
    case Kind::lit_decimal: return cel::decimal(tree_.decimal(node));
    case Kind::lit_text: return cel::text(std::string(tree_.text(node)));
    case Kind::lit_bytes: return cel::bytes(std::string(tree_.text(node)));
    case Kind::lit_bool: return cel::boolean(n.number != 0);
    case Kind::lit_null: return {};
    case Kind::lit_date: return cel::whole(cel::Kind::date, n.number);
    case Kind::lit_time: return cel::whole(cel::Kind::time, n.number);
    case Kind::lit_duration: return length(n);
    case Kind::lit_money: {
      const auto number = rescaled(n.number, n.scale, 2);
      return number ? cel::money(*number, tree_.text(node)) : cel::error(Fault::range, "money");
    }
    case Kind::lit_percent: {
      const auto number = rescaled(n.number, n.scale, 4);
      return number ? cel::whole(cel::Kind::percent, *number) : cel::error(Fault::range, "percent");
    }
    default: return cel::error(Fault::no_overload);
  }
}

Value type_value(const Type& type) {
  if (type.name == "timestamp") return cel::type("google.protobuf.Timestamp");
  return cel::type(type.name == "duration" ? "google.protobuf.Duration" : type.name);
}

// A name that stands outside, as long as it is written.
std::optional<Value> Run::full_name(NodeId node) {
  const auto written = dotted(tree_, node);
  if (!written) return std::nullopt;
  const std::string_view root = std::string_view(*written).substr(0, written->find('.', 1));
  if (!root.starts_with('.') && local(root) != nullptr) return std::nullopt;
  for (const std::string& name : candidates(container_, *written)) {
    if (const auto found = bindings_.find(name); found != bindings_.end()) return found->second;
    if (const TypeRef type = denoted_type(name)) return type_value(*type);
  }
  return std::nullopt;
}

Value Run::name(NodeId node) {
  if (const Value* found = local(tree_.text(node))) return *found;
  if (const auto found = full_name(node)) return *found;
  return cel::error(Fault::undeclared, std::string(tree_.text(node)));
}

Value Run::member(NodeId node) {
  if (!step(tree_[node].depth / 4)) return cel::error(Fault::too_big);
  if (const auto found = full_name(node)) return *found;
  return cel::field(child(node, 0), tree_.text(tree_.child_at(node, 1)));
}

// `and`, `or`: an error, or what is no truth, is absorbed where the other side decides.
Value Run::logic(NodeId node, bool deciding) {
  const auto decides = [&](const Value& v) { return deciding ? v.is_true() : v.is_false(); };
  const Value a = child(node, 0);
  if (decides(a)) return a;
  const Value b = child(node, 1);
  if (decides(b)) return b;
  for (const Value* one : {&a, &b}) {
    if (one->is_error()) return *one;
  }
  if (a.kind != cel::Kind::boolean || b.kind != cel::Kind::boolean) return cel::error(Fault::no_overload);
  return b;
}

Value Run::known(NodeId node) {
  const Value a = child(node, 0);
  if (a.is_error() && !unknown(a)) return a;
  return cel::boolean(!unknown(a));
}

// The first case whose test holds. A test that is unknown does not hold.
Value Run::first_of(NodeId node) {
  for (const NodeId one : tree_.children(node)) {
    if (tree_.kind(one) == Kind::first_else) return child(one, 0);
    const Value test = child(one, 0);
    if (test.is_true()) return child(one, 1);
    if (test.is_false() || unknown(test)) continue;
    return test.is_error() ? test : cel::error(Fault::no_overload);
  }
  return {};
}

Value Run::collection(NodeId node) {
  std::vector<Value> items;
  const bool map = tree_.kind(node) == Kind::make_map;
  for (const NodeId one : tree_.children(node)) {
    for (std::size_t i = 0; i < (map ? 2U : 1U); ++i) {
      Value item = map ? child(one, i) : value(one);
      if (item.is_error()) return item;
      items.push_back(std::move(item));
    }
  }
  Value made = map ? cel::map(std::move(items)) : cel::list(std::move(items));
  return step(made.weight()) ? made : cel::error(Fault::too_big);
}

Value Run::has(const Macro& macro) {
  const Value of = value(macro.range);
  if (of.is_error()) return of;
  if (of.kind == cel::Kind::map) return cel::boolean(cel::find(of, macro.field) != nullptr);
  if (of.kind != cel::Kind::optional) return cel::error(Fault::no_overload);
  const Value found = cel::field(of, macro.field);
  return found.is_error() ? found : cel::boolean(!found.items().empty());
}

Value Run::optional_macro(const Macro& macro) {
  const Value of = value(macro.range);
  if (of.is_error()) return of;
  if (of.kind != cel::Kind::optional) return cel::error(Fault::no_overload);
  if (of.items().empty()) return of;
  locals_.push_back({macro.first, of.items().front()});
  Value made = value(macro.result);
  locals_.pop_back();
  if (made.is_error()) return made;
  if (macro.kind == Macro::Kind::opt_map) return cel::optional_of(std::move(made));
  return made.kind == cel::Kind::optional ? made : cel::error(Fault::no_overload);
}

// Goes through all entries; what the macro makes of them.
Value Run::within(const Macro& macro, const Value& range) {
  using K = Macro::Kind;
  const bool map = range.kind == cel::Kind::map;
  const auto items = range.items();
  std::vector<Value> made;
  std::optional<Value> first_error;
  std::int64_t count = 0;
  const std::size_t base = locals_.size();
  for (std::size_t i = 0; i < items.size(); i += map ? 2 : 1) {
    locals_.resize(base);
    if (macro.second.empty()) {
      locals_.push_back({macro.first, items[i]});
    } else {
      locals_.push_back({macro.first, map ? items[i] : cel::integer(static_cast<std::int64_t>(i))});
      locals_.push_back({macro.second, map ? items[i + 1] : items[i]});
    }
    const Value test = syntax::exists(macro.test) ? value(macro.test) : cel::boolean(true);
    if (test.kind != cel::Kind::boolean) {
      Value wrong = test.is_error() ? test : cel::error(Fault::no_overload);
      if ((macro.kind != K::all && macro.kind != K::exists) || wrong.fault() == Fault::too_big) return wrong;
      if (!first_error) first_error = std::move(wrong);
      continue;
    }
    if (macro.kind == K::all && test.is_false()) return test;
    if (macro.kind == K::exists && test.is_true()) return test;
    if (test.is_false()) continue;
    ++count;
    if (macro.kind == K::filter) made.push_back(items[i]);
    if (!syntax::exists(macro.result)) continue;
    Value result = value(macro.result);
    if (result.is_error()) return result;
    if (!step(result.weight())) return cel::error(Fault::too_big);
    if (macro.kind == K::transform_map) made.push_back(locals_[base].value);
    made.push_back(std::move(result));
  }
  if (first_error) return *first_error;
  switch (macro.kind) {
    case K::all: return cel::boolean(true);
    case K::exists: return cel::boolean(false);
    case K::exists_one: return cel::boolean(count == 1);
    case K::transform_map: return cel::map(std::move(made));
    default: return cel::list(std::move(made));
  }
}

Value Run::go_through(NodeId, const Macro& macro) {
  if (macro.kind == Macro::Kind::has) return has(macro);
  if (macro.kind == Macro::Kind::opt_map || macro.kind == Macro::Kind::opt_flat_map) return optional_macro(macro);
  const Value range = value(macro.range);
  const std::size_t base = locals_.size();
  Value out;
  if (macro.kind == Macro::Kind::bind) {
    locals_.push_back({macro.first, range});
    out = value(macro.result);
  } else {
    if (range.is_error()) return range;
    if (range.kind != cel::Kind::list && range.kind != cel::Kind::map) return cel::error(Fault::no_overload);
    out = within(macro, range);
  }
  locals_.resize(base);
  return out;
}

Value Run::call(NodeId node) {
  if (!plain_arguments(tree_, node)) return cel::error(Fault::needs_journey);
  if (const auto macro = macro_of(tree_, node)) return go_through(node, *macro);
  const NodeId callee = tree_.child_at(node, 0);
  const std::size_t count = tree_.child_count(node, Kind::arg);
  const cel::Function* function = nullptr;
  std::string written(tree_.text(callee));
  bool method = false;
  if (const auto full = dotted(tree_, callee)) {
    for (const std::string& name : candidates(container_, *full)) {
      if (function == nullptr) function = cel::find_function(name, false);
    }
  }
  if (function == nullptr && tree_.kind(callee) == Kind::member) {
    written = tree_.text(tree_.child_at(callee, 1));
    function = cel::find_function(written, true);
    method = true;
  }
  if (function == nullptr) return cel::error(Fault::undeclared, written);
  std::vector<Value> values;
  values.reserve(count + 1);
  if (method) values.push_back(child(callee, 0));
  for (std::size_t i = 0; i < count; ++i) values.push_back(value(argument(tree_, node, i)));
  std::int64_t weight = 0;
  for (const Value& one : values) {
    if (one.is_error()) return one;
    weight += one.weight();
  }
  if (values.size() < function->least || values.size() > function->most) return cel::error(Fault::no_overload);
  if (!step(weight + (written == "matches" ? kPatternSteps : 0))) return cel::error(Fault::too_big);
  Value out = function->call(values);
  return step(out.weight()) ? out : cel::error(Fault::too_big);
}

Value Run::compute(NodeId node) {
  using cel::Relation;
  const auto relate = [](Relation relation) { return [relation](const Value& a, const Value& b) { return cel::relate(relation, a, b); }; };
  switch (tree_.kind(node)) {
    case Kind::variable: return name(node);
    case Kind::member: return member(node);
    case Kind::index: return binary(node, cel::element);
    case Kind::call: return call(node);
    case Kind::make_list:
    case Kind::make_map: return collection(node);
    case Kind::op_or: return logic(node, true);
    case Kind::op_and: return logic(node, false);
    case Kind::op_not: return opposite(child(node, 0));
    case Kind::op_negate: return unary(node, cel::negate);
    case Kind::op_eq: return binary(node, cel::equality);
    case Kind::op_ne: return opposite(binary(node, cel::equality));
    case Kind::op_lt: return binary(node, relate(Relation::less));
    case Kind::op_le: return binary(node, relate(Relation::less_equal));
    case Kind::op_gt: return binary(node, relate(Relation::greater));
    case Kind::op_ge: return binary(node, relate(Relation::greater_equal));
    case Kind::op_in: return binary(node, cel::contained);
    case Kind::op_not_in: return opposite(binary(node, cel::contained));
    case Kind::op_add: return binary(node, cel::add);
    case Kind::op_subtract: return binary(node, cel::subtract);
    case Kind::op_multiply: return binary(node, cel::multiply);
    case Kind::op_divide: return binary(node, cel::divide);
    case Kind::op_modulo: return binary(node, cel::modulo);
    case Kind::op_otherwise: {
      const Value a = child(node, 0);
      return unknown(a) ? child(node, 1) : a;
    }
    case Kind::is_known: return known(node);
    case Kind::is_not_known: return opposite(known(node));
    case Kind::between: {
      const Value a = child(node, 0);
      const Value above = cel::relate(Relation::greater_equal, a, child(node, 1));
      if (!above.is_true()) return above;
      return cel::relate(Relation::less_equal, a, child(node, 2));
    }
    case Kind::conditional: {
      const Value test = child(node, 0);
      if (test.kind != cel::Kind::boolean) return test.is_error() ? test : cel::error(Fault::no_overload);
      return child(node, test.is_true() ? 1 : 2);
    }
    case Kind::first_of: return first_of(node);
    case Kind::since:
    case Kind::held_for:
    case Kind::time_since: return cel::error(Fault::needs_journey);
    default: return literal(node);
  }
}

}  // namespace

Value evaluate(const Tree& tree, NodeId expression, std::string_view container, const Bindings& bindings) {
  return Run(tree, container, bindings).value(expression);
}

}  // namespace playmaker::eval
