#include <catch2/catch.hpp>

#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

struct Gift {
  Story s;
  PlanBuilder& p;
  Gift() : p(s.playbook("gifts")) {
    s.catalog.event("joined");
    s.catalog.event("again");
    s.catalog.event("left");
    s.catalog.channel("push");
    s.catalog.message("voucher");
    plan::Benefit& coffee = s.catalog.benefit("coffee");
    coffee.customer_at_most = 1;
    coffee.customer_per = days(30);
    coffee.when_empty = "points";
    s.catalog.benefit("points").unlimited = true;
    s.catalog.policy("standard").blocked_wait = hours(48);
    p.plan.policy = p.text("standard");
    p.enter_on("joined");
    p.exit_on("left", p.on("left"));
    p.moment(
        "more", [&](plan::Moment& m) { m.on = {p.on("again")}, m.again = {plan::AgainKind::after, days(0), kNone}; },
        [](Steps& b) { b.grant("coffee"); });
    p.plan.block = p.block(0, [&](Steps& b) {
      b.grant("coffee");
      b.send({p.leg("push", "voucher")},
             {{p.text("code"), p.node(plan::NodeOp::grant_field, plan::Kind::text, p.benefit("coffee"), p.text("code"))}});
    });
  }
};

// `on won { grant coffee }`: the journey is over before the benefit's ledger has answered.
struct LastGift {
  Story s;
  PlanBuilder& p;
  LastGift() : p(s.playbook("gifts")) {
    s.catalog.event("joined");
    s.catalog.event("left");
    plan::Benefit& coffee = s.catalog.benefit("coffee");
    coffee.when_empty = "points";
    s.catalog.benefit("points").unlimited = true;
    p.enter_on("joined");
    const std::uint32_t left = p.exit_on("left", p.on("left"));
    p.plan.exits[left].handler = p.handler("left", [](Steps& b) { b.grant("coffee"); });
  }
};

TEST_CASE("rule 29: what the last block of a journey asks for is given, though the journey is over") {
  LastGift t;
  t.s.on("03-02 10:00").event("joined").on("03-02 11:00").event("left");
  CHECK(t.s.told("ended") == "03-02 11:00 gifts ended left: exit\n");
  t.s.on("03-02 11:05").answer(true, "C-1").until("03-03 10:00");
  CHECK(t.s.told("coffee") == "03-02 11:05 coffee granted C-1\n");
  t.s.event("joined").until("03-04 10:00");
  CHECK(t.s.told("coffee").empty());
}

TEST_CASE("rule 29: it is given the next of the chain where the first is used up, and nothing where all are") {
  LastGift t;
  t.s.on("03-02 10:00").event("joined").on("03-02 11:00").event("left");
  t.s.on("03-02 11:05").answer(false).on("03-02 11:06").answer(true, "P-1").until("03-03 10:00");
  CHECK(t.s.told("granted") == "03-02 11:06 points granted P-1\n");
  LastGift none;
  none.s.on("03-02 10:00").event("joined").on("03-02 11:00").event("left");
  none.s.on("03-02 11:05").answer(false).on("03-02 11:06").answer(false).until("03-03 10:00");
  CHECK(none.s.told("granted").empty());
}

TEST_CASE("rule 29: a benefit is asked for, granted, posted; the code exists before the touch that prints it") {
  Gift t;
  t.s.on("03-02 10:00").event("joined").until("03-02 10:30");
  CHECK(t.s.count(TouchSending::kCode) == 0);
  t.s.answer(true, "C-1").until("03-02 11:00");
  CHECK(t.s.told("0") ==
        "03-02 10:00 gifts entered\n03-02 10:00 asked for a benefit\n03-02 10:00 send_2.1 planned\n"
        "03-02 10:30 posted\n03-02 10:30 coffee granted C-1\n03-02 10:30 send_2.1 sent\n");
}

TEST_CASE("rule 29: each customer at most so many, also while an answer is pending") {
  Gift t;
  t.s.on("03-02 10:00").event("joined").on("03-02 10:05").event("again");
  CHECK(t.s.told("denied") == "03-02 10:05 coffee denied: capped\n");
  t.s.answer(true, "C-1").on("03-20 10:00").event("again");
  CHECK(t.s.told("denied") == "03-20 10:00 coffee denied: capped\n");
  t.s.on("04-02 10:00").event("again");
  CHECK(t.s.told("asked") == "04-02 10:00 asked for a benefit\n");
}

TEST_CASE("rule 29: when empty, the next benefit of the chain is asked for, and prints no code") {
  Gift t;
  t.s.on("03-02 10:00").event("joined").on("03-02 10:05").answer(false).answer(true, "P").until("03-06 10:00");
  CHECK(t.s.told("denied").empty() == false);
  CHECK(t.s.count(Granted::kCode) == 2);
  CHECK(t.s.count(TouchSending::kCode) == 0);
  CHECK(t.s.customer.grants.size() == 1);
}

TEST_CASE("rule 29: an answer for a journey that is over is voided") {
  Gift t;
  t.s.on("03-02 10:00").event("joined").on("03-02 10:05").event("left").answer(true, "C-1");
  CHECK(t.s.told("03-02 10:05") ==
        "03-02 10:05 send_2.1 over: cancelled\n03-02 10:05 coffee denied: cancelled\n03-02 10:05 gifts ended left: exit\n"
        "03-02 10:05 voided\n");
  CHECK(t.s.customer.grants.empty());
}

}  // namespace
}  // namespace playmaker::core::testing
