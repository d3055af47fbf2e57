// Three values: unknown is not false, and an error is absorbed only where the other side decides.
#include <catch2/catch.hpp>

#include "tests/core/evaluate/bank.hpp"

using namespace playmaker;
using namespace playmaker::core;
using namespace playmaker::core::testing;
using namespace playmaker::core::testing::bank;

TEST_CASE("and, or and not in three values, errors absorbed as in CEL") {
  Bank b;
  const NodeIndex yes = b.p.yes(), no = b.p.no(), unknown = b.p.node(NodeOp::unknown, Kind::boolean);
  const NodeIndex fails = b.p.at_least(b.p.node(NodeOp::divide, Kind::integer, b.p.number(1), b.p.number(0)), b.p.number(0));
  struct Row {
    NodeIndex a, b;
    const char *both, *either;
  };
  const std::vector<Row> rows = {
      {yes, yes, "yes", "yes"},
      {yes, no, "no", "yes"},
      {no, yes, "no", "yes"},
      {no, no, "no", "no"},
      {unknown, no, "no", "unknown"},
      {no, unknown, "no", "unknown"},
      {unknown, yes, "unknown", "yes"},
      {yes, unknown, "unknown", "yes"},
      {unknown, unknown, "unknown", "unknown"},
      {fails, no, "no", "division_by_zero"},
      {no, fails, "no", "division_by_zero"},
      {fails, yes, "division_by_zero", "yes"},
      {yes, fails, "division_by_zero", "yes"},
      {fails, unknown, "division_by_zero", "division_by_zero"},
  };
  std::vector<std::pair<NodeIndex, NodeIndex>> made;
  for (const Row& row : rows) made.push_back({b.p.both(row.a, row.b), b.p.either(row.a, row.b)});
  const NodeIndex not_unknown = b.p.inverse(unknown), not_no = b.p.inverse(no), not_fails = b.p.inverse(fails);
  b.open();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    INFO("row " << i);
    CHECK(b.says(made[i].first) == rows[i].both);
    CHECK(b.says(made[i].second) == rows[i].either);
  }
  CHECK(b.says(not_unknown) == "unknown");
  CHECK(b.says(not_no) == "yes");
  CHECK(b.says(not_fails) == "division_by_zero");
  Findings findings;
  CHECK_FALSE(holds(b.frame(), unknown, findings));
  CHECK(holds(b.frame(), plan::kNone, findings));
}

TEST_CASE("rule 41: an error makes the test not hold and is found once, with its place") {
  Bank b;
  const NodeIndex divided = b.p.node(NodeOp::divide, Kind::integer, b.p.number(1), b.p.number(0));
  const NodeIndex test = b.p.inverse(b.p.at_least(divided, b.p.number(0)));
  const NodeIndex large = b.p.node(NodeOp::multiply, Kind::integer, b.p.number(INT64_MAX), b.p.number(2));
  const NodeIndex overflows = b.p.at_least(large, b.p.number(0));
  b.open();
  Findings findings;
  CHECK_FALSE(holds(b.frame(), test, findings));
  REQUIRE(findings.errors.size() == 1);
  CHECK(findings.errors[0].node == divided);
  CHECK(findings.errors[0].fault == Fault::division_by_zero);
  CHECK_FALSE(holds(b.frame(), overflows, findings));
  REQUIRE(findings.errors.size() == 2);
  CHECK(findings.errors[1].fault == Fault::overflow);
}

