#pragma once
// The only place that asks what time it is.
#include <cstdint>

#include "runtime/base/time.hpp"

namespace playmaker::daemon {

// The system's time, never falling: after the system clock was set back it stands still until that catches up. One thread.
class RealClock {
 public:
  base::Instant now();

 private:
  base::Instant last_{INT64_MIN};
};

std::int64_t monotonic_nanoseconds();   // for measuring only; any thread
std::int64_t processor_nanoseconds();   // that the calling thread has used; for measuring only

}  // namespace playmaker::daemon
