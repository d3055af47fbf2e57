#include "dsl/bind/constant.hpp"

#include <charconv>

#include "dsl/bind/value.hpp"

namespace playmaker::bind {

using syntax::Kind;

namespace {

// One step on whole units; nothing when it overflows. Products of two fractions are scaled and left alone.
std::optional<std::int64_t> step(Kind op, plan::Kind left, plan::Kind right, std::int64_t a, std::int64_t b, bool& fault) {
  std::int64_t out = 0;
  const bool whole = left == plan::Kind::integer && right == plan::Kind::integer;
  switch (op) {
    case Kind::op_add: fault = __builtin_add_overflow(a, b, &out); break;
    case Kind::op_subtract: fault = __builtin_sub_overflow(a, b, &out); break;
    case Kind::op_multiply:
      if (left != plan::Kind::integer && right != plan::Kind::integer) return std::nullopt;
      fault = __builtin_mul_overflow(a, b, &out);
      break;
    case Kind::op_divide:
      if (!whole) return std::nullopt;
      fault = a == INT64_MIN && b == -1;
      if (!fault) out = a / b;
      break;
    default: return std::nullopt;
  }
  return fault ? std::nullopt : std::optional(out);
}

bool has_zero_fault(plan::Kind kind) { return kind != plan::Kind::decimal; }   // a decimal's quotient is infinite, not a fault

}  // namespace

std::optional<std::int64_t> constant_of(const Work& work, const Scope& scope, NodeId node) {
  const Tree& tree = scope.tree(work);
  switch (tree.kind(node)) {
    case Kind::lit_int: return tree.number(node);
    case Kind::lit_money: return minor_units(tree[node], tree.text(node));
    case Kind::lit_percent: return millionths(tree[node]);
    case Kind::lit_duration: return fixed_millis(length_of(tree[node]));
    case Kind::op_negate: {
      const auto value = constant_of(work, scope, tree.child_at(node, 0));
      return value && *value != INT64_MIN ? std::optional(-*value) : std::nullopt;
    }
    case Kind::variable: {
      const std::uint32_t chain = work.bound.meaning(scope.file, node).chain;
      if (chain == kNone || work.bound.chains[chain].root != Root::param || poisoned(work.bound.chains[chain].type)) return std::nullopt;
      const Where expression = work.bound.playbooks[scope.playbook].items[work.bound.chains[chain].index].expression;
      if (varies(work.bound, expression)) return std::nullopt;   // known per branch only
      if (!syntax::is_literal(work.bound.tree(expression).kind(NodeId{expression.node}))) return std::nullopt;
      Scope home = scope;
      home.file = expression.file;
      return constant_of(work, home, NodeId{expression.node});
    }
    case Kind::op_add:
    case Kind::op_subtract:
    case Kind::op_multiply:
    case Kind::op_divide: {
      const NodeId left = tree.child_at(node, 0), right = tree.child_at(node, 1);
      const auto a = constant_of(work, scope, left), b = constant_of(work, scope, right);
      if (!a || !b || (tree.kind(node) == Kind::op_divide && *b == 0)) return std::nullopt;
      bool fault = false;
      return step(tree.kind(node), work.bound.meaning(scope.file, left).type.kind, work.bound.meaning(scope.file, right).type.kind, *a, *b,
                  fault);
    }
    default: return std::nullopt;
  }
}

void check_constant(Work& work, const Scope& scope, NodeId arithmetic) {
  const Tree& tree = scope.tree(work);
  const Kind op = tree.kind(arithmetic);
  const NodeId left = tree.child_at(arithmetic, 0), right = tree.child_at(arithmetic, 1);
  const auto b = constant_of(work, scope, right);
  if (!b) return;
  const plan::Kind right_kind = work.bound.meaning(scope.file, right).type.kind;
  if ((op == Kind::op_divide || op == Kind::op_modulo) && *b == 0 && has_zero_fault(right_kind))
    return report_fault(work, scope.file, arithmetic, {"it divides by zero", "除数为零"});
  const auto a = constant_of(work, scope, left);
  bool fault = false;
  if (a && *b != 0) step(op, work.bound.meaning(scope.file, left).type.kind, right_kind, *a, *b, fault);
  if (fault) report_fault(work, scope.file, arithmetic, {"the result is too big a number", "结果超出数值范围"});
}

void report_fault(Work& work, std::uint32_t file, NodeId node, const Words& why) {
  work.issues.add(Issue(Code::constant_fault, work.bound.tree(file).span(node)).arg(why));
}

bool is_whole_number(std::string_view text) {
  std::int64_t value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace playmaker::bind
