#pragma once
// Which stretch of time a window looks at, at a given now. Private to the evaluator.
//
//   over last D          (now - D, now]          a point leaves when D has passed since it
//   over this PERIOD     [start, now]            empties when the next period starts
//   over previous PERIOD [start, this start)
#include <optional>

#include "runtime/core/timing.hpp"

namespace playmaker::core {

struct Span {
  base::Instant from;      // the first instant that counts
  base::Instant to;        // the first that counts no more
  base::Instant turns = base::kNever;   // when a period's window starts anew; sliding ones never do
};

std::optional<Span> span_of(const plan::Window& window, base::Zone zone, base::Instant now);
// When a point of a sliding window leaves it.
base::Instant leaves(const plan::Window& window, base::Zone zone, base::Instant point);

}  // namespace playmaker::core
