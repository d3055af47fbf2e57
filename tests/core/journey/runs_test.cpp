#include <catch2/catch.hpp>

#include "runtime/base/limits.hpp"
#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

struct Steps1 {
  Story s;
  PlanBuilder& p;
  Steps1() : p(s.playbook("steps")) {
    for (const char* name : {"joined", "left", "order", "other"}) s.catalog.event(name);
    s.catalog.attribute("tier", plan::Kind::integer);
    s.catalog.attribute("count", plan::Kind::integer);
    p.enter_on("joined");
    p.exit_on("left", p.on("left"));
  }
  void body(const std::function<void(Steps&)>& write) { p.plan.block = p.block(0, write); }
};

TEST_CASE("rule 1: an unrelated event never touches a wait or its deadline") {
  Steps1 t;
  t.body([&](Steps& b) {
    b.wait_for({t.p.on("order")}, days(5), [&] { b.tag("no order"); });
    b.tag("on");
  });
  t.s.on("03-02 10:00").event("joined").on("03-04 10:00").event("other").set("tier", Story::number(3));
  SECTION("time-out") {
    t.s.until("03-20 10:00");
    CHECK(t.s.told("tagged") == "03-07 10:00 tagged no order\n03-07 10:00 tagged on\n");
  }
  SECTION("in time") {
    t.s.on("03-06 10:00").event("order").until("03-20 10:00");
    CHECK(t.s.told("tagged") == "03-06 10:00 tagged on\n");
  }
}

TEST_CASE("rule 3: a late event undoes no branch that was taken") {
  Steps1 t;
  t.body([&](Steps& b) {
    b.wait_for({t.p.on("order")}, hours(2), [&] { b.tag("no order"); });
    b.tag("on");
  });
  t.s.on("03-02 10:00").event("joined").on("03-02 13:00").event("order", {}, "03-02 11:00");
  CHECK(t.s.told("tagged") == "03-02 12:00 tagged no order\n03-02 12:00 tagged on\n");
}

TEST_CASE("rule 39: a task opens and the steps go on; wait for it waits, at once when it is closed") {
  Steps1 t;
  const auto call = t.p.task("call", [](plan::Task& k) { k.by_report = true; });
  t.body([&](Steps& b) {
    b.task(call);
    b.tag("opened");
    b.wait_for({t.p.on_done(call)}, days(5), [&] { b.tag("not done"); });
    b.wait_for({t.p.on_closed(call)}, days(5), [&] { b.tag("never"); });
    b.tag("on");
  });
  t.s.on("03-02 10:00").event("joined").on("03-03 10:00").report("call");
  CHECK(t.s.told("tagged") == "03-02 10:00 tagged opened\n03-03 10:00 tagged on\n");
}

TEST_CASE("wait until C: looked at with every input, and when time alone makes it true") {
  Steps1 t;
  t.body([&](Steps& b) {
    b.wait_until(t.p.longer_than(t.p.time_since("joined"), 3 * base::kDay), days(10), [&] { b.tag("not quiet"); });
    b.tag("quiet");
  });
  t.s.on("03-02 10:00").event("joined").on("03-04 10:00").event("joined").until("03-20 10:00");
  CHECK(t.s.told("tagged") == "03-07 10:00 tagged quiet\n");
}

TEST_CASE("when, else, decide: the first row that fits runs its track, its block's steps beside the rest") {
  Steps1 t;
  const auto gold = t.p.track("gold", [&](Steps& b) {
    b.wait(days(1));
    b.tag("gold");
  });
  const auto mass = t.p.track("mass", [&](Steps& b) { b.tag("mass"); });
  plan::Decide table;
  table.site = t.p.site(plan::SiteKind::decide, 0, "plan", 0);
  table.by = {t.p.attr("tier")};
  table.rows.push_back({{{plan::CellKind::at_least, t.p.number(5), kNone}}, gold, {}});
  table.rows.push_back({{{plan::CellKind::unknown, kNone, kNone}}, mass, {}});
  t.p.plan.decides.push_back(table);
  t.body([&](Steps& b) {
    b.decide(0);
    b.when(t.p.at_least(t.p.attr("tier"), t.p.number(1)), [&] { b.tag("some"); }, [&] { b.tag("none"); });
  });
  SECTION("a row fits") {
    t.s.on("03-02 09:00").set("tier", Story::number(7)).event("joined").until("03-09 10:00");
    CHECK(t.s.told("0") ==
          "03-02 09:00 steps entered\n03-02 09:00 decided row 0\n03-02 09:00 gold started\n03-02 09:00 tagged some\n03-03 09:00 tagged "
          "gold\n");
  }
  SECTION("unknown has its own cell, and a test of it does not hold") {
    t.s.on("03-02 09:00").event("joined");
    CHECK(t.s.told("tagged") == "03-02 09:00 tagged mass\n03-02 09:00 tagged none\n");
  }
  SECTION("no row fits: an incident, the journey goes on") {
    t.s.on("03-02 09:00").set("tier", Story::number(1)).event("joined");
    CHECK(t.s.told("0") == "03-02 09:00 steps entered\n03-02 09:00 incident decide_gap\n03-02 09:00 tagged some\n");
  }
}

