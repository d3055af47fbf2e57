#include "dsl/bind/stages.hpp"
#include "dsl/bind/time.hpp"

namespace playmaker::bind {

using syntax::Kind;

namespace {

class Tasks {
 public:
  Tasks(Work& work, const Scope& scope, NodeId task)
      : work_(work),
        outer_(scope),
        scope_(scope),
        file_(scope.file),
        tree_(scope.tree(work)),
        task_(task) {}

  void run() {
    once_each(work_, file_, task_,
              {Kind::by_channel, Kind::after, Kind::timing, Kind::assign, Kind::due, Kind::expires_after, Kind::purpose, Kind::attempts,
               Kind::call_back, Kind::claim, Kind::acknowledge, Kind::check, Kind::collect, Kind::checklist, Kind::guide});
    // Guards first: what they test is known to the rest.
    for (const NodeId clause : tree_.children(task_)) {
      const Kind kind = tree_.kind(clause);
      if (kind != Kind::guard_when && kind != Kind::unless) continue;
      bind_condition(work_, outer_, tree_.child_at(clause, 0));
      learn(work_, file_, tree_.child_at(clause, 0), kind == Kind::guard_when, scope_.known);
    }
    for (const NodeId clause : tree_.children(task_)) bind(clause);
  }

 private:
  void bind(NodeId clause) {
    const NodeId first = tree_.child_at(clause, 0);
    switch (tree_.kind(clause)) {
      case Kind::by_channel: resolve(work_, file_, first, Thing::channel); break;
      case Kind::after: bind_after(work_, scope_, first); break;
      case Kind::timing: bind_timing(work_, scope_, clause); break;
      case Kind::done:
      case Kind::closed: closing(clause); break;
      case Kind::assign:
        for (const NodeId ref : tree_.children(clause)) {
          const std::uint32_t role = resolve(work_, file_, ref, Thing::role);
          if (role != kNone && !work_.bound.roles[role].working.empty())
            require_calendar(work_, scope_, tree_.span(ref), work_.bound.roles[role].working);
        }
        break;
      case Kind::due: due(first); break;
      case Kind::remind: bind_reminder(work_, scope_, clause); break;
      case Kind::escalate: bind_escalation(work_, scope_, clause); break;
      case Kind::expires_after: bind_some_length(work_, scope_, first); break;
      case Kind::purpose: bind_purpose(work_, file_, first); break;
      case Kind::offering: resolve(work_, file_, first, Thing::product); break;
      default: bind_task_work(work_, scope_, clause); break;
    }
  }

  void closing(NodeId clause) {
    const NodeId how = tree_.child_at(clause, 0);
    if (tree_.kind(how) == Kind::trigger) bind_trigger(work_, scope_, how);
    else if (tree_.kind(how) == Kind::guard_when) bind_condition(work_, scope_, tree_.child_at(how, 0));
  }

  void due(NodeId how) {
    if (tree_.kind(how) != Kind::timing) {
      bind_length(work_, scope_, how);
      return;
    }
    bind_timing(work_, scope_, how);
    // The due time itself is what is being said here.
    const NodeId what = tree_.child_at(how, 0);
    if (tree_.kind(what) != Kind::offset_after && tree_.kind(what) != Kind::offset_before) return;
    const NodeId path = tree_.child_at(what, 1);
    const Chain& chain = bind_chain(work_, scope_, path);
    if (chain.root == Root::due) report_no_value(work_, scope_, path, chain, Code::anchor_wanted);
  }

  Work& work_;
  const Scope& outer_;
  Scope scope_;
  std::uint32_t file_;
  const Tree& tree_;
  NodeId task_;
};

}  // namespace

void bind_task(Work& work, const Scope& scope, NodeId task) {
  Scope inside = scope;
  inside.container = scope.container;   // a task's clauses see what stands beside it
  Tasks(work, inside, task).run();
}

}  // namespace playmaker::bind
