#pragma once
// Whether a customer stands paused by an operator's hand: what lists, answers and refusals ask alike.
#include <algorithm>

#include "runtime/core/state.hpp"

namespace playmaker::core {

inline bool paused_by_hand(const Customer& customer) {
  return std::any_of(customer.pauses.begin(), customer.pauses.end(), [](const PauseSpan& span) { return span.to == base::kNever; });
}

}  // namespace playmaker::core
