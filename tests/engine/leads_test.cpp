// Lists dealt out: whom a lead is dealt to, who claims it, and when it goes back.
#include <catch2/catch.hpp>

#include "runtime/core/evaluate/evaluate.hpp"
#include "tests/engine/bank.hpp"

using namespace playmaker::engine_tests;
namespace core = playmaker::core;
namespace base = playmaker::base;
namespace plan = playmaker::plan;

namespace {

constexpr std::int32_t kLastDay = 20'515;        // 2026-03-03, days since 1970

struct Wish {
  plan::Unclaimed otherwise = plan::Unclaimed::next;
  bool claim = true, pooled = false, hears = true;
  bool two = false, second = false, calendar = false;   // another list; a second task after 20 days; lengths in working days
  std::uint32_t capacity = 0, at_most = 0;
  std::int32_t expires_on = INT32_MAX;
  plan::Length back{};
};

constexpr std::string_view kShort = "date,kind,name\n2025-01-01,off,x\n";
constexpr std::string_view kLonger = "date,kind,name\n2025-01-01,off,x\n2026-01-01,off,x\n";

plan::Catalog lead_catalog(const Wish& wish, std::string_view table = kShort) {
  CatalogBuilder c;
  c.catalog = bank_catalog();
  plan::NamedList list;
  list.name = "prospects";
  list.rule = {true, {"consent.marketing"}, wish.expires_on, wish.back};
  c.catalog.lists.push_back(list);
  list.name = "others";
  list.rule.back = {};
  c.catalog.lists.push_back(list);
  if (wish.calendar) {
    plan::NamedCalendar days;
    days.name = "bank";
    days.days = *base::parse_calendar(table, 0x60);
    c.catalog.calendars.push_back(days);
  }
  c.catalog.branch.push_back(CatalogBuilder::field_of("duty", plan::Kind::person));
  plan::Event withdrawn;
  withdrawn.name = "lead_withdrawn";
  c.catalog.events.push_back(withdrawn);
  for (plan::Role& role : c.catalog.roles) {
    if (role.name == "manager") role.capacity_per_day = wish.capacity;
  }
  return c.catalog;
}

plan::Plan prospects(const Wish& wish) {
  PlanBuilder p("prospects");
  p.plan.ends_after = days(60);
  plan::Entry entry;
  entry.kind = plan::EntryKind::list;
  entry.list = p.text("prospects");
  entry.condition = p.attr("list.prospects", plan::Kind::boolean);
  entry.dealing.written = true;
  entry.dealing.role = p.text(wish.pooled ? "adviser" : "manager");
  entry.dealing.otherwise = wish.otherwise;
  if (wish.claim) entry.dealing.claim = wish.calendar ? working_days(2) : hours(48);
  p.enter(entry);
  if (wish.two) {
    entry.list = p.text("others");
    entry.condition = p.attr("list.others", plan::Kind::boolean);
    p.enter(entry);
    p.plan.audience.again = {plan::AgainKind::after_exit, days(1), kNone};
    p.exit_on("won", p.on("called"));
  }
  p.plan.audience.at_most = wish.at_most;
  if (wish.calendar) p.plan.calendar = p.text("bank");
  if (wish.hears) p.exit_on("returned", p.on("lead_withdrawn"));
  const auto call = p.task("call", [&](plan::Task& t) {
    t.role = p.text("manager");
    t.by_report = true;
  });
  const auto again = wish.second ? p.task("again", [&](plan::Task& t) { t.role = p.text("manager"); }) : plan::kNone;
  p.plan.block = p.block(0, [&](Steps& s) {
    s.task(call);
    if (!wish.second) return;
    s.wait(days(20));
    s.task(again);
  });
  return p.plan;
}

struct Leads {
  std::unique_ptr<playmaker::sim::VirtualRun> run;
  explicit Leads(const Wish& wish = {}) {
    playmaker::sim::VirtualRun::Setup setup;
    setup.start = on("03-02 09:00");
    setup.options.salt = 7;
    run = must(playmaker::sim::VirtualRun::begin(std::move(setup)));
    const Reply applied = must(run->give(apply_of(lead_catalog(wish), {prospects(wish)})));
    if (applied.failure) throw std::runtime_error(applied.failure->code + ": " + applied.failure->message);
    give(rows(RowKind::branches, {{"b1", {{"head", {std::string("m9")}}}}, {"b2", {}}}));
    give(rows(RowKind::people, {{"m1", {}}, {"m2", {}}, {"m3", {}}, {"m9", {}}}));
    give(rows(RowKind::pools, {{"advisers", {{"people", {std::string("m2,m3")}}}}}));
    // m1 and m2 have customers at b1, m3 at b2
    for (const auto& [id, manager, branch] : {std::tuple{"old1", "m2", "b1"}, {"old2", "m1", "b1"}, {"old3", "m3", "b2"}})
      give(rows(RowKind::customers, {{id, {{"manager", {std::string(manager)}}, {"branch", {std::string(branch)}}}}}));
  }
  Engine& engine() { return run->engine(); }
  Reply give(Command command) { return must(run->give(std::move(command))); }
  void to(std::string_view when) { must(run->advance_to(on(when))); }
  Reply load(const std::vector<std::string>& ids, std::string branch = "b1", std::string list = "prospects") {
    Import import = rows(RowKind::customers, {});
    for (const std::string& id : ids) import.rows.push_back({id, {}});
    if (!branch.empty())
      for (RawRow& row : import.rows) row.values.push_back({"branch", {branch}});
    import.list = std::move(list);
    return give(std::move(import));
  }
  const core::Customer& customer(std::string_view id) { return *engine().customer(*engine().find(id)); }
  std::string person(std::uint32_t number) {
    return number == plan::kNone ? "nobody" : engine().roster()->dictionary->name(core::Names::person, number);
  }
  // Everyone the lead was dealt to, and how it stands.
  std::string lead(std::string_view id) {
    const core::Customer& one = customer(id);
    if (one.leads.empty()) return "none";
    static const char* const kPhases[] = {"arrived", "dealt", "stands", "claimed", "returned"};
    std::string out;
    for (const std::uint32_t had : one.leads.back().had) out += person(had) + " ";
    return out + kPhases[static_cast<int>(one.leads.back().phase)];
  }
  Reply answer(std::string_view id, std::string text, std::string by = {}) {
    const auto& open = customer(id).open_questions;
    if (open.empty()) throw std::runtime_error("no question of " + std::string(id));
    const core::ThingRef ref{0, open.back().question, 0};
    return give(
        QuestionAnswer{engine().sealed(base::SealedKind::question, *engine().find(id), ref), std::move(text), "li", std::move(by), {}});
  }
  core::JourneyEnded end_of(std::string_view id) {        // how its last journey ended
    for (const WhyGroup& group : must(engine().why(*engine().find(id), 10'000))) {
      for (const core::Fact& fact : group.group.facts)
        if (const auto* ended = std::get_if<core::JourneyEnded>(&fact)) return *ended;
    }
    throw std::runtime_error("no journey ended");
  }
  std::string incidents(std::string_view id) {            // newest first
    std::string out;
    for (const WhyGroup& group : must(engine().why(*engine().find(id), 10'000))) {
      for (const core::Fact& fact : group.group.facts)
        if (const auto* raised = std::get_if<core::IncidentRaised>(&fact)) out += raised->code + " ";
    }
    return out;
  }
  Reply report(std::string_view id) {                     // its first open task, as done
    for (const core::Journey& journey : customer(id).journeys) {
      for (const core::Task& task : journey.tasks) {
        if (journey.ended || task.phase != core::TaskPhase::open) continue;
        TaskDone done;
        done.task = engine().sealed(base::SealedKind::task, *engine().find(id), {journey.journey, task.site, task.occurrence});
        done.actor = "m2";
        return give(std::move(done));
      }
    }
    throw std::runtime_error("no open task of " + std::string(id));
  }
  bool in(std::string_view id) {
    const auto& all = customer(id).journeys;
    return std::any_of(all.begin(), all.end(), [](const core::Journey& journey) { return !journey.ended; });
  }
  std::string manager(std::string_view id) {
    const plan::Datum value = core::attribute_of(customer(id), engine().roster()->manager_attribute);
    return value.known() ? person(static_cast<std::uint32_t>(value.number)) : "nobody";
  }
};

}  // namespace

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
  for (const char* id : {"c1", "c2", "c3"}) REQUIRE(bank.answer(id, "claimed").ok());
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
