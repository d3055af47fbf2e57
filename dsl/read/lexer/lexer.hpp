#pragma once
// Text to tokens, by hand. Spans are kept and comments too, so nothing of the text is lost. Full-width punctuation reads as its
// half-width twin, `;` and `。` as space.
//
// Numbers take their unit with them where it is a matter of characters: 50万元, 1000 CZK, 20%, 09:30, 2026-10-01, 15th.
// `20%` is a percentage when nothing that could be divided by follows it.
#include <cstdint>
#include <span>
#include <string_view>

#include "dsl/read/lexer/token.hpp"
#include "dsl/source/issue.hpp"
#include "dsl/source/source.hpp"

namespace playmaker::read {

// Whose keyword table a text chooses with its first statement, `language zh` or `语言 中文`; English where it chooses none.
base::Language language_of(std::string_view text);

// The whole text. The last token is `end`.
//
// A Chinese keyword becomes the English words it stands for, all at its place; a name that the language itself knows (客户) becomes its
// English spelling; every other word is kept as written. `第 3 天` reads as `day 3`, `15日` as `the 15th`.
Tokens lex(const source::Source& source, source::Issues& issues);

// A piece that was taken out of a text and perhaps decoded on the way (a YAML scalar): `offsets[i]` is where in the source the byte
// text[i] came from; it has text.size() + 1 entries. Appends to `out`, without an `end`. Lines and columns are those of the source.
void lex_piece(const source::Source& source, std::string_view text, std::span<const std::uint32_t> offsets, Tokens& out,
               source::Issues& issues);

}  // namespace playmaker::read
