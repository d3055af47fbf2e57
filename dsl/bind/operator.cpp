#include <algorithm>

#include "dsl/bind/arithmetic.hpp"
#include "dsl/bind/constant.hpp"
#include "dsl/bind/expression.hpp"
#include "dsl/bind/time.hpp"
#include "dsl/bind/value.hpp"

namespace playmaker::bind {
namespace {

using syntax::Kind;

class Operators {
 public:
  Operators(Work& work, const Scope& scope, NodeId node)
      : work_(work),
        scope_(scope),
        tree_(scope.tree(work)),
        node_(node),
        left_(tree_.child_at(node, 0)),
        right_(tree_.child_at(node, 1)) {}

  Typed bind() {
    switch (tree_.kind(node_)) {
      case Kind::op_eq:
      case Kind::op_ne: return compare(false);
      case Kind::op_lt:
      case Kind::op_le:
      case Kind::op_gt:
      case Kind::op_ge: return compare(true);
      case Kind::op_in:
      case Kind::op_not_in: return in();
      case Kind::between: return between();
      case Kind::op_negate: return negate();
      case Kind::op_add:
      case Kind::op_subtract:
      case Kind::op_multiply:
      case Kind::op_divide:
      case Kind::op_modulo: return arithmetic();
      default: report_mismatch(work_, scope_, node_, {"an expression", "表达式"}, kBool); return {};
    }
  }

 private:
  std::string sign() const {
    switch (tree_.kind(node_)) {
      case Kind::op_eq: return "==";
      case Kind::op_ne: return "!=";
      case Kind::op_lt: return "<";
      case Kind::op_le: return "<=";
      case Kind::op_gt: return ">";
      case Kind::op_ge: return ">=";
      case Kind::op_in: return "in";
      case Kind::op_not_in: return "not in";
      case Kind::op_add: return "+";
      case Kind::op_subtract: return "-";
      case Kind::op_multiply: return "*";
      case Kind::op_divide: return "/";
      case Kind::op_modulo: return "%";
      default: return "between";
    }
  }
  Words words(Type type) const { return work_.bound.types.words(type); }
  Words of(NodeId node) const { return {"`" + written(work_, scope_.file, node) + "`"}; }
  bool is_length(NodeId node) const { return tree_.kind(node) == Kind::lit_duration; }
  bool is_since(NodeId node) const { return tree_.kind(node) == Kind::time_since; }

  // Numbers stand on one line, as in CEL: comparing converts nothing. An amount or a share is no number.
  bool comparable(Type left, Type right) const {
    const auto number = [](Type type) {
      return type.kind == plan::Kind::integer || type.kind == plan::Kind::unsigned_integer || type.kind == plan::Kind::decimal;
    };
    return work_.bound.types.same(left, right) || (number(left) && number(right));
  }

  Typed clash(Type left, Type right) {
    if (poisoned(left) || poisoned(right)) return {};
    Issue issue(Code::operands_clash, tree_.span(node_));
    issue.arg(sign()).arg(words(left)).arg(words(right));
    if (sign() == "in" && right.kind == plan::Kind::duration)
      issue.help({"a length of time stands behind `within`", "时长写在 `within` 之后"});
    const NodeId literal = tree_.kind(right_) == Kind::lit_int ? right_ : tree_.kind(left_) == Kind::lit_int ? left_ : syntax::kNoNode;
    if (syntax::exists(literal)) {
      const Type other = literal == right_ ? left : right;
      const std::string number = written(work_, scope_.file, literal);
      std::string better;
      if (other.kind == plan::Kind::decimal) better = number + ".0";
      if (other.kind == plan::Kind::percent) better = number + "%";
      if (other.kind == plan::Kind::money) better = work_.bound.currency == "CNY" ? number + "元" : number + " " + work_.bound.currency;
      if (other.kind == plan::Kind::duration || other.kind == plan::Kind::date || other.kind == plan::Kind::instant)
        better = number + " days";
      if (!better.empty()) issue.help({"write `" + better + "`", "请写 `" + better + "`"}).fix(tree_.span(literal), better);
    }
    // A score is a share of 1: 70% is 0.7.
    for (const NodeId percent : {left_, right_}) {
      if (tree_.kind(percent) != Kind::lit_percent || (percent == right_ ? left : right).kind != plan::Kind::decimal) continue;
      const auto share = millionths(tree_[percent]);
      if (!share) continue;
      std::string better = std::to_string(static_cast<double>(*share) / 1'000'000);
      while (better.ends_with('0') && !better.ends_with(".0")) better.pop_back();
      issue.help({"write `" + better + "`", "请写 `" + better + "`"}).fix(tree_.span(percent), better);
    }
    work_.issues.add(std::move(issue));
    return {};
  }

