#pragma once
// What a journey remembers of the facts in flow_fact.hpp. Plain data; only `apply` writes it.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/core/flow_fact.hpp"

namespace playmaker::core {

struct Reservation {
  std::uint32_t ask = 0, site = 0, run = 0, benefit = 0;
  bool held = false;                       // else asked
  bool called = false;                     // a grant or release waits for the answer
  std::uint32_t grant_site = plan::kNone, grant_run = 0;
  Instant until = base::kNever;
  std::int64_t worth = 0;
  std::string code;
};
struct QueuedMoment {
  std::uint32_t moment = 0, event = plan::kNone;
  Instant at, until;
  std::vector<Datum> fields;
  std::int64_t key = 0;
  std::vector<Datum> item;
};
constexpr std::size_t kQueuedMomentsMax = 16;   // of a journey: more are dropped, and said so
constexpr std::uint32_t kConsentPause = 0xfffffffe;   // PauseSpan::pause: touches wait for lost consent

}  // namespace playmaker::core
