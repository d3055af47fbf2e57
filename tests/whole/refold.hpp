#pragma once
// The journal read a second way: raw rows of every lane, each customer's facts kept as the lives of things, counted at the end. It shares
// nothing with the view's projector or with the figures of `replay`, so that the two can be held against each other.
#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "runtime/core/group.hpp"
#include "runtime/core/roster/roster.hpp"

namespace playmaker::whole {

// "first_meeting/waves/invite.nudge/reached" -> 123. Only what happened at least once has a row, and then all its columns.
using Counts = std::map<std::string, std::int64_t>;

class Refold {
 public:
  explicit Refold(const core::Roster& roster) : roster_(roster) {}
  void take(std::uint16_t lane, const core::Group& group);
  Counts figures() const;                      // as /v1/figures has them
  Counts tasks() const;                        // "first_meeting/meet.kyc/closed/done": tasks by where they stand
  Counts stalls() const;                       // "first_meeting/no_show/tripped"

 private:
  using Key = std::tuple<std::uint64_t, std::uint32_t>;                                       // customer, journey
  using Thing = std::tuple<std::uint64_t, std::uint32_t, std::uint32_t, std::uint16_t>;       // and site, occurrence
  struct Life {
    std::uint32_t plan = 0;
    bool held_out = false, over = false;
    bool desk = false;                         // a branch's own: no customer's
    std::string outcome;
  };
  struct Wave {
    std::uint32_t site = 0;
    std::int64_t reached_at = -1;              // -1: not yet
    bool over = false, skipped = false, responded = false;
    int touches = 0;
  };
  struct Task {
    bool done = false, closed = false, overdue = false, escalated = false;
    std::string how;
  };
  struct Touch {
    std::uint32_t run = 0;
    bool sent = false;
  };
  struct Arm {
    std::string name;
    bool counts = false, measured = false, reached = false;
  };
  struct Check {
    std::uint32_t plan = 0, site = 0;
    std::string answer;
  };
  struct Stall {
    bool tripped = false, cleared = false, recovered = false, dropped = false;
  };
  void one(std::uint64_t customer, std::int64_t at, const core::Fact& fact);
  void respond(const Key& key);
  const plan::Plan& plan_of(const Key& key) const { return *roster_.plans[lives_.at(key).plan]->plan; }

  const core::Roster& roster_;
  std::map<Key, Life> lives_;
  std::map<std::tuple<std::uint64_t, std::uint32_t, std::uint32_t>, Wave> waves_;             // customer, journey, run
  std::map<Thing, Task> tasks_;
  std::map<Thing, Touch> touches_;
  std::map<Thing, Stall> stalls_;
  std::map<std::tuple<std::uint64_t, std::uint32_t, std::uint32_t>, Arm> arms_;               // customer, journey, site
  std::map<std::pair<std::uint64_t, std::uint32_t>, Check> checks_;                           // customer, question
  std::map<std::pair<std::string, std::string>, std::int64_t> blocked_;                       // playbook, reason
};

// Every group of a data folder that nobody has open, in the order of each lane. Empty, or what went wrong.
std::string refold(const std::string& folder, Refold& into);

}  // namespace playmaker::whole
