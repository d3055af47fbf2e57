#include "runtime/cel/text.hpp"

#include <algorithm>
#include <utility>

#include "runtime/base/text.hpp"
#include "runtime/cel/search.hpp"

namespace playmaker::cel {

namespace {

constexpr std::size_t kBytesMax = std::size_t{kWeightMax} * 16;

// As code points, so that positions are plain numbers.
std::u32string points(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) out += base::decode(text, at);
  return out;
}
std::string utf8(std::u32string_view points) {
  std::string out;
  for (const char32_t point : points) base::append_utf8(out, point);
  return out;
}

bool white(char32_t point) {
  return (point >= 9 && point <= 13) || point == 0x20 || point == 0x85 || point == 0xA0 || point == 0x1680 ||
         (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 || point == 0x202F || point == 0x205F ||
         point == 0x3000;
}

Value outside(std::int64_t at) { return error(Fault::index, std::to_string(at)); }

// The byte at which the code point of that number begins, the end of the text behind the last one; npos: there are not so many.
std::size_t byte_of(std::string_view text, std::int64_t point) {
  if (point < 0) return std::string_view::npos;
  std::size_t at = 0;
  while (point > 0 && at < text.size()) {
    base::decode(text, at);
    --point;
  }
  return point == 0 ? at : std::string_view::npos;
}

Value point_at(std::string_view text, std::size_t byte) {
  return integer(byte == std::string_view::npos ? -1 : static_cast<std::int64_t>(base::count_code_points(text.substr(0, byte))));
}

}  // namespace

std::string quoted(std::string_view text) {
  constexpr std::string_view kSpecials = "\a\b\f\n\r\t\v\\\"";
  constexpr std::string_view kLetters = "abfnrtv\\\"";
  std::string out = "\"";
  for (const char c : text) {
    const std::size_t which = c == '\0' ? std::string_view::npos : kSpecials.find(c);
    if (which == std::string_view::npos) out += c;
    else out.append("\\").append(1, kLetters[which]);
  }
  return out + '"';
}

std::string cased(std::string_view text, bool upper) {
  std::string out(text);
  for (char& c : out) {
    if (upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!upper && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  std::size_t begin = text.size(), end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (white(base::decode(text, at))) continue;
    begin = std::min(begin, start);
    end = at;
  }
  return begin < end ? text.substr(begin, end - begin) : std::string_view();
}

std::string reversed(std::string_view text) {
  std::u32string out = points(text);
  std::ranges::reverse(out);
  return utf8(out);
}

Value char_at(std::string_view text_, std::int64_t at) {
  const std::u32string all = points(text_);
  if (at < 0 || std::cmp_greater(at, all.size())) return outside(at);
  return text(utf8(std::u32string_view(all).substr(static_cast<std::size_t>(at), 1)));
}

Value index_of(std::string_view text, std::string_view part, std::int64_t from) {
  const std::size_t begin = byte_of(text, from);
  if (begin == std::string_view::npos) return outside(from);
  return point_at(text, first_place(text, part, begin));
}

Value last_index_of(std::string_view text, std::string_view part, std::optional<std::int64_t> from) {
  const std::size_t last = from ? byte_of(text, *from) : text.size();
  if (last == std::string_view::npos) return outside(*from);
  return point_at(text, last_place(text, part, last));
}

Value substring(std::string_view text_, std::int64_t begin, std::optional<std::int64_t> end) {
  const std::u32string all = points(text_);
  const auto size = static_cast<std::int64_t>(all.size());
  const std::int64_t to = end.value_or(size);
  if (begin < 0 || begin > size) return outside(begin);
  if (to < begin || to > size) return outside(to);
  return text(utf8(std::u32string_view(all).substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(to - begin))));
}

Value replaced(std::string_view text_, std::string_view old, std::string_view by, std::int64_t limit) {
  std::string out;
  std::size_t at = 0;
  for (std::int64_t count = 0; limit < 0 || count < limit; ++count) {
    const std::size_t found = old.empty() ? at : first_place(text_, old, at);
    std::size_t next = found;
    if (old.empty()) {  // between every two code points, and at both ends
      if (count > 0) {
        if (at >= text_.size()) break;
        next = at;
        base::decode(text_, next);
      } else {
        next = 0;
      }
    } else if (found == std::string_view::npos) {
      break;
    }
    out.append(text_.substr(at, next - at)).append(by);
    at = next + old.size();
    if (out.size() > kBytesMax) return error(Fault::too_big);
  }
  return text(out.append(text_.substr(std::min(at, text_.size()))));
}

Value split(std::string_view text_, std::string_view by, std::int64_t limit) {
  std::vector<Value> parts;
  if (limit == 0) return list({});
  while (limit < 0 || std::cmp_less(parts.size() + 1, limit)) {
    if (by.empty()) {
      if (text_.empty()) return list(std::move(parts));
      std::size_t end = 0;
      base::decode(text_, end);
      if (end == text_.size()) break;
      parts.push_back(text(std::string(text_.substr(0, end))));
      text_.remove_prefix(end);
    } else {
      const std::size_t found = first_place(text_, by);
      if (found == std::string_view::npos) break;
      parts.push_back(text(std::string(text_.substr(0, found))));
      text_.remove_prefix(found + by.size());
    }
    if (parts.size() > kWeightMax) return error(Fault::too_big);
  }
  parts.push_back(text(std::string(text_)));
  return list(std::move(parts));
}

Value joined(const Value& list, std::string_view by) {
  std::string out;
  bool first = true;
  for (const Value& item : list.items()) {
    if (item.kind != Kind::text) return error(Fault::no_overload);
    if (!first) out.append(by);
    first = false;
    out.append(item.text());
    if (out.size() > kBytesMax) return error(Fault::too_big);
  }
  return text(std::move(out));
}

}  // namespace playmaker::cel
