#pragma once
// A playbook whose steps open tasks, and the people who do them.
#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {

struct Work {
  Story s;
  PlanBuilder& p;
  explicit Work(bool roles = true);
  void people();
  void steps(const std::function<void(Steps&)>& write) { p.plan.block = p.block(0, write); }
};

}  // namespace playmaker::core::testing
