#include "dsl/eval/check.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace playmaker::eval {

using source::Code;
using source::Issue;
using syntax::Kind;
using syntax::NodeId;
using syntax::Tree;

namespace {

class Check {
 public:
  Check(const Tree& tree, const Environment& environment, source::Issues& issues)
      : tree_(tree),
        environment_(environment),
        issues_(issues) {}

  TypeRef whole(NodeId node) {
    const TypeRef found = type(node);
    return bad_ ? nullptr : fitting_.resolved(found, true);
  }

 private:
  struct Local {
    std::string_view name;
    TypeRef type;
  };

  TypeRef type(NodeId node);
  TypeRef child(NodeId node, std::size_t index) { return type(tree_.child_at(node, index)); }
  TypeRef name(NodeId node);
  TypeRef full_name(NodeId node);
  TypeRef member(NodeId node);
  TypeRef field_of(const TypeRef& operand, NodeId node, std::string_view field);
  TypeRef collection(NodeId node);
  TypeRef call(NodeId node);
  TypeRef go_through(NodeId node, const Macro& macro);
  TypeRef optional_macro(NodeId node, const Macro& macro);
  TypeRef cases(NodeId node);
  // The result of whichever overloads take these; a slip when none does.
  TypeRef resolve(NodeId node, std::string_view name, const std::vector<Overload>& overloads, bool method,
                  const std::vector<TypeRef>& given);
  TypeRef operation(NodeId node, std::string_view name, std::size_t operands);
  bool truth(NodeId node) {
    const TypeRef found = type(node);
    if (fitting_.fits(found, simple("bool"))) return true;
    wrong(Issue(Code::type_mismatch, tree_.span(node)).arg("bool").arg(said(found)));
    return false;
  }
  TypeRef with(std::vector<Local> locals, NodeId node) {
    const std::size_t base = locals_.size();
    locals_.insert(locals_.end(), locals.begin(), locals.end());
    TypeRef out = type(node);
    locals_.resize(base);
    return out;
  }
  const TypeRef* local(std::string_view name) const {
    for (std::size_t i = locals_.size(); i > 0; --i) {
      if (locals_[i - 1].name == name) return &locals_[i - 1].type;
    }
    return nullptr;
  }
  std::string said(const TypeRef& type) const { return to_text(*fitting_.resolved(type, true)); }
  std::string said(const std::vector<TypeRef>& types) const {
    std::string out;
    for (const TypeRef& one : types) out += (out.empty() ? "" : ", ") + said(one);
    return out.empty() ? "()" : out;
  }
  TypeRef wrong(Issue issue) {
    bad_ = true;
    issues_.add(std::move(issue));
    return dyn();
  }

