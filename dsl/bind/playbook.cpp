#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "dsl/bind/constant.hpp"
#include "dsl/bind/stages.hpp"
#include "dsl/bind/time.hpp"

namespace playmaker::bind {

using syntax::Kind;

namespace {

class Playbooks {
 public:
  Playbooks(Work& work, std::uint32_t playbook)
      : work_(work),
        index_(playbook),
        file_(work.bound.playbooks[playbook].where.file),
        tree_(work.bound.tree(file_)),
        node_(NodeId{work.bound.playbooks[playbook].where.node}) {
    scope_.file = file_;
    scope_.playbook = playbook;
  }

  void run() {
    once_each(work_, file_, node_,
              {Kind::version, Kind::owner, Kind::use_calendar, Kind::follow, Kind::priority, Kind::ends_after, Kind::stale_after,
               Kind::upgrade, Kind::audience, Kind::budget, Kind::on_consent_lost});
    for (std::uint32_t i = 0; i < work_.bound.playbooks[index_].items.size(); ++i) {
      const Item& item = work_.bound.playbooks[index_].items[i];
      if ((item.thing == Thing::param || item.thing == Thing::define)) bind_definition(work_, index_, i);
    }
    for (const NodeId clause : tree_.children(node_)) {
      if (tree_.kind(clause) == Kind::labels || tree_.kind(clause) == Kind::name) continue;
      bind(clause);
    }
    if (!syntax::exists(tree_.child(node_, Kind::audience))) {
      work_.issues.add(Issue(Code::audience_missing, tree_.span(tree_.child(node_, Kind::name)))
                           .arg(work_.bound.playbooks[index_].name)
                           .help({"write `audience { enter on … again never }`", "请写 `audience { enter on … again never }`"}));
    }
  }

 private:
  Scope inside(NodeId node) const {
    Scope scope = scope_;
    scope.container = item_of(work_, index_, file_, node);
    return scope;
  }

