#include <algorithm>
#include <optional>

#include "dsl/bind/constant.hpp"
#include "dsl/bind/expression.hpp"
#include "dsl/bind/library_call.hpp"
#include "dsl/bind/time.hpp"

namespace playmaker::bind {
namespace {

using syntax::Kind;

struct Row {
  std::string_view name;
  Builtin builtin;
};
constexpr Row kFunctions[] = {
    {"count", Builtin::count},
    {"sum", Builtin::sum},
    {"avg", Builtin::avg},
    {"min", Builtin::min},
    {"max", Builtin::max},
    {"change", Builtin::change},
    {"last", Builtin::last},
    {"segment", Builtin::segment},
    {"score", Builtin::score},
    {"journey", Builtin::journey},
    {"suitable", Builtin::suitable},
    {"has", Builtin::has},
    {"size", Builtin::size},
    {"contains", Builtin::contains},
    {"startsWith", Builtin::starts_with},
    {"endsWith", Builtin::ends_with},
    {"lowerAscii", Builtin::lower},
    {"upperAscii", Builtin::upper},
    {"trim", Builtin::trim},
    {"abs", Builtin::absolute},
    {"int", Builtin::to_int},
    {"double", Builtin::to_decimal},
    {"string", Builtin::to_text},
    {"rate", Builtin::rate},
};

// Of CEL, but not in a playbook: its types are closed, and have nothing that these would give.
struct Foreign {
  std::string_view name;
  Words gives;
};
const Foreign kForeign[] = {
    {"bytes", {"function that turns text into bytes", "将文本转为字节串的函数"}},
    {"dyn", {"values of any type", "任意类型的值"}},
    {"type", {"types that are values", "作为值的类型"}},
    {"uint", {"function that turns numbers into unsigned ones", "将数字转为无符号数的函数"}},
};

class Calls {
 public:
  Calls(Work& work, const Scope& scope, NodeId node) : work_(work), scope_(scope), tree_(scope.tree(work)), node_(node) {
    const NodeId head = tree_.child_at(node, 0);
    if (tree_.kind(head) == Kind::member) {   // x.contains("a")
      receiver_ = tree_.child_at(head, 0);
      name_node_ = tree_.child_at(head, 1);
    } else {
      name_node_ = head;
    }
    name_ = tree_.text(name_node_);
    args_ = tree_.children(node, Kind::arg);
  }

  Typed bind() {
    if (const auto made = library()) return *made;
    const auto* found = std::find_if(std::begin(kFunctions), std::end(kFunctions), [&](const Row& row) { return row.name == name_; });
    if (found == std::end(kFunctions)) return unknown();
    Builtin builtin = found->builtin;
    const bool window = args_.size() == 1 && over(args_[0]).has_value();
    if (builtin == Builtin::min && !window) builtin = Builtin::minimum;
    if (builtin == Builtin::max && !window) builtin = Builtin::maximum;
    work_.bound.meaning(scope_.file, node_).ref = static_cast<std::uint32_t>(builtin);
    switch (builtin) {
      case Builtin::count:
      case Builtin::sum:
      case Builtin::avg:
      case Builtin::min:
      case Builtin::max:
      case Builtin::change: return bind_window(builtin);
      case Builtin::last: return bind_last();
      case Builtin::segment:   // a list is the segment of those on it
        if (args_.size() == 1 && work_.bound.names.find(Thing::segment, tree_.text(value_of(0))) == kNone &&
            work_.bound.names.find(Thing::list, tree_.text(value_of(0))) != kNone)
          return named(Thing::list, kBool);
        return named(Thing::segment, kBool);
      case Builtin::score: return named(Thing::score, {plan::Kind::decimal, kNone});
      case Builtin::journey: return journey();
      case Builtin::rate: return rate();
      case Builtin::suitable: return named(Thing::product, kBool);
      case Builtin::has:
        if (!arity(1)) return {};
        bind_expression(work_, scope_, value_of(0));
        return {kBool};
      default: return plain(builtin);
    }
  }

