#pragma once
// The door of the printer: a text in its one true layout, in either keyword table and either spelling. What it prints reads back as the
// same tree, with the same comments; it reads its own answer to be sure, and says nothing rather than something else.
//
// Layout: two spaces a level; a block stays on one line where its author wrote it so and the line has at most kLineWidth columns; two
// statements on a line stand two spaces apart; columns that the author made by two spaces or more, in lines of one indent, are kept and
// tightened, across blocks that are open between them, and across an empty line or a comment where the line below begins with the same
// word as the line above; a column is made of what begins alike, or stands right below; at most one empty line; comments stay
// where they stand, two spaces behind what they end; a Chinese text keeps its words and gets plain punctuation (`, "" >=`). YAML has its
// keys in one order, and on one line what is short.
#include <optional>
#include <string>

#include "dsl/source/issue.hpp"
#include "dsl/source/source.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::print {

constexpr std::size_t kLineWidth = 140;   // screen columns

struct Printed {
  bool ok = false;        // else `issues` says what is wrong with the text; without any there, it cannot be printed faithfully
  std::string text;
  source::Issues issues;
};

// The same spelling, by the path's ending. Without a language: in the text's own.
Printed format(const source::Source& source, std::optional<base::Language> language = std::nullopt);
// From .yaml to .play, and back. A text of that spelling already is formatted.
Printed to_play(const source::Source& source, base::Language language = base::Language::en);
Printed to_yaml(const source::Source& source, std::optional<base::Language> language = std::nullopt);

}  // namespace playmaker::print
