// Who takes a task on, what a report must bring, and what is checked afterwards.
#include <catch2/catch.hpp>

#include "tests/core/journey/work.hpp"

namespace playmaker::core::testing {
namespace {

TEST_CASE("claim within: taken in time, or recorded; another assignee's clock starts again (rule 19)") {
  Work w;
  const auto call = w.p.task("call", [&](plan::Task& t) {
    t.role = w.p.text("advisor");
    t.by_report = true;
    t.work.claim = days(2);
  });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 09:00");
  w.people();
  w.s.on("03-02 10:00").event("joined");
  SECTION("in time") {
    w.s.on("03-03 10:00").input(TaskTaken{w.s.task("call"), Taking::claimed, plan::kNone, "li"});
    w.s.until("03-10 10:00");
    CHECK(w.s.told("claimed") == "03-03 10:00 call claimed\n");
  }
  SECTION("not in time") {
    w.s.until("03-10 10:00");
    CHECK(w.s.told("claimed") == "03-04 10:00 call not claimed\n");
  }
  SECTION("the manager changes") {
    w.s.on("03-03 10:00").set("manager", {plan::Kind::person, 7, {}, {}}).until("03-10 10:00");
    CHECK(w.s.told("claimed") == "03-05 10:00 call not claimed\n");
  }
  SECTION("by somebody else, whose task it is then") {
    w.s.on("03-03 10:00").input(TaskTaken{w.s.task("call"), Taking::claimed, 9, "wang"});
    CHECK(w.s.told("03-03") == "03-03 10:00 call is person 9's as advisor, by wang: \n03-03 10:00 call claimed\n");
    w.s.until("03-10 10:00");
    CHECK(w.s.told("not claimed").empty());
  }
}

TEST_CASE("acknowledge within: where nothing else is asked for it is the task, and its due time") {
  for (const bool more : {false, true}) {
    Work w;
    const auto read = w.p.task("read", [&](plan::Task& t) {
      t.role = w.p.text("advisor");
      if (more) t.closings.push_back(PlanBuilder::done_on(w.p.on("called")));
      t.work.acknowledge = days(2);
    });
    w.steps([&](Steps& b) { b.task(read); });
    w.s.on("03-02 09:00");
    w.people();
    w.s.on("03-02 10:00").event("joined");
    CHECK(w.s.told("opened") == "03-02 10:00 read opened, due 03-04 10:00\n");
    w.s.on("03-03 10:00").input(TaskTaken{w.s.task("read"), Taking::acknowledged, plan::kNone, "li"});
    CHECK(w.s.told("03-03") ==
          (more ? "03-03 10:00 read acknowledged\n" : "03-03 10:00 read acknowledged\n03-03 10:00 read done by report\n"));
  }
}

TEST_CASE("what a report must bring: without it the task stays open; what came once is kept; the customer's field is set") {
  Work w;
  w.s.catalog.attribute("wealth", plan::Kind::integer);
  const auto meet = w.p.task("meet", [&](plan::Task& t) {
    t.by_report = true;
    t.work.collect.push_back(w.p.attribute("wealth", plan::Kind::integer));
    t.work.evidence.push_back({w.p.text("document"), w.p.text("plan.pdf")});
    t.work.checklist = {w.p.text("topic"), w.p.text("deck")};
  });
  w.steps([&](Steps& b) {
    b.task(meet);
    b.wait_for({w.p.on_done(meet)}, days(20));
    b.when(w.p.at_least(w.p.attr("wealth", plan::Kind::integer), w.p.number(5)), [&] { b.tag("rich"); });
  });
  w.s.on("03-02 10:00").event("joined").on("03-03 10:00").report("meet");
  CHECK(w.s.told("03-03 10:00") == "03-03 10:00 meet credited: condition\n");
  TaskReported brings_some;
  brings_some.task = w.s.task("meet");
  brings_some.values = {{w.s.roster().dictionary->find(Names::attribute, "wealth"), Story::number(7)}};
  brings_some.brought = {brings(Bring::collected, 0), brings(Bring::ticked, 1)};
  brings_some.closes = false;
  w.s.on("03-03 11:00").input(brings_some);
  CHECK(w.s.told() == "03-03 11:00 meet brought 2\n");
  TaskReported rest;
  rest.task = w.s.task("meet");
  rest.brought = {brings(Bring::evidence, 0), brings(Bring::ticked, 1)};
  w.s.on("03-03 12:00").input(rest);
  CHECK(w.s.told() == "03-03 12:00 meet brought 1\n03-03 12:00 meet done by report\n03-03 12:00 tagged rich\n");
}

TEST_CASE("closed by report: a person's word closes it, not done, also where it needs its event to be done") {
  Work w;
  const auto call = w.p.task("call", [&](plan::Task& t) {
    t.closings.push_back(PlanBuilder::done_on(w.p.on("called")));
    t.work.closed_by_report = {w.p.text("moved_away")};
  });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 10:00").event("joined").on("03-03 10:00").report("call").report("call", "moved_away");
  CHECK(w.s.told("03-03") == "03-03 10:00 call credited: condition\n03-03 10:00 call closed as moved_away by report\n");
}

TEST_CASE("check: a share of what is done is looked at, the same each time, and outlives the journey") {
  int asked = 0;
  for (std::uint64_t customer = 0; customer < 400; ++customer) {
    Work w;
    const auto call = w.p.task("call", [&](plan::Task& t) {
      t.by_report = true;
      t.work.check = {250'000, w.p.text("head"), days(3)};
    });
    w.steps([&](Steps& b) {
      b.task(call);
      b.wait_for({w.p.on_done(call)}, days(20));
      b.finish("served");
    });
    w.s.salt = customer + 1;
    w.s.on("03-02 09:00");
    w.people();
    w.s.on("03-02 10:00").event("joined").on("03-03 10:00").report("call");
    if (w.s.customer.open_questions.empty()) continue;
    if (++asked > 1) continue;
    CHECK(w.s.told("question") == "03-03 10:00 question 1 to head, person 3: check of call, due 03-06 10:00\n");
    CHECK(w.s.customer.journeys.empty());
    w.s.on("03-07 10:00").input(QuestionReplied{1, "failed", "boss", plan::kNone});
    CHECK(w.s.told("question") == "03-06 10:00 question 1 overdue\n03-07 10:00 question 1 answered failed by boss\n");
    CHECK(w.s.customer.open_questions.empty());
    CHECK(w.s.customer.timers.empty());
  }
  CHECK(asked > 70);
  CHECK(asked < 130);
}

TEST_CASE("a question that nobody answers is dropped a month after its due") {
  Work w;
  const auto call = w.p.task("call", [&](plan::Task& t) {
    t.by_report = true;
    t.work.check = {1'000'000, w.p.text("head"), days(3)};
  });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 10:00").event("joined").report("call").until("04-30 10:00");
  CHECK(w.s.told("question") ==
        "03-02 10:00 question 1 to head, nobody: check of call, due 03-05 10:00\n03-05 10:00 question 1 overdue\n04-04 10:00 question 1 "
        "dropped: expired\n");
}

TEST_CASE("a chain of roles: each step of a role with several takes its own list") {
  Work w;
  const auto own = [](const pl::Length& length, const char* role) {
    return plan::Escalation{{length, plan::TickAnchor::opened}, role, {}};
  };
  w.s.catalog.role("lead").escalate = {own(days(1), "deputy"), own(days(2), "head")};
  w.s.catalog.role("deputy").escalate = {own(days(1), "board"), own(days(9), "board")};
  w.s.catalog.role("board").final_ = true;
  const auto call = w.p.task("call", [&](plan::Task& t) {
    t.by_report = true;
    t.escalate = {own(days(1), "lead")};
  });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 10:00").event("joined").until("03-20 10:00");
  CHECK(w.s.told("escalated") ==
        "03-03 10:00 call escalated 1 to lead\n03-04 10:00 call escalated 2 to deputy\n03-05 10:00 call escalated 3 to head\n");
}

}  // namespace
}  // namespace playmaker::core::testing
