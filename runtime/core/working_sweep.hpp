#pragma once
// `every 2 working days at 09:00`: sweeps that keep to a calendar.
#include "runtime/base/calendar.hpp"
#include "runtime/core/roster/roster.hpp"

namespace playmaker::core {

// The sweep that follows `after` (the last one, or when the playbook was applied): the `every`-th working day after its day; every
// working day: the same day too, where its time is still to come. `calendar` nullptr: every day is a working day. kNever: beyond the
// calendar's years (rule 15). REQUIRES rule.working.
base::Instant next_working_sweep(const base::Zone& zone, const base::Calendar* calendar, const plan::SweepRule& rule, base::Instant after);

// What comes after `after` by the rule, whichever kind it is: in the bank's zone, by the playbook's calendar.
base::Instant next_regular(const Roster& roster, const LinkedPlan& plan, const plan::SweepRule& rule, base::Instant after);

}  // namespace playmaker::core
