#include <catch2/catch.hpp>

#include "tests/core/touches/touch_story.hpp"

namespace playmaker::core {
namespace {

using namespace testing;

// A send as its own playbook's only step.
std::function<void(PlanBuilder&, Steps&)> sends(std::string channel, std::string message = "offer") {
  return [=](PlanBuilder&, Steps& s) { s.send(channel, message); };
}
std::function<void(PlanBuilder&, Steps&)> sends(std::string first, std::string second, std::string report, plan::Length within) {
  return [=](PlanBuilder& p, Steps& s) { s.send({p.leg(first, "offer", report, within), p.leg(second, "offer")}); };
}

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

TEST_CASE("touches are decided in whole minutes: an event between two is answered at the next one") {
  TouchStory s;
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.enter(letters, at("2026-03-02T10:00:10+08:00"));
  CHECK(s.told() == "03-02 10:00 letters sms planned until 03-04 10:01\n");
  s.run_until(at("2026-03-02T10:01:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:01 letters sms reserved\n"
        "03-02 10:01 letters sms sending 1\n"
        "03-02 10:01 letters sms is accepted\n");
}

TEST_CASE("rule 10: all that is due in one minute is ordered by priority, whoever was planned first; both facts are recorded") {
  TouchStory s;
  s.bank.never_more_than(1, plan::Period::day);
  const auto low = s.playbook("low", 10, sends("sms"));
  const auto high = s.playbook("high", 90, sends("push"));
  s.enter(low, at("2026-03-02T09:59:20+08:00"));
  s.enter(high, at("2026-03-02T09:59:40+08:00"));
  s.told();
  s.run_until(at("2026-03-02T10:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:00 high push reserved\n"
        "03-02 10:00 low sms blocked: capped 1 of 1 by high push, waits, free 03-03 00:00\n"
        "03-02 10:00 high push sending 1\n"
        "03-02 10:00 high push is accepted\n");
}

TEST_CASE("rule 10: of equal priority the earlier deadline goes first, then the playbook's name, then the site") {
  TouchStory s;
  s.bank.never_more_than(1, plan::Period::day);
  s.bank.quiet(21, 0, 8, 30);
  const auto zeal = s.playbook("zeal", 50, sends("sms"));
  const auto amber = s.playbook("amber", 50, sends("push"));
  const auto twice = s.playbook("brass", 50, [](PlanBuilder&, Steps& steps) {
    steps.send("wecom", "offer");
    steps.send("phone", "offer");
  });
  s.enter(zeal, at("2026-03-02T22:00:00+08:00"));    // its window ends first
  s.enter(twice, at("2026-03-02T23:00:00+08:00"));
  s.enter(amber, at("2026-03-02T23:00:00+08:00"));
  s.told();
  s.tokens = false;
  s.run_until(at("2026-03-03T08:30:00+08:00"));
  CHECK(s.told() ==
        "03-03 08:30 zeal sms reserved\n"
        "03-03 08:30 amber push blocked: capped 1 of 1 by zeal sms, waits, free 03-04 08:30\n"
        "03-03 08:30 brass wecom blocked: capped 1 of 1 by zeal sms, waits, free 03-04 08:30\n"
        "03-03 08:30 brass phone blocked: capped 1 of 1 by zeal sms, waits, free 03-04 08:30\n");
}

TEST_CASE("rule 10: a slot already reserved is never taken back by a higher priority") {
  TouchStory s;
  s.bank.never_more_than(1, plan::Period::day);
  const auto low = s.playbook("low", 10, sends("sms"));
  const auto high = s.playbook("high", 90, sends("push"));
  s.tokens = false;
  s.enter(low, at("2026-03-02T10:00:00+08:00"));
  s.enter(high, at("2026-03-02T10:01:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:00 low sms planned until 03-04 10:00\n"
        "03-02 10:00 low sms reserved\n"
        "03-02 10:01 high push planned until 03-04 10:01\n"
        "03-02 10:01 high push blocked: capped 1 of 1 by low sms, waits, free 03-03 00:00\n");
}

TEST_CASE("rule 8: blocked touches wait within their window, are woken at the earliest free minute and ordered again") {
  TouchStory s;
  s.bank.never_more_than(1, plan::Period::day);
  const auto first = s.playbook("first", 50, sends("sms"));
  const auto second = s.playbook("second", 50, sends("push"));
  const auto urgent = s.playbook("urgent", 90, sends("wecom"));
  s.enter(first, at("2026-03-02T10:00:00+08:00"));
  s.enter(second, at("2026-03-02T11:00:00+08:00"));
  s.enter(urgent, at("2026-03-02T12:00:00+08:00"));
  s.told();
  s.run_until(at("2026-03-03T00:00:00+08:00"));
  CHECK(s.told() ==
        "03-03 00:00 urgent wecom reserved\n"
        "03-03 00:00 second push blocked: capped 1 of 1 by urgent wecom, waits, free 03-04 00:00\n"
        "03-03 00:00 urgent wecom sending 1\n"
        "03-03 00:00 urgent wecom is accepted\n");
  s.run_until(at("2026-03-04T00:00:00+08:00"));
  CHECK(s.told() ==
        "03-04 00:00 second push reserved\n"
        "03-04 00:00 second push sending 1\n"
        "03-04 00:00 second push is accepted\n");
}

TEST_CASE("rule 8: when the free minute lies beyond the window the policy's way is taken: skip, next channel or leave") {
  TouchStory s;
  s.bank.never_more_than(1, days(7), over({"sms"}));
  const auto first = s.playbook("first", 50, sends("sms"));
  const auto second = s.playbook("second", 50, sends("sms", "push", "", {}));
  const std::string blocked = "03-03 10:00 second sms blocked: capped 1 of 1 by first sms, gives up, free 03-09 10:00\n";
  const auto play = [&] {
    s.enter(first, at("2026-03-02T10:00:00+08:00"));
    s.run_until(at("2026-03-03T09:00:00+08:00"));
    s.told();
    s.enter(second, at("2026-03-03T10:00:00+08:00"));
  };
  SECTION("skip") {
    play();
    CHECK(s.told() == "03-03 10:00 second sms planned until 03-05 10:00\n" + blocked);
  }
  SECTION("next channel") {
    s.bank.policy().blocked_then = plan::WhenBlocked::next_channel;
    play();
    CHECK(s.told() ==
          "03-03 10:00 second sms planned until 03-05 10:00\n"
          "03-03 10:00 second push planned until 03-05 10:00\n" +
              blocked +
              "03-03 10:00 second push reserved\n"
              "03-03 10:00 second push sending 1\n"
              "03-03 10:00 second push is accepted\n");
  }
  SECTION("leave") {
    s.bank.policy().blocked_then = plan::WhenBlocked::leave;
    play();
    CHECK(s.told() == "03-03 10:00 second sms planned until 03-05 10:00\n" + blocked + "03-03 10:00 journey ended left\n");
  }
}

TEST_CASE("rule 8: no wait written means the same minute") {
  TouchStory s;
  s.bank.policy().blocked_wait = {};
  s.bank.quiet(21, 0, 8, 30);
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.enter(letters, at("2026-03-02T22:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 22:00 letters sms planned until 03-02 22:00\n"
        "03-02 22:00 letters sms blocked: quiet, gives up, free 03-03 08:30\n");
}

TEST_CASE("rule 11: on release from quiet hours consent and caps are checked again") {
  TouchStory s;
  s.bank.quiet(21, 0, 8, 30);
  s.bank.needs("consent.sms", over({"sms"}));
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.bank.set("consent.sms", true);
  s.enter(letters, at("2026-03-02T22:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 22:00 letters sms planned until 03-04 22:00\n"
        "03-02 22:00 letters sms blocked: quiet, waits, free 03-03 08:30\n");
  SECTION("still allowed") {
    s.run_until(at("2026-03-03T09:00:00+08:00"));
    CHECK(s.told() ==
          "03-03 08:30 letters sms reserved\n"
          "03-03 08:30 letters sms sending 1\n"
          "03-03 08:30 letters sms is accepted\n");
  }
  SECTION("rule 22: consent is lost while it waits: skipped at the next minute") {
    s.set("consent.sms", false, at("2026-03-03T02:00:30+08:00"));
    s.run_until(at("2026-03-03T09:00:00+08:00"));
    CHECK(s.told() == "03-03 02:01 letters sms blocked: no consent, gives up\n");
  }
}

TEST_CASE("rule 22: without consent for a channel the next leg is tried, and nothing is waited for") {
  TouchStory s;
  s.bank.needs("consent.sms", over({"sms"}));
  const auto letters = s.playbook("letters", 50, sends("sms", "push", "", {}));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:00 letters sms planned until 03-04 10:00\n"
        "03-02 10:00 letters push planned until 03-04 10:00\n"
        "03-02 10:00 letters sms blocked: no consent, gives up\n"
        "03-02 10:00 letters push reserved\n"
        "03-02 10:00 letters push sending 1\n"
        "03-02 10:00 letters push is accepted\n");
}

TEST_CASE("rule 22: consent lost between the slot and the token: checked again at dispatch, and the slot comes back") {
  TouchStory s;
  s.bank.needs("consent.sms", over({"sms"}));
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.bank.set("consent.sms", true);
  s.tokens = false;
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  s.set("consent.sms", false, at("2026-03-02T10:00:20+08:00"));
  s.told();
  s.grant("sms", at("2026-03-02T10:00:40+08:00"));
  CHECK(s.told() ==
        "03-02 10:00 letters sms blocked: no consent, gives up\n"
        "03-02 10:00 letters sms over: blocked, no consent, slot returned\n");
  CHECK(s.bank.customer.contacts.empty());
}

TEST_CASE("rule 12: a token that comes in quiet hours waits for their end with its slot") {
  TouchStory s;
  s.bank.quiet(21, 0, 8, 30);
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.tokens = false;
  s.enter(letters, at("2026-03-02T20:59:00+08:00"));
  s.told();
  s.grant("sms", at("2026-03-02T21:00:10+08:00"));
  CHECK(s.told() == "03-02 21:00 letters sms blocked: quiet, waits, free 03-03 08:30\n");
  CHECK(s.bank.customer.contacts.size() == 1);
  s.tokens = true;
  s.run_until(at("2026-03-03T08:30:00+08:00"));
  CHECK(s.told() ==
        "03-03 08:30 letters sms reserved\n"
        "03-03 08:30 letters sms sending 1\n"
        "03-03 08:30 letters sms is accepted\n");
  REQUIRE(s.bank.customer.contacts.size() == 1);
  CHECK(s.bank.customer.contacts.front().at == at("2026-03-03T08:30:00+08:00"));
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

TEST_CASE("rule 37: a fallback after a definite failure is the same contact") {
  TouchStory s;
  s.bank.never_more_than(1, plan::Period::day);
  s.provider = {{DeliveryOutcome::failed_permanent}};
  const auto letters = s.playbook("letters", 50, sends("wecom", "sms", "", {}));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:00 letters wecom planned until 03-04 10:00\n"
        "03-02 10:00 letters wecom reserved\n"
        "03-02 10:00 letters wecom sending 1\n"
        "03-02 10:00 letters sms planned until 03-04 10:00\n"
        "03-02 10:00 letters wecom is failed\n"
        "03-02 10:00 letters wecom over: failed, failed, slot returned\n"
        "03-02 10:00 letters sms reserved\n"
        "03-02 10:00 letters sms sending 1\n"
        "03-02 10:00 letters sms is accepted\n");
  CHECK(s.bank.customer.contacts.size() == 1);
}

TEST_CASE("rule 37: a fallback after unread is a second contact") {
  TouchStory s;
  s.bank.leave(hours(20));
  const auto letters = s.playbook("letters", 50, sends("wecom", "sms", "read", hours(2)));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  s.reports("wecom", DeliveryOutcome::delivered, at("2026-03-02T10:01:00+08:00"));
  s.told();
  SECTION("unread") {
    s.run_until(at("2026-03-03T10:00:00+08:00"));
    CHECK(s.told() ==
          "03-02 12:00 letters sms planned until 03-04 12:00\n"
          "03-02 12:00 letters sms blocked: gap by letters wecom, waits, free 03-03 06:00\n"
          "03-03 06:00 letters sms reserved\n"
          "03-03 06:00 letters sms sending 1\n"
          "03-03 06:00 letters sms is accepted\n");
    CHECK(s.bank.customer.contacts.size() == 2);
  }
  SECTION("read in time") {
    s.reports("wecom", DeliveryOutcome::read, at("2026-03-02T11:00:00+08:00"));
    s.run_until(at("2026-03-03T10:00:00+08:00"));
    CHECK(s.told() == "03-02 11:00 letters wecom is read\n");
  }
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

TEST_CASE("rule 8: a slot given back frees a waiting touch at the next minute") {
  TouchStory s;
  s.bank.never_more_than(1, plan::Period::day);
  const auto first = s.playbook("first", 50, sends("sms"));
  const auto second = s.playbook("second", 50, sends("push"));
  s.enter(first, at("2026-03-02T10:00:00+08:00"));
  s.enter(second, at("2026-03-02T10:01:00+08:00"));
  s.told();
  s.reports("sms", DeliveryOutcome::failed_permanent, at("2026-03-02T10:10:05+08:00"));
  s.told();
  s.run_until(at("2026-03-02T10:11:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:11 second push reserved\n"
        "03-02 10:11 second push sending 1\n"
        "03-02 10:11 second push is accepted\n");
}

TEST_CASE("rule 21: an exit cancels what is unsent and gives its slot back; what is under way is still reported") {
  TouchStory s;
  const auto letters = s.playbook("letters", 50, [](PlanBuilder& p, Steps& steps) {
    p.exit_on("gone", p.on("complaint_opened"));
    steps.send("sms", "offer");
    steps.send(std::vector<plan::Leg>{p.leg("push", "offer"), p.leg("wecom", "offer")});
  });
  s.tokens = false;
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  s.provider = {{DeliveryOutcome::accepted, 0, true}};
  s.grant("push", at("2026-03-02T10:00:10+08:00"));
  s.told();
  s.happens("complaint_opened", at("2026-03-02T10:00:30+08:00"));
  CHECK(s.told() ==
        "03-02 10:00 letters sms over: cancelled, cancelled, slot returned\n"
        "03-02 10:00 journey ended gone\n");
  s.reports("push", DeliveryOutcome::failed_permanent, at("2026-03-02T10:01:00+08:00"), 1);
  CHECK(s.told() ==                                      // no fallback: the journey is over
        "03-02 10:01 letters push is failed\n"
        "03-02 10:01 letters push over: failed, failed, slot returned\n");
  CHECK(s.bank.customer.journeys.empty());
}

TEST_CASE("rule 40: what the last block sends outlives its journey") {
  TouchStory s;
  s.bank.quiet(21, 0, 8, 30);
  const auto letters = s.playbook("letters", 50, [](PlanBuilder& p, Steps& steps) {
    p.exit_on("gone", p.on("complaint_opened"));
    p.plan.exits.front().handler = p.handler("gone", [](Steps& last) { last.send("sms", "offer"); });
    steps.send("push", "offer");
  });
  s.enter(letters, at("2026-03-02T21:30:00+08:00"));
  s.told();
  s.happens("complaint_opened", at("2026-03-02T22:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 22:00 letters push over: cancelled, cancelled\n"
        "03-02 22:00 letters sms planned until 03-04 22:00\n"
        "03-02 22:00 journey ended gone\n"
        "03-02 22:00 letters sms blocked: quiet, waits, free 03-03 08:30\n");
  s.run_until(at("2026-03-03T09:00:00+08:00"));
  CHECK(s.told() ==
        "03-03 08:30 letters sms reserved\n"
        "03-03 08:30 letters sms sending 1\n"
        "03-03 08:30 letters sms is accepted\n");
}

TEST_CASE("rule 20: in a pause touches wait, their window waits too, and nobody leaves because of it") {
  TouchStory s;
  s.bank.policy().blocked_wait = hours(2);
  s.bank.policy().blocked_then = plan::WhenBlocked::leave;
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.run_until(at("2026-03-02T09:00:00+08:00"));
  s.input(OperatorActed{Act::pause_touches, plan::kNone, "anna", "flood"}, at("2026-03-02T09:00:00+08:00"));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:00 letters sms planned until 03-02 12:00\n"
        "03-02 10:00 letters sms blocked: paused, waits\n");
  s.run_until(at("2026-03-05T10:00:00+08:00"));
  s.input(OperatorActed{Act::resume, plan::kNone, "anna", "dry again"}, at("2026-03-05T10:00:00+08:00"));
  s.run_until(at("2026-03-05T10:01:00+08:00"));
  CHECK(s.told() ==
        "03-05 10:00 letters sms reserved\n"
        "03-05 10:00 letters sms sending 1\n"
        "03-05 10:00 letters sms is accepted\n");
}

TEST_CASE("rule 35: held out, a touch is skipped at once on every channel") {
  TouchStory s;
  s.bank.policy().hold_out = 1'000'000;
  const auto letters = s.playbook("letters", 50, sends("sms", "push", "", {}));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:00 letters sms planned until 03-04 10:00\n"
        "03-02 10:00 letters sms blocked: held out by the bank, gives up\n");
}

TEST_CASE("a pull channel is no contact: no slot, no cap") {
  TouchStory s;
  s.bank.never_more_than(1, plan::Period::day);
  const auto letters = s.playbook("letters", 50, [](PlanBuilder&, Steps& steps) {
    steps.send("app_home", "offer");
    steps.send("sms", "notice");
  });
  s.bank.policy().exempt = {plan::Purpose::service};
  s.tokens = false;
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:00 letters app_home planned until 03-04 10:00\n"
        "03-02 10:00 letters sms planned until 03-04 10:00\n"
        "03-02 10:00 letters app_home reserved, no contact\n"
        "03-02 10:00 letters sms reserved\n");
  CHECK(s.bank.customer.contacts.size() == 1);
}

TEST_CASE("rule 29: a send that prints a code waits for the grant's answer; denied, it is not sent") {
  TouchStory s;
  s.bank.catalog.benefit("coffee").stock = 1;
  s.bank.catalog.catalog.benefits.back().gives.push_back(CatalogBuilder::field_of("code", plan::Kind::text));
  const auto letters = s.playbook("letters", 50, [](PlanBuilder& p, Steps& steps) {
    steps.grant("coffee");
    const plan::NodeIndex code = p.node(plan::NodeOp::grant_field, plan::Kind::text, p.benefit("coffee"), p.text("code"));
    steps.send({p.leg("sms", "offer"), p.leg("push", "offer")}, {{p.text("code"), code}});
  });
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  CHECK(s.told() == "03-02 10:00 letters sms planned until 03-04 10:00\n");
  REQUIRE(s.bank.customer.asks.size() == 1);
  ResourceAnswered answer;
  answer.ask = s.bank.customer.asks.front().asked.ask;
  SECTION("granted") {
    answer.granted = true;
    answer.text = "C-1";
    s.input(answer, at("2026-03-02T10:00:20+08:00"));
    s.run_until(at("2026-03-02T10:01:00+08:00"));
    CHECK(s.told() ==
          "03-02 10:01 letters sms reserved\n"
          "03-02 10:01 letters sms sending 1\n"
          "03-02 10:01 letters sms is accepted\n");
    const auto sending =
        std::find_if(s.facts.begin(), s.facts.end(), [](const Fact& fact) { return std::holds_alternative<TouchSending>(fact); });
    REQUIRE(std::get<TouchSending>(*sending).with.size() == 1);
    CHECK(std::get<TouchSending>(*sending).with.front().text == "C-1");
  }
  SECTION("denied") {
    s.input(answer, at("2026-03-02T10:00:20+08:00"));
    s.run_until(at("2026-03-02T10:01:00+08:00"));
    CHECK(s.told() == "03-02 10:01 letters sms over: blocked, not granted\n");
  }
  SECTION("never answered") {
    s.run_until(at("2026-03-05T10:00:00+08:00"));
    CHECK(s.told() == "03-04 10:01 letters sms over: expired, expired\n");
  }
}

}  // namespace
}  // namespace playmaker::core
