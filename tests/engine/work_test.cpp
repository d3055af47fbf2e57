// People at work through the engine's commands: what a report brings, who takes a task on, questions, and branches' desks.
#include <catch2/catch.hpp>

#include "runtime/core/evaluate/evaluate.hpp"
#include "tests/engine/heads.hpp"

namespace playmaker::engine_tests {
namespace {

// A meeting that brings something back and is always checked, a stall with its reasons, and a branch's briefing.
plan::Plan meeting() {
  PlanBuilder p("meeting");
  p.plan.ends_after = days(60);
  p.enter_on("opened");
  const auto meet = p.task("meet", [&](plan::Task& t) {
    t.role = p.text("manager");
    t.by_report = true;
    t.work.collect = {p.attribute("share", plan::Kind::percent), p.attribute("name", plan::Kind::text)};
    t.work.checklist = {p.text("deck"), p.text("rules")};
    t.work.evidence = {{p.text("document"), p.text("plan.pdf")}};
    t.work.check = {1'000'000, p.text("manager"), days(3)};
    t.work.claim = days(1);
  });
  p.task("brief", [&](plan::Task& t) {
    t.of_branch = t.at_start = true;
    t.role = p.text("head");
    t.work.acknowledge = days(2);
  });
  p.breakpoint("no_money", p.on("opened"), p.on("deposit"), hours(72),
               [&](plan::Breakpoint& b) { b.why = {{p.text("too dear"), p.text("no time")}, p.text("manager")}; });
  p.plan.block = p.block(0, [&](Steps& s) { s.task(meet); });
  return p.plan;
}

struct Meeting : Bank {
  Meeting() : Bank({}, {welcome()}) {
    const Reply applied = give(apply_of(headed(), {meeting()}));
    if (applied.failure) throw std::runtime_error(applied.failure->code + ": " + applied.failure->message);
    give(rows(RowKind::people, {{"m1", {}}, {"m2", {}}}));
    give(rows(RowKind::customers, {{"c1", {{"manager", raw("m1")}}}}));
  }
  std::string task(std::string_view id, std::string_view name) {
    for (const core::Journey& journey : customer(id).journeys) {
      const plan::Plan& plan = *engine().roster()->plans[journey.plan]->plan;
      for (const core::Task& task : journey.tasks) {
        if (plan.sites[task.site].path == name)
          return engine().sealed(base::SealedKind::task, *engine().find(id), {journey.journey, task.site, task.occurrence});
      }
    }
    return {};
  }
  std::string question(std::string_view id) {
    return engine().sealed(base::SealedKind::question, *engine().find(id), {0, customer(id).open_questions.at(0).question, 0});
  }
};

TEST_CASE("a report brings what the task must have: fields to the customer, personal ones and evidence beside the journal") {
  Meeting bank;
  bank.happens("c1", "opened", "03-02 10:00");
  const std::string meet = bank.task("c1", "meet");
  const Reply bare = bank.give(TaskDone{meet, "", "m1", "", {}});
  CHECK(bare.failure->code == "task_incomplete");
  CHECK(bare.failure->message.find("share, name, plan.pdf") != std::string::npos);
  CHECK(bank.give(TaskDone{meet, "", "m1", "", {}, {{"shares", raw(0.2)}}}).failure->code == "field_unknown");
  CHECK(bank.give(TaskDone{meet, "", "m1", "", {}, {}, {"decks"}}).failure->code == "checklist_unknown");
  CHECK(bank.give(TaskDone{meet, "", "m1", "", {}, {}, {}, {{"plan.doc", "shelf 3"}}}).failure->code == "evidence_unknown");
  REQUIRE(bank.give(TaskDone{meet, "", "m1", "", {}, {{"share", raw("20%")}, {"name", raw("Li Wei")}}, {"deck"}, {{"plan.pdf", "shelf 3"}}})
              .ok());
  const auto attribute = bank.engine().roster()->dictionary->find(core::Names::attribute, "share");
  CHECK(core::attribute_of(bank.customer("c1"), attribute).number == 200'000);
  const auto personal = must(bank.engine().personal(*bank.engine().find("c1")));
  REQUIRE(personal.size() == 2);
  CHECK(personal[0] == std::pair<std::string, std::string>{"name", "Li Wei"});
  CHECK(personal[1].second == "shelf 3");
  CHECK(bank.facts<core::TaskClosed>("c1").size() == 1);
  const std::string before = state_of(bank.engine());
  must(bank.run->restart());
  CHECK(state_of(bank.engine()) == before);
}

TEST_CASE("a question is answered with one of its answers, once, also after its journey has ended") {
  Meeting bank;
  bank.happens("c1", "opened", "03-02 10:00");
  bank.to("03-06 10:00");
  REQUIRE(bank.customer("c1").open_questions.size() == 1);
  const std::string why = bank.question("c1");
  CHECK(bank.give(QuestionAnswer{why, "too deer", "m1", "", {}}).failure->code == "answer_unknown");
  REQUIRE(bank.give(ExitJourney{"c1", "meeting", "boss", "moved", {}}).ok());
  REQUIRE(bank.give(QuestionAnswer{why, "too dear", "m1", "", {}}).ok());
  CHECK(bank.give(QuestionAnswer{why, "no time", "m1", "", {}}).failure->code == "question_unknown");
  CHECK(bank.facts<core::QuestionAnswered>("c1").at(0).answer == "too dear");
}

TEST_CASE("a task is claimed by a known person, whose task it is then") {
  Meeting bank;
  bank.happens("c1", "opened", "03-02 10:00");
  const std::string meet = bank.task("c1", "meet");
  CHECK(bank.give(TaskTake{meet, core::Taking::claimed, "m9", "m9", {}}).failure->code == "person_unknown");
  REQUIRE(bank.give(TaskTake{meet, core::Taking::claimed, "m2", "m2", {}}).ok());
  CHECK(bank.facts<core::TaskAssigned>("c1").back().person == bank.engine().roster()->dictionary->find(core::Names::person, "m2"));
  CHECK(bank.facts<core::TaskTakenOn>("c1").size() == 1);
}

TEST_CASE("task for branch: each known branch has its own as soon as it is known, once, and through a restart") {
  Meeting bank;
  CHECK_FALSE(bank.engine().find("branch:b1"));
  bank.give(rows(RowKind::branches, {{"b1", {{"head", raw("m2")}}}}));
  REQUIRE(bank.engine().find("branch:b1"));
  bank.give(rows(RowKind::branches, {{"b1", {{"head", raw("m2")}}}, {"b2", {{"head", raw("m1")}}}}));
  CHECK(bank.facts<core::TaskOpened>("branch:b1").size() == 1);
  CHECK(bank.facts<core::TaskOpened>("branch:b2").size() == 1);
  CHECK(bank.facts<core::TaskAssigned>("branch:b1").at(0).person == bank.engine().roster()->dictionary->find(core::Names::person, "m2"));
  must(bank.run->restart());
  bank.give(apply_of(headed(), {meeting()}));
  CHECK(bank.facts<core::TaskOpened>("branch:b1").size() == 1);
  REQUIRE(bank.give(TaskTake{bank.task("branch:b1", "brief"), core::Taking::acknowledged, "", "m2", {}}).ok());
  CHECK(bank.facts<core::TaskClosed>("branch:b1").at(0).outcome == "done");
  bank.to("03-20 10:00");
  CHECK(bank.facts<core::TaskOverdue>("branch:b2").size() == 1);
}

}  // namespace
}  // namespace playmaker::engine_tests
