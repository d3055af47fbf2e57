// How a task's work is done, clause by clause.
#include "dsl/bind/value.hpp"
#include "dsl/lower/playbook.hpp"

namespace playmaker::lower {

using syntax::Kind;

void PlaybookLowering::task_work(NodeId clause, plan::WorkRule& out) {
  const NodeId first = tree_.child_at(clause, 0);
  switch (tree_.kind(clause)) {
    case Kind::attempts:
      out.attempts.times = static_cast<std::uint16_t>(tree_.number(tree_.child_at(first, 0)));
      out.attempts.every = length(tree_.child_at(clause, 1));
      out.attempts.on = trigger(tree_.child_at(clause, 2));
      if (const NodeId as = tree_.child(clause, Kind::as); syntax::exists(as) && tree_.text(as) != "unreached")
        out.attempts.outcome = text(tree_.text(as));
      break;
    case Kind::call_back: {
      plan::CallBack back;
      back.on = trigger(tree_.child_at(clause, 1));
      back.at = value(first);
      out.call_backs.push_back(std::move(back));
      break;
    }
    case Kind::claim: out.claim = length(first); break;
    case Kind::acknowledge: out.acknowledge = length(first); break;
    case Kind::check:
      out.check.share = static_cast<std::uint32_t>(bind::millionths(tree_[first]).value_or(0));
      out.check.role = text(name_of(tree_.child_at(clause, 1)));
      out.check.within = length(tree_.child_at(clause, 2));
      break;
    case Kind::collect:
      for (const NodeId path : tree_.children(clause)) {
        const Chain& chain = chain_at(path);
        out.collect.push_back(unit_.attribute(chain.name, chain.type));
      }
      break;
    case Kind::checklist:
      for (const NodeId item : tree_.children(clause)) out.checklist.push_back(text(tree_.text(item)));
      break;
    case Kind::evidence: out.evidence.push_back({text(tree_.text(first)), text(tree_.text(tree_.child_at(clause, 1)))}); break;
    case Kind::guide: out.guide = text(tree_.text(first)); break;
    default: break;
  }
}

// A branch's task at the playbook's own level is there from the start; anywhere else a step asks for it.
void PlaybookLowering::open_task(NodeId node) {
  const std::uint32_t at = item_of(node);
  if (!item(at).of_branch) {
    op(plan::OpKind::open_task, sites_[at], index_[at]);
    return;
  }
  for (const NodeId clause : tree_.children(node_)) {
    if (clause == node) return;
  }
  op(plan::OpKind::branch_task, sites_[at], index_[at]);
}

void PlaybookLowering::hand_over(NodeId node) {
  const auto index = static_cast<std::uint32_t>(plan_.hand_overs.size());
  plan_.hand_overs.emplace_back();
  plan::HandOver out;
  out.site = add_step(SiteKind::hand_over, "hand_over", index, node);
  const NodeId otherwise = tree_.child(node, Kind::else_block);
  out.waits = syntax::exists(otherwise);
  for (const NodeId child : tree_.children(node)) {
    const Kind kind = tree_.kind(child);
    if (kind == Kind::ref) out.role = text(name_of(child));
    else if (kind != Kind::labels && kind != Kind::keep && kind != Kind::else_block) out.within = length(child);
  }
  plan_.hand_overs[index] = out;
  const OpIndex at = op(plan::OpKind::hand_over, out.site, index);
  if (out.waits) steps(otherwise);
  plan_.ops[at].b = here();
}

}  // namespace playmaker::lower
