#include "dsl/story/format.hpp"

#include <algorithm>

#include "dsl/print/piece.hpp"
#include "dsl/story/dump.hpp"
#include "dsl/story/speak.hpp"
#include "dsl/story/trace.hpp"
#include "dsl/syntax/builder.hpp"

namespace playmaker::story {
namespace {

using base::Language;
using syntax::Kind;
using syntax::NodeId;

constexpr int kPassesMax = 6;   // of the layout until it changes nothing

// The tree the layout asks for: braces, what stands in them, and whether commas do. Kinds say no more than that here.
class Nesting {
 public:
  Nesting(const source::Source& source, const Trace& trace)
      : trace_(trace),
        builder_(source.id()),
        owners_(trace.tokens.list.size(), syntax::kNoNode),
        braces_(trace.braces) {
    std::ranges::sort(braces_, {}, &Trace::Braces::open);
    const syntax::Builder::Mark mark = builder_.mark();
    for (const Trace::Range& item : trace.top) one(item);
    builder_.close(mark, Kind::file, {source.id(), 0, static_cast<std::uint32_t>(source.text().size())});
    file_.tree = builder_.take(file_.root);
    file_.comments = trace.tokens.comments;
  }
  const syntax::File& file() const { return file_; }
  const std::vector<NodeId>& owners() const { return owners_; }

 private:
  void one(const Trace::Range& item) {
    if (item.first >= item.end) return;
    const syntax::Builder::Mark mark = builder_.mark();
    for (std::size_t i = item.first; i < item.end; ++i) {
      const auto found = std::ranges::lower_bound(braces_, i, {}, &Trace::Braces::open);
      if (found == braces_.end() || found->open != i) continue;
      const syntax::Builder::Mark inside = builder_.mark();
      for (const Trace::Range& child : found->items) one(child);
      own({i, found->close + 1}, builder_.close(inside, found->fields ? Kind::fields : Kind::block, span({i, found->close + 1})));
      i = found->close;
    }
    own(item, builder_.close(mark, Kind::moment, span(item)));
  }
  source::Span span(const Trace::Range& range) const {
    return source::join(trace_.tokens.list[range.first].span, trace_.tokens.list[range.end - 1].span);
  }
  void own(const Trace::Range& range, NodeId node) {
    for (std::size_t i = range.first; i < range.end; ++i) {
      if (!syntax::exists(owners_[i])) owners_[i] = node;
    }
  }

  const Trace& trace_;
  syntax::Builder builder_;
  std::vector<NodeId> owners_;
  std::vector<Trace::Braces> braces_;
  syntax::File file_;
};

struct Read {
  StoryFile file;
  Trace trace;
  source::Issues issues;
};
Read read_story(const source::Source& source) {
  Read out;
  out.file = read(source, out.issues, out.trace);
  out.issues.sort();
  return out;
}

Language main_language(const Trace& trace) {
  std::size_t english = 0, chinese = 0;
  for (std::size_t i = 0; i < trace.tokens.list.size(); ++i) {
    const read::Token& token = trace.tokens.list[i];
    if (token.kind != read::TokenKind::word || trace.roles[i] == Role::name) continue;
    const Word word = find_word(token.text);
    if (word == Word::none) continue;
    ++(is_form(word, Language::en, token.text) ? english : chinese);
  }
  return chinese > english ? Language::zh : Language::en;
}

// One pass; empty where what was printed says something else.
std::string pass(const source::Source& source, const Read& read, Language language) {
  const Nesting nesting(source, read.trace);
  std::string text = print::lay_out(source, pieces_of(source, read.trace, nesting.owners(), language), nesting.file());
  const source::Source again(source.id(), source.path(), text);
  const Read printed = read_story(again);
  const bool same = printed.issues.empty() && dump(printed.file) == dump(read.file) &&
                    printed.trace.tokens.comments.size() == read.trace.tokens.comments.size();
  return same ? text : std::string();
}

// Without the statement that chooses a language: stories need none, and its words would be read by another table.
std::string without_choice(const source::Source& source, const Trace& trace) {
  std::string text(source.text());
  for (std::size_t i = 0; i < trace.roles.size() && trace.roles[i] == Role::skipped; ++i) {
    const source::Span span = trace.tokens.list[i].span;
    std::fill(text.begin() + span.begin, text.begin() + span.end, ' ');
  }
  return text;
}

}  // namespace

base::Language language_of(const source::Source& source) {
  const Read read = read_story(source);
  const bool chosen = !read.trace.roles.empty() && read.trace.roles.front() == Role::skipped;
  return chosen ? read.trace.tokens.language : main_language(read.trace);
}

print::Printed format(const source::Source& source, std::optional<Language> language) {
  print::Printed out;
  Read first = read_story(source);
  out.issues = std::move(first.issues);
  if (!out.issues.empty()) return out;
  const bool chosen = !first.trace.roles.empty() && first.trace.roles.front() == Role::skipped;
  const source::Source bare(source.id(), source.path(), chosen ? without_choice(source, first.trace) : std::string(source.text()));
  const Read read = chosen ? read_story(bare) : std::move(first);
  if (!read.issues.empty() || (chosen && dump(read.file) != dump(first.file))) return out;
  const Language wanted = language.value_or(chosen ? first.trace.tokens.language : main_language(read.trace));
  std::string text = pass(bare, read, wanted);
  if (text.empty()) {
    out.ok = read.trace.tokens.list.size() <= 1 && read.trace.tokens.comments.empty();   // an empty text stays one
    return out;
  }
  for (int i = 0; i < kPassesMax; ++i) {
    const source::Source again(source.id(), source.path(), text);
    std::string next = pass(again, read_story(again), wanted);
    if (next.empty() || next == text) break;
    text = std::move(next);
  }
  out.text = std::move(text);
  out.ok = true;
  return out;
}

}  // namespace playmaker::story
