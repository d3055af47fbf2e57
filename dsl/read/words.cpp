#include "dsl/read/words.hpp"

#include <unordered_map>

namespace playmaker::read {
namespace {

struct Row {
  std::string_view canonical;
  std::string_view other;
};

constexpr Row kRows[] = {
    {"", ""},
#define WORD(id, canonical, other) {canonical, other},
#include "dsl/read/words.def"
#undef WORD
};

}  // namespace

Word find_word(std::string_view spelling) {
  static const std::unordered_map<std::string_view, Word> kTable = [] {
    std::unordered_map<std::string_view, Word> table;
    for (std::size_t i = 1; i < kWordCount; ++i) {
      table.emplace(kRows[i].canonical, static_cast<Word>(i));
      if (!kRows[i].other.empty()) table.emplace(kRows[i].other, static_cast<Word>(i));
    }
    return table;
  }();
  const auto found = kTable.find(spelling);
  return found == kTable.end() ? Word::plain : found->second;
}

std::string_view canonical(Word word) { return kRows[static_cast<std::size_t>(word)].canonical; }
std::string_view other_spelling(Word word) { return kRows[static_cast<std::size_t>(word)].other; }

bool is_reserved(Word word) { return word != Word::plain && word <= Word::where; }

}  // namespace playmaker::read
