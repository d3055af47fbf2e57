// Attempts that reach nobody, and calls back.
#include <catch2/catch.hpp>

#include "tests/core/journey/work.hpp"

namespace playmaker::core::testing {
namespace {

struct Calling : Work {
  std::uint32_t call = 0;
  explicit Calling(int times, bool named = false) {
    s.catalog.event("rang", {{"result", plan::Kind::text}, {"back_at", plan::Kind::instant}});
    call = p.task("call", [&](plan::Task& t) {
      t.closings.push_back(PlanBuilder::done_on(p.on("called")));
      t.work.attempts.on = p.on("rang", p.equal(p.field("result", plan::Kind::text), p.words("no_answer")));
      t.work.attempts.times = static_cast<std::uint16_t>(times);
      t.work.attempts.every = hours(4);
      if (named) t.work.attempts.outcome = p.text("gave_up");
      t.work.call_backs.push_back(
          {p.on("rang", p.equal(p.field("result", plan::Kind::text), p.words("later"))), p.field("back_at", plan::Kind::instant)});
    });
    steps([&](Steps& b) {
      b.task(call);
      b.wait_for({p.on_closed(call)}, days(20));
      b.when(p.outcome(call, named ? "gave_up" : "unreached"), [&] { b.tag("not reached"); });
    });
  }
  void rings(std::string_view minute, const char* result, std::string_view happened = {}) {
    s.on(minute).event("rang", {Story::words(result), {}}, happened);
  }
};

TEST_CASE("attempts: the task is unreached with the last one, and conditions read it") {
  Calling w(3);
  w.s.on("03-02 10:00").event("joined");
  w.s.told();
  w.rings("03-02 11:00", "no_answer");
  CHECK(w.s.told() == "03-02 11:00 call attempt 1, next 03-02 15:00\n");
  w.rings("03-02 15:00", "no_answer");
  CHECK(w.s.told() == "03-02 15:00 call attempt 2, next 03-02 19:00\n");
  w.s.until("03-02 19:00");
  CHECK(w.s.told() == "03-02 19:00 call to be tried again\n");
  w.rings("03-03 09:00", "no_answer");
  CHECK(w.s.told() == "03-03 09:00 call attempt 3\n03-03 09:00 call unreached by event\n03-03 09:00 tagged not reached\n");
}

TEST_CASE("attempts: one sooner than every is credited and does not count") {
  Calling w(2);
  w.s.on("03-02 10:00").event("joined");
  w.s.told();
  w.rings("03-02 11:00", "no_answer");
  w.rings("03-02 14:59", "no_answer");
  CHECK(w.s.told("call ") == "03-02 11:00 call attempt 1, next 03-02 15:00\n03-02 14:59 call credited: too close\n");
  w.rings("03-02 15:00", "no_answer");
  CHECK(w.s.told("unreached") == "03-02 15:00 call unreached by event\n");
}

TEST_CASE("attempts: another name for unreached") {
  Calling w(1, true);
  w.s.on("03-02 10:00").event("joined");
  w.rings("03-02 11:00", "no_answer");
  CHECK(w.s.told("11:00") ==
        "03-02 11:00 call attempt 1\n03-02 11:00 call unreached as gave_up by event\n03-02 11:00 tagged not reached\n");
}

TEST_CASE("attempts: before the task opened, other results and after it closed nothing is counted") {
  Calling w(1);
  w.s.on("03-02 10:00").event("joined");
  w.rings("03-02 11:00", "no_answer", "03-02 09:00");
  w.rings("03-02 11:30", "engaged");
  w.s.on("03-02 12:00").event("called");
  w.rings("03-02 13:00", "no_answer");
  CHECK(w.s.told("call ") == "03-02 10:00 call opened\n03-02 12:00 call done by event\n");
}

TEST_CASE("attempts: an event that names a task counts for no other") {
  Calling w(1);
  const auto second = w.p.task("second", [&](plan::Task& t) { t.by_report = true; });
  w.steps([&](Steps& b) {
    b.task(w.call);
    b.task(second);
  });
  w.s.on("03-02 10:00").event("joined");
  EventArrived rang;
  rang.event = w.s.roster().dictionary->find(Names::event, "rang");
  rang.at = at("03-02 11:00");
  rang.fields = {Story::words("no_answer"), {}};
  rang.addressed = true;
  rang.task = w.s.task("second");
  w.s.on("03-02 11:00").input(rang);
  CHECK(w.s.told("attempt").empty());
  rang.task = w.s.task("call");
  w.s.input(rang);
  CHECK(w.s.told("attempt") == "03-02 11:00 call attempt 1\n");
}

TEST_CASE("call back: the customer's time stands, no attempt is counted, and an attempt after it sets its own") {
  Calling w(2);
  w.s.on("03-02 10:00").event("joined");
  w.s.told();
  w.s.on("03-02 11:00").event("rang", {Story::words("later"), {plan::Kind::instant, at("03-05 16:30").ms, {}, {}}});
  CHECK(w.s.told() == "03-02 11:00 call to be called back 03-05 16:30\n");
  w.s.until("03-05 16:30");
  CHECK(w.s.told() == "03-05 16:30 call to be tried again\n");
  w.rings("03-05 16:40", "no_answer");
  CHECK(w.s.told() == "03-05 16:40 call attempt 1, next 03-05 20:40\n");
}

TEST_CASE("call back: a time that is not there is an incident, and the task goes on") {
  Calling w(2);
  w.s.on("03-02 10:00").event("joined");
  w.s.told();
  w.s.on("03-02 11:00").event("rang", {Story::words("later"), {}});
  CHECK(w.s.told() == "03-02 11:00 incident time_unknown\n");
  w.s.on("03-02 12:00").event("called");
  CHECK(w.s.told("call ") == "03-02 12:00 call done by event\n");
}

}  // namespace
}  // namespace playmaker::core::testing
