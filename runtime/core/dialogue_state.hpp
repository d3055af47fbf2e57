#pragma once
// What is remembered of conversations under way. Part of a journey's and a customer's state (state.hpp).
#include "runtime/core/fact.hpp"

namespace playmaker::core {

struct Reply {                             // open until it is closed; then forgotten
  std::uint32_t site = 0, run = 0;         // of the step
  std::uint32_t touch_site = 0;
  std::uint16_t occurrence = 0;            // of the touch
  ReplyKind kind = ReplyKind::ask;
  bool shown = false;                      // a placement the channel shows
  Instant until = base::kNever;            // of a placement shown
  std::int32_t priority = 0;
  std::vector<Datum> with{};
};
struct TakenArm {                          // to be measured yet
  std::uint32_t site = 0, playbook = 0;
  std::string experiment, arm;
  Instant taken{0};
};
struct Seat {                              // of an activity, until its sign-up closes
  std::uint32_t site = 0, activity = 0, group = plan::kNone, ask = 0;
};
struct AskedQuestion {
  Instant at;
  ThingRef touch;
};

}  // namespace playmaker::core
