#pragma once
// One process a data folder: an flock on data/lock, which the kernel gives back however the process ends. The file holds the process's
// number for the message to the next one; it is never removed (removing a lock file invites two holders).
#include <string>

#include "runtime/base/result.hpp"

namespace playmaker::journal {

class FolderLock {
 public:
  static base::Result<FolderLock> take(const std::string& folder);  // busy folder_in_use, invalid folder_unusable
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace playmaker::journal
