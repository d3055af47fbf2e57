#include <catch2/catch.hpp>

#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

struct Mot {
  Story s;
  PlanBuilder& p;
  Mot() : p(s.playbook("uplift")) {
    s.catalog.event("joined");
    s.catalog.event("moved", {{"change", plan::Kind::integer}});
    s.catalog.event("advised");
    s.catalog.attribute("share", plan::Kind::integer);
    s.catalog.catalog.imports.push_back({"nightly", -1, {}});
    p.enter_on("joined");
  }
};

TEST_CASE("a moment starts on its event, among whom it is for, and is dropped during itself and too soon") {
  Mot t;
  const auto advise = t.p.task("advise", [&](plan::Task& k) { k.closings.push_back(PlanBuilder::done_on(t.p.on("advised"))); });
  t.p.moment(
      "down",
      [&](plan::Moment& m) {
        m.on = {t.p.on("moved", t.p.at_least(t.p.number(-3), t.p.field("change")))};
        m.among = {t.p.at_least(t.p.attr("share"), t.p.number(30))};
        m.again = {plan::AgainKind::after, days(14), kNone};
        m.expires_after = days(5);
      },
      [&](Steps& b) { b.task(advise); });
  t.s.on("03-02 10:00").event("joined").event("moved", {Story::number(-5)});
  CHECK(t.s.told("down").empty());         // not among them: nothing is recorded
  t.s.set("share", Story::number(40)).event("moved", {Story::number(-1)}).event("moved", {Story::number(-4)});
  CHECK(t.s.told() == "03-02 10:00 down started\n03-02 10:00 advise opened\n");
  t.s.on("03-03 10:00")
      .event("moved", {Story::number(-4)})
      .on("03-04 10:00")
      .event("advised")
      .on("03-05 10:00")
      .event("moved", {Story::number(-4)});
  CHECK(t.s.told() ==
        "03-03 10:00 moment 0 dropped: already in\n03-04 10:00 advise done by event\n03-04 10:00 down completed\n03-05 10:00 moment 0 "
        "dropped: too soon\n");
  t.s.on("03-17 10:00").event("moved", {Story::number(-4)});
  CHECK(t.s.told() == "03-17 10:00 down #2 started\n03-17 10:00 advise #2 opened\n");
  t.s.event("advised");
  CHECK(t.s.told() == "03-17 10:00 advise #2 done by event\n03-17 10:00 down #2 completed\n");
}

TEST_CASE("rule 6: a moment again per key has a run of its own for each key, side by side, each with its own distance") {
  Mot t;
  const auto advise = t.p.task("advise", [&](plan::Task& k) { k.by_report = true; });
  t.p.moment(
      "moved",
      [&](plan::Moment& m) {
        m.on = {t.p.on("moved")};
        m.again = {plan::AgainKind::per, days(5), t.p.field("change")};
      },
      [&](Steps& b) { b.task(advise); });
  t.s.on("03-02 10:00").event("joined").event("moved", {Story::number(1)}).event("moved", {Story::number(2)});
  t.s.event("moved", {Story::number(1)});
  CHECK(t.s.told("moved") == "03-02 10:00 moved started\n03-02 10:00 moved #2 started\n");
  t.s.on("03-03 10:00").report("advise").report("advise", {}, 1);
  CHECK(t.s.told("moved") == "03-03 10:00 moved completed\n03-03 10:00 moved #2 completed\n");
  t.s.on("03-05 10:00").event("moved", {Story::number(1)}).event("moved", {Story::number(3)});
  CHECK(t.s.told("mo") == "03-05 10:00 moment 0 dropped: too soon\n03-05 10:00 moved #3 started\n");
  t.s.on("03-07 10:00").event("moved", {Story::number(2)});
  CHECK(t.s.told("moved") == "03-07 10:00 moved #4 started\n");
}

TEST_CASE("in any moment: a breakpoint and a condition hear the task of that name in whichever moment it stands") {
  Mot t;
  t.s.catalog.event("sunk");
  std::uint32_t first = plan::kNone;
  for (const char* name : {"down", "up"}) {
    t.p.moment(
        name, [&](plan::Moment& m) { m.on = {t.p.on(std::string_view(name) == "down" ? "moved" : "sunk")}; },
        [&](Steps& b) {
          const auto advise = t.p.task("advise", [&](plan::Task& k) { k.by_report = true; }, b.parent());
          if (first == plan::kNone) first = advise;
          b.task(advise);
        });
  }
  plan::Trigger any = t.p.on_done(first);
  any.any_moment = true;
  t.p.breakpoint("no_order", any, t.p.on("advised"), days(5));
  t.p.exit_on("talked", any);
  t.s.on("03-02 10:00").event("joined").event("sunk");
  t.s.told();
  t.s.report("up.advise");
  CHECK(t.s.told("no_order").find("no_order armed from 03-02 10:00") != std::string::npos);
  CHECK(t.s.count(JourneyEnded::kCode) == 1);
}

