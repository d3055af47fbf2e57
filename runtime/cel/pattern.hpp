#pragma once
// Regular expressions, in time that grows only with the text: no back-references, no look-around.
#include <string_view>

#include "runtime/cel/value.hpp"

namespace playmaker::cel {

constexpr std::size_t kPatternBytesMax = 1'000;

// Does the pattern match anywhere in the text? Errors: invalid (the pattern cannot be read), too_big.
Value matches(std::string_view text, std::string_view pattern);
bool readable_pattern(std::string_view pattern);

}  // namespace playmaker::cel
