#include <catch2/catch.hpp>

#include "runtime/base/hash.hpp"
#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

TEST_CASE("rule 6: again never: the second qualifying event is refused, and said so") {
  Story s;
  s.catalog.event("joined");
  PlanBuilder& p = s.playbook("welcome");
  p.enter_on("joined");
  p.exit_on("left", p.on("left"));
  s.catalog.event("left");
  s.on("03-02 10:00").event("joined").on("03-02 11:00").event("joined").on("03-03 10:00").event("left").on("03-04 10:00").event("joined");
  CHECK(s.told() ==
        "03-02 10:00 welcome entered\n"
        "03-02 11:00 welcome refused: already in\n"
        "03-03 10:00 welcome ended left: exit\n"
        "03-04 10:00 welcome refused: too soon\n");
}

TEST_CASE("rule 6: again after D counts since entry, after D since exit from the end") {
  for (const bool since_exit : {false, true}) {
    Story s;
    s.catalog.event("joined");
    s.catalog.event("left");
    PlanBuilder& p = s.playbook("welcome");
    p.enter_on("joined");
    p.exit_on("left", p.on("left"));
    p.plan.audience.again = {since_exit ? plan::AgainKind::after_exit : plan::AgainKind::after, days(10), kNone};
    s.on("03-02 10:00").event("joined").on("03-08 10:00").event("left").on("03-12 10:00").event("joined");
    CHECK((s.journey("welcome") != nullptr) == !since_exit);
    s.on("03-18 10:00").event("joined");
    CHECK(s.journey("welcome") != nullptr);
  }
}

TEST_CASE("rule 6: again per key: parallel journeys, one a key") {
  Story s;
  s.catalog.event("opened", {{"account", plan::Kind::text}});
  PlanBuilder& p = s.playbook("account");
  p.enter_on("opened");
  p.plan.audience.again = {plan::AgainKind::per, {}, p.field("account", plan::Kind::text)};
  s.on("03-02 10:00").event("opened", {Story::words("A1")}).event("opened", {Story::words("A2")}).event("opened", {Story::words("A1")});
  CHECK(s.told() == "03-02 10:00 account entered\n03-02 10:00 account entered\n03-02 10:00 account refused: already in\n");
  CHECK(s.customer.journeys.size() == 2);
}

TEST_CASE("only and except: recorded for events and people, not for sweeps") {
  Story s;
  s.catalog.event("joined");
  s.catalog.attribute("aum", plan::Kind::integer);
  s.catalog.attribute("staff", plan::Kind::boolean);
  PlanBuilder& p = s.playbook("welcome");
  p.enter_on("joined");
  plan::Entry nightly;
  nightly.kind = plan::EntryKind::sweep;
  nightly.condition = p.at_least(p.attr("aum"), p.number(10));
  const std::uint32_t sweep = p.enter(nightly);
  p.plan.audience.only.push_back(p.at_least(p.attr("aum"), p.number(50)));
  p.plan.audience.except.push_back(p.attr("staff", plan::Kind::boolean));
  s.on("03-02 10:00").event("joined");     // aum is unknown: not 50, unknown is not enough
  s.set("aum", Story::number(20)).sweep("welcome", sweep).enter("welcome");
  s.set("aum", Story::number(60)).set("staff", Story::yes()).sweep("welcome", sweep).event("joined");
  s.set("staff", Story::yes(false)).sweep("welcome", sweep);
  CHECK(s.told() ==
        "03-02 10:00 welcome refused: not eligible\n"
        "03-02 10:00 welcome refused: not eligible\n"
        "03-02 10:00 welcome refused: not eligible\n"
        "03-02 10:00 welcome entered\n");
}

