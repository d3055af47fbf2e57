#pragma once
// From the end of a length back to its begin.
#include "runtime/core/timing.hpp"

namespace playmaker::core {

// The latest instant from which `length` is over by `end`; a length that is not written is over at once. nullopt: the calendar does not
// reach, so it is not known.
std::optional<base::Instant> latest_begin(const Clockwork& clockwork, base::Instant end, const plan::Length& length);

}  // namespace playmaker::core
