#include "runtime/base/typeset.hpp"

#include <algorithm>
#include <vector>

#include "runtime/base/text.hpp"

namespace playmaker::base {
namespace {

bool latin(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9'); }
// What a figure wears without a space: 50万元.
bool worn(char32_t c) { return c == U'万' || c == U'亿' || c == U'元'; }
char32_t full_width(char32_t c) {
  switch (c) {
    case U',': return U'，';
    case U':': return U'：';
    case U';': return U'；';
    case U'?': return U'？';
    case U'!': return U'！';
    default: return 0;
  }
}

struct Sign {
  char32_t c = 0;
  bool own = false;                        // within quotes: somebody's own text
};

// Each sign, and whether it lies within quotes; the quotes themselves are marked too. A quote that is never closed quotes nothing.
std::vector<Sign> signs_of(std::string_view text) {
  std::vector<Sign> out;
  for (std::size_t at = 0; at < text.size();) out.push_back({decode(text, at), false});
  for (std::size_t i = 0; i < out.size(); ++i) {
    const char32_t open = out[i].c, close = open == U'“' ? U'”' : open;
    if (open != U'`' && open != U'"' && open != U'“') continue;
    std::size_t end = i + 1;
    while (end < out.size() && out[end].c != close) ++end;
    if (end == out.size()) continue;
    for (std::size_t k = i; k <= end; ++k) out[k].own = true;
    i = end;
  }
  return out;
}

// Round brackets around or beside Han are full-width, both of a pair or neither.
void set_brackets(std::vector<Sign>& signs) {
  for (std::size_t i = 0; i < signs.size(); ++i) {
    if (signs[i].own || signs[i].c != U'(') continue;
    bool han = i > 0 && is_han(signs[i - 1].c);
    std::size_t end = i + 1;
    for (int depth = 1; end < signs.size(); ++end) {
      if (signs[end].own) continue;
      if (signs[end].c == U'(') ++depth;
      if (signs[end].c == U')' && --depth == 0) break;
      han = han || is_han(signs[end].c);
    }
    // A call, as `count(…)` would be, has its name right before the bracket.
    if (end == signs.size() || !han || (i > 0 && latin(signs[i - 1].c))) continue;
    signs[i].c = U'（';
    signs[end].c = U'）';
  }
}

}  // namespace

std::string typeset(std::string_view chinese) {
  if (first_bad_utf8(chinese) != kValidUtf8) return std::string(chinese);
  std::vector<Sign> signs = signs_of(chinese);
  set_brackets(signs);
  const bool chinese_at_all = std::ranges::any_of(signs, [](const Sign& sign) { return is_han(sign.c); });
  // A comma between two quoted things of a list.
  const auto listed = [&](std::size_t at) {
    std::size_t next = at + 1;
    while (next < signs.size() && signs[next].c == U' ') ++next;
    return chinese_at_all && signs[at].c == U',' && at > 0 && signs[at - 1].own && next < signs.size() && signs[next].own;
  };
  const auto near_han = [&](std::size_t at, int step) {
    // Spaces and quoted text between do not count as something else.
    for (auto i = static_cast<std::ptrdiff_t>(at) + step; i >= 0 && i < static_cast<std::ptrdiff_t>(signs.size()); i += step) {
      const Sign& sign = signs[static_cast<std::size_t>(i)];
      if (sign.own || sign.c == U' ') continue;
      return is_han(sign.c) || sign.c == U'（' || sign.c == U'）';
    }
    return false;
  };
  std::string out;
  char32_t before = 0;
  bool before_own = false;
  for (std::size_t i = 0; i < signs.size(); ++i) {
    const Sign& sign = signs[i];
    const char32_t next = i + 1 < signs.size() ? signs[i + 1].c : 0;
    if (const char32_t wide = sign.own ? 0 : full_width(sign.c); wide != 0 && !(latin(before) && latin(next)) && next != U'/') {
      if (listed(i) || near_han(i, -1) || near_han(i, 1)) {
        const char32_t set = listed(i) ? U'、' : wide;
        append_utf8(out, set);
        if (next == U' ') ++i;
        before = set;
        before_own = false;
        continue;
      }
    }
    const bool starts_own = sign.own && !before_own, ends_own = before_own && !sign.own;
    bool space = !sign.own && !before_own &&
                 ((is_han(before) && latin(sign.c)) || ((latin(before) || before == U'%') && is_han(sign.c) && !worn(sign.c)));
    if (starts_own && sign.c == U'`') space = is_han(before);
    if (ends_own && before == U'`') space = is_han(sign.c);
    if (space) out += ' ';
    append_utf8(out, sign.c);
    before = sign.c;
    before_own = sign.own;
  }
  return out;
}

}  // namespace playmaker::base
