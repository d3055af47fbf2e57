// The engine's thread as others see it.
#include "daemon/engine_loop.hpp"

#include <catch2/catch.hpp>
#include <future>
#include <thread>

#include "tests/engine/bank.hpp"

using namespace playmaker;
using engine_tests::on;

TEST_CASE("loop: who asks before the first tick hears what was read from the disk; a moved clock answers with counts that are up to date") {
  engine_tests::Bank bank;
  bank.happens("c1", "opened", "03-02 10:00");
  daemon::EngineLoop loop(bank.engine(), bank.run->journal(), true, daemon::Log::silent(), [](const base::Failure&) {});
  CHECK(loop.pulse().health.customers == 1);
  CHECK(loop.pulse().health.journeys > 0);
  CHECK(loop.pulse().beat_ns > 0);

  std::thread engine([&] { loop.run(); });
  std::promise<base::Instant> seen;
  loop.move_clock(on("03-03 10:00"), [&](const base::Result<daemon::EngineLoop::Moved>& moved) {
    seen.set_value(moved ? loop.pulse().health.now : base::Instant{});
  });
  const base::Instant now = seen.get_future().get();
  loop.stop();
  engine.join();
  CHECK(now == on("03-03 10:00"));
}

TEST_CASE("loop: a stepped clock on a long way heeds a stop, and does not set out on one that nobody can mean") {
  engine_tests::Bank bank;
  bank.happens("c1", "opened", "03-02 10:00");
  daemon::EngineLoop loop(bank.engine(), bank.run->journal(), true, daemon::Log::silent(), [](const base::Failure&) {});
  std::string far, stopped;
  loop.move_clock(engine_tests::at("2226-03-02T10:00:00+08:00"),
                  [&](const base::Result<daemon::EngineLoop::Moved>& moved) { far = moved ? "moved" : moved.error().code; });
  loop.on_engine([&](engine::Engine&) { loop.stop(); });         // comes while the clock is to be moved
  loop.move_clock(on("05-03 10:00"),
                  [&](const base::Result<daemon::EngineLoop::Moved>& moved) { stopped = moved ? "moved" : moved.error().code; });
  loop.run();
  CHECK(far == "clock_far");
  CHECK(stopped == "stopping");
  CHECK(bank.engine().now() < on("05-03 10:00"));
}