TEST_CASE("rule 41: an error makes a test not hold, one incident a place, the journey goes on") {
  Steps1 t;
  const auto broken = t.p.at_least(t.p.node(plan::NodeOp::divide, plan::Kind::integer, t.p.number(1), t.p.number(0)), t.p.number(0));
  t.p.goal("never", broken);
  t.body([&](Steps& b) { b.when(broken, [&] { b.tag("yes"); }, [&] { b.tag("no"); }); });
  t.s.on("03-02 10:00").event("joined").event("other").event("other");
  CHECK(t.s.told("tagged") == "03-02 10:00 tagged no\n");
  CHECK(t.s.count(IncidentRaised::kCode) == 2);  // the goal's place and the branch's
}

TEST_CASE("rule 30: set to the same value is no change") {
  Steps1 t;
  t.body([&](Steps& b) {
    b.set("count", plan::Kind::integer, t.p.number(4));
    b.set("count", plan::Kind::integer, t.p.number(4));
  });
  t.s.on("03-02 10:00").event("joined");
  CHECK(t.s.count(AttributeChanged::kCode) == 1);
}

TEST_CASE("rule 30: an attribute changed to the same value starts nothing") {
  Steps1 t;
  t.p.moment(
      "rich",
      [&](plan::Moment& m) {
        m.starts_when = t.p.at_least(t.p.attr("tier"), t.p.number(5)), m.again = {plan::AgainKind::after, days(0), kNone};
      },
      [](Steps& b) { b.tag("rich"); });
  t.s.on("03-02 10:00").event("joined").set("tier", Story::number(6)).set("tier", Story::number(6)).set("tier", Story::number(8));
  CHECK(t.s.count(Tagged::kCode) == 1);
  t.s.set("tier", Story::number(1)).set("tier", Story::number(6));
  CHECK(t.s.count(Tagged::kCode) == 2);
}

TEST_CASE("emit is seen by the customer's journeys in the same input") {
  Steps1 t;
  t.p.moment("echo", [&](plan::Moment& m) { m.on = {t.p.on("order")}; }, [](Steps& b) { b.tag("heard"); });
  t.body([&](Steps& b) { b.emit("order"); });
  t.s.on("03-02 10:00").event("joined");
  CHECK(t.s.told("0") ==
        "03-02 10:00 steps entered\n03-02 10:00 emitted order\n03-02 10:00 echo started\n03-02 10:00 tagged heard\n03-02 10:00 echo "
        "completed\n");
}

TEST_CASE("a circle of emits ends, and says so") {
  Story s;
  s.catalog.event("order");
  PlanBuilder& p = s.playbook("round");
  p.enter_on("order");
  p.plan.audience.again = {plan::AgainKind::after, days(0), kNone};
  p.plan.block = p.block(0, [](Steps& b) {
    b.emit("order");
    b.finish("passed on");
  });
  s.on("03-02 10:00").event("order");
  CHECK(s.count(Emitted::kCode) > 2);
  CHECK(s.count(Emitted::kCode) <= static_cast<int>(base::kTriggerDepthMax));
  CHECK_FALSE(s.told("too_deep").empty());
}