 private:
  // What CEL has beyond our own words: `x.indexOf("a")`, `math.ceil(x)`, `list.exists(each, C)`.
  std::optional<Typed> library() {
    const bool method = syntax::exists(receiver_);
    if (method && tree_.kind(receiver_) == Kind::variable && tree_.text(receiver_) == "math") {
      const std::string whole = "math." + std::string(name_);
      std::vector<NodeId> values;
      for (std::size_t i = 0; i < args_.size(); ++i) values.push_back(value_of(i + 1));
      if (library_has(whole, false)) return bind_library(work_, scope_, node_, whole, false, values);
    }
    std::vector<NodeId> values;
    for (std::size_t i = 0; i < args_.size() + (method ? 1 : 0); ++i) values.push_back(value_of(i));
    if (name_ == "format" && method) return bind_format(work_, scope_, node_, values);
    if (const auto macro = macro_named(name_); macro && method) return bind_macro(work_, scope_, node_, *macro, values);
    if (library_has(name_, method)) return bind_library(work_, scope_, node_, name_, method, values);
    return std::nullopt;
  }

  Typed unknown() {
    for (const Foreign& foreign : kForeign) {
      if (foreign.name != name_) continue;
      work_.issues.add(Issue(Code::value_unkept, tree_.span(name_node_)).arg(foreign.gives));
      return {};
    }
    Issue issue(Code::function_unknown, tree_.span(name_node_));
    issue.arg(name_);
    std::vector<std::string_view> candidates;
    for (const Row& row : kFunctions) candidates.push_back(row.name);
    std::ranges::copy(library_names(syntax::exists(receiver_)), std::back_inserter(candidates));
    suggest(work_, issue, tree_.span(name_node_), name_, candidates);
    work_.issues.add(std::move(issue));
    return {};
  }
  bool arity(std::size_t wanted) {
    if (args_.size() + (syntax::exists(receiver_) ? 1 : 0) == wanted) return true;
    const std::string count = std::to_string(wanted);
    work_.issues.add(Issue(Code::argument_count, tree_.span(node_))
                         .arg(name_)
                         .arg({count + (wanted == 1 ? " argument" : " arguments"), count + " 个参数"}));
    return false;
  }
  NodeId value_of(std::size_t index) const {
    if (syntax::exists(receiver_)) return index == 0 ? receiver_ : tree_.child_at(args_[index - 1], 0);
    return tree_.child_at(args_[index], 0);
  }
  std::optional<NodeId> over(NodeId arg) const {
    for (const Kind kind : {Kind::over_last, Kind::over_this, Kind::over_previous}) {
      if (const NodeId found = tree_.child(arg, kind); syntax::exists(found)) return found;
    }
    return std::nullopt;
  }

  Typed named(Thing thing, Type type) {
    if (!arity(1)) return {};
    const NodeId name = value_of(0);
    if (tree_.kind(name) != Kind::variable) {
      report_unknown(work_, tree_.span(name), words(thing), written(work_, scope_.file, name), {});
      return {};
    }
    return resolve(work_, scope_.file, name, thing) == kNone ? Typed{} : Typed{type};
  }
  // A playbook that is applied already need not stand among these files: whether it is known is a law of the whole (prove).
  Typed journey() {
    if (!arity(1)) return {};
    const NodeId name = value_of(0);
    if (tree_.kind(name) != Kind::variable) {
      report_unknown(work_, tree_.span(name), words(Thing::playbook), written(work_, scope_.file, name), {});
      return {};
    }
    const std::uint32_t index = work_.bound.names.find(Thing::playbook, tree_.text(name));
    if (index != kNone) set_canonical(work_, scope_.file, name, work_.bound.names.at(Thing::playbook, index).name);
    return {kBool};
  }

