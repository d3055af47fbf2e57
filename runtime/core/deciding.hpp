#pragma once
// One call of decide: the state at hand and the facts so far. Private to core; every rule's file works through it, and nothing changes
// the customer except `emit` and `stand`. Pointers and references into the customer are good until the next call that may emit.
//
// The order of one input (decide.cpp):   fold it > its own rules > settle > touches > where runs stand
//   settle: until nothing changes — events emitted on the way, then per journey: ends (exits before goals) > tasks > waits > stages >
//   moments, then audiences' conditions. Ends come first, so that nothing is sent to a customer whose journey is over.
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "runtime/core/decide.hpp"
#include "runtime/core/evaluate/evaluate.hpp"
#include "runtime/core/timing.hpp"

namespace playmaker::core {

struct Deciding {
  const World& world;
  Customer& customer;
  base::Instant now;
  std::vector<Fact> facts{};
  Findings findings{};                     // of touches and permit; reported at the end of the input
  int depth = 0;                           // hand-offs and emits within this input

  std::optional<base::Instant> armed{};    // what timers set now count pauses from, where it is not now
  std::uint64_t changes = 0;               // grows with every fact and every move: settled when it stops growing
  struct Emission {
    EventArrived event;
    int depth = 0;
  };
  std::deque<Emission> emitted{};          // by steps of this input, not yet seen by the customer's journeys
  struct Stands {
    std::uint32_t journey = 0, run = 0;
  };
  std::vector<Stands> moved{};             // runs whose place is recorded at the end of the input
  struct Ending {
    std::uint32_t journey = 0;
    Reason why = Reason::none;
    std::string outcome;
    std::uint32_t site = plan::kNone;
  };
  std::vector<Ending> endings{};           // journeys whose last block is running now

  void emit(Fact fact) {
    apply(world, customer, fact, now);
    facts.push_back(std::move(fact));
    ++changes;
  }
  // Moves a run; what is recorded is where it stands when the input is done with.
  void stand(std::uint32_t journey, std::uint32_t run, std::uint32_t pc, RunPhase phase, std::uint32_t wait = plan::kNone);

  const LinkedPlan& plan_of(const Journey& journey) const { return *world.roster->plans[journey.plan]; }
  Journey* journey(std::uint32_t number);  // nullptr: not there (any more). Valid until the next emit.
  Journey* live(std::uint32_t number);     // as journey(), and not ending
  std::vector<std::uint32_t> live_journeys(bool desks = false) const;   // desks: a branch's own too, which no event concerns
  Frame frame(const Journey* journey = nullptr, const Run* run = nullptr) const;
  Frame frame(const Journey* journey, const Run* run, const EventAtHand& event) const;
  // Does the condition hold? Records what evaluating found: holds, and an incident per place for an error. `recheck`: lowered to when
  // time alone can change the answer.
  bool test(const Frame& frame, plan::NodeIndex node, std::uint32_t site, base::Instant* recheck = nullptr);
  plan::Datum value(const Frame& frame, plan::NodeIndex node, std::uint32_t site);
  void found(const Frame& frame, std::uint32_t site, const Findings& findings, base::Instant* recheck = nullptr);

