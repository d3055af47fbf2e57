#include <catch2/catch.hpp>

#include "tests/core/touch/touch_story.hpp"

namespace playmaker::core {
namespace {

using namespace touch_testing;

std::function<void(PlanBuilder&, Steps&)> calls(int tasks) {
  return [=](PlanBuilder& p, Steps& s) {
    for (int i = 0; i < tasks; ++i) {
      s.task(p.task("call_" + std::to_string(i + 1), [&](plan::Task& task) {
        task.channel = p.text("phone");
        task.role = p.text("rm");
        task.by_report = true;
      }));
    }
  };
}

const TaskOpened& opened(const TouchStory& s, std::size_t which = 0) {
  for (const Fact& fact : s.facts) {
    if (const auto* task = std::get_if<TaskOpened>(&fact); task != nullptr && which-- == 0) return *task;
  }
  throw std::runtime_error("no such task was opened");
}

TEST_CASE("rule 37: a task by a contact channel takes one slot when it opens, and touches see it") {
  TouchStory s;
  s.bank.never_more_than(1, plan::Period::day);
  s.bank.catalog.role("rm");
  const auto visits = s.playbook("visits", 50, calls(1));
  const auto letters = s.playbook("letters", 50, [](PlanBuilder&, Steps& steps) { steps.send("sms", "offer"); });
  s.enter(visits, at("2026-03-02T10:00:00+08:00"));
  CHECK(s.bank.customer.contacts.size() == 1);
  s.told();
  s.enter(letters, at("2026-03-02T11:00:00+08:00"));
  CHECK(s.told().find("blocked: capped 1 of 1 by task, waits, free 03-03 00:00") != std::string::npos);
}

TEST_CASE("rule 37: a capped task opens at once but shows not before the first free minute, where its slot lies") {
  TouchStory s;
  s.bank.never_more_than(1, plan::Period::day);
  s.bank.quiet(21, 0, 8, 30);
  s.bank.catalog.role("rm");
  const auto letters = s.playbook("letters", 50, [](PlanBuilder&, Steps& steps) { steps.send("sms", "offer"); });
  const auto visits = s.playbook("visits", 50, calls(1));
  s.enter(letters, at("2026-03-02T10:00:00+08:00"));
  s.enter(visits, at("2026-03-02T11:00:00+08:00"));
  CHECK(opened(s).not_before == at("2026-03-03T08:30:00+08:00"));
  REQUIRE(s.bank.customer.contacts.size() == 2);
  CHECK(s.bank.customer.contacts.back().at == at("2026-03-03T08:30:00+08:00"));
}

TEST_CASE("combine: tasks of one role for a customer on one day take one slot of them") {
  TouchStory s;
  s.bank.never_more_than(1, plan::Period::day);
  s.bank.catalog.role("rm");
  const auto visits = s.playbook("visits", 50, calls(2));
  SECTION("combined") {
    s.bank.policy().combine = true;
    s.enter(visits, at("2026-03-02T10:00:00+08:00"));
    CHECK(s.bank.customer.contacts.size() == 1);
  }
  SECTION("each its own") {
    s.enter(visits, at("2026-03-02T10:00:00+08:00"));
    REQUIRE(s.bank.customer.contacts.size() == 2);
    CHECK(s.bank.customer.contacts.back().at == at("2026-03-03T00:00:00+08:00"));
  }
}

}  // namespace
}  // namespace playmaker::core
