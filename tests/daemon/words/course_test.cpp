// What became of runs, as the groups of a customer tell it: when one begins, what it waits for, and whether that came.
#include "daemon/words/course.hpp"

#include <catch2/catch.hpp>

using namespace playmaker;
using base::Language;

namespace {

constexpr std::uint32_t kJourney = 1, kStageRun = 7;
constexpr std::uint32_t kStageSite = 1, kTaskSite = 2;

// A playbook with a stage that holds a task and waits for it, and then only for time.
struct Book {
  core::Roster roster;
  daemon::WordsContext context;
  daemon::Course course;
  std::uint64_t position = 0;

  Book() {
    auto plan = std::make_shared<plan::Plan>();
    plan->name = "p";
    plan->sites = {{plan::SiteKind::playbook, plan::kNone, plan::kNone, ""},
                   {plan::SiteKind::stage, 0, 0, "meet"},
                   {plan::SiteKind::task, 1, 0, "meet.call"}};
    plan::Task task;
    task.site = kTaskSite;
    plan->tasks.push_back(task);
    plan::Wait wait, only;
    plan::Trigger done;
    done.kind = plan::TriggerKind::task_done;
    done.what = 0;
    wait.for_ = {done};
    plan->waits = {wait, only};
    auto origin = std::make_shared<plan::Origin>();
    origin->sites = {{}, {{}, {"面谈", "Meet"}}, {{}, {"电话", "Call"}}};
    auto linked = std::make_shared<core::LinkedPlan>();
    linked->plan = plan;
    linked->origin = origin;
    roster.plans = {linked};
    roster.catalog = std::make_shared<plan::Catalog>();
    context.roster = &roster;
    context.zone = *base::find_zone("Asia/Shanghai");
    context.plans[kJourney] = 0;
  }

  // One group; gives its position.
  std::uint64_t at(const char* time, std::vector<core::Fact> facts, core::Input input = core::CustomerAppeared{}) {
    core::Group group;
    group.at = *base::parse_instant(std::string("2026-03-02T") + time + ":00+08:00");
    group.input = std::move(input);
    group.facts = std::move(facts);
    course.read(++position, group, [&](std::uint32_t) -> const daemon::WordsContext& { return context; });
    return position;
  }
  std::string told(std::uint64_t group, std::uint32_t number, Language language = Language::en) const {
    const daemon::Course::Note* note = course.note(group, number);
    if (note == nullptr) return "as it is";
    return note->silent ? "silent" : daemon::words(*note, kJourney, context, language);
  }
};

core::Fact started(core::RunPhase phase) {
  core::RunStarted fact;
  fact.journey = kJourney;
  fact.run = kStageRun;
  fact.site = kStageSite;
  fact.phase = phase;
  return fact;
}
core::Fact moved(core::RunPhase phase, std::uint32_t wait = plan::kNone) {
  core::RunMoved fact;
  fact.journey = kJourney;
  fact.run = kStageRun;
  fact.phase = phase;
  fact.wait = wait;
  return fact;
}
core::Fact over(core::RunEnd how) {
  core::RunEnded fact;
  fact.journey = kJourney;
  fact.run = kStageRun;
  fact.how = how;
  return fact;
}
core::Fact timer(std::uint32_t number, core::TimerKind kind, const char* time) {
  core::TimerSet fact;
  fact.timer = number;
  fact.kind = kind;
  fact.due = *base::parse_instant(std::string("2026-03-02T") + time + ":00+08:00");
  fact.journey = kJourney;
  fact.ref = kStageRun;
  return fact;
}
core::Input due(std::uint32_t number) {
  core::TimersDue input;
  input.timers = {number};
  return input;
}
using enum core::RunPhase;

}  // namespace

TEST_CASE("course: a run that begins in the minute it is told of began, and nothing else is said") {
  Book book;
  const auto group = book.at("09:00", {started(armed), moved(idle)});
  CHECK(book.told(group, 1) == "stage \"Meet\" (meet) began");
  CHECK(book.told(group, 2) == "silent");
}

TEST_CASE("course: a run that begins later is told with its time, and again when it begins") {
  Book book;
  const auto first = book.at("09:00", {started(armed), timer(1, core::TimerKind::run_starts, "10:00")});
  CHECK(book.told(first, 1) == "stage \"Meet\" (meet) is to begin at 2026-03-02 10:00");
  const auto second = book.at("10:00", {moved(running)}, due(1));
  CHECK(book.told(second, 1) == "stage \"Meet\" (meet) began");
  CHECK(book.told(first, 1) == "stage \"Meet\" (meet) is to begin at 2026-03-02 10:00");
}

TEST_CASE("course: a run that is skipped at once never waits") {
  Book book;
  const auto group = book.at("09:00", {started(armed), over(core::RunEnd::skipped)});
  CHECK(book.told(group, 1) == "silent");
  CHECK(book.told(group, 2) == "as it is");
}

TEST_CASE("course: a wait is told with what is waited for and until when, and how it ended") {
  Book book;
  const auto first = book.at("09:00", {started(running), timer(1, core::TimerKind::wait_over, "12:00"), moved(waiting, 0)});
  CHECK(book.told(first, 3) == "stage \"Meet\" (meet) waits for: \"Call\" done, until 2026-03-02 12:00 at most");
  CHECK(book.told(first, 3, Language::zh).find("最迟 2026-03-02 12:00") != std::string::npos);

  SECTION("it came") {
    core::TimerCancelled cancelled;
    cancelled.timer = 1;
    const auto second = book.at("10:00", {cancelled, moved(idle)});
    CHECK(book.told(second, 2) == "what stage \"Meet\" (meet) waited for came: \"Call\" done");
  }
  SECTION("it did not come in time, and the run was done with it") {
    const auto second = book.at("12:00", {over(core::RunEnd::completed)}, due(1));
    CHECK(book.told(second, 1) == "stage \"Meet\" (meet) waited in vain for: \"Call\" done");
  }
  SECTION("one wait follows the other") {
    const auto second = book.at("12:00", {timer(2, core::TimerKind::wait_over, "13:00"), moved(waiting, 1)}, due(1));
    CHECK(book.told(second, 2) ==
          "stage \"Meet\" (meet) waited in vain for: \"Call\" done; stage \"Meet\" (meet) waits until 2026-03-02 13:00");
    const auto third = book.at("13:00", {moved(idle)}, due(2));
    CHECK(book.told(third, 1) == "the wait of stage \"Meet\" (meet) is over");
  }
  SECTION("a run that is cancelled says nothing of its wait") {
    const auto second = book.at("10:00", {over(core::RunEnd::cancelled)});
    CHECK(book.told(second, 1) == "as it is");
  }
}
