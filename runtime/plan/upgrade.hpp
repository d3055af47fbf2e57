#pragma once
// What a playbook's text says of the journeys under way on its earlier versions. Part of a plan (plan.hpp); numbers are on disk.
#include <cstdint>
#include <vector>

#include "runtime/plan/expression.hpp"

namespace playmaker::plan {

enum class SiteKind : std::uint8_t;

// `upgrade keep | at next stage | now`
enum class UpgradeKind : std::uint8_t { keep = 0, at_next_stage = 1, now = 2 };

// `moved moment rate_cut to rate_moved`: what stood under the one path stands under the other.
struct MovedPlace {
  SiteKind kind{};
  TextIndex from = kNone, to = kNone;      // paths
};
struct Upgrade {
  UpgradeKind how = UpgradeKind::keep;
  bool recompute = false;                  // armed deadlines are computed anew, from their own start
  std::vector<MovedPlace> moved;
};

}  // namespace playmaker::plan
