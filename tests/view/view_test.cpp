// The view folds groups into rows: what a supervisor reads is what was decided, and a view made anew from the same groups has equal rows.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "runtime/view/view.hpp"
#include "tests/view/folder.hpp"
#include "tests/view/meeting.hpp"

using namespace playmaker;
using namespace view_tests;

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
  REQUIRE((*projector)->project(story(meeting, 0, 6)));
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
  REQUIRE((*projector)->project(story(meeting, 6)));
  CHECK((*reader)->overdue()->empty());
}

TEST_CASE("whoever left the journey is stuck in it no more, and the figures keep counting the stall as open") {
  const Meeting meeting;
  const Folder folder;
  auto projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  Told told = story(meeting, 0, 5);
  core::StallTripped tripped;
  tripped.stall = {1, meeting.stall_site, 1};
  told.add(meeting, 6, 5, kMonday + base::kDay, core::TimersDue{}, {tripped});
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
  REQUIRE((*projector)->project(Told().add(meeting, 7, 5, kMonday + 2 * base::kDay, core::TimersDue{}, {ended})));
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
  Told told = story(meeting, 0, 5);                                          // it has neither tripped nor cleared
  const core::ThingRef stall{1, meeting.stall_site, 1};
  told.add(meeting, 6, 5, kMonday + base::kDay, core::TimersDue{}, {core::StallDropped{stall, core::Reason::goal}});
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
  Told batches;
  batches.add(m, 1, 5, kMonday, core::CustomerAppeared{}, {core::LeadDealt{1, 0, 0, 0, kMonday}, asked});
  batches.add(m, 2, 5, kMonday, core::AttributesSet{},
              {core::QuestionDropped{1, core::Reason::off_list}, core::LeadReturned{1, 0, core::Reason::off_list, 0}});
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

TEST_CASE("filters and cursors pick rows, a batch seen before changes nothing") {
  const Meeting meeting;
  const Folder folder;
  auto projector = view::open_projector(folder.file("view.db"));
  REQUIRE(projector);
  Told many;
  for (std::uint32_t customer = 1; customer <= 30; ++customer) {
    core::JourneyEntered entered;
    entered.journey = 1;
    entered.at = kMonday;
    many.add(meeting, customer, customer, kMonday, core::CustomerAppeared{},
             {entered, core::TaskOpened{{1, meeting.task_site, 1}, 1, base::kNever}});
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
    for (std::size_t i = 0; i < 7; ++i) {
      REQUIRE((*projector)->project(story(meeting, i, i + 1)));
      if (name[0] == 't' && i % 2 == 1) projector = view::open_projector(folder.file(name));   // a restart in between
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
