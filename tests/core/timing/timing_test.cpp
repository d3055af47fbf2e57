// "Time" of the language and its rules: lengths, anchors, days of a journey, sweeps.
#include <catch2/catch.hpp>

#include "runtime/core/timing.hpp"
#include "tests/core/evaluate/bank.hpp"

using namespace playmaker;
using namespace playmaker::core;
using namespace playmaker::core::testing;
using namespace playmaker::core::testing::bank;

namespace {

pl::Length working_hours(std::int64_t n) { return {pl::LengthUnit::working_millis, n * base::kHour}; }

// 2026 with two holidays and one make-up Saturday; open 09:00 to 17:30.
base::Calendar calendar() {
  base::Calendar days;
  days.weekend = 0b110'0000;
  days.first_year = days.last_year = 2026;
  days.exceptions = {{base::date_of(2026, 3, 3), false}, {base::date_of(2026, 3, 4), false}, {base::date_of(2026, 3, 7), true}};
  return days;
}

std::string shown(const std::optional<Instant>& at, base::Zone zone) { return at ? base::format_instant(*at, zone) : "unknown"; }

struct Clock {
  base::Calendar days = calendar();
  base::Zone zone = *base::find_zone("Asia/Shanghai");
  Clockwork works{zone, &days};
  std::string after_(std::string_view from, const pl::Length& length) const { return shown(after(works, at(from), length), zone); }
  std::string before_(std::string_view from, const pl::Length& length) const { return shown(before(works, at(from), length), zone); }
};

}  // namespace

TEST_CASE("lengths by unit, forwards and back") {
  Clock c;
  CHECK(c.after_("2026-03-02T09:30:00+08:00", hours(24)) == "2026-03-03T09:30:00+08:00");
  CHECK(c.after_("2026-03-02T09:30:00+08:00", days(7)) == "2026-03-09T09:30:00+08:00");
  CHECK(c.before_("2026-03-02T09:30:00+08:00", days(2)) == "2026-02-28T09:30:00+08:00");
  CHECK(after(c.works, base::kNever, days(1)) == std::nullopt);
}

TEST_CASE("rule 14: months are clamped to the month's end, anchored to the first date") {
  Clock c;
  CHECK(c.after_("2026-01-31T10:00:00+08:00", months(1)) == "2026-02-28T10:00:00+08:00");
  CHECK(c.after_("2026-01-31T10:00:00+08:00", months(2)) == "2026-03-31T10:00:00+08:00");
  CHECK(c.before_("2026-03-31T10:00:00+08:00", months(1)) == "2026-02-28T10:00:00+08:00");
}

TEST_CASE("rule 13: a day is the same local time, 24 hours are not, where clocks change") {
  const base::Zone zone = *base::find_zone("Europe/Prague");
  const Clockwork works{zone, nullptr};
  const Instant from = at("2026-03-28T02:30:00+01:00");   // the night before 02:30 is missing
  CHECK(shown(after(works, from, days(1)), zone) == "2026-03-29T03:00:00+02:00");   // the first valid instant
  CHECK(shown(after(works, from, hours(24)), zone) == "2026-03-29T03:30:00+02:00");
  CHECK(shown(after(works, at("2026-10-24T02:30:00+02:00"), days(1)), zone) == "2026-10-25T02:30:00+02:00");   // the first of two
}

TEST_CASE("rule 15: working days end at close of business, over holidays and make-up Saturdays; never a guess") {
  Clock c;
  CHECK(c.after_("2026-03-02T10:00:00+08:00", working_days(1)) == "2026-03-05T17:30:00+08:00");
  CHECK(c.after_("2026-03-02T10:00:00+08:00", working_days(3)) == "2026-03-07T17:30:00+08:00");   // the make-up Saturday
  CHECK(c.after_("2026-03-02T10:00:00+08:00", working_days(4)) == "2026-03-09T17:30:00+08:00");
  CHECK(c.before_("2026-03-05T10:00:00+08:00", working_days(1)) == "2026-03-02T17:30:00+08:00");
  CHECK(c.after_("2026-12-31T10:00:00+08:00", working_days(1)) == "unknown");
  CHECK(c.before_("2026-01-01T10:00:00+08:00", working_days(1)) == "unknown");
  CHECK(c.after_("2027-03-02T10:00:00+08:00", working_hours(1)) == "unknown");
}

