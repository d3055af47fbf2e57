#pragma once
// What becomes of journeys under way when a new version of their playbook is applied (rules 16, 17). Part of the closed list (fact.hpp):
// codes are on disk, never renumber; a struct only grows at its end.
#include <cstdint>

#include "runtime/plan/upgrade.hpp"

namespace playmaker::core {

struct JourneyMoved {                      // from here on it runs on another version of its playbook
  static constexpr std::uint16_t kCode = 320;
  std::uint32_t journey = 0;
  std::uint32_t from = 0, to = 0;          // the roster's plans, each by hash for ever
  plan::UpgradeKind how = plan::UpgradeKind::now;
  bool recompute = false;                  // its deadlines follow, as facts of their own
};

}  // namespace playmaker::core
