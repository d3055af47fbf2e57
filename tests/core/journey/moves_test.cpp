// A new version takes over the journeys under way (rules 16, 17, 18): each a story under two versions of one playbook.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

using plan::UpgradeKind;

void furnish(Story& s) {
  for (const char* name : {"joined", "cut", "called", "left"}) s.catalog.event(name);
  s.catalog.attribute("share", plan::Kind::integer);
  s.catalog.attribute("boss", plan::Kind::person);
  s.catalog.role("head", s.catalog.attr("boss", plan::Kind::person)).final_ = true;
  s.catalog.channel("sms");
  s.catalog.message("hello");
  s.catalog.policy("standard").blocked_wait = hours(48);
}

// Two stages, a task each; what the second one tags tells which text it was of.
struct Texts {
  std::string first = "first", tag = "old";
  bool kyc = true, note_before_wait = false;
  int due_days = 5, wait_days = 10;
};
void two_stages(PlanBuilder& p, const Texts& texts) {
  p.plan.policy = p.text("standard");
  p.enter_on("joined");
  p.exit_on("left", p.on("left"));
  const auto first = p.stage(texts.first, {}, [&](Steps& b) {
    const auto task = [&](const char* name) {
      return p.task(
          name,
          [&](plan::Task& t) {
            t.role = p.text("head");
            t.by_report = true;
            t.due = PlanBuilder::due(days(texts.due_days));
          },
          b.parent());
    };
    b.task(task("call"));
    if (texts.kyc) b.task(task("kyc"));
  });
  p.stage(
      "second", [&](plan::Stage& g) { g.after = {first}; },
      [&](Steps& b) {
        b.tag(texts.tag);
        if (texts.note_before_wait) b.tag("note");
        b.wait(days(texts.wait_days));
        b.tag("after " + texts.tag);
      });
}

struct Two {
  Story s;
  explicit Two(const Texts& texts = {}) {
    furnish(s);
    two_stages(s.playbook("main"), texts);
    s.set("boss", {plan::Kind::person, 3, {}, {}});
    s.on("03-02 10:00").event("joined");
    s.told();
  }
  PlanBuilder& next(UpgradeKind upgrade, const Texts& texts) {
    PlanBuilder& p = s.version("main", upgrade);
    two_stages(p, texts);
    return p;
  }
  std::uint32_t version() { return s.roster().plans[s.journey("main")->plan]->plan->version; }
  Movability movability() {
    const LinkedPlan& live = *s.roster().live_plan(s.roster().dictionary->find(Names::playbook, "main"));
    return core::movability(s.roster(), s.customer, *s.journey("main"), live);
  }
};

TEST_CASE("rule 16: with keep a journey stays on its version, and new ones take the new one") {
  Two t;
  t.next(UpgradeKind::keep, {.tag = "new"});
  t.s.on("03-03 10:00").upgrade().report("first.call").report("first.kyc");
  CHECK(t.s.told("tagged") == "03-03 10:00 tagged old\n");
  CHECK(t.version() == 1);
  CHECK(t.s.count(JourneyMoved::kCode) == 0);
}

TEST_CASE("rule 16: now moves at once; what is open stays open under its number, and what follows is the new text") {
  Two t;
  const ThingRef call = t.s.task("first.call");
  t.next(UpgradeKind::now, {.tag = "new"});
  t.s.on("03-03 10:00").upgrade();
  CHECK(t.s.told() == "03-03 10:00 main moved from version 1 to 2\n");
  CHECK(t.version() == 2);
  CHECK(t.s.task("first.call") == call);
  t.s.report("first.call").report("first.kyc");
  CHECK(t.s.told("tagged") == "03-03 10:00 tagged new\n");
}

TEST_CASE("rule 16: at the next stage a journey moves between two stages, before the next one begins") {
  Two t;
  t.next(UpgradeKind::at_next_stage, {.tag = "new"});
  t.s.on("03-03 10:00").upgrade().report("first.call");
  CHECK(t.version() == 1);
  t.s.told();
  t.s.on("03-04 10:00").report("first.kyc");
  CHECK(t.s.told("moved") == "03-04 10:00 main moved from version 1 to 2\n");
  CHECK(t.version() == 2);
  CHECK(t.s.journey("main")->runs.size() > 1);
}

TEST_CASE("rule 16: a stage that was renamed goes on under its new name") {
  Two t;
  const ThingRef call = t.s.task("first.call");
  PlanBuilder& p = t.next(UpgradeKind::now, {.first = "begin", .tag = "new"});
  p.plan.upgrade.moved.push_back({plan::SiteKind::stage, p.text("first"), p.text("begin")});
  t.s.on("03-03 10:00").upgrade();
  CHECK(t.version() == 2);
  CHECK(t.s.task("begin.call") == call);
  t.s.report("begin.call").report("begin.kyc");
  CHECK(t.s.told("tagged") == "03-03 10:00 tagged new\n");
}

