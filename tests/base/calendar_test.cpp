#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

#include "runtime/base/calendar.hpp"
#include "tests/main/here.hpp"

using namespace playmaker::base;

namespace {

constexpr std::uint8_t kSaturdaySunday = 0b110'0000;

Calendar china() {
  std::ifstream in(std::string(playmaker::kSourceDir) + "/playbooks/shared/calendars/cn.csv");
  const std::string csv{std::istreambuf_iterator<char>(in), {}};
  Result<Calendar> calendar = parse_calendar(csv, kSaturdaySunday);
  REQUIRE(calendar.has_value());
  return *calendar;
}

Date day(std::string_view text) { return parse_date(text).value(); }
Instant at(std::string_view text) { return parse_instant(text).value(); }
Zone shanghai() { return find_zone("Asia/Shanghai").value(); }

std::string shown(std::optional<Date> date) { return date ? format_date(*date) : "unknown"; }
std::string shown(std::optional<Instant> instant) { return instant ? format_minute(*instant, shanghai()) : "unknown"; }

}  // namespace

TEST_CASE("calendar: the n-th working day is where going from day to day comes to") {
  Calendar plain;
  plain.weekend = kSaturdaySunday;
  for (const Calendar& calendar : {china(), plain}) {
    for (Date from = day("2025-12-20"); from <= day("2026-03-10"); from = from + 1) {
      std::optional<Date> ahead = from, behind = from;
      for (int n = 1; n <= 30; ++n) {
        const auto step = [&](std::optional<Date>& at, int by) {
          if (at) at = *at + by;
          while (at && calendar.working(*at) == false) at = *at + by;
          if (at && !calendar.working(*at)) at = std::nullopt;
        };
        step(ahead, 1);
        step(behind, -1);
        INFO(format_date(from) << " and " << n << " days");
        CHECK(shown(calendar.working_day_after(from, n)) == shown(ahead));
        CHECK(shown(calendar.working_day_before(from, n)) == shown(behind));
      }
    }
  }
}

TEST_CASE("rule 15: working days of China, 2015 to 2026, as published year by year") {
  const Calendar calendar = china();
  CHECK(calendar.first_year == 2015);
  CHECK(calendar.last_year == 2026);
  // Weekdays lost a year: the statutory days (11; 13 since 2025), one more for the parade of 2015, two for the epidemic of 2020.
  constexpr int published[][2] = {{2015, 249}, {2016, 250}, {2017, 249}, {2018, 250}, {2019, 250}, {2020, 249},
                                  {2021, 250}, {2022, 249}, {2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}};
  for (const auto& [year, expected] : published) {
    int working = 0;
    for (Date date = date_of(year, 1, 1); date < date_of(year + 1, 1, 1); date = date + 1) working += *calendar.working(date) ? 1 : 0;
    CAPTURE(year);
    CHECK(working == expected);
  }
}

TEST_CASE("rule 15: make-up days work and holidays do not, whatever the weekday") {
  const Calendar calendar = china();
  for (const std::string_view work :
       {"2015-09-06", "2020-02-03", "2021-02-07", "2021-02-20", "2024-09-29", "2024-10-12", "2025-09-28", "2026-01-04", "2026-02-14"}) {
    CAPTURE(work);
    CHECK(calendar.working(day(work)) == true);
    CHECK_FALSE(calendar.holiday(day(work)));
  }
  for (const std::string_view off :
       {"2015-09-03", "2020-01-31", "2021-02-12", "2024-10-07", "2025-10-08", "2026-01-02", "2026-02-23", "2026-01-10"}) {
    CAPTURE(off);
    CHECK(calendar.working(day(off)) == false);
    CHECK(calendar.holiday(day(off)));
  }
}

TEST_CASE("rule 15: the n-th working day steps over holidays and counts make-up days") {
  const Calendar calendar = china();
  const auto after = [&](std::string_view from, int n) { return shown(calendar.working_day_after(day(from), n)); };
  const auto before = [&](std::string_view from, int n) { return shown(calendar.working_day_before(day(from), n)); };
  CHECK(after("2026-02-13", 1) == "2026-02-14");  // Friday; the Saturday is made up
  CHECK(after("2026-02-13", 2) == "2026-02-24");
  CHECK(after("2026-02-13", 5) == "2026-02-27");
  CHECK(after("2026-02-13", 6) == "2026-02-28");  // a made-up Saturday again
  CHECK(after("2026-02-18", 1) == "2026-02-24");  // from within the holiday
  CHECK(after("2024-09-30", 1) == "2024-10-08");
  CHECK(after("2024-10-08", 4) == "2024-10-12");
  CHECK(after("2026-03-02", 0) == "2026-03-02");
  CHECK(after("2026-03-07", 0) == "2026-03-09");
  CHECK(after("2026-03-09", -1) == "2026-03-06");
  CHECK(before("2026-03-07", 0) == "2026-03-06");
  CHECK(before("2026-02-24", 1) == "2026-02-14");
  CHECK(before("2026-02-24", 2) == "2026-02-13");
  CHECK(before("2026-03-02", 1) == "2026-02-28");
}

