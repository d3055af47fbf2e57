#pragma once
// What has no name in a text says: entries and pauses of a playbook, the needs of a policy, conditions that have held for a while. Their
// places in their tables are others as soon as a line is put before them, so what is remembered of them is kept under what they say.
// Two spellings are the same exactly when the two say the same, whatever stands around them. Private to core.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/plan/plan.hpp"

namespace playmaker::core {

std::string said(const plan::Plan& plan, const plan::Entry& entry);   // of a list: which list; how it is dealt may change
std::string said(const plan::Plan& plan, const plan::Pause& pause);

// By the number of the hold (plan::NodeOp::held_for); of several alike in one playbook the first is the first.
std::vector<std::uint64_t> hold_keys(const plan::Plan& plan);
// By the policy's needs: whom the need speaks of, and what it asks.
std::vector<std::uint64_t> need_keys(const plan::Unit& unit, const plan::Policy& policy);

}  // namespace playmaker::core
