// The view folds groups into rows: what a supervisor reads is what was decided, and a view made anew from the same groups has equal rows.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "runtime/core/state.hpp"
#include "runtime/view/view.hpp"
#include "tests/core/plan_builder.hpp"
#include "tests/view/folder.hpp"

using namespace playmaker;
using core::testing::PlanBuilder;
using core::testing::Steps;
using view_tests::Folder;

namespace {

constexpr base::Instant kMonday{1'772'416'800'000};   // 2026-03-02T10:00:00+08:00

// A meeting: one wave with a push, one must-task, one breakpoint.
struct Meeting {
  std::shared_ptr<const core::Roster> roster;
  std::uint32_t wave_site = 0, task_site = 0, leg_site = 0, stall_site = 0;

  explicit Meeting(const std::string& stage = {}) {   // with a stage all of it stands in
    auto [catalog, made] = texts(stage);
    roster = linked(nullptr, catalog, std::move(made));
  }
  // Its next version, which calls the stage otherwise.
  void rename(const std::string& from, const std::string& to) {
    auto [catalog, made] = texts(to);
    made.version = 2;
    const auto text = static_cast<plan::TextIndex>(made.unit.texts.size());
    made.unit.texts.push_back(from);
    made.unit.texts.push_back(to);
    made.upgrade.moved.push_back({plan::SiteKind::stage, text, text + 1});
    roster = linked(roster.get(), catalog, std::move(made));
  }

