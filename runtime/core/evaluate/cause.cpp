#include "runtime/core/evaluate/cause.hpp"

#include <algorithm>
#include <utility>

#include "runtime/plan/library.hpp"
#include "runtime/plan/operands.hpp"

namespace playmaker::core {
namespace {

using plan::Kind;
using plan::NodeIndex;
using plan::NodeOp;

// A name whose value a person would ask for; the rest are operators, constants and the clock.
bool names_something(NodeOp op) {
  switch (op) {
    case NodeOp::attribute:
    case NodeOp::member:
    case NodeOp::event_field:
    case NodeOp::event_name:
    case NodeOp::answer_field:
    case NodeOp::item:
    case NodeOp::index:
    case NodeOp::grant_field:
    case NodeOp::task_done:
    case NodeOp::task_closed:
    case NodeOp::task_outcome_is:
    case NodeOp::task_outcome:
    case NodeOp::task_closed_at:
    case NodeOp::entered_at:
    case NodeOp::in_playbook:
    case NodeOp::in_segment:
    case NodeOp::score:
    case NodeOp::suitable:
    case NodeOp::window:
    case NodeOp::last_field:
    case NodeOp::last_at:
    case NodeOp::time_since:
    case NodeOp::since_entry: return true;
    default: return false;
  }
}

class Reader {
 public:
  explicit Reader(const Frame& frame) : frame_(frame) {}

  void read(NodeIndex index) {
    const plan::Unit& unit = *frame_.unit->unit;
    if (index >= unit.nodes.size() || out_.size() >= kReadingsMax) return;
    const plan::Node& node = unit.nodes[index];
    if (node.op == NodeOp::call && plan::is_macro(node.c)) return;   // what it asks of each item has no value outside it
    if (!names_something(node.op)) {
      plan::for_each_child(unit, node, [&](NodeIndex child) { read(child); });
      return;
    }
    if (std::any_of(out_.begin(), out_.end(), [&](const Reading& each) { return each.node == index; })) return;
    plan::Datum value = evaluate(frame_, index, findings_);
    if (value.kind == Kind::list || value.kind == Kind::record || value.kind == Kind::map) return;
    out_.push_back({index, std::move(value)});
  }
  bool holds_now(NodeIndex index) { return holds(frame_, index, findings_); }
  std::vector<Reading> take() { return std::move(out_); }

 private:
  const Frame& frame_;
  Findings findings_;                      // said where the condition was decided
  std::vector<Reading> out_;
};

}  // namespace

Cause cause_of(const Frame& frame, NodeIndex node, bool held) {
  if (frame.unit == nullptr || node == plan::kNone) return {};
  const plan::Unit& unit = *frame.unit->unit;
  Reader reader(frame);
  const NodeOp splits = held ? NodeOp::or_ : NodeOp::and_;
  while (unit.nodes[node].op == splits) node = reader.holds_now(unit.nodes[node].a) == held ? unit.nodes[node].a : unit.nodes[node].b;
  reader.read(node);
  return {node, reader.take()};
}

Cause unsuited(const Frame& frame) {
  const plan::Suitability& rule = frame.roster->catalog->suitability;
  Reader reader(frame);
  if (rule.declared) {
    reader.read(rule.level);
    reader.read(rule.assessed);
  }
  return {plan::kNone, reader.take()};
}

}  // namespace playmaker::core