TEST_CASE("rule 18: where the new version has no place, the journey stays on its own and says so once") {
  Two t;
  t.next(UpgradeKind::now, {.tag = "new", .kyc = false});
  t.s.apply();
  const Movability can = t.movability();
  CHECK(can.kind == MoveKind::no_place);
  REQUIRE(can.sites.size() == 1);
  CHECK(t.s.roster().plans[0]->plan->sites[can.sites[0]].path == "first.kyc");
  t.s.on("03-03 10:00").upgrade().on("03-04 10:00").event("called");
  CHECK(t.s.told("incident") == "03-03 10:00 incident move_no_place\n");
  CHECK(t.version() == 1);
  t.s.report("first.kyc");                 // what had no place is over: now it can go
  CHECK(t.s.told("moved") == "03-04 10:00 main moved from version 1 to 2\n");
}

TEST_CASE("rule 16: a run that waits keeps its place when the steps before it are the same, and goes on with the new ones") {
  Two t;
  t.s.report("first.call").report("first.kyc");
  Texts next{.tag = "old", .wait_days = 20};
  PlanBuilder& p = t.next(UpgradeKind::now, next);
  p.plan.unit.texts[p.text("after old")] = "after new";
  t.s.on("03-05 10:00").upgrade();
  CHECK(t.s.told("moved") == "03-05 10:00 main moved from version 1 to 2\n");
  t.s.until("04-30 10:00");
  CHECK(t.s.told("tagged") == "03-12 10:00 tagged after new\n");   // rule 17: the deadline that was armed
}

TEST_CASE("rule 16: in the middle of a block whose steps so far have changed, the journey moves when it has left that block") {
  Two t;
  t.s.report("first.call").report("first.kyc");
  t.next(UpgradeKind::now, {.tag = "new", .note_before_wait = true});
  t.s.on("03-05 10:00").upgrade();
  CHECK(t.movability().kind == MoveKind::later);
  CHECK(t.version() == 1);
  t.s.on("03-12 10:00").told();
  t.s.until("03-12 10:00");
  CHECK(t.s.told("tagged") == "03-12 10:00 tagged after old\n");
}

TEST_CASE("rule 17: recompute counts deadlines anew, each from its own start; what is then past is due at once") {
  Two t;
  t.s.report("first.call");
  PlanBuilder& p = t.next(UpgradeKind::now, {.due_days = 2, .wait_days = 3});
  p.plan.upgrade.recompute = true;
  t.s.on("03-03 10:00").upgrade();
  CHECK(t.s.told("due") == "03-03 10:00 first.kyc due 03-04 10:00\n");
  t.s.until("03-04 10:00");
  CHECK(t.s.told("overdue") == "03-04 10:00 first.kyc overdue\n");
  t.s.report("first.kyc");                 // waits from 03-04 10:00
  t.s.on("03-06 10:00");
  PlanBuilder& q = t.next(UpgradeKind::now, {.wait_days = 1});
  q.plan.upgrade.recompute = true;
  t.s.upgrade().until("03-06 10:01");
  CHECK(t.s.told("tagged") == "03-04 10:00 tagged old\n03-06 10:00 tagged after old\n");
}

TEST_CASE("rule 20: a frozen journey moves when the pause ends") {
  Two t;
  t.s.act(Act::pause_all);
  t.next(UpgradeKind::now, {.tag = "new"});
  t.s.on("03-03 10:00").upgrade();
  CHECK(t.version() == 1);
  t.s.on("03-04 10:00").act(Act::resume);
  CHECK(t.version() == 2);
}

struct Moments {
  Story s;
  void write(PlanBuilder& p, const std::string& name, std::int64_t line, const std::string& tag) {
    p.plan.policy = p.text("standard");
    p.enter_on("joined");
    p.moment(
        name, [&](plan::Moment& m) { m.on = {p.on("cut")}, m.again = {plan::AgainKind::after, days(30), kNone}; },
        [&](Steps& b) {
          const auto advise = p.task("advise", [&](plan::Task& t) { t.role = p.text("head"), t.by_report = true; }, b.parent());
          b.task(advise);
          b.wait_for({p.on_done(advise)}, days(3), [&] { b.tag("late"); });
          b.tag(tag);
        });
    if (line != 0) {
      p.moment(
          "drift",
          [&](plan::Moment& m) {
            m.starts_when = p.at_least(p.attr("share"), p.number(line)), m.again = {plan::AgainKind::after, days(1), kNone};
          },
          [&](Steps& b) { b.tag("drifted"); });
    }
  }
};