TEST_CASE("working hours count open time only") {
  Clock c;
  CHECK(c.after_("2026-03-02T16:30:00+08:00", working_hours(4)) == "2026-03-05T12:00:00+08:00");
  CHECK(c.after_("2026-03-03T12:00:00+08:00", working_hours(1)) == "2026-03-05T10:00:00+08:00");
  CHECK(c.before_("2026-03-05T12:00:00+08:00", working_hours(4)) == "2026-03-02T16:30:00+08:00");
  CHECK(c.before_("2026-03-04T12:00:00+08:00", working_hours(1)) == "2026-03-02T16:30:00+08:00");
  const Clockwork none{c.zone, nullptr};
  CHECK(shown(after(none, at("2026-03-07T10:00:00+08:00"), working_hours(4)), c.zone) == "2026-03-07T14:00:00+08:00");
  CHECK(shown(after(none, at("2026-03-06T10:00:00+08:00"), working_days(1)), c.zone) == "2026-03-08T00:00:00+08:00");
}

namespace {

struct Times {
  Bank b;
  AnchorTimes times;
  Times() {
    b.c.attribute("matures", Kind::date);
    b.c.attribute("meets_at", Kind::instant);
    b.c.event("booked");
    b.p.attr("matures", Kind::date);
    b.p.attr("meets_at", Kind::instant);
    b.p.event("booked");
    b.c.catalog.calendars.push_back({"cn", calendar(), {}, {}});
    b.p.plan.calendar = b.p.text("cn");
    b.p.stage("meet", {}, {});
    b.p.task("call");
    b.open();
    b.in_journey = true;
    b.now = at("2026-03-02T15:00:00+08:00");   // a Monday
    times.entered = times.opened = b.journey.entered = b.now;
  }
  Timed timed(const pl::Timing& timing, std::int32_t default_minute = 9 * 60 + 30) {
    return resolve(b.frame(), timing, times, default_minute, b.findings);
  }
  std::string says(const pl::Timing& timing, std::int32_t default_minute = 9 * 60 + 30) {
    const Timed found = timed(timing, default_minute);
    return shown(found.at, b.roster->zone) + (found.past_day ? " past" : "");
  }
};

pl::Timing timing_of(pl::TimingKind kind, std::int32_t number = 0, std::int32_t minute = -1) {
  pl::Timing timing;
  timing.kind = kind;
  timing.number = number;
  timing.at_minute = minute;
  return timing;
}

}  // namespace

TEST_CASE("rule 38: on the entry day at once, on an earlier day skipped; a wave without `at` takes the default time") {
  Times t;
  CHECK(t.says(PlanBuilder::on_day(1, 10)) == "2026-03-02T10:00:00+08:00");
  CHECK(t.says(PlanBuilder::on_day(3)) == "2026-03-04T09:30:00+08:00");
  CHECK(t.says(PlanBuilder::on_day(3), -1) == "2026-03-04T00:00:00+08:00");
  CHECK(t.says(timing_of(pl::TimingKind::none)) == "2026-03-02T15:00:00+08:00");
  CHECK(t.says(timing_of(pl::TimingKind::none, 0, 16 * 60)) == "2026-03-02T16:00:00+08:00");
  t.b.now = at("2026-03-04T00:00:00+08:00");
  CHECK(t.says(PlanBuilder::on_day(1, 10)) == "2026-03-02T10:00:00+08:00 past");
  CHECK(t.says(PlanBuilder::on_day(3, 10)) == "2026-03-04T10:00:00+08:00");
}

TEST_CASE("day 1 is the day of entry in the customer's zone") {
  Times t;
  t.times.entered = at("2026-03-02T23:59:59+08:00");
  CHECK(t.says(PlanBuilder::on_day(2, 10)) == "2026-03-03T10:00:00+08:00");
  t.times.entered = at("2026-03-03T00:00:00+08:00");
  CHECK(t.says(PlanBuilder::on_day(2, 10)) == "2026-03-04T10:00:00+08:00");
}

