#include <catch2/catch.hpp>

#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

struct Won {
  Story s;
  PlanBuilder& p;
  Won() : p(s.playbook("win")) {
    for (const char* name : {"joined", "left", "login"}) s.catalog.event(name);
    s.catalog.attribute("aum", plan::Kind::integer);
    s.catalog.attribute("closed", plan::Kind::boolean);
    p.enter_on("joined");
  }
  plan::NodeIndex rich() { return p.at_least(p.attr("aum"), p.number(50)); }
};

TEST_CASE("rule 40: reached: its block runs, then the journey ends won") {
  Won t;
  t.p.goal("rich", t.rich(), [&](plan::Goal& g) {
    g.within = days(30);
    g.reached = t.p.handler("on_rich", [](Steps& b) { b.tag("won"); });
  });
  t.s.on("03-02 10:00").event("joined").on("03-10 10:00").set("aum", Story::number(60)).until("06-01 10:00");
  CHECK(t.s.told() ==
        "03-02 10:00 win entered\n03-10 10:00 goal 0 of win reached\n03-10 10:00 on_rich started\n03-10 10:00 tagged won\n03-10 10:00 "
        "on_rich completed\n03-10 10:00 win ended rich: goal\n");
}

TEST_CASE("rule 40: its time over: on missed, then it ends; finish in a last block names the outcome") {
  for (const bool finishes : {false, true}) {
    Won t;
    t.p.goal("rich", t.rich(), [&](plan::Goal& g) {
      g.within = days(30);
      g.missed = t.p.handler("on_missed", [&](Steps& b) {
        if (finishes) b.finish("lost");
      });
    });
    t.s.on("03-02 10:00").event("joined").until("06-01 10:00");
    CHECK(t.s.told("ended") == (finishes ? "04-01 10:00 win ended lost: missed\n" : "04-01 10:00 win ended missed: missed\n"));
  }
}

TEST_CASE("rule 40: keep going: the block runs, the journey stays, each once") {
  Won t;
  t.p.goal("rich", t.rich(), [&](plan::Goal& g) {
    g.within = days(30);
    g.keep_going = true;
    g.reached = t.p.handler("on_rich", [](Steps& b) {
      b.wait(days(1));
      b.tag("won");
    });
    g.missed = t.p.handler("on_missed", [](Steps& b) { b.tag("missed"); });
  });
  SECTION("reached") {
    t.s.on("03-02 10:00")
        .event("joined")
        .on("03-10 10:00")
        .set("aum", Story::number(60))
        .set("aum", Story::number(70))
        .until("05-01 10:00");
    CHECK(t.s.told("tagged") == "03-11 10:00 tagged won\n");
  }
  SECTION("missed, and reached later: it does not count any more") {
    t.s.on("03-02 10:00").event("joined").on("04-10 10:00").set("aum", Story::number(60)).until("05-01 10:00");
    CHECK(t.s.told("tagged") == "04-01 10:00 tagged missed\n");
  }
  CHECK(t.s.journey("win") != nullptr);
}

TEST_CASE("rule 21: an exit ends at once and cancels timers, waits and what is unsent; its handler's wait is cut") {
  Won t;
  t.s.catalog.channel("sms");
  t.s.catalog.message("hello");
  const auto exit = t.p.exit_on("lost", t.p.on("left"));
  t.p.plan.exits[exit].handler = t.p.handler("on_lost", [](Steps& b) {
    b.tag("sorry");
    b.wait(days(1));
    b.tag("never");
  });
  t.p.plan.block = t.p.block(0, [](Steps& b) {
    b.wait(days(5));
    b.tag("not reached");
  });
  t.s.on("03-02 10:00").event("joined").on("03-03 10:00").event("left");
  CHECK(t.s.customer.timers.empty());
  CHECK(t.s.customer.journeys.empty());
  t.s.until("04-01 10:00");
  CHECK(t.s.told() ==
        "03-02 10:00 win entered\n03-03 10:00 win cancelled: exit\n03-03 10:00 on_lost started\n03-03 10:00 tagged sorry\n03-03 10:00 "
        "on_lost cancelled: cancelled\n03-03 "
        "10:00 win ended lost: exit\n");
}

TEST_CASE("what a last block sends goes out after the journey has ended") {
  Won t;
  t.s.catalog.channel("sms");
  t.s.catalog.message("hello");
  const auto exit = t.p.exit_on("lost", t.p.on("left"));
  t.p.plan.exits[exit].handler = t.p.handler("on_lost", [](Steps& b) { b.send("sms", "hello"); });
  t.s.on("03-02 10:00").event("joined").on("03-03 10:00").event("left").until("03-04 10:00");
  CHECK(t.s.told("send_1") == "03-03 10:00 on_lost.send_1.1 planned\n03-03 10:00 on_lost.send_1.1 sent\n");
  CHECK(t.s.customer.journeys.empty());
}

TEST_CASE("exits go before goals: what makes no sense any more is not won") {
  Won t;
  t.p.goal("rich", t.rich());
  t.p.exit_when("gone", t.p.attr("closed", plan::Kind::boolean));
  t.s.on("03-02 10:00").event("joined");
  AttributesSet both;
  both.at = at("03-02 10:00");
  both.values = {{t.s.roster().dictionary->find(Names::attribute, "aum"), Story::number(90)},
                 {t.s.roster().dictionary->find(Names::attribute, "closed"), Story::yes()}};
  t.s.input(both);
  CHECK(t.s.told("ended") == "03-02 10:00 win ended gone: exit\n");
}