TEST_CASE("rule 15: due is the close of business of the n-th working day, on the customer's clock") {
  Calendar calendar = china();
  CHECK(shown(calendar.after_working_days(shanghai(), at("2026-03-02T09:00:00+08:00"), 3)) == "2026-03-05 17:30");
  CHECK(shown(calendar.after_working_days(shanghai(), at("2026-03-06T23:59:00+08:00"), 1)) == "2026-03-09 17:30");
  CHECK(shown(calendar.after_working_days(shanghai(), at("2026-03-06T16:00:00Z"), 1)) == "2026-03-09 17:30");  // already Saturday there
  CHECK(shown(calendar.before_working_days(shanghai(), at("2026-02-24T09:00:00+08:00"), 1)) == "2026-02-14 17:30");
  calendar.closes = TimeOfDay{24 * 60};
  CHECK(shown(calendar.after_working_days(shanghai(), at("2026-03-02T09:00:00+08:00"), 1)) == "2026-03-04 00:00");
}

TEST_CASE("rule 15: outside its known years a calendar says unknown, never a guess") {
  const Calendar calendar = china();
  CHECK(calendar.known(day("2015-01-01")));
  CHECK(calendar.known(day("2026-12-31")));
  CHECK_FALSE(calendar.known(day("2014-12-31")));
  CHECK_FALSE(calendar.known(day("2027-01-01")));
  CHECK(calendar.working(day("2014-12-31")) == std::nullopt);
  CHECK(calendar.working(day("2027-01-01")) == std::nullopt);
  CHECK(shown(calendar.working_day_after(day("2026-12-30"), 1)) == "2026-12-31");
  CHECK(shown(calendar.working_day_after(day("2026-12-30"), 2)) == "unknown");
  CHECK(shown(calendar.working_day_after(day("2027-06-01"), 0)) == "unknown");
  CHECK(shown(calendar.working_day_after(day("2030-06-01"), 5)) == "unknown");
  CHECK(shown(calendar.working_day_after(day("2014-12-31"), 1)) == "2015-01-04");  // only known days are counted
  CHECK(shown(calendar.working_day_after(day("2014-12-30"), 1)) == "unknown");
  CHECK(shown(calendar.working_day_before(day("2015-01-04"), 1)) == "unknown");
  CHECK(shown(calendar.after_working_days(shanghai(), at("2026-12-31T09:00:00+08:00"), 1)) == "unknown");
  CHECK(shown(calendar.after_working_time(shanghai(), at("2026-12-31T09:00:00+08:00"), 9 * kHour)) == "unknown");
}

TEST_CASE("rule 15: working hours run only while the branch is open") {
  const Calendar calendar = china();
  const auto after = [&](std::string_view from, Millis length) { return shown(calendar.after_working_time(shanghai(), at(from), length)); };
  CHECK(after("2026-03-02T10:00:00+08:00", 4 * kHour) == "2026-03-02 14:00");
  CHECK(after("2026-03-02T16:00:00+08:00", 4 * kHour) == "2026-03-03 11:30");
  CHECK(after("2026-03-02T13:30:00+08:00", 4 * kHour) == "2026-03-02 17:30");   // exactly to the close
  CHECK(after("2026-03-02T06:00:00+08:00", 1 * kHour) == "2026-03-02 10:00");
  CHECK(after("2026-03-02T18:00:00+08:00", 1 * kHour) == "2026-03-03 10:00");
  CHECK(after("2026-03-06T17:00:00+08:00", 1 * kHour) == "2026-03-09 09:30");   // over a weekend
  CHECK(after("2026-02-14T17:00:00+08:00", 1 * kHour) == "2026-02-24 09:30");   // over the Spring Festival
  CHECK(after("2026-03-02T09:00:00+08:00", 17 * kHour) == "2026-03-03 17:30");
  CHECK(after("2026-03-07T12:00:00+08:00", 0) == "2026-03-09 09:00");
  CHECK(after("2026-03-02T12:00:00+08:00", 0) == "2026-03-02 12:00");
}

