#pragma once
// A seeded generator for simulations, tests and generated populations; never used by core.
#include <cstdint>

#include "runtime/base/hash.hpp"

namespace playmaker::base {

class Prng {  // SplitMix64
 public:
  explicit constexpr Prng(std::uint64_t seed) : state_(seed) {}
  constexpr std::uint64_t next() {
    const std::uint64_t value = mix64(state_);
    state_ += 0x9e3779b97f4a7c15ULL;
    return value;
  }
  constexpr std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : next() % bound; }
  constexpr bool chance(std::uint32_t in_million) { return below(1'000'000) < in_million; }
  constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }

 private:
  std::uint64_t state_;
};

}  // namespace playmaker::base
