#include <algorithm>
#include <iterator>

#include "dsl/bind/expression.hpp"

namespace playmaker::bind {

using syntax::Kind;

void learn(const Work& work, std::uint32_t file, NodeId node, bool truth, std::set<std::string>& known) {
  const Tree& tree = work.bound.tree(file);
  const auto chain_of = [&](NodeId at) -> const Chain* {
    const std::uint32_t chain = work.bound.meaning(file, at).chain;
    return chain == kNone ? nullptr : &work.bound.chains[chain];
  };
  const NodeId first = tree.child_at(node, 0);
  switch (tree.kind(node)) {
    case Kind::is_known:
    case Kind::is_not_known:
      if (truth == (tree.kind(node) == Kind::is_known)) {
        const Chain* chain = chain_of(first);
        known.insert(chain ? chain->text : "#" + written(work, file, first));
      }
      return;
    case Kind::op_not: return learn(work, file, first, !truth, known);
    case Kind::op_and:
    case Kind::op_or: {
      if (truth == (tree.kind(node) == Kind::op_and)) {   // both sides hold (or both fail)
        learn(work, file, first, truth, known);
        learn(work, file, tree.child_at(node, 1), truth, known);
        return;
      }
      std::set<std::string> left, right;
      learn(work, file, first, truth, left);
      learn(work, file, tree.child_at(node, 1), truth, right);
      std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::inserter(known, known.begin()));
      return;
    }
    case Kind::call:
      if (truth && work.bound.meaning(file, node).ref == static_cast<std::uint32_t>(Builtin::has)) {
        if (const Chain* chain = chain_of(tree.child_at(tree.child_at(node, 1), 0))) known.insert(chain->text);
      }
      return;
    case Kind::variable:
    case Kind::member: {
      const Chain* chain = chain_of(node);
      if (!chain || !truth) return;
      // A closed task has an outcome.
      if (chain->root == Root::task_done || chain->root == Root::task_closed || chain->root == Root::task_outcome_is) {
        known.insert(chain->text.substr(0, chain->text.rfind('.')) + ".outcome");
      }
      if (chain->root == Root::define) known.insert(chain->text);
      return;
    }
    default: return;
  }
}

Scope knowing(const Work& work, const Scope& scope, NodeId condition, bool truth) {
  Scope out = scope;
  learn(work, scope.file, condition, truth, out.known);
  return out;
}

}  // namespace playmaker::bind
