// The configuration: every key is read, an unknown one is named with the nearest known.
#include <catch2/catch.hpp>

#include "daemon/config.hpp"
#include "daemon/config_keys.hpp"
#include "daemon/log.hpp"

using namespace playmaker;
using daemon::read_config;

TEST_CASE("config: all keys", "[config]") {
  const auto config = read_config("/etc/playmaker/serve.yaml", R"(
listen: 127.0.0.1:0
data: data
lanes: 8
clock: stepped
start: "2026-03-02T00:00:00+08:00"
token_file: /etc/playmaker/tokens
allow_loopback_without_token: true
channels:
  sms: {adapter: outfile, file: out/sms.ndjson}
  push:
    adapter: webhook
    url: https://push.example/hook
    secret_file: push.secret
    timeout: 5 s
    allow_private_addresses: true
log: {level: debug, file: log.ndjson}
)");
  INFO((config ? "" : config.error().message));
  REQUIRE(config);
  CHECK(config->port == 0);
  CHECK(config->data == "/etc/playmaker/data");
  CHECK(config->lanes == 8);
  CHECK(config->start == *base::parse_instant("2026-03-01T16:00:00Z"));
  CHECK(config->channels.at("sms").file == "/etc/playmaker/out/sms.ndjson");
  CHECK(config->channels.at("push").timeout_ms == 5'000);
  CHECK(config->channels.at("push").adapter == daemon::Adapter::webhook);
  CHECK(config->log_level == daemon::LogLevel::debug);
}

TEST_CASE("config: what is wrong is named with its place", "[config]") {
  const auto message = [](const char* text) {
    const auto read = read_config("serve.yaml", text);
    return read ? std::string("read") : read.error().message;
  };
  CHECK(message("data: d\nlisten_on: 1\n").find("listen") != std::string::npos);
  CHECK(message("data: d\nlanes: 12\n").find("serve.yaml:2:8: `lanes` is a power of two") != std::string::npos);
  CHECK(message("data: d\nlisten: nowhere\n").find("ADDRESS:PORT") != std::string::npos);
  CHECK(message("data: d\nchannels:\n  sms: {adapter: pigeon}\n").find("outfile or webhook") != std::string::npos);
  CHECK(message("data: d\nchannels:\n  sms: {adapter: webhook, url: \"http://x\"}\n").find("secret_file") != std::string::npos);
  CHECK(message("- a\n").find("no keys") != std::string::npos);
  const auto chinese = read_config("serve.yaml", "data: d\nlanes: 12\n");
  CHECK(chinese.error().zh.find("2 的幂") != std::string::npos);
  for (const daemon::ConfigKey& key : daemon::kConfigKeys) {
    CHECK(daemon::config_help(base::Language::en).find(key.key) != std::string::npos);
    CHECK(daemon::config_help(base::Language::zh).find(key.zh) != std::string::npos);
  }
}

TEST_CASE("log: personal fields are struck out by name", "[config]") {
  CHECK(daemon::personal("customer"));
  CHECK(daemon::personal("with"));
  CHECK(!daemon::personal("channel"));
}
