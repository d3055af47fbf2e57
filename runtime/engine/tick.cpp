// One tick, and time that is driven by hand.
#include <algorithm>

#include "runtime/engine/parts.hpp"

namespace playmaker::engine {
namespace {

constexpr base::Millis kJumpMax = 10 * base::kMinute;      // a real clock that leaps further holds the timers until confirmed
constexpr base::Millis kProbeEvery = base::kSecond;
constexpr std::uint64_t kTicksAtOneInstant = 10'000'000;   // of an advance: beyond it something is set again and again for now

base::Failure stopped_failure() {
  return {base::FailureKind::broken, "engine_stopped", "the engine has stopped after a failed commit; restart the daemon",
          "一次提交失败后引擎已停止,请重启服务"};
}

}  // namespace

void Engine::Parts::reply(ReplyTo& to, Reply answer) {
  if (to) replies.push_back({std::move(to), std::move(answer)});
}
void Engine::Parts::refuse(ReplyTo& to, base::Failure failure) { reply(to, {0, std::move(failure), {}}); }

void Engine::Parts::execute(Command&& command) {
  if (auto* ask = std::get_if<Ask>(&command)) {
    reads.push_back(std::move(*ask));
    return;
  }
  if (world.roster == nullptr && !std::holds_alternative<Apply>(command)) {
    std::visit(
        [&](auto& one) {
          if constexpr (requires { one.reply; }) refuse(one.reply, no_catalog());
        },
        command);
    return;
  }
  std::visit(
      [&](auto& one) {
        if constexpr (requires { execute(one); } && !std::is_same_v<std::decay_t<decltype(one)>, Ask>) execute(one);
      },
      command);
}

base::Result<TickReport> Engine::Parts::tick(Instant at) {
  if (stopped) return std::unexpected(stopped_failure());
  if (disk_full) {
    now = std::max(now, at);
    const auto room = probe();
    if (!room) return std::unexpected(room.error());
    if (!*room) {                              // say so to everyone who waits, and try again later
      const base::Failure full{base::FailureKind::busy, "disk_full", "the disk is full; nothing was accepted, send it again later",
                               "磁盘已满,未接受任何内容,请稍后重发"};
      for (Command command; inbox.pop(command);) {
        if (auto* ask = std::get_if<Ask>(&command)) reads.push_back(std::move(*ask));
        else
          std::visit(
              [&](auto& one) {
                if constexpr (requires { one.reply; }) refuse(one.reply, full);
              },
              command);
      }
      release();
      return TickReport{state.commit, 0, 0, 0, false};
    }
    disk_full = false;
  }
  const bool leap = options.clock == ClockKind::real && ticked && !clock_held && at - now > kJumpMax;
  const Instant stood = now;
  now = std::max(now, at);
  if (leap) {                                  // nothing is fired until somebody says that this is the time
    clock_held = true;
    incident("clock_jumped", {}, base::format_instant(stood) + " to " + base::format_instant(now));
  }
  ticked = true;
  const std::size_t groups_before = health.groups;
  if (restart_pending) restart_report();

  TickReport report;
  const std::size_t share = std::max<std::size_t>(1, options.inputs_per_tick);
  report.timers = fire_due(now - 1, std::max<std::size_t>(1, share / 2));       // at one instant events go before timers
  Command command;
  while (report.items < share && inbox.pop(command)) {
    report.items += items_of(command);
    execute(std::move(command));
  }
  if (world.roster != nullptr) {
    report.timers += fire_due(now, report.items + report.timers < share ? share - report.items - report.timers : 1);
    begin_sweeps();
    advance_walks();
    hold_reviews();
    answer_asks();
    if (grant_slots() != 0) answer_asks();
    judge_trials();
  }
  report.groups = health.groups - groups_before;
  if (must_commit()) {
    if (const auto done = commit(); !done) {
      if (done.error().code != "disk_full") return std::unexpected(done.error());
      return TickReport{state.commit, report.items, report.timers, 0, false};
    }
    if (const auto tended = journal.tend(); !tended && tended.error().kind == base::FailureKind::broken) {
      stopped = true;
      return std::unexpected(tended.error());
    }
    if (const auto snapshot = tend_snapshot(); !snapshot) {
      stopped = true;
      return std::unexpected(snapshot.error());
    }
  } else {
    release();
  }
  drop_cancelled();
  report.commit = state.commit;
  report.more = !inbox.empty() || next_due() <= now;
  return report;
}

Instant Engine::Parts::next_due() const {
  if (stopped) return base::kNever;
  if (disk_full) return now + kProbeEvery;
  if (!asks.empty() || snapshotter.under_way() || restart_pending) return now;
  if (clock_held) return base::kNever;
  if (!state.house.marks().walks.empty()) return now;
  Instant due = std::min({timers.next(), next_sweep_due(), next_review_due()});
  if (options.dispatch) due = std::min(due, outbox.next_due());
  return due;
}

bool Engine::Parts::idle() const {
  return inbox.empty() && state.house.marks().walks.empty() && asks.empty() && outbox.queued() == 0 && outbox.in_flight() == 0 &&
         !snapshotter.under_way();
}

base::Result<TickReport> Engine::tick(Instant now) { return parts_->tick(now); }

base::Result<void> Engine::advance_to(Instant to) {
  std::uint64_t ticks = 0;
  Instant before = parts_->now;
  while (true) {
    const Instant due = parts_->next_due();
    if (parts_->inbox.empty() && due > to) break;
    const Instant at = parts_->inbox.empty() ? std::max(due, parts_->now) : parts_->now;
    ticks = at == before ? ticks + 1 : 0;
    before = at;
    if (ticks > kTicksAtOneInstant) {
      return base::broken("clock_stuck", "something is due again and again at " + base::format_instant(at),
                          "在 " + base::format_instant(at) + " 不断有同一事项到期");
    }
    const auto ticked = parts_->tick(at);
    if (!ticked) return std::unexpected(ticked.error());
    if (parts_->disk_full)
      return base::busy("disk_full", "the disk is full; the clock stands still until there is room", "磁盘已满,有空间之前时钟不前进");
  }
  const auto last = parts_->tick(to);
  if (!last) return std::unexpected(last.error());
  if (parts_->options.clock != ClockKind::stepped) return {};
  parts_->clock_moved = parts_->clock_kept != parts_->now;                  // a stepped clock goes on after a restart where it stood
  return parts_->commit();
}

base::Result<void> Engine::flush() { return parts_->commit(); }

base::Result<void> Engine::write_snapshot() {
  if (const auto done = parts_->commit(); !done) return done;
  Snapshotter snapshotter;
  parts_->snapshotter.drop();
  if (const auto begun = snapshotter.begin(parts_->journal, parts_->state); !begun) return begun;
  while (true) {
    const auto stepped = snapshotter.step(parts_->state, SIZE_MAX);
    if (!stepped) return std::unexpected(stepped.error());
    if (*stepped) break;
  }
  parts_->groups_since_snapshot = 0;
  return {};
}

Instant Engine::next_due() const { return parts_->next_due(); }
bool Engine::idle() const { return parts_->idle(); }
void Engine::confirm_clock() { parts_->clock_held = false; }

}  // namespace playmaker::engine
