// Nothing is dropped in silence: what can never be reached any more says why when its stage or its journey ends.
#include <catch2/catch.hpp>

#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

struct Short {
  Story s;
  PlanBuilder& p;
  Short() : p(s.playbook("short")) {
    s.catalog.event("joined");
    s.catalog.event("signed");
    s.catalog.event("left");
    s.catalog.attribute("matures", plan::Kind::date);
    p.plan.ends_after = days(20);
    p.enter_on("joined");
    p.exit_on("left", p.on("left"));
  }
  std::uint32_t wave(std::string_view name, const plan::Timing& timing, plan::SiteIndex parent = 0) {
    return p.wave(name, parent, [&](plan::Wave& w) { w.timing = timing; }, [](Steps& b) { b.tag("spoken"); });
  }
};

TEST_CASE("rule 40: a wave on day 60 of a journey of 20 days is cancelled when the journey is over, and says so") {
  Short t;
  const auto late = t.wave("late", PlanBuilder::on_day(60, 10));
  t.p.plan.block = t.p.block(0, [&](Steps& b) { b.wave(late); });
  t.s.on("03-02 10:00").event("joined").until("03-31 10:00");
  CHECK(t.s.told() ==
        "03-02 10:00 short entered\n03-02 10:00 late armed\n03-22 10:00 late cancelled: over\n03-22 10:00 short ended over: over\n");
}

TEST_CASE("rule 21: a wave that waits for an event which never comes, and a wait, are cancelled by the exit") {
  Short t;
  const auto after = t.wave("after", PlanBuilder::after(days(1), {plan::AnchorKind::event, t.p.event("signed")}));
  t.p.plan.block = t.p.block(0, [&](Steps& b) {
    b.wave(after);
    b.wait_for({t.p.on("signed")}, days(10));
  });
  t.s.on("03-02 10:00").event("joined").on("03-03 10:00").event("left");
  CHECK(t.s.told("03-03") == "03-03 10:00 short cancelled: exit\n03-03 10:00 after cancelled: exit\n03-03 10:00 short ended left: exit\n");
}

TEST_CASE("rule 32: a stage that was never reached says so when its journey ends: behind another, in a circle, beyond the last day") {
  Short t;
  const auto never = t.p.task("never", [&](plan::Task& k) { k.closings.push_back(PlanBuilder::done_on(t.p.on("signed"))); });
  t.p.stage("meet", {}, [&](Steps& b) { b.task(never); });
  t.p.stage("grow", [](plan::Stage& g) { g.after = {0}; }, [](Steps& b) { b.tag("grown"); });
  t.p.stage("egg", [](plan::Stage& g) { g.after = {3}; }, [](Steps& b) { b.tag("egg"); });
  t.p.stage("hen", [](plan::Stage& g) { g.after = {2}; }, [](Steps& b) { b.tag("hen"); });
  t.p.stage("month", [](plan::Stage& g) { g.from_day = 60, g.to_day = 70; }, [](Steps& b) { b.tag("month"); });
  t.s.on("03-02 10:00").event("joined").until("03-31 10:00");
  CHECK(t.s.told("03-22") ==
        "03-22 10:00 never expired by end\n03-22 10:00 month cancelled: over\n"
        "03-22 10:00 grow armed\n03-22 10:00 grow cancelled: over\n03-22 10:00 egg armed\n03-22 10:00 egg cancelled: over\n"
        "03-22 10:00 hen armed\n03-22 10:00 hen cancelled: over\n03-22 10:00 short ended over: over\n");
}

TEST_CASE("rule 39: a wave and a task of a stage that ends before their day say that the stage is over") {
  Short t;
  t.p.stage(
      "meet", [](plan::Stage& g) { g.from_day = 1, g.to_day = 5; },
      [&](Steps& b) {
        b.wave(t.wave("late", PlanBuilder::on_day(9, 10), b.parent()));
        b.task(t.p.task("call", [](plan::Task& k) { k.timing = PlanBuilder::on_day(9, 10); }, b.parent()));
      });
  t.s.on("03-02 10:00").event("joined").until("03-12 10:00");
  CHECK(t.s.told("over") == "03-07 00:00 meet.call dropped: stage over\n03-07 00:00 meet.late cancelled: stage over\n");
}

TEST_CASE("rule 31: a breakpoint that neither trips nor clears, or whose anchor never comes, is watched no more when the journey ends") {
  Short t;
  t.p.breakpoint("slow", PlanBuilder::on_entry(), t.p.on("signed"), days(30));
  t.p.breakpoint("dull", PlanBuilder::on_entry(), t.p.on("signed"), days(7), [&](plan::Breakpoint& b) {
    b.rule = plan::StallRuleKind::before_anchor;
    b.anchor = {plan::AnchorKind::value, t.p.attr("matures", plan::Kind::date)};
  });
  t.s.on("03-02 10:00").event("joined").until("03-31 10:00");
  CHECK(t.s.told() ==
        "03-02 10:00 short entered\n03-02 10:00 slow armed from 03-02 10:00, trips 04-01 10:00\n"
        "03-02 10:00 dull armed from 03-02 10:00, trips never\n03-02 10:00 incident stall_time_unknown\n"
        "03-22 10:00 slow watched no more: over\n03-22 10:00 dull watched no more: over\n03-22 10:00 short ended over: over\n");
}

TEST_CASE("rule 31: a breakpoint that tripped stays open, whatever becomes of the journey") {
  Short t;
  t.p.breakpoint("slow", PlanBuilder::on_entry(), t.p.on("signed"), days(3));
  t.s.on("03-02 10:00").event("joined").until("03-31 10:00");
  CHECK(t.s.count(StallTripped::kCode) == 1);
  CHECK(t.s.count(StallDropped::kCode) == 0);
}

}  // namespace
}  // namespace playmaker::core::testing
