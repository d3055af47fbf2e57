// What was answered is there after a restart; a view that is deleted comes back with the same rows; a full inbox says so.
#include <catch2/catch.hpp>
#include <filesystem>
#include <future>

#include "tests/daemon/http/bank.hpp"

using namespace playmaker;
using testing::Answer;
using testing::Bank;
using testing::event;
using testing::number_after;

namespace {

std::string events_of(int from, int count) {
  std::string lines;
  for (int i = from; i < from + count; ++i) lines += event("e" + std::to_string(i), "opened", "c" + std::to_string(i));
  return lines;
}

// Rows without the watermark, which may differ.
std::string rows_of(Bank& bank, const std::string& list, std::uint64_t after) {
  const Answer answer = bank.client->get("/v1/" + list + "?limit=1000&after=" + std::to_string(after));
  return answer.body.substr(0, answer.body.rfind("\"watermark\""));
}

}  // namespace

TEST_CASE("restart: events, tasks and the clock are where they were", "[restart]") {
  Bank bank;
  bank.apply();
  const std::uint64_t commit = number_after(bank.send(events_of(0, 200)).body, "\"commit\":");
  const std::string tasks = rows_of(bank, "tasks", commit),
                    clock = testing::text_between(bank.client->get("/v1/clock").body, "\"now\":\"", "\"");
  bank.stop();
  bank.start();
  CHECK(rows_of(bank, "tasks", commit) == tasks);
  CHECK(bank.client->get("/v1/clock").has(clock));
  CHECK(bank.send(events_of(0, 200)).has("\"duplicate\":200"));
}

TEST_CASE("the view: deleted while it runs, it is made anew with equal rows", "[restart]") {
  Bank bank;
  bank.apply();
  const std::uint64_t commit = number_after(bank.send(events_of(0, 300)).body, "\"commit\":");
  const std::string journeys = rows_of(bank, "journeys", commit), tasks = rows_of(bank, "tasks", commit);
  std::filesystem::remove(std::filesystem::path(bank.config.data) / "view.db");
  std::uint64_t later = commit;                   // load goes on meanwhile
  for (int round = 0; round < 20; ++round)
    later = number_after(bank.send(event("h" + std::to_string(round), "held", "c0")).body, "\"commit\":");
  CHECK(later > commit);
  while (!bank.client->get("/readyz").has("\"ready\":true") || number_after(bank.client->get("/readyz").body, "\"watermark\":") < later) {}
  CHECK(rows_of(bank, "journeys", later) == journeys);
  bank.stop();
  std::filesystem::remove(std::filesystem::path(bank.config.data) / "view.db");
  bank.start();
  CHECK(rows_of(bank, "journeys", later) == journeys);
  CHECK(rows_of(bank, "tasks", later).size() >= tasks.size());
}

