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

// `language TAG` as first statement chooses the keyword table. There is an English one so far.
const Token* other_language(const std::vector<Token>& tokens) {
  if (tokens.size() < 3) return nullptr;
  const bool in_english = tokens[0].word == Word::language && tokens[1].kind == TokenKind::word && tokens[1].word != Word::en;
  const bool in_chinese = tokens[0].text == "语言";
  return in_english || in_chinese ? &tokens[1] : nullptr;
}

}  // namespace

syntax::File parse(const Tokens& tokens, source::FileId file, source::Issues& issues) {
  if (tokens.broken) return empty_file(file);
  if (const Token* tag = other_language(tokens.list)) {
    issues.add(
        Issue(Code::language_not_yet, tag->span)
            .arg(std::string(tag->text))
            .help({"write the keywords in English; names and labels may stay as they are", "关键字请用英文书写,名称与标签可保持不变"}));
    return empty_file(file);
  }
  return Reading(tokens.list.data(), file, issues).read_all();
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
  syntax::File file = Reading(tokens.list.data(), source.id(), issues).read_expression();
  issues.sort();
  return file;
}

}  // namespace playmaker::read
