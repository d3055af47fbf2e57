#include "tests/fuzz/mutation.hpp"

#include <algorithm>

namespace playmaker::fuzz {
namespace {

// What readers stumble over: brackets, quotes, signs, ends of ranges.
constexpr std::string_view kTelling[] = {"{",   "}",  "(",     ")",  "[", "]",  "\"", "'",    "`",     "#",    "%",
                                         "=",   "->", "\n",    "\t", ":", "- ", "<<", "\xff", "\xe5",  "else", "9999999999999999999",
                                         "- -", "0",  "25:99", "一", "|", "&x", "*",  "\\u",  "\"\"\""};

std::string piece_of(std::string_view text, base::Prng& chance) {
  if (text.empty()) return {};
  const std::size_t at = chance.below(text.size());
  return std::string(text.substr(at, 1 + chance.below(40)));
}

}  // namespace

std::string mutated(std::string_view input, std::string_view other, std::size_t bytes_max, base::Prng& chance) {
  std::string out(input);
  // A long input is seen through a window, so that all of it is tried and none of it takes long.
  if (out.size() > bytes_max) out = out.substr(chance.below(2) == 0 ? 0 : chance.below(out.size() - bytes_max), bytes_max);
  for (std::size_t n = 1 + chance.below(4); n > 0; --n) {
    const std::size_t at = out.empty() ? 0 : chance.below(out.size());
    switch (chance.below(7)) {
      case 0: out.erase(at, 1 + chance.below(12)); break;
      case 1: out.insert(at, kTelling[chance.below(std::size(kTelling))]); break;
      case 2: out.insert(at, piece_of(other, chance)); break;
      case 3: out.insert(at, piece_of(out, chance)); break;
      case 4: out.resize(at); break;
      case 5:
        if (!out.empty()) out[at] = static_cast<char>(chance.below(256));
        break;
      default:
        if (!out.empty()) out[at] = static_cast<char>(static_cast<unsigned char>(out[at]) ^ (1U << chance.below(8)));
        break;
    }
  }
  if (out.size() > bytes_max) out.resize(bytes_max);
  return out;
}

}  // namespace playmaker::fuzz
