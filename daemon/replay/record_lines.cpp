#include "daemon/replay/record_lines.hpp"

#include <iconv.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>

namespace playmaker::replay {
namespace {

constexpr std::size_t kLineMax = 16u << 20;

std::unexpected<base::Failure> unreadable(const std::string& path, const std::string& why) {
  return base::invalid("file_unreadable", "cannot read " + path + ": " + why, "无法读取 " + path + ":" + why);
}

}  // namespace

base::Result<std::unique_ptr<Lines>> Lines::open(const std::string& path, Encoding encoding) {
  struct stat status{};
  const bool piped = path == "-";
  if (!piped && ::stat(path.c_str(), &status) != 0) return unreadable(path, std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return unreadable(path, "it is a folder");
  auto lines = std::unique_ptr<Lines>(new Lines());
  lines->file_ = piped ? gzdopen(::dup(0), "rb") : gzopen(path.c_str(), "rb");
  if (lines->file_ == nullptr) return unreadable(path, std::strerror(errno));
  gzbuffer(static_cast<gzFile>(lines->file_), 256u << 10);
  if (encoding == Encoding::gb18030) {
    const iconv_t converter = ::iconv_open("UTF-8", "GB18030");
    if (converter == reinterpret_cast<iconv_t>(-1)) return unreadable(path, "this system cannot convert GB18030");
    lines->converter_ = converter;
  }
  lines->path_ = path;
  lines->total_ = static_cast<std::uint64_t>(status.st_size);
  return lines;
}

Lines::~Lines() {
  if (file_ != nullptr) gzclose(static_cast<gzFile>(file_));
  if (converter_ != nullptr) ::iconv_close(static_cast<iconv_t>(converter_));
}

// A line is converted whole: no character of GB18030 holds the byte that ends a line.
void Lines::convert(std::string& line, std::size_t from) const {
  if (converter_ == nullptr || from == line.size()) return;
  const auto converter = static_cast<iconv_t>(converter_);
  ::iconv(converter, nullptr, nullptr, nullptr, nullptr);
  std::string out((line.size() - from) * 2 + 4, '\0');         // two bytes become three, four become four
  char* in = line.data() + from;
  char* to = out.data();
  std::size_t in_left = line.size() - from, out_left = out.size();
  if (::iconv(converter, &in, &in_left, &to, &out_left) == static_cast<std::size_t>(-1)) return;
  line.replace(from, std::string::npos, out, 0, out.size() - out_left);
}

std::uint64_t Lines::bytes_read() const {
  const auto offset = gzoffset(static_cast<gzFile>(file_));
  return offset < 0 ? total_ : static_cast<std::uint64_t>(offset);
}

base::Result<bool> Lines::fill() {
  if (ended_) return false;
  buffer_.resize(256u << 10);
  at_ = 0;
  const int got = gzread(static_cast<gzFile>(file_), buffer_.data(), static_cast<unsigned>(buffer_.size()));
  if (got < 0) {
    int code = 0;
    const char* words = gzerror(static_cast<gzFile>(file_), &code);
    return unreadable(path_, words != nullptr && *words != '\0' ? words : "damaged");
  }
  buffer_.resize(static_cast<std::size_t>(got));
  if (got == 0) ended_ = true;
  return got > 0;
}

base::Result<bool> Lines::append_next(std::string& line) {
  const std::size_t from = line.size();
  bool any = false;
  while (true) {
    if (at_ == buffer_.size()) {
      const auto more = fill();
      if (!more) return more;
      if (!*more) break;
    }
    any = true;
    const std::size_t end = buffer_.find('\n', at_);
    const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
    if (line.size() + (stop - at_) > kLineMax) {
      return base::invalid("record_invalid", path_ + ": line " + std::to_string(number_ + 1) + " is longer than 16 MB",
                           path_ + ":第 " + std::to_string(number_ + 1) + " 行超过 16 MB");
    }
    line.append(buffer_, at_, stop - at_);
    at_ = end == std::string::npos ? stop : stop + 1;
    if (end != std::string::npos) {
      ++number_;
      if (!line.empty() && line.back() == '\r') line.pop_back();
      convert(line, from);
      return true;
    }
  }
  if (any) {
    ++number_;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    convert(line, from);
  }
  return any;
}

}  // namespace playmaker::replay
