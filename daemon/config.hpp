#pragma once
// The configuration of `playmaker serve`: one YAML file, read strictly (an unknown key is an error with the nearest known one). Secrets
// stand in files of their own and are named here, never written here. Relative paths are relative to the configuration's folder.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/log.hpp"
#include "runtime/base/text.hpp"
#include "runtime/base/time.hpp"

namespace playmaker::daemon {

enum class Adapter : std::uint8_t { outfile, webhook };
struct ChannelConfig {
  Adapter adapter = Adapter::outfile;
  std::string file;                      // outfile: NDJSON is appended to it
  std::string url, secret_file;          // webhook: http(s) address; file with one whsec_… a line (the first signs, all are sent)
  std::int64_t timeout_ms = 10'000;      // webhook: for one attempt
  bool allow_private_addresses = false;  // webhook: may the address be of this machine or of a private network
};

struct Config {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8730;
  std::string data;                      // folder
  std::uint16_t lanes = 0;               // 0: 16 for a new folder, what it has for an old one
  bool stepped = false;
  std::optional<base::Instant> start;    // stepped: the first instant of a new folder
  std::string token_file;
  bool allow_loopback_without_token = false;
  std::map<std::string, ChannelConfig> channels;
  LogLevel log_level = LogLevel::info;
  std::string log_file;                  // empty: standard error
};

// `path` is named in messages and gives relative paths their folder. Code config_invalid: the message holds every issue, rendered.
base::Result<Config> read_config(const std::string& path, const std::string& text);
base::Result<Config> load_config(const std::string& path);                      // the same from the file; code config_missing
// What the values say together: credentials, stepped clock, paths given. Codes credentials_missing, config_invalid.
base::Result<void> check(const Config& config);
std::string config_help(base::Language language);                               // every key, described

}  // namespace playmaker::daemon
