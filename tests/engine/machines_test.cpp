// The small machines: the calendar of timers, dedupe in day runs, raw values.
#include <catch2/catch.hpp>
#include <set>

#include "runtime/base/prng.hpp"
#include "runtime/engine/commands/values.hpp"
#include "runtime/engine/dedupe.hpp"
#include "runtime/engine/timers.hpp"
#include "tests/engine/bank.hpp"

using namespace playmaker::engine_tests;
namespace core = playmaker::core;
namespace base = playmaker::base;
namespace plan = playmaker::plan;

TEST_CASE("timers come in due order, whatever the order they were set in, never early") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    base::Prng chance(seed);
    Timers timers;
    std::multiset<std::int64_t> expected;
    Instant now{chance.between(-base::kDay, base::kDay)};
    std::vector<TimerEntry> out;
    Instant due;
    for (int round = 0; round < 300; ++round) {
      for (std::uint64_t i = chance.below(4); i > 0; --i) {
        const Instant at = now + chance.between(-2 * base::kMinute, chance.chance(500'000) ? 3 * base::kMinute : 2 * base::kDay);
        timers.add(surrogate_of(static_cast<std::uint32_t>(chance.below(16)), static_cast<std::uint32_t>(chance.below(50))),
                   static_cast<std::uint32_t>(round), at);
        expected.insert(at.ms);
      }
      now = now + chance.between(0, 2 * base::kMinute);
      REQUIRE(timers.size() == expected.size());
      while (timers.pop(now, 1 + chance.below(5), due, out)) {
        REQUIRE(due <= now);
        REQUIRE(due.ms == *expected.begin());
        for (std::size_t i = 0; i < out.size(); ++i) {
          REQUIRE(*expected.begin() == due.ms);
          expected.erase(expected.begin());
        }
      }
      REQUIRE((expected.empty() || *expected.begin() > now.ms));
      REQUIRE(timers.next() == (expected.empty() ? base::kNever : Instant{*expected.begin()}));
    }
  }
}

TEST_CASE("one customer's timers of an instant are never torn apart") {
  Timers timers;
  for (std::uint32_t timer = 0; timer < 10; ++timer) timers.add(surrogate_of(3, timer % 2), timer, Instant{500});
  std::vector<TimerEntry> out;
  Instant due;
  REQUIRE(timers.pop(Instant{500}, 1, due, out));
  REQUIRE(out.size() == 5);
  REQUIRE(timers.pop(Instant{500}, 1, due, out));
  REQUIRE(out.size() == 5);
  REQUIRE_FALSE(timers.pop(Instant{500}, 1, due, out));
}

TEST_CASE("rule 5: prints of a week are remembered exactly, through closed runs and snapshots") {
  Dedupe dedupe;
  base::Prng chance(4);
  std::vector<std::pair<std::uint64_t, Instant>> seen;
  Instant now = on("03-02 00:00");
  for (int i = 0; i < 20'000; ++i) {
    now = now + chance.between(0, 2 * base::kMinute * 60 / 100);
    const std::uint64_t print = print_of("core", std::to_string(i));
    REQUIRE_FALSE(dedupe.find(print, now).seen);
    dedupe.add(print, now, static_cast<std::uint64_t>(i) + 1);
    seen.emplace_back(print, now);
  }
  Dedupe copy;
  REQUIRE(Dedupe::decode(dedupe.encode(), copy));
  REQUIRE_FALSE(Dedupe::decode(dedupe.encode().substr(1), copy));
  REQUIRE(Dedupe::decode(dedupe.encode(), copy));
  REQUIRE(copy.size() == dedupe.size());
  for (const Dedupe* one : {&dedupe, &copy}) {
    for (std::size_t i = 0; i < seen.size(); ++i) {
      const Dedupe::Found found = one->find(seen[i].first, now);
      REQUIRE(found.seen == (now - seen[i].second < 7 * base::kDay || found.seen));
      if (now - seen[i].second < 23 * base::kHour) REQUIRE(found.commit == i + 1);
      if (now - seen[i].second > 25 * base::kHour) REQUIRE(found.commit == 0);
    }
    for (int i = 20'000; i < 30'000; ++i) REQUIRE_FALSE(one->find(print_of("core", std::to_string(i)), now).seen);
    REQUIRE_FALSE(one->find(print_of("other", "1"), now).seen);
  }
  REQUIRE_FALSE(dedupe.find(seen.back().first, now + 10 * base::kDay).seen);
}

TEST_CASE("raw values by declared type") {
  const plan::Catalog catalog = bank_catalog();
  core::Dictionary dictionary;
  const auto value = [&](plan::Kind kind, const RawValue& raw_value) {
    plan::Field field = CatalogBuilder::field_of("x", kind);
    const auto datum = convert({catalog, dictionary}, raw_value, field, "x");
    return datum ? text_of(*datum, dictionary, "CNY") : datum.error().code;
  };
  using plan::Kind;
  CHECK(value(Kind::money, raw("100.00")) == "100.00 CNY");
  CHECK(value(Kind::money, raw("-0.05")) == "-0.05 CNY");
  CHECK(value(Kind::money, raw(100)) == "100.00 CNY");
  CHECK(value(Kind::money, raw(12.5)) == "12.50 CNY");
  CHECK(value(Kind::money, raw("7 CNY")) == "7.00 CNY");
  CHECK(value(Kind::money, raw("7 USD")) == "currency_wrong");
  CHECK(value(Kind::money, raw(0.001)) == "value_wrong");
  CHECK(value(Kind::money, raw("92233720368547758.08")) == "value_wrong");
  CHECK(value(Kind::money, raw("1,000")) == "value_wrong");
  CHECK(value(Kind::percent, raw("20%")) == "20%");
  CHECK(value(Kind::percent, raw(0.125)) == "12.5%");
  CHECK(value(Kind::percent, raw("-3.5%")) == "-3.5%");
  CHECK(value(Kind::integer, raw("42")) == "42");
  CHECK(value(Kind::integer, raw(42.0)) == "42");
  CHECK(value(Kind::integer, raw(42.5)) == "value_wrong");
  CHECK(value(Kind::integer, raw("99999999999999999999")) == "value_wrong");
  CHECK(value(Kind::decimal, raw(0.25)) == "0.25");
  CHECK(value(Kind::decimal, raw("nan")) == "value_wrong");
  CHECK(value(Kind::boolean, raw("true")) == "true");
  CHECK(value(Kind::boolean, raw("yes")) == "value_wrong");
  CHECK(value(Kind::date, raw("2026-02-28")) == "2026-02-28");
  CHECK(value(Kind::date, raw("2026-02-29")) == "value_wrong");
  CHECK(value(Kind::time, raw("09:30")) == "09:30");
  CHECK(value(Kind::instant, raw("2026-03-02T09:30:00+08:00")) == "2026-03-02T01:30:00Z");
  CHECK(value(Kind::instant, raw("2026-03-02T09:30:00")) == "value_wrong");
  CHECK(value(Kind::person, raw("m7")) == "m7");
  CHECK(value(Kind::branch, raw("")) == "value_wrong");
  CHECK(value(Kind::text, raw("好")) == "好");
  CHECK(value(Kind::text, raw("\xff")) == "value_wrong");
  CHECK(value(Kind::text, raw(std::string(9000, 'x'))) == "value_too_large");
  CHECK(value(Kind::text, {std::monostate{}}).empty());
  CHECK(dictionary.size(core::Names::person) == 1);
}