TEST_CASE("a working day that a clock change shortens has that much less open time") {
  Calendar calendar;
  calendar.opens = TimeOfDay{0};
  calendar.closes = TimeOfDay{24 * 60};
  const Zone prague = find_zone("Europe/Prague").value();
  const auto end = calendar.after_working_time(prague, start_of_day(prague, day("2026-03-29")), 24 * kHour);
  REQUIRE(end.has_value());
  CHECK(format_minute(*end, prague) == "2026-03-30 01:00");
}

TEST_CASE("a calendar without data knows every year, and a walk that finds nothing ends") {
  Calendar weekends;
  weekends.weekend = kSaturdaySunday;
  CHECK(weekends.known(day("1996-01-01")));
  CHECK(shown(weekends.working_day_after(day("1996-01-05"), 1)) == "1996-01-08");
  CHECK(shown(weekends.working_day_after(day("2026-01-01"), INT32_MAX)) == "unknown");
  CHECK(shown(weekends.working_day_after(day("2026-01-01"), INT32_MIN)) == "unknown");
  Calendar closed;
  closed.weekend = 0x7f;
  CHECK(shown(closed.working_day_after(day("2026-01-01"), 1)) == "unknown");
  CHECK(shown(closed.after_working_time(shanghai(), at("2026-01-01T00:00:00Z"), kHour)) == "unknown");
  Calendar never_open;
  never_open.opens = never_open.closes = TimeOfDay{600};
  CHECK(shown(never_open.after_working_time(shanghai(), at("2026-01-01T00:00:00Z"), kHour)) == "unknown");
}

TEST_CASE("the version of a calendar changes with anything it says") {
  const Calendar first = china();
  CHECK(first.fingerprint() == china().fingerprint());
  Calendar other = first;
  other.exceptions[day("2026-03-02")] = false;
  CHECK(other.fingerprint() != first.fingerprint());
  other = first;
  other.exceptions.begin()->second = !other.exceptions.begin()->second;
  CHECK(other.fingerprint() != first.fingerprint());
  for (int field = 0; field < 5; ++field) {
    other = first;
    if (field == 0) other.weekend = 0;
    if (field == 1) other.first_year = 2016;
    if (field == 2) other.last_year = 2027;
    if (field == 3) other.opens.minutes += 1;
    if (field == 4) other.closes.minutes += 1;
    CAPTURE(field);
    CHECK(other.fingerprint() != first.fingerprint());
  }
}

TEST_CASE("a calendar file is read with BOM, CRLF, blank lines and remarks") {
  const Result<Calendar> calendar = parse_calendar(
      "\xef\xbb\xbf"
      "date,kind,name\r\n\r\n# New Year\r\n2026-01-01,off,元旦\r\n2026-01-04,work\r\n2027-01-01,off,\"a, b\"",
      0);
  REQUIRE(calendar.has_value());
  CHECK(calendar->exceptions.size() == 3);
  CHECK(calendar->first_year == 2026);
  CHECK(calendar->last_year == 2027);
}

TEST_CASE("a calendar file that is wrong names the line") {
  const struct {
    std::string_view csv, says;
  } wrong[] = {
      {"", "line 0: the calendar names no day"},
      {"date,kind,name\n", "line 1: the calendar names no day"},
      {"2026-01-01,off,x\n", "line 1: the first row must name the columns"},
      {"date,kind,name\n2026-02-30,off,x\n", "line 2: \"2026-02-30\" is not a date"},
      {"date,kind,name\n2026-01-01\n", "line 2: kind \"\" is neither off nor work"},
      {"date,kind,name\n2026-01-01,holiday,x\n", "line 2: kind \"holiday\" is neither off nor work"},
      {"date,kind,name\n2026-01-01,off,x\n\n2026-01-01,work,x\n", "line 4: 2026-01-01 is listed twice"},
      {"date,kind,name\n2024-01-01,off,x\n2026-01-01,off,x\n", "year 2025 has no rows"},
      {"date,kind,name\n0000-01-01,off,x\n", "line 2: a holiday of year 0000"},
  };
  for (const auto& [csv, says] : wrong) {
    CAPTURE(says);
    const Result<Calendar> calendar = parse_calendar(csv, 0);
    REQUIRE_FALSE(calendar.has_value());
    CHECK(calendar.error().kind == FailureKind::invalid);
    CHECK(calendar.error().code == "calendar_invalid");
    CHECK_THAT(calendar.error().message, Catch::Contains(std::string(says)));
    CHECK(calendar.error().zh.starts_with("第 "));
  }
}
