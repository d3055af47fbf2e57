#include "dsl/lower/expression.hpp"

#include "dsl/bind/value.hpp"
#include "dsl/bind/work.hpp"

namespace playmaker::lower {

using syntax::Kind;

namespace {

constexpr plan::Type kBool{plan::Kind::boolean, kNone};

NodeOp operation(Kind kind) {
  switch (kind) {
    case Kind::op_eq: return NodeOp::equal;
    case Kind::op_ne: return NodeOp::not_equal;
    case Kind::op_lt: return NodeOp::less;
    case Kind::op_le: return NodeOp::less_equal;
    case Kind::op_gt: return NodeOp::greater;
    case Kind::op_ge: return NodeOp::greater_equal;
    case Kind::op_add: return NodeOp::add;
    case Kind::op_subtract: return NodeOp::subtract;
    case Kind::op_multiply: return NodeOp::multiply;
    case Kind::op_divide: return NodeOp::divide;
    default: return NodeOp::modulo;
  }
}

// How many instants of `count(e …)` must be kept so that the comparison with the constant `k` is exact; 0: day buckets.
std::uint8_t kept(Kind op, std::int64_t k) {
  const std::int64_t keep = op == Kind::op_gt || op == Kind::op_le || op == Kind::op_eq || op == Kind::op_ne ? k + 1 : k;
  return keep >= 1 && keep <= 16 ? static_cast<std::uint8_t>(keep) : 0;
}

Kind mirrored(Kind op) {
  switch (op) {
    case Kind::op_lt: return Kind::op_gt;
    case Kind::op_le: return Kind::op_ge;
    case Kind::op_gt: return Kind::op_lt;
    case Kind::op_ge: return Kind::op_le;
    default: return op;
  }
}

}  // namespace

NodeIndex Expressions::lower(std::uint32_t file, NodeId node) {
  const NodeIndex out = build(file, node);
  if ((unit_.depth(out) > kCodeDepthMax || unit_.size(out) > kCodeSizeMax) && too_large_.insert(bind::key(file, node)).second &&
      too_large_.size() == 1) {
    const source::Span span = bound_.tree(file).span(node);
    const Tree& tree = bound_.tree(file);
    bool defines = false;
    for (std::uint32_t i = 0; i < tree.size(); ++i) defines = defines || tree.kind(NodeId{i}) == Kind::define;
    source::Issue issue(source::Code::too_large, span);
    issue.arg((*bound_.sources)[span.file].text(span)).arg(std::to_string(static_cast<int>(kCodeSizeMax)));
    if (defines)
      issue.help({"what a define stands for counts each time: split it into several, or nest fewer defines",
                  "每次引用定义都按其展开后的大小计:请拆分,或减少定义之间的嵌套"});
    else issue.help({"say it shorter, or split it over several clauses", "请缩短,或分写为几个子句"});
    issues_.add(std::move(issue));
  }
  return out;
}

NodeIndex Expressions::build(std::uint32_t file, NodeId node) {
  const Tree& tree = bound_.tree(file);
  const NodeId first = tree.child_at(node, 0), second = tree.child_at(node, 1);
  const auto both = [&](NodeOp op, plan::Type type) {
    const NodeIndex a = lower(file, first);
    return unit_.node(op, type, a, lower(file, second));
  };
  switch (tree.kind(node)) {
    case Kind::op_and: return both(NodeOp::and_, kBool);
    case Kind::op_or: return both(NodeOp::or_, kBool);
    case Kind::op_not: return unit_.logic(NodeOp::not_, lower(file, first));
    case Kind::is_known: return unit_.logic(NodeOp::is_known, lower(file, first));
    case Kind::is_not_known: return unit_.logic(NodeOp::not_, unit_.logic(NodeOp::is_known, lower(file, first)));
    case Kind::op_otherwise: return both(NodeOp::otherwise, type_of(file, node));
    case Kind::op_eq:
    case Kind::op_ne:
    case Kind::op_lt:
    case Kind::op_le:
    case Kind::op_gt:
    case Kind::op_ge: return compare(file, node, operation(tree.kind(node)));
    case Kind::op_in: return contained(file, node);
    case Kind::op_not_in: return unit_.logic(NodeOp::not_, contained(file, node));
    case Kind::between: {
      const NodeIndex value = lower(file, first), low = lower(file, second);
      return unit_.node(NodeOp::between, kBool, value, low, lower(file, tree.child_at(node, 2)));
    }
    case Kind::op_add:
    case Kind::op_subtract: return sum(file, node, tree.kind(node) == Kind::op_subtract);
    case Kind::op_multiply:
    case Kind::op_divide:
    case Kind::op_modulo: return both(operation(tree.kind(node)), type_of(file, node));
    case Kind::op_negate: return unit_.node(NodeOp::negate, type_of(file, node), lower(file, first));
    case Kind::since:
      return unit_.node(NodeOp::since_entry, kBool, unit_.event(bound_.names.at(bind::Thing::event, chain_of(file, first)->index).name));
    case Kind::time_since:
      return unit_.node(NodeOp::time_since, {plan::Kind::duration, kNone},
                        unit_.event(bound_.names.at(bind::Thing::event, chain_of(file, first)->index).name));
    case Kind::held_for: {
      const NodeIndex held = lower(file, first);
      const std::uint32_t hold = unit_.hold();
      return unit_.node(NodeOp::held_for, kBool, held, hold, unit_.length(length(file, second)));
    }
    case Kind::conditional: {
      const NodeIndex condition = lower(file, first), yes = lower(file, second);
      return unit_.node(NodeOp::choose, type_of(file, node), condition, yes, lower(file, tree.child_at(node, 2)));
    }
    case Kind::first_of: return first_of(file, node);
    case Kind::variable: return chain(*chain_of(file, node), bound_.meaning(file, node).type);
    case Kind::member: {
      if (const Chain* known = chain_of(file, node)) return chain(*known, bound_.meaning(file, node).type);
      if (tree.kind(first) == Kind::call && bound_.meaning(file, first).ref == static_cast<std::uint32_t>(bind::Builtin::last)) {
        const Chain* event = chain_of(file, tree.child_at(tree.child(first, Kind::arg), 0));
        const auto canonical = bound_.canonical.find(bind::key(file, second));
        const std::uint32_t name =
            unit_.text(canonical == bound_.canonical.end() ? std::string_view(tree.text(second)) : std::string_view(canonical->second));
        return unit_.node(NodeOp::last_field, type_of(file, node), unit_.event(bound_.names.at(bind::Thing::event, event->index).name),
                          name);
      }
      const plan::Kind of = bound_.meaning(file, first).type.kind;
      const NodeIndex base = lower(file, first);
      const auto canonical = bound_.canonical.find(bind::key(file, second));
      const std::uint32_t name =
          unit_.text(canonical == bound_.canonical.end() ? std::string_view(tree.text(second)) : std::string_view(canonical->second));
      return unit_.node(of == plan::Kind::record ? NodeOp::item : NodeOp::member, type_of(file, node), base, name);
    }
    case Kind::index: return both(NodeOp::index, type_of(file, node));
    case Kind::call: return call(file, node, 0);
    case Kind::make_list: {
      std::vector<NodeIndex> items;
      for (const NodeId item : tree.children(node)) items.push_back(lower(file, item));
      return unit_.list(type_of(file, node), items);
    }
    default: return literal(file, node);
  }
}

NodeIndex Expressions::literal(std::uint32_t file, NodeId node) {
  const Tree& tree = bound_.tree(file);
  const std::int64_t number = tree.number(node);
  switch (tree.kind(node)) {
    case Kind::lit_int: return unit_.constant(plan::Kind::integer, number);
    case Kind::lit_uint: return unit_.constant(plan::Kind::unsigned_integer, number);
    case Kind::lit_decimal: return unit_.constant(plan::Kind::decimal, number);
    case Kind::lit_money: return unit_.constant(plan::Kind::money, bind::minor_units(tree[node], tree.text(node)).value_or(0));
    case Kind::lit_percent: return unit_.constant(plan::Kind::percent, bind::millionths(tree[node]).value_or(0));
    case Kind::lit_text:
      return unit_.words(tree.text(node),
                         bind::is_enumeration(bound_.meaning(file, node).type) ? bound_.meaning(file, node).type : bind::kText);
    case Kind::lit_bytes: return unit_.words(tree.text(node), {plan::Kind::bytes, kNone});
    case Kind::lit_bool: return unit_.constant(plan::Kind::boolean, number);
    case Kind::lit_date: return unit_.constant(plan::Kind::date, number);
    case Kind::lit_time: return unit_.constant(plan::Kind::time, number);
    case Kind::lit_duration: return unit_.constant(plan::Kind::duration, bind::fixed_millis(bind::length_of(tree[node])).value_or(0));
    default: return unit_.node(NodeOp::unknown, {});
  }
}

NodeIndex Expressions::compare(std::uint32_t file, NodeId node, NodeOp op) {
  const Tree& tree = bound_.tree(file);
  const NodeId left = tree.child_at(node, 0), right = tree.child_at(node, 1);
  const Kind kind = tree.kind(node);
  if (tree.kind(left) == Kind::time_since && tree.kind(right) == Kind::lit_duration) return since_compared(file, left, right, op);
  if (tree.kind(right) == Kind::time_since && tree.kind(left) == Kind::lit_duration) {
    return since_compared(file, right, left, operation(mirrored(kind)));
  }
  const auto side = [&](NodeId value, NodeId other, Kind as) {
    const bool counted =
        tree.kind(value) == Kind::call && bound_.meaning(file, value).ref == static_cast<std::uint32_t>(bind::Builtin::count);
    if (counted && tree.kind(other) == Kind::lit_int) return call(file, value, kept(as, tree.number(other)));
    return lower(file, value);
  };
  const NodeIndex a = side(left, right, kind);
  return unit_.node(op, kBool, a, side(right, left, mirrored(kind)));
}

// `time since e > 1 month` means now > e + 1 month; where no e was ever seen, at least so long as the customer was watched.
NodeIndex Expressions::since_compared(std::uint32_t file, NodeId since, NodeId literal, NodeOp op) {
  const plan::Length written = length(file, literal);
  const NodeIndex elapsed = lower(file, since);
  const plan::Kind duration = plan::Kind::duration;
  if (const auto fixed = bind::fixed_millis(written)) return unit_.node(op, kBool, elapsed, unit_.constant(duration, *fixed));
  const std::uint32_t event = unit_.unit().nodes[elapsed].a;
  const NodeIndex last = unit_.node(NodeOp::last_at, {plan::Kind::instant, kNone}, event);
  const NodeIndex later = unit_.node(NodeOp::shift, {plan::Kind::instant, kNone}, last, unit_.length(written));
  const NodeIndex seen = unit_.node(op, kBool, unit_.node(NodeOp::now, {plan::Kind::instant, kNone}), later);
  const NodeIndex never = unit_.node(op, kBool, elapsed, unit_.constant(duration, written.amount * 31 * 86'400'000));
  return unit_.node(NodeOp::otherwise, kBool, seen, never);
}

NodeIndex Expressions::contained(std::uint32_t file, NodeId node) {
  const Tree& tree = bound_.tree(file);
  const NodeId left = tree.child_at(node, 0), right = tree.child_at(node, 1);
  const Chain* who = chain_of(file, left);
  if (who != nullptr && who->root == Root::customer) return lower(file, right);
  const NodeIndex value = lower(file, left);
  return unit_.node(NodeOp::in, kBool, value, lower(file, right));
}

NodeIndex Expressions::sum(std::uint32_t file, NodeId node, bool minus) {
  const Tree& tree = bound_.tree(file);
  const NodeId left = tree.child_at(node, 0), right = tree.child_at(node, 1);
  const plan::Kind kind = bound_.meaning(file, left).type.kind;
  const NodeIndex value = lower(file, left);
  const bool shifted = (kind == plan::Kind::date || kind == plan::Kind::instant) && bound_.meaning(file, node).type.kind == kind;
  if (shifted) {
    plan::Length by = length(file, right);
    if (by.amount < 0) {
      by.amount = -by.amount;
      minus = !minus;
    }
    return unit_.node(NodeOp::shift, type_of(file, node), value, unit_.length(by), minus ? 1 : kNone);
  }
  return unit_.node(minus ? NodeOp::subtract : NodeOp::add, type_of(file, node), value, lower(file, right));
}

// The first case that holds. A test that is unknown does not hold, so the next one is asked.
NodeIndex Expressions::first_of(std::uint32_t file, NodeId node) {
  const Tree& tree = bound_.tree(file);
  struct Case {
    NodeIndex when, value;
  };
  std::vector<Case> cases;
  NodeIndex otherwise = kNone;
  for (const NodeId child : tree.children(node)) {
    if (tree.kind(child) == Kind::first_else) {
      otherwise = lower(file, tree.child_at(child, 0));
      continue;
    }
    const NodeIndex when = lower(file, tree.child_at(child, 0));
    const NodeIndex holds = unit_.node(NodeOp::otherwise, kBool, when, unit_.constant(plan::Kind::boolean, 0));
    cases.push_back({holds, lower(file, tree.child_at(child, 1))});
  }
  const plan::Type type = type_of(file, node);
  NodeIndex out = otherwise == kNone ? unit_.node(NodeOp::unknown, type) : otherwise;
  for (auto each = cases.rbegin(); each != cases.rend(); ++each) out = unit_.node(NodeOp::choose, type, each->when, each->value, out);
  return out;
}

plan::Length Expressions::length(std::uint32_t file, NodeId node) const {
  const Tree& tree = bound_.tree(file);
  if (tree.kind(node) == Kind::lit_duration) return bind::length_of(tree[node]);
  const Chain* name = chain_of(file, node);
  if (name == nullptr || name->root != Root::param) return {};
  const bind::Where expression = bound_.playbooks[playbook_].items[name->index].expression;
  return length(expression.file, NodeId{expression.node});
}

const Chain* Expressions::chain_of(std::uint32_t file, NodeId node) const {
  const std::uint32_t chain = bound_.meaning(file, node).chain;
  return chain == kNone ? nullptr : &bound_.chains[chain];
}

NodeIndex Expressions::path(std::uint32_t file, NodeId node) { return chain(*chain_of(file, node), bound_.meaning(file, node).type); }

}  // namespace playmaker::lower
