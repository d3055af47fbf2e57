#include <catch2/catch.hpp>

#include "tests/core/evaluate/bank.hpp"

using namespace playmaker;
using namespace playmaker::core;
using namespace playmaker::core::testing;
using namespace playmaker::core::testing::bank;

namespace {

CatalogBuilder catalog() {
  CatalogBuilder c;
  c.attribute("aum", Kind::money);
  c.attribute("note", Kind::text);
  c.event("deposit", {{"amount", Kind::money}, {"via", Kind::text}});
  c.event("login");
  c.channel("sms");
  c.message("hello");
  return c;
}

PlanBuilder reader(std::string name = "saver") {
  PlanBuilder p(std::move(name));
  p.enter_on("deposit", p.at_least(p.field("amount", Kind::money), p.constant(Kind::money, 100)));
  p.goal("rich", p.at_least(p.attr("aum", Kind::money), p.constant(Kind::money, 1000)));
  return p;
}

base::Result<std::shared_ptr<const Roster>> apply_on(const Roster* before, const pl::Catalog& catalog, const std::vector<pl::Plan>& plans,
                                                     std::vector<std::uint32_t> in_use = {}) {
  Applied applied;
  applied.catalog = std::make_shared<const pl::Catalog>(catalog);
  for (const pl::Plan& plan : plans) applied.plans.push_back(std::make_shared<const pl::Plan>(plan));
  applied.in_use = std::move(in_use);
  return link(before, applied);
}

void drop_field(pl::Catalog& catalog, std::string_view name) {
  std::erase_if(catalog.customer, [&](const pl::Field& each) { return each.name == name; });
}

}  // namespace

TEST_CASE("the dictionary gives numbers in order, finds them again, and survives its bytes") {
  Dictionary names;
  CHECK(names.add(Names::event, "deposit") == 0);
  CHECK(names.add(Names::event, "login") == 1);
  CHECK(names.add(Names::event, "deposit") == 0);
  CHECK(names.add(Names::attribute, "deposit") == 0);
  CHECK(names.find(Names::event, "nothing") == plan::kNone);
  CHECK(names.name(Names::event, 1) == "login");
  Dictionary read;
  const std::string bytes = names.encode();
  REQUIRE(Dictionary::decode(bytes, read));
  CHECK(read == names);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    Dictionary other;
    CHECK_FALSE(Dictionary::decode(std::string_view(bytes).substr(0, i), other));
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
    if (Dictionary::decode(damaged, other)) CHECK_FALSE(other == names);
  }
}

TEST_CASE("rule 16: a new version is live, the older one stays for its journeys, numbers never change") {
  const CatalogBuilder c = catalog();
  PlanBuilder first = reader(), second = reader();
  second.plan.version = 2;
  const auto one = apply_on(nullptr, c.catalog, {first.plan});
  REQUIRE(one);
  const auto two = apply_on(one->get(), c.catalog, {second.plan, reader("other").plan});
  REQUIRE(two);
  const Roster& r = **two;
  REQUIRE(r.plans.size() == 3);
  CHECK(r.plans[0]->plan->version == 1);
  CHECK_FALSE(r.plans[0]->live);
  CHECK(r.plans[1]->live);
  CHECK(r.live == std::vector<std::uint32_t>{2, 1});   // by playbook name: other, saver
  CHECK(r.live_plan(r.dictionary->find(Names::playbook, "saver"))->number == 1);
  CHECK(r.live_plan(99) == nullptr);
  CHECK(r.plans[0]->unit.unit == &r.plans[0]->plan->unit);
  // Back to the first text: its number again.
  const auto back = apply_on(two->get(), c.catalog, {first.plan});
  REQUIRE(back);
  CHECK((*back)->plans.size() == 3);
  CHECK((*back)->plans[0]->live);
  CHECK_FALSE((*back)->plans[1]->live);
}

TEST_CASE("the same files applied in the same order give the same numbers") {
  const auto build = [] {
    const auto one = apply_on(nullptr, catalog().catalog, {reader().plan});
    CatalogBuilder more = catalog();
    more.attribute("city", Kind::text);
    return *apply_on(one->get(), more.catalog, {reader("other").plan});
  };
  const auto a = build(), b = build();
  CHECK(*a->dictionary == *b->dictionary);
  CHECK(a->policy_version == b->policy_version);
  CHECK(a->plans[1]->hash == b->plans[1]->hash);
}

