// What goes beyond one customer's tasks: tasks for branches, customers handed over, reasons asked.
#include "dsl/bind/stages.hpp"
#include "dsl/bind/time.hpp"

namespace playmaker::bind {

using syntax::Kind;

namespace {}  // namespace

void require_field(Work& work, const Scope& scope, NodeId node, std::string_view word, std::string_view name, plan::Kind kind) {
  const Field* field = work.bound.customer.find(name);
  if (field != nullptr && field->type.kind == kind && field->derived.node == kNone && !field->personal) return;
  work.issues.add(
      Issue(Code::customer_lacks, head_of(work, scope.file, node)).arg(word).arg(name).arg(work.bound.types.words({kind, kNone})));
}

namespace {

// Whose work, until when, and what it is: nothing that waits for a customer's event, condition or field.
bool of_branches(Kind kind) {
  switch (kind) {
    case Kind::optional_flag:
    case Kind::for_branch:
    case Kind::name:
    case Kind::labels:
    case Kind::assign:
    case Kind::due:
    case Kind::remind:
    case Kind::escalate:
    case Kind::expires_after:
    case Kind::claim:
    case Kind::acknowledge:
    case Kind::checklist:
    case Kind::evidence:
    case Kind::guide: return true;
    default: return false;
  }
}

}  // namespace

void bind_branch_task(Work& work, const Scope& scope, NodeId task) {
  const Tree& tree = scope.tree(work);
  require_field(work, scope, task, "task for branch", "branch", plan::Kind::branch);
  bool sound = true;
  for (const NodeId clause : tree.children(task)) {
    const Kind kind = tree.kind(clause);
    const bool by_word = (kind == Kind::done || kind == Kind::closed) && tree.kind(tree.child_at(clause, 0)) == Kind::by_report;
    const NodeId first = tree.child_at(clause, 0);
    // A day of the customer's journey, or a time counted from something of it, is none of the branch's.
    const bool counted = kind == Kind::due && tree.kind(first) == Kind::timing;
    if ((of_branches(kind) || by_word) && !counted) continue;
    sound = false;
    work.issues.add(Issue(Code::branch_clause, head_of(work, scope.file, clause)).arg(written(work, scope.file, clause)));
  }
  if (sound) bind_task(work, scope, task);
}

void bind_hand_over(Work& work, const Scope& scope, NodeId step) {
  const Tree& tree = scope.tree(work);
  require_field(work, scope, step, "hand over", "manager", plan::Kind::person);
  resolve(work, scope.file, tree.child(step, Kind::ref), Thing::role);
  for (const NodeId child : tree.children(step)) {
    const Kind kind = tree.kind(child);
    if (kind != Kind::ref && kind != Kind::labels && kind != Kind::keep && kind != Kind::else_block) bind_some_length(work, scope, child);
  }
  bind_steps(work, scope, tree.child(step, Kind::else_block));
}

void bind_reasons(Work& work, const Scope& scope, NodeId reasons) {
  const Tree& tree = scope.tree(work);
  resolve(work, scope.file, tree.child(reasons, Kind::ref), Thing::role);
  const std::vector<NodeId> texts = tree.children(reasons, Kind::lit_text);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (tree.text(texts[i]) == tree.text(texts[j])) {
        report_twice(work, tree.span(texts[i]), tree.text(texts[i]), tree.span(texts[j]));
        break;
      }
    }
  }
}

}  // namespace playmaker::bind
