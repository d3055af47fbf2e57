#include "dsl/read/lexer/lexer.hpp"

#include <algorithm>

#include "dsl/read/lexer/scanner.hpp"
#include "runtime/base/limits.hpp"

namespace playmaker::read {

using source::Code;
using source::Issue;

namespace {

void push_end(const source::Source& source, Tokens& out) {
  const auto size = static_cast<std::uint32_t>(source.text().size());
  const source::Position at = source.position(size);
  Token end;
  end.span = {source.id(), size, size};
  end.line = at.line;
  end.column = at.display_column;
  end.indent = 1;
  end.first_on_line = true;
  out.list.push_back(end);
}

// Behind space and comments.
std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (text[at] == '#' || text.substr(at).starts_with("//")) at = std::min(text.find('\n', at), text.size());
    else if (std::string_view(" \t\r\n\f").contains(text[at])) ++at;
    else break;
  }
  return at;
}

// The word there, "" where it is none.
std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && !std::string_view(" \t\r\n\f#;{}").contains(text[end])) ++end;
  return text.substr(at, end - at);
}

}  // namespace

base::Language language_of(std::string_view text) {
  const std::size_t first = skip_space(text, text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  const std::string_view statement = word_at(text, first);
  if (statement != "language" && statement != "语言") return base::Language::en;
  const std::string_view tag = word_at(text, skip_space(text, first + statement.size()));
  return tag == "zh" || tag == "中文" ? base::Language::zh : base::Language::en;
}

Tokens lex(const source::Source& source, source::Issues& issues) {
  Tokens out;
  out.language = language_of(source.text());
  const std::size_t size = source.text().size();
  if (size > base::kSourceBytesMax) {
    out.broken = true;
    issues.add(Issue(Code::file_too_big, {source.id(), 0, 0})
                   .arg(std::to_string(size))
                   .arg(std::to_string(base::kSourceBytesMax))
                   .help({"cut it into files and join them with `use`", "请拆成多个文件,用 `use` 连接"}));
  } else if (source.bad_utf8()) {
    out.broken = true;
    const auto bad = static_cast<std::uint32_t>(*source.bad_utf8());
    issues.add(
        Issue(Code::bad_utf8, {source.id(), bad, bad + 1}).arg(std::to_string(bad)).help({"save the file as UTF-8", "请将文件存为 UTF-8"}));
  } else {
    Scanner(source, source.text(), {}, out, issues).run();
  }
  push_end(source, out);
  return out;
}

void lex_piece(const source::Source& source, std::string_view text, std::span<const std::uint32_t> offsets, Tokens& out,
               source::Issues& issues) {
  out.texts.emplace_back(text);
  Scanner(source, out.texts.back(), offsets, out, issues).run();
}

}  // namespace playmaker::read