TEST_CASE("rule 16: a moment under way that was renamed keeps its task, its wait, its expiry and its `again`") {
  Moments t;
  furnish(t.s);
  t.write(t.s.playbook("main"), "rate_cut", 0, "old");
  t.s.set("boss", {plan::Kind::person, 3, {}, {}}).on("03-02 10:00").event("joined").event("cut").told();
  PlanBuilder& p = t.s.version("main", UpgradeKind::now);
  t.write(p, "rate_moved", 0, "new");
  p.plan.upgrade.moved.push_back({plan::SiteKind::moment, p.text("rate_cut"), p.text("rate_moved")});
  t.s.on("03-03 10:00").upgrade().report("rate_moved.advise");
  CHECK(t.s.told("tagged") == "03-03 10:00 tagged new\n");
  t.s.on("03-10 10:00").event("cut").told();
  t.s.event("cut");
  CHECK(t.s.told().find("dropped: too soon") != std::string::npos);
}

TEST_CASE("rule 16: of a playbook without stages, at the next stage means when no moment is under way") {
  Moments t;
  furnish(t.s);
  t.write(t.s.playbook("main"), "rate_cut", 0, "old");
  t.s.set("boss", {plan::Kind::person, 3, {}, {}}).on("03-02 10:00").event("joined").event("cut").told();
  t.write(t.s.version("main", UpgradeKind::at_next_stage), "rate_cut", 0, "new");
  t.s.on("03-03 10:00").upgrade();
  CHECK(t.s.told("moved").empty());
  t.s.report("rate_cut.advise");
  CHECK(t.s.told("tagged") == "03-03 10:00 tagged old\n");
  t.s.on("03-03 11:00").event("called");
  CHECK(t.s.count(JourneyMoved::kCode) == 1);
}

// A stage with a call whose share of done ones a review reads; `reached`: of reached ones too.
void rated(PlanBuilder& p, const std::string& stage, bool reached) {
  p.enter_on("joined");
  p.stage(stage, {}, [&](Steps& b) {
    const auto call = p.task(
        "call",
        [&](plan::Task& t) {
          t.role = p.text("head");
          t.by_report = true;
          t.outcomes = {p.text("reached")};
          t.due = PlanBuilder::due(days(1));
        },
        b.parent());
    b.task(call);
    if (reached) p.plan.rates.push_back({p.text(stage + ".call.reached"), {call}, p.text("reached")});
    p.plan.rates.push_back({p.text(stage + ".call.done"), {call}, kNone});
  });
}

// "s.call.done 1/1 late 0": the sums, none of which was ever negative.
std::string sums(const Story& s) {
  std::map<std::string, std::array<std::int64_t, 3>> sums;
  for (const Fact& fact : s.facts) {
    if (const auto* counted = std::get_if<RateCounted>(&fact)) {
      auto& [happened, ended, late] = sums[counted->rate];
      happened += counted->happened;
      ended += counted->ended;
      late += counted->late;
      CHECK(late >= 0);
    }
  }
  std::string out;
  for (const auto& [rate, sum] : sums)
    out += rate + ' ' + std::to_string(sum[0]) + '/' + std::to_string(sum[1]) + " late " + std::to_string(sum[2]) + '\n';
  return out;
}

TEST_CASE("rule 16: a late task that moves is late in the rates of its new version, and in no other") {
  Story s;
  furnish(s);
  rated(s.playbook("main"), "s", false);
  s.set("boss", {plan::Kind::person, 3, {}, {}}).on("03-02 10:00").event("joined").until("03-03 11:00");
  CHECK(sums(s) == "s.call.done 0/0 late 1\n");
  SECTION("the version reads one more rate") {
    rated(s.version("main", UpgradeKind::now), "s", true);
    s.on("03-04 10:00").upgrade();
    CHECK(sums(s) == "s.call.done 0/0 late 1\ns.call.reached 0/0 late 1\n");
    s.report("s.call");
    CHECK(sums(s) == "s.call.done 1/1 late 0\ns.call.reached 0/1 late 0\n");
  }
  SECTION("the version calls the stage something else") {
    PlanBuilder& p = s.version("main", UpgradeKind::now);
    rated(p, "talk", false);
    p.plan.upgrade.moved.push_back({plan::SiteKind::stage, p.text("s"), p.text("talk")});
    s.on("03-04 10:00").upgrade();
    CHECK(sums(s) == "s.call.done 0/0 late 0\ntalk.call.done 0/0 late 1\n");
    s.report("talk.call");
    CHECK(sums(s) == "s.call.done 0/0 late 0\ntalk.call.done 1/1 late 0\n");
  }
}

TEST_CASE("rule 17: a condition that the new version rewrites begins when it next becomes true: nobody is spoken to because of a version") {
  Moments t;
  furnish(t.s);
  t.write(t.s.playbook("main"), "rate_cut", 30, "old");
  t.s.on("03-02 10:00").event("joined").set("share", Story::number(25)).told();
  t.write(t.s.version("main", UpgradeKind::now), "rate_cut", 20, "old");
  t.s.on("03-03 10:00").upgrade();
  CHECK(t.s.told("tagged").empty());
  t.s.on("03-04 10:00").set("share", Story::number(10)).on("03-05 10:00").set("share", Story::number(21));
  CHECK(t.s.told("tagged") == "03-05 10:00 tagged drifted\n");
}

}  // namespace
}  // namespace playmaker::core::testing