TEST_CASE("enter when C: becoming true enters, staying true does not") {
  Story s;
  s.catalog.event("opened");
  s.catalog.attribute("aum", plan::Kind::integer);
  PlanBuilder& p = s.playbook("rich");
  p.enter_when(p.at_least(p.attr("aum"), p.number(50)));
  p.plan.audience.again = {plan::AgainKind::after, days(0), kNone};
  p.exit_on("out", p.on("opened"));
  s.on("03-02 10:00").set("aum", Story::number(60));
  s.on("03-02 11:00").event("opened");     // leaves, and the condition still holds
  s.on("03-02 12:00").set("aum", Story::number(70));
  s.on("03-02 13:00").set("aum", Story::number(10)).set("aum", Story::number(55));
  CHECK(s.told() == "03-02 10:00 rich entered\n03-02 11:00 rich ended out: exit\n03-02 13:00 rich entered\n");
}

TEST_CASE("enter when C within D of E: from whichever comes last, while both hold") {
  Story s;
  s.catalog.event("opened");
  s.catalog.attribute("aum", plan::Kind::integer);
  PlanBuilder& p = s.playbook("meeting");
  plan::Entry entry;
  entry.kind = plan::EntryKind::when;
  entry.condition = p.at_least(p.attr("aum"), p.number(50));
  entry.within = days(30);
  entry.within_event = p.event("opened");
  p.enter(entry);
  SECTION("the event first") {
    s.on("03-02 10:00").event("opened").on("03-20 10:00").set("aum", Story::number(60));
    CHECK(s.told() == "03-20 10:00 meeting entered\n");
  }
  SECTION("the condition first") {
    s.on("03-02 10:00").set("aum", Story::number(60)).on("03-20 10:00").event("opened");
    CHECK(s.told() == "03-20 10:00 meeting entered\n");
  }
  SECTION("too late") {
    s.on("03-02 10:00").event("opened").on("04-02 10:00").set("aum", Story::number(60));
    CHECK(s.told().empty());
  }
}

TEST_CASE("rule 41: an error in what an audience asks lets nobody in, with one incident that names the playbook and the entry") {
  Story s;
  s.catalog.event("ping");
  PlanBuilder& p = s.playbook("asks");
  const auto broken = p.at_least(p.node(plan::NodeOp::divide, plan::Kind::integer, p.number(1), p.number(0)), p.number(0));
  std::uint32_t entry = 0;
  SECTION("on an event") { entry = p.enter_on("ping", broken); }
  SECTION("when") { entry = p.enter_when(broken); }
  SECTION("a sweep") {
    plan::Entry nightly;
    nightly.kind = plan::EntryKind::sweep;
    nightly.condition = broken;
    entry = p.enter(nightly);
  }
  for (const char* when : {"03-02 10:00", "03-03 10:00"}) {
    s.on(when).event("ping");
    if (p.plan.audience.entries[entry].kind == plan::EntryKind::sweep) s.sweep("asks", entry);
  }
  CHECK(s.told() == "03-02 10:00 incident condition_division_by_zero\n");
  for (const Fact& fact : s.facts) {
    const auto* raised = std::get_if<IncidentRaised>(&fact);
    if (raised == nullptr) continue;
    CHECK(raised->site == p.plan.audience.entries[entry].site);
    CHECK(raised->sample == "asks");
  }
}

TEST_CASE("rule 35: hold-outs are drawn once and for ever, the bank's before the playbook's") {
  const auto entered = [](std::uint32_t bank, std::uint32_t own, bool all) {
    Story s;
    s.catalog.event("joined");
    s.catalog.policy("standard").hold_out = bank;
    PlanBuilder& p = s.playbook("welcome");
    p.enter_on("joined");
    p.plan.audience.hold_out = own;
    p.plan.audience.hold_out_from_all = all;
    s.on("03-02 10:00").event("joined");
    return s.told();
  };
  CHECK(entered(0, 0, false) == "03-02 10:00 welcome entered\n");
  CHECK(entered(0, 1'000'000, false) == "03-02 10:00 welcome entered, touches held out\n");
  CHECK(entered(0, 1'000'000, true) == "03-02 10:00 welcome entered, held out\n");
  CHECK(entered(1'000'000, 1'000'000, true) == "03-02 10:00 welcome entered, held out by the bank\n");
  // Growing a share keeps everyone who was in it.
  for (std::uint64_t customer = 0; customer < 200; ++customer) {
    if (base::share_of(customer, 1) < 100'000) CHECK(base::share_of(customer, 1) < 200'000);
  }
}

