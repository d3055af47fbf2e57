#pragma once
// The engine's thread: ticks while there is something to do, sleeps until time or the inbox has something, and hands out how it stands.
// Between ticks it runs the few jobs that must see the engine itself (the stepped clock, a view made anew).
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "daemon/clock.hpp"
#include "daemon/log.hpp"
#include "runtime/engine/engine.hpp"

namespace playmaker::daemon {

// How the engine stood a moment ago.
struct Pulse {
  engine::Health health;
  journal::Stats journal;
  std::uint64_t ticks = 0;
  std::int64_t beat_ns = 0;              // when this was taken, monotonic
};

class EngineLoop {
 public:
  struct Moved {
    base::Instant now;
    base::Zone zone;
    std::uint64_t commit = 0;
  };
  using MovedTo = std::function<void(base::Result<Moved>)>;

  // `fatal`: called once, on the engine's thread, when the engine has stopped and the process must end.
  EngineLoop(engine::Engine& engine, const journal::Journal& journal, bool stepped, std::shared_ptr<Log> log,
             std::function<void(base::Failure)> fatal)
      : engine_(engine),
        journal_(journal),
        stepped_(stepped),
        log_(std::move(log)),
        fatal_(std::move(fatal)) {
    take_pulse();                        // so that who asks before the first tick hears what was read from the disk, not zeros
  }

  void run();                            // the engine's thread; returns after stop(), with a snapshot written
  void stop();                           // any thread: takes nothing new, decides what was taken
  void on_engine(std::function<void(engine::Engine&)> job);   // any thread
  // Stepped clock, any thread: fires all that is due up to `to`; the answer comes on the engine's thread when that is durable, with a
  // pulse taken after it.
  // Codes clock_not_stepped, clock_backwards, clock_far; stopping (busy): it was stopped on its way, and stands where it got to.
  void move_clock(base::Instant to, MovedTo moved);
  Pulse pulse() const;                   // any thread

 private:
  bool tick();
  bool may_end();
  void run_jobs();
  base::Result<Moved> advance(base::Instant to);
  base::Result<void> await_reports();
  void take_pulse();

  engine::Engine& engine_;
  const journal::Journal& journal_;
  bool stepped_;
  std::shared_ptr<Log> log_;
  std::function<void(base::Failure)> fatal_;
  RealClock clock_;
  std::atomic<bool> stopping_{false};
  bool more_ = false, failed_ = false, closed_ = false;
  std::int64_t stopping_since_ = 0;
  std::uint64_t ticks_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::function<void(engine::Engine&)>> jobs_;
  Pulse pulse_;
};

}  // namespace playmaker::daemon
