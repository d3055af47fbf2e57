#pragma once
// What one durable commit held, for those who follow the journal (the view): handed over after the commit, moved, in journal order.
#include <functional>
#include <vector>

#include "runtime/engine/commands/command.hpp"
#include "runtime/engine/disk/house_record.hpp"
#include "runtime/view/batch.hpp"

namespace playmaker::engine {

struct CommittedHouse {
  Instant at;
  HouseRecord record;
};

struct Committed {
  Instant at;                                  // the engine's time
  std::vector<CommittedHouse> house;           // before the groups
  view::Batch batch;  // watermark: the commit's number, 1, 2, 3 … over the journal's life; roster: as of the commit's end
};
using Observer = std::function<void(Committed&&)>;

}  // namespace playmaker::engine
