#include "dsl/print/print.hpp"

#include <algorithm>
#include <utility>

#include "dsl/print/piece.hpp"
#include "dsl/print/spellings.hpp"
#include "dsl/read/lexer/lexer.hpp"
#include "dsl/read/read.hpp"
#include "dsl/read/yaml/yaml.hpp"

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

// One pass; nothing where what was printed reads as something else.
std::optional<std::string> pass(const source::Source& source, const Read& read, Speech speech) {
  const std::string text = lay_out(source, pieces_of(source, read.tokens, read.file, speech), read.file);
  const source::Source again(source.id(), source.path(), text);
  const Read printed = read_play(again);
  return printed.issues.empty() && same_files(read.file, printed.file) ? std::optional(text) : std::nullopt;
}

Printed format_play(const source::Source& source, std::optional<Language> language) {
  Printed out;
  Read read = read_play(source);
  out.issues = std::move(read.issues);
  if (!out.issues.empty()) return out;
  const Language wanted = language.value_or(read.tokens.language);
  std::optional<std::string> text = pass(source, read, {wanted, false});
  if (!text) text = pass(source, read, {wanted, true});
  if (!text) return out;
  for (int i = 0; i < kPassesMax; ++i) {
    const source::Source again(source.id(), source.path(), *text);
    std::optional<std::string> next = pass(again, read_play(again), {wanted, false});
    if (!next || *next == *text) break;
    text = std::move(next);
  }
  out.text = std::move(*text);
  out.ok = true;
  return out;
}

bool is_yaml(const source::Source& source) { return source.path().ends_with(".yaml") || source.path().ends_with(".yml"); }

// A tree as text, the clauses of a block in any order but for its steps: the YAML spelling has an order of its own.
std::string meaning(const Tree& tree, NodeId node) {
  std::vector<std::string> free, steps;
  for (const NodeId child : tree.children(node)) {
    if (tree.kind(child) == Kind::language) continue;
    (syntax::is_step(tree.kind(child)) ? steps : free).push_back(meaning(tree, child));
  }
  switch (tree.kind(node)) {
    case Kind::file:
    case Kind::playbook:
    case Kind::audience:
    case Kind::stage:
    case Kind::breakpoint:
    case Kind::moment:
    case Kind::review:
    case Kind::wave:
    case Kind::task:
    case Kind::labels: std::sort(free.begin(), free.end()); break;
    default: break;
  }
  const syntax::Node& own = tree[node];
  std::string out = std::string(syntax::to_string(own.kind)) + "(" + std::string(tree.text(node)) + ":" + std::to_string(own.number) + ":" +
                    std::to_string(static_cast<int>(own.unit)) + ":" + std::to_string(own.scale) + (own.working ? "w" : "");
  for (const std::string& child : free) out += " " + child;
  for (const std::string& child : steps) out += " " + child;
  return out + ")";
}

struct Yaml {
  source::Source play;        // the same in the text spelling
  syntax::File file;          // of the YAML itself, with its comments
  source::Issues issues;
};

Yaml read_yaml(const source::Source& source) {
  source::Issues issues;
  read::Tokens tokens;
  read::YamlNode root;
  syntax::File file = read::read_yaml_playbook(source, issues, &tokens, &root);
  if (!issues.empty()) return {source::Source(source.id(), source.path(), ""), std::move(file), std::move(issues)};
  file.comments = yaml_comments(source, root);
  return {source::Source(source.id(), source.path(), flat(source, tokens, file.comments)), std::move(file), {}};
}

Printed write_once(const source::Source& source, std::optional<Language> wanted) {
  Printed out;
  Read given;
  Language language = wanted.value_or(Language::en);
  if (is_yaml(source)) {
    Yaml yaml = read_yaml(source);
    out.issues = std::move(yaml.issues);
    given.file = std::move(yaml.file);
    if (!out.issues.empty()) return out;
    language = wanted.value_or(read::language_of(yaml.play.text()));
    out = format_play(yaml.play, Language::en);
  } else {
    given = read_play(source);
    out.issues = std::move(given.issues);
    if (!out.issues.empty()) return out;
    language = wanted.value_or(given.tokens.language);
    out = format_play(source, Language::en);
  }
  if (!out.ok) return out;
  const source::Source play(source.id(), source.path(), out.text);
  const Read read = read_play(play);
  for (const bool careful : {false, true}) {
    out.text = write_yaml(play, read.tokens, read.file, {language, careful});
    const Yaml again = read_yaml(source::Source(source.id(), "again.yaml", out.text));
    out.ok = again.issues.empty() && meaning(again.file.tree, again.file.root) == meaning(given.file.tree, given.file.root) &&
             again.file.comments.size() == given.file.comments.size();
    if (out.ok) break;
  }
  return out;
}

}  // namespace

Printed to_play(const source::Source& source, Language language) {
  if (!is_yaml(source)) return format_play(source, std::nullopt);
  Yaml yaml = read_yaml(source);
  Printed out;
  if (!yaml.issues.empty()) {
    out.issues = std::move(yaml.issues);
    return out;
  }
  out = format_play(yaml.play, language);
  out.issues = {};            // of a text that nobody wrote
  if (!out.ok) return out;
  const Read again = read_play(source::Source(source.id(), source.path(), out.text));
  out.ok = same_files(yaml.file, again.file);
  return out;
}

Printed to_yaml(const source::Source& source, std::optional<Language> language) {
  Printed out = write_once(source, language);
  // The reader has an order of its own for clauses: the second time they stand in it.
  for (int i = 0; out.ok && i < kPassesMax; ++i) {
    Printed next = write_once(source::Source(source.id(), "again.yaml", out.text), language);
    if (!next.ok || next.text == out.text) break;
    out = std::move(next);
  }
  return out;
}

Printed format(const source::Source& source, std::optional<Language> language) {
  return is_yaml(source) ? to_yaml(source, language) : format_play(source, language);
}

}  // namespace playmaker::print
