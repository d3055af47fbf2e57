#include <catch2/catch.hpp>

#include <algorithm>
#include <thread>
#include <vector>

#include "runtime/base/prng.hpp"
#include "runtime/base/time.hpp"

using namespace playmaker::base;

namespace {

Zone zone(std::string_view name) {
  const Result<Zone> found = find_zone(name);
  REQUIRE(found.has_value());
  return *found;
}

std::string local_noon_minutes(std::string_view name, int y, int m, int d, std::int32_t minutes) {
  return format_instant(to_instant(zone(name), date_of(y, m, d), TimeOfDay{minutes}), zone(name));
}

Instant instant(std::string_view text) {
  const Result<Instant> at = parse_instant(text);
  REQUIRE(at.has_value());
  return *at;
}

}  // namespace

TEST_CASE("a zone is found by its tzdata name, and an unknown one is refused in both languages") {
  CHECK(zone("Asia/Shanghai").name() == "Asia/Shanghai");
  CHECK(zone("UTC").name() == "UTC");
  CHECK(zone("UTC") == Zone{});
  CHECK(zone("Europe/Prague") == zone("Europe/Prague"));
  CHECK(zone("Europe/Prague") != zone("Asia/Shanghai"));
  for (const std::string_view wrong : {"", "Asia/Shanghia", "asia/shanghai", "../../etc/passwd", "+08:00", "北京"}) {
    const Result<Zone> found = find_zone(wrong);
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().kind == FailureKind::invalid);
    CHECK(found.error().code == "zone_unknown");
    CHECK(found.error().message.find(wrong) != std::string::npos);
    CHECK(found.error().zh.find("时区") != std::string::npos);
  }
  CHECK(tzdata_version().size() >= 5);
  CHECK(tzdata_version().starts_with("20"));
}

TEST_CASE("local time is read with the offset in force at that instant") {
  const auto minute = [](std::string_view name, std::string_view at) { return format_minute(instant(at), zone(name)); };
  CHECK(minute("Asia/Shanghai", "2026-03-01T16:00:00Z") == "2026-03-02 00:00");
  CHECK(minute("Asia/Shanghai", "2026-03-01T15:59:59.999Z") == "2026-03-01 23:59");
  CHECK(minute("Asia/Kathmandu", "2026-03-01T00:00:00Z") == "2026-03-01 05:45");
  CHECK(minute("America/New_York", "2026-03-08T06:59:00Z") == "2026-03-08 01:59");
  CHECK(minute("America/New_York", "2026-03-08T07:00:00Z") == "2026-03-08 03:00");
  CHECK(minute("Europe/London", "1996-07-01T00:00:00Z") == "1996-07-01 01:00");
  CHECK(minute("Asia/Shanghai", "1988-07-01T00:00:00Z") == "1988-07-01 09:00");  // China kept summer time from 1986 to 1991
  CHECK(minute("UTC", "1969-12-31T23:59:59.999Z") == "1969-12-31 23:59");
  const LocalTime before = to_local(zone("UTC"), Instant{-1});
  CHECK(before.date == date_of(1969, 12, 31));
  CHECK(before.since_midnight == kDay - 1);
}

TEST_CASE("rule 13: a local time that a clock change leaves out is the first valid instant after it") {
  CHECK(local_noon_minutes("America/New_York", 2026, 3, 8, 1 * 60 + 59) == "2026-03-08T01:59:00-05:00");
  CHECK(local_noon_minutes("America/New_York", 2026, 3, 8, 2 * 60) == "2026-03-08T03:00:00-04:00");
  CHECK(local_noon_minutes("America/New_York", 2026, 3, 8, 2 * 60 + 30) == "2026-03-08T03:00:00-04:00");
  CHECK(local_noon_minutes("America/New_York", 2026, 3, 8, 2 * 60 + 59) == "2026-03-08T03:00:00-04:00");
  CHECK(local_noon_minutes("America/New_York", 2026, 3, 8, 3 * 60) == "2026-03-08T03:00:00-04:00");
  CHECK(local_noon_minutes("Europe/Prague", 1998, 3, 29, 2 * 60 + 15) == "1998-03-29T03:00:00+02:00");
  CHECK(local_noon_minutes("Australia/Lord_Howe", 2026, 10, 4, 2 * 60 + 10) == "2026-10-04T02:30:00+11:00");  // a half-hour change
}

TEST_CASE("rule 13: a local time that a clock change repeats is the first of the two") {
  CHECK(local_noon_minutes("America/New_York", 2026, 11, 1, 59) == "2026-11-01T00:59:00-04:00");
  CHECK(local_noon_minutes("America/New_York", 2026, 11, 1, 60) == "2026-11-01T01:00:00-04:00");
  CHECK(local_noon_minutes("America/New_York", 2026, 11, 1, 60 + 59) == "2026-11-01T01:59:00-04:00");
  CHECK(local_noon_minutes("America/New_York", 2026, 11, 1, 2 * 60) == "2026-11-01T02:00:00-05:00");
  CHECK(local_noon_minutes("Europe/Prague", 1998, 10, 25, 2 * 60 + 30) == "1998-10-25T02:30:00+02:00");
  CHECK(local_noon_minutes("Australia/Lord_Howe", 2026, 4, 5, 60 + 45) == "2026-04-05T01:45:00+11:00");
}

