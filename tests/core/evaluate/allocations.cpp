#include "tests/core/evaluate/allocations.hpp"

#include <cstdlib>
#include <new>

namespace {
thread_local std::size_t counted = 0;
}

std::size_t playmaker::core::testing::allocations() { return counted; }

#if PLAYMAKER_COUNTS_ALLOCATIONS
void* operator new(std::size_t size) {
  ++counted;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif
