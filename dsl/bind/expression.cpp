#include "dsl/bind/expression.hpp"

#include <algorithm>

#include "dsl/bind/constant.hpp"
#include "dsl/bind/time.hpp"
#include "dsl/bind/value.hpp"
#include "runtime/base/slip.hpp"

namespace playmaker::bind {
namespace {

using syntax::Kind;

class Binder {
 public:
  Binder(Work& work, const Scope& scope) : work_(work), scope_(scope), tree_(scope.tree(work)) {}

  Typed bind(NodeId node) {
    const NodeId first = tree_.child_at(node, 0);
    switch (tree_.kind(node)) {
      case Kind::lit_int: return {kInt};
      case Kind::lit_uint: return {{plan::Kind::unsigned_integer, kNone}};
      case Kind::lit_decimal: return {{plan::Kind::decimal, kNone}};
      case Kind::lit_money: return money(node);
      case Kind::lit_percent:
        if (!millionths(tree_[node])) return too_fine(node);
        return {{plan::Kind::percent, kNone}};
      case Kind::lit_text: return {kText};
      case Kind::lit_bytes: return {{plan::Kind::bytes, kNone}};
      case Kind::lit_bool: return {kBool};
      case Kind::lit_date: return {kDate};
      case Kind::lit_time: return {{plan::Kind::time, kNone}};
      case Kind::lit_duration: return duration(node);
      case Kind::op_and: return both(node, true);
      case Kind::op_or: return both(node, false);
      case Kind::op_not: bind_condition(work_, scope_, first); return {kBool};
      case Kind::is_known:
      case Kind::is_not_known: bind_expression(work_, scope_, first); return {kBool};
      case Kind::op_otherwise: return otherwise(first, tree_.child_at(node, 1));
      case Kind::since: return since(node);
      case Kind::held_for: return held_for(node);
      case Kind::conditional: return conditional(node);
      case Kind::first_of: return first_of(node);
      case Kind::time_since: return time_since(node);
      case Kind::variable: return bind_value_chain(work_, scope_, node);
      case Kind::member: return member(node);
      case Kind::index: return index(node);
      case Kind::call: return bind_call(work_, scope_, node);
      case Kind::make_list: return make_list(node);
      case Kind::make_map: return unkept(node, {"maps", "映射"}, {"a list of records holds what belongs together", "请用记录列表"});
      case Kind::lit_null:
        return unkept(node, {"`null`", "`null`"},
                      {"ask `is known`, or say what it counts as: `otherwise …`", "请判断 `is known`,或写 `otherwise …`"});
      default: return bind_operator(work_, scope_, node);
    }
  }

 private:
  Typed unkept(NodeId node, const Words& what, Words help) {
    work_.issues.add(Issue(Code::value_unkept, tree_.span(node)).arg(what).help(std::move(help)));
    return {};
  }
  Typed unwatched(NodeId node, const Words& where, Words help) {
    work_.issues.add(Issue(Code::hold_unwatched, tree_.span(node)).arg(where).help(std::move(help)));
    return {};
  }
  Typed too_fine(NodeId node) {
    work_.issues.add(Issue(Code::too_fine, tree_.span(node)).arg(written(work_, scope_.file, node)));
    return {};
  }

  Typed money(NodeId node) {
    const std::string_view currency = tree_.text(node);
    if (!work_.bound.currency.empty() && currency != work_.bound.currency) {
      work_.issues.add(Issue(Code::currency_differs, tree_.span(node)).arg(currency).arg(work_.bound.currency));
      return {};
    }
    if (!minor_units(tree_[node], currency)) return too_fine(node);
    return {{plan::Kind::money, kNone}};
  }

