#pragma once
// How often this thread has asked for memory: operator new is replaced by one that counts, for all tests of this program. Sanitizers
// bring their own operator new and keep it: there nothing is counted.
#include <cstddef>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define PLAYMAKER_COUNTS_ALLOCATIONS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define PLAYMAKER_COUNTS_ALLOCATIONS 0
#endif
#endif
#ifndef PLAYMAKER_COUNTS_ALLOCATIONS
#define PLAYMAKER_COUNTS_ALLOCATIONS 1
#endif

namespace playmaker::core::testing {
std::size_t allocations();
}
