#include <catch2/catch.hpp>

#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

struct Timed {
  Story s;
  PlanBuilder& p;
  Timed() : p(s.playbook("days")) {
    for (const char* name : {"joined", "left", "login"}) s.catalog.event(name);
    s.catalog.attribute("bound", plan::Kind::boolean);
    s.catalog.policy("standard").default_minute = 9 * 60 + 30;
    p.plan.policy = p.text("standard");
    p.enter_on("joined");
    p.exit_on("left", p.on("left"));
  }
  std::uint32_t wave(std::string_view name, plan::SiteIndex parent, plan::Timing timing,
                     const std::function<void(plan::Wave&)>& fill = {}) {
    return p.wave(
        name, parent,
        [&](plan::Wave& w) {
          w.timing = timing;
          if (fill) fill(w);
        },
        [&](Steps& b) { b.tag(name); });
  }
  void body(const std::function<void(Steps&)>& write) { p.plan.block = p.block(0, write); }
};

TEST_CASE("a wave starts on its day at its time; without a time at the policy's default") {
  Timed t;
  const auto hello = t.wave("hello", 0, PlanBuilder::on_day(1, 10)), third = t.wave("third", 0, PlanBuilder::on_day(3));
  t.body([&](Steps& b) {
    b.wave(hello);
    b.wave(third);
  });
  t.s.on("03-02 08:00").event("joined").until("03-10 08:00");
  CHECK(t.s.told("tagged") == "03-02 10:00 tagged hello\n03-04 09:30 tagged third\n");
}

TEST_CASE("rule 38: a time already past is at once on the entry day, skipped on a later one, and said so") {
  Timed t;
  const auto hello = t.wave("hello", 0, PlanBuilder::on_day(1, 10));
  SECTION("on the entry day") {
    t.body([&](Steps& b) { b.wave(hello); });
    t.s.on("03-02 14:00").event("joined");
    CHECK(t.s.told("tagged") == "03-02 14:00 tagged hello\n");
  }
  SECTION("two days later") {
    t.body([&](Steps& b) {
      b.wait(days(2));
      b.wave(hello);
    });
    t.s.on("03-02 14:00").event("joined").until("03-05 14:00");
    CHECK(t.s.told("hello") == "03-04 14:00 hello armed\n03-04 14:00 hello skipped: past\n");
  }
  SECTION("without any time: the policy's default of today") {
    const auto now = t.wave("now", 0, {});
    t.body([&](Steps& b) { b.wave(now); });
    t.s.on("03-02 08:00").event("joined").until("03-02 12:00");
    CHECK(t.s.told("tagged") == "03-02 09:30 tagged now\n");
  }
}

TEST_CASE("rule 34: a wave judges unless and when at its own time") {
  Timed t;
  const auto nudge =
      t.wave("nudge", 0, PlanBuilder::on_day(3, 12), [&](plan::Wave& w) { w.unless = t.p.attr("bound", plan::Kind::boolean); });
  const auto gift = t.wave("gift", 0, PlanBuilder::on_day(4, 12), [&](plan::Wave& w) { w.when = t.p.since_entry("login"); });
  t.body([&](Steps& b) {
    b.wave(nudge);
    b.wave(gift);
  });
  t.s.on("03-02 08:00").event("joined").on("03-03 08:00").set("bound", Story::yes());
  SECTION("responded") {
    t.s.on("03-05 08:00").event("login").until("03-10 08:00");
    CHECK(t.s.told("12:00") == "03-04 12:00 nudge skipped: condition\n03-05 12:00 tagged gift\n03-05 12:00 gift completed\n");
  }
  SECTION("took it back in time") {
    t.s.on("03-04 11:00").set("bound", Story::yes(false)).until("03-10 08:00");
    CHECK(t.s.told("12:00") == "03-04 12:00 tagged nudge\n03-04 12:00 nudge completed\n03-05 12:00 gift skipped: condition\n");
  }
}

