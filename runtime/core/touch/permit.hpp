#pragma once
// May this touch reach this customer now? Asked when its minute comes, and again before every attempt (SEMANTICS rules 8, 11, 20, 22, 37).
// The order of the checks is the order of what `why` names first:
//
//   held out (journey, bank) > paused > silenced > no consent > unreachable > unsuitable > asked enough > silenced after an event, quiet,
//   capped, gap (touch_times)
//
// Consent that is unknown is a no. Purposes that the policy exempts are neither counted nor blocked by caps and distances; the rest holds
// for them too.
#include "runtime/core/decide.hpp"
#include "runtime/core/evaluate/evaluate.hpp"
#include "runtime/core/touch/times.hpp"

namespace playmaker::core {

struct PermitAsk {
  ThingRef self;                           // its own slot is not counted
  const Journey* journey = nullptr;
  const LinkedPlan* plan = nullptr;        // of the journey
  std::uint32_t channel = 0;               // the dictionary's
  plan::Purpose purpose = plan::Purpose::marketing;
  bool person = false;                     // a task's slot: a person judges the rest, only times are asked
  Instant until = base::kNever;            // how long the touch may wait
  std::uint32_t offering = plan::kNone;    // the dictionary's product: offered only to whom it is suitable (rule 43)
  bool question = false;                   // counts for the policy's `ask at most`
};

struct Permit {
  // What blocks at the instant asked about; where the touch cannot wait for the free minute, what keeps it beyond `until`.
  Reason why = Reason::none;               // none: allowed
  std::uint32_t rule = plan::kNone;        // index in the policy's table of that reason; unsuitable: the product
  std::int64_t counted = 0, limit = 0;
  bool has_rival = false;
  ThingRef rival;
  Instant free = base::kNever;  // allowed: the instant asked about; else the earliest minute free of all that time alone can end; kNever:
                                // none is known (consent, a pause)
  Cause cause{};  // of a condition that keeps it back
  PauseHold pause{};
  bool allowed() const { return why == Reason::none; }
};

// Looks for a free minute as far as `kFreeSearch` ahead. `findings` collects errors of the catalog's conditions.
constexpr base::Millis kFreeSearch = 100 * base::kDay;
Permit permit(const World& world, const Customer& customer, const PermitAsk& ask, Instant at, Findings& findings);

// The channel, or nullptr when the roster declares none of that number.
const plan::Channel* channel_of(const Roster& roster, std::uint32_t channel);

}  // namespace playmaker::core
