#pragma once
// The engine: owns all state, decides, makes durable, lets go. Clockless: every call is handed the time. Threads: one, except inbox().
//
//   tick(now)  1 due timers and at most N items of the inbox, fairly         4 release replies, dispatches, reads
//              2 decide, apply: per customer, in order of arrival            5 hand the commit to the observer
//              3 one durable commit: a row a lane touched, the house lane last
//
// A customer's own overdue timers are always fired before its next input, so that a burst changes no order. Nothing leaves before its
// facts are durable. When a commit fails the engine stops: every later call answers broken engine_stopped and the process must end.
// A full disk, found before the commit, undoes the tick (state is folded again from the journal), answers busy disk_full and goes on.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/seal.hpp"
#include "runtime/engine/commands/command.hpp"
#include "runtime/engine/disk/committed.hpp"
#include "runtime/engine/dispatch.hpp"
#include "runtime/engine/house.hpp"
#include "runtime/engine/inbox.hpp"
#include "runtime/engine/moves.hpp"
#include "runtime/engine/trials.hpp"
#include "runtime/journal/journal.hpp"

namespace playmaker::engine {

enum class ClockKind : std::uint8_t { real = 0, stepped = 1, virtual_ = 2 };

struct Options {
  ClockKind clock = ClockKind::real;                       // real only: the jump guard, and refusing events ahead of now
  base::SealKey seal_key{};                                // of a new journal, kept in it; an older journal's own key wins
  std::uint64_t salt = 0;                                  // of the installation, for hold-outs; kept likewise
  std::size_t inputs_per_tick = base::kTickInputsMax;      // items and timers decided before a commit
  std::size_t inbox_items = base::kInboxMax;
  std::uint64_t groups_per_snapshot = 2'000'000;           // since the last one; 0: never by itself
  std::size_t snapshot_slice = 2'000;                      // customers a tick while one is being written
  std::size_t walk_slice = 20'000;                         // customers a tick that a sweep looks at
  std::size_t groups_per_commit = 0;  // virtual clock only: effects are released at once and commits gathered; 0: a commit a tick
  std::size_t in_flight_per_channel = 256;  // bulkhead
  Observer observer;  // may be empty
  DispatchTo dispatch;  // empty: touches stay reserved
};

struct TickReport {
  std::uint64_t commit = 0;
  std::size_t items = 0, timers = 0, groups = 0;
  bool more = false;
};  // more: call again at once

struct Health {
  Instant now;
  std::uint64_t commit = 0, customers = 0, journeys = 0, timers = 0, groups = 0, facts = 0;  // the last two: since opening
  std::uint64_t events_accepted = 0, events_duplicate = 0, events_refused = 0;
  std::size_t inbox_depth = 0, walks = 0, touches_queued = 0, touches_in_flight = 0;
  base::Millis timer_lag = 0;  // of the oldest due timer not fired yet
  bool disk_full = false, stopped = false, clock_held = false;
  std::uint64_t overdue_at_start = 0, unknown_at_start = 0;  // rule 27
  std::uint64_t snapshots_passed_over = 0;
};

struct WhyGroup {
  std::uint64_t position = 0;
  core::Group group;
};
struct StockReport {
  std::uint32_t benefit = 0;
  bool unlimited = false;
  std::int64_t stock = 0, granted = 0, posted = 0, free = 0;
};  // granted: reserved, not yet posted

struct Shown {                                // a placement a channel shows a customer now
  core::ThingRef touch;                        // sealed, what receipts name
  std::uint32_t channel = 0;                   // the dictionary's
  std::string playbook, template_;
  std::int32_t priority = 0;
  Instant until;
  std::vector<channel::Field> fields;          // what the template may print; may be personal: never logged
};

class Engine {
 public:
  // Recovers from the journal's latest snapshot and tail. The journal has one lane more than customers have (the house lane is the
  // last) and outlives the engine. REQUIRES 2 ... 257 lanes, one more than a power of two.
  //   broken, code journal_unreadable: a group or record that this release does not know, or a plan that does not fit its hash
  static base::Result<std::unique_ptr<Engine>> open(journal::Journal& journal, Options options, Instant now);
  ~Engine();

