// Random playbooks over random policies, providers that fail, clocks that stall, consent that comes and goes: the oracle reads the facts.
#include <catch2/catch.hpp>

#include "runtime/core/deciding.hpp"
#include "tests/core/touch/oracle.hpp"
#include "tests/core/touch/touch_story.hpp"

namespace playmaker::core {
namespace {

using namespace touch_testing;

struct Written {
  std::string channel;
  plan::Purpose purpose = plan::Purpose::marketing;
  Instant sent;
  bool was_sent = false, failed = false;
};

// Every touch with when it last left and whether it failed for certain.
std::vector<Written> read_journal(TouchStory& s) {
  std::vector<std::pair<ThingRef, Written>> touches;
  const auto touch = [&](const ThingRef& ref) -> Written& {
    return std::find_if(touches.begin(), touches.end(), [&](const auto& known) { return known.first == ref; })->second;
  };
  for (std::size_t i = 0; i < s.facts.size(); ++i) {
    if (const auto* planned = std::get_if<TouchPlanned>(&s.facts[i])) {
      touches.push_back({planned->touch,
                         {s.bank.roster().dictionary->name(Names::channel, planned->channel),
                          static_cast<plan::Purpose>(planned->purpose),
                          {},
                          false,
                          false}});
    } else if (const auto* sending = std::get_if<TouchSending>(&s.facts[i])) {
      touch(sending->touch).sent = s.times[i];
      touch(sending->touch).was_sent = true;
    } else if (const auto* over = std::get_if<TouchOver>(&s.facts[i]); over != nullptr && over->phase == TouchPhase::failed) {
      touch(over->touch).failed = true;
    }
  }
  std::vector<Written> out;
  for (auto& [ref, written] : touches) out.push_back(written);
  return out;
}

TEST_CASE(
    "rules 8 to 12, 22, 24, 37: of 2,000 random touches no possible send breaches a cap, a distance, quiet hours or consent; none is "
    "stuck") {
  base::Prng chance(7);
  std::size_t planned = 0, sent = 0, waited = 0, failed = 0;
  for (int story = 0; story < 60; ++story) {
    TouchStory s;
    const Rules rules = random_rules(chance);
    write_policy(s.bank, rules);
    s.bank.catalog.catalog.zone = story % 2 == 0 ? "Asia/Shanghai" : "America/New_York";
    s.bank.policy().blocked_wait = chance.below(4) == 0 ? plan::Length{} : hours(chance.between(1, 60));
    s.bank.policy().blocked_then = chance.below(2) == 0 ? plan::WhenBlocked::skip : plan::WhenBlocked::next_channel;
    std::vector<std::uint32_t> playbooks;
    for (int i = 0; i < 20; ++i) {
      const auto any = [&] { return kChannels[chance.below(3)]; };
      const std::string a = any(), b = any(), c = any();
      const std::string message = chance.below(4) == 0 ? "notice" : "offer", report = chance.below(3) == 0 ? "delivered" : "";
      playbooks.push_back(s.playbook("p" + std::to_string(i), static_cast<int>(chance.below(100)), [&](PlanBuilder& p, Steps& steps) {
        steps.send({p.leg(a, message, report, hours(2)), p.leg(b, message)});
        steps.wait(hours(chance.between(1, 30)));
        steps.send(c, message);
      }));
    }
    const base::Zone zone = base::find_zone(s.bank.catalog.catalog.zone).value();
    const Oracle oracle(rules, zone);
    std::vector<std::pair<Instant, bool>> consents;
    Instant now = at("2026-03-05T00:00:00Z");
    for (const std::uint32_t playbook : playbooks) {
      now = now + chance.between(0, 10 * 3600) * base::kSecond;
      if (chance.below(3) == 0) {
        const bool yes = chance.below(3) != 0;
        s.set("consent.sms", yes, now);
        consents.emplace_back(now, yes);
      }
      s.tokens = chance.below(5) != 0;
      for (std::uint64_t i = chance.below(4); i > 0; --i) {
        static const std::vector<DeliveryOutcome> kOutcomes = {DeliveryOutcome::accepted,         DeliveryOutcome::failed_temporary,
                                                               DeliveryOutcome::failed_permanent, DeliveryOutcome::throttled,
                                                               DeliveryOutcome::unknown,          DeliveryOutcome::delivered};
        s.provider.push_back({kOutcomes[chance.below(kOutcomes.size())], 0, chance.below(10) == 0});
      }
      s.enter(playbook, now);
      if (!s.tokens && chance.below(2) == 0) {     // the token comes late, whatever the touch is by then
        now = now + chance.between(1, 7200) * base::kSecond;
        for (const std::string& channel : kChannels) {
          if (s.has(channel)) s.grant(channel, now);
        }
      }
    }
    s.tokens = true;
    s.run_until(now + 40 * base::kDay);

    std::vector<Sent> all;
    for (const Written& touch : read_journal(s)) {
      ++planned;
      failed += touch.failed ? 1U : 0U;
      if (touch.was_sent && !touch.failed) all.push_back({touch.sent, touch.channel, touch.purpose});
    }
    sent += all.size();
    REQUIRE(oracle.holds(all));
    for (std::size_t i = 0; i < s.facts.size(); ++i) {
      if (const auto* blocked = std::get_if<TouchBlocked>(&s.facts[i])) waited += blocked->waits ? 1U : 0U;
      const auto* sending = std::get_if<TouchSending>(&s.facts[i]);
      if (sending == nullptr) continue;
      REQUIRE_FALSE(oracle.quiet(s.times[i]));
      if (!rules.consent_sms || s.channel(sending->touch) != "sms") continue;
      bool consent = false;
      for (const auto& [when, yes] : consents) consent = when <= s.times[i] ? yes : consent;
      REQUIRE(consent);
    }
    for (const Journey& journey : s.bank.customer.journeys) {
      for (const Touch& touch : journey.touches) REQUIRE_FALSE(in_flight(touch));
    }
  }
  CHECK(planned > 2000);
  CHECK(sent > 500);
  CHECK(waited > 300);
  CHECK(failed > 50);
}

}  // namespace
}  // namespace playmaker::core
