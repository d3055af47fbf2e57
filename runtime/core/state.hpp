#pragma once
// What is known of one customer: the fold of its facts. Plain data; only `apply` writes it. Its bytes (base/layout) are the snapshot's.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/core/dialogue_state.hpp"
#include "runtime/core/fact.hpp"
#include "runtime/core/flow_state.hpp"
#include "runtime/core/lead_fact.hpp"

namespace playmaker::core {

struct Attribute {
  std::int64_t number = 0;                 // as Datum::number; text: index into Customer::texts, list: into Customer::lists
  std::uint32_t set_minute = 0;            // minutes since 1970, for `fresh`
  plan::Kind kind = plan::Kind::unknown;
};
struct WindowState {
  struct Point {
    Instant at;
    std::int64_t value = 0;
  };
  std::uint32_t window = 0;                // the dictionary's
  Instant since;                           // watched from here on: before a window is full, "not yet" is unknown
  std::vector<Point> points;               // ascending
};
struct EventMemory {
  std::uint32_t event = 0;
  Instant last;
  std::vector<Datum> fields;               // of the last one, kept when some `last(e).field` reads them
};
// A timer lives until it fires or what it is for ends: the end of a run, task, stall or journey drops its timers in `apply` without a
// fact of their own. Whoever keeps a calendar of timers cancels lazily: a timer that is not here any more, or held, does not fire.
struct Timer {
  std::uint32_t timer = 0;
  Instant due;
  TimerKind kind = TimerKind::recheck;
  std::uint32_t journey = 0, ref = 0;
  std::uint16_t occurrence = 0, number = 0;
  Instant armed;
  bool held = false;
};
struct Run {
  std::uint32_t run = 0, site = 0, parent = 0, pc = plan::kNone, wait = plan::kNone;
  std::uint16_t occurrence = 0;
  RunPhase phase = RunPhase::running;
  RunEnd how = RunEnd::completed;
  Instant started{0}, ended{0};
  std::uint32_t event = plan::kNone;       // the event at hand
  Instant event_at{0};
  std::vector<Datum> event_fields;
  std::vector<Said> answers;               // what the customer answered, where an answer began this run; kept beyond its end
  std::int64_t key = 0;                    // moments: `again per KEY`; repeats: the instant of their arming
  std::vector<Datum> item;                 // moments: what `for each` was at; none or one
};
enum class TaskPhase : std::uint8_t { armed = 0, open = 1, closed = 2, dropped = 3 };
struct Task {
  std::uint32_t site = 0, run = 0;
  std::uint16_t occurrence = 0, escalations = 0;
  TaskPhase phase = TaskPhase::armed;
  TaskEnd how = TaskEnd::done;
  std::string outcome;
  std::uint32_t assignee = plan::kNone;
  std::uint32_t second = plan::kNone;      // `assign X with Y`
  std::string role, escalated_role;        // escalated_role: who was added last
  Instant opened{0}, not_before{INT64_MIN}, due = base::kNever, closed{0};
  bool overdue = false, due_unknown = false, by_hand = false;   // by_hand: a person gave it to this assignee
  bool claimed = false, acknowledged = false;
  std::uint16_t attempts = 0;              // that reached nobody
  Instant attempted{INT64_MIN}, call_at = base::kNever;   // the last counted attempt; when to call next
  std::vector<std::uint32_t> brought;      // Bring
  bool counted_late = false;               // in the rates of reviews, under late_branch
  std::uint32_t late_branch = plan::kNone;
};
struct Touch {
  std::uint32_t site = 0, run = 0, send = 0, channel = 0;
  std::uint16_t occurrence = 0, leg = 0, attempt = 0;
  TouchPhase phase = TouchPhase::planned;
  Reason why = Reason::none;
  std::uint8_t purpose = 0;
  bool contact = false;
  Instant planned{0}, expires = base::kNever, reserved{0};
};
enum class StallPhase : std::uint8_t { armed = 0, tripped = 1, cleared = 2 };
struct Stall {
  std::uint32_t site = 0;
  std::uint16_t occurrence = 0;
  StallPhase phase = StallPhase::armed;
  Instant from, trips = base::kNever, tripped{0};
};
struct PauseSpan {
  bool all = false, elapse = false;
  Instant from, to = base::kNever;
  std::uint32_t pause = plan::kNone;
  std::string actor{};
};   // pause: the plan's; kNone: by hand
struct Hold {
  std::uint32_t hold = 0;
  Instant since;
};
struct AudienceHold {
  std::uint64_t hold = 0;                  // LinkedPlan::hold_keys
  Instant since;
};   // `C for D` of an audience's `when`
// A place that its journey left behind with a move: what is there again one day goes on counting from here.
struct SpentPlace {
  std::uint32_t site = 0;
  std::uint16_t occurrences = 0;
};
struct Journey {
  std::uint32_t journey = 0, plan = 0, entry = plan::kNone;
  EntryVia via = EntryVia::event;
  HoldOut hold_out = HoldOut::none;
  Instant entered{0};
  std::int64_t key = 0;
  bool ended = false;                      // ending or ended: takes part in nothing; kept only while a touch of it is in flight
  bool over = false;                       // ended for good: JourneyEnded is recorded
  bool paused_touches = false, paused_all = false;
  std::uint32_t next_run = 1;
  std::vector<Run> runs;
  std::vector<Task> tasks;
  std::vector<Touch> touches;
  std::vector<Stall> stalls;
  std::vector<Hold> holds;
  std::vector<std::uint32_t> goals_reached, goals_missed;
  std::vector<std::uint32_t> grants_given; // sites of grants confirmed in this journey
  std::vector<std::string> grant_codes;    // beside grants_given
  std::vector<std::vector<Datum>> grant_values;   // beside grants_given: the step's `with`
  std::vector<PauseSpan> pauses;           // of this journey: by hand or by its playbook
  std::vector<std::uint64_t> incidents;    // raised already, by hash: one a place
  std::vector<Reply> replies;              // questions and placements that wait for an answer
  std::vector<TakenArm> arms;
  std::vector<Seat> seats;
  std::vector<Reservation> reservations;
  std::vector<QueuedMoment> queued;        // oldest first
  std::vector<std::uint64_t> consents;     // needs (Roster::need_keys) seen to hold, where the playbook says `on consent lost`
  std::vector<SpentPlace> spent;
  std::vector<std::uint64_t> consents_lost;   // of these, those that were seen to hold and hold no more
};
// What `again` needs of journeys that ended, by playbook name.
struct PastJourney {
  std::uint32_t playbook = 0;
  std::int64_t key = 0;
  Instant entered{0}, ended{0};
  bool live = false;
};
// A contact in the ledger: what caps, gaps and guarantees count. Kept for the longest window of any policy.
struct Contact {
  Instant at;
  std::uint32_t channel = 0;
  std::uint8_t purpose = 0;
  ThingRef touch;
};
struct Ask {
  ResourceAsked asked;
};
struct Grant {
  std::uint32_t benefit = 0;
  Instant at;
};
struct Question {
  std::uint32_t question = 0;
  QuestionKind kind = QuestionKind::check;
  ThingRef about;
  std::uint32_t plan = 0;
  std::string role;
  std::uint32_t person = plan::kNone;
  Instant asked{0}, due = base::kNever;
  bool overdue = false;
  std::uint32_t run = 0;
};
struct Customer {
  std::uint32_t number = 0;                // within the lane
  std::uint64_t share = 0;                 // hash of the outside id: hold-outs and experiments
  Instant appeared{0};
  std::uint64_t last_group = 0;            // position of the last group in the journal
  std::uint32_t next_journey = 1, next_timer = 1, next_ask = 1;
  std::vector<Attribute> attributes;       // by the dictionary's attribute
  std::vector<std::string> texts;
  std::vector<std::vector<Datum>> lists;
  std::vector<std::string> tags;
  std::vector<EventMemory> events;
  std::vector<WindowState> windows;
  std::vector<Timer> timers;
  std::vector<Journey> journeys;
  std::vector<PastJourney> past;
  std::vector<Contact> contacts;
  std::vector<Ask> asks;
  std::vector<Grant> grants;
  std::vector<std::uint64_t> edges;        // conditions that act on becoming true and hold now: moments, entries by their site
  std::vector<AudienceHold> holds;
  std::vector<PauseSpan> pauses;           // of this customer, by hand
  std::vector<std::uint64_t> incidents;    // raised outside journeys
  std::vector<AskedQuestion> questions;    // for a policy's `ask at most`
  bool desk = false;                       // no customer but a branch's desk: only tasks for the branch
  std::uint32_t next_question = 1;
  std::vector<Question> open_questions;    // put to a role, not yet answered
  std::vector<Lead> leads;                 // by number - 1; kept when over
  std::uint32_t applied = 0;               // Roster::applied at its last input: entries that came since are new to it
};

}  // namespace playmaker::core
