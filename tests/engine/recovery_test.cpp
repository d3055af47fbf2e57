// Restart = snapshot + apply of the journal's tail: the state after a crash is the state before it, bit for bit.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "runtime/base/prng.hpp"
#include "runtime/journal/sqlite/open.hpp"
#include "tests/engine/bank.hpp"
#include "tests/main/here.hpp"

using namespace playmaker::engine_tests;
namespace core = playmaker::core;
namespace plan = playmaker::plan;
namespace base = playmaker::base;
namespace sim = playmaker::sim;
namespace journal = playmaker::journal;

namespace {

// Some days of everything: people, events, sweeps, pauses, a second version; by one seed the same every time.
void live(Bank& bank, std::uint64_t seed, int days, const std::function<void()>& each_day = {}) {
  base::Prng chance(seed);
  const auto someone = [&] { return "c" + std::to_string(chance.below(60)); };
  Instant now = bank.engine().now();
  for (int day = 0; day < days; ++day) {
    for (int i = 0; i < 25; ++i) {
      now = now + chance.between(base::kSecond, 30 * base::kMinute);
      static const char* const kNames[] = {"opened",     "deposit",       "called", "asked_coffee",
                                           "asked_seat", "asked_adviser", "opened", "deposit"};
      const std::string name = kNames[chance.below(8)];
      RawRecord fields;
      if (name == "deposit") fields = {{"amount", raw(std::int64_t{100})}};
      must(bank.run->event(
          event(someone(), name, now, "d" + std::to_string(seed) + "." + std::to_string(day) + "." + std::to_string(i), fields)));
    }
    now = base::start_of_day(*base::find_zone("Asia/Shanghai"), base::local_date(*base::find_zone("Asia/Shanghai"), now) + 1) +
          6 * base::kHour;
    std::vector<RawRow> customers;
    for (int i = 0; i < 10; ++i) {
      customers.push_back({someone(),
                           {{"aum", raw(chance.between(0, 300'000))},
                            {"manager", raw("m" + std::to_string(chance.below(3)))},
                            {"name", raw("Name " + std::to_string(i))}}});
    }
    must(bank.run->give(rows(RowKind::customers, std::move(customers), "daily_profile"), now));
    must(bank.run->give(ImportDone{"daily_profile", {INT64_MIN}, {}}));
    if (day == 1) {
      must(bank.run->give(rows(RowKind::people, {{"m0", {{"name", raw("Li")}, {"branch", raw("b1")}}}, {"a1", {}}, {"a2", {}}})));
      must(bank.run->give(rows(RowKind::pools, {{"advisers", {{"people", {RawList{raw("a1"), raw("a2")}}}}}})));
    }
    if (day % 5 == 2) must(bank.run->give(Pause{{"", "welcome", ""}, false, "boss", "storm", {}}));
    if (day % 5 == 3) must(bank.run->give(Resume{{"", "welcome", ""}, "boss", "over", {}}));
    if (each_day) each_day();
  }
}

}  // namespace

TEST_CASE("the state after a restart is the state before it") {
  Bank bank;
  live(bank, 1, 12);
  const std::string before = state_of(bank.engine());
  const auto due = bank.engine().next_due();
  must(bank.run->restart());
  REQUIRE(state_of(bank.engine()) == before);
  REQUIRE(bank.engine().next_due() <= due);   // the restart report is due at once
  REQUIRE(findings_of(bank.run->journal()).empty());
  live(bank, 2, 3);                            // and it goes on
  REQUIRE(findings_of(bank.run->journal()).empty());
}

TEST_CASE("versions that take journeys over, day after day: restarts leave the same customers as none") {
  Bank steady, shaken;
  std::uint32_t version = 1;
  const auto renew = [&](Bank& bank) {
    plan::Plan next = welcome();
    next.version = ++version;
    next.upgrade.how = version % 3 == 0 ? plan::UpgradeKind::at_next_stage : plan::UpgradeKind::now;
    next.upgrade.recompute = version % 2 == 0;
    REQUIRE(bank.give(apply_of(bank_catalog(), {next})).ok());
  };
  live(steady, 3, 8, [&] { renew(steady); });
  version = 1;
  live(shaken, 3, 8, [&] {
    renew(shaken);
    must(shaken.run->restart());
    must(shaken.engine().tick(shaken.engine().now()));
  });
  for (int i = 0; i < 60; ++i) {
    const std::string id = "c" + std::to_string(i);
    const auto a = steady.engine().find(id), b = shaken.engine().find(id);
    REQUIRE(a.has_value() == b.has_value());
    if (!a) continue;
    CHECK(steady.customer(id).journeys.size() == shaken.customer(id).journeys.size());
    CHECK(steady.facts<core::JourneyMoved>(id).size() == shaken.facts<core::JourneyMoved>(id).size());
  }
  CHECK(findings_of(shaken.run->journal()).empty());
}

TEST_CASE("restarts at any moment leave the same customers as none") {
  Bank steady, shaken;
  live(steady, 3, 10);
  live(shaken, 3, 10, [&] {
    must(shaken.run->restart());
    must(shaken.engine().tick(shaken.engine().now()));
  });
  for (int i = 0; i < 60; ++i) {
    const std::string id = "c" + std::to_string(i);
    REQUIRE(steady.engine().find(id).has_value() == shaken.engine().find(id).has_value());
    if (!steady.engine().find(id)) continue;
    core::Customer a = steady.customer(id), b = shaken.customer(id);
    a.last_group = b.last_group = 0;           // rows are cut otherwise
    CHECK(core::encode(a) == core::encode(b));
  }
}

TEST_CASE("snapshots are written while work goes on, and recovery reads the newest and the tail only") {
  sim::VirtualRun::Setup setup;
  setup.options.groups_per_snapshot = 150;
  setup.options.snapshot_slice = 3;            // many slices, so that customers change between them
  Bank bank(std::move(setup));
  live(bank, 4, 14);
  const std::string before = state_of(bank.engine());
  REQUIRE(bank.run->disk().snapshots.size() == 2);
  REQUIRE(findings_of(bank.run->journal()).empty());
  must(bank.run->restart());
  REQUIRE(state_of(bank.engine()) == before);
  // Rows before the snapshot are not read: damage there goes unseen until fsck.
  auto& first = bank.run->disk().segments[0].front();
  first[first.size() - 1] = static_cast<char>(first[first.size() - 1] ^ 1);
  must(bank.run->restart());
  REQUIRE(state_of(bank.engine()) == before);
  REQUIRE(findings_of(bank.run->journal()).find("row_damaged") != std::string::npos);
}

TEST_CASE("a snapshot at the end, then nothing but it") {
  Bank bank;
  live(bank, 5, 6);
  must(bank.engine().write_snapshot());
  const std::string before = state_of(bank.engine());
  must(bank.run->restart());
  REQUIRE(state_of(bank.engine()) == before);
  live(bank, 6, 2);
  const std::string later = state_of(bank.engine());
  must(bank.run->restart());
  REQUIRE(state_of(bank.engine()) == later);
}

TEST_CASE("dedupe holds across restarts, with and without a snapshot") {
  for (const bool snapshot : {false, true}) {
    Bank bank;
    REQUIRE(bank.happens("c1", "opened", "03-02 10:00", "e1").status == ItemStatus::accepted);
    bank.happens("c1", "called", "03-05 10:00", "e2");
    if (snapshot) must(bank.engine().write_snapshot());
    bank.happens("c1", "deposit", "03-05 10:01", "e3");
    const auto commit = bank.engine().commit();
    must(bank.run->restart());
    CHECK(bank.happens("c1", "deposit", "03-05 10:02", "e3").commit == commit);
    for (const char* id : {"e1", "e2", "e3"}) CHECK(bank.happens("c1", "opened", "03-05 11:00", id).status == ItemStatus::duplicate);
    CHECK(bank.happens("c1", "opened", "03-05 11:00", "e4").status == ItemStatus::accepted);
  }
}

TEST_CASE("commits may be gathered under a virtual clock: the same facts, fewer commits, the same journal twice") {
  const auto run = [](std::size_t groups) {
    sim::VirtualRun::Setup setup;
    setup.options.groups_per_commit = groups;
    auto bank = std::make_unique<Bank>(std::move(setup));
    live(*bank, 8, 8);
    must(bank->engine().flush());
    return bank;
  };
  const auto each = run(0), gathered = run(500), again = run(500);
  REQUIRE(gathered->engine().commit() < each->engine().commit());
  REQUIRE(gathered->run->disk().segments == again->run->disk().segments);
  for (int i = 0; i < 60; ++i) {
    const auto found = each->engine().find("c" + std::to_string(i));
    if (!found) continue;
    core::Customer a = *each->engine().customer(*found), b = *gathered->engine().customer(*found);
    a.last_group = b.last_group = 0;
    CHECK(core::encode(a) == core::encode(b));
  }
  const std::string before = state_of(gathered->engine());
  must(gathered->run->restart());
  REQUIRE(state_of(gathered->engine()) == before);
  REQUIRE(findings_of(gathered->run->journal()).empty());
}

TEST_CASE("a data folder is recovered like memory, personal data beside it") {
  const std::filesystem::path folder = std::filesystem::path(playmaker::kBinaryDir) / ("engine-test-" + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  const auto open = [&] {
    return must(journal::open_folder([&] {
      journal::FolderOptions options;
      options.folder = folder.string();
      options.lanes = 17;
      return options;
    }()));
  };
  auto stored = open();
  std::string before;
  {
    sim::VirtualRun::Setup setup;
    setup.journal = stored.get();
    setup.options.groups_per_commit = 300;
    Bank bank(std::move(setup));
    live(bank, 9, 6);
    must(bank.engine().flush());
    before = state_of(bank.engine());
  }
  stored.reset();
  stored = open();
  {
    sim::VirtualRun::Setup setup;
    setup.journal = stored.get();
    setup.start = on("03-02 09:00");
    auto run = must(sim::VirtualRun::begin(std::move(setup)));
    REQUIRE(state_of(run->engine()) == before);
    bool named = false;
    for (int i = 0; i < 60; ++i) {
      const auto customer = run->engine().find("c" + std::to_string(i));
      if (!customer) continue;
      for (const auto& [name, text] : must(run->engine().personal(*customer)))
        named = named || (name == "name" && text.starts_with("Name "));
    }
    REQUIRE(named);
  }
  REQUIRE(findings_of(*stored).empty());
  stored.reset();
  std::filesystem::remove_all(folder);
}

TEST_CASE("a snapshot that is torn or damaged at any place is passed over, counted, and the state is the same from the one before it") {
  sim::VirtualRun::Setup setup;
  setup.options.groups_per_snapshot = 150;
  Bank bank(std::move(setup));
  live(bank, 4, 14);
  const std::string before = state_of(bank.engine());
  auto& snapshots = bank.run->disk().snapshots;
  REQUIRE(snapshots.size() == 2);
  const auto [newest, whole] = *snapshots.rbegin();
  base::Prng chance(11);
  for (int round = 0; round < 12; ++round) {
    std::string hurt = whole;
    const auto at = static_cast<std::size_t>(chance.below(hurt.size()));
    if (round % 2 == 0) hurt.resize(at);     // cut off by a kill
    else hurt[at] = static_cast<char>(hurt[at] ^ 0x20);
    bank.run->disk().snapshots[newest] = hurt;
    must(bank.run->restart());
    REQUIRE(state_of(bank.engine()) == before);
  }
}

TEST_CASE("when every snapshot is damaged the whole journal is read; what is missing there too is said, never guessed") {
  Bank bank;
  live(bank, 5, 6);
  must(bank.engine().write_snapshot());
  live(bank, 6, 2);
  const std::string before = state_of(bank.engine());
  for (auto& [id, snapshot] : bank.run->disk().snapshots)
    snapshot[snapshot.size() / 2] = static_cast<char>(snapshot[snapshot.size() / 2] ^ 1);
  must(bank.run->restart());
  REQUIRE(state_of(bank.engine()) == before);
  auto& row = bank.run->disk().segments[0].front();
  row[row.size() - 1] = static_cast<char>(row[row.size() - 1] ^ 1);
  const auto failed = bank.run->restart();
  REQUIRE_FALSE(failed);
  CHECK(failed.error().kind == base::FailureKind::broken);
  CHECK_FALSE(failed.error().message.empty());
  CHECK_FALSE(failed.error().zh.empty());
}

TEST_CASE("rule 27: after a stop, due work runs in due order and is counted") {
  Bank bank;
  bank.happens("c1", "opened", "03-02 10:00");
  bank.happens("c2", "opened", "03-02 11:00");
  must(bank.run->restart());
  must(bank.engine().tick(on("03-06 09:00")));   // a leap: nothing ran in between
  REQUIRE(bank.engine().health().overdue_at_start >= 4);
  while (must(bank.engine().tick(on("03-06 09:00"))).more) {}
  for (const char* id : {"c1", "c2"}) {
    REQUIRE(bank.facts<core::TaskOverdue>(id).size() == 1);
    REQUIRE(bank.facts<core::StallTripped>(id).size() == 1);
    Instant last{0};
    each_group(bank.engine(), id, [&](const WhyGroup& group) {
      if (const auto* due = std::get_if<core::TimersDue>(&group.group.input)) {
        CHECK(due->due >= last);
        last = due->due;
      }
    });
  }
  // The letter of day 2 was due on 03-03 10:00: too old, it takes its own way and is not sent.
  REQUIRE(bank.facts<core::TouchSending>("c1").empty());
}

TEST_CASE("a failed append ends the engine; what was acknowledged is there after the restart, an ambiguous commit whole or not at all") {
  for (const bool kept : {false, true}) {
    Bank bank;
    bank.happens("c1", "opened", "03-02 10:00", "e1");
    (kept ? bank.run->disk().faults.fail_append_kept : bank.run->disk().faults.fail_append) = 1;
    const auto failed = bank.run->event(event("c1", "called", on("03-02 11:00"), "e2"));
    REQUIRE(failed.error().kind == base::FailureKind::broken);
    REQUIRE(bank.engine().tick(on("03-02 11:00")).error().code == "engine_stopped");
    must(bank.run->restart());
    REQUIRE(bank.customer("c1").journeys.size() == 1);
    REQUIRE(bank.facts<core::TaskClosed>("c1").size() == (kept ? 1 : 0));
    CHECK(bank.happens("c1", "called", "03-02 12:00", "e2").status == (kept ? ItemStatus::duplicate : ItemStatus::accepted));
    REQUIRE(bank.facts<core::TaskClosed>("c1").size() == 1);
    REQUIRE(findings_of(bank.run->journal()).empty());
  }
}

TEST_CASE("a full disk undoes the tick, answers 503 and goes on when there is room") {
  Bank bank;
  bank.happens("c1", "opened", "03-02 10:00", "e1");
  const std::string before = state_of(bank.engine());
  bank.run->disk().faults.full_append = 1;
  const auto refused = bank.run->event(event("c1", "called", on("03-02 11:00"), "e2"));
  REQUIRE(refused.error().kind == base::FailureKind::busy);
  REQUIRE(refused.error().code == "disk_full");
  REQUIRE(bank.engine().health().disk_full);
  REQUIRE(state_of(bank.engine()) == before);    // it has not happened
  bank.run->disk().faults.full_append = 1;       // still full
  REQUIRE(bank.run->event(event("c1", "called", on("03-02 11:00"), "e2")).error().code == "disk_full");
  REQUIRE(bank.happens("c1", "called", "03-02 11:01", "e2").status == ItemStatus::accepted);
  REQUIRE_FALSE(bank.engine().health().disk_full);
  bank.to("03-10 00:00");
  REQUIRE(bank.facts<core::StallTripped>("c1").size() == 1);   // its timers are back
  REQUIRE(findings_of(bank.run->journal()).empty());
}
