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
