#include "dsl/read/yaml/saying.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "dsl/read/lexer/lexer.hpp"

namespace playmaker::read {

using source::Code;
using source::Issue;
using source::Words;

std::string_view Saying::keep(std::string_view text) { return tokens_.texts.emplace_back(text); }

Token Saying::punct_token(Punct punct) {
  Token token;
  token.kind = TokenKind::punct;
  token.punct = punct;
  return token;
}

void Saying::push(Token token, source::Span at) {
  const source::Position position = source_.position(at.begin);
  token.span = at;
  token.line = position.line;
  token.column = token.indent = position.display_column;
  if (token.punct == Punct::open_brace) token.indent = 0;
  token.said = token.kind == TokenKind::word || token.kind == TokenKind::punct;
  token.first_on_line = first_;
  first_ = false;
  tokens_.list.push_back(token);
}

void Saying::words(std::string_view phrase, source::Span at) {
  while (!phrase.empty()) {
    const std::size_t space = phrase.find(' ');
    Token token;
    token.kind = TokenKind::word;
    token.text = keep(phrase.substr(0, space));
    token.word = find_word(token.text);
    push(token, at);
    phrase = space == std::string_view::npos ? std::string_view() : phrase.substr(space + 1);
  }
}

void Saying::name(const YamlNode& scalar) {
  Token token;
  token.kind = TokenKind::quoted_name;   // a key of YAML is a name even where it spells a reserved word
  token.text = keep(scalar.text);
  push(token, scalar.span);
}

void Saying::text(const YamlNode& scalar) {
  Token token;
  token.kind = TokenKind::text;
  token.text = keep(scalar.text);
  push(token, scalar.span);
}

void Saying::lexed(const YamlNode& scalar, bool inside_value) {
  const std::size_t before = tokens_.list.size();
  const bool begins = first_;
  lex_piece(source_, scalar.text, scalar.offsets, tokens_, issues_);
  int depth = 0;
  for (std::size_t i = before; i < tokens_.list.size(); ++i) {
    Token& token = tokens_.list[i];
    token.first_on_line = begins && i == before;
    token.inside_value = inside_value && !token.first_on_line;
    depth += token.punct == Punct::open_brace ? 1 : token.punct == Punct::close_brace ? -1 : 0;
    if (depth >= 0) continue;
    issues_.add(Issue(Code::yaml_trailing, token.span).arg("}"));   // it would close the block around the value
    tokens_.list.resize(i);
    break;
  }
  if (tokens_.list.size() > before) first_ = false;
}

Tokens Saying::finish() {
  Token end;
  end.kind = TokenKind::end;
  const auto last = static_cast<std::uint32_t>(source_.text().size());
  push(end, {source_.id(), last, last});
  return std::move(tokens_);
}

std::string Saying::written(const YamlNode& key) const {
  return key.quoted || key.span.empty() ? key.text : std::string(source_.text(key.span));
}

void Saying::refuse(const YamlEntry& entry, const source::Words& wanted, const source::Words& help) {
  Issue issue(Code::yaml_shape, entry.value.span.empty() ? entry.key.span : entry.value.span);
  issue.arg(written(entry.key)).arg(wanted);
  if (!help.en.empty()) issue.help(help);
  issues_.add(std::move(issue));
}

namespace {

// What people write as a map or a number where a phrase of the language is meant.
constexpr std::pair<std::string_view, std::string_view> kPhrases[] = {
    {"due", "3 working days"},   {"time", "day 2 at 10:00"}, {"ends", "after 30 days"}, {"within", "30 days"},
    {"stalls", "after 3 days"},  {"again", "never"},         {"up_to", "5 days"},       {"expires", "after 2 days"},
    {"answer_within", "3 days"}, {"for", "7 days"},          {"wait", "2 days"},        {"accept", "within 2 working days"},
};

}  // namespace

bool Saying::want_scalar(const YamlEntry& entry) {
  if (entry.value.is_scalar()) return true;
  const auto* phrase = std::find_if(std::begin(kPhrases), std::end(kPhrases), [&](const auto& one) { return one.first == entry.key.text; });
  const std::string such = phrase == std::end(kPhrases) ? std::string() : std::string(phrase->second);
  Words help = such.empty() ? Words("write it as one phrase, as the text spelling says it", "请写成一个短语,与文本写法相同")
                            : Words("write it as one phrase: `" + such + "`", "请写成一个短语,如 `" + such + "`");
  if (entry.value.is_list()) help = {"one value, without `-` and `[ ]`", "只写一个值,不用 `-` 与 `[ ]`"};
  if (entry.value.kind == YamlKind::empty) {
    help = such.empty() ? Words("write it behind the `:`, or leave the key out", "请写在 `:` 之后,或去掉该键")
                        : Words("write it behind the `:`, such as `" + such + "`", "请写在 `:` 之后,如 `" + such + "`");
  }
  refuse(entry, {"one value", "一个值"}, help);
  return false;
}

bool Saying::want_map(const YamlEntry& entry) {
  if (entry.value.is_map()) return true;
  refuse(entry, {"keys with values: { key: value }", "键和值:{ 键: 值 }"},
         entry.value.is_list() ? Words("no `-` here: the names stand right under the key", "此处不用 `-`:名称直接写在该键之下") : Words());
  return false;
}

bool Saying::want_list(const YamlEntry& entry) {
  if (entry.value.is_list()) return true;
  const bool map = entry.value.is_map() && !entry.value.entries.empty();
  const std::string item = map ? "- " + written(entry.value.entries.front().key) + ": …" : "- …";
  refuse(entry, {"a list: [ … ]", "列表:[ … ]"}, {"begin each item with `- `: `" + item + "`", "每一项以 `- ` 开头:`" + item + "`"});
  return false;
}

}  // namespace playmaker::read