TEST_CASE("rule 35: held out from all, a task is not opened; from touches, it is") {
  for (const bool all : {false, true}) {
    Story s;
    s.catalog.event("joined");
    PlanBuilder& p = s.playbook("welcome");
    p.enter_on("joined");
    p.plan.audience.hold_out = 1'000'000;
    p.plan.audience.hold_out_from_all = all;
    p.plan.block = p.block(0, [&](Steps& b) { b.task(p.task("call")); });
    s.on("03-02 10:00").event("joined");
    CHECK(s.told("call") == (all ? "03-02 10:00 call dropped: held out\n" : "03-02 10:00 call opened\n"));
  }
}

TEST_CASE("at most N customers: the seat is asked for, the customer waits for the answer") {
  Story s;
  s.catalog.event("joined");
  PlanBuilder& p = s.playbook("few");
  p.enter_on("joined");
  p.plan.audience.at_most = 1;
  p.plan.block = p.block(0, [&](Steps& b) { b.tag("in"); });
  SECTION("granted") {
    s.on("03-02 10:00").event("joined").event("joined").on("03-02 10:01").answer(true);
    CHECK(s.told() == "03-02 10:00 asked for a seat\n03-02 10:01 posted\n03-02 10:01 few entered\n03-02 10:01 tagged in\n");
  }
  SECTION("denied") {
    s.on("03-02 10:00").event("joined").on("03-02 10:01").answer(false);
    CHECK(s.told() == "03-02 10:00 asked for a seat\n03-02 10:01 few refused: full\n");
    CHECK(s.customer.asks.empty());
  }
}

TEST_CASE("rule 2: an event before entry matches only as far as lookback says") {
  for (const bool looks : {false, true}) {
    Story s;
    s.catalog.event("opened");
    s.catalog.event("joined");
    s.catalog.event("deposit");
    PlanBuilder& p = s.playbook("welcome");
    p.enter_on("joined");
    plan::Trigger from = p.on("opened");
    if (looks) from.lookback = days(7);
    p.breakpoint("unfunded", from, p.on("deposit"), days(10));
    s.on("03-02 10:00").event("opened").on("03-05 10:00").event("joined");
    CHECK(s.told("unfunded") == (looks ? "03-05 10:00 unfunded armed from 03-02 10:00, trips 03-12 10:00\n" : ""));
  }
}

// Two audiences, in either order; `line`: where the first one begins.
void two_entries(PlanBuilder& p, bool turned, std::int64_t line = 50) {
  const auto rich = [&] { p.enter_when(p.at_least(p.attr("aum"), p.number(line))); };
  const auto staff = [&] { p.enter_when(p.attr("staff", plan::Kind::boolean)); };
  turned ? (staff(), rich()) : (rich(), staff());
  p.plan.audience.again = {plan::AgainKind::after, days(0), kNone};
  p.exit_on("out", p.on("left"));
}

struct Entries {
  Story s;
  Entries() {
    s.catalog.event("left");
    s.catalog.event("called");
    s.catalog.attribute("aum", plan::Kind::integer);
    s.catalog.attribute("staff", plan::Kind::boolean);
    two_entries(s.playbook("rich"), false);
    s.on("03-02 10:00").set("aum", Story::number(60)).event("left").told();
  }
};

