#pragma once
// Times, one production everywhere: lengths by kind (elapsed, civil days, months, working days, working time), days of a journey,
// anchors. Unknown beyond a calendar's years: never a guess (rule 15).
#include <optional>

#include "runtime/core/evaluate/evaluate.hpp"

namespace playmaker::core {

struct Clockwork {
  base::Zone zone;
  const base::Calendar* calendar = nullptr;
};   // calendar nullptr: every day is a working day, 24 hours
Clockwork clockwork(const Frame& frame);

std::optional<base::Instant> after(const Clockwork& clockwork, base::Instant from, const plan::Length& length);
std::optional<base::Instant> before(const Clockwork& clockwork, base::Instant from, const plan::Length& length);

struct AnchorTimes {
  base::Instant entered, opened, due = base::kNever;
};
std::optional<base::Instant> resolve(const Frame& frame, const plan::Anchor& anchor, const AnchorTimes& times, Findings& findings);
// The instant a timing names. `default_minute` stands in where no `at` is written (the policy's default); -1: the civil day's start,
// or for lengths the exact instant. `past_day`: the time lies on a civil day before today (rule 38: skip), as against earlier today (at
// once).
struct Timed {
  std::optional<base::Instant> at;
  bool past_day = false;
};
Timed resolve(const Frame& frame, const plan::Timing& timing, const AnchorTimes& times, std::int32_t default_minute, Findings& findings);
base::Instant next_sweep(const base::Zone& zone, const plan::SweepRule& rule, base::Instant after);   // strictly after

}  // namespace playmaker::core
