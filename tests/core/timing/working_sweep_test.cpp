#include <catch2/catch.hpp>

#include "runtime/core/working_sweep.hpp"

namespace playmaker::core {
namespace {

using base::Instant;

Instant at(std::string_view text) { return *base::parse_instant(text); }

std::string next(std::int32_t every, std::string_view after, const base::Calendar* calendar) {
  const base::Zone zone = *base::find_zone("Asia/Shanghai");
  plan::SweepRule rule;
  rule.every = every;
  rule.working = true;
  rule.timing.at_minute = 9 * 60;
  const Instant found = next_working_sweep(zone, calendar, rule, at(after));
  return found == base::kNever ? "never" : base::format_minute(found, zone);
}

TEST_CASE("sweeps of working days: weekends and holidays are passed over, make-up days are not") {
  const base::Result<base::Calendar> days =
      base::parse_calendar("date,kind,name\n2026-03-05,off,holiday\n2026-03-07,work,made up\n", 0b1100000);
  REQUIRE(days);
  const base::Calendar* calendar = &*days;     // 2026-03-02 is a Monday
  CHECK(next(1, "2026-03-02T08:59:00+08:00", calendar) == "2026-03-02 09:00");
  CHECK(next(1, "2026-03-02T09:00:00+08:00", calendar) == "2026-03-03 09:00");
  CHECK(next(1, "2026-03-04T09:00:00+08:00", calendar) == "2026-03-06 09:00");
  CHECK(next(1, "2026-03-06T09:00:00+08:00", calendar) == "2026-03-07 09:00");
  CHECK(next(1, "2026-03-08T06:00:00+08:00", calendar) == "2026-03-09 09:00");
  CHECK(next(2, "2026-03-03T09:00:00+08:00", calendar) == "2026-03-06 09:00");
  CHECK(next(2, "2026-03-06T09:00:00+08:00", calendar) == "2026-03-09 09:00");
  CHECK(next(1, "2026-12-31T09:00:00+08:00", calendar) == "never");
  CHECK(next(3, "2026-03-06T09:00:00+08:00", nullptr) == "2026-03-09 09:00");
}

}  // namespace
}  // namespace playmaker::core
