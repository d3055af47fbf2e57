#pragma once
// A touch that may not go: which rule holds it back, what that rule counted or read, and from when on it will let the touch through.
#include <cstdint>
#include <string>

#include "runtime/core/cause.hpp"
#include "runtime/core/input.hpp"
#include "runtime/core/reason.hpp"

namespace playmaker::core {

enum class PausedBy : std::uint8_t {
  nobody = 0,
  playbook = 1,       // a `pause` of the journey's own playbook
  on_journey = 2,     // by hand, this journey
  on_customer = 3,    // by hand, this customer
  on_playbook = 4,    // by hand, every journey of the playbook
  on_channel = 5,     // by hand, a channel
  on_all = 6,         // by hand, the whole bank
};
// The pause that holds: of several the widest-reaching that began first.
struct PauseHold {
  PausedBy by = PausedBy::nobody;
  std::uint32_t pause = plan::kNone;       // playbook: of Plan::pauses
  Instant since{0};
  std::string actor;                       // by hand: whose hand
};

struct TouchBlocked {                      // wait: until is the earliest free minute; else the touch is over, or its next leg takes over
  static constexpr std::uint16_t kCode = 111;
  ThingRef touch;
  Reason why = Reason::none;
  bool waits = false;
  Instant until = base::kNever;
  std::uint32_t rule = plan::kNone;        // index in the policy's table of that reason; unsuitable: the dictionary's product
  std::int64_t counted = 0, limit = 0;
  bool has_rival = false;
  ThingRef rival;                          // the touch that won
  std::uint64_t policy_version = 0;
  std::uint32_t channel = plan::kNone;     // the dictionary's
  Cause cause{};                           // of the catalog's condition that failed: a consent, a silence, a channel's reach
  PauseHold pause{};
};

}  // namespace playmaker::core
