// A new version of a playbook and the journeys under way, through the engine: counted before anything runs, refused where a place is
// missing, moved in slices, and all of it folded again after a restart.
#include <catch2/catch.hpp>

#include "tests/engine/bank.hpp"

using namespace playmaker::engine_tests;
namespace core = playmaker::core;
namespace plan = playmaker::plan;

namespace {

// The next version of `welcome`: a stage before all else, which never begins, so that no place has the index it had.
plan::Plan second(plan::UpgradeKind how, bool with_call = true) {
  PlanBuilder p("welcome");
  p.plan.version = 2;
  p.plan.upgrade.how = how;
  p.plan.policy = p.text("retail");
  p.plan.ends_after = days(30);
  p.stage("never", [&](plan::Stage& g) { g.when = p.at_least(p.number(1), p.number(2)); }, [](Steps& s) { s.tag("never"); });
  p.enter_on("opened");
  p.plan.audience.again = {plan::AgainKind::after, days(10), kNone};
  const auto letter =
      p.wave("letter", 0, [&](plan::Wave& w) { w.timing = PlanBuilder::on_day(2, 10, 0); }, [&](Steps& s) { s.send("sms", "hello"); });
  std::uint32_t call = kNone;
  if (with_call) {
    call = p.task("call", [&](plan::Task& t) {
      t.role = p.text("manager");
      t.by_report = true;
      t.outcomes = {p.text("reached")};
      t.due = PlanBuilder::due(hours(24));
      t.closings.push_back(PlanBuilder::done_on(p.on("called")));
    });
  }
  p.breakpoint("no_money", p.on("opened"), p.on("deposit"), hours(72));
  p.moment(
      "market", [&](plan::Moment& m) { m.on.push_back(p.on("index_moved")), m.again = {plan::AgainKind::after, days(1), kNone}; },
      [&](Steps& s) { s.tag("told"); });
  p.plan.block = p.block(0, [&](Steps& s) {
    if (with_call) s.task(call);
    s.wave(letter);
  });
  return p.plan;
}

struct Three {
  Bank bank;
  Three() {
    for (const char* id : {"c1", "c2", "c3"}) bank.happens(id, "opened", "03-02 09:10", id);
    bank.happens("c3", "called", "03-02 09:20", "call");   // its task is done
  }
  std::uint32_t version(const char* id) {
    const core::Journey& journey = bank.customer(id).journeys.front();
    return bank.engine().roster()->plans[journey.plan]->plan->version;
  }
};

// `main` with one stage, whose task nobody has done yet.
plan::Plan staged(std::uint32_t number, const std::string& stage, plan::UpgradeKind how, const std::vector<std::string>& was = {}) {
  PlanBuilder p("main");
  p.plan.version = number;
  p.plan.upgrade.how = how;
  for (const std::string& name : was) p.plan.upgrade.moved.push_back({plan::SiteKind::stage, p.text(name), p.text(stage)});
  p.plan.ends_after = days(30);
  p.enter_on("opened");
  p.stage(stage, {}, [&](Steps& s) {
    s.task(p.task(
        "call",
        [&](plan::Task& t) {
          t.role = p.text("manager");
          t.by_report = true;
        },
        s.parent()));
  });
  return p.plan;
}

// Where each customer's journey stands: the version, and the path of its open task there.
std::string standing(Bank& bank, std::initializer_list<const char*> ids) {
  std::string out;
  for (const char* id : ids) {
    for (const core::Journey& journey : bank.customer(id).journeys) {
      const plan::Plan& plan = *bank.engine().roster()->plans[journey.plan]->plan;
      if (plan.name != "main") continue;
      out += std::string(out.empty() ? "" : " ") + id + "@" + std::to_string(plan.version);
      for (const core::Task& task : journey.tasks)
        if (task.phase == core::TaskPhase::open) out += ":" + plan.sites[task.site].path;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("rule 18: a version without a place where journeys stand is refused, with the place and the count, and nothing is done") {
  Three t;
  const Reply reply = t.bank.give(apply_of(bank_catalog(), {second(plan::UpgradeKind::now, false)}));
  REQUIRE(reply.failure);
  CHECK(reply.failure->code == "positions_lost");
  CHECK(reply.failure->message ==
        "version 2 of welcome has no place for 2 journeys of version 1 at call; keep the step, tell with `moved` what it is called now, "
        "or write `upgrade keep`");
  CHECK(t.bank.engine().applied().size() == 1);
  CHECK(t.version("c1") == 1);
  // With `keep` nobody has to have a place.
  CHECK(t.bank.give(apply_of(bank_catalog(), {second(plan::UpgradeKind::keep, false)})).ok());
  t.bank.to("03-02 12:00");
  CHECK(t.version("c1") == 1);
  CHECK(findings_of(t.bank.run->journal()).empty());
}

TEST_CASE("rule 16: what a version would mean is counted by place, and changes nothing") {
  Three t;
  const Apply keep = apply_of(bank_catalog(), {second(plan::UpgradeKind::keep, false)});
  const auto stay = must(t.bank.engine().moves_under(keep.applied));
  REQUIRE(stay.size() == 1);
  CHECK(stay[0].fate == MoveFate::stays);
  CHECK(stay[0].journeys == 3);
  const Apply now = apply_of(bank_catalog(), {second(plan::UpgradeKind::now, false)});
  std::uint64_t lost = 0, moving = 0;
  for (const MoveCount& each : must(t.bank.engine().moves_under(now.applied))) {
    (each.fate == MoveFate::no_place ? lost : moving) += each.journeys;
    if (each.fate == MoveFate::no_place) CHECK(each.from == "call");
    if (each.fate == MoveFate::moves) CHECK((each.from == "letter" && each.to == "letter"));
  }
  CHECK(lost == 2);
  CHECK(moving == 1);
  CHECK(t.version("c3") == 1);
  CHECK(t.bank.engine().applied().size() == 1);
}

TEST_CASE("rule 16: moved journeys keep their task ids, their timers and their touches; a restart folds the move again") {
  Three t;
  const auto& call = t.bank.customer("c1").journeys.front().tasks.front();
  const std::string task =
      t.bank.engine().sealed(playmaker::base::SealedKind::task, *t.bank.engine().find("c1"), {1, call.site, call.occurrence});
  REQUIRE(t.bank.give(apply_of(bank_catalog(), {second(plan::UpgradeKind::now)})).ok());
  t.bank.to("03-02 10:00");
  for (const char* id : {"c1", "c2", "c3"}) {
    CHECK(t.version(id) == 2);
    CHECK(t.bank.facts<core::JourneyMoved>(id).size() == 1);
  }
  const std::string before = state_of(t.bank.engine());
  must(t.bank.run->restart());
  REQUIRE(state_of(t.bank.engine()) == before);
  REQUIRE(findings_of(t.bank.run->journal()).empty());
  TaskDone done;
  done.task = task;
  done.actor = "li";
  CHECK(t.bank.give(done).ok());
  CHECK(t.bank.facts<core::TaskClosed>("c1").size() == 1);
  t.bank.to("03-06 12:00");                // the letter of day 2, the stall of three days
  CHECK(t.bank.facts<core::TouchSending>("c2").size() == 1);
  CHECK(t.bank.facts<core::StallTripped>("c2").size() == 1);
  CHECK(t.bank.facts<core::TaskOverdue>("c2").size() == 1);
  must(t.bank.engine().write_snapshot());
  must(t.bank.run->restart());
  CHECK(findings_of(t.bank.run->journal()).empty());
  CHECK(t.version("c2") == 2);
}

TEST_CASE("rule 18: a template, segment or benefit that a playbook under way reads cannot be dropped; the count says how many") {
  Three t;
  plan::Catalog without = bank_catalog();
  without.templates.clear();
  const Reply reply = t.bank.give(apply_of(without, {}));
  REQUIRE(reply.failure);
  CHECK(reply.failure->code == "catalog_retyped");
  CHECK(reply.failure->message ==
        "template hello (template) is no longer declared, but playbook welcome version 1 reads it: keep it, or first apply a version "
        "without it; it was applied on 2026-03-02 09:00 by test; 3 "
        "journeys of it are under way");
  t.bank.happens("c4", "asked_coffee", "03-02 09:30");
  without = bank_catalog();
  without.benefits.clear();
  const Reply other = t.bank.give(apply_of(without, {}));
  REQUIRE(other.failure);
  CHECK(other.failure->message.find("benefit coffee (benefit) is no longer declared, but playbook coffee version 1 reads it") == 0);
  CHECK(other.failure->message.find("; 1 journey of it is under way") != std::string::npos);
}

TEST_CASE("rule 18: what is dropped from another folder names the version that reads it, and the file that it was applied from") {
  Bank bank;
  Apply apply = apply_of(bank_catalog(), {second(plan::UpgradeKind::keep)});
  plan::Origin origin = *apply.applied.origins[0];
  origin.sites[0].place = {"../play/welcome.play", 3, 1};
  apply.applied.origins[0] = std::make_shared<const plan::Origin>(origin);
  apply.sources = {{"/home/li/shared/bank.play", ""}, {"/home/li/play/welcome.play", ""}};
  apply.actor = "li";
  REQUIRE(bank.give(std::move(apply)).ok());
  plan::Catalog without = bank_catalog();
  std::erase_if(without.events, [](const plan::Event& each) { return each.name == "opened"; });
  const Reply reply = bank.give(apply_of(without, {coffee()}));
  REQUIRE(reply.failure);
  CHECK(reply.failure->message ==
        "event opened (event) is no longer declared, but playbook welcome version 2 reads it: keep it, or first apply a version without "
        "it; it was "
        "applied on 2026-03-02 09:00 by li from /home/li/play/welcome.play");
}

TEST_CASE("rule 16: what was renamed twice takes over the journeys of both versions, and none loses its place") {
  Bank bank;
  REQUIRE(bank.give(apply_of(bank_catalog(), {staged(1, "b", plan::UpgradeKind::keep)})).ok());
  bank.happens("c1", "opened", "03-02 09:10", "c1");
  const bool told = GENERATE(true, false);
  REQUIRE(bank.give(apply_of(bank_catalog(), {staged(2, "beta", plan::UpgradeKind::keep,
                                                     told ? std::vector<std::string>{"b"} : std::vector<std::string>{})}))
              .ok());
  bank.happens("c2", "opened", "03-02 09:20", "c2");
  CHECK(standing(bank, {"c1", "c2"}) == "c1@1:b.call c2@2:beta.call");
  const Reply reply = bank.give(apply_of(bank_catalog(), {staged(3, "gamma", plan::UpgradeKind::now, {"b", "beta"})}));
  if (told) {
    REQUIRE(reply.ok());
    bank.to("03-02 10:00");
    bank.happens("c3", "opened", "03-02 10:10", "c3");
    CHECK(standing(bank, {"c1", "c2", "c3"}) == "c1@3:gamma.call c2@3:gamma.call c3@3:gamma.call");
  } else {
    REQUIRE(reply.failure);
    CHECK(reply.failure->message ==
          "version 3 of main has no place for 1 journey of version 1 at b; gamma goes on what another place "
          "was, and two places cannot become one: keep the step under a name of its own, or write `upgrade keep`");
    const plan::Plan advised = [] {              // as it says: `b` is kept beside it
      PlanBuilder p("main");
      p.plan.version = 3;
      p.plan.upgrade.how = plan::UpgradeKind::now;
      p.plan.upgrade.moved.push_back({plan::SiteKind::stage, p.text("beta"), p.text("gamma")});
      p.plan.ends_after = days(30);
      p.enter_on("opened");
      for (const char* name : {"gamma", "b"}) {
        p.stage(name, {}, [&](Steps& s) { s.task(p.task("call", [&](plan::Task& t) { t.role = p.text("manager"); }, s.parent())); });
      }
      return p.plan;
    }();
    REQUIRE(bank.give(apply_of(bank_catalog(), {advised})).ok());
    bank.to("03-02 10:00");
    CHECK(standing(bank, {"c1"}).starts_with("c1@3:b.call"));
    CHECK(standing(bank, {"c2"}).starts_with("c2@3:gamma.call"));
  }
  const std::string before = state_of(bank.engine());
  must(bank.run->restart());
  CHECK(state_of(bank.engine()) == before);
  CHECK(findings_of(bank.run->journal()).empty());
}
