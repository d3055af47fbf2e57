#pragma once
// Written lengths as bounds in minutes. Civil minutes: a day has 1,440 of them, so that what is written in days is exact; working time is
// bounded by all the years that the calendar knows.
#include <map>
#include <vector>

#include "dsl/prove/contacts/distances.hpp"
#include "runtime/base/calendar.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::prove {

constexpr Minute kDayMinutes = 24 * 60;

struct Range {
  Minute lo = 0, hi = 0;
};
inline Minute far_sum(Minute a, Minute b) { return a >= kFar || b >= kFar ? kFar : a + b; }
inline Range operator+(Range a, Range b) { return {a.lo + b.lo, far_sum(a.hi, b.hi)}; }

// Of one thread: what was found once is kept.
class Lengths {
 public:
  explicit Lengths(const base::Calendar* calendar) : calendar_(calendar) {}   // nullptr: every day works; it outlives this

  Range after(const plan::Length& length) const;           // counted from any minute
  Range after_day(const plan::Length& length) const;       // the same in minutes after midnight of the day it is counted from
  Range days_after(const plan::Length& length) const;      // which day it ends on, in days after the day it is counted from
  // Calendar years in which a length of working days reaches its least; empty: every day works.
  const base::Calendar* calendar() const { return calendar_; }

 private:
  Range working_days(std::int64_t amount) const;           // in days
  void list_working_days() const;

  const base::Calendar* calendar_;
  mutable std::vector<base::Date> working_;                // ascending; of the known years, or of as many as a length may need
  mutable std::map<std::int64_t, Range> found_;            // by the number of working days
};

}  // namespace playmaker::prove
