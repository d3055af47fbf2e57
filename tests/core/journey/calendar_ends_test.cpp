// Working days beyond the calendar's table: whatever counts them says so once, and runs again when a newer table comes.
#include <catch2/catch.hpp>

#include "tests/core/journey/work.hpp"

namespace playmaker::core::testing {
namespace {

const char* const kLonger = "date,kind,name\n2025-01-01,off,x\n2026-01-01,off,x\n";

// The table ends with 2025, and every story plays in 2026.
struct Short : Work {
  explicit Short(bool roles = true) : Work(roles) {
    plan::NamedCalendar calendar;
    calendar.name = "bank";
    calendar.days = *base::parse_calendar("date,kind,name\n2025-01-01,off,x\n", 0x60);
    s.catalog.catalog.calendars.push_back(calendar);
    p.plan.calendar = p.text("bank");
  }
};

TEST_CASE("rule 15: reminders, escalations and expiry beyond the calendar say so once, and a new table arms what has not fired") {
  Short w;
  const auto call = w.p.task("call", [&](plan::Task& t) {
    t.role = w.p.text("advisor");
    t.due = PlanBuilder::due(days(3));
    t.remind = {{{hours(1), plan::TickAnchor::opened}, "sms"}, {{working_days(1), plan::TickAnchor::opened}, "sms"}};
    t.escalate = {{{hours(2), plan::TickAnchor::opened}, "advisor", {}}, {{working_days(2), plan::TickAnchor::opened}, "head", {}}};
    t.expires_after = working_days(5);
    t.by_report = true;
  });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 09:00");
  w.people();
  w.s.on("03-02 10:00").event("joined").on("03-02 15:00");
  CHECK(w.s.told() ==
        "03-02 10:00 care entered\n03-02 10:00 call opened, due 03-05 10:00\n03-02 10:00 call is person 1's as advisor\n"
        "03-02 10:00 incident calendar_unknown\n03-02 11:00 call reminded 0\n03-02 12:00 call escalated 1 to advisor\n");
  SECTION("in time; a second table of the same days doubles nothing") {
    w.s.new_calendar("bank", kLonger).new_calendar("bank", kLonger).on("03-05 09:00").new_calendar("bank", kLonger).until("03-20 10:00");
    CHECK(
        w.s.told() ==
        "03-03 17:30 call reminded 1\n03-04 17:30 call escalated 2 to head\n03-05 10:00 call overdue\n03-09 17:30 call expired by time\n");
  }
  SECTION("too late: a reminder is past, the escalation comes at once") {
    w.s.on("03-06 10:00").new_calendar("bank", kLonger).until("03-06 11:00");
    CHECK(w.s.told() == "03-05 10:00 call overdue\n03-06 10:00 call escalated 2 to head\n");
  }
}

TEST_CASE("rule 15: what counts from a due that was unknown waits for it; the expiry counts from the opening") {
  Short w;
  const auto call = w.p.task("call", [&](plan::Task& t) {
    t.due = PlanBuilder::due(working_days(2));
    t.escalate = {{{working_days(1), plan::TickAnchor::after_due}, "head", {}}};
    t.expires_after = working_days(4);
  });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 10:00").event("joined").on("03-03 10:00").new_calendar("bank", kLonger).until("03-20 10:00");
  CHECK(w.s.told() ==
        "03-02 10:00 care entered\n03-02 10:00 call opened, due unknown\n03-02 10:00 incident task_due_unknown\n"
        "03-02 10:00 incident calendar_unknown\n03-03 10:00 call due 03-04 17:30\n03-04 17:30 call overdue\n"
        "03-05 17:30 call escalated 1 to head\n03-06 17:30 call expired by time\n");
}

TEST_CASE("rule 15: the steps of a role that was added count from when it was, also with a table that comes later") {
  Short w(false);
  w.s.catalog.role("lead").escalate.push_back({{working_days(1), plan::TickAnchor::opened}, "chief", {}});
  w.s.catalog.role("chief").final_ = true;
  const auto call = w.p.task("call", [&](plan::Task& t) { t.escalate = {{{hours(1), plan::TickAnchor::opened}, "lead", {}}}; });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 10:00").event("joined").on("03-02 12:00").new_calendar("bank", kLonger).until("03-20 10:00");
  CHECK(w.s.told() ==
        "03-02 10:00 care entered\n03-02 10:00 call opened\n03-02 11:00 call escalated 1 to lead\n03-02 11:00 incident calendar_unknown\n"
        "03-03 17:30 call escalated 2 to chief\n");
}

TEST_CASE("rule 15: a moment whose last day the calendar did not know ends there with a new table") {
  Short w;
  w.p.moment(
      "down", [&](plan::Moment& m) { m.on = {w.p.on("called")}, m.expires_after = working_days(2); },
      [&](Steps& b) { b.wait_for({w.p.on("signed")}, days(60)); });
  w.s.on("03-02 10:00").event("joined").event("called").on("03-03 10:00").new_calendar("bank", kLonger).new_calendar("bank", kLonger);
  w.s.until("03-20 10:00");
  CHECK(w.s.told() ==
        "03-02 10:00 care entered\n03-02 10:00 down started\n03-02 10:00 incident calendar_unknown\n03-04 17:30 down expired: expired\n");
}

TEST_CASE("rules 15 and 31: a breakpoint beyond the calendar names the calendar; its anchor only when that has no value") {
  Short w;
  w.p.breakpoint("slow", PlanBuilder::on_entry(), w.p.on("signed"), working_days(2));
  w.p.breakpoint("anchored", PlanBuilder::on_entry(), w.p.on("signed"), working_days(1), [&](plan::Breakpoint& b) {
    b.rule = plan::StallRuleKind::after_anchor;
    b.anchor = {plan::AnchorKind::entry, 0};
  });
  w.s.catalog.attribute("matures", plan::Kind::date);
  w.p.breakpoint("dull", PlanBuilder::on_entry(), w.p.on("signed"), working_days(1), [&](plan::Breakpoint& b) {
    b.rule = plan::StallRuleKind::after_anchor;
    b.anchor = {plan::AnchorKind::value, w.p.attr("matures", plan::Kind::date)};
  });
  w.s.on("03-02 10:00").event("joined");
  CHECK(w.s.told("incident") ==
        "03-02 10:00 incident calendar_unknown\n03-02 10:00 incident calendar_unknown\n03-02 10:00 incident stall_time_unknown\n");
  w.s.on("03-03 10:00").new_calendar("bank", kLonger);
  CHECK(w.s.told() ==
        "03-03 10:00 slow armed from 03-02 10:00, trips 03-04 17:30\n03-03 10:00 anchored armed from 03-02 10:00, trips 03-03 17:30\n");
}

TEST_CASE("rule 15: a hand-over whose time the calendar does not know gets it with a new table, and lapses without one") {
  Short w;
  w.steps([&](Steps& b) {
    b.hand_over("head", working_days(2), [&] { b.tag("nobody"); });
    b.tag("went on");
  });
  w.s.on("03-02 09:00");
  w.people();
  w.s.on("03-02 10:00").event("joined").until("03-03 10:00");
  CHECK(w.s.told("0") ==
        "03-02 10:00 care entered\n03-02 10:00 incident calendar_unknown\n"
        "03-02 10:00 question 1 to head, person 3: take over from step_1\n");
  SECTION("a new table") {
    w.s.new_calendar("bank", kLonger).until("03-05 10:00");
    CHECK(w.s.told() ==
          "03-03 10:00 question 1 due 03-04 17:30\n03-04 17:30 question 1 answered lapsed\n03-04 17:30 tagged nobody\n"
          "03-04 17:30 tagged went on\n");
  }
  SECTION("a new table when its time is past") {
    w.s.on("03-09 10:00").new_calendar("bank", kLonger).until("03-09 10:00");
    CHECK(w.s.told() ==
          "03-09 10:00 question 1 due 03-04 17:30\n03-09 10:00 question 1 answered lapsed\n03-09 10:00 tagged nobody\n"
          "03-09 10:00 tagged went on\n");
  }
  SECTION("none") {
    w.s.until("04-02 10:00");
    CHECK(w.s.told() == "04-01 10:00 question 1 answered lapsed\n04-01 10:00 tagged nobody\n04-01 10:00 tagged went on\n");
  }
}

}  // namespace
}  // namespace playmaker::core::testing
