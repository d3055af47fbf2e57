#include "tests/whole/bank_run.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "daemon/cli/texts.hpp"
#include "daemon/json.hpp"
#include "tests/main/here.hpp"
#include "tests/whole/shipped.hpp"

namespace playmaker::whole {
namespace {

namespace fs = std::filesystem;
constexpr const char *kStart = "2026-03-02", *kLines = "application/x-ndjson", *kObject = "application/json";

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
std::string program(const char* name, const std::string& words) {
  const std::string line = std::string(kBinaryDir) + "/" + name + " " + words + " > /dev/null";
  return std::system(line.c_str()) == 0 ? std::string() : "failed: " + line;
}

// The body of POST /v1/playbooks: the four, and what they use.
std::string apply_body() {
  std::vector<std::string> paths;
  for (const char* name : kDemo) paths.push_back(std::string(kSourceDir) + "/playbooks/" + name + ".play");
  const auto texts = cli::read_texts(paths);
  cli::Shelf shelf;
  if (texts) dsl::compile(*texts, shelf.loader());
  daemon::JsonWriter json;
  json.begin_object().key("files").begin_array();
  for (const dsl::Input& text : *texts) json.begin_object().field("path", text.path).field("text", text.text).end_object();
  for (const auto& [path, text] : shelf.read())
    json.begin_object().field("path", path).field("text", text).field("used", true).end_object();
  return json.end_array().end_object().take();
}

}  // namespace

BankRun::BankRun(int customers, int days) : customers_(customers), days_(days) {
  std::string pattern = (fs::temp_directory_path() / "playmaker-whole.XXXXXX").string();
  if (::mkdtemp(pattern.data()) != nullptr) folder_ = pattern;
}

BankRun::~BankRun() {
  client_.reset();
  service_.reset();
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

std::string BankRun::post(const std::string& target, const std::string& body, const char* type) {
  const auto answer = client_->send("POST", target, body, type);
  if (!answer) return target + ": " + answer.error().message;
  // The life of the bank has rows a daemon may refuse one by one; a request as a whole may never be.
  return answer->status == 200 ? std::string()
                               : target + " answered " + std::to_string(answer->status) + ": " + answer->body.substr(0, 500);
}
std::string BankRun::post_file(const std::string& target, const fs::path& file) {
  std::error_code ignored;
  return fs::exists(file, ignored) && fs::file_size(file, ignored) > 0 ? post(target, slurp(file), kLines) : std::string();
}

std::string BankRun::receipts() {
  const fs::path sent = folder_ / "sent.ndjson", answers = folder_ / "receipts.ndjson";
  std::error_code none;
  const std::uintmax_t size = fs::file_size(sent, none);
  if (none || size == answered_) return {};
  answered_ = size;
  const std::string failed = program("bank_receipts", sent.string() + " " + (folder_ / "sent.at").string() + " " + answers.string());
  return failed.empty() ? post_file("/v1/receipts", answers) : failed;
}

std::string BankRun::set_up() {
  const std::string made = program("bank_generate", (folder_ / "bank").string() + " --customers " + std::to_string(customers_) +
                                                        " --days " + std::to_string(days_) + " --start " + kStart);
  if (!made.empty()) return made;
  daemon::Config config;
  config.port = 0;
  config.data = data();
  config.stepped = true;
  config.start = *base::parse_instant(std::string(kStart) + "T00:00:00+08:00");
  config.allow_loopback_without_token = true;
  for (const char* channel : {"sms", "push", "wecom"}) {
    config.channels[channel].adapter = daemon::Adapter::outfile;
    config.channels[channel].file = (folder_ / "sent.ndjson").string();
  }
  auto started = daemon::Service::start(config, daemon::Log::silent());
  if (!started) return started.error().message;
  service_ = std::move(*started);
  session_ = std::make_unique<cli::Session>(cli::Session{base::Language::en, false, false, false, false, {}, {}, std::cout, std::cerr});
  session_->server = "http://127.0.0.1:" + std::to_string(service_->port());
  auto client = cli::Client::open(*session_);
  if (!client) return client.error().message;
  client_ = std::move(*client);
  std::string failed = post("/v1/playbooks", apply_body(), kObject);
  for (const char* staff : {"branches", "people", "pools"}) {
    if (failed.empty()) failed = post_file(std::string("/v1/") + staff, folder_ / "bank" / (std::string(staff) + ".ndjson"));
  }
  return failed;
}

std::string BankRun::day(int day) {
  const base::Date date = *base::parse_date(kStart) + (day - 1);
  char stem[16];
  std::snprintf(stem, sizeof stem, "%03d-", day);
  for (const char* part : {"0300", "0530", "0600", "0900", "1200", "1500", "1800", "2100", "2400"}) {
    const bool night = std::string(part) == "2400";
    const std::string at = base::format_date(date + (night ? 1 : 0)) + "T" +
                           (night ? "00:00" : std::string(part, 2) + ":" + std::string(part + 2, 2)) + ":00+08:00";
    std::string failed = post("/v1/clock", "{\"to\":\"" + at + "\"}", kObject);
    const fs::path bank = folder_ / "bank";
    if (failed.empty() && std::string(part) == "0530") {
      failed = post_file("/v1/customers?import=daily_profile", bank / (std::string(stem) + "0530.customers.ndjson"));
      if (failed.empty() && fs::file_size(bank / (std::string(stem) + "0530.customers.ndjson")) > 0)
        failed = post("/v1/imports", R"({"import":"daily_profile"})", kObject);
    } else if (failed.empty()) {
      failed = post_file("/v1/events", bank / (std::string(stem) + part + ".events.ndjson"));
    }
    if (failed.empty()) failed = receipts();
    if (!failed.empty()) return "day " + std::to_string(day) + ": " + failed;
  }
  return {};
}

std::string BankRun::live() {
  std::string failed = set_up();
  for (int at = 1; at <= days_ && failed.empty(); ++at) failed = day(at);
  return failed;
}

engine::RawList BankRun::items(const std::string& target) {
  engine::RawList out;
  cli::each_row(*session_, target, true, target != "/v1/figures", UINT64_MAX, [&](const engine::RawValue& row) { out.push_back(row); });
  return out;
}

}  // namespace playmaker::whole
