// All playbooks together: which there are, and what they themselves bring about.
#include <algorithm>

#include "dsl/prove/deeds.hpp"

namespace playmaker::prove {

std::vector<const plan::Plan*> all_plans(const Whole& whole) {
  std::vector<const plan::Plan*> out;
  for (const lower::Lowered& each : whole.playbooks) out.push_back(&each.plan);
  for (const Known& known : whole.known) {
    const bool replaced = std::ranges::any_of(out, [&](const plan::Plan* each) { return each->name == known.name; });
    if (known.plan && !replaced) out.push_back(known.plan.get());
  }
  return out;
}

Made made_by(const std::vector<const plan::Plan*>& plans) {
  Made out;
  for (const plan::Plan* each : plans) {
    const plan::Unit& unit = each->unit;
    for (const plan::Emit& emit : each->emits) out.events.insert(unit.texts[emit.event]);
    for (const plan::Op& op : each->ops) {
      if (op.kind == plan::OpKind::set) out.attributes.insert(unit.texts[unit.attributes[op.a].name]);
    }
  }
  return out;
}

bool begins_others(const plan::Plan& plan) {
  return !plan.emits.empty() || !plan.hand_offs.empty() ||
         std::ranges::any_of(plan.unit.nodes, [](const plan::Node& each) { return each.op == plan::NodeOp::in_playbook; });
}

}  // namespace playmaker::prove
