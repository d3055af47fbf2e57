#pragma once
// What a timer is for. Numbers are on disk: never renumber.
#include <cstdint>

namespace playmaker::core {

enum class TimerKind : std::uint8_t {
  run_starts = 1,  // ref: run (armed wave or stage)
  run_ends = 2,  // ref: run (stage by days or due, moment's expiry)
  wait_over = 3,  // ref: run
  task_opens = 4,
  task_due = 5,
  task_reminds = 6,
  task_escalates = 7,
  task_expires = 8,  // ref: site, occurrence; number: which
  stall_trips = 9,  // ref: site, occurrence
  goal_over = 10,  // ref: goal
  journey_over = 11,
  recheck = 12,  // conditions that time alone can change
  touch_wakes = 13,
  touch_report_over = 14,
  touch_expires = 15,
  touch_retries = 16,
  touch_deadline = 17,  // ref: site, occurrence
  hold_out_recheck = 18,
  customer_recheck = 19,  // conditions outside journeys (entries `when`)
  reply_over = 100,  // ref: site of the touch, occurrence
  measure_over = 101,  // ref: site of the experiment
  sign_up_over = 102,  // ref: site of the invitation
  reservation_over = 140,  // ref: the ask
  consent_over = 141,      // `on consent lost hold D`
  task_calls = 120,  // ref: site, occurrence: the next attempt, or a call back
  task_claim = 121,
  task_acknowledge = 122,
  lead_expires = 165,  // journey 0; ref: lead: its list ends
  lead_deal = 167,     // journey 0; ref: lead: a new day, when people have room again
  lead_back = 166,     // journey 0; ref: lead: nobody worked on it
  question_over = 123,  // journey 0; ref: question; number 0: it is due, 1: nobody will answer any more
};

}  // namespace playmaker::core
