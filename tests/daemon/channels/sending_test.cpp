// A touch through the whole daemon to a provider that fails, is slow to accept or cuts the line: each is sent as often as it must be and
// no more.
#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "tests/daemon/channels/scripted_server.hpp"
#include "tests/daemon/http/bank.hpp"

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
