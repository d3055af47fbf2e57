#pragma once
// What a task was brought is kept as places in the lists of its plan's text (work_facts.hpp, Bring). A version that takes the task over
// may have other lists. Pure: two plans in, the places of the other out; the fold of JourneyMoved uses it, so that it is frozen like a
// fact.
#include <cstdint>
#include <vector>

#include "runtime/plan/plan.hpp"

namespace playmaker::core {

// `brought` of the task at `site`, which is a task in both plans, as places in `to`. What `to` does not ask for is left out.
std::vector<std::uint32_t> brought_there(const plan::Plan& from, const plan::Plan& to, std::uint32_t site,
                                         const std::vector<std::uint32_t>& brought);

}  // namespace playmaker::core
