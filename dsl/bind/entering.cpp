// What an audience may not read: the journey that its customers are not yet in.
#include "dsl/bind/stages.hpp"
#include "dsl/bind/through.hpp"

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

}  // namespace

void refuse_journey(Work& work, const Scope& scope, NodeId condition) {
  Where through;
  const auto reads_journey = [&](std::uint32_t file, NodeId part, const Chain* named) {
    if (named != nullptr) return of_journey(named->root) ? Look::found : Look::past;
    return work.bound.tree(file).kind(part) == Kind::since ? Look::found : Look::below;
  };
  const NodeId found = Through(work, reads_journey).first(scope, condition, through);
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
