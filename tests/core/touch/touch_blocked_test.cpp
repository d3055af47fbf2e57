#include <catch2/catch.hpp>

#include "tests/core/touch/touch_story.hpp"

namespace playmaker::core {
namespace {

using namespace touch_testing;

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

TEST_CASE("rule 9: a touch that cannot wait names what keeps it beyond its window, not the quiet hours that end in time") {
  TouchStory s;
  s.bank.never_more_than(1, days(7), over({"sms"}));
  s.bank.quiet(21, 0, 8, 30);
  const auto first = s.playbook("first", 50, sends("sms"));
  const auto second = s.playbook("second", 50, sends("sms"));
  s.enter(first, at("2026-03-02T10:00:00+08:00"));
  s.run_until(at("2026-03-03T23:00:00+08:00"));
  s.told();
  s.enter(second, at("2026-03-03T23:00:00+08:00"));
  CHECK(s.told() ==
        "03-03 23:00 second sms planned until 03-05 23:00\n"
        "03-03 23:00 second sms blocked: capped 1 of 1 by first sms, gives up, free 03-09 10:00\n");
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

}  // namespace
}  // namespace playmaker::core
