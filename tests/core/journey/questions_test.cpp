// Reasons of stalls (断点归因) and customers handed over (链式输送).
#include <catch2/catch.hpp>

#include "tests/core/journey/work.hpp"

namespace playmaker::core::testing {
namespace {

Input answered(std::uint32_t question, std::string answer, std::uint32_t person = plan::kNone) {
  return QuestionReplied{question, std::move(answer), "li", person};
}

TEST_CASE("reasons: each stall asks the role why, whether the steps run or not; the answer stands though the journey has ended") {
  Work w;
  w.p.breakpoint("no_sign", w.p.on("called"), w.p.on("signed"), days(2),
                 [&](plan::Breakpoint& b) { b.why = {{w.p.text("too dear"), w.p.text("no time")}, w.p.text("advisor")}; });
  w.s.on("03-02 09:00");
  w.people();
  w.s.on("03-02 10:00").event("joined").event("called").until("03-05 10:00");
  CHECK(w.s.told("question") == "03-04 10:00 question 1 to advisor, person 1: reason of no_sign\n");
  w.s.event("signed").event("called").until("03-08 10:00");
  CHECK(w.s.told("question") == "03-07 10:00 question 2 to advisor, person 1: reason of no_sign #2\n");
  w.s.event("left").on("03-09 10:00").input(answered(2, "no time")).input(answered(1, "too dear"));
  CHECK(w.s.told("question") == "03-09 10:00 question 2 answered no time by li\n03-09 10:00 question 1 answered too dear by li\n");
  CHECK(w.s.customer.open_questions.empty());
  w.s.input(answered(1, "too dear"));
  CHECK(w.s.told("question").empty());
}

TEST_CASE("reasons: who is held out from all is not asked about (rule 35)") {
  Work w;
  w.p.plan.audience.hold_out = 1'000'000;
  w.p.plan.audience.hold_out_from_all = true;
  w.p.breakpoint("no_sign", w.p.on("called"), w.p.on("signed"), days(2),
                 [&](plan::Breakpoint& b) { b.why = {{w.p.text("too dear")}, w.p.text("advisor")}; });
  w.s.on("03-02 10:00").event("joined").event("called").until("03-05 10:00");
  CHECK(w.s.told("tripped") == "03-04 10:00 no_sign tripped\n");
  CHECK(w.s.told("question").empty());
}

struct Over : Work {
  Over(bool keep, bool opens) {
    const auto call = p.task("call", [&](plan::Task& t) {
      t.role = p.text("advisor");
      t.by_report = true;
      t.work.claim = days(9);
    });
    steps([&](Steps& b) {
      if (opens) b.task(call);
      if (keep) b.hand_over("head", days(2));
      else b.hand_over("head", days(2), [&] { b.tag("kept"); });
      b.tag("went on");
    });
    s.on("03-02 09:00");
    people();
    s.on("03-02 10:00").event("joined");
  }
};

TEST_CASE("hand over: accepted, the customer's manager is another, and open tasks go along (rule 19)") {
  Over w(false, true);
  CHECK(w.s.told("question") == "03-02 10:00 question 1 to head, person 3: take over from step_1, due 03-04 10:00\n");
  CHECK(w.s.told("went on").empty());
  w.s.on("03-03 10:00").input(answered(1, "accepted", 8));
  CHECK(w.s.told("03-03") ==
        "03-03 10:00 question 1 answered accepted by li\n03-03 10:00 handed over from person 1 to person 8\n"
        "03-03 10:00 call is person 8's as advisor\n03-03 10:00 tagged went on\n");
}

TEST_CASE("hand over: declined, or unanswered in time: the customer stays and the else block runs") {
  for (const bool declined : {true, false}) {
    Over w(false, false);
    w.s.told();
    if (declined) w.s.on("03-03 10:00").input(answered(1, "declined"));
    else w.s.until("03-04 10:00");
    CHECK(w.s.told() == (declined ? "03-03 10:00 question 1 answered declined by li\n03-03 10:00 tagged kept\n03-03 10:00 tagged went on\n"
                                  : "03-04 10:00 question 1 answered lapsed\n03-04 10:00 tagged kept\n03-04 10:00 tagged went on\n"));
    CHECK(w.s.customer.open_questions.empty());
  }
}

TEST_CASE("hand over else keep: the steps go on at once, and a customer is handed over whose journey has ended") {
  Over w(true, false);
  CHECK(w.s.told("went on") == "03-02 10:00 tagged went on\n");
  w.s.on("03-03 10:00").event("left").input(answered(1, "accepted", 8));
  CHECK(w.s.told("handed") == "03-03 10:00 handed over from person 1 to person 8\n");
}

}  // namespace
}  // namespace playmaker::core::testing
