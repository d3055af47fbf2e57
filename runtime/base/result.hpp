#pragma once
// The world's failure: a Result says what the caller should do next. A designer's mistake is an Issue (dsl/source), our bug is a CHECK.
#include <expected>
#include <string>
#include <utility>

namespace playmaker::base {

enum class FailureKind {
  invalid,  // the request is wrong: tell the sender, never retry
  busy,     // try again later
  gone,     // what was asked for does not exist (any more)
  broken,   // the machine below failed: stop, do not guess
};

struct Failure {
  FailureKind kind = FailureKind::invalid;
  std::string code;     // stable, e.g. "event_unknown"; the same word in every language
  std::string message;  // English, lower case, no full stop; names the thing and the fix
  std::string zh;       // the same in Chinese; empty where the message never reaches a person
};

template <class T>
using Result = std::expected<T, Failure>;

inline std::unexpected<Failure> invalid(std::string code, std::string message, std::string zh = {}) {
  return std::unexpected(Failure{FailureKind::invalid, std::move(code), std::move(message), std::move(zh)});
}
inline std::unexpected<Failure> busy(std::string code, std::string message, std::string zh = {}) {
  return std::unexpected(Failure{FailureKind::busy, std::move(code), std::move(message), std::move(zh)});
}
inline std::unexpected<Failure> gone(std::string code, std::string message, std::string zh = {}) {
  return std::unexpected(Failure{FailureKind::gone, std::move(code), std::move(message), std::move(zh)});
}
inline std::unexpected<Failure> broken(std::string code, std::string message, std::string zh = {}) {
  return std::unexpected(Failure{FailureKind::broken, std::move(code), std::move(message), std::move(zh)});
}

}  // namespace playmaker::base
