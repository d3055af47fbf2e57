#pragma once
// Bytes of a file, plain or gzip, line by line. Walls zlib, which reads both alike.
#include <cstdint>
#include <memory>
#include <string>

#include "runtime/base/result.hpp"

namespace playmaker::replay {

class Lines {
 public:
  static base::Result<std::unique_ptr<Lines>> open(const std::string& path);   // "-": standard input; code file_unreadable
  ~Lines();
  // Appends the next line, without its end, to `line`; false: no more. Failure record_invalid: longer than a record may be (16 MB); code
  // file_unreadable: damaged.
  base::Result<bool> append_next(std::string& line);
  std::uint64_t number() const { return number_; }             // of the line read last, from 1
  std::uint64_t bytes_read() const;                            // compressed bytes
  std::uint64_t bytes_total() const { return total_; }
  const std::string& path() const { return path_; }

 private:
  Lines() = default;
  base::Result<bool> fill();
  void* file_ = nullptr;                                       // gzFile
  std::string path_, buffer_;
  std::size_t at_ = 0;
  std::uint64_t number_ = 0, total_ = 0;
  bool ended_ = false;
};

}  // namespace playmaker::replay
