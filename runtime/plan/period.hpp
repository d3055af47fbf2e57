#pragma once
// The first day of the period a day lies in, the last one, and the next period's first: what caps, windows, sweeps and checks of a
// journal count by.
#include "runtime/base/time.hpp"
#include "runtime/plan/length.hpp"

namespace playmaker::plan {

base::Date first_day(Period period, base::Date day);
base::Date next_first_day(Period period, base::Date first);   // `first`: what first_day gave
inline base::Date last_day(Period period, base::Date day) { return next_first_day(period, first_day(period, day)) + -1; }

}  // namespace playmaker::plan
