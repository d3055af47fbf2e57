// Leads that go back: unclaimed, not worked on, unable to enter, dealt no more; and that none takes another with it.
#include <catch2/catch.hpp>

#include "tests/engine/leads_bank.hpp"

using namespace playmaker::engine_tests;
namespace core = playmaker::core;
namespace base = playmaker::base;
namespace plan = playmaker::plan;

TEST_CASE("leads: a catalog that drops the list of a live playbook is refused, with the journeys under way") {
  Leads bank;
  REQUIRE(bank.load({"c1"}).ok());
  REQUIRE(bank.answer("c1", "claimed").ok());
  plan::Catalog without = lead_catalog({});
  without.lists.clear();
  const Reply reply = bank.give(apply_of(without, {coffee()}));
  REQUIRE(reply.failure);
  CHECK(reply.failure->code == "catalog_retyped");
  CHECK(reply.failure->message ==
        "prospects (list) is no longer declared, but playbook prospects version 1 reads it: keep it, or first apply a version without it; "
        "it was "
        "applied on 2026-03-02 09:00 by test; "
        "1 journey of it is under way");
}

TEST_CASE("leads: what went back to the list is dealt again once the list names the customer anew, and never while somebody has it") {
  Wish wish;
  wish.otherwise = plan::Unclaimed::back;
  Leads bank(wish);
  REQUIRE(bank.load({"c1", "c2"}).ok());
  REQUIRE(bank.answer("c2", "claimed").ok());
  bank.to("03-05 09:00");
  CHECK(bank.lead("c1") == "m1 returned");
  REQUIRE(bank.load({"c1", "c2"}).ok());
  CHECK(bank.customer("c1").leads.size() == 2);
  CHECK(bank.lead("c1").ends_with("dealt"));
  CHECK(bank.customer("c2").leads.size() == 1);
  CHECK(bank.in("c2"));
  REQUIRE(bank.load({"c1", "c2"}).ok());
  CHECK(bank.customer("c1").leads.size() == 2);
}

TEST_CASE("leads: `else back` returns what was not claimed; `expires` and a list that names the customer no more withdraw it") {
  Wish wish;
  wish.otherwise = plan::Unclaimed::back;
  Leads back(wish);
  REQUIRE(back.load({"c1"}).ok());
  back.to("03-05 09:00");
  CHECK(back.lead("c1") == "m1 returned");
  CHECK(back.customer("c1").open_questions.empty());

  Wish ends;
  ends.expires_on = kLastDay;
  Leads bank(ends);
  REQUIRE(bank.load({"c1", "c2", "c3"}).ok());
  REQUIRE(bank.answer("c1", "claimed").ok());
  REQUIRE(bank.give(rows(RowKind::customers, {{"c3", {{"list.prospects", {false}}}}})).ok());
  CHECK(bank.lead("c3") == "m1 returned");
  bank.to("03-03 23:59");
  CHECK(bank.lead("c2") == "m2 dealt");
  bank.to("03-04 00:00");
  CHECK(bank.lead("c2") == "m2 returned");
  CHECK(bank.in("c1"));
  REQUIRE(bank.load({"c4"}).ok());
  CHECK(bank.lead("c4") == "none");
}

TEST_CASE("leads: `back after` takes back what nobody worked on; the playbook's exit hears of it, and without one its journey ends") {
  Wish wish;
  wish.hears = GENERATE(true, false);
  wish.back = days(5);
  Leads bank(wish);
  REQUIRE(bank.load({"c1", "c2"}).ok());
  bank.to("03-03 09:00");
  REQUIRE(bank.answer("c1", "claimed").ok());
  REQUIRE(bank.answer("c2", "claimed").ok());
  REQUIRE(bank.report("c2").ok());
  bank.to("03-08 08:59");
  CHECK(bank.in("c1"));
  bank.to("03-08 09:00");
  CHECK(bank.lead("c1") == "m1 returned");
  CHECK_FALSE(bank.in("c1"));
  CHECK(bank.end_of("c1").outcome == (wish.hears ? "returned" : "withdrawn"));
  CHECK(bank.lead("c2") == "m2 claimed");
  CHECK(bank.in("c2"));
}

TEST_CASE("leads: `back after` counts from the last task done, and only while there is something to do") {
  Wish wish;
  wish.second = true;
  wish.back = days(5);
  Leads bank(wish);
  REQUIRE(bank.load({"c1"}).ok());
  REQUIRE(bank.answer("c1", "claimed").ok());
  bank.to("03-06 09:00");
  REQUIRE(bank.report("c1").ok());
  bank.to("03-22 08:59");
  CHECK(bank.lead("c1") == "m1 claimed");      // nothing was to be done
  must(bank.run->restart());
  bank.to("03-27 08:59");                      // the second task is open since the 22nd
  CHECK(bank.lead("c1") == "m1 claimed");
  bank.to("03-27 09:00");
  CHECK(bank.lead("c1") == "m1 returned");
}

