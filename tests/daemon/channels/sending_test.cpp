// A touch through the whole daemon to a provider that fails, is slow to accept or cuts the line: each is sent as often as it must be and
// no more.
#include <signal.h>
#include <catch2/catch.hpp>

#include <fstream>
#include <set>
#include <thread>

#include "daemon/clock.hpp"
#include "tests/daemon/channels/scripted_server.hpp"
#include "tests/daemon/http/bank.hpp"
#include "tests/daemon/kill/daemon_process.hpp"
#include "tests/main/reworded.hpp"

using namespace playmaker;
using testing::answer;
using testing::Bank;
using testing::event;
using testing::number_after;

namespace {

daemon::Config through(const testing::ScriptedServer& server, const testing::Scratch& scratch) {
  std::ofstream(scratch.file("secret")) << "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3\n";
  daemon::Config config;
  daemon::ChannelConfig& sms = config.channels["sms"];
  sms.adapter = daemon::Adapter::webhook;
  sms.url = "http://127.0.0.1:" + std::to_string(server.port()) + "/";
  sms.secret_file = scratch.file("secret");
  sms.timeout_ms = 2'000;
  sms.allow_private_addresses = true;
  return config;
}

std::string touches_after(Bank& bank, const std::string& to) {
  const auto moved = bank.client->post("/v1/clock", "{\"to\":\"" + to + "\"}");
  REQUIRE(moved.status == 200);
  return bank.client->get("/v1/touches?after=" + std::to_string(number_after(moved.body, "\"commit\":"))).body;
}

}  // namespace

TEST_CASE("a touch whose connection was reset after sending is unknown, and not sent again", "[sending]") {
  testing::Scratch scratch;
  testing::ScriptedServer server({"reset", answer("200 OK")});
  Bank bank(through(server, scratch));
  bank.apply();
  REQUIRE(bank.send(event("1", "opened", "c1")).has("\"accepted\":1"));
  const std::string touches = touches_after(bank, "2026-03-10T09:00:00+08:00");
  INFO(touches);
  CHECK(touches.find("\"status\":\"unknown\"") != std::string::npos);
  CHECK(server.received().size() == 1);
  CHECK(bank.client->get("/v1/incidents").has("\"count\":1"));
}

