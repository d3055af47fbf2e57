// A view that is made anew is read from the journal piece by piece: the engine commits between two pieces, and in the end the rows are
// those of a view that was never away.
#include <catch2/catch.hpp>
#include <deque>
#include <filesystem>
#include <thread>

#include "daemon/clock.hpp"
#include "daemon/view_feed.hpp"
#include "runtime/journal/sqlite/open.hpp"
#include "tests/daemon/http/bank.hpp"

using namespace playmaker;
using testing::Bank;
using testing::event;

namespace {

// An engine on a folder, and a view whose questions wait until they are answered here, on the engine's thread.
struct House {
  explicit House(const Bank& bank, const std::string& view_file) {
    journal::FolderOptions folder;
    folder.folder = bank.config.data;
    auto opened = journal::open_folder(folder);
    REQUIRE(opened);
    journal = std::move(*opened);
    daemon::ViewLoop::Asks asks;
    asks.begin = [this](std::uint64_t after) { ask([this, after] { feed->begin(*engine, after); }); };
    asks.go_on = [this] { ask([this] { feed->go_on(*engine); }); };
    view = std::make_unique<daemon::ViewLoop>(view_file, daemon::Log::silent(), std::move(asks));
    feed = std::make_unique<daemon::ViewFeed>(*journal, *view, daemon::Log::silent());
    engine::Options options;
    options.clock = engine::ClockKind::stepped;
    options.observer = [this](engine::Committed&& committed) { feed->committed(std::move(committed)); };
    auto made = engine::Engine::open(*journal, std::move(options), base::Instant{INT64_MIN});
    REQUIRE(made);
    engine = std::move(*made);
    REQUIRE(view->open(engine->commit()));
    thread = std::thread([this] { view->run(); });
  }
  ~House() {
    view->stop();
    thread.join();
  }
  void ask(std::function<void()> question) {
    const std::lock_guard lock(mutex);
    questions.push_back(std::move(question));
    asked.notify_all();
  }
  std::function<void()> next_question() {                  // waits for it; empty: none comes since the view follows
    std::unique_lock lock(mutex);
    while (questions.empty() && view->behind()) asked.wait_for(lock, std::chrono::milliseconds(5));
    if (questions.empty()) return {};
    auto question = std::move(questions.front());
    questions.pop_front();
    return question;
  }
  void commit_one(int number) {
    engine::Events events;
    engine::RawEvent raw;
    raw.customer = "late" + std::to_string(number);
    raw.name = "opened";
    raw.source = "late";
    raw.id = std::to_string(number);
    events.events.push_back(std::move(raw));
    REQUIRE(engine->inbox().post(std::move(events)));
    const std::uint64_t before = engine->commit();
    REQUIRE(engine->tick(engine->now()));
    CHECK(engine->commit() == before + 1);
  }
  std::vector<view::JourneyRow> journeys() const {
    auto reader = view::open_reader(view->path());
    REQUIRE(reader);
    view::Page page;
    page.limit = 100'000;
    auto rows = (*reader)->journeys({}, page);
    REQUIRE(rows);
    return *rows;
  }

  std::unique_ptr<journal::Journal> journal;
  std::unique_ptr<daemon::ViewLoop> view;
  std::unique_ptr<daemon::ViewFeed> feed;
  std::unique_ptr<engine::Engine> engine;
  std::thread thread;
  std::mutex mutex;
  std::condition_variable asked;
  std::deque<std::function<void()>> questions;
};

}  // namespace

TEST_CASE("the view's rebuild: the engine commits between its pieces, and nothing is missing at the end", "[threads]") {
  Bank bank;
  bank.apply();
  for (int batch = 0; batch < 80; ++batch) {
    std::string lines;
    for (int i = 0; i < 100; ++i) lines += event(std::to_string(batch * 100 + i), "opened", "c" + std::to_string(batch * 100 + i));
    REQUIRE(bank.send(lines).has("\"accepted\":100,"));
  }
  bank.stop();
  House house(bank, bank.scratch.file("anew.db"));
  CHECK(house.view->behind());
  REQUIRE(house.engine->tick(house.engine->now()));        // what a restart records
  house.feed->begin(*house.engine, 0);
  int pieces = 0;
  while (auto question = house.next_question()) {
    CHECK(house.view->behind());
    for (int i = 0; i < 40; ++i) house.commit_one(pieces * 40 + i);      // more commits than the last stretch
    question();
    if (++pieces == 4) break;                              // enough: from here on the engine rests and the view catches up
  }
  CHECK(pieces >= 2);
  while (auto question = house.next_question()) question();
  REQUIRE(house.view->wait_for(house.engine->commit(), 60'000));
  CHECK(!house.view->behind());
  const auto journeys = house.journeys();
  CHECK(journeys.size() == 8'000u + static_cast<std::size_t>(pieces) * 40);

  house.commit_one(1'000'000);                             // it follows again
  CHECK(house.view->wait_for(house.engine->commit(), 60'000));
  std::filesystem::remove(house.view->path());             // and again from the beginning
  const std::int64_t until = daemon::monotonic_nanoseconds() + 60'000'000'000;
  while (!house.view->behind() && daemon::monotonic_nanoseconds() < until) std::this_thread::yield();
  while (auto question = house.next_question()) question();
  REQUIRE(house.view->wait_for(house.engine->commit(), 60'000));
  CHECK(house.journeys().size() == journeys.size() + 1);
}

TEST_CASE("the view's rebuild: while it lasts /readyz says so, with its reason in both languages", "[restart]") {
  Bank bank;
  bank.apply();
  REQUIRE(bank.send(event("1", "opened", "c1")).has("\"accepted\":1"));
  auto& doors = bank.service->doors();
  auto held = std::make_shared<std::promise<void>>();
  auto gate = held->get_future().share();
  doors.engine.on_engine([gate](engine::Engine&) { gate.wait(); });      // so that the first piece has to wait
  std::filesystem::remove(doors.view.path());
  const std::int64_t until = daemon::monotonic_nanoseconds() + 60'000'000'000;
  while (!doors.view.behind() && daemon::monotonic_nanoseconds() < until) std::this_thread::yield();
  const auto english = bank.client->get("/readyz"), chinese = bank.client->get("/readyz", "Accept-Language: zh\r\n");
  CHECK(english.status == 503);
  CHECK(english.has("\"code\":\"view_rebuilding\",\"message\":\"the view is being made anew: lists are incomplete\""));
  CHECK(chinese.has("视图正在重建"));
  held->set_value();
  CHECK(doors.view.wait_until_followed(60'000));
  CHECK(bank.client->get("/readyz").has("\"ready\":true"));
}
