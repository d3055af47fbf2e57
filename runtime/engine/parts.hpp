#pragma once
// The engine's insides, private to this room. One struct, since every step works on the same state; its functions stand in the file of
// their noun. Nothing here calls out before release().
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "runtime/engine/book.hpp"
#include "runtime/engine/commands/intake.hpp"
#include "runtime/engine/commands/values.hpp"
#include "runtime/engine/disk/pending_rows.hpp"
#include "runtime/engine/disk/snapshot.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/engine/outbox.hpp"
#include "runtime/engine/state.hpp"
#include "runtime/engine/timers.hpp"

namespace playmaker::engine {

// Does a journey under the plan wait for the import: a moment, an exit, a breakpoint, a task, a pause or a wait that names it?
bool awaits_import(const core::LinkedPlan& plan, std::uint32_t import);

struct Engine::Parts {
  Parts(journal::Journal& the_journal, Options the_options);

  journal::Journal& journal;
  Options options;
  const Engine* engine = nullptr;              // what reads are given
  Stored stored;
  State state;
  core::World world;                           // of `state`; refreshed by grow() and record()
  Inbox inbox;
  Timers timers;
  Outbox outbox;
  Snapshotter snapshotter;
  base::SealKey seal_key{};
  Instant now{INT64_MIN};
  bool stopped = false, disk_full = false, clock_held = false, restart_pending = false, ticked = false, clock_moved = false;
  Instant clock_kept{INT64_MIN};  // of a clock that is driven: what the journal knows
  std::uint64_t groups_since_snapshot = 0;
  Health health;                               // its counters

  // ---- the commit being gathered -------------------------------------------------------------------------------------------------
  PendingRows rows;
  journal::Changes changes;
  std::unordered_map<std::uint64_t, std::optional<PersonRow>> persons;      // changed rows, as they will be; nullopt: erased
  std::vector<std::uint64_t> persons_order;                                 // their keys, in the order first touched
  std::array<std::uint32_t, static_cast<std::size_t>(core::Names::count_)> recorded{};   // names that the journal knows, by kind
  Committed committed;
  core::Group last;                            // the group decided last
  struct Waiting {
    ReplyTo to;
    Reply reply;
  };
  std::vector<Waiting> replies;
  std::vector<Ask> reads;
  std::vector<channel::Dispatch> dispatches;
  std::unordered_set<std::uint64_t> messages;                               // keys of kept messages, durable or pending
  struct Asked {
    Surrogate customer = 0;
    core::ResourceAsked ask;
  };
  std::vector<Asked> asks;
  bool measured = true;                        // some arm was, since the figures were last judged (or may have been: before a restart)
  std::vector<core::BranchTaskWanted> branch_asks;
  Book book;                                   // opened by the first lead that is dealt

  // ---- take.cpp: inputs of customers ---------------------------------------------------------------------------------------------
  const core::Group& take(Surrogate customer, core::Input input);           // decides, applies, appends; the group stays until the next
  const core::Group& give(Surrogate customer, core::Input input);           // the same, after the customer's own overdue timers
  void fire_overdue(Surrogate customer);
  void drop_cancelled();  // the calendar begins with a timer that stands
  std::size_t fire_due(Instant until, std::size_t most);                    // returns how many inputs it gave
  Surrogate appear(std::string_view outside_id);                            // finds the customer, or makes it
  std::optional<Surrogate> find(std::string_view outside_id) const;
  void follow(Surrogate customer, const core::Group& group);                // what the facts mean for timers, ledger and outbox
  bool is_leg(const core::Customer& customer, const core::ThingRef& ref) const;
  bool of_pool(std::string_view role) const;
  void hold_reviews();                         // reviews.cpp: those that are due
  void mark_reviews();                         // of a version just applied: what its reviews read for the first time
  void hold(const core::LinkedPlan& linked, const plan::Review& review, const ReviewMark& mark, core::ReviewHeld held);
  void alert_branch(std::uint32_t branch, std::uint32_t plan, std::uint32_t site, const std::string& role);
  Instant next_review_due() const;
  std::vector<ReviewStanding> reviews() const;
  void judge_trials();                         // decides experiments whose figures are sure
  PersonRow& person(std::uint64_t key);        // the row as of this commit, marked changed
  PersonRow read_person(std::uint64_t key) const;
  void erase_person(std::uint64_t key);

