// What a send prints: its `with` values, and the grants they wait for (rule 29: a code exists before the touch that prints it).
#include "runtime/core/touch/touches.hpp"
#include "runtime/plan/operands.hpp"

namespace playmaker::core {

namespace {

void grant_fields(const plan::Unit& unit, plan::NodeIndex index, std::vector<std::uint32_t>& benefits) {
  if (index >= unit.nodes.size()) return;
  const plan::Node& node = unit.nodes[index];
  if (node.op == plan::NodeOp::grant_field) benefits.push_back(node.a);
  plan::for_each_child(unit, node, [&](plan::NodeIndex child) { grant_fields(unit, child, benefits); });
}

}  // namespace

Values values_of(const Deciding& d, const Journey& journey, const Touch& touch) {
  const TouchPlan behind = plan_behind(d, journey, touch);
  if (behind.send == nullptr || behind.send->with.empty()) return Values::ready;
  for (const plan::WithValue& with : behind.send->with) {
    std::vector<std::uint32_t> benefits;
    grant_fields(behind.linked->plan->unit, with.value, benefits);
    if (benefits.empty()) continue;
    for (const std::uint32_t benefit : benefits) {
      if (grant_pending(d.customer, journey.journey, behind.linked->unit.benefits[benefit])) return Values::pending;
    }
    Findings findings;
    const Datum value = evaluate(d.frame(&journey, find_run(journey, touch.run)), with.value, findings);
    if (!value.known() || value.kind == plan::Kind::error) return Values::not_granted;
  }
  return Values::ready;
}

std::vector<Datum> print_values(Deciding& d, const ThingRef& ref) {
  const Journey* journey = journey_of(d.customer, ref.journey);
  const Touch touch = *touch_of(d.customer, ref);
  const TouchPlan behind = plan_behind(d, *journey, touch);
  std::vector<Datum> out;
  if (behind.send == nullptr) return out;
  for (const plan::WithValue& with : behind.send->with) {
    Datum value = evaluate(d.frame(journey, find_run(*journey, touch.run)), with.value, d.findings);
    out.push_back(value.kind == plan::Kind::error ? Datum{} : std::move(value));
  }
  return out;
}

}  // namespace playmaker::core
