#pragma once
// What one durable commit held, for those who follow the journal (the view): handed over after the commit, moved, in journal order.
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "runtime/core/group.hpp"
#include "runtime/engine/command.hpp"
#include "runtime/engine/house_record.hpp"

namespace playmaker::engine {

struct CommittedGroup {
  std::uint16_t lane = 0;
  std::uint64_t position = 0;                  // journal::Position::value within the lane
  Surrogate customer = 0;
  core::Group group;
};
struct CommittedHouse { Instant at; HouseRecord record; };

struct Committed {
  std::uint64_t commit = 0;                    // the watermark: 1, 2, 3 … over the journal's life
  Instant at;                                  // the engine's time
  std::shared_ptr<const core::Roster> roster;  // as of the commit's end; its dictionary holds every number used
  std::vector<CommittedHouse> house;           // before the groups
  std::vector<CommittedGroup> groups;          // of one customer: in order
};
using Observer = std::function<void(Committed&&)>;

}  // namespace playmaker::engine
