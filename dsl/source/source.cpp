#include "dsl/source/source.hpp"

#include <algorithm>
#include <utility>

#include "runtime/base/text.hpp"

namespace playmaker::source {
namespace {

// Bad bytes become `?`, one for one.
void mend(std::string& text, std::size_t bad) {
  std::size_t from = bad;
  for (;;) {
    text[from] = '?';
    const std::size_t next = base::first_bad_utf8(std::string_view(text).substr(from + 1));
    if (next == base::kValidUtf8) return;
    from += 1 + next;
  }
}

std::size_t clamp_to_text(std::uint32_t offset, std::size_t size) { return std::min<std::size_t>(offset, size); }

}  // namespace

Source::Source(FileId id, std::string path, std::string text) : id_(id), path_(std::move(path)), text_(std::move(text)) {
  const std::size_t bad = base::first_bad_utf8(text_);
  if (bad != base::kValidUtf8) {
    bad_utf8_ = bad;
    mend(text_, bad);
  }
  lines_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') lines_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::uint32_t Source::line_of(std::uint32_t offset) const {
  const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset);
  return static_cast<std::uint32_t>(after - lines_.begin());
}

std::string_view Source::line(std::uint32_t line) const {
  const std::size_t begin = lines_[line - 1];
  const std::size_t end = line < lines_.size() ? lines_[line] - 1 : text_.size();
  std::string_view out = std::string_view(text_).substr(begin, end - begin);
  if (!out.empty() && out.back() == '\r') out.remove_suffix(1);
  return out;
}

Position Source::position(std::uint32_t offset) const {
  const std::size_t at = clamp_to_text(offset, text_.size());
  const std::uint32_t line = line_of(static_cast<std::uint32_t>(at));
  const std::string_view before = std::string_view(text_).substr(lines_[line - 1], at - lines_[line - 1]);
  // A span that was cut inside a character counts that character's bytes as one more column.
  const std::string_view whole = before.substr(0, std::min(before.size(), base::first_bad_utf8(before)));
  return {line, static_cast<std::uint32_t>(base::count_code_points(whole)) + 1, screen_width(whole) + 1};
}

const Source& Sources::add(std::string path, std::string text) {
  sources_.push_back(std::make_unique<Source>(static_cast<FileId>(sources_.size()), std::move(path), std::move(text)));
  return *sources_.back();
}

std::uint32_t screen_width(std::string_view text) {
  std::uint32_t width = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const char32_t c = base::decode(text, at);
    width += c == U'\t' ? 2 : static_cast<std::uint32_t>(base::display_width(c));
  }
  return width;
}

}  // namespace playmaker::source
