#pragma once
// What decided a condition, read again where it stood (core/cause.hpp). Only what is refused asks, so it may cost an allocation.
#include "runtime/core/cause.hpp"
#include "runtime/core/evaluate/evaluate.hpp"

namespace playmaker::core {

// `held`: how the condition came out. Of `A and B` that did not hold the part is the first that does not; of `A or B` that held the first
// that does. Lists and records are not read: a decision's record stays small. kNone gives nothing.
Cause cause_of(const Frame& frame, plan::NodeIndex node, bool held);
// What suitability read of the customer (rule 43). `frame.unit` is the catalog's.
Cause unsuited(const Frame& frame);

}  // namespace playmaker::core
