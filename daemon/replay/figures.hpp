#pragma once
// The figures of a replay, folded from committed groups into counters of their own, so that they can be held against the view's SQL, which
// counts rows. Episodes are counted: a task opened twice is two, a touch is counted at its first attempt, `open` is tripped and never
// cleared, also when the journey has ended. One thread.
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "daemon/json.hpp"
#include "runtime/view/batch.hpp"

namespace playmaker::replay {

using Counts = std::map<std::string, std::uint64_t>;

struct WaveCount {
  std::uint64_t reached = 0, skipped = 0, touches = 0, responded = 0;
};
struct TaskCount {
  std::uint64_t opened = 0, done = 0, overdue = 0, escalated = 0;
};
struct BreakpointCount {
  std::uint64_t armed = 0, cleared = 0, tripped = 0, recovered = 0, open = 0;
};
struct PlaybookCount {
  std::uint64_t entered = 0, held_out = 0, live = 0;
  Counts ended, touches, blocked;
  std::map<std::string, WaveCount> waves;
  std::map<std::string, TaskCount> tasks;
  std::map<std::string, BreakpointCount> breakpoints;
};

class Figures {
 public:
  // A plan's waves, tasks and breakpoints are listed from the start, also when nobody ever comes to them.
  void list(const core::Roster& roster);
  void fold(const view::Batch& batch);
  const std::map<std::string, PlaybookCount>& playbooks() const { return playbooks_; }
  std::uint64_t late() const { return late_; }               // events that came later than they may

 private:
  struct Wave {
    std::uint32_t run = 0;
    WaveCount* count = nullptr;
    bool reached = false, over = false, responded = false;
    std::int64_t at = 0;
  };
  struct Task {
    std::uint32_t site = 0;
    std::uint16_t occurrence = 0;
    bool escalated = false;
  };
  struct Touch {
    std::uint32_t site = 0;
    std::uint16_t occurrence = 0;
    std::uint32_t run = 0;
  };
  struct Journey {
    const core::LinkedPlan* plan = nullptr;
    PlaybookCount* count = nullptr;
    std::vector<Wave> waves;
    std::vector<Task> tasks;
    std::vector<Touch> touches;
  };
  struct One;                                                // one customer's group being folded
  std::map<std::string, PlaybookCount> playbooks_;
  std::unordered_map<std::uint64_t, std::map<std::uint32_t, Journey>> journeys_;   // customer -> journey
  std::uint64_t late_ = 0;
};

// "playbooks": {"NAME": {…}} as INTERFACES has it; the writer stands inside an object.
void write(daemon::JsonWriter& json, const std::map<std::string, PlaybookCount>& playbooks);

}  // namespace playmaker::replay
