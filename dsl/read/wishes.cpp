#include "dsl/read/wishes.hpp"

#include <algorithm>

#include "dsl/read/lexer/lexer.hpp"
#include "dsl/read/reading.hpp"

namespace playmaker::read {
namespace {

constexpr std::size_t kLinesBack = 12;     // a statement has no more lines that matter

// The tokens of a statement, one that is tried, and the end.
bool fits(ContainerId id, std::vector<Token> tokens, const Token& tried, const source::Source& source) {
  tokens.push_back(tried);
  tokens.emplace_back();
  const std::size_t place = tokens.size() - 2;
  source::Issues none;
  Reading reading(tokens.data(), source.id(), base::Language::en, none);
  Cursor at{tokens.data(), &reading};
  const Cursor last{tokens.data() + tokens.size() - 1, &reading};
  // A line may hold several statements: each goes on where the one before it ended.
  for (const Token* began = nullptr; at.token != began && at.token <= tokens.data() + place;) {
    began = at.token;
    if (!container(id).item(at, last)) break;
  }
  // Nothing was wanted instead of it, and the grammar came that far.
  return reading.wishes_at(tokens.data() + place + 1) > 0 || at.token > tokens.data() + place;
}

Token word_token(Word word, std::string_view text) {
  Token token;
  token.kind = TokenKind::word;
  token.word = word;
  token.text = text;
  return token;
}

// A keyword as English says it, whatever the table; else what stands there.
std::string_view said(const Token& token, const source::Source& source) {
  if (token.kind == TokenKind::punct) return spelling(token.punct);
  const std::string_view written = source.text(token.span);
  const bool han = !written.empty() && static_cast<unsigned char>(written.front()) >= 0x80;
  if (token.kind == TokenKind::word && token.word != Word::plain && han) return canonical(token.word);
  return token.text.empty() ? written : token.text;
}

// The block that this brace opens, by the nearest word before it that begins one with a body.
ContainerId opened_by(const std::vector<Token>& tokens, std::size_t brace, ContainerId around) {
  for (std::size_t i = brace; i-- > 0;) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::punct && (token.punct == Punct::open_brace || token.punct == Punct::close_brace)) break;
    const bool begins =
        token.first_on_line || i == 0 || tokens[i - 1].punct == Punct::open_brace || tokens[i - 1].punct == Punct::close_brace;
    if (token.kind != TokenKind::word) continue;
    if (token.word == Word::with) return ContainerId::fields;
    const ContainerId body = body_of(token.word);
    if (body != ContainerId::count && (begins || token.word == Word::task)) return body;
    if (token.word == Word::else_) return ContainerId::steps;
  }
  return around == ContainerId::playbook || around == ContainerId::steps ? ContainerId::steps : ContainerId::fields;
}

}  // namespace

Wishes wishes_at(const source::Source& source, std::uint32_t offset) {
  Wishes out;
  source::Issues none;
  Tokens tokens = lex(source, none);
  for (const syntax::Comment& comment : tokens.comments) {
    if (comment.span.begin < offset && offset <= comment.span.end) return out;
  }
  std::vector<Token> before;
  for (const Token& token : tokens.list) {
    if (token.kind == TokenKind::end || token.span.begin >= offset) break;
    const bool inside_text = token.kind == TokenKind::text && offset < token.span.end;
    if (inside_text || (token.kind == TokenKind::text && token.cut)) return out;
    if (token.kind == TokenKind::word && token.span.end >= offset) break;
    before.push_back(token);
  }
  struct Open {
    ContainerId id;
    std::size_t first;
  };
  std::vector<Open> open = {{ContainerId::file, 0}};
  std::size_t after_close = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].kind != TokenKind::punct) continue;
    if (before[i].punct == Punct::open_brace) {
      open.push_back({opened_by(before, i, open.back().id), i + 1});
      after_close = i + 1;
    } else if (before[i].punct == Punct::close_brace) {
      if (open.size() > 1) open.pop_back();
      after_close = i + 1;
    }
  }
  out.container = open.back().id;
  const std::size_t floor = std::max(after_close, open.back().first);
  // The statement begins on this line or on one before it: the nearest beginning from which the grammar comes this far.
  std::vector<std::size_t> begins;
  for (std::size_t i = before.size(); i-- > floor && begins.size() < kLinesBack;) {
    if (before[i].first_on_line || i == floor) begins.push_back(i);
  }
  begins.insert(begins.begin(), before.size());
  const bool fresh = before.size() == floor;
  for (const std::size_t begin : begins) {
    if (begin == before.size() && !fresh && !begins.empty() && begins.size() > 1 &&
        source.line_of(before.back().span.begin) == source.line_of(offset))
      continue;                            // the line has begun: what stands there comes first
    const std::vector<Token> statement(before.begin() + static_cast<std::ptrdiff_t>(begin), before.end());
    const bool name = fits(out.container, statement, word_token(Word::plain, "x"), source);
    std::vector<Word> words;
    for (std::size_t i = 1; i < kWordCount; ++i) {
      const Word word = static_cast<Word>(i);
      if ((!name || is_reserved(word)) && fits(out.container, statement, word_token(word, canonical(word)), source)) words.push_back(word);
    }
    if (!name && words.empty()) continue;
    out.name = out.name || name;
    for (const Word word : words) {
      if (std::ranges::find(out.words, word) == out.words.end()) out.words.push_back(word);
    }
    if (out.before.empty()) {
      for (const Token& token : statement) out.before.emplace_back(said(token, source));
    }
    if (begin != before.size()) break;
  }
  return out;
}

}  // namespace playmaker::read
