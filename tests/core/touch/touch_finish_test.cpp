#include <catch2/catch.hpp>

#include "tests/core/touch/touch_story.hpp"

namespace playmaker::core {
namespace {

using namespace touch_testing;

TEST_CASE("finish: the send before it is tried again, waits for its hours and falls back as any other") {
  TouchStory s;
  const auto finishing = [](PlanBuilder& p, Steps& b) {
    b.send({p.leg("sms", "offer"), p.leg("push", "offer")});
    b.finish("told");
  };
  const auto letters = s.playbook("letters", 50, finishing);
  SECTION("tried again, once accepted no more") {
    s.provider = {{DeliveryOutcome::failed_temporary, 3 * base::kHour}, {DeliveryOutcome::accepted}};
    s.enter(letters, at("2026-03-02T10:00:00+08:00"));
    s.run_until(at("2026-03-05T10:00:00+08:00"));
    const std::string told = s.told();
    CHECK(told.find("03-02 13:00 letters sms sending 2\n03-02 13:00 letters sms is accepted\n") != std::string::npos);
    CHECK(told.find("push") == std::string::npos);
  }
  SECTION("refused for good: the next channel") {
    s.provider = {{DeliveryOutcome::failed_permanent}, {DeliveryOutcome::accepted}};
    s.enter(letters, at("2026-03-02T10:00:00+08:00"));
    CHECK(s.told().find("letters push is accepted\n") != std::string::npos);
  }
  CHECK(s.bank.customer.contacts.size() == 1);
  CHECK(s.bank.customer.journeys.empty());
}

}  // namespace
}  // namespace playmaker::core
