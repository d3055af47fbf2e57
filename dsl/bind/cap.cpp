#include "dsl/bind/cap.hpp"

#include "dsl/bind/stages.hpp"
#include "dsl/bind/time.hpp"
#include "runtime/base/time.hpp"
#include "runtime/plan/remembered.hpp"

namespace playmaker::bind {

using syntax::Kind;

// Contacts are kept for so long; a rule over more of them could not be held.
void bind_remembered(Work& work, const Scope& scope, NodeId length) {
  const std::optional<plan::Length> bound = bind_some_length(work, scope, length);
  if (!bound) return;
  using plan::LengthUnit;
  const bool fits = bound->unit == LengthUnit::months ? bound->amount <= 12
                    : bound->unit == LengthUnit::millis || bound->unit == LengthUnit::working_millis
                        ? bound->amount <= plan::kCapDaysMax * base::kDay
                        : bound->amount <= plan::kCapDaysMax;
  if (fits) return;
  work.issues.add(Issue(Code::cap_too_long, work.bound.tree(scope.file).span(length)).arg(written(work, scope.file, length)));
}

// The purposes are a closed list of words; any other name is a channel's.
void bind_purpose_or_channel(Work& work, std::uint32_t file, NodeId ref) {
  const Tree& tree = work.bound.tree(file);
  for (const std::string_view purpose : {"marketing", "service", "regulatory", "staff"}) {
    if (tree.text(ref) == purpose) return;
  }
  if (work.bound.names.find(Thing::channel, tree.text(ref)) != kNone) {
    resolve(work, file, ref, Thing::channel);
    return;
  }
  std::vector<std::string_view> candidates = {"marketing", "service", "regulatory", "staff"};
  work.bound.names.candidates(Thing::channel, candidates);
  report_unknown(work, tree.span(ref), {"purpose or channel", "目的或渠道"}, tree.text(ref), candidates);
}

void bind_reach(Work& work, std::uint32_t file, NodeId clause) {
  const Tree& tree = work.bound.tree(file);
  if (const NodeId over = tree.child(clause, Kind::over_list); syntax::exists(over)) {
    for (const NodeId ref : tree.children(over)) resolve(work, file, ref, Thing::channel);
  }
  if (const NodeId list = tree.child(clause, Kind::for_list); syntax::exists(list)) {
    for (const NodeId ref : tree.children(list)) bind_purpose_or_channel(work, file, ref);
  }
}

void bind_cap(Work& work, const Scope& scope, NodeId clause) {
  const Tree& tree = work.bound.tree(scope.file);
  bind_number(work, scope.file, tree.child_at(clause, 0), 1, 1'000'000);
  const NodeId what = tree.child_at(clause, 1), per = tree.child_at(clause, 2);
  if (tree.kind(what) == Kind::ref) resolve(work, scope.file, what, Thing::channel);
  if (tree.kind(per) == Kind::lit_duration) {
    if (tree[per].working)
      work.issues.add(Issue(Code::clock_only, tree.span(per)).arg({"a cap", "上限"}).arg(written(work, scope.file, per)));
    bind_remembered(work, scope, per);
  }
  bind_reach(work, scope.file, clause);
}

}  // namespace playmaker::bind
