#include <catch2/catch.hpp>

#include "runtime/core/evaluate/rounding.hpp"
#include "tests/core/evaluate/bank.hpp"

using namespace playmaker;
using namespace playmaker::core;
using namespace playmaker::core::testing;
using namespace playmaker::core::testing::bank;

namespace {

struct Sum {
  NodeOp op;
  Kind a_kind;
  std::int64_t a;
  Kind b_kind;
  std::int64_t b;
  Kind kind;
  std::int64_t result;
};

std::int64_t bits(double value) { return std::bit_cast<std::int64_t>(value); }

}  // namespace

TEST_CASE("arithmetic by kinds: integers, money and shares rounded half to even, lengths and days") {
  constexpr std::int64_t day = base::kDay;
  const std::vector<Sum> sums = {
      {NodeOp::add, Kind::integer, 2, Kind::integer, 3, Kind::integer, 5},
      {NodeOp::divide, Kind::integer, -7, Kind::integer, 2, Kind::integer, -3},
      {NodeOp::modulo, Kind::integer, -7, Kind::integer, 2, Kind::integer, -1},
      {NodeOp::multiply, Kind::money, 12345, Kind::integer, 3, Kind::money, 37035},
      {NodeOp::multiply, Kind::percent, 800'000, Kind::money, 100, Kind::money, 80},
      {NodeOp::multiply, Kind::money, 5, Kind::percent, 500'000, Kind::money, 2},     // 2.5 -> 2
      {NodeOp::multiply, Kind::money, 7, Kind::percent, 500'000, Kind::money, 4},     // 3.5 -> 4
      {NodeOp::multiply, Kind::money, -5, Kind::percent, 500'000, Kind::money, -2},
      {NodeOp::divide, Kind::money, 1, Kind::money, 3, Kind::percent, 333'333},
      {NodeOp::divide, Kind::money, 5, Kind::integer, 2, Kind::money, 2},
      {NodeOp::divide, Kind::money, 50, Kind::percent, 500'000, Kind::money, 100},
      {NodeOp::multiply, Kind::percent, 500'000, Kind::percent, 500'000, Kind::percent, 250'000},
      {NodeOp::subtract, Kind::money, 100, Kind::money, 250, Kind::money, -150},
      {NodeOp::subtract, Kind::date, 20'000, Kind::date, 19'900, Kind::duration, 100 * day},
      {NodeOp::subtract, Kind::date, 20'000, Kind::duration, day, Kind::date, 19'999},
      {NodeOp::add, Kind::instant, 5, Kind::duration, 7, Kind::instant, 12},
      {NodeOp::subtract, Kind::instant, 50, Kind::instant, 7, Kind::duration, 43},
      {NodeOp::multiply, Kind::duration, 5, Kind::integer, 7, Kind::duration, 35},
      {NodeOp::add, Kind::decimal, bits(0.5), Kind::decimal, bits(0.25), Kind::decimal, bits(0.75)},
      {NodeOp::divide, Kind::unsigned_integer, -1, Kind::unsigned_integer, 2, Kind::unsigned_integer, INT64_MAX},
  };
  Bank b;
  std::vector<NodeIndex> nodes;
  for (const Sum& sum : sums) nodes.push_back(b.p.node(sum.op, sum.kind, b.p.constant(sum.a_kind, sum.a), b.p.constant(sum.b_kind, sum.b)));
  b.open();
  for (std::size_t i = 0; i < sums.size(); ++i) {
    INFO("sum " << i);
    const Datum result = b.value(nodes[i]);
    CHECK(result.kind == sums[i].kind);
    CHECK(result.number == sums[i].result);
  }
}

TEST_CASE("rule 41: overflow, division by zero and kinds that do not fit are errors") {
  Bank b;
  const auto sum = [&](NodeOp op, Kind kind, std::int64_t x, std::int64_t y) {
    return b.p.node(op, kind, b.p.constant(kind, x), b.p.constant(kind, y));
  };
  const NodeIndex add = sum(NodeOp::add, Kind::money, INT64_MAX, 1), least = sum(NodeOp::divide, Kind::integer, INT64_MIN, -1);
  const NodeIndex zero = sum(NodeOp::modulo, Kind::integer, 1, 0), nothing = sum(NodeOp::divide, Kind::money, 1, 0);
  const NodeIndex share = b.p.node(NodeOp::divide, Kind::money, b.p.constant(Kind::money, INT64_MAX), b.p.constant(Kind::percent, 1));
  const NodeIndex nonsense = b.p.node(NodeOp::add, Kind::money, b.p.constant(Kind::money, 1), b.p.number(1));
  const NodeIndex hours = b.p.node(NodeOp::add, Kind::date, b.p.constant(Kind::date, 20'000), b.p.constant(Kind::duration, base::kHour));
  const NodeIndex negated = b.p.node(NodeOp::negate, Kind::integer, b.p.number(INT64_MIN));
  b.open();
  CHECK(b.says(add) == "overflow");
  CHECK(b.says(least) == "overflow");
  CHECK(b.says(zero) == "division_by_zero");
  CHECK(b.says(nothing) == "division_by_zero");
  CHECK(b.says(share) == "overflow");
  CHECK(b.says(nonsense) == "type");
  CHECK(b.says(hours) == "range");
  CHECK(b.says(negated) == "overflow");
}

TEST_CASE("rounding is half to even, and refuses what does not fit") {
  CHECK(rounded(Wide{5}, 2) == 2);
  CHECK(rounded(Wide{7}, 2) == 4);
  CHECK(rounded(Wide{-5}, 2) == -2);
  CHECK(rounded(Wide{-7}, 2) == -4);
  CHECK(rounded(Wide{5}, -2) == -2);
  CHECK(rounded(Wide{8}, 3) == 3);
  CHECK(rounded(Wide{INT64_MAX} * 2, 1) == std::nullopt);
  CHECK(rounded(2.5) == 2);
  CHECK(rounded(1e30) == std::nullopt);
}

TEST_CASE("rule 14: a shift by months is clamped, days stay days, hours make an instant") {
  Bank b;
  auto& unit = b.p.plan.unit;
  unit.lengths = {months(1), months(12), days(1), hours(5)};
  const NodeIndex day = b.p.constant(Kind::date, base::date_of(2026, 1, 31).days);
  const NodeIndex month = b.p.node(NodeOp::shift, Kind::date, day, 0), year_back = b.p.node(NodeOp::shift, Kind::date, day, 1, 1);
  const NodeIndex tomorrow = b.p.node(NodeOp::shift, Kind::date, day, 2), evening = b.p.node(NodeOp::shift, Kind::instant, day, 3);
  b.open();
  CHECK(b.value(month) == date(2026, 2, 28));
  CHECK(b.value(year_back) == date(2025, 1, 31));
  CHECK(b.value(tomorrow) == date(2026, 2, 1));
  CHECK(b.value(evening) == number(Kind::instant, at("2026-01-31T05:00:00+08:00").ms));
}

TEST_CASE("functions: sizes in characters, texts, extremes, conversions") {
  using F = pl::Function;
  Bank b;
  const NodeIndex name = b.p.words(" 王小明 Ltd "), trimmed = b.call(F::trim, Kind::text, {name});
  const NodeIndex size = b.call(F::size, Kind::integer, {trimmed}), upper = b.call(F::upper, Kind::text, {trimmed});
  const NodeIndex contains = b.call(F::contains, Kind::boolean, {name, b.p.words("小明")}),
                  starts = b.call(F::starts_with, Kind::boolean, {trimmed, b.p.words("王")});
  const NodeIndex least = b.call(F::minimum, Kind::integer, {b.p.number(3), b.p.number(-2), b.p.number(9)});
  const NodeIndex greatest = b.call(F::maximum, Kind::integer, {b.list(b.p, b.p.plan.unit, {b.p.number(3), b.p.number(9)})});
  const NodeIndex maybe = b.call(F::maximum, Kind::integer, {b.p.number(3), b.p.node(NodeOp::unknown, Kind::integer)});
  const NodeIndex whole = b.call(F::to_int, Kind::integer, {b.p.words("42")}), bad = b.call(F::to_int, Kind::integer, {b.p.words("42x")});
  const NodeIndex absolute = b.call(F::absolute, Kind::money, {b.p.constant(Kind::money, -5)});
  const NodeIndex text = b.call(F::to_text, Kind::text, {b.p.constant(Kind::date, base::date_of(2026, 3, 2).days)});
  const NodeIndex joined = b.p.node(NodeOp::add, Kind::text, b.p.words("a"), upper);
  const NodeIndex picked = b.p.node(NodeOp::index, Kind::integer, b.list(b.p, b.p.plan.unit, {b.p.number(7)}), b.p.number(0));
  const NodeIndex beyond = b.p.node(NodeOp::index, Kind::integer, b.list(b.p, b.p.plan.unit, {b.p.number(7)}), b.p.number(1));
  b.open();
  CHECK(b.value(size).number == 7);
  CHECK(b.value(upper).text == "王小明 LTD");
  CHECK(b.says(contains) == "yes");
  CHECK(b.says(starts) == "yes");
  CHECK(b.value(least).number == -2);
  CHECK(b.value(greatest).number == 9);
  CHECK(b.says(maybe) == "unknown");
  CHECK(b.value(whole).number == 42);
  CHECK(b.says(bad) == "range");
  CHECK(b.value(absolute).number == 5);
  CHECK(b.value(text).text == "2026-03-02");
  CHECK(b.value(joined).text == "a王小明 LTD");
  CHECK(b.value(picked).number == 7);
  CHECK(b.says(beyond) == "no_such_key");
}
