// An import is a trigger like an event: for exits, breakpoints, waits, tasks and pauses of whoever is in the journey when it arrives.
#include <catch2/catch.hpp>

#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

struct Nightly {
  Story s;
  PlanBuilder& p;
  Nightly() : p(s.playbook("nightly")) {
    s.catalog.event("joined");
    s.catalog.attribute("aum", plan::Kind::integer);
    s.catalog.catalog.imports.push_back({"balances", -1, {}});
    s.catalog.catalog.imports.push_back({"scores", -1, {}});
    p.enter_on("joined");
  }
};

TEST_CASE("an exit on an import, where its condition holds, and on no other import") {
  Nightly t;
  plan::Trigger rich = t.p.on_import("balances");
  rich.where = t.p.at_least(t.p.attr("aum"), t.p.number(50));
  t.p.exit_on("rich", rich);
  t.s.on("03-02 10:00").event("joined").set("aum", Story::number(10)).on("03-03 06:00").import("balances");
  t.s.set("aum", Story::number(60)).on("03-04 06:00").import("scores");
  CHECK(t.s.count(JourneyEnded::kCode) == 0);
  t.s.on("03-05 06:00").import("balances");
  CHECK(t.s.told("ended") == "03-05 06:00 nightly ended rich: exit\n");
}

TEST_CASE("rule 31: a breakpoint from one import to another") {
  Nightly t;
  t.p.breakpoint("unscored", t.p.on_import("balances"), t.p.on_import("scores"), days(2));
  t.s.on("03-02 10:00").event("joined").on("03-03 06:00").import("balances").on("03-06 06:00").import("scores");
  CHECK(t.s.told("unscored") ==
        "03-03 06:00 unscored armed from 03-03 06:00, trips 03-05 06:00\n03-05 06:00 unscored tripped\n"
        "03-06 06:00 unscored cleared, recovered\n");
}

TEST_CASE("rule 39: a wait for an import goes on when it arrives") {
  Nightly t;
  t.p.plan.block = t.p.block(0, [&](Steps& b) {
    b.wait_for({t.p.on_import("balances")}, days(5), [&] { b.tag("late"); });
    b.tag("on");
  });
  t.s.on("03-02 10:00").event("joined").on("03-03 06:00").import("scores").on("03-04 06:00").import("balances");
  CHECK(t.s.told("tagged") == "03-04 06:00 tagged on\n");
}

TEST_CASE("rule 36: a task done on an import") {
  Nightly t;
  const auto check = t.p.task("check", [&](plan::Task& k) { k.closings.push_back(PlanBuilder::done_on(t.p.on_import("balances"))); });
  t.p.plan.block = t.p.block(0, [&](Steps& b) { b.task(check); });
  t.s.on("03-02 10:00").event("joined").on("03-03 06:00").import("balances");
  CHECK(t.s.told("done") == "03-03 06:00 check done by event\n");
}

TEST_CASE("rule 20: a pause from one import until another") {
  Nightly t;
  plan::Pause pause;
  pause.site = t.p.site(plan::SiteKind::pause, 0, "pause_1", 0);
  pause.all = true;
  pause.on = t.p.on_import("balances");
  pause.until = t.p.on_import("scores");
  t.p.plan.pauses.push_back(pause);
  t.s.on("03-02 10:00").event("joined").on("03-03 06:00").import("balances").on("03-04 06:00").import("scores");
  CHECK(t.s.told("pause") == "03-03 06:00 pause of all began\n03-04 06:00 pause of all ended\n");
}

}  // namespace
}  // namespace playmaker::core::testing