  Typed duration(NodeId node) {
    if (!check_length(work_, scope_.file, node)) return {};
    if (fixed_millis(length_of(tree_[node]))) return {kDuration};
    Issue issue(Code::length_not_fixed, tree_.span(node));
    issue.arg(written(work_, scope_.file, node));
    const std::string length = written(work_, scope_.file, node);
    std::int64_t days = 0;
    if (tree_[node].unit == syntax::Unit::month) days = 30;
    if (tree_[node].unit == syntax::Unit::quarter) days = 91;
    if (tree_[node].unit == syntax::Unit::year) days = 365;
    if (!tree_[node].working && days != 0 && tree_.number(node) < 10'000) {
      const std::string better = std::to_string(tree_.number(node) * days) + " days";
      issue.help({"write `" + better + "`, or compare dates: `… <= today - " + length + "`",
                  "请写 `" + better + "`,或比较日期:`… <= today - " + length + "`"});
      issue.fix(tree_.span(node), better);
    } else {
      issue.help({"say it in days or hours, or compare dates: `today - 12 months`", "请用天或小时,或比较日期:`today - 12 months`"});
    }
    work_.issues.add(std::move(issue));
    return {};
  }

  Typed both(NodeId node, bool is_and) {
    const NodeId left = tree_.child_at(node, 0), right = tree_.child_at(node, 1);
    bind_condition(work_, scope_, left);
    bind_condition(work_, knowing(work_, scope_, left, is_and), right);
    return {kBool};
  }

  Typed otherwise(NodeId value, NodeId fallback) {
    const Typed left = bind_expression(work_, scope_, value);
    if (is_enumeration(left.type) && adapt(work_, scope_, fallback, left.type, {written(work_, scope_.file, value)})) return {left.type};
    Typed right = bind_expression(work_, scope_, fallback);
    if (!work_.bound.types.same(left.type, right.type)) {
      report_mismatch(work_, scope_, fallback, work_.bound.types.words(left.type), right.type);
      return {};
    }
    return {left.type, right.maybe, right.cause};
  }

  // `e since entry`: the event happened at or after this journey's entry.
  Typed since(NodeId node) {
    const NodeId event = tree_.child_at(node, 0), from = tree_.child_at(node, 1);
    event_of(event);
    if (tree_.text(from) != "entry") report_unknown(work_, tree_.span(from), {"starting point", "起点"}, tree_.text(from), {"entry"});
    else if (scope_.playbook == kNone)
      work_.issues.add(Issue(Code::journey_wanted, tree_.span(node))
                           .arg(written(work_, scope_.file, node))
                           .help({"count in a window: `count(… over last 30 days) > 0`", "请用时间窗口:`count(… over last 30 days) > 0`"}));
    return {kBool};
  }

  void event_of(NodeId node) {
    if (!is_chain(tree_, node)) {
      work_.issues.add(Issue(Code::trigger_wanted, tree_.span(node)).arg(written(work_, scope_.file, node)).arg({"a value", "一个值"}));
      return;
    }
    const Chain& chain = bind_chain(work_, scope_, node);
    if (chain.root != Root::event && chain.root != Root::poison) report_no_value(work_, scope_, node, chain, Code::trigger_wanted);
  }

  Typed held_for(NodeId node) {
    bind_condition(work_, scope_, tree_.child_at(node, 0));
    const NodeId length = tree_.child_at(node, 1);
    if (scope_.playbook == kNone)
      return unwatched(node, {"an expression of the catalog", "目录的表达式"},
                       {"write the test with `for` in the playbook that needs it", "请在用到它的剧本中写 `for`"});
    if (!scope_.variables.empty())
      return unwatched(node, {"an item of a list", "列表中的一项"},
                       {"write it around the whole: `(list.exists(x, …)) for …`", "请写在整个判断之外:`(列表.exists(x, …)) for …`"});
    bind_some_length(work_, scope_, length);
    return {kBool};
  }

  Typed conditional(NodeId node) {
    const NodeId condition = tree_.child_at(node, 0), yes = tree_.child_at(node, 1), no = tree_.child_at(node, 2);
    bind_condition(work_, scope_, condition);
    std::vector<Choice> choices = {{yes, knowing(work_, scope_, condition, true)}, {no, knowing(work_, scope_, condition, false)}};
    return pick(choices);
  }

