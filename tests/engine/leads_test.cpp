// Lists dealt out: whom a lead is dealt to, and who claims it.
#include <catch2/catch.hpp>

#include "tests/engine/leads_bank.hpp"

using namespace playmaker::engine_tests;
namespace core = playmaker::core;
namespace base = playmaker::base;
namespace plan = playmaker::plan;

TEST_CASE("leads: dealt within the branch to whoever had fewest, then by name; claimed, the customer enters and is that person's") {
  Leads bank;
  REQUIRE(bank.load({"c1", "c2", "c3", "c4"}).ok());
  CHECK(bank.lead("c1") == "m1 dealt");
  CHECK(bank.lead("c2") == "m2 dealt");
  CHECK(bank.lead("c3") == "m1 dealt");
  CHECK(bank.lead("c4") == "m2 dealt");
  CHECK_FALSE(bank.in("c1"));
  REQUIRE(bank.load({"d1"}, "b2").ok());
  CHECK(bank.lead("d1") == "m3 dealt");
  REQUIRE(bank.answer("c1", "claimed").ok());
  CHECK(bank.lead("c1") == "m1 claimed");
  CHECK(bank.in("c1"));
  CHECK(bank.manager("c1") == "m1");
  CHECK(bank.customer("c1").journeys.front().via == core::EntryVia::list);
  CHECK(bank.customer("c1").journeys.front().tasks.front().assignee == bank.customer("c1").leads.front().person);
  REQUIRE(bank.load({"c1", "c2"}).ok());       // named again: nothing new
  CHECK(bank.customer("c1").leads.size() == 1);
  CHECK(bank.customer("c2").open_questions.size() == 1);
}

TEST_CASE("leads: an empty cell of a list says nothing: a refusal stands, and where nothing is known the list brings its consent") {
  Leads bank;
  const auto consent = [&](std::string_view id) {
    const std::uint32_t attribute = bank.engine().roster()->dictionary->find(core::Names::attribute, "consent.marketing");
    const plan::Datum value = core::attribute_of(bank.customer(id), attribute);
    return value.known() ? (value.number != 0 ? "yes" : "no") : "unknown";
  };
  const auto listed = [&](std::string id, RawRecord values) {
    Import import = rows(RowKind::customers, {{std::move(id), std::move(values)}});
    import.list = "prospects";
    REQUIRE(bank.give(std::move(import)).ok());
  };
  REQUIRE(bank.give(rows(RowKind::customers, {{"x", {{"consent.marketing", {false}}, {"branch", {std::string("b1")}}}}})).ok());
  listed("x", {{"consent.marketing", {}}});
  CHECK(std::string(consent("x")) == "no");
  listed("x", {});
  CHECK(std::string(consent("x")) == "no");
  listed("y", {{"consent.marketing", {}}});
  CHECK(std::string(consent("y")) == "yes");
  listed("z", {{"consent.marketing", {false}}});
  CHECK(std::string(consent("z")) == "no");
}

TEST_CASE(
    "leads: unclaimed or declined it goes to the next, never to the same; with nobody left it stands open for anyone, with an incident") {
  Leads bank;
  REQUIRE(bank.load({"c1"}).ok());
  bank.to("03-04 08:59");
  CHECK(bank.lead("c1") == "m1 dealt");
  bank.to("03-04 09:00");
  CHECK(bank.lead("c1") == "m1 m2 dealt");
  REQUIRE(bank.answer("c1", "declined").ok());
  CHECK(bank.lead("c1") == "m1 m2 stands");
  bank.to("03-20 09:00");
  CHECK(bank.lead("c1") == "m1 m2 stands");
  CHECK(bank.answer("c1", "declined").failure->code == "answer_unknown");
  CHECK(bank.answer("c1", "claimed").failure->code == "person_unknown");
  REQUIRE(bank.answer("c1", "claimed", "m3").ok());
  CHECK(bank.in("c1"));
  CHECK(bank.manager("c1") == "m3");
}

TEST_CASE("leads: whoever has a day's share is passed over, and when all have, the rest are dealt tomorrow") {
  Wish wish;
  wish.capacity = 2;
  Leads bank(wish);
  REQUIRE(bank.load({"c1", "c2", "c3", "c4", "c5"}).ok());
  CHECK(bank.lead("c3") == "m1 dealt");
  CHECK(bank.lead("c4") == "m2 dealt");
  CHECK(bank.lead("c5") == "arrived");
  must(bank.run->restart());
  bank.to("03-02 23:59");
  CHECK(bank.lead("c5") == "arrived");
  bank.to("03-03 00:00");
  CHECK(bank.lead("c5") == "m1 dealt");
}

TEST_CASE("leads: from a pool; a customer's own manager comes first; without a branch it stands open") {
  Wish pooled;
  pooled.pooled = true;
  pooled.claim = false;
  Leads pool(pooled);
  REQUIRE(pool.load({"c1", "c2", "c3"}).ok());
  CHECK(pool.lead("c1") == "m2 claimed");
  CHECK(pool.lead("c2") == "m3 claimed");
  CHECK(pool.in("c3"));
  CHECK(pool.manager("c1") == "nobody");
  Leads bank;
  REQUIRE(bank.load({"old3", "x"}, "").ok());
  CHECK(bank.lead("old3") == "m3 dealt");
  CHECK(bank.lead("x") == "stands");
}

TEST_CASE("leads: a list brings its consents, but never over a refusal; an unknown list is refused as a whole") {
  Leads bank;
  REQUIRE(bank.give(rows(RowKind::customers, {{"c2", {{"consent.marketing", {false}}}}})).ok());
  REQUIRE(bank.load({"c1", "c2"}).ok());
  const std::uint32_t consent = bank.engine().roster()->dictionary->find(core::Names::attribute, "consent.marketing");
  CHECK(core::attribute_of(bank.customer("c1"), consent).number == 1);
  CHECK(core::attribute_of(bank.customer("c2"), consent).number == 0);
  Import import = rows(RowKind::customers, {{"c3", {}}});
  import.list = "prospect";
  CHECK(bank.give(std::move(import)).failure->code == "list_unknown");
}

TEST_CASE("leads: a restart at any moment changes nothing, and the journal is whole") {
  Leads bank;
  Leads other;
  for (Leads* one : {&bank, &other}) {
    REQUIRE(one->load({"c1", "c2", "c3"}).ok());
    if (one == &bank) must(one->run->restart());
    REQUIRE(one->answer("c2", "claimed").ok());
    if (one == &bank) must(one->engine().write_snapshot());
    one->to("03-04 09:00");
    if (one == &bank) must(one->run->restart());
    REQUIRE(one->load({"c4", "c5"}).ok());
    one->to("03-09 09:00");
  }
  CHECK(state_of(bank.engine()) == state_of(other.engine()));
  CHECK(bank.lead("c1") == other.lead("c1"));
  CHECK(findings_of(bank.run->journal()).empty());
}
