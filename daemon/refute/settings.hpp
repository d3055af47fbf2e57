#pragma once
// Values that make conditions come out as wanted: of a customer's attributes, of an event's fields. Tries the values that the conditions
// themselves speak of, one variable at a time, as long as that brings the conditions nearer (Korel's alternating variable method); what it
// finds is only a try, the engine judges.
#include <vector>

#include "daemon/refute/asked.hpp"
#include "daemon/refute/life.hpp"

namespace playmaker::refute {

struct Setting {
  std::uint32_t attribute = 0;               // the dictionary's
  plan::Datum value;
  bool moves = false;                        // a date or an instant chosen for the run's first day: it moves with it
};

// Attributes under which as much as possible of what is asked holds, the audience takes the customer, the policy lets touches through and
// no goal or exit ends the journey at once.
std::vector<Setting> settings(const core::Roster& roster, const core::LinkedPlan& plan, const Asked& asked);

// Fields of `event` (Unit::events of the plan) under which `where` holds, and what is counted from them falls where it should.
std::vector<plan::Datum> fields(const core::Roster& roster, const core::LinkedPlan& plan, const core::Customer& customer,
                                std::uint32_t event, plan::NodeIndex where, const std::vector<Asked::Falling>& falling, base::Instant now);

}  // namespace playmaker::refute