  Typed first_of(NodeId node) {
    std::vector<Choice> choices;
    Scope rest = scope_;
    bool has_else = false;
    for (const NodeId child : tree_.children(node)) {
      if (tree_.kind(child) == Kind::first_case) {
        const NodeId condition = tree_.child_at(child, 0);
        bind_condition(work_, rest, condition);
        choices.push_back({tree_.child_at(child, 1), knowing(work_, rest, condition, true)});
        rest = knowing(work_, rest, condition, false);
      } else {
        has_else = true;
        choices.push_back({tree_.child_at(child, 0), rest});
      }
    }
    Typed out = pick(choices);
    if (!has_else) {
      out.maybe = true;
      out.cause = node;
    }
    return out;
  }

  // Values of which one is taken: all of one type. Where all are text literals, the list of them is closed.
  struct Choice {
    NodeId node;
    Scope scope;
  };
  Typed pick(std::vector<Choice>& choices) {
    Typed out;
    bool closed = true;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const Typed typed = i > 0 && is_enumeration(out.type) && adapt(work_, choices[i].scope, choices[i].node, out.type, {"`first of`"})
                              ? Typed{out.type}
                              : bind_expression(work_, choices[i].scope, choices[i].node);
      if (tree_.kind(choices[i].node) != Kind::lit_text) closed = false;
      else if (std::find(texts.begin(), texts.end(), tree_.text(choices[i].node)) == texts.end())
        texts.emplace_back(tree_.text(choices[i].node));
      if (i == 0 || poisoned(out.type)) out.type = typed.type;
      else if (!work_.bound.types.same(out.type, typed.type)) {
        report_mismatch(work_, choices[i].scope, choices[i].node, work_.bound.types.words(out.type), typed.type);
        return {};
      }
      if (typed.maybe) {
        out.maybe = true;
        out.cause = typed.cause;
      }
    }
    if (closed) out.closed = work_.bound.types.enumeration(plan::Kind::one_of, std::move(texts)).detail;
    return out;
  }

  Typed time_since(NodeId node) {
    event_of(tree_.child_at(node, 0));
    return {kDuration};
  }

  Typed member(NodeId node) {
    if (is_chain(tree_, node)) return bind_value_chain(work_, scope_, node);
    const NodeId base = tree_.child_at(node, 0), name = tree_.child_at(node, 1);
    const Typed left = bind_expression(work_, scope_, base);
    if (poisoned(left.type)) return {};
    const Fields* fields = nullptr;
    if (left.type.kind == plan::Kind::person) fields = &work_.bound.person;
    if (left.type.kind == plan::Kind::branch) fields = &work_.bound.branch;
    if (left.type.kind == plan::Kind::record) fields = &work_.bound.types.fields(left.type);
    const Field* field = fields ? fields->find(tree_.text(name)) : nullptr;
    if (!field) {
      Issue issue(Code::field_unknown, tree_.span(name));
      issue.arg(tree_.text(name)).arg(work_.bound.types.words(left.type));
      suggest(work_, issue, tree_.span(name), tree_.text(name), fields ? fields->names() : std::vector<std::string_view>{});
      work_.issues.add(std::move(issue));
      return {};
    }
    set_canonical(work_, scope_.file, name, field->name);
    const bool known = scope_.known.contains("#" + written(work_, scope_.file, node));
    return {field->type, (left.maybe || field->optional) && !known, node};
  }

  Typed index(NodeId node) {
    const NodeId base = tree_.child_at(node, 0), at = tree_.child_at(node, 1);
    const Typed list = bind_expression(work_, scope_, base);
    if (poisoned(list.type)) {
      bind_expression(work_, scope_, at);   // what is wrong with it by itself
      return {};
    }
    bind_as(work_, scope_, at, kInt);
    if (list.type.kind != plan::Kind::list || list.type.detail == kNone) {
      report_mismatch(work_, scope_, base, {"a list", "列表"}, list.type);
      return {};
    }
    const std::uint32_t at_most = work_.bound.types.list(list.type).at_most;
    if (const auto place = constant_of(work_, scope_, at); place && (*place < 0 || *place >= at_most)) {
      const std::string count = std::to_string(at_most), written = std::to_string(*place);
      report_fault(work_, scope_.file, node,
                   {"places are counted from 0, and the list has at most " + count + ": there is no " + written,
                    "位置从 0 起算,列表最多 " + count + " 项,没有第 " + written + " 项"});
    }
    return {work_.bound.types.list(list.type).item, list.maybe, base};
  }

