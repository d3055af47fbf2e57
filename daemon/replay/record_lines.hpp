#pragma once
// Bytes of a file, plain or gzip, line by line, as UTF-8. Walls zlib, which reads both alike, and the C library's conversion of encodings.
#include <cstdint>
#include <memory>
#include <string>

#include "runtime/base/result.hpp"

namespace playmaker::replay {

// What the bytes are; it is said, never guessed: a name that was guessed wrong would stand in letters to people.
enum class Encoding : std::uint8_t { utf8 = 0, gb18030 = 1 };

class Lines {
 public:
  // "-": standard input; code file_unreadable.
  static base::Result<std::unique_ptr<Lines>> open(const std::string& path, Encoding encoding = Encoding::utf8);
  ~Lines();
  // Appends the next line, without its end, to `line`; false: no more. Failure record_invalid: longer than a record may be (16 MB); code
  // file_unreadable: damaged. What is not of the encoding stays as it is, and is no UTF-8.
  base::Result<bool> append_next(std::string& line);
  std::uint64_t number() const { return number_; }             // of the line read last, from 1
  std::uint64_t bytes_read() const;                            // compressed bytes
  std::uint64_t bytes_total() const { return total_; }
  const std::string& path() const { return path_; }

 private:
  Lines() = default;
  base::Result<bool> fill();
  void convert(std::string& line, std::size_t from) const;     // what was appended
  void* file_ = nullptr;                                       // gzFile
  std::string path_, buffer_;
  std::size_t at_ = 0;
  std::uint64_t number_ = 0, total_ = 0;
  bool ended_ = false;
  void* converter_ = nullptr;                                  // iconv_t; nullptr: the bytes are UTF-8
};

}  // namespace playmaker::replay
