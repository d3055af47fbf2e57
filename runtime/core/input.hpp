#pragma once
// The closed list of what can happen to one customer. Every input is journaled as the first record of its group. Numbers are on disk:
// never renumber; a struct only grows at its end.
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "runtime/base/time.hpp"
#include "runtime/plan/datum.hpp"

namespace playmaker::core {

using base::Instant;
using plan::Datum;

// What a task or touch is addressed by, within a customer.
struct ThingRef {
  std::uint32_t journey = 0;
  std::uint32_t site = 0;        // tasks: the task's site; touches: the leg's site; stalls: the breakpoint's site
  std::uint16_t occurrence = 0;
  bool operator==(const ThingRef&) const = default;
};

struct CustomerAppeared {        // first sight of an id: all attributes unknown
  static constexpr std::uint16_t kCode = 1;
};
struct AttributesSet {
  static constexpr std::uint16_t kCode = 2;
  struct Value {
    std::uint32_t attribute = 0;
    Datum value;
  };  // an unknown value forgets; personal values are never here (person table)
  std::uint32_t import = plan::kNone;      // the dictionary's import, or kNone
  Instant at;                              // as of
  std::vector<Value> values;
};
struct EventArrived {
  static constexpr std::uint16_t kCode = 3;
  std::uint32_t event = 0;                 // the dictionary's event
  Instant at;                              // when it happened (the event's own time)
  std::uint64_t print = 0;                 // of (source, id), for dedupe; 0: made here
  std::vector<Datum> fields;               // in the order of the dictionary's fields of that event
  bool addressed = false;                  // it names the task it is about (rule 36)
  ThingRef task;
};
struct EntryAsked {                        // from outside: a person or an import enters the customer
  static constexpr std::uint16_t kCode = 4;
  std::uint32_t plan = 0;
  std::string actor;
};
struct SweepDue {                          // the daily audience reached this customer, and the condition held
  static constexpr std::uint16_t kCode = 5;
  std::uint32_t plan = 0, entry = 0;
  base::Date day;
};
struct TimersDue {                         // all timers of this customer due at this instant
  static constexpr std::uint16_t kCode = 6;
  Instant due;
  std::vector<std::uint32_t> timers;
};
struct TaskReported {
  static constexpr std::uint16_t kCode = 7;
  ThingRef task;
  std::string outcome;                     // empty: done
  std::string actor, note;                 // note: outcome of a test, never free text about a person (that goes to the person table)
  std::vector<AttributesSet::Value> values{};   // `collect`: set on the customer; personal ones are in the person table only
  std::vector<std::uint32_t> brought{};    // Bring: what of the task's lists came with it
  bool closes = true;                      // false: it brings something, and the task stays open
};
// What a report brings of a task's lists: which list, and the place in it.
enum class Bring : std::uint32_t { collected = 0, ticked = 1, evidence = 2 };
constexpr std::uint32_t brings(Bring what, std::size_t place) {
  return static_cast<std::uint32_t>(what) << 16 | static_cast<std::uint32_t>(place);
}
struct TaskHandedTo {                      // by hand: rule 33, a fact with actor and reason
  static constexpr std::uint16_t kCode = 8;
  ThingRef task;
  std::uint32_t person = 0;
  std::string actor, reason;
};
enum class DeliveryOutcome : std::uint8_t {
  accepted = 1,
  delivered = 2,
  read = 3,
  opened = 4,
  answered = 5,
  failed_temporary = 6,
  failed_permanent = 7,
  throttled = 8,
  unknown = 9,
};
struct DeliveryReported {
  static constexpr std::uint16_t kCode = 9;
  ThingRef touch;
  std::uint16_t attempt = 0;               // 0: of any attempt (a receipt)
  DeliveryOutcome outcome = DeliveryOutcome::accepted;
  Instant at;
  std::string provider;                    // the provider's id, or its words on failure
  std::int64_t retry_after_ms = 0;
  std::vector<Datum> answers;
};
struct SlotGranted {                       // a channel token: the check before every attempt is a decision
  static constexpr std::uint16_t kCode = 10;
  ThingRef touch;
};
struct ResourceAnswered {                  // of stock, seats of an audience, a pool
  static constexpr std::uint16_t kCode = 11;
  std::uint32_t ask = 0;
  bool granted = false;
  std::uint32_t person = plan::kNone;      // pools: who
  std::string text;                        // benefits: the code
  bool over_budget = false;                // denied: not the stock but the playbook's budget is used up
  bool later = false;                      // denied: everyone has a day's share already
};
enum class Act : std::uint8_t { pause_touches = 1, pause_all = 2, resume = 3, exit_journey = 4 };
struct OperatorActed {
  static constexpr std::uint16_t kCode = 12;
  Act act = Act::pause_all;
  std::uint32_t journey = plan::kNone;     // kNone: all of this customer's
  std::string actor, reason;
};
struct PauseLifted {                       // a pause wider than this customer (playbook, channel, all) ended: what it held goes on
  static constexpr std::uint16_t kCode = 13;
};
struct ImportArrived {                     // for customers with a moment or an entry that waits for it
  static constexpr std::uint16_t kCode = 14;
  std::uint32_t import = 0;
  Instant at;
};
struct CalendarChanged {                   // dues that were unknown are computed again (rule 15)
  static constexpr std::uint16_t kCode = 15;
};
struct TouchResolved {                     // a person found out what became of a touch whose result nobody knew (rule 24)
  static constexpr std::uint16_t kCode = 16;
  ThingRef touch;
  bool sent = false;                       // false: certainly not sent; tried again within its window, else the next leg
  std::string actor, reason;
};

enum class Taking : std::uint8_t { claimed = 1, acknowledged = 2 };
struct TaskTaken {                         // the assignee, or one of the role, takes it on
  static constexpr std::uint16_t kCode = 50;
  ThingRef task;
  Taking how = Taking::claimed;
  std::uint32_t person = plan::kNone;      // kNone: whoever has it
  std::string actor;
};
enum class QuestionKind : std::uint8_t { check = 1, reason = 2, hand_over = 3, lead = 4 /* will you claim it */ };
struct QuestionReplied {
  static constexpr std::uint16_t kCode = 51;
  std::uint32_t question = 0;
  std::string answer, actor;
  std::uint32_t person = plan::kNone;      // who takes the customer over
};

struct BranchTaskAsked {                   // to a branch's desk: a `task for branch` is to be there
  static constexpr std::uint16_t kCode = 52;
  std::uint32_t plan = 0, site = 0;
  std::uint32_t branch = 0;                // whose desk it is
  bool again = false;                      // also when one was closed before
};

struct VersionApplied {                    // of a playbook in which the customer stands, under an earlier version
  static constexpr std::uint16_t kCode = 53;
  std::uint32_t plan = 0;                  // the new one
};
struct BranchAlerted {                     // to a branch's desk: a review asks its people to look
  static constexpr std::uint16_t kCode = 54;
  std::uint32_t plan = 0, site = 0;        // the review's
  std::uint32_t branch = 0;
  std::string role;
};

using Input = std::variant<CustomerAppeared, AttributesSet, EventArrived, EntryAsked, SweepDue, TimersDue, TaskReported, TaskHandedTo,
                           DeliveryReported, SlotGranted, ResourceAnswered, OperatorActed, PauseLifted, ImportArrived, CalendarChanged,
                           TouchResolved, TaskTaken, QuestionReplied, BranchTaskAsked, VersionApplied, BranchAlerted>;

}  // namespace playmaker::core
