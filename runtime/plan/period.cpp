#include "runtime/plan/period.hpp"

namespace playmaker::plan {

base::Date first_day(Period period, base::Date day) {
  switch (period) {
    case Period::day: return day;
    case Period::week: return base::first_of_week(day);
    case Period::month: return base::first_of_month(day);
    case Period::quarter: return base::first_of_quarter(day);
    case Period::year: return base::first_of_year(day);
  }
  return day;
}

base::Date next_first_day(Period period, base::Date first) {
  switch (period) {
    case Period::day: return first + 1;
    case Period::week: return first + 7;
    case Period::month: return base::add_months(first, 1);
    case Period::quarter: return base::add_months(first, 3);
    case Period::year: return base::add_months(first, 12);
  }
  return first + 1;
}

}  // namespace playmaker::plan
