#pragma once
// A walk through a bound expression and the defines that it names, each looked into once: one that names itself, or that many name, is no
// longer a way.
#include <set>

#include "dsl/bind/work.hpp"

namespace playmaker::bind {

enum class Look : std::uint8_t { found, past, below };   // a part: what was sought; not it, nor what it is made of; perhaps a part of it

// `Judge`: Look(std::uint32_t file, NodeId part, const Chain* named), where `named` is no define.
template <class Judge>
class Through {
 public:
  Through(const Work& work, Judge judge) : work_(work), judge_(std::move(judge)) {}

  // The first part of `node` that was sought; kNoNode: none. A define stands for what it names: `inside` is set to that.
  NodeId first(const Scope& scope, NodeId node, Where& inside) { return first(scope.playbook, scope.file, node, inside); }
  NodeId first(const Scope& scope, NodeId node) {
    Where unused;
    return first(scope, node, unused);
  }

 private:
  NodeId first(std::uint32_t playbook, std::uint32_t file, NodeId node, Where& inside) {
    const std::uint32_t chain = work_.bound.meaning(file, node).chain;
    const Chain* named = chain == kNone ? nullptr : &work_.bound.chains[chain];
    if (named != nullptr && named->root == Root::define) return define(playbook, named->index, node, inside);
    const Look look = judge_(file, node, named);
    if (look == Look::found) return node;
    if (look == Look::past) return syntax::kNoNode;
    for (const NodeId child : work_.bound.tree(file).children(node)) {
      if (const NodeId found = first(playbook, file, child, inside); syntax::exists(found)) return found;
    }
    return syntax::kNoNode;
  }
  NodeId define(std::uint32_t playbook, std::uint32_t item, NodeId node, Where& inside) {
    if (!seen_.insert(item).second) return syntax::kNoNode;
    const Where expression = work_.bound.playbooks[playbook].items[item].expression;
    Where deeper;
    const NodeId found = first(playbook, expression.file, NodeId{expression.node}, deeper);
    if (!syntax::exists(found)) return syntax::kNoNode;
    inside = deeper.node == kNone ? at(expression.file, found) : deeper;
    return node;
  }

  const Work& work_;
  Judge judge_;
  std::set<std::uint32_t> seen_;                             // defines, by their item
};

}  // namespace playmaker::bind
