#include "runtime/channel/fakes.hpp"
#include "tests/engine/channel_conformance.hpp"

namespace playmaker::channel {
namespace {

using core::DeliveryOutcome;
using testing::Collected;
using testing::conforms;
using testing::dispatch;

TEST_CASE("channel: every fake keeps the laws of the port") {
  Instant instant;
  conforms(instant, [] {});
  Recorded recorded;
  recorded.script({{DeliveryOutcome::unknown, DeliveryOutcome::delivered}, "", 0, base::kMinute});
  conforms(recorded, [] {});
}

TEST_CASE("channel: instant accepts and delivers at the attempt's own time, and nobody reads") {
  Instant instant;
  Collected reports;
  instant.send(dispatch(1), reports);
  const auto taken = reports.taken();
  REQUIRE(taken.size() == 2);
  CHECK(taken[0].second.outcome == DeliveryOutcome::accepted);
  CHECK(taken[1].second.outcome == DeliveryOutcome::delivered);
  CHECK(taken[1].second.at == dispatch(1).at);
}

TEST_CASE("channel: recorded says what was scripted, a template's lines first, then accepted") {
  Recorded recorded;
  recorded.script({{DeliveryOutcome::failed_temporary}, "busy", 90'000, 0});
  recorded.script("notice", {{DeliveryOutcome::failed_permanent}, "no such number", 0, 0});
  recorded.script("notice", {{}, "", 0, 0});   // says nothing at all
  Collected reports;
  Dispatch notice = dispatch(2);
  notice.template_ = "notice";
  for (const Dispatch& each : {notice, notice, dispatch(1), dispatch(3)}) recorded.send(each, reports);
  const auto taken = reports.taken();
  REQUIRE(taken.size() == 3);
  CHECK(taken[0].second.outcome == DeliveryOutcome::failed_permanent);
  CHECK(taken[0].second.provider == "no such number");
  CHECK(taken[1].second.outcome == DeliveryOutcome::failed_temporary);
  CHECK(taken[1].second.retry_after_ms == 90'000);
  CHECK(taken[2].second.outcome == DeliveryOutcome::accepted);
  CHECK(recorded.sent().size() == 4);
}

}  // namespace
}  // namespace playmaker::channel
