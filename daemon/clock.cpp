#include "daemon/clock.hpp"

#include <time.h>

#include <algorithm>
#include <chrono>

namespace playmaker::daemon {

base::Instant RealClock::now() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  last_ = std::max(last_, base::Instant{std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()});
  return last_;
}

std::int64_t monotonic_nanoseconds() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::int64_t processor_nanoseconds() {
  timespec used{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return std::int64_t{used.tv_sec} * 1'000'000'000 + used.tv_nsec;
}

}  // namespace playmaker::daemon
