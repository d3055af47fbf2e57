#pragma once
// Where what stands in one version of a playbook stands in another. Places keep their numbers (roster/numbering); this is about what has
// no number of its own: steps within a block, goals and moments by their row, conditions that have held for a while. Pure: two plans in,
// an answer out; the fold of JourneyMoved uses it, so that it is frozen like a fact. Private to core.
#include <cstdint>

#include "runtime/core/roster/roster.hpp"

namespace playmaker::core {

bool has_place(const plan::Plan& to, std::uint32_t site);

// The same step in the other version; kNone: it is not there, or the steps before it in its block are others. What comes after it may
// have changed: a run that waits there goes on with the new text.
plan::OpIndex same_step(const plan::Plan& from, const plan::Plan& to, plan::OpIndex at);
// The step that sends: a send's own, or the question, placement or invitation around it. kNone: none.
plan::OpIndex sending_step(const plan::Plan& plan, std::uint32_t leg);

std::uint32_t same_goal(const plan::Plan& from, const plan::Plan& to, std::uint32_t goal);      // kNone: none there, here and below
std::uint32_t same_moment(const plan::Plan& from, const plan::Plan& to, std::uint32_t moment);
std::uint32_t same_pause(const plan::Plan& from, const plan::Plan& to, std::uint32_t pause);
std::uint32_t same_entry(const plan::Plan& from, const plan::Plan& to, std::uint32_t entry);
std::uint32_t same_hold(const plan::Plan& from, const plan::Plan& to, std::uint32_t hold);      // by what the condition says

}  // namespace playmaker::core
