#pragma once
// What a move means for what a playbook guarantees: a customer who is moved has contacts of the older version behind him, and both can fall
// into one window.
#include <string>
#include <vector>

#include "dsl/compile.hpp"
#include "runtime/engine/moves.hpp"

namespace playmaker::routes {

struct Together {
  std::string playbook;
  std::uint32_t from_version = 0, to_version = 0;
  std::uint32_t promised = 0;
  std::uint32_t most = 0;  // contacts of both versions in one window; UINT32_MAX: no bound is known
};

// Of the guarantees of what was compiled, those that a move can exceed: `older` are the plans that journeys may stand on.
std::vector<Together> contacts_together(const dsl::Compiled& compiled, const std::vector<engine::MoveCount>& moves,
                                        const std::vector<std::shared_ptr<const plan::Plan>>& older);

}  // namespace playmaker::routes
