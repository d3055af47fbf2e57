// Who is held out: by chance, but the same chance every time.
#include <catch2/catch.hpp>

#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

// Is the customer, under this salt of the house, held out of a playbook that holds out that share? Entered twice.
std::vector<bool> drawn(std::uint64_t salt, std::uint32_t millionths) {
  Story s;
  s.salt = salt;
  s.catalog.event("joined");
  PlanBuilder& p = s.playbook("test");
  p.enter_on("joined");
  p.plan.ends_after = days(1);
  p.plan.audience.again = {plan::AgainKind::after, days(2), kNone};
  p.plan.audience.hold_out = millionths;
  p.plan.audience.salt = 5;
  s.on("03-02 10:00").event("joined").on("03-09 10:00").event("joined");
  std::vector<bool> out;
  for (const Fact& fact : s.facts) {
    if (const auto* entered = std::get_if<JourneyEntered>(&fact)) out.push_back(entered->hold_out == HoldOut::touches);
  }
  return out;
}

TEST_CASE("rule 23: who is held out stays so at each entry, and a share that grows keeps those it had") {
  int few = 0, many = 0;
  for (std::uint64_t salt = 1; salt <= 80; ++salt) {
    const std::vector<bool> small = drawn(salt, 200'000), large = drawn(salt, 500'000);
    REQUIRE(small.size() == 2);
    REQUIRE(large.size() == 2);
    CHECK(small[0] == small[1]);
    CHECK(large[0] == large[1]);
    CHECK((!small[0] || large[0]));
    few += small[0] ? 1 : 0;
    many += large[0] ? 1 : 0;
  }
  CHECK(few > 4);
  CHECK(few < 32);
  CHECK(many > few);
  CHECK(many < 60);
}

TEST_CASE("rule 17: a new version with a shorter wait leaves the deadline that is armed; the next journey has the new one") {
  Story s;
  s.catalog.event("joined");
  PlanBuilder& p = s.playbook("nudge");
  p.enter_on("joined");
  p.plan.ends_after = days(20);
  p.plan.audience.again = {plan::AgainKind::after, days(0), kNone};
  p.plan.block = p.block(0, [&](Steps& b) {
    b.wait(days(10));
    b.finish("nudged");
  });
  s.on("03-02 10:00").event("joined");
  p.plan.waits.front().up_to = days(3);
  p.plan.version = 2;
  s.apply();
  s.until("03-11 10:00");
  CHECK(s.count(JourneyEnded::kCode) == 0);
  s.until("03-12 10:00");
  CHECK(s.told("ended") == "03-12 10:00 nudge ended nudged: finished\n");
  s.event("joined").until("03-20 10:00");
  CHECK(s.told("ended") == "03-15 10:00 nudge ended nudged: finished\n");
}

}  // namespace
}  // namespace playmaker::core::testing
