#include <catch2/catch.hpp>

#include "tests/core/touch/touch_story.hpp"

namespace playmaker::core {
namespace {

using namespace touch_testing;

TEST_CASE("touches are decided in whole minutes: an event between two is answered at the next one") {
  TouchStory s;
  const auto letters = s.playbook("letters", 50, sends("sms"));
  s.enter(letters, at("2026-03-02T10:00:10+08:00"));
  CHECK(s.told() == "03-02 10:00 letters sms planned until 03-04 10:01\n");
  s.run_until(at("2026-03-02T10:01:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:01 letters sms reserved\n"
        "03-02 10:01 letters sms sending 1\n"
        "03-02 10:01 letters sms is accepted\n");
}

TEST_CASE("rule 10: all that is due in one minute is ordered by priority, whoever was planned first; both facts are recorded") {
  TouchStory s;
  s.bank.never_more_than(1, plan::Period::day);
  const auto low = s.playbook("low", 10, sends("sms"));
  const auto high = s.playbook("high", 90, sends("push"));
  s.enter(low, at("2026-03-02T09:59:20+08:00"));
  s.enter(high, at("2026-03-02T09:59:40+08:00"));
  s.told();
  s.run_until(at("2026-03-02T10:00:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:00 high push reserved\n"
        "03-02 10:00 low sms blocked: capped 1 of 1 by high push, waits, free 03-03 00:00\n"
        "03-02 10:00 high push sending 1\n"
        "03-02 10:00 high push is accepted\n");
}

TEST_CASE("rule 10: of equal priority the earlier deadline goes first, then the playbook's name, then the site") {
  TouchStory s;
  s.bank.never_more_than(1, plan::Period::day);
  s.bank.quiet(21, 0, 8, 30);
  const auto zeal = s.playbook("zeal", 50, sends("sms"));
  const auto amber = s.playbook("amber", 50, sends("push"));
  const auto twice = s.playbook("brass", 50, [](PlanBuilder&, Steps& steps) {
    steps.send("wecom", "offer");
    steps.send("phone", "offer");
  });
  s.enter(zeal, at("2026-03-02T22:00:00+08:00"));    // its window ends first
  s.enter(twice, at("2026-03-02T23:00:00+08:00"));
  s.enter(amber, at("2026-03-02T23:00:00+08:00"));
  s.told();
  s.tokens = false;
  s.run_until(at("2026-03-03T08:30:00+08:00"));
  CHECK(s.told() ==
        "03-03 08:30 zeal sms reserved\n"
        "03-03 08:30 amber push blocked: capped 1 of 1 by zeal sms, waits, free 03-04 08:30\n"
        "03-03 08:30 brass wecom blocked: capped 1 of 1 by zeal sms, waits, free 03-04 08:30\n"
        "03-03 08:30 brass phone blocked: capped 1 of 1 by zeal sms, waits, free 03-04 08:30\n");
}

TEST_CASE("rule 10: a slot already reserved is never taken back by a higher priority") {
  TouchStory s;
  s.bank.never_more_than(1, plan::Period::day);
  const auto low = s.playbook("low", 10, sends("sms"));
  const auto high = s.playbook("high", 90, sends("push"));
  s.tokens = false;
  s.enter(low, at("2026-03-02T10:00:00+08:00"));
  s.enter(high, at("2026-03-02T10:01:00+08:00"));
  CHECK(s.told() ==
        "03-02 10:00 low sms planned until 03-04 10:00\n"
        "03-02 10:00 low sms reserved\n"
        "03-02 10:01 high push planned until 03-04 10:01\n"
        "03-02 10:01 high push blocked: capped 1 of 1 by low sms, waits, free 03-03 00:00\n");
}

}  // namespace
}  // namespace playmaker::core
