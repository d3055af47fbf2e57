#include "daemon/config.hpp"

#include <bit>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "daemon/config_keys.hpp"
#include "daemon/http/gate.hpp"
#include "dsl/read/yaml/events.hpp"
#include "dsl/source/render.hpp"

namespace playmaker::daemon {
namespace {

using read::YamlNode;

base::Failure wrong(std::string message, std::string zh) {
  return {base::FailureKind::invalid, "config_invalid", std::move(message), std::move(zh)};
}

// Reads the keys of one map; the first thing wrong is kept, with its place.
class Reading {
 public:
  Reading(const source::Source& source, std::filesystem::path folder) : source_(source), folder_(std::move(folder)) {}

  void fail(const YamlNode& at, const std::string& en, const std::string& zh) {
    if (failure_) return;
    const auto place = source_.position(at.span.begin);
    const std::string where = source_.path() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": ";
    failure_ = wrong(where + en, where + zh);
  }
  const YamlNode* find(const YamlNode& map, std::string_view key, read::YamlKind kind) {
    const YamlNode* node = map.find(key);
    if (node == nullptr || node->kind == kind) return node;
    const std::string name(key);
    fail(*node, kind == read::YamlKind::map ? "`" + name + "` holds keys below it" : "`" + name + "` is one value",
         kind == read::YamlKind::map ? "`" + name + "` 之下应为若干键" : "`" + name + "` 应为单个值");
    return nullptr;
  }
  void text(const YamlNode& map, std::string_view key, std::string& out) {
    if (const YamlNode* node = find(map, key, read::YamlKind::scalar)) out = node->text;
  }
  void path(const YamlNode& map, std::string_view key, std::string& out) {
    const YamlNode* node = find(map, key, read::YamlKind::scalar);
    if (node == nullptr) return;
    const std::filesystem::path given(node->text);
    out = given.is_absolute() ? given.string() : (folder_ / given).lexically_normal().string();
  }
  void truth(const YamlNode& map, std::string_view key, bool& out) {
    const YamlNode* node = find(map, key, read::YamlKind::scalar);
    if (node == nullptr) return;
    if (node->text != "true" && node->text != "false")
      fail(*node, "`" + std::string(key) + "` is true or false", "`" + std::string(key) + "` 应为 true 或 false");
    out = node->text == "true";
  }
  template <class Number>
  void number(const YamlNode& node, std::string_view text, Number least, Number most, Number& out) {
    Number value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most) {
      const std::string range = std::to_string(least) + " … " + std::to_string(most);
      return fail(node, "a whole number is expected here, " + range, "此处应为整数,范围 " + range);
    }
    out = value;
  }
  std::optional<base::Failure>& failure() { return failure_; }

 private:
  const source::Source& source_;
  std::filesystem::path folder_;
  std::optional<base::Failure> failure_;
};

template <std::size_t Size>
std::vector<std::string_view> names_of(const std::array<ConfigKey, Size>& keys) {
  std::vector<std::string_view> names;
  for (const ConfigKey& key : keys) names.push_back(key.key);
  return names;
}

void read_listen(Reading& reading, const YamlNode& root, Config& config) {
  const YamlNode* node = reading.find(root, "listen", read::YamlKind::scalar);
  if (node == nullptr) return;
  const std::string_view text = node->text;
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0)
    return reading.fail(*node, "`listen` is ADDRESS:PORT, like 127.0.0.1:8730", "`listen` 的写法是 地址:端口,如 127.0.0.1:8730");
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  config.address = host == "localhost" ? "127.0.0.1" : std::string(host);
  reading.number<std::uint16_t>(*node, text.substr(colon + 1), 0, 65'535, config.port);
}

void read_clock(Reading& reading, const YamlNode& root, Config& config) {
  if (const YamlNode* node = reading.find(root, "clock", read::YamlKind::scalar)) {
    if (node->text != "real" && node->text != "stepped") reading.fail(*node, "`clock` is real or stepped", "`clock` 应为 real 或 stepped");
    config.stepped = node->text == "stepped";
  }
  if (const YamlNode* node = reading.find(root, "start", read::YamlKind::scalar)) {
    const auto at = base::parse_instant(node->text);
    if (at) config.start = *at;
    else
      reading.fail(*node, "`start` is an instant with its offset, like 2026-03-02T00:00:00+08:00",
                   "`start` 应为带时区偏移的时刻,如 2026-03-02T00:00:00+08:00");
  }
  if (const YamlNode* node = reading.find(root, "lanes", read::YamlKind::scalar)) {
    reading.number<std::uint16_t>(*node, node->text, 1, 256, config.lanes);
    if (!std::has_single_bit(config.lanes)) reading.fail(*node, "`lanes` is a power of two up to 256", "`lanes` 应为 2 的幂,至多 256");
  }
}

void read_channels(Reading& reading, const YamlNode& root, source::Issues& issues, Config& config) {
  const YamlNode* channels = reading.find(root, "channels", read::YamlKind::map);
  if (channels == nullptr) return;
  for (const read::YamlEntry& entry : channels->entries) {
    const YamlNode& map = entry.value;
    if (!map.is_map()) {
      reading.fail(entry.key, "a channel holds `adapter` and its keys", "渠道之下应有 `adapter` 及其各键");
      continue;
    }
    read::refuse_unknown_keys(map, names_of(kChannelKeys), source::Words("a channel", "渠道"), issues);
    ChannelConfig channel;
    std::string adapter, timeout = "10 s";
    reading.text(map, "adapter", adapter);
    reading.path(map, "file", channel.file);
    reading.text(map, "url", channel.url);
    reading.path(map, "secret_file", channel.secret_file);
    reading.text(map, "timeout", timeout);
    reading.truth(map, "allow_private_addresses", channel.allow_private_addresses);
    std::string_view seconds = timeout;
    if (seconds.ends_with(" s")) seconds.remove_suffix(2);
    std::int64_t value = 10;
    reading.number<std::int64_t>(map.find("timeout") == nullptr ? entry.key : *map.find("timeout"), seconds, 1, 300, value);
    channel.timeout_ms = value * 1000;
    if (adapter == "outfile") {
      if (channel.file.empty()) reading.fail(entry.key, "an outfile names its `file`", "outfile 需写明 `file`");
    } else if (adapter == "webhook") {
      channel.adapter = Adapter::webhook;
      if (channel.url.empty() || channel.secret_file.empty())
        reading.fail(entry.key, "a webhook names its `url` and `secret_file`", "webhook 需写明 `url` 与 `secret_file`");
    } else {
      reading.fail(entry.key, "`adapter` is outfile or webhook", "`adapter` 应为 outfile 或 webhook");
    }
    config.channels.emplace(entry.key.text, std::move(channel));
  }
}

void read_log(Reading& reading, const YamlNode& root, source::Issues& issues, Config& config) {
  const YamlNode* log = reading.find(root, "log", read::YamlKind::map);
  if (log == nullptr) return;
  read::refuse_unknown_keys(*log, {"level", "file"}, source::Words("log", "日志"), issues);
  std::string level = "info";
  reading.text(*log, "level", level);
  reading.path(*log, "file", config.log_file);
  if (level == "debug") config.log_level = LogLevel::debug;
  else if (level == "info") config.log_level = LogLevel::info;
  else if (level == "warning") config.log_level = LogLevel::warning;
  else if (level == "error") config.log_level = LogLevel::error;
  else reading.fail(*log, "`level` is debug, info, warning or error", "`level` 应为 debug、info、warning 或 error");
}

}  // namespace