  Typed make_list(NodeId node) {
    Type item = kPoison;
    std::uint32_t count = 0;
    for (const NodeId child : tree_.children(node)) {
      Typed typed = bind_expression(work_, scope_, child);
      require_known(work_, scope_, typed);
      if (poisoned(item)) item = typed.type;
      else if (!work_.bound.types.same(item, typed.type)) {
        report_mismatch(work_, scope_, child, work_.bound.types.words(item), typed.type);
        return {};
      }
      ++count;
    }
    if (poisoned(item)) return {};
    return {work_.bound.types.list(item, count)};
  }

  Work& work_;
  const Scope& scope_;
  const Tree& tree_;
};

// A value that could stand in for an unknown one, for the help text.
std::string stand_in(const Work& work, Type type) {
  switch (type.kind) {
    case plan::Kind::boolean: return "false";
    case plan::Kind::decimal: return "0.0";
    case plan::Kind::money: return work.bound.currency == "CNY" || work.bound.currency.empty() ? "0元" : "0 " + work.bound.currency;
    case plan::Kind::percent: return "0%";
    case plan::Kind::text: return "\"\"";
    case plan::Kind::date: return "today";
    case plan::Kind::instant: return "now";
    case plan::Kind::time: return "00:00";
    case plan::Kind::duration: return "0 days";
    case plan::Kind::one_of:
    case plan::Kind::level_of: return "\"" + work.bound.types.values(type).front() + "\"";
    default: return "0";
  }
}

}  // namespace

Typed bind_expression(Work& work, const Scope& scope, NodeId node) {
  const Typed typed = Binder(work, scope).bind(node);
  work.bound.meaning(scope.file, node).type = typed.type;
  return typed;
}

void require_known(Work& work, const Scope& scope, Typed& typed) {
  if (!typed.maybe || poisoned(typed.type) || !syntax::exists(typed.cause)) return;
  const std::string text = written(work, scope.file, typed.cause);
  const Type type = work.bound.meaning(scope.file, typed.cause).type;
  Issue issue(Code::unknown_not_false, scope.tree(work).span(typed.cause));
  issue.arg(text);
  issue.help({"test it first: `" + text + " is known and …`", "先判断是否已知:`" + text + " is known and …`"});
  issue.help({"or say what it counts as: `" + text + " otherwise " + stand_in(work, type) + "`",
              "或给出默认值:`" + text + " otherwise " + stand_in(work, type) + "`"});
  work.issues.add(std::move(issue));
  typed.maybe = false;
}

void bind_condition(Work& work, const Scope& scope, NodeId node) {
  Typed typed = bind_expression(work, scope, node);
  if (!poisoned(typed.type) && typed.type.kind != plan::Kind::boolean) {
    report_mismatch(work, scope, node, {"a test that is true or false", "真假判断"}, typed.type);
    return;
  }
  require_known(work, scope, typed);
}

Typed bind_as(Work& work, const Scope& scope, NodeId node, Type want) {
  if (is_enumeration(want) && adapt(work, scope, node, want, work.bound.types.words(want))) return {want};
  const Typed typed = bind_expression(work, scope, node);
  if (!work.bound.types.same(typed.type, want)) {
    report_mismatch(work, scope, node, work.bound.types.words(want), typed.type);
    return {};
  }
  return typed;
}

void report_mismatch(Work& work, const Scope& scope, NodeId node, Words expected, Type found) {
  if (poisoned(found)) return;
  work.issues.add(Issue(Code::type_mismatch, scope.tree(work).span(node)).arg(std::move(expected)).arg(work.bound.types.words(found)));
}