  void bind(NodeId clause) {
    const NodeId first = tree_.child_at(clause, 0);
    switch (tree_.kind(clause)) {
      case Kind::version: bind_number(work_, file_, first, 0, 1'000'000'000); break;
      case Kind::priority: bind_number(work_, file_, first, -1'000'000, 1'000'000); break;
      case Kind::use_calendar: resolve(work_, file_, first, Thing::calendar); break;
      case Kind::follow: resolve(work_, file_, first, Thing::policy); break;
      case Kind::ends_after:
      case Kind::stale_after: bind_some_length(work_, scope_, first); break;
      case Kind::upgrade:
        if (const NodeId again = tree_.child(clause, Kind::recompute); tree_.text(clause) == "keep" && syntax::exists(again))
          work_.issues.add(
              Issue(Code::recompute_keeps, tree_.span(again))
                  .help({"leave it out, or write `upgrade at next stage recompute`", "请去掉它,或写 `upgrade at next stage recompute`"}));
        break;
      case Kind::moved: moved(clause); break;
      case Kind::param: param(clause); break;
      case Kind::budget: bind_as(work_, scope_, first, {plan::Kind::money, kNone}); break;
      case Kind::target: target(clause); break;
      case Kind::on_consent_lost:
        if (tree_.kind(first) == Kind::hold) bind_some_length(work_, scope_, tree_.child_at(first, 0));
        break;
      case Kind::guarantee: bind_cap(work_, scope_, first); break;
      case Kind::goal: goal(clause); break;
      case Kind::exit: exit(clause); break;
      case Kind::pause:
        for (const NodeId child : tree_.children(clause))
          if (tree_.kind(child) == Kind::trigger) bind_trigger(work_, scope_, child);
        break;
      case Kind::on_handler: handler(clause); break;
      case Kind::audience: bind_audience(work_, scope_, clause); break;
      case Kind::stage: stage(clause); break;
      case Kind::breakpoint: breakpoint(clause); break;
      case Kind::moment: moment(clause); break;
      case Kind::review: bind_review(work_, inside(clause), clause); break;
      case Kind::track: bind_steps(work_, inside(clause), tree_.child(clause, Kind::block)); break;
      default:
        if (syntax::is_step(tree_.kind(clause))) bind_step(work_, scope_, clause);
    }
  }

  // `moved moment a to b`: b is here, a is not, and a is told of once. Several names may have become b: what was renamed twice is told of
  // with both, for journeys of both versions. That two places of one version would become one is seen where versions are linked.
  void moved(NodeId clause) {
    const Thing thing = tree_.text(clause) == "stage" ? Thing::stage : Thing::moment;
    const NodeId from = tree_.child_at(clause, 0), to = tree_.child_at(clause, 1);
    const std::string was = tree_.path_text(from), is = tree_.path_text(to);
    std::vector<std::string_view> candidates;
    const Item* there = nullptr;
    for (const Item& item : work_.bound.playbooks[index_].items) {
      if (item.thing != thing) continue;
      candidates.push_back(item.path);
      if (item.path == is || (!item.alias.empty() && item.alias == is)) there = &item;
      if (item.path == was) {
        Issue issue(Code::moved_still_there, tree_.span(from));
        issue.arg(was).help({"write the name that it had in the version before", "请写它在上一版本中的名称"});
        work_.issues.add(std::move(issue));
      }
    }
    if (there == nullptr) {
      Issue issue(Code::moved_nowhere, tree_.span(to));
      issue.arg(is).arg(words(thing));
      suggest(work_, issue, tree_.span(to), is, candidates);
      work_.issues.add(std::move(issue));
    } else {
      set_canonical(work_, file_, tree_.child_at(to, 0), there->path);
    }
    if (!moved_[thing].insert(was).second) work_.issues.add(Issue(Code::moved_twice, tree_.span(from)).arg(was));
  }

  void param(NodeId node) {
    const Item& item = work_.bound.playbooks[index_].items[item_of(work_, index_, file_, node)];
    const NodeId expression{item.expression.node};
    for (const NodeId child : tree_.children(node)) {
      if (tree_.kind(child) == Kind::type_name) {
        const Type want = plain_type(work_, tree_.text(child));
        if (poisoned(want))
          report_unknown(work_, tree_.span(child), {"type for a param", "参数类型"}, tree_.text(child),
                         {"text", "bool", "int", "money", "percent", "date", "time", "instant", "duration"});
        else if (!work_.bound.types.same(want, item.type))
          report_mismatch(work_, scope_, expression, work_.bound.types.words(want), item.type);
      }
    }
    if (!constant(expression) && !poisoned(item.type))
      work_.issues.add(
          Issue(Code::not_constant, tree_.span(expression)).help({"a `define` names an expression", "表达式请用 `define` 命名"}));
    if (const NodeId vary = tree_.child(node, Kind::vary); syntax::exists(vary)) varies(vary, item.type);
  }
  // `vary by branch within 30万元 to 80万元`: each branch may be given a value of its own, which arrives with the branches.
  void varies(NodeId vary, Type type) {
    const NodeId dim = tree_.child(vary, Kind::dim);
    if (tree_.text(dim) != "branch") {
      work_.issues.add(
          Issue(Code::varies_by, tree_.span(dim)).arg(tree_.text(dim)).help({"write `vary by branch`", "请写 `vary by branch`"}));
      return;
    }
    const Field* branch = work_.bound.customer.find("branch");
    if (branch == nullptr || branch->type.kind != plan::Kind::branch) {
      work_.issues.add(Issue(Code::part_missing, tree_.span(dim))
                           .arg({"a param that varies by branch", "按机构可变的参数"})
                           .arg({"a field `branch` of the customer, of type branch", "客户的 `branch` 字段,类型为 branch"}));
      return;
    }
    const bool counts = type.kind == plan::Kind::integer || type.kind == plan::Kind::money || type.kind == plan::Kind::percent ||
                        type.kind == plan::Kind::decimal;
    if (poisoned(type)) return;
    if (!counts) {
      work_.issues.add(Issue(Code::varies_what, tree_.span(vary)).arg(work_.bound.types.words(type)));
      return;
    }
    std::vector<NodeId> bounds;
    for (const NodeId child : tree_.children(vary)) {
      if (!syntax::is_literal(tree_.kind(child))) continue;
      bind_as(work_, scope_, child, type);
      bounds.push_back(child);
    }
    if (bounds.size() != 2) return;
    const auto low = constant_of(work_, scope_, bounds[0]), high = constant_of(work_, scope_, bounds[1]);
    if (low && high && *low > *high)
      work_.issues.add(
          Issue(Code::range_empty, tree_.span(vary)).arg(written(work_, file_, bounds[0])).arg(written(work_, file_, bounds[1])));
  }
  bool constant(NodeId node) const {
    if (syntax::is_literal(tree_.kind(node))) return true;
    if (tree_.kind(node) == Kind::variable) {
      const std::uint32_t chain = work_.bound.meaning(file_, node).chain;
      return chain != kNone && (work_.bound.chains[chain].root == Root::param || work_.bound.chains[chain].root == Root::poison);
    }
    if (tree_.kind(node) == Kind::call || tree_.kind(node) == Kind::time_since || tree_.kind(node) == Kind::since) return false;
    for (const NodeId child : tree_.children(node)) {
      if (!constant(child)) return false;
    }
    return syntax::is_expression(tree_.kind(node)) && tree_.kind(node) != Kind::member;
  }

  void goal(NodeId node) {
    for (const NodeId child : tree_.children(node)) {
      if (syntax::is_expression(tree_.kind(child))) {
        bind_condition(work_, scope_, child);
        break;
      }
    }
    if (const NodeId within = tree_.child(node, Kind::within); syntax::exists(within)) {
      bind_some_length(work_, scope_, tree_.child_at(within, 0));
    }
  }

  void target(NodeId node) {
    const NodeId ref = tree_.child(node, Kind::ref);
    std::vector<std::string_view> goals;
    bool found = false;
    for (const Item& item : work_.bound.playbooks[index_].items) {
      if (item.thing != Thing::goal) continue;
      goals.push_back(item.name);
      if (item.name != tree_.text(ref) && (item.alias.empty() || item.alias != tree_.text(ref))) continue;
      set_canonical(work_, file_, ref, item.name);
      found = true;
    }
    if (!found) report_unknown(work_, tree_.span(ref), words(Thing::goal), tree_.text(ref), goals);
    bind_number(work_, file_, tree_.child(node, Kind::lit_int), 1, 4'000'000'000);
    const NodeId period = tree_.child(node, Kind::period);
    if (tree_[period].unit < syntax::Unit::day) misplaced(period, {"a target is set per day or longer", "指标以天或更长的周期计"});
    if (const NodeId dim = tree_.child(node, Kind::dim); syntax::exists(dim)) target_by(dim);
  }
  // Of each branch, or of each manager: a role whose people are the customers' own.
  void target_by(NodeId dim) {
    if (tree_.text(dim) == "branch") return;
    for (std::uint32_t role = 0; role < work_.bound.names.all(Thing::role).size(); ++role) {
      const Declared& declared = work_.bound.names.at(Thing::role, role);
      if ((declared.name != tree_.text(dim) && declared.alias != tree_.text(dim)) || !of_manager(work_.bound, declared)) continue;
      return set_canonical(work_, file_, dim, declared.name);
    }
    work_.issues.add(Issue(Code::told_apart_by, tree_.span(dim))
                         .arg({"a target is set by branch, or by the role of the customer's manager", "指标按机构或客户经理的角色设定"})
                         .arg(tree_.text(dim)));
  }
  void misplaced(NodeId node, const Words& why) {
    work_.issues.add(Issue(Code::time_misplaced, tree_.span(node)).arg(written(work_, file_, node)).arg(why));
  }

  void exit(NodeId node) {
    if (const NodeId on = tree_.child(node, Kind::trigger); syntax::exists(on)) bind_trigger(work_, scope_, on);
    if (const NodeId when = tree_.child(node, Kind::guard_when); syntax::exists(when))
      bind_condition(work_, scope_, tree_.child_at(when, 0));
  }

  void handler(NodeId node) {
    const NodeId ref = tree_.child(node, Kind::ref);
    if (tree_.text(ref) != "missed") {
      std::vector<std::string_view> candidates = {"missed"};
      bool found = false;
      for (const Item& item : work_.bound.playbooks[index_].items) {
        if (item.thing != Thing::goal && item.thing != Thing::exit) continue;
        candidates.push_back(item.name);
        if (item.name != tree_.text(ref) && (item.alias.empty() || item.alias != tree_.text(ref))) continue;
        set_canonical(work_, file_, ref, item.name);
        found = true;
      }
      if (!found) report_unknown(work_, tree_.span(ref), {"goal or exit", "目标或退出"}, tree_.text(ref), candidates);
    }
    bind_steps(work_, inside(node), tree_.child(node, Kind::block));
  }

  void stage(NodeId node) {
    Scope scope = inside(node);
    once_each(work_, file_, node, {Kind::timing, Kind::due});
    for (const NodeId clause : tree_.children(node)) {
      switch (tree_.kind(clause)) {
        case Kind::after: after_stage(tree_.child_at(clause, 0)); break;
        case Kind::timing: bind_stage_timing(work_, scope_, clause); break;
        case Kind::due: {
          const NodeId due = tree_.child_at(clause, 0);
          if (tree_.kind(due) == Kind::timing)
            misplaced(due, {"a stage is due a length of time after it starts", "阶段的期限从其开始起算"});
          else bind_length(work_, scope_, due);
          break;
        }
        case Kind::guard_when:
          bind_condition(work_, scope_, tree_.child_at(clause, 0));
          learn(work_, file_, tree_.child_at(clause, 0), true, scope.known);
          break;
        case Kind::unless:
          bind_condition(work_, scope_, tree_.child_at(clause, 0));
          learn(work_, file_, tree_.child_at(clause, 0), false, scope.known);
          break;
        default: break;
      }
    }
    bind_steps(work_, scope, tree_.child(node, Kind::block));
  }
  void after_stage(NodeId path) {
    const Chain& chain = bind_chain(work_, scope_, path);
    if (chain.root == Root::poison) return;
    if (chain.root == Root::container && work_.bound.playbooks[index_].items[chain.index].thing == Thing::stage) return;
    Issue issue(Code::type_mismatch, tree_.span(path));
    issue.arg({"a stage", "阶段"}).arg(words(work_, scope_, chain));
    work_.issues.add(std::move(issue));
  }

  void breakpoint(NodeId node) {
    once_each(work_, file_, node, {Kind::reasons});
    for (const NodeId clause : tree_.children(node)) {
      switch (tree_.kind(clause)) {
        case Kind::from:
        case Kind::to: bind_trigger(work_, scope_, tree_.child_at(clause, 0), Triggers::watch); break;
        case Kind::tick_after: bind_some_length(work_, scope_, tree_.child_at(clause, 0)); break;
        case Kind::offset_after:
        case Kind::offset_before: bind_tick(work_, scope_, clause); break;
        case Kind::times: bind_number(work_, file_, tree_.child_at(clause, 0), 1, 1'000'000); break;
        case Kind::reasons: bind_reasons(work_, scope_, clause); break;
        default: break;
      }
    }
    bind_steps(work_, inside(node), node);
  }

  void moment(NodeId node) {
    once_each(work_, file_, node, {Kind::starts_when, Kind::expires_after, Kind::overlap, Kind::for_each});
    Scope scope = inside(node);
    bool all_events = true, starts = false;
    for (const NodeId clause : tree_.children(node, Kind::on_event)) {
      const std::vector<std::uint32_t> events = bind_trigger(work_, scope_, tree_.child_at(clause, 0));
      if (events.empty()) all_events = false;
      scope.events.insert(scope.events.end(), events.begin(), events.end());
      starts = true;
    }
    for (const NodeId clause : tree_.children(node)) {
      switch (tree_.kind(clause)) {
        case Kind::starts_when:
          all_events = false;
          starts = true;
          bind_condition(work_, scope_, tree_.child_at(clause, 0));
          break;
        case Kind::expires_after: bind_some_length(work_, scope_, tree_.child_at(clause, 0)); break;
        default: break;
      }
    }
    if (!all_events) scope.events.clear();  // some start brings no event along
    for_each(tree_.child(node, Kind::for_each), scope);
    for (const NodeId clause : tree_.children(node, Kind::among)) {
      bind_condition(work_, scope, tree_.child_at(clause, 0));
      learn(work_, file_, tree_.child_at(clause, 0), true, scope.known);
    }
    const std::string& path = work_.bound.playbooks[index_].items[scope.container].path;
    bind_again(work_, scope, node, {"the moment `" + path + "`", "时机 `" + path + "` "});
    if (!starts) {
      work_.issues.add(Issue(Code::part_missing, head_of(work_, file_, node))
                           .arg({"the moment `" + path + "`", "时机 `" + path + "` "})
                           .arg({"`on EVENT` or `starts when …`", "`on 事件` 或 `starts when …`"}));
    }
    bind_steps(work_, scope, node);
  }

  void for_each(NodeId node, Scope& scope) {
    if (!syntax::exists(node)) return;
    const NodeId path = tree_.child(node, Kind::path);
    const Chain& list = bind_chain(work_, scope_, path);
    scope.item = tree_.text(tree_.child(node, Kind::name));
    if (list.root != Root::poison && (list.root != Root::attribute || !list.members.empty() || list.type.kind != plan::Kind::list)) {
      Issue issue(Code::type_mismatch, tree_.span(path));
      issue.arg({"a list of the customer", "客户的列表字段"}).arg(words(work_, scope_, list));
      work_.issues.add(std::move(issue));
    } else if (list.root == Root::attribute) {
      scope.item_type = work_.bound.types.list(list.type).item;
    }
    if (const NodeId where = tree_.child(node, Kind::where); syntax::exists(where)) {
      bind_condition(work_, scope, tree_.child_at(where, 0));
      learn(work_, file_, tree_.child_at(where, 0), true, scope.known);
    }
  }

  Work& work_;
  std::uint32_t index_, file_;
  const Tree& tree_;
  NodeId node_;
  Scope scope_;
  std::map<Thing, std::set<std::string>> moved_;  // the names of before
};

}  // namespace

// The words of a type stand for it, as in a field.
Type plain_type(const Work& work, std::string_view word) {
  for (const Type type : {kBool, kInt, kText, kDate, kInstant, kDuration, Type{plan::Kind::money, kNone}, Type{plan::Kind::percent, kNone},
                          Type{plan::Kind::decimal, kNone}, Type{plan::Kind::time, kNone}}) {
    if (work.bound.types.words(type).en == word) return type;
  }
  return kPoison;
}

void bind_playbook(Work& work, std::uint32_t playbook) { Playbooks(work, playbook).run(); }

}  // namespace playmaker::bind
