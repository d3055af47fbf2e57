// `finish` ends the journey after the steps before it: what they asked for is carried through. Any other end lets nothing leave after it.
#include <catch2/catch.hpp>

#include "tests/core/journey/story.hpp"

namespace playmaker::core {
namespace {

using namespace testing;

struct Rewarded {
  Story s;
  PlanBuilder& p;
  explicit Rewarded(const std::function<void(Rewarded&, Steps&)>& steps) : p(s.playbook("gifts")) {
    for (const char* name : {"joined", "left", "more", "done"}) s.catalog.event(name);
    s.catalog.channel("push");
    s.catalog.message("voucher");
    s.catalog.benefit("coffee").when_empty = "points";
    s.catalog.benefit("points").unlimited = true;
    s.catalog.policy("standard").blocked_wait = hours(48);
    p.plan.policy = p.text("standard");
    p.enter_on("joined");
    p.exit_on("left", p.on("left"));
    p.plan.block = p.block(0, [&](Steps& b) { steps(*this, b); });
  }
  void reserve(Steps& b) {
    p.plan.reserves.push_back({kNone, p.text("coffee"), days(2)});
    b.op(plan::OpKind::reserve, 0, kNone, plan::SiteKind::reserve);
    p.plan.reserves.back().site = static_cast<std::uint32_t>(p.plan.sites.size() - 1);
  }
  void send_code(Steps& b) {
    b.send({p.leg("push", "voucher")},
           {{p.text("code"), p.node(plan::NodeOp::grant_field, plan::Kind::text, p.benefit("coffee"), p.text("code"))}});
  }
};
void grant_and_finish(Rewarded&, Steps& b) {
  b.grant("coffee");
  b.finish("rewarded");
}

TEST_CASE("finish: a benefit granted just before is given with the ledger's answer, once") {
  Rewarded t(grant_and_finish);
  t.s.on("03-02 10:00").event("joined");
  CHECK(t.s.told() == "03-02 10:00 gifts entered\n03-02 10:00 asked for a benefit\n03-02 10:00 gifts ended rewarded: finished\n");
  t.s.on("03-02 10:05").answer(true, "C-1").until("03-09 10:00");
  CHECK(t.s.told() == "03-02 10:05 posted\n03-02 10:05 coffee granted C-1\n");
  CHECK(t.s.customer.grants.size() == 1);
  CHECK(t.s.customer.journeys.empty());
}

TEST_CASE("finish: a refused one leads along its chain, and where nothing is left it is said") {
  Rewarded t(grant_and_finish);
  t.s.on("03-02 10:00").event("joined").on("03-02 10:05").answer(false).on("03-02 10:06").answer(true, "P-1");
  CHECK(t.s.told("points") == "03-02 10:06 points granted P-1\n");
  CHECK(t.s.told("denied").empty());       // told() forgets what it was not asked for
  Rewarded none(grant_and_finish);
  none.s.on("03-02 10:00").event("joined").on("03-02 10:05").answer(false).on("03-02 10:06").answer(false);
  CHECK(none.s.told("denied") == "03-02 10:05 coffee denied: full\n03-02 10:06 points denied: full\n");
  CHECK(none.s.customer.journeys.empty());
}

TEST_CASE("finish: a grant that a reservation is to pay for is given when the reservation is answered") {
  Rewarded t([](Rewarded& r, Steps& b) {
    r.reserve(b);
    grant_and_finish(r, b);
  });
  SECTION("granted") {
    t.s.on("03-02 10:00").event("joined").on("03-02 10:05").answer(true, "R-1");
    CHECK(t.s.told("granted") == "03-02 10:05 coffee granted R-1\n");
    CHECK(t.s.customer.grants.size() == 1);
    CHECK(t.s.count(ResourceAsked::kCode) == 1);
  }
  SECTION("refused: the step asks for itself") {
    t.s.on("03-02 10:00").event("joined").on("03-02 10:05").answer(false).on("03-02 10:06").answer(true, "C-2");
    CHECK(t.s.told("granted") == "03-02 10:06 coffee granted C-2\n");
    CHECK(t.s.customer.grants.size() == 1);
  }
  CHECK(t.s.customer.journeys.empty());
}

TEST_CASE("finish: a reservation that nothing called for is given back with its answer") {
  Rewarded t([](Rewarded& r, Steps& b) {
    r.reserve(b);
    b.finish("gone");
  });
  t.s.on("03-02 10:00").event("joined").on("03-02 10:05").answer(true, "R-1");
  CHECK(t.s.told("voided") == "03-02 10:05 voided\n");
  CHECK(t.s.customer.grants.empty());
  CHECK(t.s.customer.journeys.empty());
}

TEST_CASE("finish: a send just before goes out, with what the grant before it gives") {
  Rewarded t([](Rewarded& r, Steps& b) {
    b.grant("coffee");
    r.send_code(b);
    b.finish("rewarded");
  });
  t.s.on("03-02 10:00").event("joined").until("03-02 10:30");
  CHECK(t.s.count(TouchSending::kCode) == 0);
  t.s.answer(true, "C-1").until("03-09 10:00");
  CHECK(t.s.count(TouchSending::kCode) == 1);
  CHECK(t.s.told("cancelled").empty());
}

// Between two minutes nothing is let through, so that a send is still to come when the journey ends.
TEST_CASE("finish: what was said before a wait, or by another run, is taken back as at any end") {
  Rewarded t([](Rewarded& r, Steps& b) {
    b.send({r.p.leg("push", "voucher")});
    b.wait({plan::LengthUnit::millis, 20 * base::kSecond});
    b.finish("late");
  });
  t.p.moment("more", [&](plan::Moment& m) { m.on = {t.p.on("more")}; }, [&](Steps& b) { b.send({t.p.leg("push", "voucher")}); });
  t.p.moment("done", [&](plan::Moment& m) { m.on = {t.p.on("done")}; }, [&](Steps& b) { b.finish("done"); });
  SECTION("a wait") {
    t.s.on("03-02 10:00:10").event("joined").until("03-02 12:00");
    CHECK(t.s.told("over: cancelled") == "03-02 10:00 send_1.1 over: cancelled\n");
    CHECK(t.s.count(TouchSending::kCode) == 0);
  }
  SECTION("another run, in the same instant") {
    t.s.on("03-02 10:00:10").event("joined").on("03-02 10:00:15").event("more").event("done");
    CHECK(t.s.count(TouchPlanned::kCode) == 2);
    CHECK(t.s.count(TouchOver::kCode) == 2);
  }
  CHECK(t.s.customer.journeys.empty());
}

TEST_CASE("any other end refuses what its steps have asked for, and says so") {
  Rewarded t([](Rewarded& r, Steps& b) {
    r.reserve(b);
    b.grant("coffee");
    b.grant("points");
  });
  t.s.on("03-02 10:00").event("joined").event("left");
  CHECK(t.s.told("denied") == "03-02 10:00 points denied: cancelled\n03-02 10:00 coffee denied: cancelled\n");
  t.s.answer(true, "C-1").answer(true, "P-1");
  CHECK(t.s.told("voided") == "03-02 10:00 voided\n03-02 10:00 voided\n");
  CHECK(t.s.customer.grants.empty());
  CHECK(t.s.customer.journeys.empty());
}

}  // namespace
}  // namespace playmaker::core
