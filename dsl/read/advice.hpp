#pragma once
// What a help tells somebody to write, in the keywords of the text it is about: a Chinese text is not mended by English words.
#include <functional>
#include <string>
#include <string_view>

#include "runtime/base/text.hpp"

namespace playmaker::read {

// Whether a word is a name that somebody declared or wrote: it stays, whatever keyword it looks like. Empty: no word of a phrase is, and
// every word alone between back-quotes may be.
using IsName = std::function<bool(std::string_view)>;
struct Names {
  IsName alone;              // of a word that is all that stands between two back-quotes
  IsName within;             // of a word of a longer piece
};

// The English snippet with its keywords, the names of the language and its `day N` in Chinese: "again after 30 days" -> "再入 满 30 天".
// Texts in quotes, names of playbooks and what is Chinese already stay. Where a keyword has no Chinese word of its own, all of it stays.
std::string snippet_in_chinese(std::string_view english, const IsName& is_name = {});

// The same for a YAML text, in either language: a clause is a key and its value there. "due 2 working days" -> "due: 2 working days",
// "限期: 2 工作日". What is no clause is said as in a text.
std::string snippet_in_yaml(std::string_view english, base::Language language, const IsName& is_name = {});

// Every piece between back-quotes of a sentence, in Chinese keywords or as the YAML text writes it.
std::string advice_in_chinese(std::string_view sentence, const Names& names = {});
std::string advice_in_yaml(std::string_view sentence, base::Language language, const Names& names = {});

}  // namespace playmaker::read
