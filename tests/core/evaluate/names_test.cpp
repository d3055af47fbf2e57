// What names mean: derived fields, people and branches, freshness, segments, scores, suitability, records.
#include <catch2/catch.hpp>

#include "tests/core/evaluate/bank.hpp"

using namespace playmaker;
using namespace playmaker::core;
using namespace playmaker::core::testing;
using namespace playmaker::core::testing::bank;

namespace {

pl::Field derived(std::string name, Kind kind, NodeIndex node) {
  pl::Field field = CatalogBuilder::field_of(std::move(name), kind);
  field.derived = node;
  return field;
}

}  // namespace

TEST_CASE("a derived attribute is computed by the catalog, also inside another one") {
  Bank b;
  b.c.attribute("opened_on", Kind::date);
  const NodeIndex tenure =
      b.c.node(NodeOp::subtract, Kind::duration, b.c.node(NodeOp::today, Kind::date), b.c.attr("opened_on", Kind::date));
  b.c.catalog.customer.push_back(derived("tenure", Kind::duration, tenure));
  const NodeIndex settled = b.c.at_least(b.c.attr("tenure", Kind::duration), b.c.constant(Kind::duration, 100 * base::kDay));
  b.c.catalog.customer.push_back(derived("settled", Kind::boolean, settled));
  const NodeIndex own = b.p.attr("settled", Kind::boolean);
  b.open();
  CHECK(b.says(own) == "unknown");
  b.set("opened_on", date(2025, 11, 22));
  CHECK(b.says(own) == "yes");
  b.set("opened_on", date(2025, 11, 23));
  CHECK(b.says(own) == "no");
  CHECK(b.findings.recheck == at("2026-03-03T00:00:00+08:00"));   // today turns at the customer's midnight
}

TEST_CASE("a derived field that names itself ends as an error, not as a crash") {
  Bank b;
  b.c.catalog.customer.push_back(
      derived("endless", Kind::integer, b.c.node(NodeOp::add, Kind::integer, b.c.attr("endless"), b.c.attr("endless"))));
  const NodeIndex own = b.p.at_least(b.p.attr("endless"), b.p.number(0));
  b.open();
  CHECK(b.says(own) == "range");
}

TEST_CASE("rule 42: a test on an attribute older than its fresh time does not hold, and says so") {
  Bank b;
  pl::Field aum = CatalogBuilder::field_of("aum", Kind::money);
  aum.fresh = hours(36);
  b.c.catalog.customer = {aum};
  const NodeIndex read = b.p.attr("aum", Kind::money), test = b.p.at_least(read, b.p.constant(Kind::money, 1)), negated = b.p.inverse(test);
  b.open();
  b.set("aum", money(5), at("2026-03-01T05:00:00+08:00"));
  CHECK(b.says(test) == "yes");
  CHECK(b.findings.recheck == at("2026-03-02T17:00:00+08:00") + 1);
  b.now = at("2026-03-02T17:00:01+08:00");
  CHECK(b.says(test) == "stale");
  CHECK(b.says(negated) == "stale");
  Findings findings;
  CHECK_FALSE(holds(b.frame(), negated, findings));
  REQUIRE(findings.errors.size() == 1);
  CHECK(findings.errors[0].fault == Fault::stale);
  CHECK(findings.errors[0].node == read);
}