 private:
  static std::shared_ptr<const core::Roster> linked(const core::Roster* before, std::shared_ptr<const plan::Catalog> catalog,
                                                    plan::Plan made) {
    core::Applied applied;
    applied.catalog = std::move(catalog);
    auto origin = std::make_shared<plan::Origin>();
    origin->sites.resize(made.sites.size());
    applied.plans = {std::make_shared<const plan::Plan>(std::move(made))};
    applied.origins = {origin};
    auto linked = core::link(before, applied);
    if (!linked) throw std::runtime_error(linked.error().message);
    return *linked;
  }
  std::pair<std::shared_ptr<const plan::Catalog>, plan::Plan> texts(const std::string& stage) {
    PlanBuilder p("meeting");
    const std::uint32_t above = stage.empty() ? 0 : p.plan.stages.emplace_back().site = p.site(plan::SiteKind::stage, 0, stage, 0);
    wave_site = p.site(plan::SiteKind::wave, above, "hello", 0);
    task_site = p.site(plan::SiteKind::task, above, "call", 0);
    stall_site = p.site(plan::SiteKind::breakpoint, above, "no_show", 0);
    plan::Wave wave;
    wave.site = wave_site;
    wave.block = p.block(wave_site, [](Steps& s) { s.send("push", "greeting"); });
    p.plan.waves.push_back(wave);
    leg_site = p.plan.sends[0].legs[0].site;
    plan::Task task;
    task.site = task_site;
    task.by_report = true;
    p.plan.tasks.push_back(task);
    plan::Breakpoint stall;
    stall.site = stall_site;
    stall.from = p.on("booked");
    stall.to = p.on("held");
    stall.length = core::testing::hours(24);
    stall.block = p.block(stall_site, [](Steps&) {});
    p.plan.breakpoints.push_back(stall);
    const auto steps = [](Steps& s) {
      s.wave(0);
      s.task(0);
    };
    if (above == 0) {
      p.plan.block = p.block(0, steps);
    } else {
      p.plan.stages[0].block = p.block(above, steps);
      p.plan.stages[0].tasks = {0};
      p.plan.stages[0].waves = {0};
      p.plan.block = p.block(0, [](Steps&) {});
    }

    auto catalog = std::make_shared<plan::Catalog>();
    catalog->name = "bank";
    catalog->zone = "Asia/Shanghai";
    plan::Event booked, held;
    booked.name = "booked";
    held.name = "held";
    catalog->events = {booked, held};
    plan::Channel push;
    push.name = "push";
    push.contact = true;
    catalog->channels = {push};
    plan::Field branch;
    branch.name = "branch";
    branch.type = {plan::Kind::branch, plan::kNone};
    catalog->customer = {branch};
    return {catalog, p.plan};
  }
};

std::uint32_t meeting_branch(const Meeting& m) { return m.roster->dictionary->find(core::Names::attribute, "branch"); }

view::Batch batch_of(const Meeting& meeting, std::uint64_t watermark, std::uint32_t customer, base::Instant at, core::Input input,
                     std::vector<core::Fact> facts) {
  view::Batch batch;
  batch.roster = meeting.roster;
  batch.watermark = watermark;
  core::Group group;
  group.customer = customer;
  group.at = at;
  group.input = std::move(input);
  group.facts = std::move(facts);
  batch.items.push_back({3, watermark << 20, std::move(group)});
  return batch;
}

std::vector<view::Batch> story(const Meeting& m) {
  const core::ThingRef task{1, m.task_site, 1}, touch{1, m.leg_site, 1}, stall{1, m.stall_site, 1};
  core::JourneyEntered entered;
  entered.journey = 1;
  entered.at = kMonday;
  core::RunStarted wave;
  wave.journey = 1;
  wave.run = 2;
  wave.site = m.wave_site;
  wave.occurrence = 1;
  core::TouchPlanned planned;
  planned.touch = touch;
  planned.run = 2;
  planned.expires = kMonday + base::kDay;
  core::TouchBlocked blocked;
  blocked.touch = touch;
  blocked.why = core::Reason::quiet;
  blocked.waits = true;
  blocked.until = kMonday + base::kHour;
  core::AttributesSet profile;
  profile.values.push_back({meeting_branch(m), {plan::Kind::branch, 7, "", {}}});
  std::vector<view::Batch> out;
  out.push_back(batch_of(m, 1, 5, kMonday, core::CustomerAppeared{}, {}));
  out.push_back(batch_of(m, 2, 5, kMonday, profile,
                         {entered, wave, planned, blocked, core::TaskOpened{task, 1, kMonday + base::kDay},
                          core::StallArmed{stall, kMonday, kMonday + base::kDay}}));
  core::TaskAssigned assigned;
  assigned.task = task;
  assigned.person = 8;
  assigned.role = "manager";
  core::TaskJoined joined;
  joined.task = task;
  joined.person = 9;
  joined.role = "expert";
  out.back().items[0].group.facts.insert(out.back().items[0].group.facts.end(), {assigned, joined});
  out.push_back(batch_of(m, 3, 5, kMonday + base::kHour, core::TimersDue{}, {core::TouchReserved{touch, kMonday + base::kHour, true, 0}}));
  out.push_back(
      batch_of(m, 4, 5, kMonday + base::kHour, core::SlotGranted{touch}, {core::TouchSending{touch, 1, kMonday + 2 * base::kHour, {}}}));
  out.push_back(batch_of(m, 5, 5, kMonday + 2 * base::kHour, core::DeliveryReported{},
                         {core::TouchReported{touch, core::TouchPhase::unknown, kMonday + 2 * base::kHour, ""},
                          core::TouchReported{touch, core::TouchPhase::read, kMonday + 2 * base::kHour, "p-1"}}));
  core::StallTripped tripped;
  tripped.stall = stall;
  tripped.wave = m.wave_site;
  out.push_back(batch_of(m, 6, 5, kMonday + base::kDay, core::TimersDue{}, {tripped, core::TaskOverdue{task}}));
  out.push_back(batch_of(m, 7, 5, kMonday + 2 * base::kDay, core::TaskReported{},
                         {core::TaskClosed{task, core::TaskEnd::done, "done", core::ClosedBy::report, kMonday + 2 * base::kDay, "P1"},
                          core::StallCleared{stall, kMonday + 2 * base::kDay, true}}));
  return out;
}

}  // namespace

TEST_CASE("a story told in groups is read back as rows") {
  const Meeting meeting;
  const Folder folder;
  auto projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  const auto folded = (*projector)->project(story(meeting));
  INFO((folded ? std::string() : folded.error().message));
  REQUIRE(folded);
  REQUIRE((*projector)->watermark() == 7);

  auto reader = view::open_reader(folder.file("view.db"));
  REQUIRE(reader);
  CHECK((*reader)->watermark() == 7);

  const auto tasks = (*reader)->tasks({}, {});
  REQUIRE(tasks);
  REQUIRE(tasks->size() == 1);
  CHECK((*tasks)[0].path == "call");
  CHECK((*tasks)[0].playbook == "meeting");
  CHECK((*tasks)[0].overdue);
  CHECK((*tasks)[0].outcome == "done");
  CHECK((*tasks)[0].branch == 7u);
  CHECK((*tasks)[0].assignee == 8u);
  CHECK((*tasks)[0].role == "manager");
  CHECK((*tasks)[0].second == 9u);
  CHECK((*tasks)[0].second_role == "expert");

  const auto touches = (*reader)->touches({}, {});
  REQUIRE(touches);
  REQUIRE(touches->size() == 1);
  CHECK((*touches)[0].channel == "push");
  CHECK((*touches)[0].template_ == "greeting");
  CHECK((*touches)[0].phase == static_cast<int>(core::TouchPhase::read));
  CHECK((*touches)[0].sent == (kMonday + base::kHour).ms);

  const auto stalls = (*reader)->stalls({}, {});
  REQUIRE(stalls);
  REQUIRE(stalls->size() == 1);
  CHECK((*stalls)[0].recovered);
  CHECK((*stalls)[0].wave == "hello");

  const auto figures = (*reader)->figures();
  REQUIRE(figures);
  REQUIRE(figures->size() == 1);
  const view::PlaybookFigures& f = (*figures)[0];
  CHECK(f.entered == 1);
  CHECK(f.live == 1);
  REQUIRE(f.waves.size() == 1);
  CHECK(f.waves[0].reached == 1);
  CHECK(f.waves[0].touches == 1);
  CHECK(f.waves[0].responded == 1);
  REQUIRE(f.blocked.size() == 1);
  CHECK(f.blocked[0].name == std::to_string(static_cast<int>(core::Reason::quiet)));
  REQUIRE(f.stalls.size() == 1);
  CHECK(f.stalls[0].armed == 1);
  CHECK(f.stalls[0].tripped == 1);
  CHECK(f.stalls[0].recovered == 1);
  CHECK(f.stalls[0].open == 0);
}

