#pragma once
// Why something did not happen. Reasons are facts: the code and its operands are recorded where the decision falls and put in words at
// the edge (daemon/words). Numbers are on disk: never renumber; 10, 21, 34, 41, 55 and 56 were given to reasons that nothing gave.
#include <cstdint>

namespace playmaker::core {

enum class Reason : std::uint8_t {
  none = 0,
  // a touch waits, is skipped, or goes to the next channel
  capped = 1,           // operands: cap's index in the policy, contacts counted, limit; rival: the touch that won the last slot
  gap = 2,              // too soon after another contact; rival: that contact
  quiet = 3,            // quiet hours, or a holiday of the calendar
  no_consent = 4,       // operand: index of the policy's need
  silenced = 5,         // operand: index of the policy's silence
  unreachable = 6,      // the channel's `reachable when` does not hold
  held_out = 7,
  bank_held_out = 8,    // the policy's hold-out of all customers
  paused = 9,
  expired = 11,         // its window ended
  past = 12,            // its time was already past when it was armed
  stale = 13,           // due while the daemon was down, longer ago than `stale after`
  cancelled = 14,       // its journey, stage, track or moment ended
  failed = 15,          // the provider refused it for good
  unsuitable = 16,
  not_granted = 17,     // it prints what a grant did not give
  outranked = 18,       // ordered after a touch of higher rank in the same minute; rival: that touch
  // a wave or a step
  condition = 20,       // `when` did not hold, or `unless` did
  // an entry
  already_in = 30,
  again_too_soon = 31,
  not_eligible = 32,    // `only` failed or `except` held
  full = 33,            // `at most N customers`
  late_import = 35,
  not_live = 36,        // the playbook handed to is not applied
  depth = 37,           // hand-offs and emits within one input went too deep
  // events
  late = 40,            // beyond the event's lateness
  // benefits
  over_budget = 70,     // the playbook's budget is used up
  released = 71,        // a reservation was given back by its playbook
  // ends
  goal = 50,
  missed = 51,
  exit = 52,
  finished = 53,
  over = 54,
  stage_over = 57,
  // questions and invitations
  asked_enough = 100,   // the policy's `ask at most`; operands: asked, limit; rival: the question that counts last
  sign_up_over = 101,   // nobody can sign up for the activity any more
  // leads
  nobody_left = 160,    // everyone it could be dealt to has had it
  no_branch = 161,      // its branch is unknown
  unclaimed = 162,
  not_worked = 163,     // claimed, and no task of it was done in time
  off_list = 164,       // the list does not name the customer any more
  withdrawn = 165,      // its lead went back
};

}  // namespace playmaker::core