TEST_CASE("listeners say what an event concerns") {
  const CatalogBuilder c = catalog();
  PlanBuilder p = reader();
  const std::uint32_t call =
      p.task("call", [&](pl::Task& t) { t.closings = {PlanBuilder::done_on(p.on("login")), PlanBuilder::done_on(p.on("login"))}; });
  p.breakpoint("silent", p.on("deposit"), p.on("login"), days(3));
  p.moment("again", [&](pl::Moment& m) { m.on = {p.on("deposit")}; }, [](Steps&) {});
  p.exit_on("left", p.on("login"));
  p.plan.block = p.block(0, [&](Steps& s) {
    s.task(call);
    s.wait_for({p.on("login")}, days(1));
  });
  const auto roster = apply_on(nullptr, c.catalog, {p.plan});
  REQUIRE(roster);
  const LinkedPlan& plan = *(*roster)->plans[0];
  const Listeners& deposit = plan.listeners.at((*roster)->dictionary->find(Names::event, "deposit"));
  CHECK(deposit.entries == std::vector<std::uint32_t>{0});
  CHECK(deposit.breakpoints == std::vector<std::uint32_t>{0});
  CHECK(deposit.moments == std::vector<std::uint32_t>{0});
  CHECK(deposit.tasks.empty());
  CHECK_FALSE(deposit.waits);
  const Listeners& login = plan.listeners.at((*roster)->dictionary->find(Names::event, "login"));
  CHECK(login.tasks == std::vector<std::uint32_t>{0});
  CHECK(login.exits == std::vector<std::uint32_t>{0});
  CHECK(login.breakpoints == std::vector<std::uint32_t>{0});
  CHECK(login.waits);
}

TEST_CASE("a field of an event keeps its place for ever, whatever is declared before it later") {
  const auto one = apply_on(nullptr, catalog().catalog, {reader().plan});
  CatalogBuilder c = catalog();
  c.catalog.events[0].fields.insert(c.catalog.events[0].fields.begin(), CatalogBuilder::field_of("currency", Kind::text));
  c.catalog.events[0].fields.pop_back();   // `via` is dropped: nobody reads it
  const auto two = apply_on(one->get(), c.catalog, {});
  REQUIRE(two);
  const LinkedEvent& deposit = (*two)->events[(*two)->dictionary->find(Names::event, "deposit")];
  CHECK(deposit.field("amount") == 0);
  CHECK(deposit.field("currency") == 2);
  CHECK(deposit.field("via") == plan::kNone);
  REQUIRE(deposit.fields.size() == 3);
  CHECK(deposit.fields[1] == nullptr);
}

TEST_CASE("what a live plan reads is neither retyped nor dropped; the rest may go") {
  const auto before = apply_on(nullptr, catalog().catalog, {reader().plan});
  REQUIRE(before);
  const auto refused = [&](const pl::Catalog& changed) {
    const auto after = apply_on(before->get(), changed, {});
    return after ? std::string() : after.error().code + ": " + after.error().message;
  };
  CatalogBuilder retyped = catalog();
  retyped.catalog.customer[0].type.kind = Kind::integer;
  CHECK(refused(retyped.catalog) ==
        "catalog_retyped: customer.aum changes from money to int, but playbook saver version 1 reads it: keep its type, or give the new "
        "field "
        "another name");
  CatalogBuilder dropped = catalog();
  drop_field(dropped.catalog, "aum");
  CHECK(refused(dropped.catalog) ==
        "catalog_retyped: customer.aum (money) is no longer declared, but playbook saver version 1 reads it: keep it, or first apply a "
        "version "
        "without it");
  CatalogBuilder field = catalog();
  field.catalog.events[0].fields[0].type.kind = Kind::integer;
  CHECK(refused(field.catalog) ==
        "catalog_retyped: deposit.amount changes from money to int, but playbook saver version 1 reads it: keep its type, or give the new "
        "field "
        "another name");
  CatalogBuilder event = catalog();
  event.catalog.events.erase(event.catalog.events.begin());
  CHECK(refused(event.catalog) ==
        "catalog_retyped: event deposit (event) is no longer declared, but playbook saver version 1 reads it: keep it, or first apply a "
        "version "
        "without it");
  CatalogBuilder unread = catalog();
  drop_field(unread.catalog, "note");
  unread.catalog.events.pop_back();
  unread.attribute("city", Kind::text);
  CHECK(refused(unread.catalog).empty());
  const auto gone = apply_on(nullptr, unread.catalog, {reader().plan});
  REQUIRE(gone);
  PlanBuilder lost("lost");
  lost.goal("there", lost.attr("nowhere", Kind::boolean));
  const auto unknown = apply_on(nullptr, catalog().catalog, {lost.plan});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == "name_unknown");
  CHECK_FALSE(unknown.error().zh.empty());
}

