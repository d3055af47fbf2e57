#pragma once
// What the three operands of each NodeOp are: the one table that verify, dump and every walk over condition code read, so that a new op
// is described once.
#include <string_view>

#include "runtime/plan/expression.hpp"

namespace playmaker::plan {

enum class Operand : std::uint8_t {
  none,       // not used
  node,
  text,       // Unit::texts
  number,     // Unit::numbers, or (one_of, level_of, text, bytes) see constant_text
  length,     // Unit::lengths
  attribute,  // Unit::attributes
  event,      // Unit::events
  benefit,    // Unit::benefits
  window,     // Unit::windows
  task,       // Plan::tasks; a catalog has none
  hold,       // below Unit::holds
  variable,
  flag,       // 1 or kNone (0 is taken as kNone)
  children,   // first of the node indices in Unit::children; their count is the next operand
  count,
  function,   // Function
};
struct Operands {
  Operand a = Operand::none, b = Operand::none, c = Operand::none;
};

const Operands* operands_of(NodeOp op);   // nullptr: no such op
// The nodes right below `node`, in order: its operands that are nodes, or its children.
template <class Visit>
void for_each_child(const Unit& unit, const Node& node, Visit visit) {
  const Operands* operands = operands_of(node.op);
  if (operands == nullptr) return;
  if (operands->a == Operand::children) {
    for (std::uint32_t i = 0; i < node.b; ++i) visit(unit.children[node.a + i]);
    return;
  }
  if (operands->a == Operand::node) visit(node.a);
  if (operands->b == Operand::node) visit(node.b);
  if (operands->c == Operand::node) visit(node.c);
}

}  // namespace playmaker::plan
