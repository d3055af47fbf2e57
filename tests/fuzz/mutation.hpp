#pragma once
// A changed copy of an input: bytes flipped, pieces left out, doubled, swapped in from another input.
#include <string>
#include <string_view>

#include "runtime/base/prng.hpp"

namespace playmaker::fuzz {

// At most `bytes_max` bytes; the same for the same state of `chance`.
std::string mutated(std::string_view input, std::string_view other, std::size_t bytes_max, base::Prng& chance);

}  // namespace playmaker::fuzz
