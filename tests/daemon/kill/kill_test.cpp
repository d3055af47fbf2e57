// kill -9 at random moments, over HTTP, with requests in flight. The client's own record is the oracle: what was answered is there after
// the restart, exactly once; what was not answered is there once or not at all. Some rounds are killed while they drain and write their
// snapshot, some while the view is made anew; all of them while webhooks are being sent.
#include <signal.h>
#include <catch2/catch.hpp>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "daemon/clock.hpp"
#include "runtime/engine/disk/fsck.hpp"
#include "runtime/journal/sqlite/open.hpp"
#include "tests/daemon/channels/scripted_server.hpp"
#include "tests/daemon/http/bank.hpp"
#include "tests/daemon/kill/daemon_process.hpp"
#include "tests/main/reworded.hpp"

using namespace playmaker;
using testing::Answer;
using testing::Client;
using testing::number_after;

namespace {

constexpr int kBatch = 100, kSenders = 2, kAcknowledged = 1'000;

int rounds() {
  if (std::getenv("PLAYMAKER_SOAK") != nullptr) return 1'000;
  return std::getenv("PLAYMAKER_LIGHT") != nullptr ? 5 : 50;
}

std::string lines_of(const std::vector<int>& ids) {
  std::string lines;
  for (const int id : ids) lines += testing::event("e" + std::to_string(id), "opened", "c" + std::to_string(id));
  return lines;
}

// What the clients know: which events were answered, which were sent and never answered.
struct Oracle {
  std::mutex mutex;
  std::condition_variable more;
  std::vector<std::vector<int>> answered, open;
  int next = 0, answered_now = 0;
  bool ended = false;
};

void send_until_cut(Oracle& oracle, std::uint16_t port) {
  Client client(port);
  while (true) {
    std::vector<int> ids;
    {
      const std::lock_guard lock(oracle.mutex);
      if (oracle.ended) return;
      for (int i = 0; i < kBatch; ++i) ids.push_back(oracle.next++);
    }
    const Answer answer = client.post("/v1/events", lines_of(ids), "application/x-ndjson");
    const std::lock_guard lock(oracle.mutex);
    if (answer.status == 200 && answer.has("\"accepted\":100,")) {
      oracle.answered.push_back(std::move(ids));
      oracle.answered_now += kBatch;
      oracle.more.notify_all();
    } else if (answer.status != 429) {
      oracle.open.push_back(std::move(ids));
    }
    if (answer.status == 0 || answer.status == 503) return;
  }
}

// Minute by minute, so that touches are being sent whenever the daemon is killed: they fall on whole minutes.
void move_clock_until_cut(Oracle& oracle, std::uint16_t port) {
  Client client(port);
  while (true) {
    {
      const std::lock_guard lock(oracle.mutex);
      if (oracle.ended) return;
    }
    const auto now = base::parse_instant(testing::text_between(client.get("/v1/clock").body, "\"now\":\"", "\""));
    if (!now || client.post("/v1/clock", "{\"to\":\"" + base::format_instant(*now + base::kMinute) + "\"}").status != 200) return;
  }
}

struct Folder {
  Folder() {
    std::ofstream(scratch.file("secret")) << "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3\n";
    std::ofstream(scratch.file("serve.yaml"))
        << "listen: 127.0.0.1:0\ndata: data\nlanes: 4\nclock: stepped\nstart: \"2026-03-02T09:00:00+08:00\"\nallow_loopback_without_token: "
           "true\nlog: {level: warning, file: log.ndjson}\nchannels:\n"
        << "  sms: {adapter: webhook, url: \"http://127.0.0.1:" << provider.port()
        << "/\", secret_file: secret, allow_private_addresses: true}\n";
  }
  std::vector<journal::Finding> fsck() const {
    journal::FolderOptions options;
    options.folder = scratch.file("data");
    options.create = false;
    auto journal = journal::open_folder(options);
    REQUIRE(journal);
    auto findings = engine::fsck(**journal, {});
    REQUIRE(findings);
    return findings->findings;
  }
  testing::Scratch scratch;
  testing::ScriptedServer provider{{testing::answer("200 OK")}};
};

}  // namespace