TEST_CASE("an operator says what became of a touch that nobody knows of: sent counts, not sent is sent", "[sending]") {
  testing::Scratch scratch;
  testing::ScriptedServer server({"reset", "reset", answer("200 OK")});
  Bank bank(through(server, scratch));
  std::string text = testing::kBank;                       // touches that keep for two days
  text = added_before(text, "role manager", "policy plain \"规范\" { blocked wait up to 48 hours then skip }\n");
  text = added_before(text, "ends after", "follow plain\n  ");
  REQUIRE(bank.client->post("/v1/playbooks", testing::apply_body(text)).status == 200);
  REQUIRE(bank.send(event("1", "opened", "c1") + event("2", "opened", "c2")).has("\"accepted\":2"));
  const std::string touches = touches_after(bank, "2026-03-03T10:01:00+08:00");
  INFO(touches);
  const std::size_t second = touches.find("{\"id\":\"", touches.find("{\"id\":\"") + 1);
  const std::string sent = testing::text_between(touches, "{\"id\":\"", "\""),
                    lost = testing::text_between(touches.substr(second), "{\"id\":\"", "\"");
  const auto resolve = [&](const std::string& touch, const std::string& body) {
    return bank.client->post("/v1/touches/" + touch + ":resolve", body);
  };
  CHECK(resolve(sent, "{}").has("member_missing"));
  CHECK(resolve(sent, R"({"sent":"yes"})").has("member_invalid"));
  CHECK(resolve("t_nothing", R"({"sent":true})").status == 404);
  CHECK(resolve(sent, R"({"sent":true,"actor":"li","reason":"the provider's log has it"})").status == 200);
  CHECK(resolve(sent, R"({"sent":true})").status == 409);
  CHECK(resolve(lost, R"({"sent":false,"actor":"li"})").status == 200);
  const std::string after = touches_after(bank, "2026-03-03T10:30:00+08:00");
  INFO(after);
  CHECK(after.find("\"status\":\"unknown\"") == std::string::npos);
  REQUIRE(server.received().size() == 3);
  CHECK(server.received()[2].headers.at("webhook-id") == lost);
}

TEST_CASE("a daemon that is killed while it sends finds the touch unknown, as an incident that a person resolves", "[sending]") {
  testing::Scratch scratch;
  testing::ScriptedServer server({"silent", answer("200 OK")});
  std::ofstream(scratch.file("secret")) << "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3\n";
  std::ofstream(scratch.file("serve.yaml"))
      << "listen: 127.0.0.1:0\ndata: data\nlanes: 4\nclock: stepped\nstart: \"2026-03-02T09:00:00+08:00\"\nallow_loopback_without_token: "
         "true\nlog: {level: warning, file: log.ndjson}\nchannels:\n"
      << "  sms: {adapter: webhook, url: \"http://127.0.0.1:" << server.port()
      << "/\", secret_file: secret, allow_private_addresses: true}\n";
  testing::DaemonProcess daemon;
  REQUIRE(daemon.start(scratch.file("serve.yaml")));
  {
    testing::Client client(daemon.port());
    REQUIRE(client.post("/v1/playbooks", testing::apply_body(testing::kBank)).status == 200);
    REQUIRE(client.post("/v1/events", event("1", "opened", "c1"), "application/x-ndjson").has("\"accepted\":1"));
    const std::string to = R"({"to":"2026-03-02T10:00:00+08:00"})";
    REQUIRE(client.send("POST /v1/clock HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
                        std::to_string(to.size()) + "\r\n\r\n" + to));
    const std::int64_t until = daemon::monotonic_nanoseconds() + 60'000'000'000;
    while (server.received().empty() && daemon::monotonic_nanoseconds() < until) std::this_thread::yield();
    REQUIRE(server.received().size() == 1);
  }
  daemon.signal(SIGKILL);
  daemon.wait();
  REQUIRE(daemon.start(scratch.file("serve.yaml")));
  testing::Client client(daemon.port());
  const auto after = [&] { return "?after=" + std::to_string(number_after(client.get("/v1/clock").body, "\"commit\":")); };
  const std::string incidents = client.get("/v1/incidents" + after()).body, touches = client.get("/v1/touches" + after()).body;
  INFO(incidents << touches);
  CHECK(incidents.find("\"code\":\"touch_unknown\"") != std::string::npos);
  CHECK(touches.find("\"status\":\"unknown\"") != std::string::npos);
  const std::string id = testing::text_between(touches, "{\"id\":\"", "\"");
  CHECK(client.post("/v1/touches/" + id + ":resolve", R"({"sent":true,"actor":"li"})").status == 200);
  CHECK(client.get("/v1/touches" + after()).has("\"status\":\"accepted\""));
  CHECK(server.received().size() == 1);                    // never silently sent again
  CHECK(number_after(client.get("/readyz").body, "\"unknown_at_start\":") == 1);
}

TEST_CASE("a touch that was accepted at last was one message to its receiver", "[sending]") {
  testing::Scratch scratch;
  testing::ScriptedServer server(
      {answer("500 Internal Server Error"), answer("429 Too Many Requests", "Retry-After: 2\r\n"), answer("200 OK")});
  Bank bank(through(server, scratch));
  bank.apply();
  REQUIRE(bank.send(event("1", "opened", "c1")).has("\"accepted\":1"));
  const std::string touches = touches_after(bank, "2026-03-10T09:00:00+08:00");
  INFO(touches);
  std::set<std::string> ids, bodies;
  for (const auto& request : server.received()) {
    ids.insert(request.headers.at("webhook-id"));
    bodies.insert(request.body);
  }
  CHECK(ids.size() == 1);
  CHECK(bodies.size() == 1);
  CHECK(server.received().size() <= 3);
}
