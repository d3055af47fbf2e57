#pragma once
// Bound expressions as condition code. Defines and params stand in place of their names (a define is lowered once and shared).
#include <map>
#include <set>

#include "dsl/lower/unit_builder.hpp"
#include "dsl/source/issue.hpp"

namespace playmaker::lower {

using bind::Bound;
using bind::Chain;
using bind::Root;
using syntax::NodeId;
using syntax::Tree;

// Deeper code than a person can write, and more than is evaluated at each event: circles are refused before, but names that unfold
// into names can grow without end.
constexpr std::uint32_t kCodeDepthMax = 400;
constexpr double kCodeSizeMax = 50'000;

class Expressions {
 public:
  Expressions(const Bound& bound, UnitBuilder& unit, source::Issues& issues, std::uint32_t playbook = kNone)
      : bound_(bound),
        unit_(unit),
        issues_(issues),
        playbook_(playbook) {}

  NodeIndex lower(std::uint32_t file, NodeId node);
  NodeIndex path(std::uint32_t file, NodeId node);     // a path that is a value
  NodeIndex chain(const Chain& chain, bind::Type wanted);
  NodeIndex definition(std::uint32_t item);            // of a define or param, by its index among the items
  plan::Length length(std::uint32_t file, NodeId node) const;   // a D

  std::vector<plan::Rate> rates;                       // met so far
  std::map<std::uint32_t, std::uint32_t> tasks;        // items -> Plan::tasks
  bool self_is_branch = false;                         // whose derived field is lowered, for Root::self

  const Bound& bound() const { return bound_; }
  UnitBuilder& unit() { return unit_; }

 private:
  NodeIndex build(std::uint32_t file, NodeId node);
  NodeIndex literal(std::uint32_t file, NodeId node);
  NodeIndex compare(std::uint32_t file, NodeId node, NodeOp op);
  NodeIndex since_compared(std::uint32_t file, NodeId since, NodeId length, NodeOp op);
  NodeIndex contained(std::uint32_t file, NodeId node);
  NodeIndex sum(std::uint32_t file, NodeId node, bool minus);
  NodeIndex first_of(std::uint32_t file, NodeId node);
  NodeIndex call(std::uint32_t file, NodeId node, std::uint8_t keep);
  NodeIndex window(std::uint32_t file, NodeId node, bind::Builtin builtin, std::uint8_t keep);
  NodeIndex format(std::uint32_t file, const std::vector<NodeId>& values);
  NodeIndex macro(std::uint32_t file, NodeId node, const std::vector<NodeId>& values, std::uint32_t number);
  NodeIndex rate(std::uint32_t file, NodeId node);
  NodeIndex item_varies(std::uint32_t item, NodeIndex written);
  NodeIndex root(const Chain& chain, bind::Type wanted);
  plan::Type type_of(std::uint32_t file, NodeId node) { return unit_.type(bound_.meaning(file, node).type); }
  const Chain* chain_of(std::uint32_t file, NodeId node) const;

  const Bound& bound_;
  UnitBuilder& unit_;
  source::Issues& issues_;
  std::uint32_t playbook_;
  std::map<std::uint32_t, NodeIndex> defines_;
  std::set<std::uint64_t> too_large_;
};

}  // namespace playmaker::lower
