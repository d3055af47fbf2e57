#include <algorithm>

#include "dsl/draw/layout.hpp"

namespace playmaker::draw {
namespace {

// Widths in units of the size, from the widest of the fonts that a picture names (DejaVu Sans), so that no label outgrows its box.
double width_of(char32_t c) {
  if (c < 0x20) return 0;
  if (c >= 0x2000 && c <= 0x2fff) return base::display_width(c) > 1 || c >= 0x2190 || (c >= 0x2014 && c <= 0x2026) ? 1.0 : 0.62;
  if (c >= 0x80) return base::display_width(c) > 1 ? 1.0 : 0.70;
  constexpr std::string_view kThin = "ijl|'!.,:;I ", kNarrow = "frt()[]/\\-\"{}", kWide = "mwMW@%",
                             kBroad = "ABCDEFGHJKLNOPQRSTUVXYZ&+<=>#_~";
  const char ascii = static_cast<char>(c);
  if (kThin.find(ascii) != std::string_view::npos) return 0.35;
  if (kNarrow.find(ascii) != std::string_view::npos) return 0.46;
  if (kWide.find(ascii) != std::string_view::npos) return 1.0;
  if (kBroad.find(ascii) != std::string_view::npos) return 0.80;
  return 0.64;
}

bool never_first(char32_t c) {   // marks that may not begin a line
  constexpr std::u32string_view kMarks = U"，。、；：！？）】｝”’》〉％,.;:!?)]}%·";
  return kMarks.find(c) != std::u32string_view::npos;
}
// What a space after does not part from what follows: signs.
bool holds_on(char32_t c) {
  constexpr std::u32string_view kSigns = U"=≠<≤>≥+−×÷→";
  return kSigns.find(c) != std::u32string_view::npos;
}
bool never_last(char32_t c) {
  constexpr std::u32string_view kMarks = U"（【｛“‘《〈([{";
  return kMarks.find(c) != std::u32string_view::npos;
}
// A straight quote opens and closes in turn.
bool opens(std::string_view text, std::size_t quote) {
  return std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(quote), '"') % 2 == 0;
}

// Whether a line may end before the sign at `at`, as far as marks go.
bool marks_part(std::string_view text, std::size_t before_at, char32_t before, std::size_t at, char32_t c) {
  if (never_first(c) || never_last(before)) return false;
  if (c == U'"' && !opens(text, at)) return false;
  return before != U'"' || !opens(text, before_at);
}

}  // namespace

double text_width(std::string_view text, double size) {
  double out = 0;
  for (std::size_t at = 0; at < text.size();) out += width_of(base::decode(text, at));
  return out * size;
}

std::vector<std::string> wrapped(std::string_view text, double size, double width) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  while (begin < text.size()) {
    double used = 0;
    std::size_t at = begin, best = begin;   // best: where the line may end
    std::size_t before_at = begin, cut = begin;   // cut: where a word that is too wide may be cut
    char32_t before = 0, earlier = 0;
    bool all = true;
    while (at < text.size()) {
      std::size_t next = at;
      const char32_t c = base::decode(text, next);
      const bool wide = base::display_width(c) > 1 || base::display_width(before) > 1;
      const bool parted = at > begin && marks_part(text, before_at, before, at, c);
      const bool may_break = parted && ((before == U' ' && !holds_on(earlier)) || (wide && c != U' ' && before != U' '));
      if (may_break) best = at;
      if (parted) cut = at;
      used += width_of(c) * size;
      if (used > width && c != U' ' && at > begin) {
        all = false;
        break;
      }
      earlier = before;
      before = c;
      before_at = at;
      at = next;
    }
    std::size_t end = all ? text.size() : best > begin ? best : cut > begin ? cut : at;   // a word wider than the line is cut
    std::string_view line = text.substr(begin, end - begin);
    while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    out.emplace_back(line);
    begin = end;
    while (begin < text.size() && text[begin] == ' ') ++begin;
  }
  if (out.empty()) out.emplace_back();
  return out;
}

}  // namespace playmaker::draw
