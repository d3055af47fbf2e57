#pragma once
// The short way through conditions over plain attributes: comparing stored numbers with constants, membership in written lists, and, or,
// not. Gives the same answer as the evaluator, or none at all; a sweep asks this of every customer, so it makes no object and no copy.
#include "runtime/core/evaluate/evaluate.hpp"

namespace playmaker::core {

enum class Plainly : std::uint8_t { no, yes, cannot };   // cannot: unknown, stale, or not plain; ask the evaluator

Plainly holds_plainly(const Frame& frame, plan::NodeIndex node, Findings& findings);

}  // namespace playmaker::core
