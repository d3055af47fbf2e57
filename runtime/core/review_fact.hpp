#pragma once
// Facts that reviews read. Part of the closed list (fact.hpp): codes are on disk, never renumber; a struct only grows at its end.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/core/input.hpp"

namespace playmaker::core {

// What a task adds to a rate of its playbook: when it comes due open, and when it ends. Figures are sums of these, so that their order
// does not matter. Cancelled tasks are no part of a rate: they only take back what they had added.
struct RateCounted {
  static constexpr std::uint16_t kCode = 300;
  ThingRef task;
  std::uint32_t playbook = 0;              // the dictionary's
  std::string rate;                        // its name: plan::Rate
  std::uint32_t branch = plan::kNone;      // of the customer; when it ends late, the one it came due under
  std::int32_t ended = 0, happened = 0;    // ended: not cancelled; happened: as the rate says
  std::int32_t late = 0;                   // 1: past its due and open; -1: not any more
};
// What a journey is told apart by in reviews, as it was at the entry or when a table decided.
struct DimensionNoted {
  static constexpr std::uint16_t kCode = 301;
  std::uint32_t journey = 0;
  std::uint32_t dimension = 0;             // Plan::dimensions of its plan
  Datum value;
};

// A record of the house: a review was held. What was counted since it was held before, and what followed.
struct ReviewFigure {
  std::string rate;
  std::uint32_t branch = plan::kNone;      // kNone: of customers without one
  std::int64_t ended = 0, happened = 0;    // since the review was held before
  std::int64_t late = 0;                   // past their due and open when it was held
  std::int64_t ended_ever = 0, happened_ever = 0;
};
struct ReviewAct {
  std::uint32_t branch = plan::kNone;
  bool alert = false;                      // else a task for the branch
  std::string what;                        // the role; the task's path
};
struct ReviewHeld {
  static constexpr std::uint16_t kCode = 303;
  std::uint32_t playbook = 0, plan = 0;    // the dictionary's; the roster's, by whose text it was held
  std::string review;
  Instant since, due;                      // the time it was due before, or was applied; its own
  std::uint32_t missed = 0;                // further times that passed while the daemon was down: held once for all of them
  std::vector<ReviewFigure> figures;
  std::vector<ReviewAct> acts;
};

}  // namespace playmaker::core