TEST_CASE("a goal that time alone reaches is reached in time") {
  Won t;
  t.p.goal("quiet", t.p.longer_than(t.p.time_since("login"), 10 * base::kDay));
  t.s.on("03-02 09:00").event("login").on("03-02 10:00").event("joined").on("03-05 09:00").event("login").until("04-01 10:00");
  CHECK(t.s.told("ended") == "03-15 09:00 win ended quiet: goal\n");
}

TEST_CASE("rule 40: ends after D; an operator's exit is named") {
  Won t;
  t.p.plan.ends_after = days(3);
  SECTION("by itself") {
    t.s.on("03-02 10:00").event("joined").until("04-01 10:00");
    CHECK(t.s.told("ended") == "03-05 10:00 win ended over: over\n");
  }
  SECTION("by hand") {
    t.s.on("03-02 10:00").event("joined").on("03-03 10:00").act(Act::exit_journey);
    CHECK(t.s.told("ended") == "03-03 10:00 win ended exit: exit\n");
  }
}

TEST_CASE("rule 7: a hand-off has outcomes, and a journey that ends can be handed back to") {
  Story s;
  for (const char* name : {"joined", "left"}) s.catalog.event(name);
  s.catalog.attribute("aum", plan::Kind::integer);
  PlanBuilder& p = s.playbook("first");
  p.enter_on("joined");
  p.goal("rich", p.at_least(p.attr("aum"), p.number(50)),
         [&](plan::Goal& g) { g.reached = p.handler("on_rich", [](Steps& b) { b.hand_off("second", [&] { b.tag("refused"); }); }); });
  PlanBuilder& q = s.playbook("second");
  q.enter_on_hand_off();
  q.plan.audience.except.push_back(q.in_playbook("first"));
  s.on("03-02 10:00").event("joined");
  SECTION("entered: the journey that hands over is over") {
    s.on("03-03 10:00").set("aum", Story::number(60));
    CHECK(s.told("handed") == "03-03 10:00 handed off to second: entered\n");
    CHECK(s.journey("second") != nullptr);
  }
  SECTION("already in") {
    s.on("03-03 09:00").act(Act::exit_journey).enter("second").on("03-03 10:00");
    s.told();
    s.enter("first");
    CHECK(s.told() == "03-03 10:00 first refused: too soon\n");
  }
}

TEST_CASE("rule 7: refused hand-offs run the else block; a playbook that is not applied is one of them") {
  Story s;
  s.catalog.event("joined");
  s.catalog.attribute("aum", plan::Kind::integer);
  PlanBuilder& p = s.playbook("first");
  p.enter_on("joined");
  p.plan.block = p.block(0, [&](Steps& b) {
    b.hand_off("nowhere", [&] { b.tag("not live"); });
    b.hand_off("second", [&] { b.tag("not eligible"); });
    b.hand_off("third", [&] { b.tag("never"); });
    b.tag("on");
  });
  PlanBuilder& q = s.playbook("second");
  q.enter_on_hand_off();
  q.plan.audience.only.push_back(q.at_least(q.attr("aum"), q.number(50)));
  s.playbook("third").enter_on_hand_off();
  s.on("03-02 10:00").event("joined");
  CHECK(s.told("tagged") == "03-02 10:00 tagged not live\n03-02 10:00 tagged not eligible\n03-02 10:00 tagged on\n");
  CHECK(s.journey("third") != nullptr);
}

TEST_CASE("rule 7: a hand-off to a full playbook waits for its answer where an else block needs it") {
  for (const bool granted : {true, false}) {
    Story s;
    s.catalog.event("joined");
    PlanBuilder& p = s.playbook("first");
    p.enter_on("joined");
    p.plan.block = p.block(0, [](Steps& b) {
      b.hand_off("second", [&] { b.tag("full"); });
      b.tag("on");
    });
    PlanBuilder& q = s.playbook("second");
    q.enter_on_hand_off();
    q.plan.audience.at_most = 5;
    s.on("03-02 10:00").event("joined").on("03-02 10:01").answer(granted);
    CHECK(s.told("tagged") == (granted ? "03-02 10:01 tagged on\n" : "03-02 10:01 tagged full\n03-02 10:01 tagged on\n"));
    CHECK((s.journey("second") != nullptr) == granted);
  }
}

TEST_CASE("hand-offs that go round in one input end, and say so") {
  Story s;
  s.catalog.event("joined");
  for (const auto& [name, next] : {std::pair<const char*, const char*>{"a", "b"}, {"b", "a"}}) {
    PlanBuilder& p = s.playbook(name);
    p.enter_on_hand_off();
    if (std::string_view(name) == "a") p.enter_on("joined");
    p.plan.audience.again = {plan::AgainKind::after, days(0), kNone};
    p.plan.block = p.block(0, [next = next](Steps& b) {
      b.hand_off(next);
      b.finish("passed on");
    });
  }
  s.on("03-02 10:00").event("joined");
  CHECK(s.customer.journeys.size() <= 2);
  CHECK(s.count(JourneyEntered::kCode) >= 2);
}

}  // namespace
}  // namespace playmaker::core::testing
