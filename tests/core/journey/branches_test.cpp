// Tasks for branches: a desk of its own, one task a branch, no part of any customer's journey.
#include <catch2/catch.hpp>

#include "runtime/core/evaluate/evaluate.hpp"
#include "tests/core/journey/work.hpp"

namespace playmaker::core::testing {
namespace {

struct Desk : Work {
  std::uint32_t brief = 0;
  Desk() {
    s.catalog.attribute("branch", plan::Kind::branch);
    brief = p.task("brief", [&](plan::Task& t) {
      t.of_branch = t.at_start = true;
      t.role = p.text("chief");
      t.work.acknowledge = days(2);
      t.escalate = {{{days(1), plan::TickAnchor::after_due}, "head", {}}};
    });
    p.breakpoint("idle", p.on_done(brief), p.on("called"), days(1));
    p.stage("first", {}, [](Steps& b) { b.tag("staged"); });
    p.plan.goals.clear();
    s.catalog.role("chief", s.catalog.attr("boss", plan::Kind::person));
  }
  Input asked(bool again = false) { return BranchTaskAsked{0, p.plan.tasks[brief].site, 4, again}; }
};

TEST_CASE("task for branch: its desk holds it, with its clock; stages, breakpoints and entries do not concern it") {
  Desk w;
  w.s.on("03-02 09:00");
  w.people();
  w.s.on("03-02 10:00").input(w.asked());
  CHECK(w.s.told("03-02 10:00") ==
        "03-02 10:00 care entered\n03-02 10:00 brief opened, due 03-04 10:00\n03-02 10:00 brief is person 3's as chief\n");
  CHECK(attribute_of(w.s.customer, w.s.roster().branch_attribute).number == 4);
  w.s.event("joined").event("called");
  CHECK(w.s.told().empty());
  w.s.until("03-05 10:00");
  CHECK(w.s.told() == "03-04 10:00 brief overdue\n03-04 10:00 brief not acknowledged\n03-05 10:00 brief escalated 1 to head\n");
  w.s.on("03-06 10:00").input(TaskTaken{w.s.task("brief"), Taking::acknowledged, plan::kNone, "chen"});
  CHECK(w.s.told() == "03-06 10:00 brief acknowledged\n03-06 10:00 brief done by report\n");
}

TEST_CASE("task for branch: one a branch, until it is asked for again and none is open") {
  Desk w;
  w.s.on("03-02 10:00").input(w.asked()).input(w.asked()).input(w.asked(true));
  CHECK(w.s.told("opened") == "03-02 10:00 brief opened, due 03-04 10:00\n");
  w.s.input(TaskTaken{w.s.task("brief"), Taking::acknowledged, plan::kNone, "chen"}).input(w.asked());
  CHECK(w.s.told("opened").empty());
  w.s.input(w.asked(true));
  CHECK(w.s.told("opened") == "03-02 10:00 brief #2 opened, due 03-04 10:00\n");
}

TEST_CASE("task for branch in a step: asked of the customer's branch; an unknown branch is an incident") {
  for (const bool known : {true, false}) {
    Desk w;
    w.steps([&](Steps& b) { b.branch_task(w.brief); });
    if (known) w.s.on("03-02 09:00").set("branch", {plan::Kind::branch, 4, {}, {}});
    w.s.on("03-02 10:00").event("joined");
    const std::string told = w.s.told("03-02 10:00");
    CHECK((told.find("brief wanted of branch 4") != std::string::npos) == known);
    CHECK((told.find("incident branch_unknown") == std::string::npos) == known);
  }
}

}  // namespace
}  // namespace playmaker::core::testing
