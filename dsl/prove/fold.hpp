#pragma once
// What can be said of a condition without a customer: by constants, and by intervals of what a conjunction asks of one value. Sound:
// `never` and `always` are certain, `either` says nothing.
#include "runtime/plan/plan.hpp"

namespace playmaker::prove {

enum class Truth : std::uint8_t { either, never, always };

Truth fold(const plan::Unit& unit, plan::NodeIndex node);

}  // namespace playmaker::prove
