// What is wrong with a channel as a whole is an incident that a supervisor sees, durable, and not only a line in the log.
#include <catch2/catch.hpp>
#include <fstream>

#include "daemon/channels/signature.hpp"
#include "tests/daemon/channels/scripted_server.hpp"
#include "tests/daemon/http/bank.hpp"

using namespace playmaker;
using testing::answer;
using testing::Bank;
using testing::event;

namespace {

constexpr const char *kSecret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3", *kOther = "whsec_NzY1NDMyMTBmZWRjYmE5ODc2NTQzMjEw";

daemon::Config through(const testing::ScriptedServer& server, const testing::Scratch& scratch) {
  std::ofstream(scratch.file("secret")) << kSecret << "\n";
  daemon::Config config;
  daemon::ChannelConfig& sms = config.channels["sms"];
  sms.adapter = daemon::Adapter::webhook;
  sms.url = "http://127.0.0.1:" + std::to_string(server.port()) + "/";
  sms.secret_file = scratch.file("secret");
  sms.allow_private_addresses = true;
  return config;
}

// `count` customers who each are sent a touch on the second day.
std::string incidents_after(Bank& bank, int count) {
  bank.apply();
  for (int i = 0; i < count; ++i) REQUIRE(bank.send(event("e" + std::to_string(i), "opened", "c" + std::to_string(i))).status == 200);
  REQUIRE(bank.client->post("/v1/clock", R"({"to":"2026-03-05T09:00:00+08:00"})").status == 200);
  const std::string now = bank.client->get("/v1/clock").body;
  return bank.client->get("/v1/incidents?after=" + std::to_string(testing::number_after(now, "\"commit\":"))).body;
}

std::string incident(const std::string& incidents, const std::string& code) {
  return testing::text_between(incidents, "{\"code\":\"" + code + "\"", "}");
}

}  // namespace

TEST_CASE("a receiver that answers 410 Gone is an incident, told once, and there after a restart", "[channels]") {
  testing::Scratch scratch;
  testing::ScriptedServer server({answer("410 Gone")});
  Bank bank(through(server, scratch));
  const std::string gone = incident(incidents_after(bank, 3), "channel_gone");
  INFO(gone);
  CHECK(gone.find("\"place\":\"sms\"") != std::string::npos);
  CHECK(gone.find("\"count\":1") != std::string::npos);
  CHECK(gone.find("\"message\":\"the receiver answered 410") != std::string::npos);
  CHECK(bank.client->get("/v1/incidents", "Accept-Language: zh\r\n").has("接收方答复 410"));
  bank.stop();
  bank.start();
  CHECK(incident(bank.client->get("/v1/incidents").body, "channel_gone") == gone);
}

TEST_CASE("five failures in a row of a channel are an incident", "[channels]") {
  testing::Scratch scratch;
  testing::ScriptedServer server({answer("500 Internal Server Error")});
  Bank bank(through(server, scratch));
  const std::string incidents = incidents_after(bank, 6);
  INFO(incidents);
  CHECK(incident(incidents, "channel_failing").find("HTTP 500") != std::string::npos);
  CHECK(incident(incidents, "channel_failing").find("\"count\":1") != std::string::npos);
}

TEST_CASE("a channel that no adapter serves is an incident", "[channels]") {
  Bank bank;                                     // its catalog has `sms`, its configuration no channel at all
  const std::string incidents = incidents_after(bank, 2);
  INFO(incidents);
  CHECK(incident(incidents, "channel_not_configured").find("\"place\":\"sms\"") != std::string::npos);
}

TEST_CASE("a secret that is missing at a reload is an incident, and the old one goes on signing", "[channels]") {
  testing::Scratch scratch;
  testing::ScriptedServer server({answer("200 OK")});
  Bank bank(through(server, scratch));
  bank.apply();
  std::filesystem::remove(scratch.file("secret"));
  const auto refused = bank.service->reload(bank.config);
  REQUIRE(!refused);
  CHECK(refused.error().code == "secret_invalid");
  const std::string incidents = incidents_after(bank, 1);
  INFO(incidents);
  CHECK(incident(incidents, "secret_invalid").find("\"place\":\"sms\"") != std::string::npos);
  CHECK(server.received().size() == 1);
}

TEST_CASE("a secret that was changed signs from the reload on", "[channels]") {
  testing::Scratch scratch;
  testing::ScriptedServer server({answer("200 OK")});
  Bank bank(through(server, scratch));
  std::ofstream(scratch.file("secret")) << kOther << "\n";
  const auto reloaded = bank.service->reload(bank.config);
  REQUIRE(reloaded);
  CHECK(reloaded->empty());
  incidents_after(bank, 1);
  const auto received = server.received();
  REQUIRE(received.size() == 1);
  const auto& headers = received[0].headers;
  const std::int64_t at = std::stoll(headers.at("webhook-timestamp"));
  CHECK(headers.at("webhook-signature") ==
        channels::signature(*channels::parse_secrets(kOther), headers.at("webhook-id"), at, received[0].body));
}
