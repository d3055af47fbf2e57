#pragma once
// Why a condition decided as it did: which part of it was decisive and what that part read. Recorded beside the decision, since what was
// read may be something else by the time anybody asks.
#include <cstddef>
#include <vector>

#include "runtime/plan/datum.hpp"
#include "runtime/plan/expression.hpp"

namespace playmaker::core {

struct Reading {
  plan::NodeIndex node = plan::kNone;      // a name of the condition: an attribute, a window, a segment …
  plan::Datum value;                       // unknown: it was not known
};
// Nodes are those of the unit that the condition stands in: the plan's, or the catalog's for what a policy or a channel asks.
struct Cause {
  plan::NodeIndex part = plan::kNone;      // of `A and B` the one that did not hold; the whole condition where no part decided alone
  std::vector<Reading> read;               // in the order of the text, each once, at most kReadingsMax
};
constexpr std::size_t kReadingsMax = 8;

}  // namespace playmaker::core
