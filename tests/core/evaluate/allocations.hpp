#pragma once
// How often this thread has asked for memory: operator new is replaced by one that counts, for all tests of this program.
#include <cstddef>

namespace playmaker::core::testing {
std::size_t allocations();
}
