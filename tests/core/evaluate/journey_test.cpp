// What a condition asks of its journey.
#include <catch2/catch.hpp>

#include "tests/core/evaluate/bank.hpp"

using namespace playmaker;
using namespace playmaker::core;
using namespace playmaker::core::testing;
using namespace playmaker::core::testing::bank;

namespace {

Task task_of(const Bank& b, std::uint32_t task, std::uint32_t run, std::uint16_t occurrence) {
  Task made;
  made.site = b.plan().plan->tasks[task].site;
  made.run = run;
  made.occurrence = occurrence;
  made.phase = TaskPhase::open;
  return made;
}

void close(Task& task, TaskEnd how, std::string outcome, Instant when) {
  task.phase = TaskPhase::closed;
  task.how = how;
  task.outcome = std::move(outcome);
  task.closed = when;
}

}  // namespace

TEST_CASE("rule 39: done, closed and outcome differ, false until they happen") {
  Bank b;
  const std::uint32_t call = b.p.task("call");
  const NodeIndex done = b.p.done(call), closed = b.p.closed(call), refused = b.p.outcome(call, "refused");
  const NodeIndex outcome = b.p.node(NodeOp::task_outcome, Kind::text, call), when = b.p.node(NodeOp::task_closed_at, Kind::instant, call);
  b.open();
  CHECK(b.says(done) == "unknown");   // outside a journey there is no task to ask of
  b.in_journey = true;
  CHECK(b.says(done) == "no");
  b.journey.tasks = {task_of(b, call, 1, 0)};
  CHECK(b.says(done) == "no");
  CHECK(b.says(closed) == "no");
  CHECK(b.says(outcome) == "unknown");
  close(b.journey.tasks[0], TaskEnd::closed, "refused", b.now);
  CHECK(b.says(done) == "no");
  CHECK(b.says(closed) == "yes");
  CHECK(b.says(refused) == "yes");
  CHECK(b.value(outcome).text == "refused");
  CHECK(b.value(when) == number(Kind::instant, b.now.ms));
  close(b.journey.tasks[0], TaskEnd::done, "done", b.now);
  CHECK(b.says(done) == "yes");
  CHECK(b.says(refused) == "no");
}

TEST_CASE("a bare name means this occurrence: the nearest run upwards, else the journey's latest; `in any moment` means all") {
  Bank b;
  const std::uint32_t advise = b.p.task("advise");
  const NodeIndex done = b.p.done(advise), any = b.p.node(NodeOp::task_done, Kind::boolean, advise, plan::kNone, 1);
  b.open();
  b.in_journey = true;
  Run first, second, inner;
  first.run = 1, second.run = 2, inner.run = 3, inner.parent = 1;
  b.journey.runs = {first, second, inner};
  b.journey.tasks = {task_of(b, advise, 1, 0), task_of(b, advise, 2, 1)};
  close(b.journey.tasks[0], TaskEnd::done, "done", b.now);
  CHECK(b.says(done) == "no");        // the latest occurrence is the second moment's
  CHECK(b.says(any) == "yes");
  b.run = &b.journey.runs[0];
  CHECK(b.says(done) == "yes");
  b.run = &b.journey.runs[1];
  CHECK(b.says(done) == "no");
  b.run = &b.journey.runs[2];         // a step inside the first moment
  CHECK(b.says(done) == "yes");
}

TEST_CASE("entry, since entry, other journeys, what a grant gave") {
  Bank b;
  b.c.event("deposit");
  b.c.benefit("coffee");
  const NodeIndex deposited = b.p.since_entry("deposit"), here = b.p.in_playbook("journey"), there = b.p.in_playbook("churn");
  const NodeIndex code = b.p.node(NodeOp::grant_field, Kind::text, b.p.benefit("coffee"), b.p.text("code"));
  const NodeIndex entered = b.p.node(NodeOp::entered_at, Kind::instant);
  b.p.plan.block = b.p.block(0, [&](Steps& s) { s.grant("coffee"); });
  b.open();
  b.in_journey = true;
  b.journey.entered = b.now;
  CHECK(b.value(entered).number == b.now.ms);
  CHECK(b.says(deposited) == "no");
  b.happens("deposit", b.now - 1);
  CHECK(b.says(deposited) == "no");
  b.happens("deposit", b.now);        // the event that enters counts
  CHECK(b.says(deposited) == "yes");
  CHECK(b.says(here) == "no");
  b.customer.journeys.push_back(b.journey);
  CHECK(b.says(here) == "yes");
  CHECK(b.says(there) == "no");
  b.customer.journeys[0].ended = true;
  CHECK(b.says(here) == "no");
  CHECK(b.says(code) == "unknown");
  b.journey.grants_given = {b.plan().plan->grants[0].site};
  b.journey.grant_codes = {"C-17"};
  CHECK(b.value(code).text == "C-17");
}

TEST_CASE("`C for 5 days` holds once C has held so long without a break") {
  Bank b;
  b.c.attribute("drift", Kind::percent);
  const NodeIndex drifts = b.p.at_least(b.p.attr("drift", Kind::percent), b.p.constant(Kind::percent, 150'000));
  const NodeIndex held = b.p.held_for(drifts, days(5));
  b.open();
  b.in_journey = true;
  CHECK(b.says(held) == "unknown");
  CHECK(b.findings.holds.empty());
  b.set("drift", percent(16));
  CHECK(b.says(held) == "no");
  REQUIRE(b.findings.holds.size() == 1);
  CHECK(b.findings.holds[0].since == b.now);
  CHECK(b.findings.recheck == at("2026-03-07T09:00:00+08:00"));
  b.journey.holds = {{b.findings.holds[0].hold, b.findings.holds[0].since}};
  b.now = at("2026-03-07T08:59:59+08:00");
  CHECK(b.says(held) == "no");
  CHECK(b.findings.holds.empty());
  b.now = at("2026-03-07T09:00:00+08:00");
  CHECK(b.says(held) == "yes");
  b.set("drift", percent(1));
  CHECK(b.says(held) == "no");
  REQUIRE(b.findings.holds.size() == 1);
  CHECK(b.findings.holds[0].since == base::kNever);
}
