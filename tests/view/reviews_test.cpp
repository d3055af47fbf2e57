// What reviews ask of the view: figures as of any instant, told apart; the hold-out compared; each time a review was held.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "runtime/view/shares.hpp"
#include "runtime/view/view.hpp"
#include "tests/view/folder.hpp"
#include "tests/view/meeting.hpp"

using namespace playmaker;
using core::testing::Facts;
using core::testing::PlanBuilder;
using core::testing::Steps;
using view_tests::Folder;
using view_tests::kMonday;

namespace {

constexpr std::uint32_t kNorth = 7, kSouth = 8;

// Four customers of two branches: one is held out, two begin the stage `talk`, each has a task and a value noted at the entry.
class Bank {
 public:
  Bank() {
    PlanBuilder p("meeting");
    stage_ = p.site(plan::SiteKind::stage, 0, "talk", 0);
    task_ = p.site(plan::SiteKind::task, stage_, "call", 0);
    goal_ = p.site(plan::SiteKind::goal, 0, "met", 0);
    plan::Stage stage;
    stage.site = stage_;
    stage.block = p.block(stage_, [](Steps&) {});
    p.plan.stages.push_back(stage);
    plan::Task task;
    task.site = task_;
    p.plan.tasks.push_back(task);
    plan::Goal goal;
    goal.site = goal_;
    goal.name = "met";
    goal.is = p.constant(plan::Kind::boolean, 0);
    p.plan.goals.push_back(goal);
    p.plan.dimensions.push_back({plan::DimensionKind::value, p.text("tier"), goal.is, plan::kNone});
    p.plan.block = p.block(0, [](Steps&) {});
    auto catalog = std::make_shared<plan::Catalog>();
    catalog->name = "bank";
    catalog->zone = "Asia/Shanghai";
    plan::Field branch;
    branch.name = "branch";
    branch.type = {plan::Kind::branch, plan::kNone};
    catalog->customer = {branch};
    core::Applied applied;
    applied.catalog = catalog;
    applied.plans = {std::make_shared<const plan::Plan>(p.plan)};
    auto linked = core::link(nullptr, applied);
    if (!linked) throw std::runtime_error(linked.error().message);
    roster_ = *linked;
    auto projector = view::open_projector((folder_.path / "view.db").string());
    if (!projector) throw std::runtime_error(projector.error().message);
    projector_ = std::move(*projector);
  }

  void enters(std::uint32_t customer, int day, std::uint32_t branch, const char* tier, core::HoldOut hold_out = core::HoldOut::none) {
    core::AttributesSet profile;
    profile.values.push_back({roster_->dictionary->find(core::Names::attribute, "branch"), {plan::Kind::branch, branch, "", {}}});
    core::JourneyEntered entered;
    entered.journey = 1;
    entered.hold_out = hold_out;
    entered.at = on(day);
    happens(customer, day, core::CustomerAppeared{}, {});
    happens(customer, day, profile, {entered, core::DimensionNoted{1, 0, {plan::Kind::text, 0, tier, {}}}});
  }
  void talks(std::uint32_t customer, int day, int due) {
    core::RunStarted run;
    run.journey = 1;
    run.run = 2;
    run.site = stage_;
    happens(customer, day, core::TimersDue{}, {run, core::TaskOpened{{1, task_, 0}, 2, on(due)}});
  }
  void calls(std::uint32_t customer, int day) {
    happens(customer, day, core::TaskReported{},
            {core::TaskClosed{{1, task_, 0}, core::TaskEnd::done, "done", core::ClosedBy::report, on(day), ""}});
  }
  void sends(std::uint32_t customer, int day) {
    happens(customer, day, core::TimersDue{},
            {core::TouchPlanned{{1, task_, 0}, 0, 0, 0, 0, 0, on(day)}, core::TouchSending{{1, task_, 0}, 1, on(day), {}}});
  }
  void tells(std::uint32_t customer, int day, core::TouchPhase phase) {
    happens(customer, day, core::TimersDue{}, {core::TouchReported{{1, task_, 0}, phase, on(day), ""}});
  }
  void meets(std::uint32_t customer, int day) { happens(customer, day, core::TimersDue{}, {core::GoalReached{1, 0}}); }
  void held(const core::ReviewHeld& review, int day) {
    REQUIRE(projector_->project(view_tests::Told().add(roster_, ++commit_, on(day), review)));
  }

