// Sweeps of working days: only on those, after their import, and never beyond what the calendar knows.
#include <catch2/catch.hpp>

#include "tests/engine/bank.hpp"

using namespace playmaker::engine_tests;
namespace core = playmaker::core;
namespace base = playmaker::base;
namespace plan = playmaker::plan;

namespace {

struct Working {
  std::unique_ptr<playmaker::sim::VirtualRun> run;
  explicit Working(bool skips, std::string_view holidays = {}, bool each_import = false) {
    playmaker::sim::VirtualRun::Setup setup;
    setup.start = on("03-02 09:00");             // a Monday
    setup.options.salt = 7;
    run = must(playmaker::sim::VirtualRun::begin(std::move(setup)));
    plan::Catalog catalog = bank_catalog();
    catalog.calendars.push_back({"bank_days", must(base::parse_calendar("date,kind,name\n" + std::string(holidays), 0b1100000)), {}, {}});
    plan::Plan made = daily();
    plan::Entry& entry = made.audience.entries.front();
    entry.sweep.working = true;
    entry.skip_when_late = skips;
    if (each_import) {
      entry.sweep = {};
      entry.latest_minute = -1;
      entry.each_import = true;
    }
    made.audience.again = {plan::AgainKind::after, hours(1), plan::kNone};
    made.ends_after = hours(1);
    made.calendar = static_cast<plan::TextIndex>(made.unit.texts.size());
    made.unit.texts.emplace_back("bank_days");
    const Reply applied = must(run->give(apply_of(catalog, {made})));
    if (applied.failure) throw std::runtime_error(applied.failure->message);
    must(run->give(rows(RowKind::customers, {{"c1", {{"aum", {std::string("250000.00")}}}}})));
  }
  void arrives(std::string_view when) { must(run->give(ImportDone{"daily_profile", {INT64_MIN}, {}}, on(when))); }
  void to(std::string_view when) { must(run->advance_to(on(when))); }
  // When the customer was taken.
  std::string taken() {
    std::string out;
    each_fact(run->engine(), "c1", [&](const core::Fact& fact) {
      const auto* entered = std::get_if<core::JourneyEntered>(&fact);
      if (entered != nullptr) out += base::format_minute(entered->at, *base::find_zone("Asia/Shanghai")).substr(5) + "\n";
    });
    return out;
  }
  std::size_t troubles(std::string_view code) {
    std::size_t found = 0;
    for (const HouseTrouble& trouble : run->engine().troubles()) found += trouble.code == code ? trouble.count : 0;
    return found;
  }
};

}  // namespace

TEST_CASE("sweeps of working days: not on weekends or holidays, on make-up days; after the import, or skipped when that is late") {
  Working bank(true, "2026-03-05,off,holiday\n2026-03-07,work,made up\n");
  bank.arrives("03-03 08:00");
  bank.arrives("03-04 09:15");
  bank.to("03-06 12:00");                        // the 5th is a holiday; on the 6th no import comes
  CHECK(bank.taken() == "03-03 08:30\n03-04 09:15\n");
  CHECK(bank.troubles("sweep_skipped") == 1);
  must(bank.run->restart());
  bank.arrives("03-07 08:00");
  bank.to("03-08 12:00");
  CHECK(bank.taken() == "03-03 08:30\n03-04 09:15\n03-07 08:30\n");
  CHECK(bank.troubles("sweep_skipped") == 1);
}

TEST_CASE("sweeps of working days: `else run` runs without its import; beyond the calendar nothing runs, and it is said once") {
  Working bank(false, "2026-01-01,off,holiday\n");
  bank.to("03-09 12:00");
  CHECK(bank.taken() == "03-03 10:00\n03-04 10:00\n03-05 10:00\n03-06 10:00\n03-09 10:00\n");
  bank.to("12-31 12:00");
  const std::string taken = bank.taken();
  CHECK(bank.troubles("sweep_day_unknown") == 1);
  must(bank.run->advance_to(on("12-31 23:00") + 20 * base::kDay));
  CHECK(bank.taken() == taken);
  CHECK(bank.troubles("sweep_day_unknown") == 1);
}

TEST_CASE("`enter on import`: whenever one has arrived, at most once a day, and a day without it is no trouble") {
  Working bank(true, "2026-01-01,off,holiday\n", true);
  bank.arrives("03-03 08:10");
  bank.arrives("03-03 20:00");                   // the second of that day
  bank.to("03-06 12:00");
  CHECK(bank.taken() == "03-03 08:10\n");
  must(bank.run->restart());
  bank.arrives("03-06 13:00");
  bank.to("03-06 14:00");
  CHECK(bank.taken() == "03-03 08:10\n03-06 13:00\n");
  CHECK(bank.troubles("sweep_skipped") == 0);
}