TEST_CASE("a wave of a second is rounded up to its whole minute; a wait is not") {
  Timed t;
  const auto soon = t.wave("soon", 0, PlanBuilder::after(millis(90'500)));
  t.body([&](Steps& b) {
    b.wave(soon);
    b.wait(millis(90'500));
    b.tag("waited");
  });
  t.s.on("03-02 08:00:10").event("joined").until("03-02 09:00");
  CHECK(t.s.told("tagged") == "03-02 08:01 tagged waited\n03-02 08:02 tagged soon\n");
}

TEST_CASE("rule 27: due while the daemon was down for longer than stale after: skipped, and said so") {
  for (const int hours_down : {3, 5}) {
    Timed t;
    const auto hello = t.wave("hello", 0, PlanBuilder::on_day(1, 10), [](plan::Wave& w) { w.stale_after = hours(4); });
    t.body([&](Steps& b) { b.wave(hello); });
    t.s.on("03-02 08:00").event("joined");
    const Timer due = t.s.customer.timers.back();
    const auto back = at("03-02 10:00") + hours_down * base::kHour;
    TimersDue fired{due.due, {due.timer}};
    CHECK(decided_at(fired, back) == back);
    CHECK(decided_at(fired, due.due + 59'999) == due.due);
    Customer copy = t.s.customer;
    const auto facts = decide(t.s.world(), copy, fired, back);
    bool skipped = false;
    for (const Fact& fact : facts) {
      if (const auto* ended = std::get_if<RunEnded>(&fact)) skipped = ended->why == Reason::stale;
    }
    CHECK(skipped == (hours_down == 5));
  }
}

TEST_CASE("up to N times: a wave on a weekday comes again, and no more often") {
  Timed t;
  plan::Timing fridays;
  fridays.kind = plan::TimingKind::weekday;
  fridays.number = 4;
  fridays.at_minute = 9 * 60;
  fridays.times = 3;
  const auto letter = t.wave("letter", 0, fridays);
  t.body([&](Steps& b) { b.wave(letter); });
  t.s.on("03-02 08:00").event("joined").until("04-30 08:00");
  CHECK(t.s.told("tagged") == "03-06 09:00 tagged letter\n03-13 09:00 tagged letter\n03-20 09:00 tagged letter\n");
}

TEST_CASE("after: a wave follows a task, a wave, an event that is still to come") {
  Timed t;
  const auto kyc = t.p.task("kyc", [](plan::Task& k) { k.by_report = true; });
  const auto first = t.wave("first", 0, {}, [&](plan::Wave& w) { w.after_task = kyc; });
  const auto second = t.wave("second", 0, PlanBuilder::on_day(1, 11), [&](plan::Wave& w) { w.after_wave = first; });
  const auto login = t.p.event("login");
  const auto third = t.wave("third", 0, PlanBuilder::after(days(1), {plan::AnchorKind::event, login}));
  t.body([&](Steps& b) {
    b.task(kyc);
    b.wave(first);
    b.wave(second);
    b.wave(third);
  });
  t.s.on("03-02 08:00").event("joined").on("03-02 10:00").report("kyc").on("03-02 15:00").event("login").until("03-09 08:00");
  CHECK(t.s.told("tagged") == "03-02 10:00 tagged first\n03-02 11:00 tagged second\n03-03 09:30 tagged third\n");
}

TEST_CASE("rule 32: a stage is complete when its must-tasks are closed; optional ones lapse, what has not begun is cancelled") {
  Timed t;
  const auto must = t.p.task("call", [](plan::Task& k) { k.by_report = true; });
  const auto optional = t.p.task("family", [](plan::Task& k) { k.must = false; });
  const auto nudge = t.wave("nudge", 0, PlanBuilder::on_day(3, 10));
  const auto invite = t.p.stage("invite", {}, [&](Steps& b) {
    b.task(must);
    b.task(optional);
    b.wave(nudge);
  });
  t.p.stage("meet", [&](plan::Stage& g) { g.after = {invite}; }, [&](Steps& b) { b.tag("meeting"); });
  t.s.on("03-02 10:00").event("joined").on("03-03 10:00").report("call");
  CHECK(t.s.told() ==
        "03-02 10:00 days entered\n03-02 10:00 invite armed\n03-02 10:00 call opened\n03-02 10:00 family opened\n03-02 10:00 nudge armed\n"
        "03-03 10:00 call done by report\n03-03 10:00 family lapsed by end\n03-03 10:00 nudge cancelled: stage over\n03-03 10:00 invite "
        "completed\n"
        "03-03 10:00 meet armed\n03-03 10:00 tagged meeting\n03-03 10:00 meet completed\n");
}

TEST_CASE("rule 32: at its due a stage ends overdue, and open must-tasks go on") {
  Timed t;
  const auto must = t.p.task("call", [](plan::Task& k) { k.by_report = true; });
  const auto invite = t.p.stage("invite", [](plan::Stage& g) { g.due = days(3); }, [&](Steps& b) { b.task(must); });
  t.p.stage("meet", [&](plan::Stage& g) { g.after = {invite}; }, [&](Steps& b) { b.tag("meeting"); });
  t.s.on("03-02 10:00").event("joined").on("03-06 10:00").report("call");
  CHECK(t.s.told("03-0") ==
        "03-02 10:00 days entered\n03-02 10:00 invite armed\n03-02 10:00 call opened\n"
        "03-05 10:00 invite overdue\n03-05 10:00 meet armed\n03-05 10:00 tagged meeting\n03-05 10:00 meet completed\n"
        "03-06 10:00 call done by report\n");
}

TEST_CASE("a stage on days A to B lasts exactly these; its waves end with it") {
  Timed t;
  const auto late = t.wave("late", 0, PlanBuilder::on_day(6, 12));
  t.p.stage(
      "arrive", [](plan::Stage& g) { g.from_day = 2, g.to_day = 4; },
      [&](Steps& b) {
        b.tag("day two");
        b.wave(late);
      });
  t.s.on("03-02 10:00").event("joined").until("03-10 10:00");
  CHECK(t.s.told("00:00") ==
        "03-03 00:00 tagged day two\n03-03 00:00 late armed\n03-06 00:00 late cancelled: stage over\n03-06 00:00 arrive completed\n");
}

TEST_CASE("a stage starts when all that it names is true") {
  Timed t;
  t.p.stage("funded", [&](plan::Stage& g) { g.when = t.p.attr("bound", plan::Kind::boolean); }, [](Steps& b) { b.tag("funded"); });
  t.s.on("03-02 10:00").event("joined").on("03-05 10:00").set("bound", Story::yes());
  CHECK(t.s.told("tagged") == "03-05 10:00 tagged funded\n");
}

TEST_CASE("with neither must-tasks nor steps a stage is over with its waves") {
  Timed t;
  const auto one = t.wave("one", 0, PlanBuilder::on_day(2, 10)), two = t.wave("two", 0, PlanBuilder::on_day(5, 10));
  t.p.stage("letters", {}, [&](Steps& b) {
    b.wave(one);
    b.wave(two);
  });
  t.s.on("03-02 08:00").event("joined").until("03-20 08:00");
  CHECK(t.s.told("letters") == "03-02 08:00 letters armed\n03-06 10:00 letters completed\n");
}

TEST_CASE("rule 32: a stage with a send waits until it is on its way") {
  Timed t;
  t.s.catalog.channel("sms");
  t.s.catalog.message("hello");
  t.p.stage("greet", {}, [&](Steps& b) { b.send("sms", "hello"); });
  t.s.on("03-02 10:00").event("joined").until("03-02 11:00");
  CHECK(t.s.told("greet") ==
        "03-02 10:00 greet armed\n03-02 10:00 greet.send_1.1 planned\n03-02 10:00 greet.send_1.1 sent\n03-02 10:00 greet completed\n");
}

}  // namespace
}  // namespace playmaker::core::testing