TEST_CASE("people and branches: paths, derived fields, what the directory does not know") {
  Bank b;
  b.c.attribute("manager", Kind::person);
  b.c.attribute("branch", Kind::branch);
  auto& c = b.c;
  c.catalog.person = {CatalogBuilder::field_of("away_from", Kind::date), CatalogBuilder::field_of("away_until", Kind::date)};
  const NodeIndex self = c.node(NodeOp::variable, Kind::person, 0);
  const NodeIndex from = c.member(self, "away_from", Kind::date), until = c.member(self, "away_until", Kind::date);
  const NodeIndex both_known = c.both(c.node(NodeOp::is_known, Kind::boolean, from), c.node(NodeOp::is_known, Kind::boolean, until));
  c.catalog.person.push_back(derived(
      "away", Kind::boolean, c.both(both_known, c.node(NodeOp::between, Kind::boolean, c.node(NodeOp::today, Kind::date), from, until))));
  c.catalog.branch = {CatalogBuilder::field_of("parent", Kind::branch), CatalogBuilder::field_of("head", Kind::person)};
  const NodeIndex away = b.p.member(b.p.attr("manager", Kind::person), "away", Kind::boolean);
  const NodeIndex head = b.p.member(b.p.member(b.p.attr("branch", Kind::branch), "parent", Kind::branch), "head", Kind::person);
  b.open();
  CHECK(b.says(away) == "unknown");
  b.set("manager", number(Kind::person, 1));
  b.set("branch", number(Kind::branch, 0));
  CHECK(b.says(away) == "no");   // a manager the directory does not know yet is not known to be away
  b.directory.persons = {{true, {date(2026, 3, 1), date(2026, 3, 5)}}, {true, {date(2026, 3, 1), date(2026, 3, 1)}}};
  CHECK(b.says(away) == "no");
  b.set("manager", number(Kind::person, 0));
  CHECK(b.says(away) == "yes");
  b.directory.branches = {{true, {number(Kind::branch, 1), Datum{}}}, {true, {Datum{}, number(Kind::person, 7)}}};
  CHECK(b.value(head) == number(Kind::person, 7));
  b.directory.branches[0].fields[0] = Datum{};
  CHECK(b.says(head) == "unknown");
}

TEST_CASE("rule 11: the zone is the customer's, else the branch's, else the bank's") {
  Bank b;
  b.c.attribute("zone", Kind::text);
  b.c.attribute("branch", Kind::branch);
  b.c.catalog.branch = {CatalogBuilder::field_of("zone", Kind::text)};
  b.open();
  const auto zone = [&] { return std::string(zone_of(*b.roster, b.directory, b.customer).name()); };
  CHECK(zone() == "Asia/Shanghai");
  b.set("branch", number(Kind::branch, 0));
  b.directory.branches = {{true, {bank::words("Asia/Urumqi")}}};
  CHECK(zone() == "Asia/Urumqi");
  b.set("zone", bank::words("Europe/Prague"));
  CHECK(zone() == "Europe/Prague");
  b.set("zone", bank::words("Mars/Olympus"));
  CHECK(zone() == "Asia/Urumqi");
}

TEST_CASE("segments, lists and scores") {
  Bank b;
  b.c.attribute("kind", Kind::text);
  b.c.catalog.segments = {{"staff", b.c.equal(b.c.attr("kind", Kind::text), b.c.words("staff")), {}}, {"vip", plan::kNone, {}}};
  b.c.catalog.lists = {{"prospects", {}, {}}};
  b.c.catalog.scores = {{"churn", 0, 1, {}}};
  const auto segment = [&](std::string_view name) { return b.p.node(NodeOp::in_segment, Kind::boolean, b.p.text(name)); };
  const NodeIndex staff = segment("staff"), vip = segment("vip"), listed = segment("prospects");
  const NodeIndex churn = b.p.at_least(b.p.node(NodeOp::score, Kind::decimal, b.p.text("churn")),
                                       b.p.constant(Kind::decimal, std::bit_cast<std::int64_t>(0.7)));
  b.open();
  CHECK(b.says(staff) == "unknown");
  b.set("kind", bank::words("staff"));
  CHECK(b.says(staff) == "yes");
  CHECK(b.says(vip) == "no");
  b.set("segment.vip", truth(true));
  CHECK(b.says(vip) == "yes");
  CHECK(b.says(listed) == "no");
  b.set("list.prospects", truth(true));
  CHECK(b.says(listed) == "yes");
  CHECK(b.says(churn) == "unknown");
  b.set("score.churn", number(Kind::decimal, std::bit_cast<std::int64_t>(0.71)));
  CHECK(b.says(churn) == "yes");
}

