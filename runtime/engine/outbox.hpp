#pragma once
// Touches on their way out, by channel: reserved ones wait for a token of the channel's rate (a closed night saves none up), a bulkhead
// bounds how many are in the air, and a breaker keeps a broken provider from being asked; while it is open touches wait in place, their
// expiry running. A machine: it asks nobody and sends nothing, the engine turns next() into SlotGranted. In memory only; recovery
// queues what customers' touches say.
#include <cstdint>
#include <deque>
#include <map>
#include <unordered_map>
#include <vector>

#include "runtime/core/input.hpp"
#include "runtime/engine/commands/command.hpp"

namespace playmaker::engine {

struct OutgoingTouch {
  Surrogate customer = 0;
  core::ThingRef ref;
  bool operator==(const OutgoingTouch&) const = default;
};
struct OutgoingHash {
  std::size_t operator()(const OutgoingTouch& touch) const;
};

class Outbox {
 public:
  // Rates and bulkhead of channel `channel` from here on (0: no limit of rate).
  void set_channel(std::uint32_t channel, std::uint32_t rate_per_second, std::size_t in_flight_max);
  void reserve(std::uint32_t channel, const OutgoingTouch& touch, base::Instant at);   // wants a token from `at` on; once is enough
  void forget(const OutgoingTouch& touch);                                             // over, blocked, or its attempt has its answer
  // Takes a token for the next touch that may go now. False: none.
  bool next(base::Instant now, OutgoingTouch& out);
  void sent(const OutgoingTouch& touch, std::uint32_t channel);                        // its SENDING fact fell: it is in the air
  void reported(std::uint32_t channel, core::DeliveryOutcome outcome, base::Millis retry_after, base::Instant now);   // of an attempt
  base::Instant next_due() const;                          // when next() may give something again; kNever: nothing waits
  std::size_t queued() const { return queued_.size(); }
  std::size_t in_flight() const { return in_flight_.size(); }
  void clear();                                            // queues and what is in the air, not the breakers

 private:
  struct Channel {
    std::deque<OutgoingTouch> ready;
    std::multimap<base::Instant, OutgoingTouch> later;
    std::uint32_t rate = 0;
    std::size_t in_flight_max = 0, in_flight = 0;
    double tokens = 1;
    base::Instant refilled{INT64_MIN};
    std::uint32_t failures = 0;                            // in a row
    base::Instant closed_until{INT64_MIN};                 // breaker open, or throttled
  };
  void refill(Channel& channel, base::Instant now) const;
  base::Instant ready_at(const Channel& channel) const;
  std::map<std::uint32_t, Channel> channels_;
  std::unordered_map<OutgoingTouch, std::uint32_t, OutgoingHash> queued_, in_flight_;   // -> channel
  base::Instant now_{INT64_MIN};
};

}  // namespace playmaker::engine
