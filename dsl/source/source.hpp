#pragma once
// A text and its path, and where a byte of it stands for a person: line, column in characters, column on a screen.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/source/span.hpp"

namespace playmaker::source {

struct Position {
  std::uint32_t line = 1;            // from 1
  std::uint32_t column = 1;          // from 1, in code points
  std::uint32_t display_column = 1;  // from 1, in screen columns: a Han character takes two, a tab two
};

class Source {
 public:
  // Any bytes. What is no UTF-8 is kept byte for byte as `?`, so that offsets stay true and the text can be shown.
  Source(FileId id, std::string path, std::string text);

  FileId id() const { return id_; }
  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  std::string_view text(Span span) const { return std::string_view(text_).substr(span.begin, span.end - span.begin); }
  std::optional<std::size_t> bad_utf8() const { return bad_utf8_; }  // offset of the first bad byte

  Position position(std::uint32_t offset) const;                     // an offset past the end is the end
  std::uint32_t line_of(std::uint32_t offset) const;                 // from 1; cheaper than position
  std::uint32_t line_begin(std::uint32_t line) const { return lines_[line - 1]; }
  std::string_view line(std::uint32_t line) const;                   // without its line end
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(lines_.size()); }

 private:
  FileId id_;
  std::string path_;
  std::string text_;
  std::optional<std::size_t> bad_utf8_;
  std::vector<std::uint32_t> lines_;  // offset of each line's first byte
};

// All texts of one compilation; spans name them by FileId. References stay valid.
class Sources {
 public:
  const Source& add(std::string path, std::string text);
  const Source& operator[](FileId id) const { return *sources_[id]; }
  std::size_t size() const { return sources_.size(); }

 private:
  std::vector<std::unique_ptr<Source>> sources_;
};

// Columns that a text takes on a screen; a tab counts two.
std::uint32_t screen_width(std::string_view text);

}  // namespace playmaker::source
