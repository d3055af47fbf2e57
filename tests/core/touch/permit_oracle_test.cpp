#include <catch2/catch.hpp>

#include "tests/core/touch/oracle.hpp"

namespace playmaker::core {
namespace {

using namespace touch_testing;

TEST_CASE("rules 8, 9, 11, 22, 37: of 2,000 random requests none breaches, and the free minute named is the first") {
  base::Prng chance(20260302);
  int asked = 0, allowed = 0, walked = 0;
  for (int policy = 0; policy < 50; ++policy) {
    OneCustomer c;
    const Rules rules = random_rules(chance);
    write_policy(c, rules);
    c.catalog.catalog.zone = policy % 2 == 0 ? "Asia/Shanghai" : "America/New_York";
    const base::Zone zone = base::find_zone(c.catalog.catalog.zone).value();
    const Oracle oracle(rules, zone);
    std::vector<Sent> sent;
    bool consent = chance.below(2) == 0;
    if (consent || chance.below(2) == 0) c.set("consent.sms", consent);
    Instant now = at("2026-03-05T00:00:00Z");   // New York changes its clock three days later
    for (int i = 0; i < 40; ++i, ++asked) {
      now = now + chance.between(0, 20 * 60) * base::kMinute;
      const std::string channel = kChannels[chance.below(3)];
      const plan::Purpose purpose = chance.below(4) == 0 ? plan::Purpose::service : plan::Purpose::marketing;
      const Permit answer = c.ask(channel, now, purpose);
      if (answer.why == Reason::no_consent) {
        REQUIRE((rules.consent_sms && channel == "sms" && !consent));
        continue;
      }
      REQUIRE_FALSE((rules.consent_sms && channel == "sms" && !consent));
      REQUIRE(answer.allowed() == oracle.free(now, channel, purpose, sent));
      Instant slot = answer.free;
      if (!answer.allowed()) {
        if (slot == base::kNever) continue;
        REQUIRE(slot > now);
        REQUIRE(oracle.free(slot, channel, purpose, sent));
        if (slot - now < 2 * base::kDay) {
          ++walked;
          for (Instant t = base::ceil_minute(now); t < slot; t = t + base::kMinute) REQUIRE_FALSE(oracle.free(t, channel, purpose, sent));
        }
        // Some wait for it in the queue, some take it ahead as a task does, some are skipped.
        const std::uint64_t way = chance.below(3);
        if (way == 0) continue;
        if (way == 1) now = slot;
      }
      ++allowed;
      c.contact(channel, slot, purpose);
      sent.push_back({slot, channel, purpose});
      if (chance.below(10) == 0) {               // a definite failure gives the slot back
        c.customer.contacts.pop_back();
        sent.pop_back();
      }
      REQUIRE(oracle.holds(sent));
    }
  }
  CHECK(asked == 2000);
  CHECK(allowed > 500);
  CHECK(walked > 200);
}

}  // namespace
}  // namespace playmaker::core
