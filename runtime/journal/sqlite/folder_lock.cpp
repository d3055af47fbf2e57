#include "runtime/journal/sqlite/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "runtime/journal/failures.hpp"

namespace playmaker::journal {

base::Result<FolderLock> FolderLock::take(const std::string& folder) {
  const std::string path = folder + "/lock";
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return folder_unusable(folder, std::generic_category().message(errno));
  FolderLock lock(fd);
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return folder_unusable(folder, std::generic_category().message(errno));
    char text[32] = {};
    const ssize_t got = ::pread(fd, text, sizeof text - 1, 0);
    std::string process(text, got > 0 ? static_cast<std::size_t>(got) : 0);
    process.erase(std::find_if(process.begin(), process.end(), [](char c) { return c < '0' || c > '9'; }), process.end());
    return folder_in_use(folder, process);
  }
  // Only a courtesy to the next one's message: the lock itself holds without it.
  const std::string process = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd, 0) == 0) static_cast<void>(::pwrite(fd, process.data(), process.size(), 0) < 0);
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace playmaker::journal
