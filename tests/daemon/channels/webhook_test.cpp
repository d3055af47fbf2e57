// The webhook against a provider that answers 429, 500, slowly, or resets: what it is sent, how it is signed, what is reported of it.
#include <catch2/catch.hpp>
#include <cstdio>
#include <fstream>
#include <mutex>

#include "daemon/channels/outlets.hpp"
#include "daemon/channels/signature.hpp"
#include "daemon/channels/verdict.hpp"
#include "daemon/channels/webhook.hpp"
#include "tests/daemon/channels/scripted_server.hpp"
#include "tests/daemon/http/bank.hpp"

using namespace playmaker;
using core::DeliveryOutcome;
using testing::answer;
using testing::ScriptedServer;

namespace {

// 24 bytes, as the specification's shortest.
constexpr const char* kSecret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";

channel::Dispatch dispatch(const std::string& touch = "t_0123") {
  channel::Dispatch d;
  d.touch = d.idempotency_key = touch;
  d.customer = {3, 7};
  d.customer_id = "c7";
  d.channel = "push";
  d.template_ = "hello";
  d.fields = {{"name", "梅"}, {"voucher", "A\"1"}};
  d.at = {1'772'416'800'000};
  d.deadline = d.at + 10 * base::kMinute;
  d.time_to_live = base::kHour;
  return d;
}

// One adapter with its thread; reports land in an inbox.
struct Way {
  explicit Way(const std::string& url, bool private_allowed = true, std::int64_t timeout_ms = 10'000) {
    std::ofstream(scratch.file("secret")) << kSecret << "\n";
    daemon::ChannelConfig config;
    config.adapter = daemon::Adapter::webhook;
    config.url = url;
    config.secret_file = scratch.file("secret");
    config.timeout_ms = timeout_ms;
    config.allow_private_addresses = private_allowed;
    auto opened = channels::Outlets::open({{"push", config}}, inbox, daemon::Log::silent());
    if (!opened) throw std::runtime_error(opened.error().message);
    outlets = std::move(*opened);
    thread = std::thread([this] { outlets->run(); });
  }
  ~Way() {
    outlets->stop();
    thread.join();
  }
  core::DeliveryReported send(channel::Dispatch d) {
    outlets->send(std::move(d));
    engine::Command command;
    while (!inbox.pop(command) || std::holds_alternative<engine::Trouble>(command)) inbox.wait(60'000);
    return std::get<engine::Reports>(command).reports.at(0).report;
  }
  testing::Scratch scratch;
  engine::Inbox inbox;
  std::unique_ptr<channels::Outlets> outlets;
  std::thread thread;
};

std::string url_of(const ScriptedServer& server) { return "http://127.0.0.1:" + std::to_string(server.port()) + "/hook?bank=1"; }

// What the command `openssl` makes of the same bytes.
std::string by_openssl(const testing::Scratch& scratch, const std::string& text) {
  std::ofstream(scratch.file("text"), std::ios::binary) << text;
  const std::string command =
      "openssl dgst -sha256 -mac HMAC -macopt key:0123456789abcdef01234567 -binary " + scratch.file("text") + " | openssl base64";
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  char bytes[256];
  while (std::fgets(bytes, sizeof bytes, pipe) != nullptr) out += bytes;
  ::pclose(pipe);
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

}  // namespace

TEST_CASE("webhook: a signed request with the touch's id, checked by openssl", "[channels]") {
  ScriptedServer server({answer("200 OK")});
  Way way(url_of(server));
  const core::DeliveryReported report = way.send(dispatch());
  CHECK(report.outcome == DeliveryOutcome::accepted);
  const auto received = server.received();
  REQUIRE(received.size() == 1);
  const auto& headers = received[0].headers;
  CHECK(headers.at("webhook-id") == "t_0123");
  CHECK(headers.at("idempotency-key") == "t_0123");
  CHECK(headers.at("ttl") == "3600");
  CHECK(received[0].body ==
        R"({"touch":"t_0123","customer":"c7","channel":"push","template":"hello","fields":{"name":"梅","voucher":"A\"1"}})");
  const std::string signed_text = headers.at("webhook-id") + "." + headers.at("webhook-timestamp") + "." + received[0].body;
  CHECK(headers.at("webhook-signature") == "v1," + by_openssl(way.scratch, signed_text));
}