  Inbox& inbox();  // post() from any thread

  base::Result<TickReport> tick(Instant now);
  // Fires all that is due up to `to`, in due order, each at its own instant (stepped and virtual clocks). Code clock_stuck: our bug.
  base::Result<void> advance_to(Instant to);
  base::Result<void> flush();  // commits what groups_per_commit held back
  base::Result<void> write_snapshot();  // whole, now (shutdown, tests)
  Instant next_due() const;  // kNever: nothing waits for time; in the past or now: tick again
  bool idle() const;  // no inbox, no walk, nothing queued for a channel: only time can change anything
  void confirm_clock();  // after the jump guard held the timers

  // ---- reads: on the engine's thread, or in an Ask ------------------------------------------------------------------------------
  Instant now() const;
  std::uint64_t commit() const;
  std::shared_ptr<const core::Roster> roster() const;
  const core::Directory& directory() const;
  const std::vector<core::WidePause>& pauses() const;
  std::vector<Surrogate> paused_customers(std::size_t most) const;   // by an operator's hand, still standing; by surrogate
  Health health() const;
  std::vector<StockReport> stocks() const;
  const std::vector<HouseTrouble>& troubles()
      const;  // incidents of the house: sweeps skipped, leaps of the clock, receipts of unknown touches

  std::uint32_t lanes() const;  // of customers
  std::uint32_t customers(std::uint32_t lane) const;  // numbers 0 ... n - 1
  std::optional<Surrogate> find(std::string_view customer) const;
  std::string name_of(Surrogate customer) const;  // outside id; empty: erased or unknown
  std::vector<std::string> names_of(std::span<const Surrogate> customers) const;
  const core::Customer* customer(Surrogate customer) const;  // valid until the next tick
  // Personal attributes as text (name -> value), from the person table.
  base::Result<std::vector<std::pair<std::string, std::string>>> personal(Surrogate customer) const;
  // What the channel (kNone: each `pull` channel) shows the customer now: of each at most its places, the highest priority first; of equal
  // ones the one shown first.
  std::vector<Shown> shown(Surrogate customer, std::uint32_t channel) const;
  std::vector<ReviewStanding> reviews() const;
  const Trials& trials() const;  // experiments: arms with what came of them
  const std::vector<core::DecidedExperiment>& decided() const;
  // The customer's groups, newest first, from `before` (0: the newest) back; at most `limit`.
  base::Result<std::vector<WhyGroup>> why(Surrogate customer, std::size_t limit, std::uint64_t before = 0) const;
  // A stored text: catalog/HASH, plan/HASH, origin/HASH, source/HASH.
  base::Result<std::optional<std::string>> stored(std::string_view name) const;
  // What applying this would mean for the journeys under way. Fails as Apply would, but for places that are missing: those are counted.
  base::Result<std::vector<MoveCount>> moves_under(core::Applied applied) const;
  const std::vector<PlanApplied>& applied() const;  // every application, oldest first

  std::string sealed(base::SealedKind kind, Surrogate customer, const core::ThingRef& ref) const;
  struct Unsealed {
    base::SealedKind kind = base::SealedKind::touch;
    Surrogate customer = 0;
    core::ThingRef ref;
  };
  std::optional<Unsealed> unsealed(std::string_view text) const;  // nullopt: not one of ours, or no such customer

  // All commits again from the journal, for a view that is rebuilt or behind: those after `after`, in commit order of each lane's rows
  // (house first), gathered into batches of about `groups`.
  base::Result<void> replay(std::uint64_t after, std::size_t groups, const Observer& observer) const;

  struct Parts;  // the insides (parts.hpp), private to this room

 private:
  explicit Engine(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace playmaker::engine
