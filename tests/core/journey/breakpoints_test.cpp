#include <catch2/catch.hpp>

#include "runtime/core/group.hpp"
#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

struct Watched {
  Story s;
  PlanBuilder& p;
  Watched() : p(s.playbook("loan")) {
    for (const char* name : {"sent", "back", "asked"}) s.catalog.event(name);
    s.catalog.event("booked", {{"at", plan::Kind::instant}});
    p.enter_on("sent");
    p.enter_on("booked");
  }
};

TEST_CASE("rule 31: the entering event arms, B in time clears, B later recovers") {
  Watched w;
  w.p.breakpoint("slow", w.p.on("sent"), w.p.on("back"), days(3));
  SECTION("in time") {
    w.s.on("03-02 10:00").event("sent").on("03-04 10:00").event("back").until("03-09 10:00");
    CHECK(w.s.told("slow") == "03-02 10:00 slow armed from 03-02 10:00, trips 03-05 10:00\n03-04 10:00 slow cleared\n");
  }
  SECTION("at the very instant: events go before timers") {
    w.s.on("03-02 10:00").event("sent").on("03-05 10:00").event("back").until("03-09 10:00");
    CHECK(w.s.told("tripped").empty());
  }
  SECTION("late") {
    w.s.on("03-02 10:00").event("sent").on("03-06 10:00").event("back");
    CHECK(w.s.told("slow") ==
          "03-02 10:00 slow armed from 03-02 10:00, trips 03-05 10:00\n03-05 10:00 slow tripped\n03-06 10:00 slow cleared, recovered\n");
  }
  SECTION("never") {
    w.s.on("03-02 10:00").event("sent").until("06-01 10:00");
    CHECK(w.s.count(StallTripped::kCode) == 1);
    CHECK(w.s.count(StallCleared::kCode) == 0);
  }
}

TEST_CASE("rule 31: while armed a further A changes nothing; after clearing a new episode begins, unless once") {
  for (const bool once : {false, true}) {
    Watched w;
    w.p.breakpoint("slow", w.p.on("sent"), w.p.on("back"), days(3), [&](plan::Breakpoint& b) { b.once = once; });
    w.s.on("03-02 10:00")
        .event("sent")
        .on("03-03 10:00")
        .event("sent")
        .on("03-04 10:00")
        .event("back")
        .on("03-10 10:00")
        .event("sent")
        .until("03-20 10:00");
    CHECK(w.s.count(StallArmed::kCode) == (once ? 1 : 2));
    CHECK(w.s.count(StallTripped::kCode) == (once ? 0 : 1));
  }
}

TEST_CASE("rule 31: every stall is counted, the steps run up to N times") {
  Watched w;
  w.p.breakpoint(
      "slow", w.p.on("sent"), w.p.on("back"), days(3), [](plan::Breakpoint& b) { b.times = 2; }, [](Steps& b) { b.tag("helped"); });
  w.s.on("03-02 10:00").event("sent");
  for (const char* day : {"03-06", "03-12", "03-18"}) {
    w.s.on(std::string(day) + " 10:00").event("back").on(std::string(day) + " 11:00").event("sent");
  }
  w.s.until("03-30 10:00");
  CHECK(w.s.count(StallTripped::kCode) == 4);
  CHECK(w.s.count(Tagged::kCode) == 2);
}

TEST_CASE("rule 31: an anchor of the event itself") {
  Watched w;
  const plan::NodeIndex when = w.p.field("at", plan::Kind::instant);
  w.p.breakpoint("no_show", w.p.on("booked"), w.p.on("back"), hours(2), [&](plan::Breakpoint& b) {
    b.rule = plan::StallRuleKind::after_anchor;
    b.anchor = {plan::AnchorKind::value, when};
  });
  w.s.on("03-02 10:00").event("booked", {{plan::Kind::instant, at("03-05 15:00").ms, {}, {}}}).until("03-06 10:00");
  CHECK(w.s.told("no_show") == "03-02 10:00 no_show armed from 03-02 10:00, trips 03-05 17:00\n03-05 17:00 no_show tripped\n");
}