TEST_CASE("rule 18: a template that a live plan sends stays; an older plan is asked only while in use") {
  PlanBuilder p = reader();
  p.plan.block = p.block(0, [](Steps& s) { s.send("sms", "hello"); });
  const auto before = apply_on(nullptr, catalog().catalog, {p.plan});
  REQUIRE(before);
  CatalogBuilder without = catalog();
  without.catalog.templates.clear();
  const auto refused = apply_on(before->get(), without.catalog, {});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "catalog_retyped");
  CHECK(refused.error().message.find("template hello") != std::string::npos);
  CHECK_FALSE(apply_on(before->get(), without.catalog, {reader().plan}, {0}));
  CHECK(apply_on(before->get(), without.catalog, {reader().plan}));
}

TEST_CASE("values may be added to an enumeration, not reordered or taken away, while they are read") {
  const auto with = [](const std::vector<std::string>& levels) {
    Bank b;
    pl::Field risk = CatalogBuilder::field_of("risk", Kind::level_of);
    risk.type = b.enumeration(b.c.catalog.unit, Kind::level_of, levels);
    b.c.catalog.customer = {risk};
    return b.c.catalog;
  };
  Bank b;
  const pl::Type type = b.enumeration(b.p.plan.unit, Kind::level_of, {"low", "high"});
  b.p.goal("safe", b.p.is(NodeOp::less, b.typed(b.p, b.p.plan.unit, "risk", type), b.symbol(b.p, b.p.plan.unit, "high", type)));
  const auto before = apply_on(nullptr, with({"low", "high"}), {b.p.plan});
  REQUIRE(before);
  CHECK(apply_on(before->get(), with({"low", "middle", "high"}), {}));
  CHECK_FALSE(apply_on(before->get(), with({"high", "low"}), {}));
  CHECK_FALSE(apply_on(before->get(), with({"low"}), {}));
}

TEST_CASE("a unit's texts are numbers in the category their reader needs; scores and lists are attributes") {
  CatalogBuilder c = catalog();
  c.catalog.scores = {{"churn", 0, 1, {}}};
  c.policy("standard");
  PlanBuilder p = reader();
  p.plan.policy = p.text("standard");
  p.plan.block = p.block(0, [](Steps& s) { s.send("sms", "hello"); });
  const auto linked = apply_on(nullptr, c.catalog, {p.plan});
  REQUIRE(linked);
  const Roster& r = **linked;
  const LinkedPlan& plan = *r.plans[0];
  const pl::Leg& leg = plan.plan->sends[0].legs[0];
  CHECK(r.channels[plan.unit.number(Names::channel, leg.channel)]->name == "sms");
  CHECK(r.templates[plan.unit.number(Names::template_, leg.template_)]->name == "hello");
  CHECK(plan.unit.number(Names::role, leg.channel) == plan::kNone);
  CHECK(plan.unit.number(Names::role, plan::kNone) == plan::kNone);
  CHECK(r.policy_of(plan) == &r.catalog->policies[0]);
  CHECK(r.calendar_of(plan) == nullptr);
  CHECK(r.attributes[r.dictionary->find(Names::attribute, "score.churn")].field->type.kind == Kind::decimal);
}

TEST_CASE("an unsound plan, an unknown zone and a missing catalog are refused") {
  PlanBuilder p = reader();
  p.plan.goals[0].is = 999;
  const auto unsound = apply_on(nullptr, catalog().catalog, {p.plan});
  REQUIRE_FALSE(unsound);
  CHECK(unsound.error().code == "plan_unreadable");
  CatalogBuilder c = catalog();
  c.catalog.zone = "Mars/Olympus";
  const auto nowhere = apply_on(nullptr, c.catalog, {});
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().code == "zone_unknown");
  const auto nothing = link(nullptr, Applied{});
  REQUIRE_FALSE(nothing);
  CHECK(nothing.error().code == "catalog_missing");
}