TEST_CASE("rule 16: the same entries in another order make nothing true that was true already") {
  Entries t;
  two_entries(t.s.version("rich", plan::UpgradeKind::keep), true);
  t.s.on("03-03 10:00").upgrade().event("called").on("03-04 10:00").event("called");
  CHECK(t.s.told().empty());
  t.s.on("03-05 10:00").set("staff", Story::yes()).event("left");
  CHECK(t.s.told("entered") == "03-05 10:00 rich entered\n");
  two_entries(t.s.version("rich", plan::UpgradeKind::keep), false);
  t.s.on("03-06 10:00").upgrade().event("called");
  CHECK(t.s.told("entered").empty());
}

TEST_CASE("rule 16: an entry that a version brings or rewrites takes those for whom it becomes true from then on") {
  Entries t;
  t.s.set("aum", Story::number(40)).told();
  two_entries(t.s.version("rich", plan::UpgradeKind::keep), false, 30);
  SECTION("who fulfils it already is not taken, until it becomes true anew") {
    t.s.on("03-03 10:00").upgrade().event("called").set("aum", Story::number(45));
    CHECK(t.s.told("entered").empty());
    t.s.on("03-04 10:00").set("aum", Story::number(20)).set("aum", Story::number(35));
    CHECK(t.s.told("entered") == "03-04 10:00 rich entered\n");
  }
  SECTION("whom the very next input makes fulfil it is taken") {
    t.s.set("aum", Story::number(20)).told();
    t.s.on("03-03 10:00").upgrade().set("aum", Story::number(35));
    CHECK(t.s.told("entered") == "03-03 10:00 rich entered\n");
  }
  SECTION("an entry that was away for a version is new when it is back") {
    t.s.on("03-03 10:00").upgrade().event("called");
    two_entries(t.s.version("rich", plan::UpgradeKind::keep), false, 50);
    t.s.on("03-04 10:00").upgrade().event("called").set("aum", Story::number(70));
    CHECK(t.s.told("entered") == "03-04 10:00 rich entered\n");
    t.s.event("left").told();
    two_entries(t.s.version("rich", plan::UpgradeKind::keep), false, 30);
    t.s.on("03-05 10:00").upgrade().event("called");
    CHECK(t.s.told("entered").empty());
  }
}

TEST_CASE("rule 16: `C for D` of an entry goes on counting under a version that says it too") {
  const auto write = [](PlanBuilder& p, int version) {
    if (version == 2) p.enter_when(p.held_for(p.at_least(p.attr("aum"), p.number(500)), days(1)));
    p.enter_when(p.held_for(p.at_least(p.attr("aum"), p.number(50)), days(3)));
  };
  Story s;
  s.catalog.event("called");
  s.catalog.attribute("aum", plan::Kind::integer);
  write(s.playbook("rich"), 1);
  s.on("03-02 10:00").set("aum", Story::number(60));
  write(s.version("rich", plan::UpgradeKind::keep), 2);
  s.on("03-04 10:00").upgrade().event("called").until("03-06 10:00");
  CHECK(s.told("entered") == "03-05 10:00 rich entered\n");
}

TEST_CASE("rule 16: a new version serves new journeys, the old one those under way") {
  Story s;
  s.catalog.event("joined");
  s.catalog.event("left");
  PlanBuilder& p = s.playbook("welcome");
  p.enter_on("joined");
  p.exit_on("left", p.on("left"));
  p.plan.audience.again = {plan::AgainKind::after, days(0), kNone};
  p.plan.block = p.block(0, [&](Steps& b) {
    b.wait(days(1));
    b.tag("one");
  });
  s.on("03-02 10:00").event("joined");
  p.plan.version = 2;
  p.plan.block = p.block(0, [&](Steps& b) { b.tag("two"); });
  s.apply();
  s.on("03-03 12:00").event("left").on("03-04 10:00").event("joined");
  CHECK(s.told("tagged") == "03-03 10:00 tagged one\n03-04 10:00 tagged two\n");
}

}  // namespace
}  // namespace playmaker::core::testing
