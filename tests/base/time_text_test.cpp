#include <catch2/catch.hpp>

#include "runtime/base/prng.hpp"
#include "runtime/base/time.hpp"

using namespace playmaker::base;

TEST_CASE("RFC 3339 with an offset is read to the millisecond") {
  const auto ms = [](std::string_view text) {
    const Result<Instant> at = parse_instant(text);
    REQUIRE(at.has_value());
    return at->ms;
  };
  CHECK(ms("1970-01-01T00:00:00Z") == 0);
  CHECK(ms("2026-03-02T09:30:00+08:00") == 1'772'415'000'000);
  CHECK(ms("2026-03-02T01:30:00Z") == 1'772'415'000'000);
  CHECK(ms("2026-03-01t20:30:00-05:00") == 1'772'415'000'000);
  CHECK(ms("2026-03-02 01:30:00z") == 1'772'415'000'000);
  CHECK(ms("2026-03-02T01:30:00-00:00") == 1'772'415'000'000);
  CHECK(ms("1970-01-01T00:00:00.5Z") == 500);
  CHECK(ms("1970-01-01T00:00:00.05Z") == 50);
  CHECK(ms("1970-01-01T00:00:00.123456789Z") == 123);
  CHECK(ms("1970-01-01T00:00:00.9999Z") == 999);
  CHECK(ms("1969-12-31T23:59:59.999Z") == -1);
  CHECK(ms("2016-12-31T23:59:60Z") == ms("2016-12-31T23:59:59.999Z"));
  CHECK(ms("2016-12-31T23:59:60.7Z") == ms("2016-12-31T23:59:59.999Z"));
  CHECK(ms("0000-01-01T00:00:00Z") == -62'167'219'200'000);
  CHECK(ms("2024-02-29T00:00:00Z") == 1'709'164'800'000);
  CHECK(ms("2026-03-02T00:00:00+23:59") == ms("2026-03-01T00:01:00Z"));
}

TEST_CASE("anything else is refused with the form to write") {
  for (const std::string_view wrong : {
           "",
           "now",
           "2026-03-02",
           "2026-03-02T09:30:00",
           "2026-03-02T09:30Z",
           "2026-03-02T09:30:00+08",
           "2026-03-02T09:30:00+0800",
           "2026-03-02T24:00:00Z",
           "2026-03-02T09:60:00Z",
           "2026-03-02T09:30:61Z",
           "2026-02-29T00:00:00Z",
           "2026-13-01T00:00:00Z",
           "2026-00-10T00:00:00Z",
           "2026-03-02T09:30:00.Z",
           "2026-03-02T09:30:00.1234567890Z",
           "2026-03-02T09:30:00,5Z",
           "2026-03-02T09:30:00+24:00",
           "2026-03-02T09:30:00+08:60",
           "2026-03-02T09:30:00Z ",
           " 2026-03-02T09:30:00Z",
           "26-03-02T09:30:00Z",
           "2026-3-2T9:30:00Z",
           "+2026-03-02T09:30:00Z",
           "2026-03-02T09:30:00ZZ",
           "2026-03-02T-9:30:00Z",
           "２026-03-02T09:30:00Z",
       }) {
    CAPTURE(wrong);
    const Result<Instant> at = parse_instant(wrong);
    REQUIRE_FALSE(at.has_value());
    CHECK(at.error().code == "time_invalid");
    CHECK(at.error().message.find("2026-03-02T09:30:00+08:00") != std::string::npos);
    CHECK(at.error().zh.find("请写成") != std::string::npos);
  }
}

TEST_CASE("a long wrong text is shown only in part") {
  const Result<Instant> at = parse_instant(std::string(1 << 20, '9'));
  REQUIRE_FALSE(at.has_value());
  CHECK(at.error().message.size() < 300);
}

TEST_CASE("dates and times of day") {
  CHECK(parse_date("2026-03-02").value() == date_of(2026, 3, 2));
  for (const std::string_view wrong : {"2026-02-30", "2026-03-2", "2026/03/02", "2026-03-02T", "20260302", "-026-03-02", ""}) {
    CAPTURE(wrong);
    CHECK(parse_date(wrong).error().code == "time_invalid");
  }
  CHECK(parse_time("00:00").value().minutes == 0);
  CHECK(parse_time("09:30").value().minutes == 570);
  CHECK(parse_time("24:00").value().minutes == 1440);
  for (const std::string_view wrong : {"24:01", "25:00", "09:60", "9:30", "09:30:00", "0930", "09:3", ""}) {
    CAPTURE(wrong);
    CHECK(parse_time(wrong).error().code == "time_invalid");
  }
  CHECK(format_time({570}) == "09:30");
  CHECK(format_time({1440}) == "24:00");
}

TEST_CASE("instants are written with the zone's offset and only the milliseconds there are") {
  const Zone shanghai = find_zone("Asia/Shanghai").value(), new_york = find_zone("America/New_York").value();
  const Instant at{1'772'415'000'000};
  CHECK(format_instant(at) == "2026-03-02T01:30:00Z");
  CHECK(format_instant(at, shanghai) == "2026-03-02T09:30:00+08:00");
  CHECK(format_instant(at, new_york) == "2026-03-01T20:30:00-05:00");
  CHECK(format_instant(at + 7, shanghai) == "2026-03-02T09:30:00.007+08:00");
  CHECK(format_minute(at, shanghai) == "2026-03-02 09:30");
  CHECK(format_minute(at + 59'999, shanghai) == "2026-03-02 09:30");
}

TEST_CASE("what is written is read back, whatever the zone and the century") {
  Prng random(3339);
  for (const std::string_view name : {"UTC", "Asia/Shanghai", "America/New_York", "Africa/Monrovia", "Asia/Kathmandu", "Pacific/Apia"}) {
    const Zone zone = find_zone(name).value();
    for (int i = 0; i < 5'000; ++i) {
      const Instant at{random.between(-100LL * 365 * kDay, 100LL * 365 * kDay)};
      const Result<Instant> back = parse_instant(format_instant(at, zone));
      REQUIRE(back.has_value());
      REQUIRE(back->ms == at.ms);
    }
  }
}

TEST_CASE("lengths for people") {
  CHECK(format_length(2 * kDay + 3 * kHour + 5 * kMinute) == "2 d 3 h 5 min");
  CHECK(format_length(2 * kDay + 3 * kHour + 5 * kMinute + 7 * kSecond) == "2 d 3 h 5 min");
  CHECK(format_length(2 * kDay + 7 * kSecond) == "2 d 7 s");
  CHECK(format_length(90 * kSecond) == "1 min 30 s");
  CHECK(format_length(250) == "250 ms");
  CHECK(format_length(0) == "0 s");
  CHECK(format_length(-kHour) == "-1 h");
  CHECK(format_length(INT64_MIN).starts_with("-106751991167 d"));
}
