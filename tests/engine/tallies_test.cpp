// Sums behind the rates of reviews, apart from who folds them.
#include <catch2/catch.hpp>

#include "runtime/engine/tallies.hpp"
#include "tests/core/plan_builder.hpp"

namespace playmaker::engine_tests {
namespace {

using core::testing::PlanBuilder;

TEST_CASE("tallies: figures are those of the playbook's own rates, by rate and branch, less what the review has seen") {
  PlanBuilder p("reviewed");
  p.plan.rates.push_back({p.text("b.done"), {}, plan::kNone});
  p.plan.rates.push_back({p.text("a.done"), {}, plan::kNone});
  p.plan.rates.push_back({p.text("c.done"), {}, plan::kNone});
  core::LinkedPlan linked;
  linked.plan = std::make_shared<const plan::Plan>(p.plan);
  linked.playbook = 4;
  engine::Tallies tallies;
  const auto fold = [&](std::uint32_t playbook, const char* rate, std::uint32_t branch, std::int32_t ended, std::int32_t happened,
                        std::int32_t late) {
    core::RateCounted counted;
    counted.playbook = playbook;
    counted.rate = rate;
    counted.branch = branch;
    counted.ended = static_cast<decltype(counted.ended)>(ended);
    counted.happened = static_cast<decltype(counted.happened)>(happened);
    counted.late = static_cast<decltype(counted.late)>(late);
    tallies.fold(counted);
  };
  for (const std::uint32_t playbook : {5u, 4u, 3u}) {
    for (const char* rate : {"b.done", "a.done", "other.done"}) {
      for (const std::uint32_t branch : {plan::kNone, 9u, 2u}) fold(playbook, rate, branch, 10, 6, 1);
    }
  }
  fold(4, "a.done", 9, 2, 1, -1);
  engine::ReviewMark mark;
  mark.playbook = 4;
  mark.seen = {{"b.done", 9, 0, 0, 0, 4, 3}, {"a.done", 9, 0, 0, 0, 10, 6}, {"a.done", 2, 0, 0, 0, 3, 3}};   // as the text stood then
  std::string found;
  for (const core::ReviewFigure& each : engine::figures_since(linked, tallies, mark)) {
    found += each.rate + " " + (each.branch == plan::kNone ? "-" : std::to_string(each.branch)) + ": " + std::to_string(each.happened) +
             "/" + std::to_string(each.ended) + "+" + std::to_string(each.late) + " of " + std::to_string(each.happened_ever) + "/" +
             std::to_string(each.ended_ever) + "\n";
  }
  CHECK(found ==
        "b.done 2: 6/10+1 of 6/10\nb.done 9: 3/6+1 of 6/10\nb.done -: 6/10+1 of 6/10\n"
        "a.done 2: 3/7+1 of 6/10\na.done 9: 1/2+0 of 7/12\na.done -: 6/10+1 of 6/10\n");
}

}  // namespace
}  // namespace playmaker::engine_tests
