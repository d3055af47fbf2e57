#pragma once
// Progress of long work on standard error: share, rate and time left, at most ten times a second, one line that is written over. Silent
// when standard error is no terminal.
#include <cstdint>
#include <string>

#include "daemon/cli/session.hpp"

namespace playmaker::cli {

class Progress {
 public:
  Progress(const Session& session, std::string what) : session_(session), what_(std::move(what)) {}
  ~Progress() { clear(); }
  void at(std::uint64_t done, std::uint64_t total);            // of anything; total 0: not known
  void clear();                                                // wipes the line, so that what follows stands alone

 private:
  const Session& session_;
  std::string what_;
  std::int64_t began_ns_ = -1, shown_ns_ = 0;
  bool drawn_ = false;
};

// "reading 41 % · 12,345/s · 3 s left": the words of one moment.
std::string progress_words(std::uint64_t done, std::uint64_t total, double seconds, const std::string& what, base::Language language);

}  // namespace playmaker::cli