TEST_CASE("figures of channels count every outcome a touch ever reached; overdue tasks are those still open") {
  const Meeting meeting;
  const Folder folder;
  auto projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  std::vector<view::Batch> told = story(meeting);
  const view::Batch closing = told.back();
  told.pop_back();
  REQUIRE((*projector)->project(told));
  auto reader = view::open_reader(folder.file("view.db"));
  REQUIRE(reader);
  const auto channels = (*reader)->channels();
  REQUIRE(channels);
  REQUIRE(channels->size() == 1);
  const view::ChannelFigures& push = (*channels)[0];
  CHECK(push.channel == "push");
  CHECK((push.sent == 1 && push.delivered == 1 && push.read == 1 && push.failed == 0));
  CHECK(push.unknown == 1);                                // it was for a time
  const auto overdue = (*reader)->overdue();
  REQUIRE(overdue);
  REQUIRE(overdue->size() == 1);
  CHECK((*overdue)[0].name == "manager");
  CHECK((*overdue)[0].count == 1);
  REQUIRE((*projector)->project({closing}));
  CHECK((*reader)->overdue()->empty());
}

TEST_CASE("whoever left the journey is stuck in it no more, and the figures keep counting the stall as open") {
  const Meeting meeting;
  const Folder folder;
  auto projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  std::vector<view::Batch> told = story(meeting);
  told.resize(5);
  core::StallTripped tripped;
  tripped.stall = {1, meeting.stall_site, 1};
  told.push_back(batch_of(meeting, 6, 5, kMonday + base::kDay, core::TimersDue{}, {tripped}));
  REQUIRE((*projector)->project(told));
  auto reader = view::open_reader(folder.file("view.db"));
  REQUIRE(reader);
  view::StallFilter stuck, left;
  stuck.phase = static_cast<int>(core::StallPhase::tripped);
  left.phase = view::kStallLeft;
  CHECK((*reader)->stalls(stuck, {})->size() == 1);
  CHECK((*reader)->stalls(left, {})->empty());
  core::JourneyEnded ended;
  ended.journey = 1;
  const std::vector<view::Batch> end{batch_of(meeting, 7, 5, kMonday + 2 * base::kDay, core::TimersDue{}, {ended})};
  REQUIRE((*projector)->project(end));
  CHECK((*reader)->stalls(stuck, {})->empty());
  REQUIRE((*reader)->stalls(left, {})->size() == 1);
  view::StallFilter open;
  open.phase = view::kStallOpen;
  CHECK((*reader)->stalls(open, {})->size() == 1);
  CHECK((*reader)->stalls({}, {})->at(0).phase == view::kStallLeft);
  CHECK((*reader)->figures()->at(0).stalls.at(0).open == 1);
}

TEST_CASE("a breakpoint whose journey ended first is watched no more, and counts as armed all the same") {
  const Meeting meeting;
  const Folder folder;
  auto projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  std::vector<view::Batch> told = story(meeting);
  told.resize(5);                                          // it has neither tripped nor cleared
  const core::ThingRef stall{1, meeting.stall_site, 1};
  told.push_back(batch_of(meeting, 6, 5, kMonday + base::kDay, core::TimersDue{}, {core::StallDropped{stall, core::Reason::goal}}));
  REQUIRE((*projector)->project(told));
  auto reader = view::open_reader(folder.file("view.db"));
  REQUIRE(reader);
  view::StallFilter armed;
  armed.phase = static_cast<int>(core::StallPhase::armed);
  CHECK((*reader)->stalls(armed, {})->empty());
  CHECK((*reader)->stalls({}, {})->at(0).phase == view::kStallDropped);
  const auto figures = (*reader)->figures();
  REQUIRE(figures);
  const view::StallFigures& counted = figures->at(0).stalls.at(0);
  CHECK((counted.armed == 1 && counted.cleared == 0 && counted.tripped == 0 && counted.open == 0));
}

