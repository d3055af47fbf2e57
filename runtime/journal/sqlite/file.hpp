#pragma once
// A file descriptor and what durability needs of it. Failures: busy disk_full, broken journal_failed with the path and the system's words.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "runtime/base/result.hpp"

namespace playmaker::journal {

using base::Result;

class File {
 public:
  File() = default;
  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;
  ~File();

  enum class Mode { read, create, update };                     // create: must not exist; update: made when missing
  static Result<File> open(const std::string& path, Mode mode);
  Result<void> write(std::string_view bytes);                   // all of it, at the current place
  Result<std::size_t> read(std::span<char> into);               // fewer only at the end
  Result<std::uint64_t> size() const;
  Result<void> sync();                                          // durable, length included
  void begin_writing_out();                                     // tells the kernel to start, so that a later sync() is short
  Result<void> grow_to(std::uint64_t bytes);                    // with zeros that are really on disk; never shrinks
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  int fd_ = -1;
};

Result<void> sync_folder(const std::string& path);              // makes names in it durable
Result<std::uint64_t> free_bytes(const std::string& path);      // of the file system, for this user

}  // namespace playmaker::journal
