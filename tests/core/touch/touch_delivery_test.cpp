#include <catch2/catch.hpp>

#include "tests/core/touch/touch_story.hpp"

namespace playmaker::core {
namespace {

using namespace touch_testing;

TEST_CASE("delivery: a touch is planned, reserved, sent once and follows its receipts in any order") {
  TouchStory s;
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:00 letters sms planned until 03-04 10:00\n"
        "03-02 10:00 letters sms reserved\n"
        "03-02 10:00 letters sms sending 1\n"
        "03-02 10:00 letters sms is accepted\n");
  s.reports("sms", DeliveryOutcome::read, at("2026-03-02T10:05:10+08:00"));
  s.reports("sms", DeliveryOutcome::delivered, at("2026-03-02T10:06:00+08:00"));
  s.reports("sms", DeliveryOutcome::read, at("2026-03-02T10:07:00+08:00"));
  CHECK(s.told() == "03-02 10:05 letters sms is read\n");
  CHECK(s.bank.customer.contacts.size() == 1);
}

TEST_CASE("distances hold between sends, not between decisions: a slot moves with the attempt") {
  TouchStory s;
  s.bank.leave(hours(20));
  const auto first = s.playbook("first", 50, sends("sms"));
  const auto second = s.playbook("second", 50, sends("push"));
  s.tokens = false;
  s.enter(first, at("2026-03-02T10:00:00+08:00"));
  s.grant("sms", at("2026-03-02T10:30:10+08:00"));       // the channel was slow
  s.tokens = true;
  s.told();
  s.enter(second, at("2026-03-03T06:00:00+08:00"));
  CHECK(s.told() ==
        "03-03 06:00 second push planned until 03-05 06:00\n"
        "03-03 06:00 second push blocked: gap by first sms, waits, free 03-03 06:31\n");
}

TEST_CASE("delivery: a temporary failure is retried within the window with the same slot; Retry-After wins") {
  TouchStory s;
  s.provider = {{DeliveryOutcome::failed_temporary, 3 * base::kHour}, {DeliveryOutcome::failed_temporary}, {DeliveryOutcome::accepted}};
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:00 letters sms planned until 03-04 10:00\n"
        "03-02 10:00 letters sms reserved\n"
        "03-02 10:00 letters sms sending 1\n"
        "03-02 10:00 letters sms tries again 03-02 13:00\n");
  CHECK(s.bank.customer.contacts.size() == 1);
  s.run_until(at("2026-03-02T13:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 13:00 letters sms reserved\n"
        "03-02 13:00 letters sms sending 2\n"
        "03-02 13:00 letters sms tries again within the hour\n");
  s.run_until(at("2026-03-02T14:00:00+08:00"));
  CHECK(s.told().find("letters sms is accepted") != std::string::npos);
  REQUIRE(s.bank.customer.contacts.size() == 1);
  CHECK(s.bank.customer.contacts.front().at > at("2026-03-02T13:00:00+08:00"));
}

TEST_CASE("delivery: never after expiry; without room for another attempt the failure is definite") {
  TouchStory s;
  s.bank.policy().blocked_wait = hours(2);
  const auto letters = s.playbook("letters", 50, sends("sms"));
  SECTION("the provider asks for more time than there is") {
    s.provider = {{DeliveryOutcome::failed_temporary, 3 * base::kHour}};
    s.enter(letters, at("2026-03-02T10:00:00+08:00"));
    s.told();
    s.run_until(at("2026-03-03T10:00:00+08:00"));
    CHECK(s.bank.customer.contacts.empty());
    CHECK(std::any_of(s.facts.begin(), s.facts.end(), [](const Fact& fact) {
      const auto* incident = std::get_if<IncidentRaised>(&fact);
      return incident != nullptr && incident->code == "touch_failed";
    }));
  }
  SECTION("no token comes") {
    s.tokens = false;
    s.enter(letters, at("2026-03-02T10:00:00+08:00"));
    s.told();
    s.run_until(at("2026-03-03T10:00:00+08:00"));
    CHECK(s.told() == "03-02 12:01 letters sms over: expired, expired, slot returned\n");
  }
  SECTION("a token that comes too late") {
    s.tokens = false;
    s.enter(letters, at("2026-03-02T10:00:00+08:00"));
    s.told();
    s.input(SlotGranted{s.newest("sms")}, at("2026-03-02T15:00:00+08:00"));   // the daemon was down: its timers have not fired yet
    CHECK(s.told() == "03-02 15:00 letters sms over: expired, stale, slot returned\n");
  }
}

TEST_CASE("delivery: throttled slows the channel, not the touch") {
  TouchStory s;
  for (int i = 0; i < 20; ++i) s.provider.push_back({DeliveryOutcome::throttled, base::kMinute});
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  s.run_until(at("2026-03-02T11:00:00+08:00"));
  const std::string told = s.told();
  CHECK(told.find("sending 21") != std::string::npos);
  CHECK(told.find("is accepted") != std::string::npos);
}

TEST_CASE("rule 24: no result by the deadline is unknown: counted as sent, reported, and by default not sent again") {
  TouchStory s;
  s.provider = {{DeliveryOutcome::accepted, 0, true}};
  s.bank.never_more_than(1, plan::Period::day);
  const auto letters = s.playbook("letters", 50, sends("sms", "push", "", {}));
  const auto more = s.playbook("more", 50, sends("push"));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  s.told();
  s.enter(more, at("2026-03-02T10:02:00+08:00"));        // SENDING counts
  CHECK(s.told().find("blocked: capped 1 of 1 by letters sms") != std::string::npos);
  s.run_until(at("2026-03-02T10:05:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:05 letters sms is unknown\n"
        "03-02 10:05 incident touch_unknown sms\n");
  s.run_until(at("2026-03-02T20:00:00+08:00"));          // UNKNOWN counts too
  CHECK(s.told().empty());
  s.reports("sms", DeliveryOutcome::delivered, at("2026-03-02T21:00:00+08:00"));
  CHECK(s.told() == "03-02 21:00 letters sms is delivered\n");
}

TEST_CASE("rule 24: on unknown resend tries again with the same touch, and its slot is never given back") {
  TouchStory s;
  s.bank.catalog.catalog.channels[0].on_unknown = plan::OnUnknown::resend;
  s.provider = {{DeliveryOutcome::unknown}, {DeliveryOutcome::failed_permanent}};
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:00 letters sms planned until 03-04 10:00\n"
        "03-02 10:00 letters sms reserved\n"
        "03-02 10:00 letters sms sending 1\n"
        "03-02 10:00 letters sms is unknown\n"
        "03-02 10:00 incident touch_unknown sms\n"
        "03-02 10:00 letters sms tries again within the hour\n");
  s.run_until(at("2026-03-02T11:00:00+08:00"));
  CHECK(s.told().find("letters sms over: failed, failed\n") != std::string::npos);
  CHECK(s.bank.customer.contacts.size() == 1);
}

TEST_CASE("rule 24: on unknown ask leaves the decision to a person") {
  TouchStory s;
  s.bank.catalog.catalog.channels[0].on_unknown = plan::OnUnknown::ask;
  s.provider = {{DeliveryOutcome::unknown}};
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  CHECK(s.told().find("incident touch_unknown_ask sms\n") != std::string::npos);
}

TEST_CASE("rule 24: a person says what became of a touch whose result is unknown") {
  TouchStory s;
  s.bank.catalog.catalog.channels[0].on_unknown = plan::OnUnknown::ask;
  s.provider = {{DeliveryOutcome::unknown}};
  s.bank.policy().blocked_wait = hours(2);
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  s.told();
  SECTION("sent") {
    s.input(TouchResolved{s.newest("sms"), true, "ann", "the provider's log"}, at("2026-03-02T10:10:00+08:00"));
    CHECK(s.told() == "03-02 10:10 letters sms is accepted\n");
    CHECK(s.bank.customer.contacts.size() == 1);
    s.input(TouchResolved{s.newest("sms"), false, "bob", ""}, at("2026-03-02T10:11:00+08:00"));
    CHECK(s.told().empty());
  }
  SECTION("not sent, its window still open: tried again with the same touch") {
    s.input(TouchResolved{s.newest("sms"), false, "ann", ""}, at("2026-03-02T10:10:00+08:00"));
    CHECK(s.told().find("letters sms tries again within the hour") != std::string::npos);
    s.run_until(at("2026-03-02T12:00:00+08:00"));
    CHECK(s.told().find("letters sms is accepted") != std::string::npos);
    CHECK(s.bank.customer.contacts.size() == 1);
  }
  SECTION("not sent, its window over: it has failed, and its slot comes back") {
    s.input(TouchResolved{s.newest("sms"), false, "ann", ""}, at("2026-03-02T15:00:00+08:00"));
    CHECK(s.told().find("letters sms over: failed, failed, slot returned") != std::string::npos);
    CHECK(s.bank.customer.contacts.empty());
  }
}

TEST_CASE("delivery: what is reported of a journey that is over is recorded, a failure with an incident") {
  TouchStory s;
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  s.input(OperatorActed{Act::exit_journey, plan::kNone, "ann", ""}, at("2026-03-02T10:10:00+08:00"));
  CHECK(s.bank.customer.journeys.empty());
  s.told();
  s.reports("sms", DeliveryOutcome::failed_permanent, at("2026-03-02T11:00:00+08:00"));
  CHECK(s.told() == "03-02 11:00 letters sms is failed\n03-02 11:00 incident touch_failed_late \n");
  s.reports("sms", DeliveryOutcome::delivered, at("2026-03-02T11:01:00+08:00"));
  CHECK(s.told() == "03-02 11:01 letters sms is delivered\n");
  ThingRef stranger = s.newest("sms");
  stranger.journey = 99;
  s.input(DeliveryReported{stranger, 1, DeliveryOutcome::failed_permanent, at("2026-03-02T11:02:00+08:00"), "", 0, {}},
          at("2026-03-02T11:02:00+08:00"));
  CHECK(s.told().empty());
}

TEST_CASE("delivery: a touch called failed and delivered after all is a contact again") {
  TouchStory s;
  s.bank.leave(hours(20));
  s.provider = {{DeliveryOutcome::failed_permanent}};
  const auto letters = s.playbook("letters", 50, [](PlanBuilder& plan, Steps& steps) {
    sends("sms")(plan, steps);
    steps.wait(days(10));
  });
  const auto second = s.playbook("second", 50, sends("push"));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  CHECK(s.bank.customer.contacts.empty());
  s.reports("sms", DeliveryOutcome::delivered, at("2026-03-02T11:00:00+08:00"));
  REQUIRE(s.bank.customer.contacts.size() == 1);
  CHECK(s.bank.customer.contacts.front().at == at("2026-03-02T10:00:00+08:00"));
  s.reports("sms", DeliveryOutcome::read, at("2026-03-02T11:30:00+08:00"));
  CHECK(s.bank.customer.contacts.size() == 1);
  s.told();
  s.enter(second, at("2026-03-02T12:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 12:00 second push planned until 03-04 12:00\n"
        "03-02 12:00 second push blocked: gap by letters sms, waits, free 03-03 06:00\n");
}

TEST_CASE("delivery: a failure reported after acceptance gives the slot back; after delivery it is nothing") {
  TouchStory s;
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  s.told();
  SECTION("after acceptance") {
    s.reports("sms", DeliveryOutcome::failed_permanent, at("2026-03-02T10:10:00+08:00"));
    CHECK(s.told() ==
          "03-02 10:10 incident touch_failed sms\n"
          "03-02 10:10 letters sms is failed\n"
          "03-02 10:10 letters sms over: failed, failed, slot returned\n");
    s.reports("sms", DeliveryOutcome::failed_permanent, at("2026-03-02T10:11:00+08:00"));
    CHECK(s.told().empty());
  }
  SECTION("after delivery") {
    s.reports("sms", DeliveryOutcome::delivered, at("2026-03-02T10:09:00+08:00"));
    s.told();
    s.reports("sms", DeliveryOutcome::failed_permanent, at("2026-03-02T10:10:00+08:00"));
    CHECK(s.told().empty());
  }
}

}  // namespace
}  // namespace playmaker::core
