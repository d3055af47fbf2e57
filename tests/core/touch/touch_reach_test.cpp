#include <catch2/catch.hpp>

#include "tests/core/touch/touch_story.hpp"

namespace playmaker::core {
namespace {

using namespace touch_testing;

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

TEST_CASE("rule 37: a leg falls back once, however late its receipts come") {
  TouchStory s;
  s.bank.leave(hours(20));
  const auto letters = s.playbook("letters", 50, sends("wecom", "sms", "read", hours(2)));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  s.told();
  s.reports("wecom", DeliveryOutcome::delivered, at("2026-03-02T12:00:30+08:00"));
  s.reports("wecom", DeliveryOutcome::failed_permanent, at("2026-03-02T12:30:00+08:00"));
  s.run_until(at("2026-03-02T23:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 12:00 letters sms planned until 03-04 12:00\n"
        "03-02 12:00 letters sms blocked: gap by letters wecom, waits, free 03-03 06:00\n"
        "03-02 12:00 letters wecom is delivered\n");
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
