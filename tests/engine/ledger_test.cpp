// What spans customers: stock, seats and pools, asked and answered within one commit, never oversold.
#include <catch2/catch.hpp>

#include "runtime/base/prng.hpp"
#include "tests/engine/bank.hpp"

using namespace playmaker::engine_tests;
namespace core = playmaker::core;
namespace base = playmaker::base;
namespace plan = playmaker::plan;

TEST_CASE("rule 29: stock is never oversold, and each grant has a code of its own") {
  Bank bank;
  std::vector<std::string> codes;
  int denied = 0;
  for (int i = 0; i < 12; ++i) {
    const std::string id = "c" + std::to_string(i);
    bank.happens(id, "asked_coffee", "03-02 10:00");
    for (const auto& granted : bank.facts<core::Granted>(id)) {
      if (granted.given) codes.push_back(granted.code);
      else ++denied;
    }
  }
  REQUIRE(codes.size() == 5);
  REQUIRE(denied == 7);
  for (const std::string& code : codes) {
    CHECK(code.size() == 12);
    CHECK(std::count(codes.begin(), codes.end(), code) == 1);
  }
  const StockReport stock = bank.engine().stocks().front();
  REQUIRE(stock.granted + stock.posted == 5);
  REQUIRE(stock.free == 0);
  const std::string before = state_of(bank.engine());
  must(bank.run->restart());
  REQUIRE(state_of(bank.engine()) == before);
  bank.happens("c99", "asked_coffee", "03-02 11:00");
  REQUIRE_FALSE(bank.facts<core::Granted>("c99").front().given);
}

TEST_CASE("a refill comes with each period, counted from the first asking") {
  plan::Benefit benefit;
  benefit.stock = 10;
  benefit.refill = 3;
  benefit.refill_per = plan::Period::day;
  const base::Zone zone = *base::find_zone("Asia/Shanghai");
  const Instant since = on("03-02 23:00");
  CHECK(Ledger::supply(benefit, zone, since, since) == 10);
  CHECK(Ledger::supply(benefit, zone, since, on("03-02 23:59")) == 10);
  CHECK(Ledger::supply(benefit, zone, since, on("03-03 00:00")) == 13);
  CHECK(Ledger::supply(benefit, zone, since, on("03-05 12:00")) == 19);
  benefit.refill_per = plan::Period::week;     // 2026-03-02 is a Monday
  CHECK(Ledger::supply(benefit, zone, since, on("03-08 23:59")) == 10);
  CHECK(Ledger::supply(benefit, zone, since, on("03-09 00:00")) == 13);
  benefit.refill_per = plan::Period::month;
  CHECK(Ledger::supply(benefit, zone, since, on("04-01 00:00")) == 13);
}

TEST_CASE("at most N customers: the seats of an audience") {
  Bank bank;
  int in = 0;
  for (int i = 0; i < 8; ++i) {
    const std::string id = "c" + std::to_string(i);
    bank.happens(id, "asked_seat", "03-02 10:00");
    in += static_cast<int>(bank.facts<core::JourneyEntered>(id).size());
  }
  REQUIRE(in == 3);
  const auto refused = bank.facts<core::EntryRefused>("c7");
  REQUIRE(refused.size() == 1);
  REQUIRE(refused[0].why == core::Reason::full);
  must(bank.run->restart());
  bank.happens("c8", "asked_seat", "03-02 11:00");
  REQUIRE(bank.facts<core::JourneyEntered>("c8").empty());
}

TEST_CASE("a pool's least busy gets the task; ties go in turn; an empty pool leaves it unassigned") {
  Bank bank;
  bank.happens("c0", "asked_adviser", "03-02 10:00");
  REQUIRE(bank.customer("c0").journeys[0].tasks[0].assignee == plan::kNone);
  bank.give(rows(RowKind::people, {{"a1", {}}, {"a2", {}}, {"a3", {}}}));
  bank.give(rows(RowKind::pools, {{"advisers", {{"people", raw("a1, a2, a3")}}}}));
  std::map<std::string, int> load;
  const auto ask = [&](int i) {
    const std::string id = "c" + std::to_string(i);
    bank.happens(id, "asked_adviser", "03-02 11:00");
    const auto assigned = bank.facts<core::TaskAssigned>(id);
    REQUIRE_FALSE(assigned.empty());
    return bank.engine().roster()->dictionary->name(core::Names::person, assigned.back().person);
  };
  for (int i = 1; i <= 6; ++i) ++load[ask(i)];
  REQUIRE(load == std::map<std::string, int>{{"a1", 2}, {"a2", 2}, {"a3", 2}});
  must(bank.run->restart());
  for (int i = 7; i <= 9; ++i) ++load[ask(i)];
  REQUIRE(load == std::map<std::string, int>{{"a1", 3}, {"a2", 3}, {"a3", 3}});
}

TEST_CASE("random asks, crashes and lost commits never oversell") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    base::Prng chance(seed);
    Bank bank;
    for (int i = 0; i < 60; ++i) {
      if (chance.chance(150'000)) bank.run->disk().faults.fail_append = 1;
      else if (chance.chance(150'000)) bank.run->disk().faults.fail_append_kept = 1;
      else if (chance.chance(150'000)) bank.run->disk().faults.full_append = 1;
      const Instant now = bank.engine().now() + chance.between(1, base::kHour);
      const auto result = bank.run->event(event("c" + std::to_string(chance.below(30)),
                                                chance.chance(500'000) ? "asked_coffee" : "asked_seat", now, "e" + std::to_string(i)));
      if (!result && result.error().kind == base::FailureKind::broken) must(bank.run->restart());
    }
    bank.run->disk().faults = {};
    must(bank.run->restart());
    std::int64_t in = 0, coffees = 0;
    for (int i = 0; i < 30; ++i) {
      const std::string id = "c" + std::to_string(i);
      if (!bank.engine().find(id)) continue;
      for (const auto& entered : bank.facts<core::JourneyEntered>(id))
        in += bank.engine().roster()->plans[entered.plan]->plan->name == "seats" ? 1 : 0;
      for (const auto& granted : bank.facts<core::Granted>(id)) coffees += granted.given ? 1 : 0;
    }
    CHECK(in <= 3);
    CHECK(coffees <= 5);
    CHECK(findings_of(bank.run->journal()).empty());
  }
}
