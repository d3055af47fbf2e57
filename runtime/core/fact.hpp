#pragma once
// The closed list of what was decided. `apply` folds facts without judgement; restart is snapshot + apply of the journal's tail.
// Codes are on disk: never renumber; a struct only grows at its end. The byte layout is drawn in group.hpp.
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "runtime/core/block_fact.hpp"
#include "runtime/core/dialogue_fact.hpp"
#include "runtime/core/flow_fact.hpp"
#include "runtime/core/input.hpp"
#include "runtime/core/lead_fact.hpp"
#include "runtime/core/move_fact.hpp"
#include "runtime/core/reason.hpp"
#include "runtime/core/review_fact.hpp"
#include "runtime/core/timer_kind.hpp"
#include "runtime/core/work_facts.hpp"

namespace playmaker::core {

// ---- journeys and runs ---------------------------------------------------------------------------------------------------------
// A *run* is one occurrence of a container (playbook body, stage, wave, track, breakpoint steps, moment, handler) with its place in
// the block code. Its number is unique within the journey and never reused.

enum class HoldOut : std::uint8_t { none = 0, touches = 1, all = 2, bank = 3 };
enum class EntryVia : std::uint8_t {
  event = 1,
  condition = 2,
  sweep = 3,
  hand_off = 4,
  asked = 5,
  desk = 6 /* a branch's own: only its tasks */,
  list = 7
};
struct Handed {
  std::string name;
  Datum value;
};
struct JourneyEntered {
  static constexpr std::uint16_t kCode = 64;
  std::uint32_t journey = 0, plan = 0;     // plan: the roster's number, by hash
  std::uint32_t entry = plan::kNone;       // index of the audience's entry
  EntryVia via = EntryVia::event;
  HoldOut hold_out = HoldOut::none;
  Instant at;
  std::int64_t key = 0;                    // `again per KEY`
  std::vector<Handed> handed{};              // `hand off to P with { … }`: what the journey before gave along
};
struct JourneyEnded {
  static constexpr std::uint16_t kCode = 65;
  std::uint32_t journey = 0;
  Reason why = Reason::finished;           // goal, missed, exit, finished, over
  std::string outcome;                     // the goal's, exit's or `finish as` name; "missed", "over"
  std::uint32_t site = plan::kNone;
};
struct EntryRefused {
  static constexpr std::uint16_t kCode = 66;
  std::uint32_t plan = 0;
  EntryVia via = EntryVia::event;
  Reason why = Reason::not_eligible;
  std::uint32_t detail = plan::kNone;      // index of the `only` or, counted on, the `except`; or the journey it is already in
  Cause cause{};                           // what that `only` or `except` read
  Instant since = base::kNever;            // already in: since its entry; too soon: the entry or end that `again` counts from
  Instant free = base::kNever;             // too soon: from when on it may; kNever: no time alone lets it in
};
enum class RunPhase : std::uint8_t { armed = 0, running = 1, waiting = 2, idle = 3 /* body done, container alive */, ended = 4 };
enum class RunEnd : std::uint8_t { completed = 0, skipped = 1, cancelled = 2, expired = 3, overdue = 4 /* a stage at its due */ };
struct RunStarted {
  static constexpr std::uint16_t kCode = 67;
  std::uint32_t journey = 0, run = 0, site = 0;
  std::uint16_t occurrence = 0;
  std::uint32_t parent = 0;                // run; 0: the journey itself
  RunPhase phase = RunPhase::running;      // armed: a timer or a condition starts it
  std::uint32_t pc = plan::kNone;
  std::int64_t key = 0;                    // moments: `again per KEY`
};
struct RunMoved {                          // where a run stands when its input is done with; only the last move of a group is recorded
  static constexpr std::uint16_t kCode = 68;
  std::uint32_t journey = 0, run = 0, pc = 0;
  RunPhase phase = RunPhase::running;
  std::uint32_t wait = plan::kNone;        // plan's waits
};
struct RunEnded {
  static constexpr std::uint16_t kCode = 69;
  std::uint32_t journey = 0, run = 0;
  RunEnd how = RunEnd::completed;
  Reason why = Reason::none;
  std::uint32_t operand = plan::kNone;
  Cause cause{};                           // skipped by its `when` or `unless`
};
struct EventKept {                         // the event a run goes on reading as `event.…`
  static constexpr std::uint16_t kCode = 70;
  std::uint32_t journey = 0, run = 0, event = 0;
  Instant at;
  std::vector<Datum> fields;
};
struct GoalReached {
  static constexpr std::uint16_t kCode = 71;
  std::uint32_t journey = 0, goal = 0;
};
struct GoalMissed {
  static constexpr std::uint16_t kCode = 72;
  std::uint32_t journey = 0, goal = 0;
};
struct MomentDropped {
  static constexpr std::uint16_t kCode = 73;
  std::uint32_t journey = 0, moment = 0;
  Reason why = Reason::none;
  Instant since = base::kNever, free = base::kNever;   // too soon: as of EntryRefused
};
struct Decided {
  static constexpr std::uint16_t kCode = 74;
  std::uint32_t journey = 0, decide = 0, row = 0;
};
enum class HandOffOutcome : std::uint8_t { entered = 1, already_in = 2, not_eligible = 3, capped = 4, pending = 5, not_live = 6 };
struct HandedOff {
  static constexpr std::uint16_t kCode = 75;
  std::uint32_t journey = 0, site = 0;
  std::string playbook;
  HandOffOutcome outcome = HandOffOutcome::entered;
  std::vector<Handed> with{};
};
struct Tagged {
  static constexpr std::uint16_t kCode = 76;
  std::uint32_t journey = 0, site = 0;
  std::string tag;
};
struct Emitted {
  static constexpr std::uint16_t kCode = 77;
  std::uint32_t journey = 0, site = 0, event = 0;
  std::vector<Datum> fields;
};
struct JourneyEnding {
  static constexpr std::uint16_t kCode = 80;
  std::uint32_t journey = 0;
  Reason why = Reason::none;
};   // its last block runs: it takes part in nothing any more
struct PauseBegan {
  static constexpr std::uint16_t kCode = 78;
  std::uint32_t journey = plan::kNone;
  bool all = false;
  std::uint32_t pause = plan::kNone;
  bool elapse = false;
  std::string actor{};                     // by hand: whose
};
struct PauseEnded {
  static constexpr std::uint16_t kCode = 79;
  std::uint32_t journey = plan::kNone;
  bool all = false;
  std::uint32_t pause = plan::kNone;
};

// ---- tasks ---------------------------------------------------------------------------------------------------------------------
enum class TaskEnd : std::uint8_t { done = 1, closed = 2, expired = 3, lapsed = 4, cancelled = 5, unreached = 6 };
enum class ClosedBy : std::uint8_t { event = 1, condition = 2, report = 3, time = 4, end = 5 };
struct TaskArmed {
  static constexpr std::uint16_t kCode = 90;
  ThingRef task;
  std::uint32_t run = 0;
};    // waits for its time or its predecessor
struct TaskOpened {
  static constexpr std::uint16_t kCode = 91;
  ThingRef task;
  std::uint32_t run = 0;
  Instant due = base::kNever;              // kNever: none written, or unknown (then an incident says so)
  Instant not_before{INT64_MIN};           // a capped task: the first free minute, where its clock starts
  bool due_unknown = false;
};
struct TaskClosed {
  static constexpr std::uint16_t kCode = 92;
  ThingRef task;
  TaskEnd how = TaskEnd::done;
  std::string outcome;                     // "done", "accepted", "expired" …
  ClosedBy by = ClosedBy::event;
  Instant at;
  std::string actor;
};
struct TaskAssigned {
  static constexpr std::uint16_t kCode = 93;
  ThingRef task;
  std::uint32_t person = plan::kNone;
  std::string role;
  bool backup = false;
  std::string actor, reason;
};
struct TaskJoined {                        // `assign X with Y`: the second person (协办); the first one answers for the task
  static constexpr std::uint16_t kCode = 100;
  ThingRef task;
  std::uint32_t person = plan::kNone;
  std::string role;
  bool backup = false;
};
struct TaskReminded {
  static constexpr std::uint16_t kCode = 94;
  ThingRef task;
  std::uint16_t number = 0;
};
struct TaskOverdue {
  static constexpr std::uint16_t kCode = 95;
  ThingRef task;
};
struct TaskEscalated {
  static constexpr std::uint16_t kCode = 96;
  ThingRef task;
  std::uint16_t level = 0;
  std::string role;
  std::uint32_t person = plan::kNone;
};
struct TaskCredited {
  static constexpr std::uint16_t kCode = 97;
  ThingRef task;
  std::uint32_t event = plan::kNone;
  Reason why = Reason::late;
};   // rules 3, 28, 36
struct TaskDueSet {
  static constexpr std::uint16_t kCode = 99;
  ThingRef task;
  Instant due;
};    // a due that was unknown when the task opened
struct TaskDropped {
  static constexpr std::uint16_t kCode = 98;
  ThingRef task;
  Reason why = Reason::condition;
  Cause cause{};
};                                   // armed, never opened

// ---- touches: the states of SEMANTICS "Delivery" -------------------------------------------------------------------------------
enum class TouchPhase : std::uint8_t {
  planned = 0,
  waiting = 1,
  reserved = 2,
  sending = 3,
  accepted = 4,
  delivered = 5,
  read = 6,
  answered = 7,
  retrying = 8,
  failed = 9,
  unknown = 10,
  blocked = 11,
  expired = 12,
  cancelled = 13
};
struct TouchPlanned {
  static constexpr std::uint16_t kCode = 110;
  ThingRef touch;
  std::uint32_t run = 0, send = 0;
  std::uint16_t leg = 0;
  std::uint32_t channel = 0;               // the dictionary's
  std::uint8_t purpose = 0;
  Instant expires;                         // end of its window
};
struct TouchReserved {  // one slot in the ledger of contacts; a second one for the same thing moves its slot (a later attempt)
  static constexpr std::uint16_t kCode = 112;
  ThingRef touch;  // or a task on a contact channel
  Instant at;  // tasks: may lie ahead
  bool contact = false;
  std::uint64_t policy_version = 0;
  std::uint32_t channel = 0;  // the dictionary's
  std::uint8_t purpose = 0;
};
// A slot given moves with the attempt: folding it sets the contact's instant in the ledger to the group's, so that distances hold between
// sends.
struct TouchSending {
  static constexpr std::uint16_t kCode = 113;
  ThingRef touch;
  std::uint16_t attempt = 0;
  Instant deadline;
  std::vector<Datum> with;
};
struct TouchReported {
  static constexpr std::uint16_t kCode = 114;
  ThingRef touch;
  TouchPhase phase = TouchPhase::accepted;
  Instant at;
  std::string provider;
};   // of a journey that is over and forgotten too: recorded, it changes nothing there
struct TouchRetrying {
  static constexpr std::uint16_t kCode = 115;
  ThingRef touch;
  Instant at;
};
struct TouchOver {
  static constexpr std::uint16_t kCode = 116;
  ThingRef touch;
  TouchPhase phase = TouchPhase::expired;
  Reason why = Reason::none;
  bool slot_returned = false;
};
struct NoticeSent {
  static constexpr std::uint16_t kCode = 117;
  std::uint32_t journey = 0, site = 0;
  std::uint32_t person = plan::kNone;
  std::string role;
};

// ---- breakpoints ---------------------------------------------------------------------------------------------------------------
struct StallArmed {
  static constexpr std::uint16_t kCode = 130;
  ThingRef stall;
  Instant from, trips = base::kNever;
};  // occurrence: the episode
struct StallTripped {
  static constexpr std::uint16_t kCode = 131;
  ThingRef stall;
  std::uint32_t stage = plan::kNone, wave = plan::kNone;  // attribution: sites under way
  bool has_touch = false;
  ThingRef last_touch;
  std::uint32_t assignee = plan::kNone;
};
struct StallCleared {
  static constexpr std::uint16_t kCode = 132;
  ThingRef stall;
  Instant at;
  bool recovered = false;
};  // recovered: after it had tripped
struct StallDropped {                      // its journey ended before it tripped or cleared
  static constexpr std::uint16_t kCode = 133;
  ThingRef stall;
  Reason why = Reason::none;
};

// ---- timers, resources, conditions ---------------------------------------------------------------------------------------------
struct TimerSet {
  static constexpr std::uint16_t kCode = 150;
  std::uint32_t timer = 0;  // unique within the customer
  Instant due;
  TimerKind kind = TimerKind::recheck;
  std::uint32_t journey = 0, ref = 0;
  std::uint16_t occurrence = 0, number = 0;
  Instant armed;  // a pause adds what it lasted since then
};
struct TimerCancelled {
  static constexpr std::uint16_t kCode = 151;
  std::uint32_t timer = 0;
};
struct TimerHeld {  // came due during a pause; set again, as a new timer, when that ends
  static constexpr std::uint16_t kCode = 152;
  std::uint32_t timer = 0;
  Instant due;  // the timer as it was set: firing had taken it from the state
  TimerKind kind = TimerKind::recheck;
  std::uint32_t journey = 0, ref = 0;
  std::uint16_t occurrence = 0, number = 0;
  Instant armed;
};
enum class ResourceKind : std::uint8_t {
  seat = 1 /* at most N customers */,
  benefit = 2,
  pool = 3,
  activity = 10,
  lead = 20 /* who it is dealt to */
};
struct ResourceAsked {
  static constexpr std::uint16_t kCode = 153;
  std::uint32_t ask = 0;  // unique within the customer
  ResourceKind kind = ResourceKind::seat;
  std::uint32_t what = 0;  // the dictionary's playbook, benefit or pool
  std::uint32_t journey = 0, site = 0;
  std::uint16_t occurrence = 0;
  EntryVia via = EntryVia::event;  // seats: the entry that waits
  std::uint32_t plan = 0, entry = plan::kNone;
  std::vector<Handed> handed{};      // seats asked for by a hand-off
  std::uint32_t group = plan::kNone;  // seats of an activity, leads: of which branch; pools: for which role
  std::int64_t worth = 0;            // benefits: minor units, counted against the budget of `plan`; 0: it has none
  std::vector<std::uint32_t> passed{};  // leads: people who had it already
};
struct ResourceSettled {
  static constexpr std::uint16_t kCode = 154;
  std::uint32_t ask = 0;
  ResourceKind kind = ResourceKind::seat;
  std::uint32_t what = 0;
  bool used = false;
  std::uint32_t group = plan::kNone;
  std::uint32_t payer = plan::kNone;  // the dictionary's playbook whose budget it counts against
  std::int64_t worth = 0;
};  // posted or voided
struct Granted {
  static constexpr std::uint16_t kCode = 155;
  std::uint32_t journey = 0, site = 0;
  std::uint32_t benefit = 0;
  bool given = false;
  Reason why = Reason::none;
  std::string code;
  std::vector<Datum> with{};       // the step's `with`, in its order: what else the benefit gives
};
struct WindowPoint {
  static constexpr std::uint16_t kCode = 156;
  std::uint32_t window = 0;
  Instant at;
  std::int64_t value = 0;
};
struct EdgeChanged {
  static constexpr std::uint16_t kCode = 157;
  std::uint64_t edge = 0;
  bool holds = false;
};  // last truth of a condition that acts when it *becomes* true
struct HoldChanged {
  static constexpr std::uint16_t kCode = 158;
  std::uint32_t journey = 0, hold = 0;
  Instant since = base::kNever;
  std::uint32_t plan = plan::kNone;  // journey kNone: of an audience's `when`, by the plan that says it
};  // kNever: broken
struct AttributeChanged {
  static constexpr std::uint16_t kCode = 159;
  std::uint32_t attribute = 0;
  Datum value;
  std::uint32_t journey = 0, site = 0;
};
struct EventLate {
  static constexpr std::uint16_t kCode = 160;
  std::uint32_t event = 0;
  std::uint32_t journey = plan::kNone;
};
struct IncidentRaised {
  static constexpr std::uint16_t kCode = 161;
  std::string code;
  std::uint32_t journey = plan::kNone, site = plan::kNone;
  std::string sample;
  std::uint32_t plan = plan::kNone;  // outside journeys: whose site it is
};

using Fact =
    std::variant<JourneyEntered, JourneyEnded, EntryRefused, RunStarted, RunMoved, RunEnded, EventKept, GoalReached, GoalMissed,
                 MomentDropped, Decided, HandedOff, Tagged, Emitted, PauseBegan, PauseEnded, TaskArmed, TaskOpened, TaskClosed,
                 TaskAssigned, TaskReminded, TaskOverdue, TaskEscalated, TaskCredited, TaskDropped, TouchPlanned, TouchBlocked,
                 TouchReserved, TouchSending, TouchReported, TouchRetrying, TouchOver, NoticeSent, StallArmed, StallTripped, StallCleared,
                 TimerSet, TimerCancelled, TimerHeld, ResourceAsked, ResourceSettled, Granted, WindowPoint, EdgeChanged, HoldChanged,
                 AttributeChanged, EventLate, IncidentRaised, JourneyEnding, TaskDueSet, TaskJoined, StallDropped, ReplyAwaited,
                 ReplyClosed, AnswerKept, QuestionCounted, PlacementShown, ArmTaken, ArmMeasured, SeatTaken, SeatReturned,
                 InvitationDropped, ReservationAsked, ReservationHeld, ReservationCalled, ReservationEnded, ItemKept, MomentQueued,
                 MomentDequeued, MomentMerged, ConsentChanged, QuestionAsked, QuestionAnswered, QuestionOverdue, QuestionDropped,
                 TaskAttempted, TaskCallBack, TaskCallDue, TaskTakenOn, TaskNotTakenOn, TaskBrought, CustomerHandedOver, BranchTaskWanted,
                 LeadArrived, LeadDealt, LeadStands, LeadClaimed, LeadReturned, JourneyMoved, RateCounted, DimensionNoted, QuestionDueSet>;

}  // namespace playmaker::core
