#pragma once
// What a suspected run asks of its customer: conditions that come out as suspected, rows that lead to its tracks, products that suit, dates
// on which what is counted from them falls where it should.
#include <vector>

#include "dsl/prove/promise.hpp"
#include "runtime/core/timing.hpp"

namespace playmaker::refute {

struct Asked {
  struct Falling {
    const plan::Timing* timing = nullptr;  // of the plan, counted from a value
    base::Instant at;  // the day matters
  };
  std::vector<prove::Suspect::Wanted> wanted;
  std::vector<std::uint32_t> tracks;  // Plan::tracks
  std::vector<std::uint32_t> products;  // the dictionary's
  std::vector<Falling> falling;
  base::Instant begins, ends;  // of the run: what it asks should hold at both
};

// When the first journey's first day is `day`. What falls where a date says falls `slip` days later than suspected: a suspicion is of the
// earliest minute, and a policy may ask for more room.
Asked asked_of(const core::Roster& roster, const core::LinkedPlan& plan, const prove::Suspect& suspect, base::Date day, int slip);

// The instant from which `timing` is counted if it is to fall at `at`.
std::optional<base::Instant> counted_from(const core::Roster& roster, const core::LinkedPlan& plan, const plan::Timing& timing,
                                          base::Instant at);

// So many minutes after midnight of `day`, by the clock on the wall.
base::Instant minute_after(const core::Roster& roster, base::Date day, std::int64_t minute);

}  // namespace playmaker::refute
