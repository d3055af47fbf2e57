#pragma once
// The shipped playbooks as texts: read from the tree, compiled from what tests make of them.
#include <array>
#include <string>

#include "dsl/compile.hpp"

namespace playmaker::whole {

inline constexpr std::array kShipped = {"first_meeting",  "new_customer_100", "uplift",       "churn_recovery",
                                        "near_threshold", "allocation",       "inbound_call", "prospects"};
inline constexpr std::array kDemo = {"first_meeting", "new_customer_100", "uplift", "churn_recovery"};   // what examples/bank lives

std::string shipped_text(const std::string& name);                     // of playbooks/NAME.play
// `text` as if it stood in playbooks/NAME.play; shared files are read once and kept.
dsl::Compiled compile_shipped(const std::string& name, const std::string& text, dsl::Until until);
dsl::Compiled compile_beside(const std::string& file, const std::string& text, dsl::Until until);   // the same in playbooks/FILE
// One after the other, as they stand in the folder: hand-offs lead to each other.
dsl::Compiled compile_all_shipped();
dsl::Compiled compile_demo();

}  // namespace playmaker::whole