TEST_CASE("leads: what becomes of one list's lead leaves the journey alone that another's began") {
  Wish wish;
  wish.two = true;
  wish.back = days(5);
  Leads bank(wish);
  REQUIRE(bank.load({"c1"}).ok());
  REQUIRE(bank.answer("c1", "claimed").ok());
  REQUIRE(must(bank.run->event(event("c1", "called", on("03-03 10:00")))).status == ItemStatus::accepted);
  CHECK_FALSE(bank.in("c1"));
  bank.to("03-05 09:00");
  REQUIRE(bank.load({"c1"}, "", "others").ok());
  REQUIRE(bank.answer("c1", "claimed").ok());
  REQUIRE(bank.in("c1"));
  SECTION("the list drops the customer") { REQUIRE(bank.give(rows(RowKind::customers, {{"c1", {{"list.prospects", {false}}}}})).ok()); }
  SECTION("its `back after` passes") { bank.to("03-08 09:00"); }
  CHECK(bank.in("c1"));
  CHECK(bank.lead("c1") == "m1 claimed");
  REQUIRE(bank.give(rows(RowKind::customers, {{"c1", {{"list.others", {false}}}}})).ok());
  CHECK_FALSE(bank.in("c1"));
}

TEST_CASE("leads: who cannot enter when claimed goes back with the reason and an incident, and stays whose customer they were") {
  Wish wish;
  wish.at_most = 1;
  wish.back = days(5);
  Leads bank(wish);
  REQUIRE(bank.load({"c1", "c2", "c3"}).ok());
  REQUIRE(bank.answer("c1", "claimed").ok());
  for (const char* id : {"c2", "c3"}) {
    const Reply refused = bank.answer(id, "claimed");   // who claimed hears it at once, though the seat is the ledger's to give
    REQUIRE(refused.failure);
    CHECK(refused.failure->code == "lead_not_entered");
    CHECK(refused.failure->message == "the lead went back to its list: its audience is full");
  }
  CHECK(bank.in("c1"));
  for (const char* id : {"c2", "c3"}) {
    CHECK_FALSE(bank.in(id));
    CHECK(bank.customer(id).leads.back().phase == core::LeadPhase::returned);
    CHECK(bank.incidents(id) == "lead_not_entered ");
    CHECK(bank.manager(id) == "nobody");
    CHECK(bank.customer(id).timers.empty());
  }
  must(bank.run->restart());
  CHECK(findings_of(bank.run->journal()).empty());
}

TEST_CASE("leads: a claim of a customer who is in already is refused with the reason; a second claim of one lead finds it gone") {
  Wish wish;
  wish.two = true;
  Leads bank(wish);
  REQUIRE(bank.load({"c1"}).ok());
  REQUIRE(bank.load({"c1"}, "", "others").ok());
  const auto questions = bank.customer("c1").open_questions;
  REQUIRE(questions.size() == 2);
  const auto claim = [&](std::size_t which, const char* by) {
    const core::ThingRef ref{0, questions[which].question, 0};
    return bank.give(
        QuestionAnswer{bank.engine().sealed(base::SealedKind::question, *bank.engine().find("c1"), ref), "claimed", by, by, {}});
  };
  REQUIRE(claim(0, "m1").ok());
  CHECK(claim(0, "m2").failure->code == "question_unknown");
  CHECK(bank.manager("c1") == "m1");
  const Reply refused = claim(1, "m2");
  REQUIRE(refused.failure);
  CHECK(refused.failure->code == "lead_not_entered");
  CHECK(refused.failure->message == "the lead went back to its list: the customer is in this playbook already");
  CHECK(bank.customer("c1").leads.back().phase == core::LeadPhase::returned);
  CHECK(bank.manager("c1") == "m1");
}

TEST_CASE("leads: a version that deals them no more takes back the open ones; who was claimed goes on") {
  Leads bank;
  REQUIRE(bank.load({"c1", "c2"}).ok());
  REQUIRE(bank.answer("c1", "claimed").ok());
  Wish wish;
  plan::Plan next = prospects(wish);
  next.version = 2;
  next.audience.entries[0].dealing = {};
  REQUIRE(bank.give(apply_of(lead_catalog(wish), {next})).ok());
  bank.to("03-02 09:01");
  CHECK(bank.lead("c1") == "m1 claimed");
  CHECK(bank.lead("c2") == "m2 returned");
  CHECK(bank.customer("c2").open_questions.empty());
}

TEST_CASE("leads: a time that no calendar knows comes with a newer one") {
  Wish wish;
  wish.calendar = true;
  wish.back = working_days(6);
  Leads bank(wish);
  REQUIRE(bank.load({"c1"}).ok());
  CHECK(bank.incidents("c1").find("calendar_unknown") != std::string::npos);
  bank.to("03-03 09:00");
  REQUIRE(bank.give(apply_of(lead_catalog(wish, kLonger), {prospects(wish)})).ok());
  bank.to("03-04 17:29");
  CHECK(bank.lead("c1") == "m1 dealt");
  bank.to("03-04 17:30");
  CHECK(bank.lead("c1") == "m1 m2 dealt");
  bank.to("03-10 17:30");
  CHECK(bank.lead("c1") == "m1 m2 returned");
}
