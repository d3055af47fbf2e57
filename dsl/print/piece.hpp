#pragma once
// What a line is made of: the words and signs of a text as they will be printed, each with where it stood and whose it is.
#include <cstdint>
#include <string>
#include <vector>

#include "dsl/read/lexer/token.hpp"
#include "dsl/source/source.hpp"
#include "dsl/syntax/file.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::print {

struct Piece {
  std::string text;
  read::TokenKind kind = read::TokenKind::end;
  read::Punct punct = read::Punct::none;
  source::Span span;
  std::uint32_t line = 0;        // where it stood, from 1
  std::uint32_t column = 0;
  std::uint32_t gap = 0;         // columns between it and the piece before it on that line; 0: none is before it, or it touches
  syntax::NodeId owner = syntax::kNoNode;   // the innermost node that covers it
};

// A token where it stands, said as `text`; no gap is measured yet.
Piece piece_of(const read::Token& token, std::string text, syntax::NodeId owner);

// A text in words of `language`. `careful`: names that some keyword table knows are put in back-quotes wherever the language changes.
struct Speech {
  base::Language language = base::Language::en;
  bool careful = false;
  bool keyed = false;     // YAML's keys say first words of their own (`every`, `after`): no phrase runs across them
};
std::vector<Piece> pieces_of(const source::Source& source, const read::Tokens& tokens, const syntax::File& file, Speech speech);

// A text literal in plain double quotes.
std::string quoted(std::string_view text);
// A name as that language reads it: in back-quotes where it must be. `own`: the language itself calls so (`customer`, `done`), and has
// a word for it; a name that somebody declared stays as it is, whatever word it equals.
std::string name_in(std::string_view name, base::Language language, bool careful, bool own);

// The lines of the pieces, with the comments, in the one true layout.
std::string lay_out(const source::Source& source, const std::vector<Piece>& pieces, const syntax::File& file);

}  // namespace playmaker::print
