#include "runtime/engine/trials.hpp"

#include <algorithm>
#include <cmath>

namespace playmaker::engine {
namespace {

// Smoothed by one success and one failure (Laplace), so that a group without either has a variance.
double share(const ArmCounts& arm) { return (static_cast<double>(arm.reached) + 1) / (static_cast<double>(arm.measured) + 2); }
double variance(const ArmCounts& arm) { return share(arm) * (1 - share(arm)) / (static_cast<double>(arm.measured) + 2); }

double likelihood_ratio(const ArmCounts& a, const ArmCounts& b) {
  const double v = variance(a) + variance(b), t = kMixture * kMixture, d = share(a) - share(b);
  return std::sqrt(v / (v + t)) * std::exp(t * d * d / (2 * v * (v + t)));
}

}  // namespace

ArmCounts& Trials::counts(std::uint32_t playbook, const std::string& experiment, const std::string& arm) {
  auto trial = std::ranges::find_if(trials_, [&](const Trial& each) { return each.playbook == playbook && each.experiment == experiment; });
  if (trial == trials_.end()) {
    trials_.push_back({playbook, experiment, {}});
    trial = trials_.end() - 1;
  }
  auto counts = std::ranges::find(trial->arms, arm, &ArmCounts::arm);
  if (counts == trial->arms.end()) {
    trial->arms.push_back({arm});
    counts = trial->arms.end() - 1;
  }
  return *counts;
}

void Trials::fold(const core::ArmTaken& taken) {
  if (taken.counts && !taken.settled) ++counts(taken.playbook, taken.experiment, taken.arm).taken;
}

void Trials::fold(const core::ArmMeasured& measured) {
  ArmCounts& arm = counts(measured.playbook, measured.experiment, measured.arm);
  ++arm.measured;
  if (measured.reached) ++arm.reached;
}

const Trial* Trials::of(std::uint32_t playbook, std::string_view experiment) const {
  const auto trial =
      std::ranges::find_if(trials_, [&](const Trial& each) { return each.playbook == playbook && each.experiment == experiment; });
  return trial == trials_.end() ? nullptr : &*trial;
}

double certainty(const ArmCounts& a, const ArmCounts& b) {
  const double ratio = likelihood_ratio(a, b);
  return ratio <= 1 ? 0 : 1 - 1 / ratio;
}

std::optional<std::string> winner(const plan::Plan& plan, const plan::Experiment& experiment, const Trial& trial) {
  if (experiment.sure == 0) return std::nullopt;
  // Of the groups as they are written now; one that was never taken has no figures and decides nothing.
  std::vector<const ArmCounts*> groups;
  const auto add = [&](std::string_view name) {
    const auto found = std::ranges::find(trial.arms, name, &ArmCounts::arm);
    groups.push_back(found == trial.arms.end() ? nullptr : &*found);
  };
  for (const plan::Arm& arm : experiment.arms) add(plan.unit.texts[arm.name]);
  if (experiment.control != 0) add("control");
  if (groups.size() < 2 || std::ranges::find(groups, nullptr) != groups.end()) return std::nullopt;
  std::uint64_t measured = 0;
  for (const ArmCounts* group : groups) measured += group->measured;
  if (measured < experiment.least) return std::nullopt;
  const ArmCounts* best = *std::ranges::max_element(groups, [](const ArmCounts* a, const ArmCounts* b) { return share(*a) < share(*b); });
  const double error = (1'000'000 - experiment.sure) / 1e6 / static_cast<double>(groups.size() - 1);
  for (const ArmCounts* group : groups) {
    if (group != best && likelihood_ratio(*best, *group) * error < 1) return std::nullopt;
  }
  return best->arm;
}

}  // namespace playmaker::engine
