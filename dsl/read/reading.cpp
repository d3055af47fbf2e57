#include "dsl/read/reading.hpp"

#include <algorithm>
#include <utility>

#include "dsl/read/grammar/grammar.hpp"
#include "runtime/base/limits.hpp"

namespace playmaker::read {

using syntax::Kind;

Reading::Reading(const Token* tokens, source::FileId file, base::Language language, source::Issues& issues)
    : tokens_(tokens),
      file_(file),
      language_(language),
      issues_(issues),
      builder_(file),
      farthest_(tokens),
      starts_(static_cast<std::size_t>(ContainerId::count)) {
  // What the lexer said: the first slip of a line is told, the others on it are most likely its consequences.
  std::vector<source::Span> more;
  for (const source::Issue& issue : issues.list()) {
    if (issue.span.file != file) continue;
    const Token* at = tokens;
    while (at->kind != TokenKind::end && at->span.end <= issue.span.begin) ++at;
    // What is no token stands before the next one: on the line before, unless it stands in that one's indent.
    const bool line_before = at > tokens && at->first_on_line && issue.span.begin + at->column <= at->span.begin;
    if (line_before) --at;
    if (!told_lines_.emplace(at->line, issue.span).second) more.push_back(issue.span);
  }
  for (const source::Span span : more) issues_.forget(span);
}

void Reading::drop_from(std::uint32_t token) {
  while (!pending_.empty() && pending_.back().token >= token) {
    pending_.pop_back();
    builder_.drop_last();
  }
  while (!said_.empty() && said_.back().token >= token) said_.pop_back();
}

source::Span Reading::span(const Token* begin, const Token* end) const {
  return begin == end ? begin->span : source::join(begin->span, (end - 1)->span);
}

void Reading::consume(const Token* token) { drop_from(index(token)); }

void Reading::fail(const Token* token, Expectation wanted) {
  if (token < farthest_) return;
  if (token > farthest_) {
    farthest_ = token;
    wanted_.clear();
  }
  wanted.quiet = wanted.quiet || quiet_ > 0;
  const auto known = std::find_if(wanted_.begin(), wanted_.end(), [&](Expectation other) {
    other.quiet = wanted.quiet;
    return other == wanted;
  });
  if (known == wanted_.end()) wanted_.push_back(wanted);
  else known->quiet = known->quiet && wanted.quiet;
}

void Reading::sum_up(const Token* start, std::size_t before, What what) {
  if (farthest_ != start) return;
  wanted_.resize(std::min(before, wanted_.size()));
  fail(start, Expectation{what});
}

void Reading::leaf(Kind kind, const Token* begin, const Token* end, std::string_view text, syntax::Value value) {
  builder_.add(kind, span(begin, end), text, value);
  pending_.push_back({index(begin)});
}

void Reading::close(Kind kind, const Token* begin, const Token* end) {
  drop_from(index(end));
  const auto first = std::find_if(pending_.rbegin(), pending_.rend(), [&](const Pending& p) { return p.token < index(begin); }).base();
  std::string text;
  while (!said_.empty() && said_.back().token >= index(begin)) {
    text = std::move(said_.back().words);
    said_.pop_back();
  }
  builder_.close(syntax::Builder::pending_mark(static_cast<std::size_t>(first - pending_.begin())), kind, span(begin, end), text);
  pending_.erase(first, pending_.end());
  pending_.push_back({index(begin)});
}

void Reading::say(const Token* begin, const Token* end) {
  std::string words;
  for (const Token* token = begin; token != end; ++token) {
    if (!words.empty()) words += ' ';
    words += token->word == Word::plain ? token->text : canonical(token->word);
  }
  said_.push_back({index(begin), std::move(words)});
}

void Reading::spell(const Token* token) { said_.push_back({index(token), std::string(token->text)}); }

void Reading::widen(const Token* begin, const Token* end) {
  drop_from(index(end));
  syntax::Node& node = builder_.at(builder_.last());
  const source::Span wide = span(begin, end);
  node.begin = wide.begin;
  node.end = wide.end;
  pending_.back().token = index(begin);
}

const Token* Reading::last_begin() const { return pending_.empty() ? tokens_ : tokens_ + pending_.back().token; }

std::optional<Kind> Reading::last_kind() const {
  if (pending_.empty()) return std::nullopt;
  return const_cast<syntax::Builder&>(builder_).at(builder_.last()).kind;
}

// Brackets are bounded by the lexer; what recurses without one (`a ? b : c ? …`) is bounded here.
bool Reading::deeper(const Token* token) {
  if (++depth_ <= 2 * base::kNestingMax) return true;
  if (too_deep_ == nullptr) too_deep_ = token;
  return false;
}

syntax::File Reading::read_all() {
  Cursor at{tokens_, this};
  const Token* begin = at.token;
  opens_.push_back({ContainerId::file, begin, 0});
  while (!items(at)) {}
  opens_.clear();
  syntax::File file{syntax::Tree(file_), syntax::kNoNode, {}};
  // The file's node spans all tokens; a text without any still has one.
  close(Kind::file, begin, at.token == begin ? begin + 1 : at.token);
  if (builder_.too_deep()) report_too_deep(begin);
  file.tree = builder_.take(file.root);
  return file;
}

syntax::File Reading::read_expression() {
  const Inside inside(*this);
  const Cursor last{nullptr, this};
  Cursor at{tokens_, this};
  const Token* begin = at.token;
  const bool good = parse_expression(at, last) && at->kind == TokenKind::end && !builder_.too_deep();
  if (!good) {
    if (builder_.too_deep() || too_deep_ != nullptr) {
      const Token* deep = too_deep_ != nullptr ? too_deep_ : begin;
      issues_.add(source::Issue(source::Code::expression_too_deep, deep->span).help({"name its parts", "请为各部分命名"}));
    } else if (!issues_.has_errors()) {
      if (at->kind != TokenKind::end) fail(at.token, Expectation{What::end});
      report_failure(begin);
    }
    drop_from(0);
  }
  syntax::File file{syntax::Tree(file_), syntax::kNoNode, {}};
  close(Kind::file, begin, at.token == begin ? begin + 1 : at.token);
  file.tree = builder_.take(file.root);
  return file;
}

}  // namespace playmaker::read
