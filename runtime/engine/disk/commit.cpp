// The durable commit of a tick and what follows it: release, snapshots, and the way back when the disk is full.
#include <algorithm>

#include "runtime/base/layout.hpp"
#include "runtime/engine/disk/recovery.hpp"
#include "runtime/engine/parts.hpp"

namespace playmaker::engine {
namespace {

struct Installation {
  base::SealKey seal_key{};
  std::uint64_t salt = 0;
};   // named value "installation"
constexpr std::string_view kInstallation = "installation", kClock = "clock", kProbe = "probe";

base::Failure stopped_failure() {
  return {base::FailureKind::broken, "engine_stopped", "the engine has stopped after a failed commit; restart the daemon",
          "一次提交失败后引擎已停止,请重启服务"};
}

}  // namespace

Engine::Parts::Parts(journal::Journal& the_journal, Options the_options)
    : journal(the_journal),
      options(std::move(the_options)),
      stored(stored_in(the_journal)),
      inbox(options.inbox_items, std::min(options.inbox_items / 4, base::kInboxReserved)),
      rows(the_journal) {}

base::Result<void> Engine::Parts::load() {
  const auto kept = journal.meta(kInstallation);
  if (!kept) return std::unexpected(kept.error());
  Installation installation{options.seal_key, options.salt};
  if (*kept) {
    base::Reader in(**kept);
    base::read_growing(in, installation);
  } else {
    changes.metas.push_back({std::string(kInstallation), base::encoded(installation)});
  }
  seal_key = installation.seal_key;
  auto recovered = recover(journal, true, installation.salt);
  if (!recovered) return std::unexpected(recovered.error());
  state = std::move(recovered->state);
  messages = {recovered->messages.begin(), recovered->messages.end()};
  health.snapshots_passed_over = recovered->passed_over;
  if (options.clock != ClockKind::real) {
    const auto clock = journal.meta(kClock);
    if (!clock) return std::unexpected(clock.error());
    if (*clock) {
      base::Reader in(**clock);
      now = std::max(now, Instant{in.sint()});
    }
  }
  now = std::max(now, state.now);
  return {};
}

// Everything that is not in the journal itself, from the state that is.
void Engine::Parts::derive(bool restart) {
  timers.clear();
  outbox.clear();
  asks.clear();
  book.close();
  state.ledger.forget_tasks();
  world = state.world();
  health.customers = health.journeys = 0;
  for (std::size_t kind = 0; kind < recorded.size(); ++kind) recorded[kind] = state.house.dictionary().size(static_cast<core::Names>(kind));
  if (world.roster != nullptr) set_channels();
  for (std::uint32_t lane = 0; lane < state.lanes.size(); ++lane) {
    state.lanes[lane].ids.cut(state.lanes[lane].customers.size());
    for (const core::Customer& customer : state.lanes[lane].customers) {
      const Surrogate surrogate = surrogate_of(lane, customer.number);
      if (!is_desk(surrogate)) ++health.customers;
      for (const core::Timer& timer : customer.timers)
        if (!timer.held) timers.add(surrogate, timer.timer, timer.due);
      for (const core::Ask& ask : customer.asks) asks.push_back({surrogate, ask.asked});
      for (const core::Journey& journey : customer.journeys) {
        if (!journey.ended && journey.via != core::EntryVia::desk) ++health.journeys;
        for (const core::Task& task : journey.tasks) {
          if (task.phase == core::TaskPhase::open && of_pool(task.role))
            state.ledger.task_assigned(surrogate, {journey.journey, task.site, task.occurrence}, task.assignee);
        }
        for (const core::Touch& touch : journey.touches) {
          const core::ThingRef ref{journey.journey, touch.site, touch.occurrence};
          if (!is_leg(customer, ref)) continue;
          if (touch.phase == core::TouchPhase::reserved) outbox.reserve(touch.channel, {surrogate, ref}, now);
          if (touch.phase == core::TouchPhase::sending && !restart) outbox.sent({surrogate, ref}, touch.channel);
        }
      }
    }
  }
}

// Rule 27 and Delivery 2: what a stopped daemon left behind is counted, and what was in the air is unknown, never silently sent again.
void Engine::Parts::restart_report() {
  restart_pending = false;
  if (world.roster == nullptr) return;
  std::vector<std::pair<Surrogate, core::DeliveryReported>> in_the_air;
  std::uint64_t overdue = 0;
  for (std::uint32_t lane = 0; lane < state.lanes.size(); ++lane) {
    for (const core::Customer& customer : state.lanes[lane].customers) {
      for (const core::Timer& timer : customer.timers) overdue += !timer.held && timer.due < now ? 1 : 0;
      for (const core::Journey& journey : customer.journeys) {
        for (const core::Touch& touch : journey.touches) {
          if (touch.phase != core::TouchPhase::sending) continue;
          core::DeliveryReported report;
          report.touch = {journey.journey, touch.site, touch.occurrence};
          report.attempt = touch.attempt;
          report.outcome = core::DeliveryOutcome::unknown;
          report.at = now;
          in_the_air.emplace_back(surrogate_of(lane, customer.number), std::move(report));
        }
      }
    }
  }
  health.overdue_at_start = overdue;
  health.unknown_at_start = in_the_air.size();
  record(Restarted{state.now, overdue, in_the_air.size()});
  for (auto& [customer, report] : in_the_air) take(customer, std::move(report));
}

base::Result<bool> Engine::Parts::probe() {
  journal::Changes probe_changes;
  probe_changes.metas.push_back({std::string(kProbe), std::string(4096, 'p')});
  const auto written = journal.append({}, probe_changes);
  if (written) return true;
  if (written.error().code == "disk_full") return false;
  stopped = true;
  return std::unexpected(written.error());
}

bool Engine::Parts::must_commit() const {
  return options.clock != ClockKind::virtual_ || options.groups_per_commit == 0 || rows.groups() >= options.groups_per_commit;
}

base::Result<void> Engine::Parts::commit() {
  grow();                                      // every name is recorded in the commit that first uses it
  if (stopped) return std::unexpected(stopped_failure());
  if (rows.empty() && changes.empty() && persons.empty() && !clock_moved) {
    release();
    return {};
  }
  const bool counts = !rows.empty();
  for (const std::uint64_t key : persons_order) {
    const std::optional<PersonRow>& row = persons[key];
    changes.persons.push_back({key, row ? std::optional(encode(*row)) : std::nullopt});
  }
  if (options.clock != ClockKind::real) {
    base::Writer clock;
    clock.sint(now.ms);
    changes.metas.push_back({std::string(kClock), clock.take()});
    clock_moved = false;
    clock_kept = now;
  }
  const std::vector<journal::LaneRow> segment = rows.take();
  const auto appended = journal.append(segment, changes);
  if (!appended && appended.error().code == "disk_full") return undo(appended.error());
  if (!appended) {
    stopped = true;
    for (Waiting& waiting : replies)
      if (waiting.to) waiting.to({0, stopped_failure(), {}});
    replies.clear();
    return std::unexpected(appended.error());
  }
  if (counts) ++state.commit;
  state.now = now;
  changes = {};
  persons.clear();
  persons_order.clear();
  if (options.observer && counts) {
    committed.at = now;
    committed.batch.roster = state.house.roster();
    committed.batch.watermark = state.commit;
    options.observer(std::move(committed));
    committed = {};
  }
  release();
  return {};
}

void Engine::Parts::release() {
  std::vector<Waiting> waiting;
  waiting.swap(replies);
  for (Waiting& one : waiting) {
    one.reply.commit = state.commit + (rows.empty() ? 0 : 1);   // effects of a virtual clock are let go before their commit
    if (one.to) one.to(std::move(one.reply));
  }
  send_dispatches();
  std::vector<Ask> asked;
  asked.swap(reads);
  for (Ask& ask : asked)
    if (ask.read) ask.read(*engine);
}

// The disk was full before anything was written: what was decided has not happened. State is folded again from what is durable, the
// senders are told to try again, and timers that had fired are due once more.
base::Result<void> Engine::Parts::undo(const base::Failure& failure) {
  disk_full = true;
  std::vector<Waiting> waiting;
  waiting.swap(replies);
  rows.clear();
  changes = {};
  persons.clear();
  persons_order.clear();
  committed = {};
  dispatches.clear();
  snapshotter.drop();
  if (const auto loaded = load(); !loaded) {
    stopped = true;
    return loaded;
  }
  derive(false);
  for (Waiting& one : waiting)
    if (one.to) one.to({0, failure, {}});
  release();
  return std::unexpected(failure);
}

base::Result<void> Engine::Parts::tend_snapshot() {
  if (!snapshotter.under_way() && options.groups_per_snapshot != 0 && groups_since_snapshot >= options.groups_per_snapshot &&
      rows.empty()) {
    groups_since_snapshot = 0;
    if (const auto begun = snapshotter.begin(journal, state); !begun && begun.error().kind == base::FailureKind::broken) return begun;
  }
  if (snapshotter.under_way() && rows.empty()) {
    const auto stepped = snapshotter.step(state, options.snapshot_slice);
    if (!stepped && stepped.error().kind == base::FailureKind::broken) return std::unexpected(stepped.error());
  }
  return {};
}

}  // namespace playmaker::engine
