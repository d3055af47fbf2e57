#include "runtime/cel/search.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace playmaker::cel {

// memmem of the C library searches in two ways (Crochemore and Perrin 1991): linear, with no memory of its own. std::string_view::find
// tries each place anew.
std::size_t first_place(std::string_view text, std::string_view part, std::size_t from) {
  if (from > text.size()) return std::string_view::npos;
  if (part.empty()) return from;
  const std::string_view rest = text.substr(from);
  if (rest.size() < part.size()) return std::string_view::npos;
  const void* found = ::memmem(rest.data(), rest.size(), part.data(), part.size());
  return found == nullptr ? std::string_view::npos : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

// Knuth, Morris and Pratt (1977), from the end to the beginning of both.
std::size_t last_place(std::string_view text, std::string_view part, std::size_t from) {
  if (part.size() > text.size()) return std::string_view::npos;
  const std::size_t last = std::min(from, text.size() - part.size());
  if (part.empty()) return last;
  const auto wanted = [&](std::size_t at) { return part[part.size() - 1 - at]; };
  std::vector<std::uint32_t> border(part.size(), 0);   // of the first so many letters from the end: how many of them begin it anew
  for (std::uint32_t at = 1, held = 0; at < part.size(); ++at) {
    while (held > 0 && wanted(at) != wanted(held)) held = border[held - 1];
    if (wanted(at) == wanted(held)) ++held;
    border[at] = held;
  }
  std::uint32_t held = 0;
  for (std::size_t at = last + part.size(); at-- > 0;) {
    while (held > 0 && text[at] != wanted(held)) held = border[held - 1];
    if (text[at] == wanted(held)) ++held;
    if (held == part.size()) return at;
  }
  return std::string_view::npos;
}

}  // namespace playmaker::cel
