// Reviews: held at their regular time, once, with what follows for each branch; through restarts and outages.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/engine/heads.hpp"

namespace playmaker::engine_tests {
namespace {

// A call to make within a day; every Monday at 09:00 the head is alerted below 80 %, and below 60 % the branch has to improve.
plan::Plan reviewed(std::uint32_t version = 1, bool rated = true) {
  PlanBuilder p("reviewed");
  p.plan.version = version;
  p.plan.ends_after = days(60);
  p.enter_on("opened");
  const auto call = p.task("ring", [&](plan::Task& t) {
    t.role = p.text("manager");
    t.by_report = true;
    t.due = PlanBuilder::due(hours(24));
  });
  const auto improve = p.task("improve", [&](plan::Task& t) {
    t.of_branch = true;
    t.role = p.text("head");
    t.by_report = true;
  });
  const std::uint32_t done = p.text("ring.done");
  if (rated) p.plan.rates.push_back({done, {call}, kNone});
  plan::Review weekly;
  weekly.site = p.site(plan::SiteKind::review, 0, "weekly", 0);
  weekly.every.period = plan::Period::week;
  weekly.every.timing.kind = plan::TimingKind::weekday;
  weekly.every.timing.at_minute = 9 * 60;
  const auto below = [&](std::int64_t millionths) {
    return p.node(plan::NodeOp::less, plan::Kind::boolean, p.node(plan::NodeOp::rate, plan::Kind::percent, done),
                  p.constant(plan::Kind::percent, millionths));
  };
  if (rated) {
    weekly.alerts.push_back({p.text("head"), below(800'000)});
    weekly.tasks.push_back({below(600'000), {improve}});
  }
  p.plan.reviews.push_back(weekly);
  p.plan.block = p.block(0, [&](Steps& s) { s.task(call); });
  return p.plan;
}

struct Reviewed : Bank {
  Reviewed() : Bank({}, {welcome()}) {
    const Reply applied = give(apply_of(headed(), {reviewed()}));
    if (applied.failure) throw std::runtime_error(applied.failure->code + ": " + applied.failure->message);
    give(rows(RowKind::people, {{"m1", {}}, {"h1", {}}, {"h2", {}}}));
    give(rows(RowKind::branches, {{"b1", {{"head", raw("h1")}}}, {"b2", {{"head", raw("h2")}}}, {"b3", {{"head", raw("h2")}}}}));
    for (const auto& [customer, branch] : {std::pair{"c1", "b1"}, {"c2", "b1"}, {"c3", "b2"}, {"c4", "b2"}})
      give(rows(RowKind::customers, {{customer, {{"manager", raw("m1")}, {"branch", raw(branch)}}}}));
  }
  std::string task(std::string_view id, std::string_view name) {
    std::string found;
    for (const core::Journey& journey : customer(id).journeys) {
      const plan::Plan& plan = *engine().roster()->plans[journey.plan]->plan;
      for (const core::Task& task : journey.tasks) {
        if (plan.sites[task.site].path == name && task.phase == core::TaskPhase::open)
          found = engine().sealed(base::SealedKind::task, *engine().find(id), {journey.journey, task.site, task.occurrence});
      }
    }
    return found;
  }
  void done(std::string_view id, std::string_view name) { REQUIRE(give(TaskDone{task(id, name), "", "m1", "", {}}).ok()); }
  // All that was ever held, from the journal.
  std::vector<core::ReviewHeld> reviews() {
    std::vector<core::ReviewHeld> found;
    must(engine().replay(0, 1'000, [&](Committed&& committed) {
      for (const view::HeldReview& each : committed.batch.reviews) found.push_back(each.review);
    }));
    return found;
  }
  std::uint32_t branch(std::string_view id) { return engine().roster()->dictionary->find(core::Names::branch, id); }
  std::size_t improvements(std::string_view desk) { return engine().find(desk) ? facts<core::TaskOpened>(desk).size() : 0; }
  std::size_t alerts(std::string_view desk) { return engine().find(desk) ? facts<core::NoticeSent>(desk).size() : 0; }
};

const core::ReviewFigure* figure(const core::ReviewHeld& held, std::uint32_t branch) {
  for (const core::ReviewFigure& each : held.figures)
    if (each.branch == branch) return &each;
  return nullptr;
}

// Of branch b1 one call is done and one late, of b2 both are done, b3 has none.
void first_week(Reviewed& bank) {
  for (const char* customer : {"c1", "c2", "c3", "c4"}) bank.happens(customer, "opened", "03-03 10:00");
  bank.to("03-03 11:00");
  for (const char* customer : {"c1", "c3", "c4"}) bank.done(customer, "ring");
}

TEST_CASE("review: for each branch for which its conditions hold the head is alerted and the branch's task opens; unknown never holds") {
  Reviewed bank;
  first_week(bank);
  bank.to("03-09 08:59");
  CHECK(bank.reviews().empty());
  bank.to("03-09 09:00");
  const auto held = bank.reviews();
  REQUIRE(held.size() == 1);
  CHECK(held[0].review == "weekly");
  CHECK(held[0].due == on("03-09 09:00"));
  CHECK(held[0].missed == 0);
  REQUIRE(figure(held[0], bank.branch("b1")) != nullptr);
  CHECK(figure(held[0], bank.branch("b1"))->ended == 1);
  CHECK(figure(held[0], bank.branch("b1"))->happened == 1);
  CHECK(figure(held[0], bank.branch("b1"))->late == 1);
  CHECK(figure(held[0], bank.branch("b2"))->happened == 2);
  CHECK(figure(held[0], bank.branch("b3")) == nullptr);
  REQUIRE(held[0].acts.size() == 2);
  CHECK((held[0].acts[0].alert && held[0].acts[0].branch == bank.branch("b1") && held[0].acts[0].what == "head"));
  CHECK((!held[0].acts[1].alert && held[0].acts[1].branch == bank.branch("b1") && held[0].acts[1].what == "improve"));
  CHECK(bank.improvements("branch:b1") == 1);
  CHECK(bank.facts<core::NoticeSent>("branch:b1").at(0).person == bank.engine().roster()->dictionary->find(core::Names::person, "h1"));
  CHECK_FALSE(bank.engine().find("branch:b2"));
  CHECK_FALSE(bank.engine().find("branch:b3"));
}

TEST_CASE("review: a late task counts until it is done; while the branch's task is open there is no second one") {
  Reviewed bank;
  first_week(bank);
  bank.to("03-16 09:00");
  auto held = bank.reviews();
  REQUIRE(held.size() == 2);
  CHECK(figure(held[1], bank.branch("b1"))->ended == 0);
  CHECK(figure(held[1], bank.branch("b1"))->late == 1);
  CHECK(figure(held[1], bank.branch("b2"))->ended == 0);   // nothing is counted: unknown
  CHECK(held[1].acts.size() == 2);
  CHECK(bank.improvements("branch:b1") == 1);
  CHECK(bank.alerts("branch:b1") == 2);
  CHECK(bank.alerts("branch:b2") == 0);
  bank.done("branch:b1", "improve");
  bank.to("03-23 09:00");
  CHECK(bank.improvements("branch:b1") == 2);
  bank.done("c2", "ring");
  bank.to("03-30 09:00");
  held = bank.reviews();
  REQUIRE(held.size() == 4);
  CHECK(figure(held[3], bank.branch("b1"))->happened == 1);
  CHECK(figure(held[3], bank.branch("b1"))->late == 0);
  CHECK(held[3].acts.empty());
  CHECK(findings_of(bank.run->journal()).empty());
}

TEST_CASE("review: a task that is withdrawn counts in no rate") {
  Reviewed bank;
  first_week(bank);
  bank.to("03-05 10:00");
  REQUIRE(bank.give(ExitJourney{"c2", "reviewed", "boss", "gone", {}}).ok());
  bank.to("03-09 09:00");
  const auto held = bank.reviews();
  CHECK(figure(held[0], bank.branch("b1"))->ended == 1);
  CHECK(figure(held[0], bank.branch("b1"))->late == 0);
  CHECK(held[0].acts.empty());
}

TEST_CASE("review: a late task whose customer moves counts for the branch under which it came due") {
  Reviewed bank;
  first_week(bank);
  bank.to("03-05 10:00");
  bank.give(rows(RowKind::customers, {{"c2", {{"branch", raw("b3")}}}}));
  bank.done("c2", "ring");
  bank.to("03-09 09:00");
  const auto held = bank.reviews();
  CHECK(figure(held[0], bank.branch("b1"))->happened == 2);
  CHECK(figure(held[0], bank.branch("b1"))->late == 0);
}

TEST_CASE("review: it is held exactly once, whatever restarts; its sums survive snapshot and replay") {
  Reviewed bank;
  first_week(bank);
  bank.to("03-09 09:00");
  must(bank.run->restart());
  bank.to("03-09 09:30");
  CHECK(bank.reviews().size() == 1);
  must(bank.engine().write_snapshot());
  must(bank.run->restart());
  CHECK(bank.improvements("branch:b1") == 1);
  REQUIRE(bank.engine().reviews().size() == 1);
  CHECK(bank.engine().reviews()[0].done == on("03-09 09:00"));
  CHECK(bank.engine().reviews()[0].next == on("03-16 09:00"));
  bank.to("03-16 09:00");
  CHECK(bank.reviews().size() == 2);
  CHECK(figure(bank.reviews()[1], bank.branch("b1"))->ended == 0);
  bank.give(apply_of(headed(), {reviewed(2)}));   // a new version goes on where the old one was
  CHECK(bank.engine().reviews()[0].done == on("03-16 09:00"));
}

TEST_CASE("review: after an outage it is held once, late, for all the times that passed (rule 27)") {
  Reviewed bank;
  first_week(bank);
  must(bank.engine().flush());
  must(bank.engine().tick(on("03-25 14:00")));
  must(bank.engine().flush());
  const auto held = bank.reviews();
  REQUIRE(held.size() == 1);
  CHECK(held[0].due == on("03-23 09:00"));
  CHECK(held[0].missed == 2);
}

// The next version, held daily at 09:00 too; it asks nothing.
plan::Plan with_daily() {
  plan::Plan next = reviewed(2);
  plan::Review daily = next.reviews[0];
  daily.site = static_cast<plan::SiteIndex>(next.sites.size());
  next.sites.push_back({plan::SiteKind::review, 0, 1, "daily"});
  daily.every.period = plan::Period::day;
  daily.every.timing.kind = plan::TimingKind::none;
  daily.alerts.clear();
  daily.tasks.clear();
  next.reviews.push_back(daily);
  return next;
}
plan::Plan daily_only(std::uint32_t version) {
  plan::Plan next = reviewed(version);
  next.reviews[0].every.period = plan::Period::day;
  next.reviews[0].every.timing.kind = plan::TimingKind::none;
  return next;
}

TEST_CASE("review: one that a version brings counts from then on, not all that ever was; those beside it go on") {
  Reviewed bank;
  first_week(bank);
  bank.to("03-05 15:00");
  REQUIRE(bank.give(apply_of(headed(), {with_daily()})).ok());
  must(bank.engine().write_snapshot());
  must(bank.run->restart());
  bank.to("03-06 09:00");
  auto held = bank.reviews();
  REQUIRE(held.size() == 1);
  CHECK(held[0].review == "daily");
  CHECK(held[0].since == on("03-05 15:00"));
  CHECK(figure(held[0], bank.branch("b1"))->ended == 0);
  CHECK(figure(held[0], bank.branch("b1"))->late == 1);
  CHECK(figure(held[0], bank.branch("b2"))->ended == 0);
  bank.done("c2", "ring");
  must(bank.run->restart());
  bank.to("03-09 09:00");
  held = bank.reviews();
  REQUIRE(held.size() == 5);
  CHECK(figure(held[1], bank.branch("b1"))->ended == 1);
  const auto weekly = std::find_if(held.begin(), held.end(), [](const core::ReviewHeld& each) { return each.review == "weekly"; });
  REQUIRE(weekly != held.end());
  CHECK(figure(*weekly, bank.branch("b1"))->ended == 2);
  CHECK(weekly->since == on("03-02 09:00"));
  CHECK(findings_of(bank.run->journal()).empty());
}

TEST_CASE("review: a rate that was away for a version counts from when it is back") {
  Reviewed bank;
  first_week(bank);
  bank.to("03-05 15:00");
  REQUIRE(bank.give(apply_of(headed(), {reviewed(2, false)})).ok());
  bank.done("c2", "ring");
  bank.to("03-06 15:00");
  REQUIRE(bank.give(apply_of(headed(), {reviewed(3)})).ok());
  bank.to("03-09 09:00");
  const auto held = bank.reviews();
  REQUIRE(held.size() == 1);
  CHECK(figure(held[0], bank.branch("b1"))->ended == 0);
  CHECK(figure(held[0], bank.branch("b1"))->late == 0);
  CHECK(held[0].acts.empty());
}

TEST_CASE("review: one whose times a version changes is held at the next of the new ones, for the time since it was held before") {
  Reviewed bank;
  first_week(bank);
  bank.to("03-06 15:00");
  REQUIRE(bank.give(apply_of(headed(), {daily_only(2)})).ok());
  bank.to("03-07 08:59");
  CHECK(bank.reviews().empty());
  bank.to("03-07 09:00");
  const auto held = bank.reviews();
  REQUIRE(held.size() == 1);
  CHECK(held[0].missed == 0);
  CHECK(held[0].since == on("03-02 09:00"));
  CHECK(figure(held[0], bank.branch("b1"))->ended == 1);
}

TEST_CASE("reviews: every working day, by the playbook's calendar") {
  Bank bank({}, {welcome()});
  plan::Catalog catalog = headed();
  catalog.calendars.push_back({"days", must(base::parse_calendar("date,kind,name\n2026-03-05,off,holiday\n", 0b1100000)), {}, {}});
  plan::Plan plan = reviewed();
  plan.calendar = static_cast<plan::TextIndex>(plan.unit.texts.size());
  plan.unit.texts.emplace_back("days");
  plan.reviews[0].every = {};
  plan.reviews[0].every.working = true;
  plan.reviews[0].every.timing.at_minute = 9 * 60;
  const Reply applied = bank.give(apply_of(catalog, {plan}));
  REQUIRE_FALSE(applied.failure);
  bank.to("03-09 12:00");
  std::string held;
  must(bank.engine().replay(0, 1'000, [&](Committed&& committed) {
    for (const view::HeldReview& each : committed.batch.reviews)
      held += base::format_minute(each.review.due, *base::find_zone("Asia/Shanghai")).substr(5) + "\n";
  }));
  CHECK(held == "03-03 09:00\n03-04 09:00\n03-06 09:00\n03-09 09:00\n");
}

}  // namespace
}  // namespace playmaker::engine_tests