TEST_CASE("weekdays and days of the month: the first after entry, or after what opened later") {
  Times t;
  CHECK(t.says(timing_of(pl::TimingKind::weekday, 4)) == "2026-03-06T09:30:00+08:00");
  CHECK(t.says(timing_of(pl::TimingKind::weekday, 0)) == "2026-03-09T09:30:00+08:00");   // not the Monday of entry
  CHECK(t.says(timing_of(pl::TimingKind::month_day, 15)) == "2026-03-15T09:30:00+08:00");
  CHECK(t.says(timing_of(pl::TimingKind::month_day, 2)) == "2026-04-02T09:30:00+08:00");
  CHECK(t.says(timing_of(pl::TimingKind::last_day, 0, 600)) == "2026-03-31T10:00:00+08:00");
  CHECK(t.says(timing_of(pl::TimingKind::date, base::date_of(2026, 11, 11).days)) == "2026-11-11T09:30:00+08:00");
  t.times.opened = at("2026-03-31T08:00:00+08:00");
  CHECK(t.says(timing_of(pl::TimingKind::month_day, 31)) == "2026-04-30T09:30:00+08:00");   // clamped
  CHECK(t.says(timing_of(pl::TimingKind::last_day)) == "2026-04-30T09:30:00+08:00");
  CHECK(t.says(timing_of(pl::TimingKind::weekday, 4)) == "2026-04-03T09:30:00+08:00");
}

TEST_CASE("anchors: entry, opening, due, a stage, a task's end, an event, a date or instant; unknown ones stay unknown") {
  Times t;
  const auto before_ = [](const pl::Length& length, pl::Anchor anchor) {
    pl::Timing timing = PlanBuilder::after(length, anchor);
    timing.kind = pl::TimingKind::before;
    return timing;
  };
  CHECK(t.says(PlanBuilder::after(hours(2))) == "2026-03-02T17:00:00+08:00");
  CHECK(t.says(PlanBuilder::after(days(2))) == "2026-03-04T09:30:00+08:00");
  CHECK(t.says(PlanBuilder::after(days(2)), -1) == "2026-03-04T15:00:00+08:00");
  CHECK(t.says(PlanBuilder::after(working_days(1)), -1) == "2026-03-05T17:30:00+08:00");
  CHECK(t.says(PlanBuilder::after(working_days(1))) == "2026-03-05T09:30:00+08:00");
  CHECK(t.says(before_(days(1), {pl::AnchorKind::due, plan::kNone})) == "unknown");
  t.times.due = at("2026-03-10T17:30:00+08:00");
  CHECK(t.says(before_(hours(1), {pl::AnchorKind::due, plan::kNone})) == "2026-03-10T16:30:00+08:00");
  CHECK(t.says(before_(days(7), {pl::AnchorKind::value, 0})) == "unknown");
  t.b.set("matures", date(2026, 3, 20));
  CHECK(t.says(before_(days(7), {pl::AnchorKind::value, 0})) == "2026-03-13T09:30:00+08:00");
  t.b.set("meets_at", number(Kind::instant, at("2026-03-05T10:00:00+08:00").ms));
  CHECK(t.says(PlanBuilder::after(working_days(1), {pl::AnchorKind::value, 1}), -1) == "2026-03-06T17:30:00+08:00");
  CHECK(t.says(PlanBuilder::after(hours(1), {pl::AnchorKind::event, 0})) == "unknown");
  t.b.happens("booked", at("2026-03-02T11:00:00+08:00"));
  CHECK(t.says(PlanBuilder::after(hours(1), {pl::AnchorKind::event, 0})) == "2026-03-02T12:00:00+08:00");
  CHECK(t.says(PlanBuilder::after(hours(1), {pl::AnchorKind::stage, 0})) == "unknown");
  Run stage;
  stage.run = 1;
  stage.site = t.b.plan().plan->stages[0].site;
  stage.started = at("2026-03-02T13:00:00+08:00");
  t.b.journey.runs = {stage};
  CHECK(t.says(PlanBuilder::after(hours(1), {pl::AnchorKind::stage, 0})) == "2026-03-02T14:00:00+08:00");
  CHECK(t.says(PlanBuilder::after(hours(1), {pl::AnchorKind::task_closed, 0})) == "unknown");
  core::Task call;
  call.site = t.b.plan().plan->tasks[0].site;
  call.phase = TaskPhase::closed;
  call.closed = at("2026-03-02T14:00:00+08:00");
  t.b.journey.tasks = {call};
  CHECK(t.says(PlanBuilder::after(hours(1), {pl::AnchorKind::task_closed, 0})) == "2026-03-02T15:00:00+08:00");
}

