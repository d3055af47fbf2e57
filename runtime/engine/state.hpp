#pragma once
// All that the journal folds to, and nothing else: what recovery gives back and snapshots hold. Timers, queues and counters are derived
// from it (engine). Engine thread only.
#include <cstdint>
#include <vector>

#include "runtime/core/decide.hpp"
#include "runtime/engine/dedupe.hpp"
#include "runtime/engine/house.hpp"
#include "runtime/engine/ledger.hpp"
#include "runtime/engine/persons.hpp"

namespace playmaker::engine {

struct Lane {
  std::vector<core::Customer> customers;       // by number
  Ids ids;
  Dedupe dedupe;
};

struct State {
  House house;
  Ledger ledger;
  std::vector<Lane> lanes;
  std::uint64_t commit = 0;                    // the last one
  Instant now{INT64_MIN};                      // when the last group or record fell
  std::uint64_t salt = 0;

  core::World world() { return {house.roster().get(), &house.directory(), &house.pauses(), salt, &house.marks().decided}; }
  core::Customer& customer(Surrogate customer) { return lanes[lane_of(customer)].customers[number_of(customer)]; }
  const core::Customer* find(Surrogate customer) const {
    if (lane_of(customer) >= lanes.size() || number_of(customer) >= lanes[lane_of(customer)].customers.size()) return nullptr;
    return &lanes[lane_of(customer)].customers[number_of(customer)];
  }
};

// The lane of an outside id, for ever. REQUIRES a power of two.
std::uint32_t lane_for(std::string_view outside_id, std::size_t lanes);
// A customer as it is before its first fact.
core::Customer new_customer(std::uint32_t number, std::string_view outside_id);

}  // namespace playmaker::engine
