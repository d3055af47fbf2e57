#pragma once
// The calendar of timers: a plain vector a minute, and the earliest minute as a heap, so that milliseconds matter only where time is
// near. A timer is never taken out: whoever pops it looks whether its customer still has it (lazy cancel). 12 bytes a timer.
#include <cstdint>
#include <map>
#include <vector>

#include "runtime/base/time.hpp"
#include "runtime/engine/commands/command.hpp"

namespace playmaker::engine {

struct TimerEntry {
  std::uint32_t customer = 0, timer = 0;
  std::uint16_t lane = 0, ms = 0;              // within the minute
};

class Timers {
 public:
  void add(Surrogate customer, std::uint32_t timer, base::Instant due);
  base::Instant next() const;                  // the earliest due time; kNever: none
  // Takes entries of the earliest instant when it is at most `until`, by lane, customer and timer. At most about `most`, but never a
  // part of a customer's. False: nothing is due.
  bool pop(base::Instant until, std::size_t most, base::Instant& due, std::vector<TimerEntry>& out);
  // The earliest entry; nullptr: none. Whoever finds that it was cancelled drops it, so that next() is a time at which something is due.
  const TimerEntry* front() const { return near_.empty() ? nullptr : &near_.front(); }
  void drop_front();  // REQUIRES front()
  std::size_t size() const { return size_; }
  void clear();

 private:
  void open_earliest();
  std::map<std::int64_t, std::vector<TimerEntry>> minutes_;
  std::vector<TimerEntry> near_;               // heap of near_minute_, earliest first
  std::int64_t near_minute_ = INT64_MAX;       // INT64_MAX: none is open
  std::size_t size_ = 0;
};

}  // namespace playmaker::engine
