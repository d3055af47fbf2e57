// Where things are: a branch's own tasks are found by the branch, and a place is one place through all versions of its playbook.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/view/folder.hpp"
#include "tests/view/meeting.hpp"

using namespace playmaker;
using namespace view_tests;

TEST_CASE("a desk's branch is known from what its branch was asked to do: the branch's own tasks are found by it") {
  const Meeting m;
  const Folder folder;
  auto projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  core::JourneyEntered desk;
  desk.journey = 1;
  desk.via = core::EntryVia::desk;
  desk.at = kMonday;
  const Facts opened(desk, core::TaskOpened{{1, m.task_site, 1}, 1, base::kNever});
  core::BranchAlerted alerted;
  alerted.site = m.task_site;
  alerted.branch = 7;
  Told batches;
  batches.add(m, 1, 5, kMonday, core::CustomerAppeared{}, {});
  batches.add(m, 2, 5, kMonday, core::BranchTaskAsked{0, m.task_site, 6, false}, opened);
  batches.add(m, 3, 6, kMonday, core::CustomerAppeared{}, {});
  batches.add(m, 4, 6, kMonday, alerted, opened);
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
    Told told;
    told.add(m, watermark, customer, kMonday, core::CustomerAppeared{},
             {entered, wave, core::TaskOpened{{1, m.task_site, 1}, 1, base::kNever},
              core::StallArmed{{1, m.stall_site, 1}, kMonday, kMonday + base::kDay}});
    return told;
  };
  REQUIRE((*projector)->project(second(6, 8)));
  projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  entered.plan = 0;                              // one that was let in by the first version and stays there
  REQUIRE((*projector)->project(second(7, 9)));
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

TEST_CASE(
    "a place renamed with `moved`: stalls' stages and waves, incidents and blocks are called by it too, and an incident stays one row") {
  Meeting m("meet");
  const Folder folder;
  auto projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  REQUIRE((*projector)->project(story(m)));
  core::StallTripped tripped;
  tripped.stall = {1, m.stall_site, 1};
  tripped.stage = m.roster->plans[0]->plan->sites[m.wave_site].parent;
  tripped.wave = m.wave_site;
  core::IncidentRaised raised;
  raised.code = "assignee_missing";
  raised.journey = 1;
  raised.site = m.task_site;
  core::IncidentRaised nowhere;                  // of no journey
  nowhere.code = "lead_undealt";
  nowhere.journey = plan::kNone;
  nowhere.plan = 0;
  nowhere.site = m.wave_site;
  REQUIRE((*projector)->project(Told().add(m, 8, 5, kMonday, core::TimersDue{}, {tripped, raised, nowhere})));
  m.rename("meet", "talk");
  core::JourneyMoved moved;
  moved.journey = 1;
  moved.from = 0;
  moved.to = m.roster->live.front();
  REQUIRE((*projector)->project(Told().add(m, 9, 5, kMonday, core::TimersDue{}, {moved, raised, nowhere})));
  auto reader = view::open_reader(folder.file("view.db"));
  REQUIRE(reader);
  const auto stalls = (*reader)->stalls({}, {});
  REQUIRE(stalls);
  REQUIRE(stalls->size() == 1);
  CHECK((stalls->front().path == "talk.no_show" && stalls->front().stage == "talk" && stalls->front().wave == "talk.hello"));
  CHECK(stalls->front().plan == moved.to);
  const auto incidents = (*reader)->incidents();
  REQUIRE(incidents);
  REQUIRE(incidents->size() == 2);
  CHECK((incidents->at(0).path == "talk.call" && incidents->at(0).count == 2));
  CHECK((incidents->at(1).path == "talk.hello" && incidents->at(1).count == 2));
  const auto tasks = (*reader)->tasks({}, {});
  REQUIRE(tasks);
  CHECK((tasks->front().plan == moved.to && tasks->front().path == "talk.call"));
}

TEST_CASE("what a moved journey's task was brought is of the lists of the plan that it runs on now") {
  Meeting m("meet", {"papers", "signature"});
  const Folder folder;
  auto projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  REQUIRE((*projector)->project(story(m)));
  core::TaskBrought brought;
  brought.task = {1, m.task_site, 1};
  brought.what = {core::brings(core::Bring::ticked, 1)};
  REQUIRE((*projector)->project(Told().add(m, 8, 5, kMonday, core::TaskReported{}, {brought})));
  m.rename("meet", "talk", {"signature", "stamp"});
  core::JourneyMoved moved;
  moved.journey = 1;
  moved.to = m.roster->live.front();
  brought.what = {core::brings(core::Bring::ticked, 1)};          // the stamp, as the new plan lists it
  REQUIRE((*projector)->project(Told().add(m, 9, 5, kMonday, core::TaskReported{}, {moved, brought})));
  auto reader = view::open_reader(folder.file("view.db"));
  REQUIRE(reader);
  const auto tasks = (*reader)->tasks({}, {});
  REQUIRE(tasks);
  CHECK(tasks->front().plan == moved.to);
  const std::string ticked = " " + std::to_string(static_cast<int>(core::Bring::ticked)) + ":";
  CHECK(tasks->front().brought == ticked + "0 " + ticked + "1 ");
}