  std::unique_ptr<view::Reader> reader() {
    auto reader = view::open_reader((folder_.path / "view.db").string());
    if (!reader) throw std::runtime_error(reader.error().message);
    return std::move(*reader);
  }
  std::vector<view::FigureRow> figure(plan::Figure figure, int since, int until, std::vector<view::FigureDimension> by = {}) {
    view::FigureAsk ask;
    ask.playbook = "meeting";
    ask.figure = static_cast<int>(figure);
    ask.by = std::move(by);
    ask.since = on(since).ms;
    ask.until = on(until).ms;
    auto rows = reader()->figure(ask);
    INFO((rows ? std::string() : rows.error().message));
    REQUIRE(rows);
    return *rows;
  }
  static base::Instant on(int day) { return kMonday + (day - 1) * base::kDay; }

 private:
  void happens(std::uint32_t customer, int day, const core::Input& input, const Facts& facts) {
    REQUIRE(projector_->project(view_tests::Told().add(roster_, ++commit_, customer, on(day), input, facts)));
  }
  Folder folder_;
  std::shared_ptr<const core::Roster> roster_;
  std::unique_ptr<view::Projector> projector_;
  std::uint64_t commit_ = 0;
  std::uint32_t stage_ = 0, task_ = 0, goal_ = 0;
};

std::string line(const view::FigureRow& row) {
  std::string out = row.what;
  for (const std::string& by : row.by) out += " " + by;
  for (const std::int64_t count : row.counts) out += " " + std::to_string(count);
  return out;
}

const view::FigureDimension kBranch{static_cast<int>(plan::DimensionKind::branch), "branch"};
const view::FigureDimension kTier{static_cast<int>(plan::DimensionKind::value), "tier"};
const view::FigureDimension kOutcome{static_cast<int>(plan::DimensionKind::outcome), "outcome"};

struct Told : Bank {
  Told() {
    enters(0, 1, kNorth, "gold");
    enters(1, 2, kNorth, "mass");
    enters(2, 2, kSouth, "gold");
    enters(3, 3, kSouth, "gold", core::HoldOut::touches);
    talks(0, 4, 6);
    talks(2, 5, 6);
    calls(0, 5);
    meets(0, 7);
    meets(3, 9);
  }
};

}  // namespace

TEST_CASE("reviews: a funnel counts journeys that entered and began each stage, until an instant and in the period before it") {
  Told bank;
  const auto rows = bank.figure(plan::Figure::funnel, 2, 4);
  REQUIRE(rows.size() == 2);
  CHECK(line(rows[0]) == " 4 1");
  CHECK(line(rows[1]) == "talk 1 1");
  const auto by = bank.figure(plan::Figure::funnel, 4, 9, {kBranch, kTier});
  REQUIRE(by.size() == 5);
  CHECK(line(by[0]) == " 7 gold 1 0");
  CHECK(line(by[1]) == " 7 mass 1 0");
  CHECK(line(by[2]) == " 8 gold 2 0");
  CHECK(line(by[3]) == "talk 7 gold 1 0");
  CHECK(line(by[4]) == "talk 8 gold 1 1");
}

TEST_CASE("reviews: tasks are counted as they stood then; what is past its due and open is late") {
  Told bank;
  CHECK(line(bank.figure(plan::Figure::tasks, 1, 4).at(0)) == "talk.call 1 0 0 0 0");
  const auto rows = bank.figure(plan::Figure::tasks, 4, 7, {kOutcome});
  REQUIRE(rows.size() == 2);
  CHECK(line(rows[0]) == "talk.call  1 0 0 1 0");
  CHECK(line(rows[1]) == "talk.call done 1 1 0 0 1");
}

TEST_CASE("reviews: tasks within stages are apart from those within moments") {
  Told bank;
  view::FigureAsk ask;
  ask.playbook = "meeting";
  ask.figure = static_cast<int>(plan::Figure::tasks);
  ask.since = Bank::on(1).ms;
  ask.until = Bank::on(7).ms;
  ask.of_stages = true;
  const auto stages = bank.reader()->figure(ask);
  REQUIRE(stages);
  REQUIRE(stages->size() == 1);
  CHECK(line(stages->at(0)) == "talk.call 2 1 0 1 1");
  ask.of_stages = false;
  ask.of_moments = true;
  const auto moments = bank.reader()->figure(ask);
  REQUIRE(moments);
  CHECK(moments->empty());
}

