#pragma once
// Tokens: what the grammar reads, whichever spelling they came from. The text spelling makes them with the lexer; the YAML spelling
// makes the same ones from keys and lexed values, so that both have one grammar and one tree.
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/read/words.hpp"
#include "dsl/source/span.hpp"
#include "dsl/syntax/file.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::read {

enum class TokenKind : std::uint8_t {
  end,               // exactly one, the last
  word,              // a keyword or a name: `word` and `text`
  quoted_name,       // a name in back-quotes: `text` without them
  integer,           // number
  unsigned_integer,  // number
  decimal,           // number: the bits of a double
  money,             // number, scale; text: the currency
  percent,           // number, scale
  date,              // number: days since 1970-01-01
  time,              // number: minutes since midnight
  ordinal,           // number, as in 15th
  text,              // text: decoded
  bytes,             // text: decoded
  punct,             // punct
};

enum class Punct : std::uint8_t {
  none,
  open_brace,
  close_brace,
  open_paren,
  close_paren,
  open_bracket,
  close_bracket,
  comma,
  colon,
  question,
  dot,
  arrow,
  minus,
  plus,
  star,
  slash,
  percent,
  bang,
  equal,
  equal_equal,
  bang_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  and_and,
  or_or,
};
std::string_view spelling(Punct punct);  // "->"

struct Token {
  TokenKind kind = TokenKind::end;
  Punct punct = Punct::none;
  Word word = Word::plain;
  std::uint8_t scale = 0;
  bool cut = false;            // a text that was never closed: what stands after it may belong to it
  bool first_on_line = false;  // also set it on the first token of a statement that another spelling makes
  bool inside_value = false;   // within a YAML value, not at its start: no statement can begin here
  bool said = false;           // a word or sign that a YAML key stands for: it is written nowhere
  std::uint32_t line = 1;      // from 1
  std::uint32_t column = 1;    // from 1, screen columns
  std::uint32_t indent = 1;    // the column of the first token of this line; 0: a brace made by another spelling, which always matches
  source::Span span;
  std::string_view text;       // a name's or text's content; views the Source or Tokens::texts
  std::string_view chinese;    // of a word from the Chinese table: as it was written
  std::uint64_t number = 0;    // without a sign

  std::string_view written() const { return chinese.empty() ? text : chinese; }   // of a word, for messages
};

struct Tokens {
  std::vector<Token> list;
  std::deque<std::string> texts;          // decoded texts; a deque, so that views of them stay
  std::vector<syntax::Comment> comments;
  base::Language language = base::Language::en;   // whose keyword table the words were read by
  bool broken = false;                    // not worth a grammar: the issue says why (no UTF-8, too big, nested too deep)
};

}  // namespace playmaker::read