TEST_CASE("webhook: each answer has its outcome", "[channels]") {
  ScriptedServer server({answer("429 Too Many Requests", "Retry-After: 7\r\n"), answer("503 Service Unavailable", "Retry-After: 3\r\n"),
                         answer("500 Internal Server Error"), answer("400 Bad Request"), answer("410 Gone"),
                         answer("302 Found", "Location: /\r\n"), "reset", "not http at all", answer("204 No Content")});
  Way way(url_of(server));
  const auto next = [&] { return way.send(dispatch()); };
  const auto throttled = next();
  CHECK(throttled.outcome == DeliveryOutcome::throttled);
  CHECK(throttled.retry_after_ms == 7'000);
  const auto unavailable = next();
  CHECK(unavailable.outcome == DeliveryOutcome::failed_temporary);
  CHECK(unavailable.retry_after_ms == 3'000);
  CHECK(next().outcome == DeliveryOutcome::failed_temporary);
  CHECK(next().outcome == DeliveryOutcome::failed_permanent);
  CHECK(next().outcome == DeliveryOutcome::failed_permanent);
  CHECK(next().outcome == DeliveryOutcome::failed_permanent);
  CHECK(next().outcome == DeliveryOutcome::unknown);
  CHECK(next().outcome == DeliveryOutcome::unknown);
  CHECK(next().outcome == DeliveryOutcome::accepted);
  const auto received = server.received();
  for (const auto& request : received) CHECK(request.body == received[0].body);   // the same bytes in every attempt
}

TEST_CASE("webhook: silence is unknown, no connection is temporary, a private address is refused", "[channels]") {
  ScriptedServer server({"silent"});
  CHECK(Way(url_of(server), true, 1'000).send(dispatch()).outcome == DeliveryOutcome::unknown);
  std::uint16_t closed = 0;
  { closed = ScriptedServer({"cut"}).port(); }
  CHECK(Way("http://127.0.0.1:" + std::to_string(closed) + "/").send(dispatch()).outcome == DeliveryOutcome::failed_temporary);
  const auto refused = Way(url_of(server), false).send(dispatch());
  CHECK(refused.outcome == DeliveryOutcome::failed_permanent);
  CHECK(refused.provider.find("private") != std::string::npos);
  CHECK(server.received().size() == 1);
  for (const char* address : {"127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1",
                              "fe80::1", "fd00::1", "::ffff:10.0.0.1", "nonsense"}) {
    INFO(address);
    CHECK(channels::private_address(address));
  }
  for (const char* address : {"8.8.8.8", "172.32.0.1", "2001:4860:4860::8888"}) CHECK(!channels::private_address(address));
}

TEST_CASE("webhook: secrets are checked, several sign", "[channels]") {
  CHECK(!channels::parse_secrets("hello"));
  CHECK(!channels::parse_secrets("whsec_c2hvcnQ="));
  CHECK(!channels::parse_secrets("# nothing\n"));
  const auto secrets = channels::parse_secrets(std::string(kSecret) + "\n# old\n" + kSecret + "\n");
  REQUIRE(secrets);
  const std::string two = channels::signature(*secrets, "id", 1, "body");
  CHECK(std::count(two.begin(), two.end(), ' ') == 1);
  // The example of the specification's reference libraries.
  const auto known = channels::parse_secrets("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  REQUIRE(known);
  CHECK(channels::signature(*known, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})") ==
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST_CASE("outfile: lines are appended whole, and accepted together", "[channels]") {
  testing::Scratch scratch;
  daemon::ChannelConfig config;
  config.file = scratch.file("push.ndjson");
  engine::Inbox inbox;
  auto outlets = channels::Outlets::open({{"push", config}}, inbox, daemon::Log::silent());
  REQUIRE(outlets);
  for (int i = 0; i < 3; ++i) (*outlets)->send(dispatch("t_" + std::to_string(i)));
  channel::Dispatch stray = dispatch("t_3");
  stray.channel = "pigeon";
  (*outlets)->send(std::move(stray));
  (*outlets)->stop();
  (*outlets)->run();
  std::vector<DeliveryOutcome> outcomes;
  int troubles = 0;
  for (engine::Command command; inbox.pop(command);) {
    if (std::holds_alternative<engine::Trouble>(command)) {
      ++troubles;
      continue;
    }
    for (const engine::Report& report : std::get<engine::Reports>(command).reports) outcomes.push_back(report.report.outcome);
  }
  CHECK(std::count(outcomes.begin(), outcomes.end(), DeliveryOutcome::accepted) == 3);
  CHECK(std::count(outcomes.begin(), outcomes.end(), DeliveryOutcome::failed_permanent) == 1);   // no such channel is configured
  CHECK(troubles == 1);
  std::ifstream file(scratch.file("push.ndjson"));
  std::string line;
  int lines = 0;
  while (std::getline(file, line)) CHECK(line.find("\"touch\":\"t_" + std::to_string(lines++)) != std::string::npos);
  CHECK(lines == 3);
}
