#include <catch2/catch.hpp>

#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

struct Frozen {
  Story s;
  PlanBuilder& p;
  Frozen() : p(s.playbook("calm")) {
    for (const char* name : {"joined", "complaint", "settled", "order", "left", "back"}) s.catalog.event(name);
    s.catalog.attribute("aum", plan::Kind::integer);
    p.enter_on("joined");
    p.exit_on("left", p.on("left"));
  }
  void pause(bool all, bool elapse = false) {
    plan::Pause pause;
    pause.site = p.site(plan::SiteKind::pause, 0, "pause", p.plan.pauses.size());
    pause.all = all;
    pause.on = p.on("complaint");
    pause.until = p.on("settled");
    pause.timers_elapse = elapse;
    p.plan.pauses.push_back(pause);
  }
};

TEST_CASE("rule 20: a playbook's pause of all holds its timers and extends them; with elapse they come at once") {
  for (const bool elapse : {false, true}) {
    Frozen t;
    t.pause(true, elapse);
    t.p.plan.block = t.p.block(0, [](Steps& b) {
      b.wait(days(5));
      b.tag("on");
    });
    t.s.on("03-02 10:00").event("joined").on("03-04 10:00").event("complaint").on("03-14 10:00").event("settled").until("04-01 10:00");
    CHECK(t.s.told("tagged") == (elapse ? "03-14 10:00 tagged on\n" : "03-17 10:00 tagged on\n"));
  }
}

TEST_CASE("rule 20: a timer that fires after the pause gains what was paused since it was armed") {
  Frozen t;
  t.pause(true);
  t.p.plan.block = t.p.block(0, [](Steps& b) {
    b.wait(days(10));
    b.tag("on");
  });
  t.s.on("03-02 10:00").event("joined").on("03-04 10:00").event("complaint").on("03-06 10:00").event("settled").until("04-01 10:00");
  CHECK(t.s.told("tagged") == "03-14 10:00 tagged on\n");
}

TEST_CASE("rule 20: while frozen events are recorded and counted, and the steps go on afterwards") {
  Frozen t;
  t.pause(true);
  t.p.breakpoint("slow", t.p.on("joined"), t.p.on("back"), days(3));
  t.p.plan.block = t.p.block(0, [&](Steps& b) {
    b.wait_for({t.p.on("order")}, days(30), [&] { b.tag("no order"); });
    b.tag("ordered");
  });
  t.s.on("03-02 10:00")
      .event("joined")
      .on("03-03 10:00")
      .event("complaint")
      .on("03-04 10:00")
      .event("order")
      .on("03-08 10:00")
      .event("settled")
      .until("03-20 10:00");
  CHECK(t.s.told("0") ==
        "03-02 10:00 calm entered\n03-02 10:00 slow armed from 03-02 10:00, trips 03-05 10:00\n03-03 10:00 pause of all began\n03-05 10:00 "
        "timer held\n"
        "03-08 10:00 pause of all ended\n03-08 10:00 tagged ordered\n03-10 10:00 slow tripped\n");
}

TEST_CASE("rule 20: goals and exits still act while frozen") {
  Frozen t;
  t.pause(true);
  t.p.goal("rich", t.p.at_least(t.p.attr("aum"), t.p.number(50)),
           [&](plan::Goal& g) { g.reached = t.p.handler("on_rich", [](Steps& b) { b.tag("won"); }); });
  t.s.on("03-02 10:00").event("joined").on("03-03 10:00").event("complaint");
  SECTION("a goal") {
    t.s.on("03-04 10:00").set("aum", Story::number(60));
    CHECK(t.s.told("03-04") ==
          "03-04 10:00 goal 0 of calm reached\n03-04 10:00 on_rich started\n03-04 10:00 tagged won\n03-04 10:00 on_rich completed\n03-04 "
          "10:00 calm ended rich: goal\n");
  }
  SECTION("an exit") {
    t.s.on("03-04 10:00").event("left");
    CHECK(t.s.told("ended") == "03-04 10:00 calm ended left: exit\n");
  }
}

TEST_CASE("rule 20: nobody leaves because of a pause: the time of a goal and of the journey is extended") {
  Frozen t;
  t.p.plan.ends_after = days(10);
  t.s.on("03-02 10:00").event("joined").on("03-05 10:00").act(Act::pause_all).on("03-25 10:00").act(Act::resume).until("05-01 10:00");
  CHECK(t.s.told() ==
        "03-02 10:00 calm entered\n03-05 10:00 pause of all began\n03-12 10:00 timer held\n03-25 10:00 pause of all ended\n04-01 10:00 "
        "calm ended over: over\n");
}

TEST_CASE("rule 20: a wide pause is an overlay: nothing is written for a journey until something is due") {
  Frozen t;
  t.p.plan.block = t.p.block(0, [](Steps& b) {
    b.wait(days(2));
    b.tag("on");
  });
  t.s.on("03-02 10:00").event("joined");
  WidePause pause;
  pause.playbook = t.s.roster().dictionary->find(Names::playbook, "calm");
  t.s.on("03-03 10:00").wide_pause(pause).on("03-06 10:00").lift().until("03-20 10:00");
  CHECK(t.s.told() == "03-02 10:00 calm entered\n03-04 10:00 timer held\n03-07 10:00 tagged on\n");
}

TEST_CASE("rule 20: a pause of touches keeps tasks and steps going") {
  Frozen t;
  t.pause(false);
  t.s.catalog.channel("sms");
  t.s.catalog.message("hello");
  const auto call = t.p.task("call", [](plan::Task& k) { k.by_report = true; });
  t.p.plan.block = t.p.block(0, [&](Steps& b) {
    b.wait(days(1));
    b.task(call);
    b.send("sms", "hello");
  });
  t.s.on("03-02 10:00").event("joined").event("complaint").until("03-03 12:00");
  CHECK(t.s.told("call") == "03-03 10:00 call opened\n");
  CHECK(t.s.count(TouchSending::kCode) == 0);
  t.s.on("03-03 13:00").event("settled").until("03-03 14:00");
  CHECK(t.s.count(TouchSending::kCode) == 1);
}

TEST_CASE("rule 20: what the last block sends waits for the end of a pause, though the journey is over") {
  for (const bool all : {false, true}) {
    Frozen t;
    t.pause(all);
    t.s.catalog.channel("sms");
    t.s.catalog.message("hello");
    t.p.goal("rich", t.p.at_least(t.p.attr("aum"), t.p.number(50)),
             [&](plan::Goal& g) { g.reached = t.p.handler("on_rich", [](Steps& b) { b.send("sms", "hello"); }); });
    t.s.on("03-02 10:00").event("joined").on("03-03 10:00").event("complaint");
    t.s.on("03-04 10:00").set("aum", Story::number(60)).until("03-20 12:00");
    CHECK(t.s.told("ended") == "03-04 10:00 calm ended rich: goal\n");
    CHECK(t.s.count(TouchSending::kCode) == 0);
    t.s.on("03-20 13:00").event("complaint").on("03-20 14:00").event("settled").until("03-20 15:00");
    CHECK(t.s.count(TouchSending::kCode) == 1);
    CHECK(t.s.told("pause") == (all ? "03-20 14:00 pause of all ended\n" : "03-20 14:00 pause of touches ended\n"));
  }
}

}  // namespace
}  // namespace playmaker::core::testing
