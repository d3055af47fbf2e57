#pragma once
// What a policy's own guards hold back, whoever sends: a proof for every playbook that follows it.
#include "dsl/prove/contacts/model.hpp"

namespace playmaker::prove {

// The most contacts of those `cap` speaks of that the policy lets through in one window; kFar: it holds none of them back.
Minute let_through(const plan::Policy* policy, const plan::Cap& cap, Minute window, const Lengths& lengths);

}  // namespace playmaker::prove
