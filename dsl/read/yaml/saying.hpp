#pragma once
// Says in tokens what a YAML text means, word for word as the text spelling would, each token at its place in the YAML. The grammar
// then reads both spellings alike, and the trees are equal because there is one grammar.
#include <set>
#include <string>
#include <string_view>

#include "dsl/read/lexer/token.hpp"
#include "dsl/read/yaml/events.hpp"

namespace playmaker::read {

class Saying {
 public:
  Saying(const source::Source& source, source::Issues& issues) : source_(source), issues_(issues) {}

  void speak(base::Language language) { tokens_.language = language; }   // whose words phrases are lexed by
  base::Language language() const { return tokens_.language; }
  void statement(source::Span at) {
    first_ = true;
    at_ = at;
  }       // the next token begins a statement there
  void words(std::string_view phrase, source::Span at);              // keywords, space between them
  void words(std::string_view phrase) { words(phrase, at_); }
  void punct(Punct punct) { push(punct_token(punct), at_); }
  void open() { punct(Punct::open_brace); }
  void close() { punct(Punct::close_brace); }
  void name(const YamlNode& scalar);                                 // a name, whatever it spells
  void text(const YamlNode& scalar);                                 // quoted text
  void phrase(const YamlNode& scalar) { lexed(scalar, true); }       // words of the language, lexed in place
  void statement_of(const YamlNode& scalar) { lexed(scalar, false); }   // a whole statement, with blocks of its own
  std::size_t mark() const { return tokens_.list.size(); }
  void unsay(std::size_t mark) { tokens_.list.resize(mark); }        // what was said since: it came to nothing
  Tokens finish();

  // What a key must hold; false, with an issue, when it does not.
  bool want_scalar(const YamlEntry& entry);
  bool want_map(const YamlEntry& entry);
  bool want_list(const YamlEntry& entry);
  void refuse(const YamlEntry& entry, const source::Words& wanted, const source::Words& help = {});
  std::string written(const YamlNode& key) const;                    // a key as its author wrote it, whatever its language

  // A map that lacks a part or has one too many, and has been told so.
  void trouble(const YamlNode& map) { troubled_.insert(map.span.begin); }
  bool troubled(const YamlNode& map) const { return troubled_.contains(map.span.begin); }

  source::Issues& issues() { return issues_; }

 private:
  static Token punct_token(Punct punct);
  void push(Token token, source::Span at);
  void lexed(const YamlNode& scalar, bool inside_value);
  std::string_view keep(std::string_view text);

  const source::Source& source_;
  source::Issues& issues_;
  Tokens tokens_;
  bool first_ = false;
  source::Span at_;
  std::set<std::uint32_t> troubled_;       // where such maps begin
};

}  // namespace playmaker::read
