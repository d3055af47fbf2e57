#include "daemon/cli/written.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace playmaker::cli {
namespace {

std::unexpected<base::Failure> failure(const std::string& path) {
  const std::string why = std::strerror(errno);
  return base::invalid("file_unwritable", "cannot write " + path + ": " + why, "无法写入 " + path + ":" + why);
}

bool put(int file, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t count = ::write(file, text.data() + at, text.size() - at);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    at += static_cast<std::size_t>(count);
  }
  return ::fsync(file) == 0;
}

}  // namespace

base::Result<void> write_whole(const std::string& path, const std::string& text) {
  std::error_code none;
  const std::filesystem::path real = std::filesystem::weakly_canonical(path, none);
  const std::string target = none || real.empty() ? path : real.string();
  struct stat there{};
  const mode_t rights = ::stat(target.c_str(), &there) == 0 ? there.st_mode & 07777U : 0644U;
  const std::string beside = target + ".new";
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, rights);
  if (file < 0) return failure(path);
  const bool written = put(file, text);
  const int kept = errno;
  ::close(file);
  if (!written || ::rename(beside.c_str(), target.c_str()) != 0) {
    if (!written) errno = kept;
    const auto out = failure(path);
    ::unlink(beside.c_str());
    return out;
  }
  return {};
}

}  // namespace playmaker::cli
