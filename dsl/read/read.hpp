#pragma once
// The door of the front end: a text in, a syntax tree and issues out. Never throws, never hangs: texts are bounded (limits.hpp).
#include "dsl/read/lexer/token.hpp"
#include "dsl/source/issue.hpp"
#include "dsl/source/source.hpp"
#include "dsl/syntax/file.hpp"

namespace playmaker::read {

// The text spelling. The tree holds what could be read; after errors it lacks the statements they stand in.
syntax::File read(const source::Source& source, source::Issues& issues);

// A text that is one expression, read as if in parentheses. The tree's root is a file with that expression as its only child; with none
// after errors.
syntax::File read_expression(const source::Source& source, source::Issues& issues);

// The grammar alone, over tokens from any spelling. REQUIRES that the last token is `end`.
syntax::File parse(const Tokens& tokens, source::FileId file, source::Issues& issues);

}  // namespace playmaker::read