TEST_CASE("rule 13: a day that begins with a clock change starts at its first valid instant") {
  const Zone sao_paulo = zone("America/Sao_Paulo");
  CHECK(format_instant(start_of_day(sao_paulo, date_of(2018, 11, 4)), sao_paulo) == "2018-11-04T01:00:00-02:00");
  const Zone beirut = zone("Asia/Beirut");
  CHECK(format_instant(start_of_day(beirut, date_of(2022, 3, 27)), beirut) == "2022-03-27T01:00:00+03:00");
  CHECK(local_date(beirut, start_of_day(beirut, date_of(2022, 3, 27))) == date_of(2022, 3, 27));
}

TEST_CASE("rule 13: a day that a zone skipped altogether is the start of the next one") {
  const Zone apia = zone("Pacific/Apia");  // went from 29 to 31 December 2011
  CHECK(format_instant(start_of_day(apia, date_of(2011, 12, 30)), apia) == "2011-12-31T00:00:00+14:00");
  CHECK(format_instant(to_instant(apia, date_of(2011, 12, 30), TimeOfDay{12 * 60}), apia) == "2011-12-31T00:00:00+14:00");
  CHECK(to_instant(apia, date_of(2011, 12, 29), TimeOfDay{24 * 60}) == start_of_day(apia, date_of(2011, 12, 31)));
}

TEST_CASE("24:00 is midnight at the end of the day") {
  CHECK(local_noon_minutes("Asia/Shanghai", 2026, 3, 2, 24 * 60) == "2026-03-03T00:00:00+08:00");
  CHECK(local_noon_minutes("America/New_York", 2026, 3, 8, 24 * 60) == "2026-03-09T00:00:00-04:00");
}

TEST_CASE("every instant comes back through its local time, unless that local time was read once before") {
  Prng random(13);
  std::size_t repeated = 0;
  for (const std::string_view name : {"America/New_York", "Asia/Shanghai", "Europe/Prague", "Australia/Lord_Howe", "Pacific/Apia", "UTC"}) {
    const Zone z = zone(name);
    for (int i = 0; i < 20'000; ++i) {
      const Instant at{random.between(0, 64LL * 365 * kDay)};
      const LocalTime local = to_local(z, at);
      REQUIRE(local.since_midnight >= 0);
      REQUIRE(local.since_midnight < kDay);
      const Instant back = to_instant(z, local.date, local.since_midnight);
      if (back == at) continue;
      ++repeated;
      REQUIRE(back < at);
      REQUIRE(at - back <= kHour);
      const LocalTime again = to_local(z, back);
      REQUIRE(again.date == local.date);
      REQUIRE(again.since_midnight == local.since_midnight);
    }
  }
  CHECK(repeated > 0);
  CHECK(repeated < 60);
}

TEST_CASE("around every change of a zone the remembered range answers as a fresh thread does") {
  const Zone z = zone("Europe/Prague");
  std::vector<Instant> found;
  for (int year = 1996; year < 2030; ++year) {
    const Date from = date_of(year, 1, 1);
    for (int day = 0; day < 366; ++day) {
      for (const std::int32_t minutes : {0, 90, 150, 210, 1439}) found.push_back(to_instant(z, from + day, TimeOfDay{minutes}));
    }
  }
  std::size_t next = 0, differing = 0;
  for (int year = 1996; year < 2030; ++year) {
    std::thread([&] {
      const Date from = date_of(year, 1, 1);
      for (int day = 365; day >= 0; --day) {
        for (std::size_t i = 5; i-- > 0;) {
          constexpr std::int32_t minutes[] = {0, 90, 150, 210, 1439};
          const Instant at = to_instant(z, from + day, TimeOfDay{minutes[i]});
          if (at != found[next + static_cast<std::size_t>(day) * 5 + i]) ++differing;
        }
      }
    }).join();
    next += 366 * 5;
  }
  CHECK(differing == 0);
}

TEST_CASE("instants beyond the four-digit years read as the first or last of them") {
  CHECK(format_instant(kNever) == "9999-12-31T23:59:59.999Z");
  CHECK(format_instant(Instant{INT64_MIN}) == "0000-01-01T00:00:00Z");
  const Zone z = zone("Asia/Shanghai");
  CHECK(to_local(z, kNever).date == date_of(10000, 1, 1));
  CHECK(to_instant(z, Date{INT32_MAX}, TimeOfDay{1440}) <= instant("9999-12-31T23:59:59.999Z"));
  CHECK(to_instant(z, Date{INT32_MIN}, TimeOfDay{0}) <= instant("0000-01-02T00:00:00Z"));
}

TEST_CASE("a whole minute is itself, anything after it is the next") {
  CHECK(ceil_minute(Instant{0}) == Instant{0});
  CHECK(ceil_minute(Instant{1}) == Instant{60'000});
  CHECK(ceil_minute(Instant{59'999}) == Instant{60'000});
  CHECK(ceil_minute(Instant{60'000}) == Instant{60'000});
  CHECK(ceil_minute(Instant{-1}) == Instant{0});
  CHECK(ceil_minute(Instant{-60'000}) == Instant{-60'000});
  CHECK(ceil_minute(Instant{-60'001}) == Instant{-60'000});
}
