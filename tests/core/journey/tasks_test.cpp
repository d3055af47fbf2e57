#include <catch2/catch.hpp>

#include "tests/core/journey/work.hpp"

namespace playmaker::core::testing {
namespace {

TEST_CASE("a task opens, is assigned by its role's path, falls due, is overdue, is done late") {
  Work w;
  const auto call = w.p.task("call", [&](plan::Task& t) {
    t.role = w.p.text("advisor");
    t.due = PlanBuilder::due(days(2));
    t.by_report = true;
  });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 09:00");
  w.people();
  w.s.on("03-02 10:00").event("joined").on("03-05 10:00").report("call");
  CHECK(w.s.told() ==
        "03-02 10:00 care entered\n"
        "03-02 10:00 call opened, due 03-04 10:00\n"
        "03-02 10:00 call is person 1's as advisor\n"
        "03-04 10:00 call overdue\n"
        "03-05 10:00 call done by report\n");
  CHECK(w.s.customer.timers.size() == 1);  // the journey's own end
}

TEST_CASE("a role's backup stands in while the first is unset or away") {
  Work w;
  w.s.catalog.catalog.person.push_back(CatalogBuilder::field_of("away", plan::Kind::boolean));
  const auto call = w.p.task("call", [&](plan::Task& t) { t.role = w.p.text("advisor"); });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 09:00");
  const auto away = w.s.roster().dictionary->find(Names::person_attribute, "away");
  w.s.directory.persons.resize(4);
  w.s.directory.persons[1] = {true, std::vector<plan::Datum>(away + 1)};
  SECTION("unset") {
    w.s.set("boss", {plan::Kind::person, 3, {}, {}}).event("joined");
    CHECK(w.s.told("call is") == "03-02 09:00 call is person 3's as advisor, backup\n");
  }
  SECTION("away") {
    w.people();
    w.s.directory.persons[1].fields[away] = Story::yes();
    w.s.event("joined");
    CHECK(w.s.told("call is") == "03-02 09:00 call is person 3's as advisor, backup\n");
  }
  SECTION("here") {
    w.people();
    w.s.directory.persons[1].fields[away] = Story::yes(false);
    w.s.event("joined");
    CHECK(w.s.told("call is") == "03-02 09:00 call is person 1's as advisor\n");
  }
  SECTION("nobody at all: open, unassigned, an incident") {
    w.s.event("joined");
    CHECK(w.s.told("0") ==
          "03-02 09:00 care entered\n03-02 09:00 call opened\n03-02 09:00 call is nobody's as advisor\n03-02 09:00 incident "
          "task_unassigned\n");
  }
}

TEST_CASE("a pool is asked; the task is open and unassigned until the answer") {
  Work w(false);
  w.s.catalog.catalog.pools.push_back({"agents", {}});
  w.s.catalog.role("agent").pool = "agents";
  const auto call = w.p.task("call", [&](plan::Task& t) { t.role = w.p.text("agent"); });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 10:00").event("joined").on("03-02 10:01").answer(true, {}, "li");
  CHECK(w.s.told() ==
        "03-02 10:00 care entered\n03-02 10:00 call opened\n03-02 10:00 call is nobody's as agent\n03-02 10:00 asked for a pool\n"
        "03-02 10:01 call is person 2's as agent\n03-02 10:01 posted\n");
}

TEST_CASE("rule 33: reminders and escalation run on the task's clock; escalation keeps the task and chains until a final role") {
  Work w;
  w.s.catalog.catalog.roles[0].escalate.push_back({{days(1), plan::TickAnchor::after_due}, "head", {}});
  w.s.catalog.catalog.roles[0].remind.push_back({{days(1), plan::TickAnchor::opened}, "sms"});
  const auto call = w.p.task("call", [&](plan::Task& t) {
    t.role = w.p.text("advisor");
    t.due = PlanBuilder::due(days(2));
    t.by_report = true;
  });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 09:00");
  w.people();
  w.s.on("03-02 10:00").event("joined").on("03-20 10:00");
  CHECK(w.s.told("call") ==
        "03-02 10:00 call opened, due 03-04 10:00\n"
        "03-02 10:00 call is person 1's as advisor\n"
        "03-03 10:00 call reminded 0\n"
        "03-04 10:00 call overdue\n"
        "03-05 10:00 call escalated 1 to head\n");
  w.s.hand("call", "li", "on leave").report("call");
  CHECK(w.s.told("call") == "03-20 10:00 call is person 2's as advisor, by boss: on leave\n03-20 10:00 call done by report\n");
}

TEST_CASE("rule 33: a circle of roles escalates a bounded number of times") {
  Work w(false);
  w.s.catalog.role("a").escalate.push_back({{hours(1), plan::TickAnchor::opened}, "b", {}});
  w.s.catalog.role("b").escalate.push_back({{hours(1), plan::TickAnchor::opened}, "c", {}});
  w.s.catalog.role("c").escalate.push_back({{hours(1), plan::TickAnchor::opened}, "b", {}});
  const auto call = w.p.task("call", [&](plan::Task& t) { t.role = w.p.text("a"); });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 10:00").event("joined").until("03-20 10:00");
  CHECK(w.s.count(TaskEscalated::kCode) == 8);
}

TEST_CASE("after orders tasks; unless and when are judged when the task would open") {
  Work w;
  w.s.catalog.attribute("rich", plan::Kind::boolean);
  const auto kyc = w.p.task("kyc", [&](plan::Task& t) { t.by_report = true; });
  const auto offer = w.p.task("offer", [&](plan::Task& t) {
    t.after_task = kyc;
    t.when = w.p.attr("rich", plan::Kind::boolean);
  });
  w.steps([&](Steps& b) {
    b.task(kyc);
    b.task(offer);
  });
  w.s.on("03-02 10:00").event("joined");
  SECTION("needed") {
    w.s.on("03-03 10:00").set("rich", Story::yes()).report("kyc");
    CHECK(w.s.told("offer") == "03-02 10:00 offer waits\n03-03 10:00 offer opened\n");
  }
  SECTION("not needed") {
    w.s.on("03-03 10:00").report("kyc");
    CHECK(w.s.told("offer") == "03-02 10:00 offer waits\n03-03 10:00 offer dropped: condition\n");
  }
}

TEST_CASE("rule 15: a due beyond the calendar is unknown, never a guess, and known again with a new table") {
  Work w;
  const char* const known = "date,kind,name\n2025-01-01,off,x\n2026-01-01,off,x\n";
  plan::NamedCalendar calendar;
  calendar.name = "bank";
  calendar.days = *base::parse_calendar("date,kind,name\n2025-01-01,off,x\n", 0x60);
  w.s.catalog.catalog.calendars.push_back(calendar);
  w.p.plan.calendar = w.p.text("bank");
  const auto call = w.p.task("call", [&](plan::Task& t) {
    t.due = PlanBuilder::due(working_days(2));
    t.by_report = true;
  });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 10:00").event("joined").on("03-03 10:00").new_calendar("bank", known).until("03-10 10:00");
  CHECK(w.s.told() ==
        "03-02 10:00 care entered\n03-02 10:00 call opened, due unknown\n03-02 10:00 incident task_due_unknown\n"
        "03-03 10:00 call due 03-04 17:30\n03-04 17:30 call overdue\n");
}

TEST_CASE("rule 21: the end of the journey cancels open tasks; at the end of its time a must-task expires, an optional one lapses") {
  Work w;
  const auto must = w.p.task("must");
  const auto optional = w.p.task("optional", [](plan::Task& t) { t.must = false; });
  w.steps([&](Steps& b) {
    b.task(must);
    b.task(optional);
  });
  w.p.plan.ends_after = days(5);
  w.s.on("03-02 10:00").event("joined");
  w.s.told();
  SECTION("by an exit") {
    w.s.on("03-03 10:00").event("left");
    CHECK(w.s.told() == "03-03 10:00 must cancelled by end\n03-03 10:00 optional cancelled by end\n03-03 10:00 care ended left: exit\n");
  }
  SECTION("by time") {
    w.s.until("03-20 10:00");
    CHECK(w.s.told() == "03-07 10:00 must expired by end\n03-07 10:00 optional lapsed by end\n03-07 10:00 care ended over: over\n");
  }
  CHECK(w.s.customer.timers.empty());
  CHECK(w.s.customer.journeys.empty());
}

TEST_CASE("assign names another role for a task that still waits") {
  Work w;
  const auto kyc = w.p.task("kyc", [](plan::Task& t) { t.by_report = true; });
  const auto call = w.p.task("call", [&](plan::Task& t) {
    t.role = w.p.text("advisor");
    t.after_task = kyc;
  });
  w.steps([&](Steps& b) {
    b.task(kyc);
    b.task(call);
    b.assign("head", call);
  });
  w.s.on("03-02 09:00");
  w.people();
  w.s.event("joined").on("03-03 09:00").report("kyc");
  CHECK(w.s.told("call is") == "03-02 09:00 call is nobody's as head\n03-03 09:00 call is person 3's as head\n");
}

TEST_CASE("a task on its day opens at its time; past on an earlier day it is not opened, and said so") {
  for (const int day : {3, 1}) {
    Work w;
    const auto call = w.p.task("call", [&](plan::Task& t) { t.timing = PlanBuilder::on_day(day, 11); });
    w.steps([&](Steps& b) {
      b.wait(days(1));
      b.task(call);
    });
    w.s.on("03-02 10:00").event("joined").until("03-10 10:00");
    CHECK(w.s.told("call") == (day == 3 ? "03-03 10:00 call waits\n03-04 11:00 call opened\n" : "03-03 10:00 call dropped: past\n"));
  }
}

TEST_CASE("assign names another role for an open task") {
  Work w;
  const auto call = w.p.task("call", [&](plan::Task& t) { t.role = w.p.text("advisor"); });
  w.steps([&](Steps& b) {
    b.task(call);
    b.wait(days(1));
    b.assign("head", call);
  });
  w.s.on("03-02 09:00");
  w.people();
  w.s.event("joined").until("03-04 09:00");
  CHECK(w.s.told("call is") == "03-02 09:00 call is person 1's as advisor\n03-03 09:00 call is person 3's as head\n");
}

}  // namespace
}  // namespace playmaker::core::testing
