#pragma once
// Between the spellings: YAML's words as text, a tree as YAML, and whether two texts say the same.
#include <memory>
#include <string>
#include <vector>

#include "dsl/print/piece.hpp"
#include "dsl/read/yaml/events.hpp"

namespace playmaker::print {

// The comments of a YAML text: its reader drops them.
std::vector<syntax::Comment> yaml_comments(const source::Source& source, const read::YamlNode& root);
// What the reader of a YAML text said to the grammar, in the text spelling, not yet laid out.
std::string flat(const source::Source& source, const read::Tokens& tokens, const std::vector<syntax::Comment>& comments);

// A text of the text spelling in English words as YAML, in the words of `speech`.
std::string write_yaml(const source::Source& source, const read::Tokens& tokens, const syntax::File& file, Speech speech);

// Pieces in one line, whatever blocks they hold.
class Phrases {
 public:
  Phrases(const source::Source& source, const read::Tokens& tokens, const syntax::File& file, Speech speech);
  ~Phrases();
  // What stands within the span, without its first words.
  std::string of(source::Span span, int without) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace playmaker::print
