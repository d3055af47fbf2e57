#pragma once
// The OpenMetrics text format (1.0): families and samples in order, ended by "# EOF". Label values are ours or a designer's names.
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "runtime/journal/durations.hpp"

namespace playmaker::routes {

class MetricsText {
 public:
  using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;
  // `type`: gauge, counter, histogram. A counter's samples are named NAME_total.
  void family(std::string_view name, std::string_view type, std::string_view help);
  void sample(std::string_view name, Labels labels, double value);
  void single(std::string_view name, std::string_view type, std::string_view help, double value);   // a family of one sample
  // A histogram in seconds, from 65 µs to 17 s by powers of two; its edges are those the durations are counted by, so that it is exact.
  void durations(std::string_view name, std::string_view help, const journal::Durations& durations);
  std::string take() { return std::move(out_) + "# EOF\n"; }

 private:
  std::string out_;
};

}  // namespace playmaker::routes