TEST_CASE("a lead's ways stand among the milestones, and whose turn it is to claim it among the questions") {
  const Folder folder;
  const Meeting m;
  auto projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  core::QuestionAsked asked;
  asked.question = 1;
  asked.kind = core::QuestionKind::lead;
  asked.role = "manager";
  std::vector<view::Batch> batches;
  batches.push_back(batch_of(m, 1, 5, kMonday, core::CustomerAppeared{}, {core::LeadDealt{1, 0, 0, 0, kMonday}, asked}));
  batches.push_back(batch_of(m, 2, 5, kMonday, core::AttributesSet{},
                             {core::QuestionDropped{1, core::Reason::off_list}, core::LeadReturned{1, 0, core::Reason::off_list, 0}}));
  REQUIRE((*projector)->project(batches));
  auto reader = view::open_reader(folder.file("view.db"));
  REQUIRE(reader);
  const auto history = (*reader)->history(view::customer_key(3, 5), 100);
  REQUIRE(history);
  std::vector<int> codes;
  for (const auto& row : *history) codes.push_back(row.code);
  CHECK(std::count(codes.begin(), codes.end(), static_cast<int>(core::LeadDealt::kCode)) == 1);
  CHECK(std::count(codes.begin(), codes.end(), static_cast<int>(core::LeadReturned::kCode)) == 1);
  view::QuestionFilter filter;
  filter.kind = static_cast<int>(core::QuestionKind::lead);
  const auto questions = (*reader)->questions(filter, {});
  REQUIRE(questions);
  REQUIRE(questions->size() == 1);
  CHECK(questions->front().phase == 2);
}

TEST_CASE("a desk's branch is known from what its branch was asked to do: the branch's own tasks are found by it") {
  const Meeting m;
  const Folder folder;
  auto projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  core::JourneyEntered desk;
  desk.journey = 1;
  desk.via = core::EntryVia::desk;
  desk.at = kMonday;
  const std::vector<core::Fact> opened = {desk, core::TaskOpened{{1, m.task_site, 1}, 1, base::kNever}};
  core::BranchAlerted alerted;
  alerted.site = m.task_site;
  alerted.branch = 7;
  std::vector<view::Batch> batches;
  batches.push_back(batch_of(m, 1, 5, kMonday, core::CustomerAppeared{}, {}));
  batches.push_back(batch_of(m, 2, 5, kMonday, core::BranchTaskAsked{0, m.task_site, 6, false}, opened));
  batches.push_back(batch_of(m, 3, 6, kMonday, core::CustomerAppeared{}, {}));
  batches.push_back(batch_of(m, 4, 6, kMonday, alerted, opened));
  REQUIRE((*projector)->project(batches));
  auto reader = view::open_reader(folder.file("view.db"));
  REQUIRE(reader);
  view::TaskFilter filter;
  for (const std::uint32_t branch : {6U, 7U}) {
    filter.branch = branch;
    const auto tasks = (*reader)->tasks(filter, {});
    REQUIRE(tasks);
    REQUIRE(tasks->size() == 1);
    CHECK(tasks->front().branch == branch);
  }
}