  // A text with a closed list of values against a literal: the literal must be one of them.
  void check_closed(const Typed& typed, NodeId of_node, NodeId literal) {
    if (typed.closed == kNone || tree_.kind(literal) != Kind::lit_text) return;
    adapt(work_, scope_, literal, {plan::Kind::one_of, typed.closed}, of(of_node));
    work_.bound.meaning(scope_.file, literal).type = kText;
  }

  Typed compare(bool ordered) {
    // `time since e > 1 month` means now > e + 1 month: the length need not be a fixed one.
    if (ordered && ((is_since(left_) && is_length(right_)) || (is_length(left_) && is_since(right_)))) {
      bind_expression(work_, scope_, is_since(left_) ? left_ : right_);
      const NodeId length = is_since(left_) ? right_ : left_;
      if (tree_[length].working) bind_expression(work_, scope_, length);
      else check_length(work_, scope_.file, length);
      work_.bound.meaning(scope_.file, length).type = kDuration;
      return {kBool};
    }
    Typed left, right;
    if (tree_.kind(left_) == Kind::lit_text) {
      right = bind_expression(work_, scope_, right_);
      left = is_enumeration(right.type) && adapt(work_, scope_, left_, right.type, of(right_)) ? Typed{right.type}
                                                                                               : bind_expression(work_, scope_, left_);
    } else {
      left = bind_expression(work_, scope_, left_);
      right = is_enumeration(left.type) && adapt(work_, scope_, right_, left.type, of(left_)) ? Typed{left.type}
                                                                                              : bind_expression(work_, scope_, right_);
    }
    check_closed(left, left_, right_);
    check_closed(right, right_, left_);
    if (!comparable(left.type, right.type)) return clash(left.type, right.type);
    if (ordered ? !is_ordered(left.type) : left.type.kind == plan::Kind::list || left.type.kind == plan::Kind::record)
      return clash(left.type, right.type);
    require_known(work_, scope_, left);
    require_known(work_, scope_, right);
    return {kBool};
  }

  Typed in() {
    // `customer in segment(s)`, `customer in journey(p)` read as their calls.
    if (tree_.kind(left_) == Kind::variable && tree_.text(left_) == "customer" && tree_.kind(right_) == Kind::call) {
      bind_chain(work_, scope_, left_);
      bind_condition(work_, scope_, right_);
      return {kBool};
    }
    Typed left = bind_expression(work_, scope_, left_);
    if (tree_.kind(right_) == Kind::make_list) {
      for (const NodeId item : tree_.children(right_)) {
        if (is_enumeration(left.type) && adapt(work_, scope_, item, left.type, of(left_))) continue;
        Typed typed = bind_expression(work_, scope_, item);
        check_closed(left, left_, item);
        require_known(work_, scope_, typed);
        if (!comparable(left.type, typed.type)) report_mismatch(work_, scope_, item, words(left.type), typed.type);
      }
      work_.bound.meaning(scope_.file, right_).type =
          work_.bound.types.list(left.type, static_cast<std::uint32_t>(tree_.child_count(right_)));
    } else {
      Typed right = bind_expression(work_, scope_, right_);
      if (poisoned(right.type) || poisoned(left.type)) return {kBool};
      if (right.type.kind != plan::Kind::list || !work_.bound.types.same(work_.bound.types.list(right.type).item, left.type))
        return clash(left.type, right.type);
      require_known(work_, scope_, right);
    }
    require_known(work_, scope_, left);
    return {kBool};
  }

