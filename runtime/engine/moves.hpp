#pragma once
// What applying a new version would mean for the journeys under way (rules 16, 18): how many move, from which place to which, how many go
// on with the old text first, and how many stand where the new version has no place. Counted before anything runs; nothing is changed.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/base/result.hpp"
#include "runtime/core/roster/roster.hpp"

namespace playmaker::engine {

struct State;

enum class MoveFate : std::uint8_t {
  stays = 0 /* `upgrade keep` */,
  moves = 1,
  later = 2 /* past the step named by `from` */,
  no_place = 3
};
struct MoveCount {
  std::string playbook;
  std::uint32_t from_version = 0, to_version = 0;
  plan::UpgradeKind how = plan::UpgradeKind::keep;
  MoveFate fate = MoveFate::stays;
  std::string from, to;                    // paths; empty: the playbook's own, between its stages and moments
  std::uint64_t journeys = 0;
};

// `after` is linked on the roster of `state`; its new plans are the live ones. Sorted; a journey with several places that are missing
// counts at each of them, but for those within another.
std::vector<MoveCount> count_moves(const State& state, const core::Roster& before, const core::Roster& after);

// Code positions_lost, naming places and counts, when some journey would have none.
std::optional<base::Failure> lost_positions(const std::vector<MoveCount>& counts);

}  // namespace playmaker::engine
