// Times that follow something: repeats by working days, reminders and escalations that count from an event or a date, and a stage whose
// days begin at a time.
#include <catch2/catch.hpp>

#include "tests/core/journey/work.hpp"

namespace playmaker::core::testing {
namespace {

const char* const kShort = "date,kind,name\n2026-03-09,off,x\n";   // a Monday off; the table ends with 2026
const char* const kEnded = "date,kind,name\n2025-01-01,off,x\n";

struct Timed : Work {
  explicit Timed(const char* table) {
    plan::NamedCalendar calendar;
    calendar.name = "bank";
    calendar.days = *base::parse_calendar(table, 0x60);
    s.catalog.catalog.calendars.push_back(calendar);
    p.plan.calendar = p.text("bank");
  }
  std::uint32_t repeat(std::uint32_t times) {
    plan::Repeat made;
    made.every = working_days(3);
    made.at_minute = 10 * 60;
    made.times = times;
    made.site = p.site(plan::SiteKind::repeat, 0, "round", 0);
    made.block = p.block(made.site, [](Steps& b) { b.tag("round"); });
    p.plan.repeats.push_back(made);
    return 0;
  }
};

TEST_CASE("a repeat every so many working days passes over weekends and holidays, and a newer table moves what is armed") {
  Timed t(kShort);
  const auto round = t.repeat(3);
  t.steps([&](Steps& b) { b.op(plan::OpKind::repeat, round); });
  t.s.on("03-03 08:00").event("joined");   // a Tuesday
  SECTION("by the table") {
    t.s.until("04-30 10:00");
    CHECK(t.s.told("tagged") == "03-06 10:00 tagged round\n03-12 10:00 tagged round\n03-17 10:00 tagged round\n");
  }
  SECTION("a newer table has a day off more") {
    t.s.on("03-04 08:00").new_calendar("bank", "date,kind,name\n2026-03-05,off,x\n2026-03-09,off,x\n").until("03-11 10:00");
    CHECK(t.s.told("tagged") == "03-10 10:00 tagged round\n");
  }
}

TEST_CASE("rule 15: a repeat by working days beyond the calendar says so once, and goes on with a newer table") {
  Timed t(kEnded);
  const auto round = t.repeat(2);
  t.steps([&](Steps& b) { b.op(plan::OpKind::repeat, round); });
  t.s.on("03-03 08:00").event("joined").until("03-10 08:00");
  CHECK(t.s.told("incident") == "03-03 08:00 incident calendar_unknown\n");
  t.s.on("03-10 09:00").new_calendar("bank", kShort).until("04-30 10:00");
  CHECK(t.s.told("tagged") == "03-12 10:00 tagged round\n03-17 10:00 tagged round\n");
}

TEST_CASE("a reminder follows the date it counts from: known at the opening, moved, past") {
  Work w;
  const auto matures = w.p.attr("matures", plan::Kind::date);
  const auto call = w.p.task("call", [&](plan::Task& t) {
    t.role = w.p.text("advisor");
    t.by_report = true;
    t.remind = {{{days(1), plan::TickAnchor::before, {plan::AnchorKind::value, matures}}, "sms"}};
    t.escalate = {{{days(1), plan::TickAnchor::after, {plan::AnchorKind::value, matures}}, "head", {}}};
  });
  w.steps([&](Steps& b) { b.task(call); });
  const auto day = [](std::string_view text) {
    return plan::Datum{plan::Kind::date, base::local_date(base::Zone{}, at(text)).days, {}, {}};
  };
  w.s.catalog.attribute("matures", plan::Kind::date);
  w.s.on("03-02 09:00");
  w.people();
  SECTION("known at the opening") {
    w.s.set("matures", day("03-10 12:00")).on("03-02 10:00").event("joined").until("03-20 10:00");
    CHECK(w.s.told("call reminded") == "03-09 00:00 call reminded 0\n");
    CHECK(w.s.customer.journeys.front().tasks.front().escalations == 1);
  }
  SECTION("it moves while the task is open") {
    w.s.set("matures", day("03-10 12:00")).on("03-02 10:00").event("joined").on("03-05 10:00").set("matures", day("03-15 12:00"));
    w.s.until("03-15 10:00");
    CHECK(w.s.told("call reminded") == "03-14 00:00 call reminded 0\n");
    w.s.until("03-20 10:00");
    CHECK(w.s.told("call escalated") == "03-16 00:00 call escalated 1 to head\n");
  }
  SECTION("it becomes known after the opening") {
    w.s.on("03-02 10:00").event("joined").on("03-05 10:00").set("matures", day("03-08 12:00")).until("03-07 10:00");
    CHECK(w.s.told("call reminded") == "03-07 00:00 call reminded 0\n");
  }
  SECTION("what is past reminds nobody; what escalates comes at once") {
    w.s.set("matures", day("02-20 12:00")).on("03-02 10:00").event("joined").until("03-20 10:00");
    const std::string told = w.s.told("call");
    CHECK(told.find("reminded") == std::string::npos);
    CHECK(told.find("03-02 10:00 call escalated 1 to head\n") != std::string::npos);
  }
}

TEST_CASE("a reminder that counts from an event is set when it comes, and again when it comes again") {
  Work w;
  const auto call = w.p.task("call", [&](plan::Task& t) {
    t.role = w.p.text("advisor");
    t.by_report = true;
    t.remind = {{{hours(2), plan::TickAnchor::after, {plan::AnchorKind::event, w.p.event("called")}}, "sms"}};
  });
  w.steps([&](Steps& b) { b.task(call); });
  w.s.on("03-02 09:00");
  w.people();
  w.s.on("03-02 10:00").event("joined").on("03-03 10:00").event("called").on("03-03 11:00").event("called").until("03-05 10:00");
  CHECK(w.s.told("call reminded") == "03-03 13:00 call reminded 0\n");
  w.s.on("03-06 10:00").event("called").until("03-07 10:00");
  CHECK(w.s.told("call reminded") == "03-06 12:00 call reminded 0\n");
}

TEST_CASE("a stage on days A to B at a time begins then; on the day of entry what is past begins at once") {
  Work w;
  w.p.stage("late", [](plan::Stage& g) { g.from_day = 2, g.to_day = 4, g.timing.at_minute = 10 * 60; }, [](Steps& b) { b.tag("late"); });
  w.p.stage("first", [](plan::Stage& g) { g.from_day = 1, g.to_day = 4, g.timing.at_minute = 9 * 60; }, [](Steps& b) { b.tag("first"); });
  w.s.on("03-02 12:00").event("joined").until("03-10 10:00");
  CHECK(w.s.told("tagged") == "03-02 12:00 tagged first\n03-03 10:00 tagged late\n");
}

}  // namespace
}  // namespace playmaker::core::testing
