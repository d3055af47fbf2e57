#pragma once
// What the engine hands over after each durable commit, and what a rebuild reads from the journal: decoded groups in the order they
// were written. A view that has folded every batch up to watermark w equals fold(journal up to w).
#include <cstdint>
#include <memory>
#include <vector>

#include "runtime/core/group.hpp"
#include "runtime/core/roster/roster.hpp"

namespace playmaker::view {

struct Item {
  std::uint16_t lane = 0;
  std::uint64_t position = 0;              // of the group in the journal
  core::Group group;
};
struct HeldReview {
  base::Instant at;
  core::ReviewHeld review;
};
struct Batch {
  std::shared_ptr<const core::Roster> roster;   // in force when the groups were decided
  std::vector<Item> items;
  std::vector<HeldReview> reviews;
  std::uint64_t watermark = 0;             // number of the commit
};

constexpr std::uint64_t customer_key(std::uint16_t lane, std::uint32_t number) { return (static_cast<std::uint64_t>(lane) << 32) | number; }
constexpr std::uint16_t lane_of(std::uint64_t key) { return static_cast<std::uint16_t>(key >> 32); }
constexpr std::uint32_t number_of(std::uint64_t key) { return static_cast<std::uint32_t>(key); }

}  // namespace playmaker::view
