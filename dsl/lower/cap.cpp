#include "dsl/lower/cap.hpp"

#include <algorithm>

#include "dsl/lower/catalog.hpp"
#include "dsl/lower/playbook.hpp"

namespace playmaker::lower {

using syntax::Kind;

namespace {

std::string name_of(const bind::Bound& bound, std::uint32_t file, NodeId ref) {
  const auto canonical = bound.canonical.find(bind::key(file, ref));
  return std::string(canonical == bound.canonical.end() ? bound.tree(file).text(ref) : std::string_view(canonical->second));
}

}  // namespace

void add_to_reach(const bind::Bound& bound, std::uint32_t file, NodeId ref, plan::Reach& reach) {
  constexpr std::string_view kPurposes[] = {"marketing", "service", "regulatory", "staff"};
  const auto* found = std::find(std::begin(kPurposes), std::end(kPurposes), bound.tree(file).text(ref));
  if (found != std::end(kPurposes)) reach.purposes.push_back(static_cast<plan::Purpose>(found - std::begin(kPurposes)));
  else reach.channels.push_back(name_of(bound, file, ref));
}

plan::Reach lower_reach(const bind::Bound& bound, std::uint32_t file, NodeId clause) {
  const Tree& tree = bound.tree(file);
  plan::Reach out;
  for (const Kind kind : {Kind::over_list, Kind::for_list}) {
    const NodeId list = tree.child(clause, kind);
    if (!syntax::exists(list)) continue;
    for (const NodeId ref : tree.children(list)) add_to_reach(bound, file, ref, out);
  }
  return out;
}

plan::Cap lower_cap(const bind::Bound& bound, const Expressions& expressions, std::uint32_t file, NodeId clause) {
  const Tree& tree = bound.tree(file);
  const NodeId what = tree.child_at(clause, 1), per = tree.child_at(clause, 2);
  plan::Cap out;
  out.at_most = static_cast<std::uint32_t>(tree.number(tree.child_at(clause, 0)));
  if (tree.kind(what) == Kind::ref) out.channel = name_of(bound, file, what);
  if (tree.kind(per) == Kind::lit_duration) out.sliding = expressions.length(file, per);
  else out.period = period_of(tree[per].unit);
  out.reach = lower_reach(bound, file, clause);
  return out;
}

void PlaybookLowering::guarantee(NodeId node) {
  const NodeId cap = tree_.child_at(node, 0);
  out_.guarantees.push_back({lower_cap(bound_, expressions_, file_, cap), tree_.span(cap)});
}

}  // namespace playmaker::lower