  // `rate(call.done)`: of a branch's tasks the share that ended so. Where nothing is counted a comparison with it does not hold.
  Typed rate() {
    if (!scope_.reviewing) {
      work_.issues.add(Issue(Code::rate_outside, tree_.span(node_))
                           .help({"write it in a review: `review NAME every week { when rate(…) < 60% { … } }`",
                                  "请写在回检中:`review 名称 every week { when rate(…) < 60% { … } }`"}));
      return {};
    }
    if (!arity(1)) return {};
    const NodeId arg = tree_.kind(tree_.child_at(node_, 0)) == Kind::member ? syntax::kNoNode : args_[0];
    const auto wrong = [&](NodeId what) {
      work_.issues.add(Issue(Code::rate_subject, tree_.span(what))
                           .arg(written(work_, scope_.file, what))
                           .help({"name the result of a task: `rate(call.done)`", "请写任务的结果:`rate(call.done)`"}));
      return Typed{};
    };
    if (!syntax::exists(arg)) return wrong(node_);
    const NodeId subject = tree_.child_at(arg, 0);
    if (!is_chain(tree_, subject) || over(arg) || syntax::exists(tree_.child(arg, Kind::where))) return wrong(arg);
    Scope looking = scope_;
    looking.in_any = syntax::exists(tree_.child(arg, Kind::in_any));
    const Chain& chain = bind_chain(work_, looking, subject);
    if (chain.root == Root::poison) return {};
    const bool counted = chain.root == Root::task_done || (chain.root == Root::task_outcome_is && chain.name != "cancelled");
    return counted ? Typed{{plan::Kind::percent, kNone}} : wrong(subject);
  }

  Typed bind_window(Builtin builtin) {
    if (!arity(1)) return {};
    const NodeId arg = args_[0], subject = tree_.child_at(arg, 0);
    const std::optional<NodeId> length = over(arg);
    if (!length) {
      work_.issues.add(Issue(Code::window_length, tree_.span(node_)).arg(name_));
      return {};
    }
    if (tree_.kind(*length) == Kind::over_last) {
      const NodeId literal = tree_.child_at(*length, 0);
      work_.bound.meaning(scope_.file, literal).type = kDuration;
      if (tree_[literal].working) {
        work_.issues.add(
            Issue(Code::clock_only, tree_.span(literal)).arg({"a window", "时间窗口"}).arg(written(work_, scope_.file, literal)));
        return {};
      }
      if (!bind_some_length(work_, scope_, literal)) return {};
    }
    if (!is_chain(tree_, subject)) return wrong_subject(builtin);
    const Chain& chain = bind_chain(work_, scope_, subject);
    if (chain.root == Root::poison) return {};
    const bool of_event = chain.root == Root::event || chain.root == Root::last_field;
    if (const NodeId where = tree_.child(arg, Kind::where); syntax::exists(where)) {
      if (!of_event) return wrong_subject(builtin);
      Scope inside = scope_;
      inside.variables.clear();   // counted as events come, when no list is looked at
      inside.events = {chain.index};
      bind_condition(work_, inside, tree_.child_at(where, 0));
    }
    if (builtin == Builtin::count) return chain.root == Root::event ? Typed{kInt} : wrong_subject(builtin);
    if (builtin == Builtin::change ? chain.root != Root::attribute : chain.root != Root::attribute && chain.root != Root::last_field)
      return wrong_subject(builtin);
    if (!is_number(chain.type) || !chain.members.empty()) {
      report_mismatch(work_, scope_, subject, {"a number or an amount", "数字或金额"}, chain.type);
      return {};
    }
    if (builtin == Builtin::change) return {{plan::Kind::percent, kNone}};
    if (builtin == Builtin::avg && chain.type.kind == plan::Kind::integer) return {{plan::Kind::decimal, kNone}};
    return {chain.type};
  }
  Typed wrong_subject(Builtin builtin) {
    Words subject{"an event's field or a field of the customer", "事件的字段或客户的字段"};
    if (builtin == Builtin::count) subject = {"an event", "事件"};
    if (builtin == Builtin::change) subject = {"a field of the customer", "客户的字段"};
    work_.issues.add(Issue(Code::window_subject, tree_.span(args_[0])).arg(name_).arg(std::move(subject)));
    return {};
  }

  // `last(e)` is a record of the event's fields.
  Typed bind_last() {
    if (!arity(1)) return {};
    const NodeId subject = value_of(0);
    if (!is_chain(tree_, subject)) return wrong_subject(Builtin::count);
    const Chain& chain = bind_chain(work_, scope_, subject);
    if (chain.root == Root::poison) return {};
    if (chain.root != Root::event) return wrong_subject(Builtin::count);
    return {work_.bound.types.record(work_.bound.events[chain.index].fields), true, node_};
  }

