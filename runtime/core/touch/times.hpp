#pragma once
// Which instants a policy leaves to one touch of one customer: quiet hours, silences after an event, caps and distances. One definition
// for the permit, the free minute that `why` names, and the prover (rule 9). All rules here are sets of half-open intervals, so the
// earliest free minute is found exactly by jumping to the end of whatever blocks, until nothing does.
//
//   cap N per L     blocked at t when N contacts and t would lie within less than L of each other, also when some lie after t
//   N per calendar  blocked while t's civil day, week (Monday) or month already holds N
//   leave L         blocked while a contact lies less than L before or after t
//   quiet           windows of the customer's wall clock: a missing local time is the first instant after it, a repeated one the first
#include <string_view>
#include <vector>

#include "runtime/core/reason.hpp"
#include "runtime/core/state.hpp"
#include "runtime/core/timing.hpp"
#include "runtime/plan/speech.hpp"

namespace playmaker::core {

// Why an instant is not free.
struct TimeBlock {
  Reason why = Reason::none;               // none: free
  std::uint32_t rule = plan::kNone;        // index in the policy's table of that reason
  std::int64_t counted = 0, limit = 0;     // caps
  bool has_rival = false;
  ThingRef rival;                          // caps: the last contact counted; distances: the nearest one
  Instant next = base::kNever;             // end of this rule's blocking: every instant before it is blocked by the same rule
};

class TouchTimes {
 public:
  // `self` is left out of what is counted: a touch does not stand in its own way. `policy` nullptr: everything is free.
  TouchTimes(const Roster& roster, const Customer& customer, const plan::Policy* policy, const Clockwork& clockwork,
             const plan::Speech& touch, const ThingRef& self);

  TimeBlock at(Instant t) const;           // the first rule that blocks, in the order silence, quiet, caps, distances
  Instant earliest(Instant from, Instant until) const;   // the first free whole minute in [from, until]; kNever: none
  // REQUIRES no free minute in [from, until]: the rule that takes the last of it. Quiet hours that end in time are not what stopped a
  // touch that a cap then holds for days.
  TimeBlock hindrance(Instant from, Instant until) const;

 private:
  TimeBlock silence(Instant t) const;
  TimeBlock quiet(Instant t) const;
  TimeBlock cap(std::uint32_t index, Instant t) const;
  TimeBlock gap(std::uint32_t index, Instant t) const;
  Instant plus(Instant from, const plan::Length& length) const;   // kNever where the calendar does not reach

  const Roster& roster_;
  const Customer& customer_;
  const plan::Policy* policy_;
  Clockwork clockwork_;
  plan::Speech touch_;
  bool counts_ = false;                    // a contact whose purpose is not exempt
  struct Counted {
    Instant at;
    ThingRef ref;
  };
  struct Ledger {
    std::uint32_t rule = 0;
    std::vector<Counted> contacts;
  };   // ascending
  std::vector<Ledger> caps_, gaps_;        // only rules that speak of this touch
};

}  // namespace playmaker::core
