#include "daemon/log.hpp"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/dist_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

#include "daemon/json.hpp"

namespace playmaker::daemon {
namespace {

// Names under which something of a person could come. The list errs on the side of silence.
constexpr std::array<std::string_view, 16> kPersonal{"customer", "name",  "phone",  "mobile", "address",  "email", "note",    "with",
                                                     "uses",     "value", "sample", "body",   "birthday", "actor", "answers", "token"};

constexpr const char* kPattern = R"({"at":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l",%v)";

spdlog::level::level_enum level_of(LogLevel level) {
  return level == LogLevel::debug     ? spdlog::level::debug
         : level == LogLevel::info    ? spdlog::level::info
         : level == LogLevel::warning ? spdlog::level::warn
                                      : spdlog::level::err;
}

base::Result<spdlog::sink_ptr> sink_of(const std::string& file) {
  try {
    spdlog::sink_ptr sink;
    if (file.empty()) sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    else sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file, false);
    sink->set_pattern(kPattern);
    return sink;
  } catch (const spdlog::spdlog_ex& wrong) {
    return base::invalid("log_unusable", "the log file " + file + " cannot be written: " + wrong.what(),
                         "日志文件 " + file + " 无法写入:" + wrong.what());
  }
}

class SpdLog final : public Log {
 public:
  SpdLog(LogLevel least, std::string file, spdlog::sink_ptr first)
      : file_(std::move(file)),
        sinks_(std::make_shared<spdlog::sinks::dist_sink_mt>(std::vector{std::move(first)})),
        logger_(std::make_shared<spdlog::logger>("playmaker", sinks_)) {
    logger_->set_pattern(kPattern);
    logger_->set_level(level_of(least));
    logger_->flush_on(spdlog::level::info);
  }

  void set_level(LogLevel least) override { logger_->set_level(level_of(least)); }
  base::Result<void> reopen() override {
    if (file_.empty()) return {};
    auto sink = sink_of(file_);
    if (!sink) return std::unexpected(sink.error());
    sinks_->set_sinks({std::move(*sink)});
    return {};
  }

  void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) override {
    const auto at = level_of(level);
    if (!logger_->should_log(at)) return;
    JsonWriter json;
    json.begin_object().field("event", event);
    for (const LogField& field : fields) {
      json.key(field.name);
      if (personal(field.name)) json.value("[redacted]");
      else std::visit([&](const auto& value) { json.value(value); }, field.value);
    }
    json.end_object();
    logger_->log(at, spdlog::string_view_t(json.text().data() + 1, json.text().size() - 1));   // its own opening brace is in the pattern
  }

 private:
  std::string file_;
  std::shared_ptr<spdlog::sinks::dist_sink_mt> sinks_;
  std::shared_ptr<spdlog::logger> logger_;
};

class Silent final : public Log {
  void set_level(LogLevel) override {}
  base::Result<void> reopen() override { return {}; }
  void write(LogLevel, std::string_view, std::initializer_list<LogField>) override {}
};

}  // namespace

base::Result<std::shared_ptr<Log>> Log::open(LogLevel least, const std::string& file) {
  auto sink = sink_of(file);
  if (!sink) return std::unexpected(sink.error());
  return std::make_shared<SpdLog>(least, file, std::move(*sink));
}

std::shared_ptr<Log> Log::silent() { return std::make_shared<Silent>(); }

bool personal(std::string_view field) { return std::ranges::find(kPersonal, field) != kPersonal.end(); }

}  // namespace playmaker::daemon