  Typed between() {
    Typed value = bind_expression(work_, scope_, left_);
    const NodeId high = tree_.child_at(node_, 2);
    for (const NodeId bound : {right_, high}) {
      Typed typed = is_enumeration(value.type) && adapt(work_, scope_, bound, value.type, of(left_))
                        ? Typed{value.type}
                        : bind_expression(work_, scope_, bound);
      if (!comparable(value.type, typed.type)) {
        report_mismatch(work_, scope_, bound, words(value.type), typed.type);
        return {kBool};
      }
      require_known(work_, scope_, typed);
    }
    if (!is_ordered(value.type)) return clash(value.type, value.type);
    require_known(work_, scope_, value);
    if (tree_.kind(right_) == tree_.kind(high) && syntax::is_literal(tree_.kind(right_)) && tree_[right_].unit == tree_[high].unit &&
        tree_[right_].scale == tree_[high].scale && tree_.kind(right_) != Kind::lit_decimal && tree_.kind(right_) != Kind::lit_text &&
        tree_.number(right_) > tree_.number(high)) {
      work_.issues.add(
          Issue(Code::range_empty, tree_.span(node_)).arg(written(work_, scope_.file, right_)).arg(written(work_, scope_.file, high)));
    }
    return {kBool};
  }

  Typed negate() {
    const Typed typed = bind_expression(work_, scope_, left_);
    if (!poisoned(typed.type) && !is_number(typed.type)) {
      report_mismatch(work_, scope_, left_, {"a number", "数字"}, typed.type);
      return {};
    }
    return {typed.type, typed.maybe, typed.cause};
  }

  Typed arithmetic() {
    const Typed left = bind_expression(work_, scope_, left_);
    const bool sum = tree_.kind(node_) == Kind::op_add || tree_.kind(node_) == Kind::op_subtract;
    if (sum && (left.type.kind == plan::Kind::date || left.type.kind == plan::Kind::instant) && is_constant_length(right_)) {
      return {left.type, left.maybe, left.cause};
    }
    const Typed right = bind_expression(work_, scope_, right_);
    if (poisoned(left.type) || poisoned(right.type)) return {};
    const std::optional<Type> out = combine(tree_.kind(node_), left.type, right.type);
    if (!out) return clash(left.type, right.type);
    check_constant(work_, scope_, node_);
    return {*out, left.maybe || right.maybe, left.maybe ? left.cause : right.cause};
  }

  // A length as written: a literal, or a param that is one.
  bool is_constant_length(NodeId node) {
    const Tree* home = &tree_;
    NodeId literal = node;
    if (tree_.kind(node) == Kind::variable && scope_.playbook != kNone) {
      const Chain& chain = bind_chain(work_, scope_, node);
      if (chain.root != Root::param) return false;
      const Where expression = work_.bound.playbooks[scope_.playbook].items[chain.index].expression;
      home = &work_.bound.tree(expression);
      literal = NodeId{expression.node};
    }
    if (home->kind(literal) != Kind::lit_duration) return false;
    if ((*home)[literal].working && scope_.playbook == kNone)
      work_.issues.add(Issue(Code::clock_only, tree_.span(node))
                           .arg({"an expression of the catalog", "目录的表达式"})
                           .arg(written(work_, scope_.file, node)));
    else if ((*home)[literal].working) require_calendar(work_, scope_, tree_.span(node), written(work_, scope_.file, node));
    if (node == literal) check_length(work_, scope_.file, literal);
    work_.bound.meaning(scope_.file, node).type = kDuration;
    return true;
  }

  Work& work_;
  const Scope& scope_;
  const Tree& tree_;
  NodeId node_, left_, right_;
};

}  // namespace

Typed bind_operator(Work& work, const Scope& scope, NodeId node) { return Operators(work, scope, node).bind(); }

}  // namespace playmaker::bind