  Typed plain(Builtin builtin) {
    const bool two = builtin == Builtin::contains || builtin == Builtin::starts_with || builtin == Builtin::ends_with ||
                     builtin == Builtin::minimum || builtin == Builtin::maximum;
    if (!arity(two ? 2 : 1)) return {};
    Typed first = bind_expression(work_, scope_, value_of(0));
    Typed second = two ? bind_expression(work_, scope_, value_of(1)) : Typed{};
    require_known(work_, scope_, first);
    if (two) require_known(work_, scope_, second);
    const auto need = [&](std::size_t index, const Typed& typed, bool good, Words words) {
      if (good || poisoned(typed.type)) return true;
      report_mismatch(work_, scope_, value_of(index), std::move(words), typed.type);
      return false;
    };
    const auto is_text = [](const Typed& typed) { return typed.type.kind == plan::Kind::text; };
    const auto is_plain_number = [](const Typed& typed) {
      return typed.type.kind == plan::Kind::integer || typed.type.kind == plan::Kind::decimal ||
             typed.type.kind == plan::Kind::unsigned_integer;
    };
    const auto has_text = [](const Typed& typed) {
      using enum plan::Kind;
      constexpr plan::Kind kWithout[] = {list, record, map, person, branch};
      return std::find(std::begin(kWithout), std::end(kWithout), typed.type.kind) == std::end(kWithout);
    };
    switch (builtin) {
      case Builtin::size:
        if (!need(0, first, is_text(first) || first.type.kind == plan::Kind::list || first.type.kind == plan::Kind::bytes,
                  {"a text or a list", "文本或列表"}))
          return {};
        return {kInt};
      case Builtin::contains:
      case Builtin::starts_with:
      case Builtin::ends_with:
        if (!need(0, first, is_text(first), {"text", "文本 text"}) || !need(1, second, is_text(second), {"text", "文本 text"})) return {};
        return {kBool};
      case Builtin::lower:
      case Builtin::upper:
      case Builtin::trim:
        if (!need(0, first, is_text(first), {"text", "文本 text"})) return {};
        return {kText};
      case Builtin::absolute:
        if (!need(0, first, is_number(first.type), {"a number", "数字"})) return {};
        return {first.type};
      case Builtin::minimum:
      case Builtin::maximum:
        if (!need(0, first, is_ordered(first.type), {"something that has an order", "可比较大小的值"})) return {};
        if (!need(1, second, work_.bound.types.same(first.type, second.type), work_.bound.types.words(first.type))) return {};
        return {first.type};
      case Builtin::to_int:
        if (tree_.kind(value_of(0)) == Kind::lit_text && !is_whole_number(tree_.text(value_of(0)))) {
          const std::string text(tree_.text(value_of(0)));
          report_fault(work_, scope_.file, node_, {"\"" + text + "\" is no whole number", "\"" + text + "\" 不是整数"});
        }
        return need(0, first, is_plain_number(first) || is_text(first) || first.type.kind == plan::Kind::instant,
                    {"a number without a unit, an instant or text", "不带单位的数字、时刻或文本"})
                   ? Typed{kInt}
                   : Typed{};
      case Builtin::to_decimal:
        return need(0, first, is_plain_number(first) || is_text(first) || first.type.kind == plan::Kind::percent,
                    {"a number without a unit, a percentage or text", "不带单位的数字、百分比或文本"})
                   ? Typed{{plan::Kind::decimal, kNone}}
                   : Typed{};
      default: return need(0, first, has_text(first), {"a single value", "单个值"}) ? Typed{kText} : Typed{};
    }
  }

  Work& work_;
  const Scope& scope_;
  const Tree& tree_;
  NodeId node_;
  NodeId receiver_ = syntax::kNoNode;
  NodeId name_node_ = syntax::kNoNode;
  std::string_view name_;
  std::vector<NodeId> args_;
};

}  // namespace

Typed bind_call(Work& work, const Scope& scope, NodeId node) { return Calls(work, scope, node).bind(); }

}  // namespace playmaker::bind