TEST_CASE("rule 39: when a moment expires, its waits are cut; its open must-tasks go on, optional ones lapse") {
  Mot t;
  const auto must = t.p.task("must", [](plan::Task& k) { k.by_report = true; });
  const auto optional = t.p.task("optional", [](plan::Task& k) { k.must = false; });
  t.p.moment(
      "down", [&](plan::Moment& m) { m.on = {t.p.on("moved")}, m.expires_after = days(2); },
      [&](Steps& b) {
        b.task(must);
        b.task(optional);
        b.wait(days(3));
        b.tag("never");
      });
  t.s.on("03-02 10:00").event("joined").event("moved").until("03-10 10:00").report("must");
  CHECK(t.s.told() ==
        "03-02 10:00 uplift entered\n03-02 10:00 down started\n03-02 10:00 must opened\n03-02 10:00 optional opened\n"
        "03-04 10:00 optional lapsed by end\n03-04 10:00 down expired: expired\n"
        "03-10 10:00 must done by report\n");
  CHECK(t.s.customer.journeys[0].tasks[0].phase == TaskPhase::closed);
}

TEST_CASE("starts when C for D: it must have held without a break") {
  Mot t;
  const auto drift = t.p.held_for(t.p.at_least(t.p.attr("share"), t.p.number(15)), days(5));
  t.p.moment(
      "drift", [&](plan::Moment& m) { m.starts_when = drift, m.again = {plan::AgainKind::after, days(30), kNone}; },
      [](Steps& b) { b.tag("drifted"); });
  t.s.on("03-02 10:00").event("joined").set("share", Story::number(20)).on("03-05 10:00").set("share", Story::number(10));
  t.s.on("03-06 10:00").set("share", Story::number(20)).until("03-20 10:00");
  CHECK(t.s.told("tagged") == "03-11 10:00 tagged drifted\n");
}

TEST_CASE("a moment on an import") {
  Mot t;
  plan::Trigger arrived;
  arrived.kind = plan::TriggerKind::import_arrived;
  arrived.what = t.p.text("nightly");
  t.p.moment(
      "maturing", [&](plan::Moment& m) { m.on = {arrived}, m.among = {t.p.at_least(t.p.attr("share"), t.p.number(7))}; },
      [](Steps& b) { b.tag("matures"); });
  t.s.on("03-02 10:00").event("joined").import("nightly").set("share", Story::number(7)).on("03-03 05:00").import("nightly");
  CHECK(t.s.told("tagged") == "03-03 05:00 tagged matures\n");
}

TEST_CASE("rule 26: a broadcast judges the customer as it is when its slice comes, and ends or restarts nothing by itself") {
  Mot t;
  t.s.catalog.event("rate_cut");
  t.s.catalog.catalog.events.back().broadcast = true;
  PlanBuilder& other = t.s.playbook("other");
  other.enter_on("joined");
  t.p.moment(
      "rate", [&](plan::Moment& m) { m.on = {t.p.on("rate_cut")}, m.among = {t.p.at_least(t.p.attr("share"), t.p.number(30))}; },
      [](Steps& b) { b.tag("told"); });
  t.s.on("03-02 10:00").event("joined").on("03-03 09:00").set("share", Story::number(10));
  t.s.on("03-03 10:00").set("share", Story::number(40)).event("rate_cut", {}, "03-03 09:00");
  CHECK(t.s.told("03-03 10:00") == "03-03 10:00 rate started\n03-03 10:00 tagged told\n03-03 10:00 rate completed\n");
  CHECK(t.s.customer.journeys.size() == 2);
}

TEST_CASE("in any moment: a breakpoint from a task of moments") {
  Mot t;
  const auto down = t.p.site(plan::SiteKind::branch, 0, "x");
  const auto advise = t.p.task("advise", [&](plan::Task& k) { k.by_report = true; }, down);
  t.p.moment(
      "down", [&](plan::Moment& m) { m.on = {t.p.on("moved")}, m.again = {plan::AgainKind::after, days(0), kNone}; },
      [&](Steps& b) { b.task(advise); });
  plan::Trigger done = t.p.on_done(advise);
  done.any_moment = true;
  t.p.breakpoint("no_order", done, t.p.on("advised"), days(5));
  t.s.on("03-02 10:00").event("joined").event("moved").on("03-03 10:00").report("x.advise").until("03-20 10:00");
  CHECK(t.s.told("no_order") == "03-03 10:00 no_order armed from 03-03 10:00, trips 03-08 10:00\n03-08 10:00 no_order tripped\n");
}

}  // namespace
}  // namespace playmaker::core::testing
