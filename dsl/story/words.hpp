#pragma once
// The words of stories, in both languages at once: a word of either is the same word. They are no keywords of playbooks, and nearly all of
// them may be names, since each stands at a place of its own.
#include <cstdint>
#include <string>
#include <string_view>

#include "dsl/source/issue.hpp"

namespace playmaker::story {

enum class Word : std::uint8_t {
  none,
#define WORD(id, en, en2, zh, zh2) id,
#include "dsl/story/words.def"
#undef WORD
  count,
};

Word find_word(std::string_view spelling);       // none: no word of stories
source::Words spelling(Word word);               // the first spelling in each language
// The word in that language: as it was written where that is one of its forms there, else its first; `many`: its English plural.
std::string say(Word word, base::Language language, std::string_view written, bool many);
bool is_form(Word word, base::Language language, std::string_view written);

// Why a touch, a wave or an entry did not go on, as stories write it: the code of daemon/words, or its Chinese word.
struct ReasonWord {
  std::string_view code, zh;
};
std::string_view reason_code(std::string_view written);   // "capped"; empty: no such reason
const ReasonWord* reasons(std::size_t& count);

// Answers of roles that are words of ours; a reason is as the playbook writes it.
struct AnswerWord {
  std::string_view zh, en;
};
inline constexpr AnswerWord kAnswers[] = {{"接受", "accepted"}, {"婉拒", "declined"}, {"合格", "passed"}, {"不合格", "failed"}};

}  // namespace playmaker::story
