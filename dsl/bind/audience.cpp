#include "dsl/bind/stages.hpp"
#include "dsl/bind/time.hpp"

namespace playmaker::bind {

using syntax::Kind;

void bind_again(Work& work, const Scope& scope, NodeId owner, const Words& whose) {
  const Tree& tree = scope.tree(work);
  NodeId found = syntax::kNoNode;
  for (const NodeId clause : tree.children(owner)) {
    const Kind kind = tree.kind(clause);
    if (kind != Kind::again_never && kind != Kind::again_after && kind != Kind::again_per) continue;
    if (syntax::exists(found)) {
      work.issues.add(Issue(Code::clause_twice, tree.span(clause)).note(tree.span(found), {"first written here", "首次写于此"}));
      continue;
    }
    found = clause;
    const NodeId first = tree.child_at(clause, 0);
    if (kind == Kind::again_after) bind_length(work, scope, first);
    NodeId per = kind == Kind::again_per ? first : syntax::kNoNode;
    if (const NodeId part = tree.child(clause, Kind::per); syntax::exists(part)) per = tree.child_at(part, 0);
    if (!syntax::exists(per)) continue;
    Typed key = bind_value_chain(work, scope, per);
    require_known(work, scope, key);
  }
  if (syntax::exists(found)) return;
  work.issues.add(Issue(Code::again_missing, head_of(work, scope.file, owner))
                      .arg(whose)
                      .help({"write `again never` or `again after 90 days`", "请写 `again never` 或 `again after 90 days`"}));
}

namespace {

// `every week on monday`, `every month on the 10th`: the day belongs to the period.
bool one_day(const Tree& tree, NodeId regular, syntax::Unit unit) {
  const bool weekday = syntax::exists(tree.child(regular, Kind::weekday));
  const bool month_day = syntax::exists(tree.child(regular, Kind::month_day)) || syntax::exists(tree.child(regular, Kind::last_day));
  if (weekday) return unit == syntax::Unit::week;
  return !month_day || unit == syntax::Unit::month || unit == syntax::Unit::quarter || unit == syntax::Unit::year;
}

}  // namespace

void bind_regular(Work& work, const Scope& scope, NodeId regular, bool sweep) {
  const Tree& tree = scope.tree(work);
  const NodeId every = tree.child_at(regular, 0);
  if (const NodeId day = tree.child(regular, Kind::month_day); syntax::exists(day)) bind_number(work, scope.file, day, 1, 31);
  using syntax::Unit;
  const Unit unit = tree[every].unit;
  const bool too_often = unit == Unit::second || unit == Unit::minute || unit == Unit::hour;
  if (too_often || (tree.kind(every) == Kind::lit_duration && (tree.number(every) < 1 || tree.number(every) > 1'000)))
    work.issues.add(Issue(sweep ? Code::sweep_too_often : Code::repeat_too_often, tree.span(every)));
  else if (!one_day(tree, regular, unit)) {
    const NodeId day = tree.child_at(regular, 1);
    work.issues.add(
        Issue(Code::sweep_day, tree.span(day)).arg(written(work, scope.file, day)).arg("every " + std::string(syntax::to_string(unit))));
  } else if (tree[every].working && !sweep) {
    require_calendar(work, scope, tree.span(every), written(work, scope.file, every));
  }
}

namespace {

void bind_enter(Work& work, const Scope& scope, NodeId enter) {
  const Tree& tree = scope.tree(work);
  switch (tree.kind(enter)) {
    case Kind::enter_event:
      bind_trigger(work, scope, tree.child_at(enter, 0), Triggers::entry);
      refuse_journey(work, scope, tree.child_at(enter, 0));
      break;
    case Kind::enter_when: {
      bind_condition(work, scope, tree.child_at(enter, 0));
      refuse_journey(work, scope, tree.child_at(enter, 0));
      const NodeId within = tree.child(enter, Kind::within);
      if (!syntax::exists(within)) break;
      bind_length(work, scope, tree.child_at(within, 0));
      const NodeId of = tree.child_at(within, 1);
      if (!syntax::exists(of)) {
        work.issues.add(Issue(Code::part_missing, tree.span(within))
                            .arg({"`within`", "`within`"})
                            .arg({"the event it counts from: `within 30 days of …`", "起算的事件:`within 30 days of …`"}));
        break;
      }
      const Chain& chain = bind_chain(work, scope, of);
      if (chain.root != Root::event && chain.root != Root::poison) report_no_value(work, scope, of, chain, Code::trigger_wanted);
      break;
    }
    case Kind::enter_sweep: {
      bind_regular(work, scope, tree.child(enter, Kind::regular), true);
      if (const NodeId after = tree.child(enter, Kind::after_import); syntax::exists(after))
        resolve(work, scope.file, tree.child_at(after, 0), Thing::import_);
      if (const NodeId where = tree.child(enter, Kind::where); syntax::exists(where)) {
        bind_condition(work, scope, tree.child_at(where, 0));
        refuse_journey(work, scope, tree.child_at(where, 0));
      }
      break;
    }
    default: break;
  }
}

void bind_dealt(Work& work, const Scope& scope, NodeId dealt, std::uint32_t list) {
  const Tree& tree = scope.tree(work);
  const NodeId dim = tree.child(dealt, Kind::dim), to = tree.child(dealt, Kind::ref);
  if (tree.text(dim) != "branch") {
    work.issues.add(Issue(Code::dealt_by, tree.span(dim)).arg(tree.text(dim)).help({"write `dealt by branch`", "请写 `dealt by branch`"}));
  } else {
    require_field(work, scope, dealt, "dealt by branch", "branch", plan::Kind::branch);
  }
  resolve(work, scope.file, to, Thing::role);
  if (const NodeId claim = tree.child(dealt, Kind::claim); syntax::exists(claim)) bind_length(work, scope, tree.child_at(claim, 0));
  if (list == kNone) return;
  const Where declared = work.bound.names.at(Thing::list, list).where;
  const Tree& home = work.bound.tree(declared);
  if (syntax::exists(home.child(NodeId{declared.node}, Kind::leads))) return;
  work.issues.add(
      Issue(Code::list_no_leads, tree.span(dealt))
          .arg(work.bound.names.at(Thing::list, list).name)
          .note(home.span(home.child(NodeId{declared.node}, Kind::name)), {"declared here", "在此声明"})
          .help({"write `leads` in the list's braces, or leave `dealt …` out", "请在名单的花括号中写 `leads`,或去掉 `dealt …`"}));
}

void bind_list(Work& work, const Scope& scope, NodeId enter) {
  const Tree& tree = scope.tree(work);
  const std::uint32_t list = resolve(work, scope.file, tree.child_at(enter, 0), Thing::list);
  if (const NodeId dealt = tree.child(enter, Kind::dealt); syntax::exists(dealt)) bind_dealt(work, scope, dealt, list);
}

}  // namespace

void bind_audience(Work& work, const Scope& scope, NodeId audience) {
  const Tree& tree = scope.tree(work);
  once_each(work, scope.file, audience, {Kind::hold_out, Kind::at_most_customers});
  bool enters = false;
  for (const NodeId clause : tree.children(audience)) {
    switch (tree.kind(clause)) {
      case Kind::enter_event:
      case Kind::enter_when:
      case Kind::enter_sweep:
        enters = true;
        bind_enter(work, scope, clause);
        break;
      case Kind::enter_list:
        enters = true;
        bind_list(work, scope, clause);
        break;
      case Kind::hold_out: bind_share(work, scope.file, tree.child_at(clause, 0)); break;
      case Kind::at_most_customers: bind_number(work, scope.file, tree.child_at(clause, 0), 1, 4'000'000'000); break;
      case Kind::only:
      case Kind::except:
        bind_condition(work, scope, tree.child_at(clause, 0));
        refuse_journey(work, scope, tree.child_at(clause, 0));
        break;
      default: break;
    }
  }
  bind_again(work, scope, audience, {"the audience", "受众"});
  if (!enters) {
    work.issues.add(Issue(Code::part_missing, head_of(work, scope.file, audience))
                        .arg({"the audience", "受众"})
                        .arg({"`enter on …`, `enter when …`, `enter every …` or `enter from list …`",
                              "`enter on …`、`enter when …`、`enter every …` 或 `enter from list …`"}));
  }
}

}  // namespace playmaker::bind
