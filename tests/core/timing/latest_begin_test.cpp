#include <catch2/catch.hpp>

#include "runtime/core/latest_begin.hpp"

namespace playmaker::core {
namespace {

using base::Instant;
using plan::LengthUnit;

std::string latest(std::string_view end, const plan::Length& length, const base::Calendar* calendar = nullptr) {
  const base::Zone zone = *base::find_zone("Asia/Shanghai");
  const Clockwork works{zone, calendar};
  const auto begin = latest_begin(works, *base::parse_instant(end), length);
  if (!begin) return "unknown";
  CHECK(after(works, *begin, length) <= *base::parse_instant(end));
  if (*begin < *base::parse_instant(end)) CHECK(after(works, *begin + 1, length) > *base::parse_instant(end));
  return base::format_minute(*begin, zone);
}

TEST_CASE("latest begin: the length that begins then is over by the end, and one that begins later is not") {
  CHECK(latest("2026-03-31T10:00:00+08:00", {}) == "2026-03-31 10:00");
  CHECK(latest("2026-03-31T10:00:00+08:00", {LengthUnit::millis, 36 * base::kHour}) == "2026-03-29 22:00");
  CHECK(latest("2026-03-31T10:00:00+08:00", {LengthUnit::days, 2}) == "2026-03-29 10:00");
  CHECK(latest("2026-03-31T10:00:00+08:00", {LengthUnit::months, 1}) == "2026-02-28 23:59");   // from the 28th to 28 March, not later
  CHECK(latest("2026-03-09T00:00:00+08:00", {LengthUnit::working_days, 2}) == "2026-03-06 23:59");
}

TEST_CASE("latest begin: working time goes back over the days and hours that the bank is closed") {
  auto days = base::parse_calendar(
      "date,kind,name\n2026-10-01,off,a\n2026-10-02,off,b\n2026-10-05,off,c\n2026-10-06,off,d\n2026-10-07,off,e\n", 0b1100000);
  REQUIRE(days);
  days->opens = {9 * 60};
  days->closes = {17 * 60};
  CHECK(latest("2026-10-08T17:00:00+08:00", {LengthUnit::working_days, 2}, &*days) == "2026-09-29 23:59");
  CHECK(latest("2026-10-08T13:00:00+08:00", {LengthUnit::working_millis, 8 * base::kHour}, &*days) == "2026-09-30 13:00");
  CHECK(latest("2026-10-08T08:00:00+08:00", {LengthUnit::working_millis, 8 * base::kHour}, &*days) == "2026-09-30 09:00");
  CHECK(latest("2026-01-02T08:00:00+08:00", {LengthUnit::working_days, 9}, &*days) == "unknown");   // its data begin with the year
}

}  // namespace
}  // namespace playmaker::core