  std::uint32_t set_timer(base::Instant due, TimerKind kind, std::uint32_t journey, std::uint32_t ref = 0, std::uint16_t occurrence = 0,
                          std::uint16_t number = 0);
  void cancel_timers(std::uint32_t journey, TimerKind kind, std::uint32_t ref, std::uint16_t occurrence);
  bool has_timer(std::uint32_t journey, TimerKind kind, std::uint32_t ref, std::uint16_t occurrence = 0) const;
  // Once per place and journey. `plan`: outside journeys, whose site it is.
  void incident(std::string code, std::uint32_t journey, std::uint32_t site, std::string sample, std::uint32_t plan = plan::kNone);
};

std::uint32_t item_record(const Roster& roster, const LinkedPlan& linked, const plan::Moment& moment);  // of its `for each`: the catalog's
Run* find_run(Journey& journey, std::uint32_t run);
const Run* find_run(const Journey& journey, std::uint32_t run);
const Run* newest_run(const Journey& journey, std::uint32_t site);  // nullptr: none there yet
Task* find_task(Journey& journey, const ThingRef& ref);
Touch* find_touch(Journey& journey, const ThingRef& ref);
bool below(const Journey& journey, std::uint32_t run, std::uint32_t above);  // is `run` `above` itself or under it
bool in_flight(const Touch& touch);  // planned, waiting, reserved, sending, retrying
std::uint16_t next_occurrence(const Journey& journey, std::uint32_t site);  // of a run at that site
std::uint16_t unspent(const Journey& journey, std::uint32_t site);  // the first occurrence that no move has left behind
Instant touch_minute(Instant at);  // touches' timers are whole minutes

// ---- decide.cpp ------------------------------------------------------------------------------------------------------------------
void settle(Deciding& d);  // until nothing changes, touches apart
// ---- entry.cpp -------------------------------------------------------------------------------------------------------------------
struct Handing {
  std::uint32_t journey = 0, site = 0, run = 0;
  std::vector<Handed> with{};
};  // hand-offs: from where, and what it gives along
HandOffOutcome enter(Deciding& d, const LinkedPlan& plan, std::uint32_t entry, EntryVia via, const EventAtHand& event = {},
                     const Handing& from = {});
Reason kept_out(Deciding& d, const LinkedPlan& plan, EntryVia via);  // none: may enter now; else refused, and said so
void enter_on_event(Deciding& d, const EventAtHand& event);
void enter_on_sweep(Deciding& d, const LinkedPlan& plan, std::uint32_t entry);
void enter_when(Deciding& d, base::Instant& recheck);  // audiences whose condition becomes true
bool entry_holds(const World& world, const Customer& customer, const LinkedPlan& plan, const plan::Entry& entry, base::Instant now,
                 Findings& findings);  // the condition of a `when` or `from list`
// new_entries.cpp: what is to be remembered, before an input is folded, of entries that came with a version applied since the last one.
std::vector<Fact> judge_new_entries(const World& world, const Customer& customer, base::Instant now);
std::int64_t key_of(const plan::Datum& value);  // `again per KEY`: unknown is a key of its own
void seat_answered(Deciding& d, const ResourceAsked& asked, const ResourceAnswered& answer);
// ---- goals.cpp: how a journey ends -----------------------------------------------------------------------------------------------
void end_journey(Deciding& d, std::uint32_t journey, Reason why, std::string outcome, std::uint32_t site = plan::kNone,
                 plan::OpIndex block = plan::kNone);  // cancels timers, unsent touches, open tasks (rule 21), then runs the block
void exit_on_event(Deciding& d, std::uint32_t journey, const EventAtHand& event);
void exit_on_import(Deciding& d, std::uint32_t journey, std::uint32_t import);
void check_ends(Deciding& d, std::uint32_t journey, base::Instant& recheck);  // exits, then goals
void goal_over(Deciding& d, std::uint32_t journey, std::uint32_t goal);
void journey_over(Deciding& d, std::uint32_t journey);
void arm_ends(Deciding& d, std::uint32_t journey);  // timers of goals and of the journey's own end, where not set
// ---- moves.cpp: a newer version takes the journey over ---------------------------------------------------------------------------
bool moves_now(Deciding& d, std::uint32_t journey);  // a newer version is to take it over at this very point, and can
void move_journey(Deciding& d, std::uint32_t journey);  // if so
void retime_ends(Deciding& d, std::uint32_t journey);  // `recompute`: deadlines anew, each from its own start
void retime_stages(Deciding& d, std::uint32_t journey);
void retime_waves(Deciding& d, std::uint32_t journey);
void retime_repeats(Deciding& d, std::uint32_t journey);
void rearm_repeats(Deciding& d, std::uint32_t journey);  // a new calendar
void retime_moments(Deciding& d, std::uint32_t journey);
void retime_waits(Deciding& d, std::uint32_t journey);
void retime_tasks(Deciding& d, std::uint32_t journey);
void retime_armed_tasks(Deciding& d, std::uint32_t journey);
void retime_stalls(Deciding& d, std::uint32_t journey);
// Takes a timer back; what is set in its place while `d.armed` says so counts pauses as that one did.
std::optional<Timer> take_timer(Deciding& d, std::uint32_t journey, TimerKind kind, std::uint32_t ref, std::uint16_t occurrence = 0);
// ---- runs.cpp: block code --------------------------------------------------------------------------------------------------------
std::uint32_t start_run(Deciding& d, std::uint32_t journey, std::uint32_t site, std::uint32_t parent, plan::OpIndex block,
                        const EventAtHand& event = {}, std::int64_t key = 0, const plan::Datum* item = nullptr);
void continue_run(Deciding& d, std::uint32_t journey, std::uint32_t run);  // until a wait or its end
void end_run(Deciding& d, std::uint32_t journey, std::uint32_t run, RunEnd how, Reason why = Reason::none,
             Cause cause = {});  // and all below it: waits, unsent touches
void complete_run(Deciding& d, std::uint32_t journey, std::uint32_t run);  // its steps have run: nothing below is cancelled
void continue_runs(Deciding& d, std::uint32_t journey);  // those that were stopped by a pause or a bound
bool reads_event(const plan::Plan& plan);  // some step says `event.…`: runs keep theirs
// ---- waits.cpp -------------------------------------------------------------------------------------------------------------------
bool begin_wait(Deciding& d, std::uint32_t journey, std::uint32_t run, std::uint32_t op);  // true: it is over already, the run goes on
void wait_on_event(Deciding& d, std::uint32_t journey, const EventAtHand& event);
void wait_on_import(Deciding& d, std::uint32_t journey, std::uint32_t import);
void check_waits(Deciding& d, std::uint32_t journey, base::Instant& recheck);
void wait_over(Deciding& d, std::uint32_t journey, std::uint32_t run);
void rearm_waits(Deciding& d, std::uint32_t journey);  // a new calendar
// ---- triggers.cpp ----------------------------------------------------------------------------------------------------------------
// Is it what the trigger names, whenever it happened? matches_event() asks also that it did not before the entry, beyond what the trigger
// looks back (rule 2).
bool names_event(Deciding& d, const Journey& journey, const Run* run, const plan::Trigger& trigger, const EventAtHand& event,
                 std::uint32_t site);
bool matches_event(Deciding& d, const Journey& journey, const Run* run, const plan::Trigger& trigger, const EventAtHand& event,
                   std::uint32_t site);
bool matches_import(Deciding& d, const Journey& journey, const Run* run, const plan::Trigger& trigger, std::uint32_t import,
                    std::uint32_t site);
// `lookback`: the last such event, when it happened no longer ago than the trigger looks back from now.
const EventMemory* matches_past(Deciding& d, const Journey& journey, const Run* run, const plan::Trigger& trigger, base::Instant from,
                                std::uint32_t site);
// Is what the trigger says of a task true already? The task meant is the run's own, or with `in any moment` any of that name.
bool task_says(const plan::Plan& plan, const Task& task, const plan::Trigger& trigger);
bool task_holds(const Deciding& d, const Journey& journey, const Run* run, const plan::Trigger& trigger);
// ---- stages.cpp, waves.cpp -------------------------------------------------------------------------------------------------------
void check_stages(Deciding& d, std::uint32_t journey, base::Instant& recheck);
void arm_wave(Deciding& d, std::uint32_t journey, std::uint32_t run, std::uint32_t wave);
void check_waves(Deciding& d, std::uint32_t journey);  // armed ones that wait for another thing's end
void run_starts(Deciding& d, const Timer& timer);
void run_ends(Deciding& d, const Timer& timer);
void start_wave(Deciding& d, std::uint32_t journey, std::uint32_t run, base::Instant due);
void start_stage(Deciding& d, std::uint32_t journey, std::uint32_t run);
bool ended_wave(const Journey& journey, const plan::Plan& plan, std::uint32_t wave);
bool ended_stage(const Journey& journey, const plan::Plan& plan, std::uint32_t stage);
bool awaited(const plan::Timing& timing);  // an unknown time is no mistake: what it counts from is still to come
std::int32_t default_minute(const Deciding& d, const Journey& journey);
// Due longer ago than `own`, else the playbook's `stale after`, else the policy's `blocked wait` (rule 27).
bool too_stale(const Deciding& d, const Journey& journey, const plan::Length& own, base::Instant due);
void keep_of_parent(Deciding& d, std::uint32_t journey, std::uint32_t run);  // the steps read the event that their parent keeps
// ---- repeats.cpp, reservations.cpp, consents.cpp -----------------------------------------------------------------------------------
void arm_repeat(Deciding& d, std::uint32_t journey, std::uint32_t parent, std::uint32_t repeat);
void start_repeat(Deciding& d, const Timer& timer);
void reserve(Deciding& d, std::uint32_t journey, std::uint32_t run, std::uint32_t reserve);
void release(Deciding& d, std::uint32_t journey, std::uint32_t release);
// A grant at `site` takes what is reserved of that benefit; false: nothing is.
bool take_reserved(Deciding& d, std::uint32_t journey, std::uint32_t run, std::uint32_t site, std::uint32_t benefit);
bool reservation_answered(Deciding& d, const ResourceAsked& asked, const ResourceAnswered& answer);  // false: it was no reservation's
void reservation_over(Deciding& d, const Timer& timer);
void release_all(Deciding& d, std::uint32_t journey);  // the journey ends
void check_consents(Deciding& d, std::uint32_t journey, base::Instant& recheck);
void consent_over(Deciding& d, std::uint32_t journey);
// ---- task/: tasks, clock, closing, assignees -----------------------------------------------------------------------------------
void arm_task(Deciding& d, std::uint32_t journey, std::uint32_t run, std::uint32_t task);
void open_task(Deciding& d, const ThingRef& ref, std::uint32_t run);
void check_tasks(Deciding& d, std::uint32_t journey, base::Instant& recheck);  // armed ones; `done when`; dues that were unknown
void task_timer(Deciding& d, const Timer& timer);
void start_task_clock(Deciding& d, const ThingRef& ref);  // due, reminders, escalations, expiry of a task just opened
void follow_task_anchors(Deciding& d, const ThingRef& ref);  // reminders and escalations that count from what may move
void know_task_due(Deciding& d, const ThingRef& ref);  // a due that was unknown, computed again
void rearm_tasks(Deciding& d, std::uint32_t journey);  // a new calendar
struct TaskDue {
  base::Instant at = base::kNever;
  bool unknown = false;
};
TaskDue due_of(Deciding& d, const Journey& journey, const plan::Task& task, std::uint32_t run, base::Instant opened);
void close_task(Deciding& d, const ThingRef& ref, TaskEnd how, std::string outcome, ClosedBy by, base::Instant at, std::string actor = {});
void close_on_past(Deciding& d, const ThingRef& ref);  // `done on E lookback D`, when it opens
void close_on_event(Deciding& d, const EventArrived& event, bool late);
void close_on_import(Deciding& d, std::uint32_t journey, std::uint32_t import);
void task_reported(Deciding& d, const TaskReported& report);
void task_handed(Deciding& d, const TaskHandedTo& handed);
void count_attempts(Deciding& d, const EventArrived& event);  // attempts.cpp: `attempts`, `call back`
void task_taken(Deciding& d, const TaskTaken& taken);  // taking.cpp: `claim`, `acknowledge`
void start_taking(Deciding& d, const ThingRef& ref);  // their clocks, with each assignee anew
void not_taken(Deciding& d, const ThingRef& ref, Taking how);
// ---- questions.cpp ---------------------------------------------------------------------------------------------------------------
struct Asking {
  QuestionKind kind = QuestionKind::check;
  ThingRef about;
  std::string role;
  base::Instant due = base::kNever;
  std::uint32_t run = 0;
};
bool ask_role(Deciding& d, const Asking& asking);  // false: it is not asked, a hold-out from all
bool ask_hand_over(Deciding& d, std::uint32_t journey, std::uint32_t hand_over, std::uint32_t run);
// ---- leads.cpp: customers of a list, dealt out to people ------------------------------------------------------------------------------
void meet_lead(Deciding& d, const LinkedPlan& plan, std::uint32_t entry);  // the list names the customer
void leave_list(Deciding& d, const LinkedPlan& plan, std::uint32_t entry);  // not any more
void lead_answered(Deciding& d, const ResourceAsked& asked, const ResourceAnswered& answer);
void lead_replied(Deciding& d, const Question& question, const std::string& answer, const std::string& actor, std::uint32_t person);
void lead_timer(Deciding& d, const Timer& timer);
void lead_seated(Deciding& d, const ResourceAsked& asked, Reason why);  // none: there is a seat for it, and the customer enters now
void rearm_leads(Deciding& d);  // a new calendar
void drop_stranded(Deciding& d);  // a new version, which deals the list no more
std::optional<base::Instant> claim_until(const Deciding& d, const Question& question);  // nullopt: no time is written, or no table knows it
bool of_lead(TimerKind kind);
// ---- branches.cpp: a branch's desk, and the tasks that concern no customer ---------------------------------------------------------
void open_branch_task(Deciding& d, const BranchTaskAsked& asked);
void want_branch_task(Deciding& d, std::uint32_t journey, std::uint32_t site);  // a step of a customer's journey
void alert_desk(Deciding& d, const BranchAlerted& alerted);
bool of_desk(const Journey& journey);
// ---- rates.cpp: what tasks add to the rates of reviews, and what journeys are told apart by ------------------------------------------
void count_rates(Deciding& d, const ThingRef& ref);  // after the task has closed or come due
// A move: what a journey's late tasks add to the rates of its version is taken back before it, and added to those of the other one after.
struct LateTask {
  ThingRef task;
  std::uint32_t branch = plan::kNone;  // the one it came due under
};
std::vector<LateTask> take_back_late(Deciding& d, std::uint32_t journey);
void count_late_again(Deciding& d, std::uint32_t journey, const std::vector<LateTask>& counted);
void note_dimensions(Deciding& d, std::uint32_t journey);  // at the entry
void note_decided(Deciding& d, std::uint32_t journey, std::uint32_t decide, std::uint32_t row);
void check_done_work(Deciding& d, const ThingRef& ref);  // `check PCT by N`, when the task is done
void question_replied(Deciding& d, const QuestionReplied& replied);
void question_timer(Deciding& d, const Timer& timer);
void rearm_questions(Deciding& d);  // a new calendar
struct Assignee {
  std::uint32_t person = plan::kNone, pool = plan::kNone;
  bool backup = false;
};
Assignee who_is(Deciding& d, const Journey* journey, std::string_view role, std::uint32_t site);
void assign_task(Deciding& d, const ThingRef& ref, const std::string& role);
void move_tasks(Deciding& d);  // rule 19: the people of this customer have changed
void join_task(Deciding& d, const ThingRef& ref, const std::string& role);  // `assign X with Y`: the second person
void pool_answered(Deciding& d, const ResourceAsked& asked, const ResourceAnswered& answer);
const plan::Role* role_named(const Roster& roster, std::string_view name);
// ---- breakpoints.cpp, moments.cpp ------------------------------------------------------------------------------------------------
void watch_event(Deciding& d, std::uint32_t journey, const EventAtHand& event, bool late);
void watch_import(Deciding& d, std::uint32_t journey, std::uint32_t import, base::Instant at);
void watch_task(Deciding& d, const ThingRef& task, base::Instant at);
void watch_entry(Deciding& d, std::uint32_t journey, const EventAtHand& event);
void stall_trips(Deciding& d, const ThingRef& stall);
void rearm_stalls(Deciding& d, std::uint32_t journey);  // a new calendar
void rearm_moments(Deciding& d, std::uint32_t journey);  // a new calendar
void moment_on_event(Deciding& d, std::uint32_t journey, const EventAtHand& event);
void moment_on_task(Deciding& d, const ThingRef& task);
void moment_on_import(Deciding& d, std::uint32_t journey, std::uint32_t import);
void check_moments(Deciding& d, std::uint32_t journey, base::Instant& recheck);
// ---- grants.cpp, hand_offs.cpp, pauses.cpp ---------------------------------------------------------------------------------------
void ask_grant(Deciding& d, std::uint32_t journey, std::uint32_t run, std::uint32_t grant);
void grant_answered(Deciding& d, const ResourceAsked& asked, const ResourceAnswered& answer);
// Asks the benefit's ledger; false: refused already (no such benefit, the customer's own limit), and said so.
bool ask_benefit(Deciding& d, std::uint32_t journey, std::uint32_t site, std::uint16_t run, std::uint32_t benefit);
ResourceSettled settled_grant(const Deciding& d, std::uint32_t journey, std::uint32_t ask, std::uint32_t benefit, std::int64_t worth,
                              bool used);
std::vector<Datum> grant_values(Deciding& d, std::uint32_t journey, std::uint32_t site, std::uint32_t run);  // a grant step's `with`
// Has a `grant` step of this journey asked for the benefit and got no answer yet? A send that prints it waits (rule 29).
bool grant_pending(const Customer& customer, std::uint32_t journey, std::uint32_t benefit);
HandOffOutcome hand_off(Deciding& d, std::uint32_t journey, std::uint32_t run, std::uint32_t hand_off);
void hand_off_answered(Deciding& d, const ResourceAsked& asked, bool entered);  // a run may wait for the seat it handed to
struct Paused {
  bool touches = false, all = false;
  PauseHold by{};  // which pause it is, where one holds
};
Paused paused(const World& world, const Customer& customer, const Journey& journey, base::Instant now, std::uint32_t channel = plan::kNone);
base::Millis paused_time(const World& world, const Customer& customer, const Journey& journey, base::Instant from,
                         base::Instant to);  // that timers gain
bool pause_timer(Deciding& d, const Timer& timer);  // true: held or set again, it does not fire now
void pause_on_event(Deciding& d, std::uint32_t journey, const EventAtHand& event);
void pause_on_import(Deciding& d, std::uint32_t journey, std::uint32_t import);
void lift_pauses(Deciding& d);  // what is no longer held goes on
void operator_acted(Deciding& d, const OperatorActed& acted);
// ---- dialogue/: questions, placements, invitations, experiments ------------------------------------------------------------------
// `ending`: the journey's last block runs; there is nobody to hear an answer any more.
void ask_question(Deciding& d, std::uint32_t journey, std::uint32_t run, std::uint32_t question, bool ending);
void place_offer(Deciding& d, std::uint32_t journey, std::uint32_t run, std::uint32_t placement, bool ending);
std::optional<ReplyKind> reply_kind(const Journey& journey, const ThingRef& touch);  // of the step that waits for its answer
void show_placement(Deciding& d, const ThingRef& touch);  // its permit was given
void question_sent(Deciding& d, const ThingRef& touch);  // the clock of `answer within` starts
void reply_answered(Deciding& d, const ThingRef& touch, const std::vector<Datum>& answers);
void reply_over(Deciding& d, const ThingRef& touch);
void check_replies(Deciding& d, std::uint32_t journey);  // of touches that ended unsent
void cancel_replies(Deciding& d, std::uint32_t journey, std::uint32_t run, Reason why);  // of that run and below; run 0: of the journey
plan::OpIndex take_arm(Deciding& d, std::uint32_t journey, const plan::Op& op);  // where the run goes on
void measure_on_event(Deciding& d, std::uint32_t journey, const EventAtHand& event);
void check_measures(Deciding& d, std::uint32_t journey);  // by what a task says
void measure_over(Deciding& d, std::uint32_t journey, std::uint32_t site);
void invite(Deciding& d, std::uint32_t journey, std::uint32_t run, std::uint32_t invitation, bool ending);
void activity_answered(Deciding& d, const ResourceAsked& asked, const ResourceAnswered& answer);
void sign_up_on_event(Deciding& d, std::uint32_t journey, const EventAtHand& event);
void sign_up_over(Deciding& d, std::uint32_t journey, std::uint32_t site);
void check_seats(Deciding& d, std::uint32_t journey);  // of invitations that ended unsent
// ---- touches.cpp and permit.cpp: sends -------------------------------------------------------------------------------------------
void plan_send(Deciding& d, std::uint32_t journey, std::uint32_t run, std::uint32_t send);  // op send: plans the first leg
void cancel_touches(Deciding& d, std::uint32_t journey, std::uint32_t run,
                    Reason why);  // unsent ones of that run and below; run 0: of the journey
void settle_touches(Deciding& d);  // end of every input: orders all that is due and asks the permit (rule 10)
void touch_timer(Deciding& d, const Timer& timer);
void delivery_reported(Deciding& d, const DeliveryReported& report);
void touch_resolved(Deciding& d, const TouchResolved& resolved);
void slot_granted(Deciding& d, const SlotGranted& slot);
// A task on a contact channel takes one slot when it opens. Returns the first free minute; now: reserved (the fact is emitted); kNever: no
// slot in its window.
base::Instant reserve_task_slot(Deciding& d, std::uint32_t journey, const ThingRef& task, std::uint32_t channel, plan::Purpose purpose);

}  // namespace playmaker::core