  // ---- house lane ----------------------------------------------------------------------------------------------------------------
  void note(const HouseRecord& record);        // appends only
  void record(const HouseRecord& record);      // appends and folds
  void grow();                                 // records names that are new; call it before the first input that uses them
  void incident(std::string code, std::string place, std::string sample);
  Conversion conversion() { return {*world.roster->catalog, state.house.dictionary()}; }

  // ---- effects.cpp ---------------------------------------------------------------------------------------------------------------
  void answer_asks();                          // rounds until nobody asks any more
  std::string desk_name(std::uint32_t branch) const;     // the outside id of the branch's desk
  bool is_desk(Surrogate customer) const;                // a branch's desk is no customer: it is counted nowhere as one
  void ask_branch_task(std::uint32_t branch, std::uint32_t plan, std::uint32_t site, bool again);   // opens it at the branch's desk
  void answer_branches();                      // what steps of customers asked of their branches
  void brief_branches();                       // the tasks every known branch has as soon as a playbook is applied
  void open_book();
  std::vector<std::uint32_t> people_for(Surrogate customer, const core::ResourceAsked& ask);   // to whom its lead may be dealt
  void weigh(const core::TaskAssigned& fact);  // an incident, where it is beyond the person's capacity
  std::size_t grant_slots();
  void prepare_dispatch(Surrogate customer, const core::TouchSending& sending);
  std::vector<channel::Field> fields_of(Surrogate customer, const plan::Send& send, const core::TouchSending& sending,
                                        std::string_view template_);
  std::vector<Shown> shown(Surrogate customer, std::uint32_t channel);
  void settle_message(const OutgoingTouch& touch);         // the message was kept for another attempt; there will be none
  void send_dispatches();
  void set_channels();

  // ---- walks.cpp -----------------------------------------------------------------------------------------------------------------
  void begin_sweeps();
  void say_unknown(std::uint32_t playbook);
  Instant next_sweep_due() const;
  void begin_walk(WalkKind kind, std::uint32_t what, std::uint32_t site, Instant due);
  void begin_broadcast(core::EventArrived event);          // one message, many customers
  void advance_walks();

  // ---- commands ------------------------------------------------------------------------------------------------------------------
  void execute(Command&& command);
  base::Result<std::shared_ptr<const core::Roster>> linked_with(core::Applied& applied);   // sets its instant and what is in use
  void begin_upgrades(const std::vector<std::shared_ptr<const plan::Plan>>& plans);
  void reply(ReplyTo& to, Reply reply);
  void refuse(ReplyTo& to, base::Failure failure);
  void execute(Apply& command);
  void execute(Events& command);
  void execute(Import& command);
  void execute(ImportDone& command);
  void execute(TaskDone& command);
  void execute(TaskTake& command);
  void execute(QuestionAnswer& command);
  void execute(TaskAssign& command);
  base::Result<std::uint32_t> person_named(const std::string& id) const;    // code person_unknown
  void execute(TouchResolve& command);
  void execute(Receipts& command);
  void execute(Reports& command);
  void execute(Pause& command);
  void execute(Resume& command);
  void execute(ExitJourney& command);
  void execute(Enter& command);
  void execute(Trouble& command);
  void import_customers(Import& command, Reply& reply);
  void name_on_list(std::string_view list, std::string_view id, std::vector<core::AttributesSet::Value>& values) const;
  void import_directory(Import& command, Reply& reply, bool branches);
  void import_pools(Import& command, Reply& reply);

  // ---- commit.cpp ----------------------------------------------------------------------------------------------------------------
  base::Result<void> load();                   // state from the journal
  void derive(bool restart);                   // timers, queues, counters from the state; restart: what was in the air is unknown
  void restart_report();
  base::Result<bool> probe();                  // after a full disk: is there room again?
  base::Result<void> commit();                 // append, then release; busy disk_full: undone
  void release();
  base::Result<void> undo(const base::Failure& failure);
  base::Result<void> tend_snapshot();
  bool must_commit() const;                    // groups_per_commit holds commits back under a virtual clock

  base::Result<TickReport> tick(Instant at);
  Instant next_due() const;
  bool idle() const;
  Unsealed unsealed_or_none(std::string_view text, base::SealedKind kind) const;   // customer kNobody when it is none
};

constexpr Surrogate kNobody = UINT64_MAX;

}  // namespace playmaker::engine