TEST_CASE("sweeps: every day, every week on Monday, every month on the 10th, every N days; strictly after") {
  const base::Zone zone = *base::find_zone("Asia/Shanghai");
  const auto next = [&](pl::Period period, std::int32_t every, const pl::Timing& timing, std::string_view from) {
    return base::format_instant(next_sweep(zone, {period, every, timing}, at(from)), zone);
  };
  const pl::Timing at_six = timing_of(pl::TimingKind::none, 0, 6 * 60);
  CHECK(next(pl::Period::day, 1, at_six, "2026-03-02T05:59:00+08:00") == "2026-03-02T06:00:00+08:00");
  CHECK(next(pl::Period::day, 1, at_six, "2026-03-02T06:00:00+08:00") == "2026-03-03T06:00:00+08:00");
  CHECK(next(pl::Period::week, 1, timing_of(pl::TimingKind::weekday, 0, 9 * 60), "2026-03-02T09:00:00+08:00") ==
        "2026-03-09T09:00:00+08:00");
  CHECK(next(pl::Period::week, 1, timing_of(pl::TimingKind::weekday, 2, 9 * 60), "2026-03-02T09:00:00+08:00") ==
        "2026-03-04T09:00:00+08:00");
  CHECK(next(pl::Period::month, 1, timing_of(pl::TimingKind::month_day, 10, 510), "2026-03-10T08:30:00+08:00") ==
        "2026-04-10T08:30:00+08:00");
  CHECK(next(pl::Period::month, 1, timing_of(pl::TimingKind::month_day, 31, 0), "2026-04-01T00:00:00+08:00") ==
        "2026-04-30T00:00:00+08:00");
  CHECK(next(pl::Period::month, 1, timing_of(pl::TimingKind::last_day, 0, 0), "2026-02-28T00:00:00+08:00") == "2026-03-31T00:00:00+08:00");
  CHECK(next(pl::Period::quarter, 1, timing_of(pl::TimingKind::none, 0, 0), "2026-03-02T09:00:00+08:00") == "2026-04-01T00:00:00+08:00");
  CHECK(next(pl::Period::quarter, 1, timing_of(pl::TimingKind::last_day, 0, 0), "2026-03-02T09:00:00+08:00") ==
        "2026-03-31T00:00:00+08:00");
  CHECK(next(pl::Period::year, 1, timing_of(pl::TimingKind::none, 0, 0), "2026-03-02T09:00:00+08:00") == "2027-01-01T00:00:00+08:00");
  Instant at_last = at("2026-03-01T00:00:00+08:00");
  for (int i = 0; i < 50; ++i) {   // every third day, through a restart at any time between
    const Instant following = next_sweep(zone, {pl::Period::day, 3, at_six}, at_last);
    if (i > 0) CHECK(following - at_last == 3 * base::kDay);
    CHECK(next_sweep(zone, {pl::Period::day, 3, at_six}, following - 1) == following);
    at_last = following;
  }
}

TEST_CASE("rule 13: a sweep in the missing hour runs at the first valid instant") {
  const base::Zone zone = *base::find_zone("Europe/Prague");
  const pl::SweepRule rule{pl::Period::day, 1, timing_of(pl::TimingKind::none, 0, 150)};
  CHECK(base::format_instant(next_sweep(zone, rule, at("2026-03-28T12:00:00+01:00")), zone) == "2026-03-29T03:00:00+02:00");
}
