#include "dsl/bind/time.hpp"

#include "dsl/bind/value.hpp"

namespace playmaker::bind {

using syntax::Kind;

std::optional<plan::Length> bind_length(Work& work, const Scope& scope, NodeId node) {
  const Tree& tree = scope.tree(work);
  work.bound.meaning(scope.file, node).type = kDuration;
  if (tree.kind(node) == Kind::lit_duration) return length_of(tree[node]);
  if (scope.playbook == kNone) {
    report_unknown(work, tree.span(node), {"length of time", "时长"}, tree.text(node), {});
    return std::nullopt;
  }
  const Chain& chain = bind_chain(work, scope, node);
  if (chain.root == Root::poison) return std::nullopt;
  if (chain.root == Root::param) {
    const Where expression = work.bound.playbooks[scope.playbook].items[chain.index].expression;
    const Tree& home = work.bound.tree(expression);
    if (home.kind(NodeId{expression.node}) == Kind::lit_duration) return length_of(home[NodeId{expression.node}]);
    if (poisoned(chain.type)) return std::nullopt;
  }
  Issue issue(Code::type_mismatch, tree.span(node));
  issue.arg({"a length of time, or a param that is one", "时长,或值为时长的参数"}).arg(words(work, scope, chain));
  work.issues.add(std::move(issue));
  return std::nullopt;
}

void bind_anchor(Work& work, const Scope& scope, NodeId path) {
  const Chain& chain = bind_chain(work, scope, path);
  const auto is_time = [](Type type) { return type.kind == plan::Kind::date || type.kind == plan::Kind::instant; };
  switch (chain.root) {
    case Root::poison:
    case Root::event:
    case Root::task_closed:
    case Root::entry:
    case Root::due:
    case Root::activity_time: return;
    case Root::container:
      if (work.bound.playbooks[scope.playbook].items[chain.index].thing == Thing::stage) return;
      break;
    case Root::last_field:
      if (is_time(chain.type)) return;   // the event itself is waited for
      break;
    case Root::attribute:
    case Root::event_field:
    case Root::param:
    case Root::define:
    case Root::benefit_field:
      if (is_time(chain.type)) {
        Typed typed{chain.type, chain.maybe && !scope.known.contains(chain.text), path};
        require_known(work, scope, typed);
        return;
      }
      if (poisoned(chain.type)) return;
      break;
    default: break;
  }
  report_no_value(work, scope, path, chain, Code::anchor_wanted);
}

void bind_tick(Work& work, const Scope& scope, NodeId tick) {
  const Tree& tree = scope.tree(work);
  bind_length(work, scope, tree.child_at(tick, 0));
  if (tree.kind(tick) != Kind::tick_after) bind_anchor(work, scope, tree.child_at(tick, 1));
}

void bind_timing(Work& work, const Scope& scope, NodeId timing) {
  const Tree& tree = scope.tree(work);
  const NodeId what = tree.child_at(timing, 0);
  switch (tree.kind(what)) {
    case Kind::offset_after:
    case Kind::offset_before: bind_tick(work, scope, what); break;
    case Kind::on_days: {
      const NodeId from = tree.child_at(what, 0), to = tree.child_at(what, 1);
      if (tree.number(from) > tree.number(to)) {
        work.issues.add(Issue(Code::range_empty, tree.span(what)).arg(std::to_string(tree.number(from))).arg(std::to_string(tree.number(to))));
      }
      break;
    }
    default: break;
  }
}

std::vector<std::uint32_t> bind_trigger(Work& work, const Scope& scope, NodeId trigger, Triggers own) {
  const Tree& tree = scope.tree(work);
  const NodeId what = tree.child_at(trigger, 0);
  const NodeId where = tree.child(trigger, Kind::where);
  if (const NodeId lookback = tree.child(trigger, Kind::lookback); syntax::exists(lookback)) bind_length(work, scope, tree.child_at(lookback, 0));
  if (tree.kind(what) == Kind::import_ref) {
    resolve(work, scope.file, what, Thing::import_);
    if (syntax::exists(where)) bind_condition(work, scope, tree.child_at(where, 0));
    return {};
  }
  Scope looking = scope;
  looking.in_any = syntax::exists(tree.child(trigger, Kind::in_any));
  const Chain& chain = bind_chain(work, looking, what);
  std::vector<std::uint32_t> at_hand;
  switch (chain.root) {
    case Root::event: at_hand = {chain.index}; break;
    case Root::poison:
    case Root::task:
    case Root::task_done:
    case Root::task_closed:
    case Root::task_outcome_is: break;
    case Root::entry:
      if (own == Triggers::watch) break;
      report_no_value(work, scope, what, chain, Code::trigger_wanted);
      break;
    case Root::hand_off:
      if (own == Triggers::entry) break;
      [[fallthrough]];
    default: report_no_value(work, scope, what, chain, Code::trigger_wanted);
  }
  if (syntax::exists(where)) {
    Scope inside = scope;
    inside.events = at_hand;
    if (chain.root == Root::poison) return {};   // what its fields are is not known
    bind_condition(work, inside, tree.child_at(where, 0));
  }
  return at_hand;
}

}  // namespace playmaker::bind
