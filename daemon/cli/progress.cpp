#include "daemon/cli/progress.hpp"

#include <ostream>

#include "daemon/clock.hpp"
#include "runtime/base/time.hpp"

namespace playmaker::cli {

std::string progress_words(std::uint64_t done, std::uint64_t total, double seconds, const std::string& what, base::Language language) {
  const bool zh = language == base::Language::zh;
  std::string text = what;
  if (total > 0) text += " " + std::to_string(done >= total ? 100 : done * 100 / total) + " %";
  else text += " " + std::to_string(done);
  if (seconds < 0.5 || done == 0) return text;
  const double rate = static_cast<double>(done) / seconds;
  text += " · " + std::to_string(static_cast<std::uint64_t>(rate)) + "/s";
  if (total > done) {
    const auto left = static_cast<base::Millis>(static_cast<double>(total - done) / rate) * base::kSecond;
    text += zh ? " · 剩余 " + base::format_length(left) : " · " + base::format_length(left) + " left";
  }
  return text;
}

void Progress::at(std::uint64_t done, std::uint64_t total) {
  if (!session_.progress) return;
  const std::int64_t now = daemon::monotonic_nanoseconds();
  if (began_ns_ < 0) began_ns_ = now;
  if (now - shown_ns_ < 100'000'000) return;
  shown_ns_ = now;
  session_.err << "\r\x1b[K" << progress_words(done, total, static_cast<double>(now - began_ns_) / 1e9, what_, session_.language)
               << std::flush;
  drawn_ = true;
}

void Progress::clear() {
  if (drawn_) session_.err << "\r\x1b[K" << std::flush;
  drawn_ = false;
}

}  // namespace playmaker::cli
