// What goes along: the second person of a task, the payload of a hand-off, the fields of a benefit.
#include <catch2/catch.hpp>

#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

TEST_CASE("rule 33: assign X with Y names a second person, who joins when the task opens; the first one answers for it") {
  Story s;
  s.catalog.event("joined");
  s.catalog.attribute("manager", plan::Kind::person);
  s.catalog.attribute("advisor", plan::Kind::person);
  s.catalog.role("rm", s.catalog.attr("manager", plan::Kind::person));
  s.catalog.role("wealth", s.catalog.attr("advisor", plan::Kind::person));
  PlanBuilder& p = s.playbook("meet");
  p.enter_on("joined");
  const auto call = p.task("call", [&](plan::Task& k) { k.by_report = true, k.role = p.text("rm"), k.with_role = p.text("wealth"); });
  p.plan.block = p.block(0, [&](Steps& b) { b.task(call); });
  s.on("03-02 10:00").set("manager", {plan::Kind::person, 1, {}, {}}).set("advisor", {plan::Kind::person, 2, {}, {}}).event("joined");
  CHECK(s.told("call") == "03-02 10:00 call opened\n03-02 10:00 call is person 1's as rm\n03-02 10:00 call joined by person 2 as wealth\n");
  REQUIRE(s.customer.journeys.front().tasks.size() == 1);
  CHECK(s.customer.journeys.front().tasks.front().assignee == 1);
  CHECK(s.customer.journeys.front().tasks.front().second == 2);
}

TEST_CASE("rule 19: a new manager takes the customer's open tasks along, but not one that was given away by hand") {
  Story s;
  s.catalog.event("joined");
  s.catalog.attribute("manager", plan::Kind::person);
  s.catalog.role("rm", s.catalog.attr("manager", plan::Kind::person));
  PlanBuilder& p = s.playbook("meet");
  p.enter_on("joined");
  const auto call = p.task("call", [&](plan::Task& k) { k.by_report = true, k.role = p.text("rm"); });
  const auto visit = p.task("visit", [&](plan::Task& k) { k.by_report = true, k.role = p.text("rm"); });
  const auto mail = p.task("mail", [&](plan::Task& k) { k.by_report = true, k.role = p.text("rm"); });
  p.plan.block = p.block(0, [&](Steps& b) { b.task(call), b.task(visit), b.task(mail); });
  s.on("03-02 10:00").set("manager", {plan::Kind::person, 1, {}, {}}).event("joined").hand("visit", "zhao", "knows them").report("mail");
  s.told();
  s.on("03-03 10:00").set("manager", {plan::Kind::person, 2, {}, {}});
  CHECK(s.told() == "03-03 10:00 call is person 2's as rm\n");
  s.on("03-03 11:00").forget("manager").set("manager", {plan::Kind::person, 2, {}, {}});
  CHECK(s.told().empty());                 // without a manager the task stays with who has it
}

const JourneyEntered& entered(const Story& s, std::size_t which) {
  for (const Fact& fact : s.facts) {
    if (const auto* one = std::get_if<JourneyEntered>(&fact); one != nullptr && which-- == 0) return *one;
  }
  throw std::runtime_error("not entered so often");
}

struct Relay {
  Story s;
  PlanBuilder& first;
  PlanBuilder& second;
  Relay() : first(s.playbook("first")), second(s.playbook("second")) {
    s.catalog.event("joined", {{"source", plan::Kind::text}});
    first.enter_on("joined");
    first.plan.block = first.block(0, [&](Steps& b) {
      b.hand_off("second", {}, {{first.text("source"), first.field("source", plan::Kind::text)}, {first.text("tier"), first.number(3)}});
      b.finish("met");
    });
    second.enter_on_hand_off();
  }
};

TEST_CASE("rule 7: what a hand-off gives along stands in both its own fact and the entry of the journey that takes over") {
  Relay t;
  t.s.on("03-02 10:00").event("joined", {Story::words("branch")});
  const JourneyEntered& there = entered(t.s, 1);
  CHECK(there.via == EntryVia::hand_off);
  REQUIRE(there.handed.size() == 2);
  CHECK(there.handed[0].name == "source");
  CHECK(there.handed[0].value.text == "branch");
  CHECK(there.handed[1].value.number == 3);
  CHECK(entered(t.s, 0).handed.empty());
  for (const Fact& fact : t.s.facts) {
    if (const auto* handed = std::get_if<HandedOff>(&fact)) CHECK(handed->with.size() == 2);
  }
}