TEST_CASE("rule 43: suitable only when on sale, covered by the assessed level, and the assessment is valid") {
  Bank b;
  auto& unit = b.c.catalog.unit;
  const pl::Type level = b.enumeration(unit, Kind::level_of, {"C1", "C2", "C3"});
  pl::Field risk = CatalogBuilder::field_of("risk_level", Kind::level_of);
  risk.type = level;
  b.c.catalog.customer = {risk, CatalogBuilder::field_of("assessed_on", Kind::date)};
  b.c.catalog.suitability = {true, b.typed(b.c, unit, "risk_level", level), b.c.attr("assessed_on", Kind::date), months(12)};
  const std::int32_t first = base::date_of(2026, 1, 1).days, last = base::date_of(2026, 12, 31).days;
  b.c.catalog.products = {
      {"steady", 1, first, last, {}, {}}, {"account", -1, first, last, {}, {}}, {"old", 0, first - 365, first - 1, {}, {}}};
  const auto suitable = [&](std::string_view name) { return b.p.node(NodeOp::suitable, Kind::boolean, b.p.text(name)); };
  const NodeIndex steady = suitable("steady"), account = suitable("account"), old = suitable("old"), unknown = suitable("nothing");
  b.open();
  CHECK(b.says(steady) == "no");     // unknown level: no
  CHECK(b.says(account) == "yes");   // no risk, no assessment needed
  CHECK(b.says(old) == "no");        // no longer on sale
  CHECK(b.says(unknown) == "no");
  b.set_symbol("risk_level", Kind::level_of, "C2");
  CHECK(b.says(steady) == "no");     // never assessed
  b.set("assessed_on", date(2025, 3, 3));
  CHECK(b.says(steady) == "yes");
  b.set("assessed_on", date(2025, 3, 2));
  CHECK(b.says(steady) == "no");     // twelve months have passed
  b.set("assessed_on", date(2026, 1, 1));
  b.set_symbol("risk_level", Kind::level_of, "C1");
  CHECK(b.says(steady) == "no");     // never above the assessed level
}

TEST_CASE("event fields by name, the last event, records of a list") {
  Bank b;
  b.c.event("deposit", {{"amount", Kind::money}, {"via", Kind::text}});
  b.c.catalog.records = {{{CatalogBuilder::field_of("product", Kind::text), CatalogBuilder::field_of("value", Kind::money)}, 20}};
  pl::Field holdings = CatalogBuilder::field_of("holdings", Kind::list);
  holdings.type.detail = 0;
  b.c.catalog.customer = {holdings};
  const NodeIndex amount = b.p.field("amount", Kind::money), name = b.p.node(NodeOp::event_name, Kind::text);
  const NodeIndex last = b.p.node(NodeOp::last_field, Kind::money, b.p.event("deposit"), b.p.text("amount"));
  const NodeIndex first_holding = b.p.node(NodeOp::index, Kind::record, b.p.attr("holdings", Kind::list), b.p.number(0));
  const NodeIndex value = b.p.node(NodeOp::item, Kind::money, first_holding, b.p.text("value"));
  b.open();
  CHECK(b.says(amount) == "unknown");
  CHECK(b.says(last) == "unknown");
  CHECK(b.says(value) == "unknown");
  const std::vector<Datum> fields{money(12), bank::words("app")};
  b.event = {b.number_of(Names::event, "deposit"), b.now, &fields};
  CHECK(b.value(amount) == money(12));
  CHECK(b.value(name).text == "deposit");
  b.happens("deposit", b.now, fields);
  CHECK(b.value(last) == money(12));
  Datum record, list;
  record.kind = Kind::record;
  record.items = {bank::words("fund"), money(7)};
  list.kind = Kind::list;
  list.items = {record};
  b.set("holdings", list);
  CHECK(b.value(value) == money(7));
  CHECK(attribute_of(b.customer, b.number_of(Names::attribute, "holdings")) == list);
}

TEST_CASE("texts and lists reuse their slots, also after being forgotten") {
  Bank b;
  b.c.attribute("city", Kind::text);
  b.c.attribute("tags", Kind::list);
  b.open();
  const std::uint32_t city = b.number_of(Names::attribute, "city"), tags = b.number_of(Names::attribute, "tags");
  Datum list;
  list.kind = Kind::list;
  for (int i = 0; i < 5; ++i) {
    list.items.push_back(money(i));
    set_attribute(b.customer, city, bank::words("city " + std::to_string(i)), b.now);
    set_attribute(b.customer, tags, list, b.now);
    CHECK(attribute_of(b.customer, city).text == "city " + std::to_string(i));
    CHECK(attribute_of(b.customer, tags) == list);
    set_attribute(b.customer, city, {}, b.now);
    set_attribute(b.customer, tags, {}, b.now);
    CHECK_FALSE(attribute_of(b.customer, city).known());
    CHECK_FALSE(attribute_of(b.customer, tags).known());
  }
  CHECK(b.customer.texts.size() == 1);
  CHECK(b.customer.lists.size() == 1);
}
