#include "dsl/print/print.hpp"

#include <utility>

#include "dsl/print/piece.hpp"
#include "dsl/read/lexer/lexer.hpp"
#include "dsl/read/read.hpp"

namespace playmaker::print {
namespace {

using base::Language;
using syntax::Kind;
using syntax::NodeId;
using syntax::Tree;

constexpr int kPassesMax = 6;   // of the layout until it changes nothing: tightened columns may meet

// The same things at the top, not looking at which keyword table was chosen.
bool same_files(const syntax::File& a, const syntax::File& b) {
  const auto things = [](const syntax::File& file) {
    std::vector<NodeId> out;
    for (const NodeId child : file.tree.children(file.root)) {
      if (file.tree.kind(child) != Kind::language) out.push_back(child);
    }
    return out;
  };
  const std::vector<NodeId> x = things(a), y = things(b);
  if (x.size() != y.size() || a.comments.size() != b.comments.size()) return false;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!syntax::same(a.tree, x[i], b.tree, y[i])) return false;
  }
  return true;
}

struct Read {
  read::Tokens tokens;
  syntax::File file;
  source::Issues issues;
};

Read read_play(const source::Source& source) {
  Read out;
  out.tokens = read::lex(source, out.issues);
  out.file = read::parse(out.tokens, source.id(), out.issues);
  out.file.comments = out.tokens.comments;
  out.issues.sort();
  return out;
}

// One pass; empty where what was printed reads as something else.
std::string pass(const source::Source& source, const Read& read, Speech speech) {
  const std::string text = lay_out(source, pieces_of(source, read.tokens, read.file, speech), read.file);
  const source::Source again(source.id(), source.path(), text);
  const Read printed = read_play(again);
  return printed.issues.empty() && same_files(read.file, printed.file) ? text : std::string();
}

Printed format_play(const source::Source& source, std::optional<Language> language) {
  Printed out;
  Read read = read_play(source);
  out.issues = std::move(read.issues);
  if (!out.issues.empty()) return out;
  const Language wanted = language.value_or(read.tokens.language);
  std::string text = pass(source, read, {wanted, false});
  if (text.empty()) text = pass(source, read, {wanted, true});
  if (text.empty()) {
    out.ok = read.tokens.list.size() <= 1 && read.file.comments.empty();   // an empty text stays one
    return out;
  }
  for (int i = 0; i < kPassesMax; ++i) {
    const source::Source again(source.id(), source.path(), text);
    std::string next = pass(again, read_play(again), {wanted, false});
    if (next.empty() || next == text) break;
    text = std::move(next);
  }
  out.text = std::move(text);
  out.ok = true;
  return out;
}

}  // namespace

Printed format(const source::Source& source, std::optional<Language> language) { return format_play(source, language); }

}  // namespace playmaker::print
