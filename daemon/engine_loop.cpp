#include "daemon/engine_loop.hpp"

#include <algorithm>

namespace playmaker::daemon {
namespace {

constexpr base::Millis kSleepMax = 1'000;                  // so that the pulse is never older
constexpr std::int64_t kPulseEvery = 200'000'000;          // ns, while busy
constexpr std::int64_t kStepDaysMax = 400;                 // of a stepped clock: whoever means a year may say so, a typing error may not
constexpr std::int64_t kReportsWaitMax = 60'000'000'000;   // ns; beyond it a stepped clock goes on without what a channel owes

}  // namespace

void EngineLoop::run() {
  while (!failed_) {
    run_jobs();
    if (failed_ || !tick()) return;
    if (stopping_ && may_end()) break;         // what walks are under way go on after the next start
    if (more_) continue;
    base::Millis sleep = kSleepMax;
    if (!stepped_ && engine_.next_due() != base::kNever) sleep = std::clamp<base::Millis>(engine_.next_due() - clock_.now(), 0, kSleepMax);
    take_pulse();
    engine_.inbox().wait(sleep);
  }
  if (failed_) return;
  run_jobs();
  if (auto written = engine_.write_snapshot(); !written) log_->failed("snapshot_failed", written.error());
  take_pulse();
}

bool EngineLoop::tick() {
  const auto ticked = engine_.tick(stepped_ ? engine_.now() : clock_.now());
  ++ticks_;
  if (!ticked) {
    failed_ = true;
    log_->failed("engine_stopped", ticked.error());
    fatal_(ticked.error());
    return false;
  }
  more_ = ticked->more;
  if (monotonic_nanoseconds() - pulse_.beat_ns > kPulseEvery) take_pulse();
  return true;
}

// Attempts under way are waited for, since what is in the air at the next start is unknown for ever.
bool EngineLoop::may_end() {
  if (stopping_since_ == 0) stopping_since_ = monotonic_nanoseconds();
  if (engine_.health().touches_in_flight > 0 && monotonic_nanoseconds() - stopping_since_ < kReportsWaitMax) return false;
  if (!closed_) {
    engine_.inbox().close();
    closed_ = true;
  }
  return engine_.inbox().empty();
}

void EngineLoop::stop() {
  stopping_ = true;
  engine_.inbox().wake();
}

void EngineLoop::on_engine(std::function<void(engine::Engine&)> job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  engine_.inbox().wake();
}

void EngineLoop::run_jobs() {
  std::vector<std::function<void(engine::Engine&)>> jobs;
  {
    const std::lock_guard lock(mutex_);
    jobs.swap(jobs_);
  }
  for (const auto& job : jobs) job(engine_);
}

void EngineLoop::move_clock(base::Instant to, MovedTo moved) {
  on_engine([this, to, moved = std::move(moved)](engine::Engine&) {
    auto outcome = advance(to);
    take_pulse();
    moved(std::move(outcome));
  });
}

// Instant by instant, so that a channel's report falls at the instant of its touch and not wherever the clock has run to meanwhile.
base::Result<EngineLoop::Moved> EngineLoop::advance(base::Instant to) {
  if (!stepped_)
    return base::invalid("clock_not_stepped", "this daemon runs on the real clock; `clock: stepped` is chosen when a data folder is made",
                         "此服务使用真实时钟;`clock: stepped` 须在建立数据目录时选定");
  if (to < engine_.now()) {
    const std::string now = base::format_instant(engine_.now());
    return base::invalid("clock_backwards", "the clock stands at " + now + " and never goes back", "时钟已在 " + now + ",不能倒退");
  }
  if (to - engine_.now() > kStepDaysMax * base::kDay) {
    const std::string now = base::format_instant(engine_.now()), days = std::to_string(kStepDaysMax);
    return base::invalid("clock_far",
                         "the clock stands at " + now + " and goes at most " + days + " days at a time; move it in several steps",
                         "时钟在 " + now + ",一次最多前进 " + days + " 天;请分几次推进");
  }
  // What was sent just before the clock is moved is answered at its own instant.
  if (auto waited = await_reports(); !waited) return std::unexpected(waited.error());
  while (true) {
    if (stopping_) {
      const std::string now = base::format_instant(engine_.now());
      return base::busy("stopping", "the daemon is stopping; the clock was moved as far as " + now, "服务正在停止;时钟已推进到 " + now);
    }
    const base::Instant due = std::clamp(engine_.next_due(), engine_.now(), to);
    auto advanced = engine_.advance_to(due);
    if (advanced) advanced = await_reports();
    if (!advanced) {
      if (advanced.error().kind == base::FailureKind::broken) {
        failed_ = true;
        log_->failed("engine_stopped", advanced.error());
        fatal_(advanced.error());
      }
      return std::unexpected(advanced.error());
    }
    if (monotonic_nanoseconds() - pulse_.beat_ns > kPulseEvery) take_pulse();
    if (engine_.now() >= to && engine_.next_due() > to && engine_.inbox().empty()) {
      const auto roster = engine_.roster();
      return Moved{engine_.now(), roster == nullptr ? base::Zone{} : roster->zone, engine_.commit()};
    }
  }
}

base::Result<void> EngineLoop::await_reports() {
  std::size_t waiting = engine_.health().touches_in_flight;
  std::int64_t since = monotonic_nanoseconds();
  while (waiting > 0 && !stopping_ && monotonic_nanoseconds() - since < kReportsWaitMax) {
    engine_.inbox().wait(kSleepMax);
    const auto ticked = engine_.tick(engine_.now());
    if (!ticked) return std::unexpected(ticked.error());
    const std::size_t now_waiting = engine_.health().touches_in_flight;
    if (now_waiting != waiting) since = monotonic_nanoseconds();
    waiting = now_waiting;
  }
  return {};
}

void EngineLoop::take_pulse() {
  Pulse pulse{engine_.health(), journal_.stats(), ticks_, monotonic_nanoseconds()};
  const std::lock_guard lock(mutex_);
  pulse_ = std::move(pulse);
}

Pulse EngineLoop::pulse() const {
  const std::lock_guard lock(mutex_);
  return pulse_;
}

}  // namespace playmaker::daemon