  const Tree& tree_;
  const Environment& environment_;
  source::Issues& issues_;
  Fitting fitting_;
  std::vector<Local> locals_;
  bool bad_ = false;
};

TypeRef Check::full_name(NodeId node) {
  const auto written = dotted(tree_, node);
  if (!written) return nullptr;
  const std::string_view root = std::string_view(*written).substr(0, written->find('.', 1));
  if (!root.starts_with('.') && local(root) != nullptr) return nullptr;
  for (const std::string& name : candidates(environment_.container, *written)) {
    if (const auto found = environment_.names.find(name); found != environment_.names.end()) return found->second;
    if (const TypeRef found = denoted_type(name)) return type_of(found);
  }
  return nullptr;
}

TypeRef Check::name(NodeId node) {
  if (const TypeRef* found = local(tree_.text(node))) return *found;
  if (TypeRef found = full_name(node)) return found;
  std::vector<std::string_view> known;
  for (const auto& [one, type] : environment_.names) known.push_back(one);
  Issue issue(Code::name_unknown, tree_.span(node));
  issue.arg(std::string(tree_.text(node))).arg({"value", "值"});
  if (const auto near = base::nearest(tree_.text(node), known); !near.empty())
    issue.help({"did you mean `" + std::string(near) + "`?", "是否想写 `" + std::string(near) + "`?"});
  return wrong(std::move(issue));
}

TypeRef Check::field_of(const TypeRef& operand, NodeId node, std::string_view field) {
  const TypeRef of = fitting_.resolved(operand, false);
  switch (of->kind) {
    case TypeKind::dyn: return of;
    case TypeKind::variable: fitting_.fits(dyn(), of); return dyn();
    case TypeKind::map:
      if (fitting_.fits(simple("string"), of->params[0])) return of->params[1];
      break;
    case TypeKind::opaque:
      if (of->name == "optional_type" && of->params.size() == 1) {
        const TypeRef inner = field_of(of->params[0], node, field);
        return inner->name == of->name ? inner : optional_of(inner);
      }
      break;
    default: break;
  }
  return wrong(Issue(Code::field_unknown, tree_.span(node)).arg(std::string(field)).arg(said(operand)));
}

TypeRef Check::member(NodeId node) {
  if (TypeRef found = full_name(node)) return found;
  return field_of(child(node, 0), node, tree_.text(tree_.child_at(node, 1)));
}

TypeRef Check::collection(NodeId node) {
  TypeRef key, value;
  const bool map = tree_.kind(node) == Kind::make_map;
  for (const NodeId one : tree_.children(node)) {
    if (map) key = fitting_.joined(key, child(one, 0));
    value = fitting_.joined(value, map ? child(one, 1) : type(one));
  }
  if (value == nullptr) value = fitting_.fresh();
  if (!map) return list_of(value);
  return map_of(key == nullptr ? fitting_.fresh() : key, value);
}

TypeRef Check::resolve(NodeId node, std::string_view name, const std::vector<Overload>& overloads, bool method,
                       const std::vector<TypeRef>& given) {
  TypeRef result;
  for (const Overload& overload : overloads) {
    if (overload.method != method || overload.params.size() != given.size()) continue;
    std::map<std::string, TypeRef> names;
    std::vector<TypeRef> wanted;
    for (const TypeRef& param : overload.params) wanted.push_back(fitting_.renamed(param, names));
    const TypeRef gives = fitting_.renamed(overload.result, names);
    if (!fitting_.all_fit(given, wanted)) continue;
    const TypeRef found = fitting_.resolved(gives, false);
    if (result == nullptr) result = found;
    else if (!same(*fitting_.resolved(result, false), *found)) result = dyn();
  }
  if (result != nullptr) return result;
  if (name.starts_with('_') && given.size() == 2) {
    const std::size_t end = name.find('_', 1);
    return wrong(
        Issue(Code::operands_clash, tree_.span(node)).arg(std::string(name.substr(1, end - 1))).arg(said(given[0])).arg(said(given[1])));
  }
  return wrong(Issue(Code::argument_count, tree_.span(node))
                   .arg(std::string(name))
                   .arg({"other arguments than " + said(given), "其他参数,而非 " + said(given)}));
}

TypeRef Check::operation(NodeId node, std::string_view name, std::size_t operands) {
  std::vector<TypeRef> given;
  for (std::size_t i = 0; i < operands; ++i) given.push_back(child(node, i));
  return resolve(node, name, library().find(name)->second, false, given);
}

TypeRef Check::optional_macro(NodeId node, const Macro& macro) {
  const TypeRef range = fitting_.resolved(type(macro.range), false);
  TypeRef inner = dyn();
  if (range->kind == TypeKind::opaque && range->name == "optional_type") inner = range->params[0];
  else if (range->kind != TypeKind::dyn) return wrong(Issue(Code::type_mismatch, tree_.span(node)).arg("optional_type").arg(said(range)));
  const TypeRef made = with({{macro.first, inner}}, macro.result);
  if (macro.kind == Macro::Kind::opt_flat_map) return made;
  return optional_of(made);
}

TypeRef Check::go_through(NodeId node, const Macro& macro) {
  using K = Macro::Kind;
  if (macro.kind == K::has) {
    field_of(type(macro.range), node, macro.field);
    return simple("bool");
  }
  if (macro.kind == K::bind) return with({{macro.first, type(macro.range)}}, macro.result);
  if (macro.kind == K::opt_map || macro.kind == K::opt_flat_map) return optional_macro(node, macro);
  const TypeRef range = fitting_.resolved(type(macro.range), false);
  TypeRef key = simple("int"), value = dyn();
  bool map = false;
  switch (range->kind) {
    case TypeKind::list: value = range->params[0]; break;
    case TypeKind::map:
      map = true;
      key = range->params[0];
      value = range->params[1];
      break;
    case TypeKind::variable: fitting_.fits(dyn(), range); [[fallthrough]];
    case TypeKind::dyn: key = dyn(); break;
    default: return wrong(Issue(Code::type_mismatch, tree_.span(macro.range)).arg({"a list or a map", "列表或映射"}).arg(said(range)));
  }
  const std::size_t base = locals_.size();
  if (macro.second.empty()) {
    locals_.push_back({macro.first, map ? key : value});
  } else {
    locals_.push_back({macro.first, key});
    locals_.push_back({macro.second, value});
  }
  if (syntax::exists(macro.test)) truth(macro.test);
  const TypeRef result = syntax::exists(macro.result) ? type(macro.result) : nullptr;
  locals_.resize(base);
  switch (macro.kind) {
    case K::filter: return list_of(map ? key : value);
    case K::map:
    case K::transform_list: return list_of(result);
    case K::transform_map: return map_of(key, result);
    default: return simple("bool");
  }
}

TypeRef Check::call(NodeId node) {
  if (!plain_arguments(tree_, node))
    return wrong(Issue(Code::constant_fault, tree_.span(node)).arg({"only a customer's journey knows it", "只有客户的旅程才知道"}));
  if (const auto macro = macro_of(tree_, node)) return go_through(node, *macro);
  const NodeId callee = tree_.child_at(node, 0);
  const std::size_t count = tree_.child_count(node, Kind::arg);
  const auto declared = [&](const std::string& name) -> const std::vector<Overload>* {
    if (const auto own = environment_.functions.find(name); own != environment_.functions.end()) return &own->second;
    const auto found = library().find(name);
    return found == library().end() ? nullptr : &found->second;
  };
  std::string written(tree_.text(callee));
  const std::vector<Overload>* overloads = nullptr;
  bool method = false;
  if (const auto full = dotted(tree_, callee)) {
    for (const std::string& name : candidates(environment_.container, *full)) {
      if (overloads != nullptr) break;
      overloads = declared(name);
      if (overloads != nullptr) written = name;
    }
  }
  std::vector<TypeRef> given;
  if (overloads == nullptr && tree_.kind(callee) == Kind::member) {
    written = tree_.text(tree_.child_at(callee, 1));
    overloads = declared(written);
    method = true;
    given.push_back(child(callee, 0));
  }
  for (std::size_t i = 0; i < count; ++i) given.push_back(type(argument(tree_, node, i)));
  if (overloads == nullptr) return wrong(Issue(Code::function_unknown, tree_.span(callee)).arg(written));
  if ((written == "math.greatest" || written == "math.least") && given.size() > 1) {
    TypeRef all;
    for (const TypeRef& one : given) all = fitting_.joined(all, resolve(node, written, *overloads, false, {one}));
    return all;
  }
  return resolve(node, written, *overloads, method, given);
}

// `first of { when C -> v … else -> v }`
TypeRef Check::cases(NodeId node) {
  TypeRef out;
  for (const NodeId one : tree_.children(node)) {
    const bool last = tree_.kind(one) == Kind::first_else;
    if (!last) truth(tree_.child_at(one, 0));
    out = fitting_.joined(out, child(one, last ? 0 : 1));
  }
  return out;
}

TypeRef literal_type(const Tree& tree, NodeId node) {
  const syntax::Node& n = tree[node];
  switch (n.kind) {
    case Kind::lit_int: return simple("int");
    case Kind::lit_uint: return simple("uint");
    case Kind::lit_decimal: return simple("double");
    case Kind::lit_text: return simple("string");
    case Kind::lit_bytes: return simple("bytes");
    case Kind::lit_bool: return simple("bool");
    case Kind::lit_null: return simple("null_type");
    case Kind::lit_date: return simple("date");
    case Kind::lit_time: return simple("time");
    case Kind::lit_money: return simple("money");
    case Kind::lit_percent: return simple("percent");
    case Kind::lit_duration: {
      const bool clock = n.unit == syntax::Unit::second || n.unit == syntax::Unit::minute || n.unit == syntax::Unit::hour;
      return simple(clock && !n.working ? "duration" : "length");
    }
    default: return dyn();
  }
}

TypeRef Check::type(NodeId node) {
  switch (tree_.kind(node)) {
    case Kind::variable: return name(node);
    case Kind::member: return member(node);
    case Kind::index: return operation(node, "_[_]", 2);
    case Kind::call: return call(node);
    case Kind::make_list:
    case Kind::make_map: return collection(node);
    case Kind::op_or: return operation(node, "_||_", 2);
    case Kind::op_and: return operation(node, "_&&_", 2);
    case Kind::op_not: return operation(node, "!_", 1);
    case Kind::op_negate: return operation(node, "-_", 1);
    case Kind::op_eq: return operation(node, "_==_", 2);
    case Kind::op_ne: return operation(node, "_!=_", 2);
    case Kind::op_lt: return operation(node, "_<_", 2);
    case Kind::op_le: return operation(node, "_<=_", 2);
    case Kind::op_gt: return operation(node, "_>_", 2);
    case Kind::op_ge: return operation(node, "_>=_", 2);
    case Kind::op_in:
    case Kind::op_not_in: return operation(node, "_in_", 2);
    case Kind::op_add: return operation(node, "_+_", 2);
    case Kind::op_subtract: return operation(node, "_-_", 2);
    case Kind::op_multiply: return operation(node, "_*_", 2);
    case Kind::op_divide: return operation(node, "_/_", 2);
    case Kind::op_modulo: return operation(node, "_%_", 2);
    case Kind::op_otherwise: return operation(node, "_otherwise_", 2);
    case Kind::is_known:
    case Kind::is_not_known: child(node, 0); return simple("bool");
    case Kind::between: {
      const TypeRef a = child(node, 0);
      const auto& order = library().find("_<=_")->second;
      resolve(node, "_between_", order, false, {a, child(node, 1)});
      return resolve(node, "_between_", order, false, {a, child(node, 2)});
    }
    case Kind::conditional: return operation(node, "_?_:_", 3);
    case Kind::first_of: return cases(node);
    case Kind::since:
    case Kind::held_for:
    case Kind::time_since:
      return wrong(Issue(Code::constant_fault, tree_.span(node)).arg({"only a customer's journey knows it", "只有客户的旅程才知道"}));
    default: return literal_type(tree_, node);
  }
}

}  // namespace

TypeRef check(const Tree& tree, NodeId expression, const Environment& environment, source::Issues& issues) {
  return Check(tree, environment, issues).whole(expression);
}

}  // namespace playmaker::eval