TEST_CASE("rule 31: from a task's end to another's, and B closing clears what its steps have not sent") {
  Watched w;
  plan::Task closed;
  const std::uint32_t kyc = w.p.task("kyc", [&](plan::Task& t) { t.by_report = true; });
  const std::uint32_t offer = w.p.task("offer", [&](plan::Task& t) { t.by_report = true; });
  w.p.plan.block = w.p.block(0, [&](Steps& b) {
    b.task(kyc);
    b.task(offer);
  });
  w.p.breakpoint("no_offer", w.p.on_done(kyc), w.p.on_done(offer), days(5), {}, [](Steps& b) {
    b.wait(days(2));
    b.tag("too late");
  });
  w.s.on("03-02 10:00").event("sent").on("03-03 10:00").report("kyc").on("03-09 10:00").report("offer").until("03-20 10:00");
  CHECK(w.s.told("no_offer") ==
        "03-03 10:00 no_offer armed from 03-03 10:00, trips 03-08 10:00\n"
        "03-08 10:00 no_offer tripped\n"
        "03-08 10:00 no_offer started\n"
        "03-09 10:00 no_offer cleared, recovered\n"
        "03-09 10:00 no_offer cancelled: cancelled\n");
}

TEST_CASE("rule 4: breakpoints count by the events' own time, whatever the order of arrival") {
  Watched w;
  w.p.breakpoint("slow", w.p.on("asked"), w.p.on("back"), hours(3));
  SECTION("B overtook A") {
    w.s.on("03-02 08:00").event("sent").on("03-02 12:00").event("back").event("asked", {}, "03-02 11:00");
    CHECK(w.s.told("slow") == "03-02 12:00 slow armed from 03-02 11:00, trips 03-02 14:00\n03-02 12:00 slow cleared\n");
  }
  SECTION("A's time is already over, and B never came") {
    w.s.on("03-02 08:00").event("sent").on("03-02 18:00").event("asked", {}, "03-02 11:00");
    CHECK(w.s.told("slow") == "03-02 18:00 slow armed from 03-02 11:00, trips 03-02 14:00\n03-02 18:00 slow tripped\n");
  }
  SECTION("B before A clears nothing") {
    w.s.on("03-02 08:00")
        .event("sent")
        .on("03-02 11:00")
        .event("asked")
        .on("03-02 11:30")
        .event("back", {}, "03-02 10:00")
        .until("03-03 10:00");
    CHECK(w.s.told("slow") == "03-02 11:00 slow armed from 03-02 11:00, trips 03-02 14:00\n03-02 14:00 slow tripped\n");
  }
  SECTION("of two at one instant the order of arrival decides") {
    w.s.on("03-02 08:00").event("sent").on("03-02 11:00").event("back").event("asked").until("03-03 10:00");
    CHECK(w.s.told("slow") == "03-02 11:00 slow armed from 03-02 11:00, trips 03-02 14:00\n03-02 14:00 slow tripped\n");
    w.s.on("03-04 11:00").event("back").event("asked").event("back");
    CHECK(w.s.told("cleared") == "03-04 11:00 slow cleared, recovered\n03-04 11:00 slow #2 cleared\n");
  }
}

TEST_CASE("rule 3: an event beyond its lateness arms nothing, but still clears") {
  Watched w;
  w.p.breakpoint("slow", w.p.on("asked"), w.p.on("back"), days(3));
  w.s.on("03-02 08:00").event("sent").on("03-05 08:00").event("asked", {}, "03-03 08:00");
  CHECK(w.s.told() == "03-02 08:00 loan entered\n03-05 08:00 asked late\n");
  w.s.event("asked").on("03-10 08:00").event("back", {}, "03-08 07:00");
  CHECK(w.s.told() ==
        "03-05 08:00 slow armed from 03-05 08:00, trips 03-08 08:00\n03-08 08:00 slow tripped\n03-10 08:00 back late\n03-10 08:00 slow "
        "cleared, recovered\n");
}

TEST_CASE("rule 31: a stall says where the customer was caught") {
  Watched w;
  const std::uint32_t call = w.p.task("call", {}, 0);
  w.p.stage("meet", {}, [&](Steps& b) { b.task(call); });
  w.p.breakpoint("slow", w.p.on("sent"), w.p.on("back"), days(3));
  w.s.on("03-02 10:00").event("sent").until("03-06 10:00");
  for (const Fact& fact : w.s.facts) {
    if (const auto* tripped = std::get_if<StallTripped>(&fact)) CHECK(w.p.plan.sites[tripped->stage].path == "meet");
  }
  CHECK(w.s.count(StallTripped::kCode) == 1);
}

}  // namespace
}  // namespace playmaker::core::testing