TEST_CASE("unknown is not false: attributes, otherwise, is known, choose") {
  Bank b;
  b.c.attribute("balance", Kind::money);
  const NodeIndex balance = b.p.attr("balance", Kind::money), limit = b.p.constant(Kind::money, 100'00),
                  none = b.p.constant(Kind::money, 0);
  const NodeIndex test = b.p.at_least(balance, limit), negated = b.p.inverse(test);
  const NodeIndex otherwise = b.p.at_least(b.p.node(NodeOp::otherwise, Kind::money, balance, none), limit);
  const NodeIndex known = b.p.node(NodeOp::is_known, Kind::boolean, balance);
  const NodeIndex first_of = b.p.node(NodeOp::choose, Kind::text, test, b.p.words("rich"), b.p.words("other"));
  b.open();
  CHECK(b.says(test) == "unknown");
  CHECK(b.says(negated) == "unknown");
  CHECK(b.says(otherwise) == "no");
  CHECK(b.says(known) == "no");
  CHECK(b.value(first_of).text == "other");
  b.set("balance", money(100));
  CHECK(b.says(test) == "yes");
  CHECK(b.says(otherwise) == "yes");
  CHECK(b.says(known) == "yes");
  CHECK(b.value(first_of).text == "rich");
  b.set("balance", Datum{});
  CHECK(b.says(test) == "unknown");
}

TEST_CASE("comparisons by kind: numbers across kinds, texts, symbols, levels by rank, lists") {
  Bank b;
  const std::vector<std::string> levels{"C1", "C2", "C3", "C4", "C5"};
  auto& unit = b.c.catalog.unit;
  pl::Field risk = CatalogBuilder::field_of("risk", Kind::level_of), tier = CatalogBuilder::field_of("tier", Kind::one_of);
  risk.type = b.enumeration(unit, Kind::level_of, levels);
  tier.type = b.enumeration(unit, Kind::one_of, {"mass", "gold"});
  b.c.catalog.customer = {risk, tier};
  auto& plan_unit = b.p.plan.unit;
  const pl::Type level = b.enumeration(plan_unit, Kind::level_of, levels),
                 one_of = b.enumeration(plan_unit, Kind::one_of, {"mass", "gold"});
  const NodeIndex own = b.typed(b.p, plan_unit, "risk", level), kind = b.typed(b.p, plan_unit, "tier", one_of);
  const NodeIndex c3 = b.symbol(b.p, plan_unit, "C3", level), gold = b.symbol(b.p, plan_unit, "gold", one_of),
                  mass = b.symbol(b.p, plan_unit, "mass", one_of);
  const NodeIndex above = b.p.is(NodeOp::greater, own, c3),
                  between = b.p.node(NodeOp::between, Kind::boolean, own, c3, b.symbol(b.p, plan_unit, "C4", level));
  const NodeIndex is_gold = b.p.equal(kind, gold), as_text = b.p.equal(kind, b.p.words("gold"));
  const NodeIndex in = b.p.is(NodeOp::in, kind, b.list(b.p, plan_unit, {mass, gold})),
                  not_in = b.p.inverse(b.p.is(NodeOp::in, kind, b.list(b.p, plan_unit, {mass})));
  const NodeIndex mixed = b.p.is(NodeOp::less, b.p.number(1), b.p.constant(Kind::decimal, std::bit_cast<std::int64_t>(1.5)));
  const NodeIndex share = b.p.at_least(b.p.constant(Kind::percent, 700'000), b.p.constant(Kind::decimal, std::bit_cast<std::int64_t>(0.7)));
  const NodeIndex texts = b.p.is(NodeOp::less, b.p.words("abc"), b.p.words("abd"));
  const NodeIndex nonsense = b.p.is(NodeOp::less, b.p.words("abc"), b.p.number(1));
  const NodeIndex lists =
      b.p.equal(b.list(b.p, plan_unit, {b.p.number(1), b.p.number(2)}), b.list(b.p, plan_unit, {b.p.number(1), b.p.number(2)}));
  b.open();
  CHECK(b.says(above) == "unknown");
  b.set_symbol("risk", Kind::level_of, "C4");
  b.set_symbol("tier", Kind::one_of, "gold");
  CHECK(b.says(above) == "yes");
  CHECK(b.says(between) == "yes");
  b.set_symbol("risk", Kind::level_of, "C3");
  CHECK(b.says(above) == "no");
  b.set_symbol("risk", Kind::level_of, "C5");
  CHECK(b.says(between) == "no");
  CHECK(b.says(is_gold) == "yes");
  CHECK(b.says(as_text) == "yes");
  CHECK(b.says(in) == "yes");
  CHECK(b.says(not_in) == "yes");
  CHECK(b.says(mixed) == "yes");
  CHECK(b.says(share) == "yes");
  CHECK(b.says(texts) == "yes");
  CHECK(b.says(nonsense) == "type");
  CHECK(b.says(lists) == "yes");
}

TEST_CASE("a cell of a decide row against a value") {
  Bank b;
  const NodeIndex one = b.p.number(1), five = b.p.number(5), gold = b.p.words("gold"),
                  list = b.list(b.p, b.p.plan.unit, {gold, b.p.words("mass")});
  b.open();
  Findings f;
  const auto matches_cell = [&](pl::CellKind kind, NodeIndex a, NodeIndex c, const Datum& value) {
    return matches(b.frame(), {kind, a, c}, value, f);
  };
  CHECK(matches_cell(pl::CellKind::any, plan::kNone, plan::kNone, Datum{}));
  CHECK(matches_cell(pl::CellKind::unknown, plan::kNone, plan::kNone, Datum{}));
  CHECK_FALSE(matches_cell(pl::CellKind::unknown, plan::kNone, plan::kNone, number(Kind::integer, 1)));
  CHECK(matches_cell(pl::CellKind::range, one, five, number(Kind::integer, 5)));
  CHECK_FALSE(matches_cell(pl::CellKind::range, one, five, number(Kind::integer, 6)));
  CHECK_FALSE(matches_cell(pl::CellKind::range, one, five, Datum{}));
  CHECK(matches_cell(pl::CellKind::above, one, plan::kNone, number(Kind::integer, 2)));
  CHECK_FALSE(matches_cell(pl::CellKind::below, one, plan::kNone, number(Kind::integer, 1)));
  CHECK(matches_cell(pl::CellKind::at_most, one, plan::kNone, number(Kind::integer, 1)));
  CHECK(matches_cell(pl::CellKind::at_least, one, plan::kNone, number(Kind::integer, 1)));
  CHECK(matches_cell(pl::CellKind::equal, gold, plan::kNone, bank::words("gold")));
  CHECK(matches_cell(pl::CellKind::one_of, list, plan::kNone, bank::words("mass")));
  CHECK_FALSE(matches_cell(pl::CellKind::one_of, list, plan::kNone, bank::words("private")));
}
