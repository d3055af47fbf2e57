#pragma once
// The readers of what lies on disk, given any bytes: damage is an answer, never a crash, and what is read whole is written again as
// the same bytes.
#include <string_view>

namespace playmaker::fuzz {

void decode_plan(std::string_view bytes);     // as plan, as catalog and as origin
void read_groups(std::string_view bytes);     // as the groups of a journal's row, as a row, as a customer's state, as a dictionary

}  // namespace playmaker::fuzz
