#pragma once
// The shipped playbooks as texts: read from the tree, compiled from what tests make of them.
#include <array>
#include <string>

#include "dsl/compile.hpp"

namespace playmaker::whole {

constexpr std::array<const char*, 4> kShipped = {"first_meeting", "new_customer_100", "uplift", "churn_recovery"};

std::string shipped_text(const std::string& name);                     // of playbooks/NAME.play
// `text` as if it stood in playbooks/NAME.play; shared files are read once and kept.
dsl::Compiled compile_shipped(const std::string& name, const std::string& text, dsl::Until until);
// One after the other, as the four stand in the folder: hand-offs lead to each other.
dsl::Compiled compile_all_shipped();

}  // namespace playmaker::whole
