#include "runtime/base/text.hpp"

#include <algorithm>

namespace playmaker::base {

namespace {

constexpr std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

// The length of the well-formed sequence at `at`, or 0. Unicode table 3-7: the second byte's range depends on the first, which
// keeps out overlong forms, surrogates and everything above U+10FFFF.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const std::uint8_t lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const std::size_t length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (text.size() - at < length) return 0;
  const std::uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  const std::uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (byte_at(text, at + 1) < low || byte_at(text, at + 1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if ((byte_at(text, at + i) & 0xc0) != 0x80) return 0;
  }
  return length;
}

std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) out.push_back(decode(text, at));
  return out;
}

}  // namespace

std::size_t first_bad_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text, at);
    if (length == 0) return at;
    at += length;
  }
  return kValidUtf8;
}

// Text that breaks the requirement reads as U+FFFD a byte, so that a message about broken text can itself be shown.
char32_t decode(std::string_view text, std::size_t& at) {
  const std::size_t length = sequence_length(text, at);
  const std::uint8_t lead = byte_at(text, at);
  if (length <= 1) {
    ++at;
    return length == 0 ? U'\uFFFD' : lead;
  }
  char32_t code_point = lead & (0xffU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code_point = (code_point << 6) | (byte_at(text, at + i) & 0x3fU);
  at += length;
  return code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point < 0xe000)) code_point = U'\uFFFD';
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xc0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3f));
  } else if (code_point < 0x10000) {
    put(0xe0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3f));
    put(0x80 | (code_point & 0x3f));
  } else {
    put(0xf0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3f));
    put(0x80 | ((code_point >> 6) & 0x3f));
    put(0x80 | (code_point & 0x3f));
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) decode(text, at);
  return count;
}

std::string pad_right(std::string_view text, int columns) {
  std::string out(text);
  const int width = display_width(text);
  if (width < columns) out.append(static_cast<std::size_t>(columns - width), ' ');
  return out;
}

std::string pad_left(std::string_view text, int columns) {
  std::string out;
  const int width = display_width(text);
  if (width < columns) out.append(static_cast<std::size_t>(columns - width), ' ');
  return out.append(text);
}

std::string clip(std::string_view text, int columns) {
  if (display_width(text) <= columns) return std::string(text);
  if (columns <= 0) return {};
  int width = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t next = at;
    width += display_width(decode(text, next));
    if (width > columns - 1) break;
    at = next;
  }
  return std::string(text.substr(0, at)) + "…";
}

namespace {

// The distance where it is at most `limit`, else limit + 1. Only the band of cells that can still lie within the limit is looked at,
// and a row whose cells are all beyond it ends the search: comparing two unlike words costs their first few letters.
std::size_t distance_within(const std::u32string& from, const std::u32string& to, std::size_t limit) {
  const std::size_t longer = std::max(from.size(), to.size()), shorter = std::min(from.size(), to.size());
  limit = std::min(limit, longer);
  if (longer - shorter > limit) return limit + 1;
  const std::size_t beyond = limit + 1;
  // Three rows of the usual table; the one before the last serves transpositions (optimal string alignment).
  std::vector<std::size_t> before(to.size() + 1, beyond), last(to.size() + 1, beyond), row(to.size() + 1, beyond);
  for (std::size_t j = 0; j <= std::min(to.size(), limit); ++j) row[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    before.swap(last);
    last.swap(row);
    const std::size_t first = i > limit ? i - limit : 0, end = std::min(to.size(), i + limit);
    row[first == 0 ? 0 : first - 1] = first == 0 ? i : beyond;
    if (end < to.size()) row[end + 1] = beyond;
    std::size_t least = row[first == 0 ? 0 : first - 1];
    for (std::size_t j = std::max<std::size_t>(first, 1); j <= end; ++j) {
      const std::size_t change = from[i - 1] == to[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change, beyond});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    // A swap reaches back two rows and costs one: within the limit only from a row that was.
    if (least > limit && *std::min_element(last.begin(), last.end()) > limit) return beyond;
  }
  return row[to.size()];
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::u32string from = code_points(a), to = code_points(b);
  return distance_within(from, to, std::max(from.size(), to.size()));
}

std::string_view nearest(std::string_view written, std::span<const std::string_view> candidates) {
  if (written.empty()) return {};
  const std::u32string letters = code_points(written);
  std::size_t allowed = 1 + letters.size() / 4;
  std::string_view best;
  bool found = false;
  for (const std::string_view candidate : candidates) {
    // A code point has one to four bytes: what is too short or too long for any spelling is not even decoded.
    if (candidate.size() + allowed < letters.size() || candidate.size() > 4 * (letters.size() + allowed)) continue;
    const std::size_t other = count_code_points(candidate);
    if ((other > letters.size() ? other - letters.size() : letters.size() - other) > allowed) continue;
    const std::size_t distance = distance_within(letters, code_points(candidate), allowed);
    if (distance > allowed || (found && distance == allowed)) continue;
    best = candidate;
    allowed = distance;
    found = true;
    if (distance == 0) break;
  }
  return best;
}

Language language_from_environment(std::string_view lc_all, std::string_view lang) {
  return (lc_all.empty() ? lang : lc_all).starts_with("zh") ? Language::zh : Language::en;
}

}  // namespace playmaker::base
