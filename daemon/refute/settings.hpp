#pragma once
// Values that make conditions come out as wanted: of a customer's attributes, of an event's fields. Tries the values that the conditions
// themselves speak of; what it finds is only a try, the engine judges.
#include <vector>

#include "daemon/refute/life.hpp"
#include "dsl/prove/promise.hpp"

namespace playmaker::refute {

struct Setting {
  std::uint32_t attribute = 0;               // the dictionary's
  plan::Datum value;
};

// Attributes under which as many as possible of `wanted` hold, the audience takes the customer, the policy lets touches through and no goal
// or exit ends the journey at once.
std::vector<Setting> settings(const core::Roster& roster, const core::LinkedPlan& plan, const std::vector<prove::Suspect::Wanted>& wanted,
                              base::Instant now);

// Fields of `event` (Unit::events of the plan) under which `where` holds.
std::vector<plan::Datum> fields(const core::Roster& roster, const core::LinkedPlan& plan, const core::Customer& customer,
                                std::uint32_t event, plan::NodeIndex where, base::Instant now);

}  // namespace playmaker::refute
