#pragma once
// What a condition reads that playbooks themselves can bring about: the events they emit, the attributes they set, the journeys that they
// begin and end (`customer in journey(p)`).
#include <vector>

#include "dsl/prove/deeds.hpp"

namespace playmaker::prove {

// Appends to `out` what can make the condition at `root` of the plan's unit true; kNone: nothing.
void hear_condition(const plan::Plan& plan, plan::NodeIndex root, const Made& made, std::vector<Hears>& out);

}  // namespace playmaker::prove