TEST_CASE("kill -9: nothing acknowledged is lost, nothing happens twice", "[kill]") {
  Folder folder;
  Oracle oracle;
  std::mt19937 random(20'260'302);
  // Past, so at once, whenever the test runs: within the policy's two days.
  std::string text = reworded(testing::kBank, "at 10:00", "at 00:00");
  text = added_before(text, "role manager", "policy plain \"规范\" { blocked wait up to 48 hours then skip }\n");
  text = added_before(text, "ends after", "follow plain\n  ");
  testing::DaemonProcess daemon;
  REQUIRE(daemon.start(folder.scratch.file("serve.yaml")));
  REQUIRE(Client(daemon.port()).post("/v1/playbooks", testing::apply_body(text)).status == 200);

  for (int round = 0; round < rounds(); ++round) {
    INFO("round " << round);
    oracle.ended = false;
    oracle.answered_now = 0;
    std::vector<std::thread> senders;
    for (int i = 0; i < kSenders; ++i) senders.emplace_back([&] { send_until_cut(oracle, daemon.port()); });
    senders.emplace_back([&] { move_clock_until_cut(oracle, daemon.port()); });
    {
      const int wanted = kAcknowledged + static_cast<int>(random() % 1'000);
      std::unique_lock lock(oracle.mutex);
      REQUIRE(oracle.more.wait_for(lock, std::chrono::seconds(120), [&] { return oracle.answered_now >= wanted; }));
    }
    if (round % 5 == 3) std::filesystem::remove(folder.scratch.path / "data" / "view.db");
    if (round % 5 == 4) {                                  // in the middle of draining and of the last snapshot
      daemon.signal(SIGTERM);
      const std::int64_t until = daemon::monotonic_nanoseconds() + static_cast<std::int64_t>(random() % 60'000'000);
      while (daemon::monotonic_nanoseconds() < until) {}
    }
    daemon.signal(SIGKILL);
    {
      const std::lock_guard lock(oracle.mutex);
      oracle.ended = true;
    }
    for (std::thread& sender : senders) sender.join();
    daemon.wait();
    if (round % 10 == 0) CHECK(folder.fsck().empty());
    REQUIRE(daemon.start(folder.scratch.file("serve.yaml")));
    Client client(daemon.port());
    for (const auto& ids : oracle.answered) {
      const Answer again = client.post("/v1/events", lines_of(ids), "application/x-ndjson");
      INFO(again.body.substr(0, 300));
      REQUIRE(again.has("\"accepted\":0,\"duplicate\":100,"));
    }
    oracle.answered.clear();
    for (const auto& ids : oracle.open) REQUIRE(client.post("/v1/events", lines_of(ids), "application/x-ndjson").has("\"refused\":0,"));
    oracle.open.clear();
  }
  // Every customer has exactly one journey, whatever was killed in between.
  Client client(daemon.port());
  const std::uint64_t commit = number_after(client.get("/v1/clock").body, "\"commit\":");
  Answer figures = client.get("/v1/figures?after=" + std::to_string(commit));
  for (int i = 0; i < 30 && figures.status == 503; ++i)
    figures = client.get("/v1/figures?after=" + std::to_string(commit));   // as it asks for
  INFO(figures.body.substr(0, 300));
  CHECK(number_after(figures.body, "\"entered\":") == static_cast<std::uint64_t>(oracle.next));
  daemon.signal(SIGTERM);
  CHECK(daemon.wait() == 0);
  CHECK(folder.fsck().empty());
  // The provider always said yes, so no touch may have come twice.
  std::set<std::string> touches;
  const auto received = folder.provider.received();
  for (const auto& request : received) touches.insert(request.headers.at("webhook-id"));
  CHECK(!received.empty());
  CHECK(touches.size() == received.size());
}
