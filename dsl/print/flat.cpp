// The words of a YAML text in the text spelling, one behind the other: what its reader said to the grammar, with the comments between.
#include <algorithm>
#include <vector>

#include "dsl/print/spellings.hpp"
#include "dsl/read/chinese.hpp"

namespace playmaker::print {
namespace {

using read::Punct;
using read::Token;
using read::TokenKind;
using source::Span;

void collect_scalars(const read::YamlNode& node, std::vector<Span>& out) {
  if (node.is_scalar()) out.push_back(node.span);
  for (const read::YamlNode& item : node.items) collect_scalars(item, out);
  for (const read::YamlEntry& entry : node.entries) {
    collect_scalars(entry.key, out);
    collect_scalars(entry.value, out);
  }
}

std::string word_of(const source::Source& source, const Token& token, base::Language language) {
  const bool zh = language == base::Language::zh;
  switch (token.kind) {
    case TokenKind::word:
      if (zh && !token.chinese.empty()) return std::string(token.chinese);
      return std::string(zh && token.word != read::Word::plain ? read::chinese_for(token.word) : token.text);
    case TokenKind::quoted_name: return name_in(token.text, language, false, false);
    case TokenKind::text: return quoted(token.text);
    case TokenKind::punct: return std::string(read::spelling(token.punct));
    default: return std::string(source.text(token.span));
  }
}

}  // namespace

std::vector<syntax::Comment> yaml_comments(const source::Source& source, const read::YamlNode& root) {
  std::vector<Span> scalars;
  collect_scalars(root, scalars);
  std::sort(scalars.begin(), scalars.end(), [](Span a, Span b) { return a.begin < b.begin; });
  std::vector<syntax::Comment> out;
  const std::string_view text = source.text();
  std::size_t next = 0;
  bool line_empty = true;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    while (next < scalars.size() && scalars[next].end <= at) ++next;
    if (next < scalars.size() && scalars[next].begin <= at && scalars[next].end > at) {
      at = scalars[next].end - 1;
      line_empty = false;
      continue;
    }
    const char c = text[at];
    if (c == '\n') line_empty = true;
    const bool begins = c == '#' && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\t' || text[at - 1] == '\n');
    if (begins) {
      auto end = static_cast<std::uint32_t>(std::min(text.find('\n', at), text.size()));
      const std::uint32_t behind = end;
      if (end > at && text[end - 1] == '\r') --end;
      out.push_back({{source.id(), at, end}, line_empty});
      at = behind - 1;
      continue;
    }
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') line_empty = false;
  }
  return out;
}

std::string flat(const source::Source& source, const read::Tokens& tokens, const std::vector<syntax::Comment>& comments) {
  const std::vector<Token>& list = tokens.list;
  // Before which token a comment goes: the statement that follows it, or, where it ends a line, behind that line's last token.
  std::vector<std::string> before(list.size() + 1), behind(list.size() + 1);
  for (const syntax::Comment& comment : comments) {
    const std::string words(source.text(comment.span));
    std::size_t place = list.size() - 1;
    if (comment.own_line) {
      for (std::size_t i = 0; i + 1 < list.size(); ++i) {
        const bool nearer = place + 1 == list.size() || list[i].span.begin < list[place].span.begin;
        if (list[i].first_on_line && list[i].span.begin > comment.span.begin && nearer) place = i;
      }
      before[place] += words + "\n";
      continue;
    }
    for (std::size_t i = 0; i + 1 < list.size(); ++i) {
      const bool nearer = place + 1 == list.size() || list[i].span.end >= list[place].span.end;
      if (list[i].span.end <= comment.span.begin && list[i].punct != Punct::close_brace && nearer) place = i;
    }
    if (place + 1 == list.size()) before[place] += words + "\n";
    else behind[place] += " " + words;
  }
  std::string out = tokens.language == base::Language::zh ? "语言 中文\n" : "";
  std::vector<std::uint32_t> braces;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Token& token = list[i];
    bool fresh = token.first_on_line;
    if (token.punct == Punct::close_brace && !braces.empty()) {
      fresh = fresh || braces.back() != token.line;
      braces.pop_back();
    }
    if (token.punct == Punct::open_brace) braces.push_back(token.line);
    // One Chinese word may stand for several English ones.
    const bool said = i > 0 && !token.chinese.empty() && list[i - 1].chinese == token.chinese && list[i - 1].span == token.span;
    // `15日` says both words of `the 15th`.
    const bool within = tokens.language == base::Language::zh && token.word == read::Word::the && list[i + 1].kind == TokenKind::ordinal &&
                        source.text(list[i + 1].span).ends_with("日");
    if (said) {
      if (!behind[i].empty()) out += behind[i] + "\n";
      continue;
    }
    if (!before[i].empty() || fresh || token.kind == TokenKind::end) out += "\n" + before[i];
    else if (!out.empty() && token.punct != Punct::dot && !out.ends_with('.')) out += ' ';
    if (token.kind == TokenKind::end) break;
    if (!within) out += word_of(source, token, tokens.language);
    if (!behind[i].empty()) out += behind[i] + "\n";
  }
  return out;
}

}  // namespace playmaker::print
