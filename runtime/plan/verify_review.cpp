// Reviews, their rates and what they tell figures apart by: part of verify().
#include <algorithm>

#include "runtime/plan/verifier.hpp"

namespace playmaker::plan {

void verify_reviews(const Plan& plan, Verifier& v) {
  for (const Site& each : plan.sites) {
    if (each.kind == SiteKind::review) v.index(each.index, plan.reviews.size(), "site's review");
  }
  for (const Rate& each : plan.rates) {
    v.text(each.name, "rate");
    v.optional_text(each.outcome, "rate");
    for (const std::uint32_t task : each.tasks) v.index(task, plan.tasks.size(), "rate's task");
  }
  for (const Node& node : plan.unit.nodes) {
    if (node.op != NodeOp::rate) continue;
    v.require(std::any_of(plan.rates.begin(), plan.rates.end(), [&](const Rate& rate) { return rate.name == node.a; }), "node rate");
  }
  for (const Dimension& each : plan.dimensions) {
    v.named(each.kind, DimensionKind::branch, DimensionKind::value, "dimension");
    v.text(each.name, "dimension");
    if (each.kind == DimensionKind::value) v.node(each.value, "dimension");
    if (each.kind == DimensionKind::decided) v.index(each.decide, plan.decides.size(), "dimension");
  }
  for (const Review& each : plan.reviews) {
    v.index(each.site, plan.sites.size(), "review");
    if (!v.sound()) return;
    const Site& site = plan.sites[each.site];
    v.require(site.kind == SiteKind::review && site.index == static_cast<std::uint32_t>(&each - plan.reviews.data()), "review");
    v.named(each.every.period, Period::day, Period::year, "review's every");
    v.require(each.every.every >= 1 && each.every.every <= 1'000, "review's every");
    v.minute(each.every.timing.at_minute, "review's time");
    for (const Show& show : each.shows) {
      v.named(show.figure, Figure::funnel, Figure::touches, "review's figure");
      v.optional_index(show.per, plan.goals.size(), "review's figure");
      for (const std::uint32_t by : show.by) v.index(by, plan.dimensions.size(), "review's dimension");
    }
    for (const std::uint32_t goal : each.compares) v.index(goal, plan.goals.size(), "review's goal");
    for (const ReviewAlert& alert : each.alerts) {
      v.text(alert.role, "review's alert");
      v.node(alert.when, "review's alert");
    }
    for (const ReviewTask& step : each.tasks) {
      v.node(step.when, "review's when");
      for (const std::uint32_t task : step.tasks) {
        v.index(task, plan.tasks.size(), "review's task");
        if (v.sound()) v.require(plan.tasks[task].of_branch, "review's task is of a branch");
      }
    }
  }
}

}  // namespace playmaker::plan
