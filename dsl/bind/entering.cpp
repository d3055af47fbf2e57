// What an audience may not read: the journey that its customers are not yet in.
#include "dsl/bind/stages.hpp"

namespace playmaker::bind {

using syntax::Kind;

namespace {

bool of_journey(Root root) {
  switch (root) {
    case Root::task:
    case Root::task_done:
    case Root::task_closed:
    case Root::task_outcome:
    case Root::task_outcome_is:
    case Root::container:
    case Root::entry:
    case Root::due: return true;
    default: return false;
  }
}

// The first part of `node` that reads the journey; kNoNode: none. A define stands for what it names: `through` is set to it.
NodeId find(const Work& work, const Scope& scope, NodeId node, Where& through) {
  const Tree& tree = scope.tree(work);
  if (tree.kind(node) == Kind::since) return node;
  if (const std::uint32_t chain = work.bound.meaning(scope.file, node).chain; chain != kNone) {
    const Chain& named = work.bound.chains[chain];
    if (of_journey(named.root)) return node;
    if (named.root != Root::define) return syntax::kNoNode;
    const Where expression = work.bound.playbooks[scope.playbook].items[named.index].expression;
    Scope inside = scope;
    inside.file = expression.file;
    Where deeper;
    const NodeId found = find(work, inside, NodeId{expression.node}, deeper);
    if (!syntax::exists(found)) return syntax::kNoNode;
    through = deeper.node == kNone ? at(expression.file, found) : deeper;
    return node;
  }
  for (const NodeId child : tree.children(node)) {
    if (const NodeId found = find(work, scope, child, through); syntax::exists(found)) return found;
  }
  return syntax::kNoNode;
}

}  // namespace

void refuse_journey(Work& work, const Scope& scope, NodeId condition) {
  Where through;
  const NodeId found = find(work, scope, condition, through);
  if (!syntax::exists(found)) return;
  Issue issue(Code::not_entered_yet, scope.tree(work).span(found));
  issue.arg(written(work, scope.file, found));
  if (through.node != kNone) issue.note(work.bound.span(through), {"it reads the journey here", "它在此读取旅程"});
  issue.help({"ask the customer's fields and events instead, or test it inside the journey: `exit NAME when …`",
              "请改用客户的字段和事件,或在旅程之内判断:`exit 名称 when …`"});
  work.issues.add(std::move(issue));
}

void note_permits(Work& work, std::uint32_t file, NodeId expression, const std::string& policy) {
  const Tree& tree = work.bound.tree(file);
  const std::uint32_t chain = work.bound.meaning(file, expression).chain;
  if (chain == kNone) {
    for (const NodeId child : tree.children(expression)) note_permits(work, file, child, policy);
    return;
  }
  const Chain& named = work.bound.chains[chain];
  if (named.root != Root::attribute || !work.bound.permits.emplace(named.index, policy).second) return;
  const Where derived = work.bound.customer.list[named.index].derived;
  if (derived.node != kNone) note_permits(work, derived.file, NodeId{derived.node}, policy);
}

}  // namespace playmaker::bind