TEST_CASE("reviews: touches are counted as it was known of them then, whatever is reported later") {
  Told bank;
  for (const std::uint32_t customer : {0u, 1u, 2u}) bank.sends(customer, 4);
  bank.tells(0, 5, core::TouchPhase::delivered);
  bank.tells(0, 7, core::TouchPhase::read);
  bank.tells(1, 6, core::TouchPhase::failed);
  bank.tells(2, 8, core::TouchPhase::answered);
  const auto touches = [&](int until) { return line(bank.figure(plan::Figure::touches, 4, until).at(0)); };
  CHECK(touches(4) == " 3 0 0 0 0");
  CHECK(touches(5) == " 3 1 0 0 0");
  CHECK(touches(6) == " 3 1 0 1 0");
  CHECK(touches(7) == " 3 1 1 1 0");
  CHECK(touches(8) == " 3 2 2 1 0");
  const auto cost = [&](int until) { return line(bank.figure(plan::Figure::cost, 4, until).at(0)); };
  CHECK(cost(5) == "channel  3 0");          // it cost until its failing was known
  CHECK(cost(6) == "channel  2 0");
}

TEST_CASE("reviews: goals reached until an instant and in the period; the hold-out compared over those with the goal's whole time") {
  Told bank;
  CHECK(line(bank.figure(plan::Figure::goal, 6, 8, {kBranch}).at(0)) == "met 7 1 0 1");
  const auto all = bank.reader()->compare({"meeting", "met", Bank::on(3).ms, Bank::on(9).ms});
  REQUIRE(all);
  CHECK((all->treated == 3 && all->treated_reached == 1 && all->held_out == 1 && all->held_out_reached == 1));
  const auto early = bank.reader()->compare({"meeting", "met", Bank::on(2).ms, Bank::on(8).ms});
  REQUIRE(early);
  CHECK((early->treated == 3 && early->treated_reached == 1 && early->held_out == 0));
}

TEST_CASE("reviews: each time one was held is kept, with the rates that decided and what followed; the newest is read first") {
  Told bank;
  core::ReviewHeld review;
  review.review = "weekly";
  review.since = Bank::on(1);
  review.due = Bank::on(8);
  review.figures = {{"talk.call.done", kNorth, 1, 1, 0, 1, 1}, {"talk.call.done", plan::kNone, 0, 0, 1, 0, 0}};
  bank.held(review, 8);
  review.since = Bank::on(8);
  review.due = Bank::on(15);
  review.missed = 1;
  review.acts = {{kSouth, true, "head"}, {kSouth, false, "improve"}};
  bank.held(review, 17);
  const auto last = bank.reader()->reviews("meeting", 1);
  REQUIRE(last);
  REQUIRE(last->size() == 1);
  CHECK(last->at(0).row.due == Bank::on(15).ms);
  CHECK(last->at(0).row.held == Bank::on(17).ms);
  CHECK(last->at(0).row.missed == 1);
  REQUIRE(last->at(0).rates.size() == 2);
  CHECK((last->at(0).rates[0].branch == kNorth && last->at(0).rates[0].happened == 1));
  CHECK((!last->at(0).rates[1].branch && last->at(0).rates[1].late == 1));
  REQUIRE(last->at(0).acts.size() == 2);
  CHECK((last->at(0).acts[0].alert && last->at(0).acts[1].what == "improve"));
  CHECK(bank.reader()->reviews("", 5)->size() == 2);
  CHECK(bank.reader()->reviews("other", 5)->empty());
}

TEST_CASE("reviews: the difference of two shares, as Newcombe's paper of 1998 gives it (table II, method 10)") {
  const auto near = [](double value, double wanted) { return std::abs(value - wanted) < 0.00006; };
  const auto a = view::difference(56, 70, 48, 80);
  REQUIRE(a);
  CHECK((near(a->difference, 0.2) && near(a->interval.low, 0.0524) && near(a->interval.high, 0.3339)));
  const auto b = view::difference(9, 10, 3, 10);
  REQUIRE(b);
  CHECK((near(b->interval.low, 0.1705) && near(b->interval.high, 0.8090)));
  const auto c = view::difference(0, 10, 0, 20);
  REQUIRE(c);
  CHECK((near(c->interval.low, -0.1611) && near(c->interval.high, 0.2775)));
  CHECK_FALSE(view::difference(0, 0, 1, 2));
}