TEST_CASE("a place renamed with `moved` is one row of figures, whichever version its journeys ran and ended under, and after a restart") {
  Meeting m("meet");
  const Folder folder;
  auto projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  REQUIRE((*projector)->project(story(m)));
  m.rename("meet", "talk");
  core::JourneyEntered entered;
  entered.journey = 1;
  entered.plan = m.roster->live.front();
  entered.at = kMonday;
  core::RunStarted wave;
  wave.journey = 1;
  wave.run = 1;
  wave.site = m.wave_site;
  const auto second = [&](std::uint32_t customer, std::uint64_t watermark) {
    return batch_of(m, watermark, customer, kMonday, core::CustomerAppeared{},
                    {entered, wave, core::TaskOpened{{1, m.task_site, 1}, 1, base::kNever},
                     core::StallArmed{{1, m.stall_site, 1}, kMonday, kMonday + base::kDay}});
  };
  REQUIRE((*projector)->project({second(6, 8)}));
  projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  entered.plan = 0;                              // one that was let in by the first version and stays there
  REQUIRE((*projector)->project({second(7, 9)}));
  auto reader = view::open_reader(folder.file("view.db"));
  REQUIRE(reader);
  const auto figures = (*reader)->figures();
  REQUIRE(figures);
  REQUIRE(figures->size() == 1);
  const view::PlaybookFigures& counted = figures->front();
  REQUIRE(counted.waves.size() == 1);
  CHECK(counted.waves[0].wave == "talk.hello");
  REQUIRE(counted.tasks.size() == 1);
  CHECK((counted.tasks[0].task == "talk.call" && counted.tasks[0].opened == 3));
  REQUIRE(counted.stalls.size() == 1);
  CHECK((counted.stalls[0].breakpoint == "talk.no_show" && counted.stalls[0].armed == 3));
  const auto touches = (*reader)->touches({}, {});
  REQUIRE(touches);
  CHECK(touches->at(0).path.starts_with("talk.hello."));
  const auto history = (*reader)->history(view::customer_key(3, 5), 100);   // as it was told then
  REQUIRE(history);
  CHECK(std::any_of(history->begin(), history->end(), [](const view::HistoryRow& row) { return row.path == "meet.call"; }));
}

TEST_CASE("filters and cursors pick rows, a batch seen before changes nothing") {
  const Meeting meeting;
  const Folder folder;
  auto projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  std::vector<view::Batch> many;
  for (std::uint32_t customer = 1; customer <= 30; ++customer) {
    core::JourneyEntered entered;
    entered.journey = 1;
    entered.at = kMonday;
    many.push_back(batch_of(meeting, customer, customer, kMonday, core::CustomerAppeared{},
                            {entered, core::TaskOpened{{1, meeting.task_site, 1}, 1, base::kNever}}));
  }
  REQUIRE((*projector)->project(many));
  REQUIRE((*projector)->project(many));
  auto reader = view::open_reader(folder.file("view.db"));
  REQUIRE(reader);
  view::Page page;
  page.limit = 12;
  std::vector<std::uint64_t> seen;
  for (;;) {
    const auto rows = (*reader)->journeys({}, page);
    REQUIRE(rows);
    for (const auto& row : *rows) seen.push_back(row.customer);
    if (rows->size() < page.limit) break;
    page.started = true;
    page.after_customer = rows->back().customer;
    page.after_rest = rows->back().journey;
  }
  CHECK(seen.size() == 30);
  view::TaskFilter closed;
  closed.phase = static_cast<int>(core::TaskPhase::closed);
  CHECK((*reader)->tasks(closed, {})->empty());
  view::JourneyFilter elsewhere;
  elsewhere.playbook = "uplift";
  CHECK((*reader)->journeys(elsewhere, {})->empty());
}

TEST_CASE("a view made anew from the same groups has equal rows") {
  const Meeting meeting;
  const Folder folder;
  for (const char* name : {"one.db", "two.db"}) {
    auto projector = view::open_projector(folder.file(name));
    REQUIRE(projector);
    for (const view::Batch& batch : story(meeting)) {
      REQUIRE((*projector)->project({batch}));
      if (name[0] == 't' && batch.watermark % 2 == 0) projector = view::open_projector(folder.file(name));   // a restart in between
    }
  }
  auto one = view::open_reader(folder.file("one.db")), two = view::open_reader(folder.file("two.db"));
  REQUIRE(one);
  REQUIRE(two);
  const auto a = (*one)->history(view::customer_key(3, 5), 100), b = (*two)->history(view::customer_key(3, 5), 100);
  REQUIRE(a);
  REQUIRE(b);
  REQUIRE(a->size() == b->size());
  CHECK(a->size() >= 7);
  for (std::size_t i = 0; i < a->size(); ++i) {
    CHECK((*a)[i].code == (*b)[i].code);
    CHECK((*a)[i].path == (*b)[i].path);
    CHECK((*a)[i].at == (*b)[i].at);
  }
}

TEST_CASE("a view of a newer schema is refused with the way out") {
  const Folder folder;
  {
    auto projector = view::open_projector(folder.file("view.db"));
    REQUIRE(projector);
  }
  std::string bytes;
  {
    std::ifstream in(folder.file("view.db"), std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  bytes[63] = 99;   // user_version, big-endian at 60
  std::filesystem::remove(folder.file("view.db-wal"));
  std::ofstream(folder.file("view.db"), std::ios::binary) << bytes;
  const auto refused = view::open_projector(folder.file("view.db"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "view_schema");
  CHECK(refused.error().message.find("delete view.db") != std::string::npos);
}
