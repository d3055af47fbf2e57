#include "daemon/log.hpp"

#include <spdlog/sinks/basic_file_sink.h>
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

class SpdLog final : public Log {
 public:
  explicit SpdLog(std::shared_ptr<spdlog::logger> logger) : logger_(std::move(logger)) {}

  void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) override {
    const auto at = level == LogLevel::debug     ? spdlog::level::debug
                    : level == LogLevel::info    ? spdlog::level::info
                    : level == LogLevel::warning ? spdlog::level::warn
                                                 : spdlog::level::err;
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
  std::shared_ptr<spdlog::logger> logger_;
};

class Silent final : public Log {
  void write(LogLevel, std::string_view, std::initializer_list<LogField>) override {}
};

}  // namespace

base::Result<std::shared_ptr<Log>> Log::open(LogLevel least, const std::string& file) {
  try {
    std::shared_ptr<spdlog::sinks::sink> sink;
    if (file.empty()) sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    else sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file, false);
    auto logger = std::make_shared<spdlog::logger>("playmaker", sink);
    logger->set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l",%v)");
    logger->set_level(least == LogLevel::debug     ? spdlog::level::debug
                      : least == LogLevel::info    ? spdlog::level::info
                      : least == LogLevel::warning ? spdlog::level::warn
                                                   : spdlog::level::err);
    logger->flush_on(spdlog::level::info);
    return std::make_shared<SpdLog>(std::move(logger));
  } catch (const spdlog::spdlog_ex& wrong) {
    return base::invalid("log_unusable", "the log file " + file + " cannot be written: " + wrong.what(),
                         "日志文件 " + file + " 无法写入:" + wrong.what());
  }
}

std::shared_ptr<Log> Log::silent() { return std::make_shared<Silent>(); }

bool personal(std::string_view field) { return std::ranges::find(kPersonal, field) != kPersonal.end(); }

}  // namespace playmaker::daemon