base::Result<Config> read_config(const std::string& path, const std::string& text) {
  source::Sources sources;
  source::Issues issues;
  const source::Source& source = sources.add(path, text);
  const YamlNode root = read::read_yaml(source, issues);
  Config config;
  Reading reading(source, std::filesystem::path(path).parent_path());
  if (root.is_map()) {
    read::refuse_unknown_keys(root, names_of(kConfigKeys), source::Words("the configuration", "配置"), issues);
    read_listen(reading, root, config);
    reading.path(root, "data", config.data);
    read_clock(reading, root, config);
    reading.path(root, "token_file", config.token_file);
    reading.truth(root, "allow_loopback_without_token", config.allow_loopback_without_token);
    read_channels(reading, root, issues, config);
    read_log(reading, root, issues, config);
  } else if (!issues.has_errors()) {
    return std::unexpected(wrong(path + " holds no keys: at least `data` is needed", path + " 中没有任何键:至少需要 `data`"));
  }
  if (issues.has_errors())
    return std::unexpected(wrong(source::render(issues, sources, base::Language::en), source::render(issues, sources, base::Language::zh)));
  if (reading.failure()) return std::unexpected(std::move(*reading.failure()));
  return config;
}

base::Result<Config> load_config(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return base::invalid("config_missing", "the configuration " + path + " cannot be read", "无法读取配置文件 " + path);
  return read_config(path, std::string(std::istreambuf_iterator<char>(file), {}));
}

base::Result<void> check(const Config& config) {
  if (config.data.empty()) return std::unexpected(wrong("`data` is missing: name the data folder", "缺少 `data`:请写明数据目录"));
  if (config.start && !config.stepped)
    return std::unexpected(wrong("`start` belongs to `clock: stepped`", "`start` 只用于 `clock: stepped`"));
  if (!config.token_file.empty()) return {};
  const bool loopback = http::loopback_name(config.address) || config.address == "::1";
  if (!loopback) {
    return base::invalid("credentials_missing",
                         "listening on " + config.address + " needs credentials: give `token_file`, or listen on 127.0.0.1",
                         "在 " + config.address + " 上监听需要凭据:请填写 `token_file`,或只监听 127.0.0.1");
  }
  if (!config.allow_loopback_without_token) {
    return base::invalid("credentials_missing",
                         "nobody could ask anything: give `token_file`, or set `allow_loopback_without_token: true` for this machine only",
                         "没有人能够访问:请填写 `token_file`,或设 `allow_loopback_without_token: true`(仅限本机)");
  }
  return {};
}

std::string config_help(base::Language language) {
  const bool zh = language == base::Language::zh;
  std::string out;
  const auto line = [&](const ConfigKey& key, const char* indent) {
    out += indent + base::pad_right(std::string(key.key), 30) + base::pad_right(std::string(key.initial), 18) +
           std::string(zh ? key.zh : key.en) + "\n";
  };
  for (const ConfigKey& key : kConfigKeys) {
    line(key, "  ");
    if (key.key == "channels")
      for (const ConfigKey& one : kChannelKeys) line(one, "    ");
  }
  return out;
}

}  // namespace playmaker::daemon
