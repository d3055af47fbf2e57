// What a refusal records beside its reason: the clause, the part of it that decided, what that read, and from when on it will let through.
#include <catch2/catch.hpp>

#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

template <class F>
std::vector<F> all(const Story& s) {
  std::vector<F> out;
  for (const Fact& fact : s.facts) {
    if (const auto* one = std::get_if<F>(&fact)) out.push_back(*one);
  }
  return out;
}

TEST_CASE("a refused entry names its `only` or `except`, the part that decided and what it read then") {
  Story s;
  s.catalog.event("joined");
  s.catalog.attribute("aum", plan::Kind::integer);
  s.catalog.attribute("bound", plan::Kind::boolean);
  s.catalog.attribute("staff", plan::Kind::boolean);
  s.catalog.attribute("complains", plan::Kind::boolean);
  PlanBuilder& p = s.playbook("welcome");
  p.enter_on("joined");
  const plan::NodeIndex bound = p.attr("bound", plan::Kind::boolean), aum = p.attr("aum"), rich = p.at_least(aum, p.number(50)),
                        staff = p.attr("staff", plan::Kind::boolean), complains = p.attr("complains", plan::Kind::boolean);
  p.plan.audience.only.push_back(p.both(bound, rich));
  p.plan.audience.except.push_back(p.either(staff, complains));
  s.on("03-02 10:00").set("bound", Story::yes()).event("joined");
  s.set("aum", Story::number(20)).event("joined");
  s.set("aum", Story::number(60)).set("staff", Story::yes(false)).set("complains", Story::yes()).event("joined");
  const auto refused = all<EntryRefused>(s);
  REQUIRE(refused.size() == 3);
  CHECK(refused[0].detail == 0);
  CHECK(refused[0].cause.part == rich);
  REQUIRE(refused[0].cause.read.size() == 1);
  CHECK(refused[0].cause.read[0].node == aum);
  CHECK_FALSE(refused[0].cause.read[0].value.known());
  REQUIRE(refused[1].cause.read.size() == 1);
  CHECK(refused[1].cause.read[0].value.number == 20);      // as it was then, whatever it is now
  CHECK(refused[2].detail == 1);                           // counted on behind the one `only`
  CHECK(refused[2].cause.part == complains);
  REQUIRE(refused[2].cause.read.size() == 1);
  CHECK(refused[2].cause.read[0].node == complains);
  CHECK(refused[2].cause.read[0].value.number == 1);
  CHECK(refused[2].free == base::kNever);
}

TEST_CASE("an entry that comes too soon says what `again` counts from and from when on it may") {
  for (const bool since_exit : {false, true}) {
    Story s;
    for (const char* name : {"joined", "left"}) s.catalog.event(name);
    PlanBuilder& p = s.playbook("welcome");
    p.enter_on("joined");
    p.exit_on("left", p.on("left"));
    p.plan.audience.again = {since_exit ? plan::AgainKind::after_exit : plan::AgainKind::after, days(10), kNone};
    s.on("03-02 10:00").event("joined").on("03-05 09:00").event("joined").on("03-08 10:00").event("left");
    s.on("03-11 10:00").event("joined");
    const auto refused = all<EntryRefused>(s);
    REQUIRE(refused.size() == 2);
    CHECK(refused[0].why == Reason::already_in);
    CHECK(refused[0].since == at("03-02 10:00"));
    CHECK(refused[1].why == Reason::again_too_soon);
    CHECK(refused[1].since == at(since_exit ? "03-08 10:00" : "03-02 10:00"));
    CHECK(refused[1].free == at(since_exit ? "03-18 10:00" : "03-12 10:00"));
    s.on(since_exit ? "03-18 10:00" : "03-12 10:00").event("joined");
    CHECK(s.journey("welcome") != nullptr);                // and then it does
  }
}

TEST_CASE("`again never` names no time that would help") {
  Story s;
  for (const char* name : {"joined", "left"}) s.catalog.event(name);
  PlanBuilder& p = s.playbook("welcome");
  p.enter_on("joined");
  p.exit_on("left", p.on("left"));
  s.on("03-02 10:00").event("joined").on("03-03 10:00").event("left").on("03-04 10:00").event("joined");
  const auto refused = all<EntryRefused>(s);
  REQUIRE(refused.size() == 1);
  CHECK(refused[0].free == base::kNever);
}

