#include "dsl/read/read.hpp"

#include <utility>

#include "dsl/read/lexer/lexer.hpp"
#include "dsl/read/reading.hpp"

namespace playmaker::read {

using source::Code;
using source::Issue;

namespace {

syntax::File empty_file(source::FileId file) {
  syntax::Builder builder(file);
  builder.close(builder.mark(), syntax::Kind::file, {file, 0, 0});
  syntax::File out{syntax::Tree(file), syntax::kNoNode, {}};
  out.tree = builder.take(out.root);
  return out;
}

// `language TAG` as first statement chooses the keyword table; the lexer has read the words by it already.
const Token* other_language(const Tokens& read) {
  const std::vector<Token>& tokens = read.list;
  if (tokens.size() < 3 || tokens[0].word != Word::language || tokens[1].kind != TokenKind::word) return nullptr;
  const std::string_view own = read.language == base::Language::zh ? "zh" : "en";
  return tokens[1].text == own ? nullptr : &tokens[1];
}

}  // namespace

syntax::File parse(const Tokens& tokens, source::FileId file, source::Issues& issues) {
  if (tokens.broken) return empty_file(file);
  if (const Token* tag = other_language(tokens)) {
    issues.add(
        Issue(Code::language_unknown, tag->span)
            .arg(std::string(tag->text))
            .help({"keywords are English or Chinese: `language en`, `language zh`", "关键字为英文或中文:`language en`、`语言 中文`"}));
    return empty_file(file);
  }
  return Reading(tokens.list.data(), file, tokens.language, issues).read_all();
}

syntax::File read(const source::Source& source, source::Issues& issues) {
  Tokens tokens = lex(source, issues);
  syntax::File file = parse(tokens, source.id(), issues);
  file.comments = std::move(tokens.comments);
  issues.sort();
  return file;
}

syntax::File read_expression(const source::Source& source, source::Issues& issues) {
  const Tokens tokens = lex(source, issues);
  if (tokens.broken) return empty_file(source.id());
  syntax::File file = Reading(tokens.list.data(), source.id(), tokens.language, issues).read_expression();
  issues.sort();
  return file;
}

}  // namespace playmaker::read