bool adapt(Work& work, const Scope& scope, NodeId node, Type enumeration, const Words& of) {
  const Tree& tree = scope.tree(work);
  std::string_view text;
  if (tree.kind(node) == Kind::lit_text) {
    text = tree.text(node);
  } else if (tree.kind(node) == Kind::variable && scope.playbook != kNone) {
    const Chain& chain = bind_chain(work, scope, node);
    if (chain.root != Root::param) return false;
    const Item& item = work.bound.playbooks[scope.playbook].items[chain.index];
    const Tree& home = work.bound.tree(item.expression);
    if (home.kind(NodeId{item.expression.node}) != Kind::lit_text) return false;
    text = home.text(NodeId{item.expression.node});
  } else {
    return false;
  }
  work.bound.meaning(scope.file, node).type = enumeration;
  const std::vector<std::string>& values = work.bound.types.values(enumeration);
  if (std::find(values.begin(), values.end(), text) != values.end()) return true;
  const Span span = tree.span(node);
  Issue issue(Code::value_unlisted, span);
  issue.arg(text).arg(of);
  const std::vector<std::string_view> candidates(values.begin(), values.end());
  const std::string_view near = base::nearest(text, candidates);
  if (!near.empty()) {
    const std::string quoted = "\"" + std::string(near) + "\"";
    issue.help({"did you mean " + quoted + "?", "是否想写 " + quoted + "?"});
    if (base::surely_meant(text, near, candidates)) issue.fix(span, quoted);
  } else {
    std::string all;
    for (const std::string& value : values) all += (all.empty() ? "\"" : ", \"") + value + "\"";
    issue.help({"there is: " + all, "现有:" + all});
  }
  work.issues.add(std::move(issue));
  return true;
}

void bind_definition(Work& work, std::uint32_t playbook, std::uint32_t index) {
  Item& item = work.bound.playbooks[playbook].items[index];
  if (item.progress == Progress::done) return;
  if (item.progress == Progress::under_way) {
    work.issues.add(Issue(Code::define_circle, work.bound.span(item.expression)).arg(item.name));
    item.progress = Progress::done;
    return;
  }
  item.progress = Progress::under_way;
  Scope scope;
  scope.file = item.expression.file;
  scope.playbook = playbook;
  const Where expression = item.expression;
  const Tree& tree = work.bound.tree(expression);
  const NodeId node{expression.node};
  Typed typed;
  // A param may be a length of any kind: places that take a duration read it as written.
  if (item.thing == Thing::param && tree.kind(node) == Kind::lit_duration) {
    check_length(work, expression.file, node);
    typed.type = kDuration;
    work.bound.meaning(expression.file, node).type = kDuration;
  } else {
    typed = bind_expression(work, scope, node);
  }
  Item& again = work.bound.playbooks[playbook].items[index];
  if (again.progress == Progress::done) return;   // it was a circle
  again.type = typed.type;
  again.maybe = typed.maybe;
  again.closed = typed.closed;
  again.progress = Progress::done;
}

Fields& fields_of(Work& work, Self self) {
  if (self == Self::person) return work.bound.person;
  return self == Self::branch ? work.bound.branch : work.bound.customer;
}

void bind_derived(Work& work, Self self, std::uint32_t index) {
  Field& field = fields_of(work, self).list[index];
  if (field.progress == 2) return;
  if (field.progress == 1) {
    work.issues.add(Issue(Code::define_circle, work.bound.span(field.derived)).arg(field.name));
    field.progress = 2;
    return;
  }
  field.progress = 1;
  Scope scope;
  scope.file = field.derived.file;
  scope.self = self;
  const Typed typed = bind_expression(work, scope, NodeId{field.derived.node});
  if (field.progress == 2) return;   // it was a circle
  field.progress = 2;
  field.type = typed.type;
  field.optional = typed.maybe;
}

}  // namespace playmaker::bind
