// The nearest of many names: the quick way finds what comparing all of them letter by letter finds.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "runtime/base/prng.hpp"
#include "runtime/base/text.hpp"

namespace playmaker {
namespace {

std::string word_of(base::Prng& chance) {
  static constexpr std::string_view kLetters[] = {"a", "b", "c", "d", "_", "开", "户"};
  std::string out;
  for (std::size_t n = 1 + chance.below(12); n > 0; --n) out += kLetters[chance.below(std::size(kLetters))];
  return out;
}

// The whole table, by the letter of the definition: insert, delete, replace, swap two neighbours.
std::size_t whole_table(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<std::size_t>> cell(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cell[i][j] = i + j;
        continue;
      }
      cell[i][j] = std::min({cell[i - 1][j] + 1, cell[i][j - 1] + 1, cell[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cell[i][j] = std::min(cell[i][j], cell[i - 2][j - 2] + 1);
    }
  }
  return cell[a.size()][b.size()];
}

std::u32string letters(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) out.push_back(base::decode(text, at));
  return out;
}

}  // namespace

TEST_CASE("the distance of two words is that of the whole table") {
  base::Prng chance(7);
  for (int round = 0; round < 3'000; ++round) {
    const std::string a = word_of(chance), b = word_of(chance);
    INFO(a << " " << b);
    CHECK(base::edit_distance(a, b) == whole_table(letters(a), letters(b)));
  }
}

TEST_CASE("the nearest name is the first of the nearest by the whole table") {
  base::Prng chance(11);
  std::size_t found = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<std::string> names;
    for (int i = 0; i < 40; ++i) names.push_back(word_of(chance));
    const std::string written = word_of(chance);
    const std::u32string mine = letters(written);
    std::size_t best = 2 + mine.size() / 4;   // what is near enough, and one more
    std::string expected;
    for (const std::string& name : names) {
      const std::size_t distance = whole_table(mine, letters(name));
      if (distance >= best) continue;
      best = distance;
      expected = name;
    }
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    INFO(written);
    CHECK(base::nearest(written, candidates) == expected);
    found += expected.empty() ? 0 : 1;
  }
  CHECK(found > 50);
}

}  // namespace playmaker
