#pragma once
// What came of each experiment so far: how many customers took each arm, were measured and reached what is measured. Folded from the
// customers' lanes; figures are sums, so the order does not matter. And the judgement of `stop when sure`.
//
// Method: the mixture sequential probability ratio test for two proportions (R. Johari, P. Koomen, L. Pekelis, D. Walsh, "Peeking at A/B
// Tests", KDD 2017, after H. Robbins 1970). Its error bound holds however often one looks, so it is asked after every measurement:
//
//   L = sqrt(V / (V + T)) * exp(T * d^2 / (2 V (V + T))),  d = difference of the shares, V = its variance, T = kMixture^2
//
// The best group is sure against another when L >= 1 / (1 - sure); against k others each must pass with (1 - sure) / k (Bonferroni).
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/core/fact.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::engine {

constexpr double kMixture = 0.05;              // the size of difference that the test is quickest to find: five points of a hundred

struct ArmCounts {
  std::string arm;
  std::uint64_t taken = 0, measured = 0, reached = 0;
};
struct Trial {
  std::uint32_t playbook = 0;                  // the dictionary's
  std::string experiment;
  std::vector<ArmCounts> arms;                 // in the order in which they were first taken
};

class Trials {
 public:
  void fold(const core::ArmTaken& taken);
  void fold(const core::ArmMeasured& measured);
  const Trial* of(std::uint32_t playbook, std::string_view experiment) const;   // nullptr: nobody took an arm yet
  const std::vector<Trial>& all() const { return trials_; }
  void set(std::vector<Trial> trials) { trials_ = std::move(trials); }

 private:
  ArmCounts& counts(std::uint32_t playbook, const std::string& experiment, const std::string& arm);
  std::vector<Trial> trials_;
};

// Who won, when the figures say so with the certainty that the experiment asks for: "control" for none of its arms.
std::optional<std::string> winner(const plan::Plan& plan, const plan::Experiment& experiment, const Trial& trial);
// How sure the better of two groups is better, 0 to 1: 1 - 1 / L, never below 0.
double certainty(const ArmCounts& a, const ArmCounts& b);

}  // namespace playmaker::engine
