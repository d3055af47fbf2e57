#pragma once
// The keyword table. The grammar knows only ids; a spelling becomes an id in the lexer, by the table of the file's language.
#include <cstdint>
#include <string_view>

namespace playmaker::read {

enum class Word : std::uint16_t {
  plain,  // an ordinary name
#define WORD(id, canonical, other) id,
#include "dsl/read/words.def"
#undef WORD
  count,
};
constexpr std::size_t kWordCount = static_cast<std::size_t>(Word::count);

Word find_word(std::string_view spelling);       // by the English table; Word::plain for an ordinary name
std::string_view canonical(Word word);           // "day" for days
std::string_view other_spelling(Word word);       // its plural or singular; may be empty
bool is_reserved(Word word);                     // no name but in back-quotes

}  // namespace playmaker::read
