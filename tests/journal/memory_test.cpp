// The faults a simulation asks of the journal in memory.
#include "runtime/journal/memory.hpp"

#include <catch2/catch.hpp>

#include "tests/journal/shapes.hpp"

using namespace playmaker::journal;
using namespace playmaker::journal_tests;
using playmaker::base::FailureKind;

TEST_CASE("after a failed append every call says so; a new opening has what was kept") {
  for (const bool kept : {false, true}) {
    auto disk = std::make_shared<MemoryDisk>(kLanes);
    (kept ? disk->faults.fail_append_kept : disk->faults.fail_append) = 2;
    auto journal = open_memory(disk).value();
    append_row(*journal, 0, "one");
    const LaneRow two{0, 2, "two", 1};
    const auto failed = journal->append({&two, 1}, {{{1, "p"}}, {}});
    REQUIRE(failed.error().kind == FailureKind::broken);

    const auto stopped = [](const auto& result) {
      return result.error().kind == FailureKind::broken && result.error().code == "journal_stopped";
    };
    CHECK(stopped(journal->append({&two, 1}, {})));
    CHECK(stopped(journal->tend()));
    CHECK(stopped(journal->read(0, 1, [](const RowView&) { return true; })));
    CHECK(stopped(journal->read_row(0, 1)));
    CHECK(stopped(journal->person(1)));
    CHECK(stopped(journal->meta("x")));
    CHECK(stopped(journal->for_each_person([](std::uint64_t, std::string_view) { return true; })));
    CHECK(stopped(journal->for_each_meta("", [](std::string_view, std::string_view) { return true; })));
    CHECK(stopped(journal->latest_snapshot()));
    CHECK(stopped(journal->verify({})));

    journal.reset();
    journal = open_memory(disk).value();
    CHECK(journal->last_seq(0) == (kept ? 2 : 1));
    CHECK(journal->person(1).value().has_value() == kept);
    append_row(*journal, 0, "on it goes");  // a fault strikes once
  }
}

TEST_CASE("a full disk refuses one append and the journal stays usable") {
  auto disk = std::make_shared<MemoryDisk>(kLanes);
  disk->faults.full_append = 1;
  auto journal = open_memory(disk).value();
  const LaneRow row{0, 1, "one", 1};
  const auto full = journal->append({&row, 1}, {});
  REQUIRE(full.error().kind == FailureKind::busy);
  REQUIRE(full.error().code == "disk_full");
  REQUIRE(journal->last_seq(0) == 0);
  REQUIRE(journal->append({&row, 1}, {}).has_value());
}

TEST_CASE("durations are measured by the clock that is handed in") {
  std::int64_t now = 0;
  auto journal = open_memory(std::make_shared<MemoryDisk>(kLanes), [&] { return now += 1000; }).value();
  append_row(*journal, 0, "one");
  append_row(*journal, 0, "two");
  REQUIRE(journal->stats().append.count() == 2);
  REQUIRE(journal->stats().append.total_ns() == 2000);
  REQUIRE(make_memory(kLanes)->stats().append.count() == 0);
}

TEST_CASE("a percentile is right within an eighth") {
  Durations durations;
  REQUIRE(durations.percentile_ns(0.5) == 0);
  for (std::int64_t i = 1; i <= 1000; ++i) durations.add(i * 1000);
  for (const double share : {0.01, 0.5, 0.9, 0.99, 1.0}) {
    const double exact = share * 1'000'000, found = static_cast<double>(durations.percentile_ns(share));
    CHECK(found >= exact);
    CHECK(found <= exact * 1.125);
  }
  durations.add(-5);
  durations.add(INT64_MAX);
  REQUIRE(durations.max_ns() == INT64_MAX);
  REQUIRE(durations.percentile_ns(1.0) == INT64_MAX);
}