TEST_CASE("a moment that is passed over says since when and until when") {
  Story s;
  for (const char* name : {"joined", "rang"}) s.catalog.event(name);
  PlanBuilder& p = s.playbook("care");
  p.enter_on("joined");
  p.moment(
      "ring",
      [&](plan::Moment& m) {
        m.on = {p.on("rang")};
        m.again = {plan::AgainKind::after, days(14), kNone};
      },
      [](Steps& b) { b.tag("rang"); });
  s.on("03-02 10:00").event("joined").on("03-03 10:00").event("rang").on("03-05 10:00").event("rang");
  const auto dropped = all<MomentDropped>(s);
  REQUIRE(dropped.size() == 1);
  CHECK(dropped[0].since == at("03-03 10:00"));
  CHECK(dropped[0].free == at("03-17 10:00"));
}

TEST_CASE("a skipped wave and a task that is not opened say what their conditions read") {
  Story s;
  s.catalog.event("joined");
  s.catalog.attribute("aum", plan::Kind::integer);
  s.catalog.attribute("met", plan::Kind::boolean);
  s.catalog.policy("standard");
  PlanBuilder& p = s.playbook("days");
  p.plan.policy = p.text("standard");
  p.enter_on("joined");
  const plan::NodeIndex met = p.attr("met", plan::Kind::boolean), aum = p.attr("aum"), rich = p.at_least(aum, p.number(50));
  const auto gift = p.wave(
      "gift", 0,
      [&](plan::Wave& w) {
        w.timing = PlanBuilder::on_day(2, 10);
        w.unless = met;
      },
      [](Steps& b) { b.tag("gift"); });
  const auto call = p.task("call", [&](plan::Task& t) {
    t.when = rich;
    t.by_report = true;
  });
  p.plan.block = p.block(0, [&](Steps& b) {
    b.wave(gift);
    b.task(call);
  });
  s.on("03-02 09:00").set("aum", Story::number(3)).set("met", Story::yes()).event("joined").until("03-04 09:00");
  const auto dropped = all<TaskDropped>(s);
  REQUIRE(dropped.size() == 1);
  CHECK(dropped[0].cause.part == rich);
  REQUIRE(dropped[0].cause.read.size() == 1);
  CHECK(dropped[0].cause.read[0].value.number == 3);
  bool skipped = false;
  for (const RunEnded& each : all<RunEnded>(s)) {
    if (each.how != RunEnd::skipped) continue;
    skipped = true;
    CHECK(each.cause.part == met);
    REQUIRE(each.cause.read.size() == 1);
    CHECK(each.cause.read[0].value.number == 1);
  }
  CHECK(skipped);
}

TEST_CASE("a pause says whose it is: the playbook's clause since its event, or by whose hand") {
  Story s;
  for (const char* name : {"joined", "complaint", "settled"}) s.catalog.event(name);
  s.catalog.channel("sms");
  s.catalog.message("hello");
  PlanBuilder& p = s.playbook("calm");
  p.enter_on("joined");
  plan::Pause pause;
  pause.site = p.site(plan::SiteKind::pause, 0, "pause", 0);
  pause.on = p.on("complaint");
  pause.until = p.on("settled");
  p.plan.pauses.push_back(pause);
  const auto hello =
      p.wave("hello", 0, [](plan::Wave& w) { w.timing = PlanBuilder::on_day(2, 10); }, [](Steps& b) { b.send("sms", "hello"); });
  p.plan.block = p.block(0, [&](Steps& b) { b.wave(hello); });
  s.on("03-02 09:00").event("joined");
  PauseHold expected;
  SECTION("its own clause") {
    s.on("03-02 11:00").event("complaint");
    expected = {PausedBy::playbook, 0, at("03-02 11:00"), ""};
  }
  SECTION("by hand, this customer; which reaches further than the clause") {
    s.on("03-02 11:00").event("complaint").on("03-02 12:00").input(OperatorActed{Act::pause_touches, kNone, "ann", "on holiday"});
    expected = {PausedBy::on_customer, kNone, at("03-02 12:00"), "ann"};
  }
  SECTION("by hand, this journey") {
    s.on("03-02 12:00").input(OperatorActed{Act::pause_touches, s.journey("calm")->journey, "ann", ""});
    expected = {PausedBy::on_journey, kNone, at("03-02 12:00"), "ann"};
  }
  SECTION("by hand, everything") {
    WidePause wide;
    wide.all = true;
    wide.touches_only = true;
    wide.actor = "boss";
    s.on("03-02 13:00").wide_pause(wide);
    expected = {PausedBy::on_all, kNone, at("03-02 13:00"), "boss"};
  }
  s.until("03-04 09:00");
  const auto blocked = all<TouchBlocked>(s);
  REQUIRE(blocked.size() == 1);
  CHECK(blocked[0].why == Reason::paused);
  CHECK(blocked[0].pause.by == expected.by);
  CHECK(blocked[0].pause.pause == expected.pause);
  CHECK(blocked[0].pause.since == expected.since);
  CHECK(blocked[0].pause.actor == expected.actor);
}

}  // namespace
}  // namespace playmaker::core::testing