TEST_CASE("a full inbox answers 429 and when to come again; what was taken is answered", "[restart]") {
  Bank bank;
  bank.apply();
  auto gate = std::make_shared<std::promise<void>>();
  auto opened = gate->get_future().share();
  REQUIRE(bank.service->doors().inbox.post(engine::Ask{[opened](const engine::Engine&) { opened.wait(); }}));
  std::vector<std::unique_ptr<testing::Client>> waiting;
  Answer full;
  for (int batch = 0; full.status == 0 && batch < 20; ++batch) {
    waiting.push_back(std::make_unique<testing::Client>(bank.service->port()));
    const std::string lines = events_of(batch * 5'000, 5'000);
    REQUIRE(waiting.back()->send("POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: " +
                                 std::to_string(lines.size()) + "\r\n\r\n" + lines));
    while (bank.service->doors().inbox.depth() < static_cast<std::size_t>(batch + 1) * 5'000 && full.status == 0) {
      if (static_cast<std::size_t>(batch + 1) * 5'000 > base::kInboxMax - base::kInboxReserved) full = waiting.back()->read();
    }
  }
  CHECK(full.status == 429);
  CHECK(full.headers.at("retry-after") == "1");
  CHECK(full.has("\"code\":\"inbox_full\""));
  waiting.pop_back();
  gate->set_value();
  for (auto& client : waiting) CHECK(client->read().has("\"accepted\":5000"));
}

TEST_CASE("starting: what is in the way is named", "[restart]") {
  Bank bank;
  daemon::Config same_port = bank.config;
  same_port.port = bank.service->port();
  same_port.data = bank.scratch.file("other");
  const auto port = daemon::Service::start(same_port, daemon::Log::silent());
  REQUIRE(!port);
  CHECK(port.error().code == "port_in_use");
  const auto folder = daemon::Service::start(bank.config, daemon::Log::silent());
  REQUIRE(!folder);
  CHECK(folder.error().code == "folder_in_use");
  bank.stop();
  daemon::Config real = bank.config;
  real.stepped = false;
  real.start.reset();
  const auto clock = daemon::Service::start(real, daemon::Log::silent());
  REQUIRE(!clock);
  CHECK(clock.error().code == "clock_kind_fixed");
  daemon::Config nobody = real;
  nobody.allow_loopback_without_token = false;
  CHECK(daemon::check(nobody).error().code == "credentials_missing");
  nobody.address = "0.0.0.0";
  nobody.allow_loopback_without_token = true;
  CHECK(daemon::check(nobody).error().code == "credentials_missing");
}

TEST_CASE("after a restart every POST may be sent again: keys are forgotten, and nothing happens twice", "[restart]") {
  testing::Scratch out;
  daemon::Config config;
  config.channels["sms"].file = out.file("sms.ndjson");
  Bank bank(config);
  bank.apply();
  REQUIRE(bank.client->post("/v1/people", R"({"id":"p1","name":"Li"})").has("\"accepted\":1"));
  REQUIRE(bank.client->post("/v1/customers", R"({"id":"c1","manager":"p1"})").has("\"accepted\":1"));
  REQUIRE(bank.send(event("1", "opened", "c1")).has("\"accepted\":1"));
  REQUIRE(bank.client->post("/v1/clock", R"({"to":"2026-03-04T09:00:00+08:00"})").status == 200);
  const auto now = [&] { return "?after=" + std::to_string(number_after(bank.client->get("/v1/clock").body, "\"commit\":")); };
  const std::string touch = testing::text_between(bank.client->get("/v1/touches" + now()).body, "{\"id\":\"", "\""),
                    task = testing::text_between(bank.client->get("/v1/tasks" + now()).body, "{\"id\":\"", "\"");
  struct Post {
    std::string target, body, type;
    int status_again;
    std::string says_again;
  };
  const std::vector<Post> posts{
      {"/v1/playbooks", testing::apply_body(testing::kBank), "application/json", 200, "welcome"},
      {"/v1/people", R"({"id":"p1","name":"Li"})", "application/json", 200, "\"accepted\":1"},
      {"/v1/customers", R"({"id":"c1","manager":"p1"})", "application/json", 200, "\"accepted\":1"},
      {"/v1/pools", R"({"id":"agents","people":["p1"]})", "application/json", 200, "\"accepted\":1"},
      {"/v1/events", event("2", "booked", "c1"), "application/x-ndjson", 200, "\"accepted\":0,\"duplicate\":1"},
      {"/v1/receipts", R"({"touch":")" + touch + R"(","outcome":"read"})", "application/json", 200, "\"accepted\":1"},
      {"/v1/tasks/" + task + ":assign", R"({"person":"p1"})", "application/json", 409, "task_closed"},
      {"/v1/tasks/" + task + ":complete", "{}", "application/json", 409, "task_closed"},
      {"/v1/pauses", R"({"playbook":"welcome"})", "application/json", 200, "commit"},
      {"/v1/clock", R"({"to":"2026-03-04T09:00:00+08:00"})", "application/json", 200, "commit"},
  };
  const std::string key = "Idempotency-Key: once\r\n";
  for (const Post& post : posts) {
    const Answer first = bank.client->post(post.target, post.body, post.type, key),
                 again = bank.client->post(post.target, post.body, post.type, key);
    INFO(post.target << " " << first.body);
    CHECK(first.status == 200);
    CHECK(again.body == first.body);
    CHECK(again.headers.contains("idempotency-replayed"));
    CHECK(bank.client->post(post.target, post.body + " ", post.type, key).status == 422);
  }
  const std::vector<std::string> lists{"journeys", "touches", "tasks", "stalls", "figures", "pauses"};
  std::vector<std::string> before;
  for (const std::string& list : lists) before.push_back(bank.client->get("/v1/" + list + (list == "pauses" ? "" : now())).body);
  bank.stop();
  bank.start();
  for (const Post& post : posts) {
    const Answer again = bank.client->post(post.target, post.body, post.type, key);
    INFO(post.target << " " << again.body);
    CHECK(again.status == post.status_again);
    CHECK(again.has(post.says_again));
  }
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const std::string after = bank.client->get("/v1/" + lists[i] + (lists[i] == "pauses" ? "" : now())).body;
    CHECK(after.substr(0, after.rfind("\"watermark\"")) == before[i].substr(0, before[i].rfind("\"watermark\"")));
  }
}
