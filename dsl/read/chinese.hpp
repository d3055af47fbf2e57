#pragma once
// The Chinese keyword table (chinese.def): a function both ways. A Chinese word means one English word or phrase; an English word or
// phrase is said in one way at each place, a place being the kind of node that the words belong to. What the words mean together is
// the English grammar's business: the lexer puts the English words in their stead.
#include <span>
#include <string_view>
#include <vector>

#include "dsl/read/words.hpp"
#include "dsl/syntax/kind.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::read {

struct ChineseWord {
  std::string_view spelling;               // 至多
  std::string_view english;                // "up to"
  std::vector<Word> words;                 // the same as keywords
  std::vector<syntax::Kind> places;        // empty: everywhere else
};

std::span<const ChineseWord> chinese_words();
constexpr std::size_t kChinesePhraseMax = 4;   // words in an English phrase that one Chinese word stands for

const ChineseWord* find_chinese(std::string_view spelling);                          // nullptr: an ordinary name
// How the phrase is said at `place`; where no row names the place, at `outer`, the place around it. nullptr: word by word.
const ChineseWord* chinese_for(std::span<const Word> phrase, syntax::Kind place, syntax::Kind outer);
std::string_view chinese_for(Word word);                                             // as it is said in most places

// Names that the language itself knows (`customer`, `done`, `count`) are said in Chinese too; "" for names that somebody declared.
std::string_view chinese_of_name(std::string_view english);
std::string_view name_of_chinese(std::string_view spelling);
std::vector<std::string_view> known_names(base::Language language);   // all of them, in the order of the table

// Keywords by class, each spelling once: what an editor colours.
enum class WordClass : std::uint8_t { block, clause, logic, constant, unit };
WordClass class_of(Word word);
std::vector<std::string_view> keywords(base::Language language, WordClass wanted);

// As `language` spells the keyword in most places.
std::string_view spelling(Word word, base::Language language);

}  // namespace playmaker::read
