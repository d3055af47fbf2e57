#pragma once
// Facts about people at work: attempts, calls back, what a task was brought, and questions put to a role. Codes are on disk.
//
// A *question* is a small piece of work beside the tasks: a sample to check, a reason to give, a customer to take over. It belongs to the
// customer, not to the journey, since what is checked or explained has often ended the journey already.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/core/input.hpp"
#include "runtime/core/reason.hpp"

namespace playmaker::core {

struct QuestionAsked {
  static constexpr std::uint16_t kCode = 230;
  std::uint32_t question = 0;              // unique within the customer
  QuestionKind kind = QuestionKind::check;
  ThingRef about;                          // the task, stall or step
  std::uint32_t plan = 0;                  // its journey may be over and forgotten
  std::string role;
  std::uint32_t person = plan::kNone;      // kNone: anyone of the role
  Instant due = base::kNever;
  std::uint32_t run = 0;                   // the run that waits for the answer; 0: none
};
struct QuestionAnswered {
  static constexpr std::uint16_t kCode = 231;
  std::uint32_t question = 0;
  QuestionKind kind = QuestionKind::check;
  ThingRef about;
  std::uint32_t plan = 0;
  std::string answer;                      // passed, failed; the reason; accepted, declined, lapsed
  std::string actor;
};
struct QuestionOverdue {
  static constexpr std::uint16_t kCode = 232;
  std::uint32_t question = 0;
};
struct QuestionDropped {                   // nobody ever answered
  static constexpr std::uint16_t kCode = 233;
  std::uint32_t question = 0;
  Reason why = Reason::expired;
};
struct QuestionDueSet {                    // a due that no calendar knew, computed again
  static constexpr std::uint16_t kCode = 242;
  std::uint32_t question = 0;
  Instant due;
};
struct TaskAttempted {                     // somebody tried and reached nobody
  static constexpr std::uint16_t kCode = 234;
  ThingRef task;
  std::uint16_t number = 0;                // from 1
  Instant at;                              // when it was made
  Instant next = base::kNever;             // not sooner; kNever: it was the last
};
struct TaskCallBack {                      // the customer asked to be called then
  static constexpr std::uint16_t kCode = 235;
  ThingRef task;
  Instant at;
};
struct TaskCallDue {                       // the next attempt, or the call back
  static constexpr std::uint16_t kCode = 236;
  ThingRef task;
};
struct TaskTakenOn {                       // claimed or acknowledged
  static constexpr std::uint16_t kCode = 237;
  ThingRef task;
  Taking how = Taking::claimed;
  std::uint32_t person = plan::kNone;      // kNone: whoever has it
  std::string actor;
};
struct TaskNotTakenOn {                    // not in time
  static constexpr std::uint16_t kCode = 238;
  ThingRef task;
  Taking how = Taking::claimed;
};
struct TaskBrought {                       // what a report brought of what the task must bring (Bring)
  static constexpr std::uint16_t kCode = 239;
  ThingRef task;
  std::vector<std::uint32_t> what;
  std::string actor;
};
struct CustomerHandedOver {                // the customer's `manager` is another person now
  static constexpr std::uint16_t kCode = 240;
  std::uint32_t journey = 0, site = 0;
  std::uint32_t attribute = 0, from = plan::kNone, person = plan::kNone;
};

struct BranchTaskWanted {                  // a step of a customer's journey asks the customer's branch for its task
  static constexpr std::uint16_t kCode = 241;
  std::uint32_t journey = 0, site = 0;     // the task's
  std::uint32_t plan = 0, branch = 0;
};

}  // namespace playmaker::core
