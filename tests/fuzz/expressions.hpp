#pragma once
// Any bytes as an expression. What must hold: reading, checking and evaluating return, and the value can be written.
#include <string_view>

namespace playmaker::fuzz {

void evaluate(std::string_view bytes);

}  // namespace playmaker::fuzz
