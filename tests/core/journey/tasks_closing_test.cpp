#include <catch2/catch.hpp>

#include "tests/core/journey/work.hpp"

namespace playmaker::core::testing {
namespace {

TEST_CASE("rule 36: an event closes the task whose id it carries, else the oldest of each playbook; others are credited") {
  Work w;
  const auto first = w.p.task("first", [&](plan::Task& t) { t.closings.push_back(PlanBuilder::done_on(w.p.on("called"))); });
  const auto second = w.p.task("second", [&](plan::Task& t) { t.closings.push_back(PlanBuilder::done_on(w.p.on("called"))); });
  w.steps([&](Steps& b) {
    b.task(first);
    b.wait(hours(1));
    b.task(second);
  });
  PlanBuilder& other = w.s.playbook("other");
  other.enter_on("joined");
  const auto third = other.task("third", [&](plan::Task& t) { t.closings.push_back(PlanBuilder::done_on(other.on("called"))); });
  other.plan.block = other.block(0, [&](Steps& b) { b.task(third); });
  w.s.on("03-02 10:00").event("joined").on("03-02 12:00");
  w.s.told();
  SECTION("without an id") {
    w.s.event("called");
    CHECK(w.s.told() == "03-02 12:00 first done by event\n03-02 12:00 third done by event\n03-02 12:00 second credited: another took it\n");
  }
  SECTION("with an id") {
    w.s.event_for("called", "second");
    CHECK(w.s.told() ==
          "03-02 12:00 first credited: another took it\n03-02 12:00 third credited: another took it\n03-02 12:00 second done by event\n");
  }
}

TEST_CASE("rule 36: a task with done on needs its event unless done by report is written") {
  for (const bool by_report : {false, true}) {
    Work w;
    const auto call = w.p.task("call", [&](plan::Task& t) {
      t.closings.push_back(PlanBuilder::done_on(w.p.on("called")));
      t.by_report = by_report;
    });
    w.steps([&](Steps& b) { b.task(call); });
    w.s.on("03-02 10:00").event("joined").on("03-02 11:00").report("call");
    CHECK(w.s.told("11:00") == (by_report ? "03-02 11:00 call done by report\n" : "03-02 11:00 call credited: condition\n"));
  }
}

TEST_CASE("outcomes: done as and closed as differ; when conditions and reports name them") {
  Work w;
  const auto offer = w.p.task("offer", [&](plan::Task& t) {
    const auto says = [&](const char* what) {
      return w.p.on("logged", w.p.equal(w.p.field("outcome", plan::Kind::text), w.p.words(what)));
    };
    t.closings.push_back(PlanBuilder::done_on(says("accepted"), w.p.text("accepted")));
    t.closings.push_back(PlanBuilder::closed_on(says("refused"), w.p.text("refused")));
  });
  w.steps([&](Steps& b) {
    b.task(offer);
    b.wait_for({w.p.on_closed(offer)}, days(4));
    b.when(w.p.outcome(offer, "accepted"), [&] { b.tag("yes"); }, [&] { b.tag(w.p.plan.name + " no"); });
  });
  w.s.on("03-02 10:00").event("joined").on("03-02 11:00").event("logged", {Story::words("later")});
  SECTION("accepted") {
    w.s.on("03-02 12:00").event("logged", {Story::words("accepted")});
    CHECK(w.s.told("12:00") == "03-02 12:00 offer done as accepted by event\n03-02 12:00 tagged yes\n");
  }
  SECTION("refused") {
    w.s.on("03-02 12:00").event("logged", {Story::words("refused")});
    CHECK(w.s.told("12:00") == "03-02 12:00 offer closed as refused by event\n03-02 12:00 tagged care no\n");
  }
}

TEST_CASE("done when C") {
  Work w;
  w.s.catalog.attribute("kyc", plan::Kind::boolean);
  const auto kyc =
      w.p.task("kyc", [&](plan::Task& t) { t.closings.push_back(PlanBuilder::done_when(w.p.attr("kyc", plan::Kind::boolean))); });
  w.steps([&](Steps& b) { b.task(kyc); });
  w.s.on("03-02 10:00").event("joined").on("03-03 10:00").set("kyc", Story::yes());
  CHECK(w.s.told("kyc") == "03-02 10:00 kyc opened\n03-03 10:00 kyc done by condition\n");
}

TEST_CASE("rule 28: the first terminal state wins, the late report is credited") {
  Work w;
  const auto call = w.p.task("call", [&](plan::Task& t) {
    t.by_report = true;
    t.expires_after = days(3);
  });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 10:00").event("joined").on("03-06 10:00").report("call").on("03-07 10:00").event("left").report("call");
  CHECK(w.s.told("call") ==
        "03-02 10:00 call opened\n03-05 10:00 call expired by time\n03-06 10:00 call credited: late\n03-07 10:00 call credited: late\n");
}

TEST_CASE("rule 3: a late event closes a task as credited") {
  Work w;
  const auto call = w.p.task("call", [&](plan::Task& t) { t.closings.push_back(PlanBuilder::done_on(w.p.on("called"))); });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 10:00").event("joined").on("03-06 10:00").event("called", {}, "03-04 10:00");
  CHECK(w.s.told("call ") == "03-02 10:00 call opened\n03-06 10:00 call credited: late\n03-06 10:00 call done by event\n");
}

TEST_CASE("rule 2: an event older than the entry closes no task, ends no journey and no wait, starts no moment") {
  for (const bool looks : {false, true}) {
    Work w;
    const auto call = w.p.task("call", [&](plan::Task& t) {
      plan::Trigger on = w.p.on("called");
      if (looks) on.lookback = days(1);
      t.closings.push_back(PlanBuilder::done_on(on));
    });
    w.p.moment("down", [&](plan::Moment& m) { m.on = {w.p.on("called")}; }, [](Steps& b) { b.tag("down"); });
    w.p.breakpoint("slow", w.p.on("called"), w.p.on("signed"), days(3));
    w.steps([&](Steps& b) {
      b.task(call);
      b.wait_for({w.p.on("signed")}, days(10));
      b.tag("signed");
    });
    w.s.on("03-02 10:00").event("joined").on("03-02 11:00");
    w.s.told();
    w.s.event("called", {}, "03-02 09:00").event("signed", {}, "03-02 09:30").event("left", {}, "03-01 09:00");
    CHECK(w.s.told() == (looks ? "03-02 11:00 call done by event\n03-02 11:00 left late\n" : "03-02 11:00 left late\n"));
    w.s.event("signed", {}, "03-02 10:00").event("left", {}, "03-02 10:30");   // since the entry, only seen late
    CHECK(w.s.told("03-02 11:00 tagged signed") == "03-02 11:00 tagged signed\n");
    CHECK(w.s.customer.journeys.empty());
  }
}

TEST_CASE("rule 36: an event that names a closed task credits it and closes no other") {
  Work w;
  const auto first = w.p.task("first", [&](plan::Task& t) { t.closings.push_back(PlanBuilder::done_on(w.p.on("called"))); });
  const auto second = w.p.task("second", [&](plan::Task& t) { t.closings.push_back(PlanBuilder::done_on(w.p.on("called"))); });
  w.steps([&](Steps& b) {
    b.task(first);
    b.wait(hours(1));
    b.task(second);
  });
  w.s.on("03-02 10:00").event("joined").event("called").on("03-02 12:00").event_for("called", "first");
  CHECK(w.s.told("12:00") == "03-02 12:00 first credited: late\n03-02 12:00 second credited: another took it\n");
}

TEST_CASE("an event that happened before the task, as far as done on looks back, closes it at once") {
  for (const int back : {1, 5}) {
    Work w;
    const auto call = w.p.task("call", [&](plan::Task& t) {
      plan::Trigger on = w.p.on("called");
      on.lookback = days(back);
      t.closings.push_back(PlanBuilder::done_on(on));
    });
    w.steps([&](Steps& b) { b.task(call); });
    w.s.on("03-02 10:00").event("called").on("03-05 10:00").event("joined");
    CHECK(w.s.told("call ") == (back == 5 ? "03-05 10:00 call opened\n03-05 10:00 call done by event\n" : "03-05 10:00 call opened\n"));
  }
}

}  // namespace
}  // namespace playmaker::core::testing
