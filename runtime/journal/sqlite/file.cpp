#include "runtime/journal/sqlite/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "runtime/journal/failures.hpp"

namespace playmaker::journal {
namespace {

Refusal failed(std::string_view doing, std::string_view doing_zh, const std::string& path) {
  const int error = errno;
  if (error == ENOSPC || error == EDQUOT) return disk_full(path, std::generic_category().message(error));
  return journal_failed(std::string(doing) + " " + path, std::string(doing_zh) + " " + path + " ", std::generic_category().message(error));
}

}  // namespace

File::File(File&& other) noexcept : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)) {}

File& File::operator=(File&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(fd_, other.fd_);
  return *this;
}

File::~File() {
  if (fd_ >= 0) ::close(fd_);
}

Result<File> File::open(const std::string& path, Mode mode) {
  int flags = O_CLOEXEC;
  if (mode == Mode::read) flags |= O_RDONLY;
  if (mode == Mode::create) flags |= O_RDWR | O_CREAT | O_EXCL;
  if (mode == Mode::update) flags |= O_RDWR | O_CREAT;
  File file;
  file.path_ = path;
  file.fd_ = ::open(path.c_str(), flags, 0600);  // personal data: for this user only
  if (file.fd_ < 0) return failed("opening", "打开", path);
  return file;
}

Result<void> File::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(fd_, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return failed("writing", "写入", path_);
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return {};
}

Result<std::size_t> File::read(std::span<char> into) {
  std::size_t done = 0;
  while (done < into.size()) {
    const ssize_t got = ::read(fd_, into.data() + done, into.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed("reading", "读取", path_);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

Result<std::uint64_t> File::size() const {
  struct stat found{};
  if (::fstat(fd_, &found) != 0) return failed("reading", "读取", path_);
  return static_cast<std::uint64_t>(found.st_size);
}

Result<void> File::sync() {
  if (::fsync(fd_) != 0) return failed("syncing", "同步", path_);
  return {};
}

void File::begin_writing_out() {
#ifdef SYNC_FILE_RANGE_WRITE
  ::sync_file_range(fd_, 0, 0, SYNC_FILE_RANGE_WRITE);  // a hint: its failure shows again at sync()
#endif
}

Result<void> File::grow_to(std::uint64_t bytes) {
  const auto now = size();
  if (!now) return std::unexpected(now.error());
  const std::string zeros(256u << 10, '\0');
  for (std::uint64_t at = *now; at < bytes;) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(zeros.size(), bytes - at));
    const ssize_t wrote = ::pwrite(fd_, zeros.data(), wanted, static_cast<off_t>(at));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return failed("growing", "扩展", path_);
    at += static_cast<std::uint64_t>(wrote);
  }
  return *now < bytes ? sync() : Result<void>();
}

Result<void> sync_folder(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return failed("opening", "打开", path);
  const bool done = ::fsync(fd) == 0;
  Result<void> result;
  if (!done) result = failed("syncing", "同步", path);
  ::close(fd);
  return result;
}

Result<std::uint64_t> free_bytes(const std::string& path) {
  struct statvfs found{};
  if (::statvfs(path.c_str(), &found) != 0) return failed("asking for the free space of", "查询剩余空间", path);
  return static_cast<std::uint64_t>(found.f_bavail) * found.f_frsize;
}

}  // namespace playmaker::journal