TEST_CASE("the event at hand is read by the steps it started, also after a wait") {
  Story s;
  s.catalog.event("inflow", {{"amount", plan::Kind::integer}});
  s.catalog.attribute("last", plan::Kind::integer);
  PlanBuilder& p = s.playbook("flow");
  p.enter_on("inflow");
  p.plan.block = p.block(0, [&](Steps& b) {
    b.wait(days(1));
    b.set("last", plan::Kind::integer, p.field("amount"));
  });
  s.on("03-02 10:00").event("inflow", {Story::number(500)}).on("03-02 11:00").event("inflow", {Story::number(7)}).until("03-05 10:00");
  CHECK(s.told("set") == "03-03 10:00 last set to 500\n");
}

TEST_CASE("notify names the person on the role's path") {
  Steps1 t;
  t.s.catalog.attribute("manager", plan::Kind::person);
  t.s.catalog.role("advisor", t.s.catalog.attr("manager", plan::Kind::person));
  t.s.catalog.channel("wecom");
  t.s.catalog.message("brief");
  t.body([](Steps& b) { b.notify("advisor", "wecom", "brief"); });
  t.s.on("03-02 10:00").set("manager", {plan::Kind::person, 2, {}, {}}).event("joined");
  CHECK(t.s.told("notice") == "03-02 10:00 notice to advisor, person 2\n");
}

// Stages that each send once, one after another: what the policy refuses completes the stage, and the next one begins.
struct Chain : Steps1 {
  explicit Chain(std::uint32_t stages) {
    s.catalog.channel("sms");
    s.catalog.message("offer");
    s.catalog.attribute("consent", plan::Kind::boolean);
    plan::Policy& policy = s.catalog.policy("standard");
    plan::Reach reach;
    reach.channels = {"sms"};
    policy.needs.push_back({s.catalog.attr("consent", plan::Kind::boolean), "consent", reach, {}});
    p.plan.policy = p.text("standard");
    for (std::uint32_t i = 0; i < stages; ++i) {
      p.stage(
          "s" + std::to_string(i), [&](plan::Stage& g) { g.after = i == 0 ? std::vector<std::uint32_t>() : std::vector{i - 1}; },
          [&](Steps& b) { b.send("sms", "offer"); });
    }
    p.stage("last", [&](plan::Stage& g) { g.after = {stages - 1}; }, [](Steps& b) { b.tag("arrived"); });
    body([](Steps&) {});
    s.on("03-02 10:00").event("joined");
  }
};

TEST_CASE("what touches settle is settled in the same input, also through many stages") {
  Chain t(20);
  CHECK(t.s.told("tagged") == "03-02 10:00 tagged arrived\n");
  CHECK(t.s.count(IncidentRaised::kCode) == 0);
}

TEST_CASE("touches that settle without an end are cut off with an incident, and the rest goes on at the next tick") {
  Chain t(100);
  const std::string first = t.s.told();
  CHECK(first.find("incident input_too_long") != std::string::npos);
  CHECK(first.find("arrived") == std::string::npos);
  t.s.until("03-02 10:00");
  CHECK(t.s.told("tagged") == "03-02 10:00 tagged arrived\n");
}

TEST_CASE("an event emitted when the bound is reached is said to have been heard by nobody") {
  Steps1 t;
  const auto tags = [&](Steps& b, std::size_t many) {
    for (std::size_t i = 0; i < many; ++i) b.op(plan::OpKind::tag, t.p.text("x"), kNone, plan::SiteKind::tag);
  };
  t.body([&](Steps& b) {                   // the first input ends within the first tags, the next one soon after the event
    tags(b, base::kFactsPerInputMax + 500);
    tags(b, base::kFactsPerInputMax - 700);
    b.emit("other");
    tags(b, 1000);
  });
  t.s.on("03-02 10:00").event("joined").until("03-02 10:00");
  CHECK(t.s.told("incident") == "03-02 10:00 incident input_too_long\n03-02 10:00 incident event_cut_off\n");
}

TEST_CASE("one input's consequences are bounded; the rest goes on at the next tick, with an incident") {
  Steps1 t;
  t.body([&](Steps& b) {
    for (std::uint32_t i = 0; i < base::kFactsPerInputMax + 500; ++i) b.op(plan::OpKind::tag, t.p.text("x"), kNone, plan::SiteKind::tag);
    b.tag("end");
  });
  t.s.on("03-02 10:00").event("joined");
  CHECK(t.s.told("incident") == "03-02 10:00 incident input_too_long\n");
  t.s.until("03-02 10:00");
  CHECK(t.s.told("end") == "03-02 10:00 tagged end\n");
}

}  // namespace
}  // namespace playmaker::core::testing