// The catalog says what hand-offs give along: `event hand_off { source text optional }`.
struct Declared : Relay {
  plan::NodeIndex last_source;
  Declared() {
    s.catalog.event("hand_off", {{"source", plan::Kind::text}});
    PlanBuilder& p = second;
    last_source = p.node(plan::NodeOp::last_field, plan::Kind::text, p.event("hand_off"), p.text("source"));
    p.plan.audience.entries[0].on.where = p.equal(p.field("source", plan::Kind::text), p.words("branch"));
    p.plan.block = p.block(0, [&](Steps& b) { b.when(p.equal(last_source, p.words("branch")), [&] { b.tag("from_branch"); }); });
  }
  HandOffOutcome outcome() const {
    for (const Fact& fact : s.facts) {
      if (const auto* handed = std::get_if<HandedOff>(&fact)) return handed->outcome;
    }
    throw std::runtime_error("nothing was handed off");
  }
};

TEST_CASE("rule 7: an entry `on hand_off where` asks what is given along, and the journey reads it from its first step on") {
  Declared t;
  t.s.on("03-02 10:00").event("joined", {Story::words("branch")});
  CHECK(t.outcome() == HandOffOutcome::entered);
  CHECK(t.s.told().find("from_branch") != std::string::npos);
}

TEST_CASE("rule 7: who is given along something else is not eligible, and nothing is remembered of it") {
  Declared t;
  t.s.on("03-02 10:00").event("joined", {Story::words("web")});
  CHECK(t.outcome() == HandOffOutcome::not_eligible);
  CHECK(t.s.journey("second") == nullptr);
  for (const Fact& fact : t.s.facts) CHECK_FALSE(std::holds_alternative<Emitted>(fact));
}

TEST_CASE("rule 7: the payload waits with the seat, though the journey that gave it is over") {
  Relay t;
  t.second.plan.audience.at_most = 10;
  t.s.on("03-02 10:00").event("joined", {Story::words("branch")});
  CHECK(t.s.journey("first") == nullptr);
  t.s.on("03-02 10:05").answer(true);
  REQUIRE(entered(t.s, 1).handed.size() == 2);
  CHECK(entered(t.s, 1).handed[0].value.text == "branch");
}

TEST_CASE("rule 29: a benefit's field is the named one: the ledger's code, what the grant gave along, or unknown") {
  Story s;
  s.catalog.event("joined");
  s.catalog.channel("push");
  s.catalog.message("voucher");
  plan::Benefit& coffee = s.catalog.benefit("coffee");
  coffee.gives = {CatalogBuilder::field_of("shop", plan::Kind::text), CatalogBuilder::field_of("code", plan::Kind::text),
                  CatalogBuilder::field_of("cups", plan::Kind::integer), CatalogBuilder::field_of("note", plan::Kind::text)};
  PlanBuilder& p = s.playbook("gifts");
  p.enter_on("joined");
  const auto field = [&](std::string_view name, plan::Kind kind) {
    return p.node(plan::NodeOp::grant_field, kind, p.benefit("coffee"), p.text(name));
  };
  p.goal("shopped", p.equal(field("shop", plan::Kind::text), p.words("north")), [](plan::Goal& g) { g.keep_going = true; });
  p.goal("coded", p.equal(field("code", plan::Kind::text), p.words("C-1")), [](plan::Goal& g) { g.keep_going = true; });
  p.goal("drunk", p.equal(field("cups", plan::Kind::integer), p.number(2)), [](plan::Goal& g) { g.keep_going = true; });
  p.goal("noted", p.node(plan::NodeOp::is_known, plan::Kind::boolean, field("note", plan::Kind::text)),
         [](plan::Goal& g) { g.keep_going = true; });
  p.plan.block = p.block(0, [&](Steps& b) { b.grant("coffee", {{p.text("shop"), p.words("north")}, {p.text("cups"), p.number(2)}}); });
  s.on("03-02 10:00").event("joined").on("03-02 10:05").answer(true, "C-1");
  CHECK(s.told("reached") ==
        "03-02 10:05 goal 0 of gifts reached\n03-02 10:05 goal 1 of gifts reached\n03-02 10:05 goal 2 of gifts reached\n");
}

TEST_CASE("C for D in an audience's when: the customer enters when it has held so long without a break, and again only after a break") {
  Story s;
  s.catalog.attribute("aum", plan::Kind::integer);
  PlanBuilder& p = s.playbook("rich");
  p.enter_when(p.held_for(p.at_least(p.attr("aum"), p.number(50)), days(5)));
  p.plan.audience.again = {plan::AgainKind::after, days(0), kNone};
  p.plan.ends_after = days(1);
  s.on("03-02 10:00").set("aum", Story::number(60)).on("03-05 10:00").set("aum", Story::number(10));
  s.on("03-06 10:00").set("aum", Story::number(70)).until("03-20 10:00");
  CHECK(s.told("entered") == "03-11 10:00 rich entered\n");
  CHECK(s.customer.holds.size() == 1);
  s.set("aum", Story::number(1)).on("03-21 10:00").set("aum", Story::number(70)).until("03-30 10:00");
  CHECK(s.told("entered") == "03-26 10:00 rich entered\n");
  s.apply();
  s.set("aum", Story::number(1));
  CHECK(s.customer.holds.empty());
}

}  // namespace
}  // namespace playmaker::core::testing
