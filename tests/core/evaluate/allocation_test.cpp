// Conditions over plain attributes and written lists allocate nothing: they run for every customer, every day.
#include <catch2/catch.hpp>

#include "tests/core/evaluate/allocations.hpp"
#include "tests/core/evaluate/bank.hpp"

using namespace playmaker::core;
using namespace playmaker::core::testing;
using namespace playmaker::core::testing::bank;

#if PLAYMAKER_COUNTS_ALLOCATIONS
TEST_CASE("holds() over attributes, texts and written lists allocates nothing") {
  Bank b;
  b.c.attribute("aum", Kind::money);
  b.c.attribute("city", Kind::text);
  b.c.attribute("opened_on", Kind::date);
  const NodeIndex aum = b.p.attr("aum", Kind::money), city = b.p.attr("city", Kind::text);
  const NodeIndex rich = b.p.at_least(
      aum, b.p.node(NodeOp::multiply, Kind::money, b.p.constant(Kind::percent, 800'000), b.p.constant(Kind::money, 100'000'00)));
  const NodeIndex known =
      b.p.is(NodeOp::in, city,
             b.list(b.p, b.p.plan.unit, {b.p.words("a rather long name of a city, well beyond any small buffer"), b.p.words("Hangzhou")}));
  const NodeIndex tenure =
      b.p.at_least(b.p.node(NodeOp::subtract, Kind::duration, b.p.node(NodeOp::today, Kind::date), b.p.attr("opened_on", Kind::date)),
                   b.p.constant(Kind::duration, 100 * playmaker::base::kDay));
  const NodeIndex test = b.p.both(b.p.both(rich, known), tenure);
  b.open();
  b.set("aum", money(90'000));
  b.set("city", words("a rather long name of a city, well beyond any small buffer"));
  b.set("opened_on", date(2025, 1, 1));
  Findings findings;
  const Frame frame = b.frame();
  const std::size_t none = allocations();
  ::operator delete(::operator new(8));     // a call that no compiler leaves out
  REQUIRE(allocations() > none);
  REQUIRE(holds(frame, test, findings));   // the zone's rules are read once
  const std::size_t before = allocations();
  for (int i = 0; i < 100; ++i) holds(frame, test, findings);
  const std::size_t after = allocations();
  CHECK(after == before);
}

TEST_CASE("a sweep's test of wealth and tier allocates nothing, and waits for the value to go stale") {
  Bank b;
  b.c.attribute("aum", Kind::money);
  playmaker::plan::Field declared = CatalogBuilder::field_of("tier", Kind::one_of);
  declared.type = b.enumeration(b.c.catalog.unit, Kind::one_of, {"mass", "gold", "private"});
  b.c.catalog.customer.push_back(declared);
  const NodeIndex aum = b.p.attr("aum", Kind::money);
  const playmaker::plan::Type tier_type = b.enumeration(b.p.plan.unit, Kind::one_of, {"mass", "gold", "private"});
  const NodeIndex tier = b.typed(b.p, b.p.plan.unit, "tier", tier_type);
  const NodeIndex test =
      b.p.both(b.p.at_least(aum, b.p.constant(Kind::money, 500'000'00)),
               b.p.is(NodeOp::in, tier,
                      b.list(b.p, b.p.plan.unit,
                             {b.symbol(b.p, b.p.plan.unit, "gold", tier_type), b.symbol(b.p, b.p.plan.unit, "private", tier_type)})));
  b.open();
  b.set("aum", money(600'000));
  Findings findings;
  const Frame frame = b.frame();
  const std::size_t before = allocations();
  for (int i = 0; i < 100; ++i) holds(frame, test, findings);
  CHECK(allocations() == before);
}
#endif
