#pragma once
// What every command is given: the language, where to write, how the daemon is found. And how it ends.
#include <iosfwd>
#include <string>
#include <string_view>

#include "runtime/base/result.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::cli {

enum class Exit : int { ok = 0, failed = 1, usage = 2, check_errors = 3, conflict = 4, unavailable = 5, not_allowed = 6 };

struct Session {
  base::Language language = base::Language::en;
  bool json = false;
  bool jsonl = false;                        // with json: one object a line, also where an answer is one object with a list
  bool color = false;                        // a terminal, and NO_COLOR is not set
  bool progress = false;                     // standard error is a terminal
  std::string server;                        // http://127.0.0.1:8730
  std::string token_file;
  std::ostream& out;
  std::ostream& err;
  std::string spoken = {};                   // --lang as it was given; "" where the language comes from the environment

  bool zh() const { return language == base::Language::zh; }
  std::string_view say(std::string_view en, std::string_view chinese) const { return zh() ? chinese : en; }
  // Prints a failure to err, in the language (with --json as one object: severity, code, message), and says how to end: busy 5, code
  // clash 4, else 1.
  Exit failed(const base::Failure& failure) const;
};

}  // namespace playmaker::cli
