#pragma once
// The daemon's log: one JSON object a line, on standard error or in a file. spdlog is behind it (log.cpp only). Fields that could hold
// something personal are struck out at the sink, by name, whoever passes them. Any thread.
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "runtime/base/result.hpp"

namespace playmaker::daemon {

enum class LogLevel : std::uint8_t { debug, info, warning, error };

struct LogField {
  std::string_view name;
  std::variant<std::string_view, std::int64_t, std::uint64_t, bool> value;
  LogField(std::string_view n, std::string_view text) : name(n), value(text) {}
  LogField(std::string_view n, const std::string& text) : name(n), value(std::string_view(text)) {}
  LogField(std::string_view n, const char* text) : name(n), value(std::string_view(text)) {}
  LogField(std::string_view n, bool truth) : name(n), value(truth) {}
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  LogField(std::string_view n, Number number) : name(n) {
    if constexpr (std::is_signed_v<Number>) value = static_cast<std::int64_t>(number);
    else value = static_cast<std::uint64_t>(number);
  }
};

class Log {
 public:
  // `file` empty: standard error. Code log_unusable.
  static base::Result<std::shared_ptr<Log>> open(LogLevel least, const std::string& file);
  static std::shared_ptr<Log> silent();                    // for tests
  virtual ~Log() = default;
  virtual void set_level(LogLevel least) = 0;
  virtual base::Result<void> reopen() = 0;                 // a file that was moved away (rotation) is made again. Code log_unusable
  virtual void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {}) = 0;
  void failed(std::string_view event, const base::Failure& failure) {
    write(LogLevel::error, event, {{"code", failure.code}, {"message", failure.message}});
  }
};

bool personal(std::string_view field);                     // struck out: the value is written as "[redacted]"

}  // namespace playmaker::daemon
