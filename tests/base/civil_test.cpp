#include <catch2/catch.hpp>

#include "runtime/base/time.hpp"

using namespace playmaker::base;

namespace {

Date day(std::string_view text) {
  const Result<Date> date = parse_date(text);
  REQUIRE(date.has_value());
  return *date;
}

std::string months_after(std::string_view anchor, int months) { return format_date(add_months(day(anchor), months)); }

}  // namespace

TEST_CASE("civil days count from 1970 and come back") {
  CHECK(date_of(1970, 1, 1).days == 0);
  CHECK(date_of(2000, 3, 1).days == 11'017);
  CHECK(date_of(1969, 12, 31).days == -1);
  CHECK(date_of(1600, 2, 29).days == -135'081);
  int wrong = 0;
  for (std::int32_t days = -800'000; days <= 3'000'000; ++days) {
    const YearMonthDay at = civil(Date{days});
    wrong += valid_date(at.year, at.month, at.day) && date_of(at.year, at.month, at.day).days == days ? 0 : 1;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a day exists or it does not") {
  CHECK(valid_date(2024, 2, 29));
  CHECK(valid_date(2000, 2, 29));
  CHECK_FALSE(valid_date(1900, 2, 29));
  CHECK_FALSE(valid_date(2025, 2, 29));
  CHECK_FALSE(valid_date(2025, 4, 31));
  CHECK_FALSE(valid_date(2025, 0, 1));
  CHECK_FALSE(valid_date(2025, 13, 1));
  CHECK_FALSE(valid_date(2025, 1, 0));
  CHECK_FALSE(valid_date(2025, 1, 32));
}

TEST_CASE("weekdays, before 1970 too") {
  CHECK(weekday(day("1970-01-01")) == Weekday::thursday);
  CHECK(weekday(day("1969-12-28")) == Weekday::sunday);
  CHECK(weekday(day("2026-03-02")) == Weekday::monday);
  CHECK(weekday(day("2000-02-29")) == Weekday::tuesday);
  CHECK(weekday(day("0001-01-01")) == Weekday::monday);
}

TEST_CASE("rule 14: months are clamped to the month's end and anchored to the first date") {
  CHECK(months_after("2026-01-31", 1) == "2026-02-28");
  CHECK(months_after("2024-01-31", 1) == "2024-02-29");
  CHECK(months_after("2026-01-31", 2) == "2026-03-31");
  CHECK(months_after("2026-01-31", 3) == "2026-04-30");
  CHECK(months_after("2026-01-30", 1) == "2026-02-28");
  CHECK(months_after("2024-02-29", 12) == "2025-02-28");
  CHECK(months_after("2024-02-29", 48) == "2028-02-29");
  CHECK(months_after("2026-12-31", 2) == "2027-02-28");
  CHECK(months_after("2026-03-31", -1) == "2026-02-28");
  CHECK(months_after("2026-01-15", -1) == "2025-12-15");
  CHECK(months_after("2026-01-15", -13) == "2024-12-15");
  CHECK(months_after("2026-05-31", 0) == "2026-05-31");
}

TEST_CASE("rule 14: a month count no calendar holds stays a date") {
  CHECK(add_months(day("2026-01-31"), INT32_MAX) > day("9999-12-31"));
  CHECK(add_months(day("2026-01-31"), INT32_MIN) < day("0000-01-01"));
}

TEST_CASE("the first of week, month, quarter and year") {
  CHECK(format_date(first_of_month(day("2026-03-31"))) == "2026-03-01");
  CHECK(format_date(last_of_month(day("2024-02-01"))) == "2024-02-29");
  CHECK(format_date(last_of_month(day("2026-12-31"))) == "2026-12-31");
  CHECK(format_date(first_of_week(day("2026-03-02"))) == "2026-03-02");
  CHECK(format_date(first_of_week(day("2026-03-08"))) == "2026-03-02");
  CHECK(format_date(first_of_week(day("2026-01-01"))) == "2025-12-29");
  CHECK(format_date(first_of_quarter(day("2026-06-30"))) == "2026-04-01");
  CHECK(format_date(first_of_quarter(day("2026-12-31"))) == "2026-10-01");
  CHECK(format_date(first_of_quarter(day("2026-01-01"))) == "2026-01-01");
  CHECK(format_date(first_of_year(day("2026-12-31"))) == "2026-01-01");
}
