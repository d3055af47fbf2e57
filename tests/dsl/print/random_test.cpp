// Whatever tree a text has, printing and reading it again gives that tree: in both languages, as YAML and back.
//
// The trees are random, and grown from every text of the house: a part of one is put in the place of another part of the same kind under
// the same kind of parent, again and again. What does not read is put back. So whatever the grammar reads anywhere comes to stand beside
// whatever else it reads there.
#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <map>
#include <random>

#include "dsl/print/print.hpp"
#include "tests/dsl/read/reading_of.hpp"
#include "tests/main/here.hpp"
#include "tests/main/rounds.hpp"

namespace playmaker::tests {
namespace {

using syntax::Kind;
using syntax::NodeId;
using syntax::Tree;

using Place = std::pair<Kind, Kind>;   // of the parent, of the node

void walk(const Tree& tree, NodeId parent, const std::function<void(NodeId parent, NodeId node)>& visit) {
  for (const NodeId child : tree.children(parent)) {
    visit(parent, child);
    walk(tree, child, visit);
  }
}

std::string words_of(const ReadingOf& text, NodeId node) {
  const source::Span span = text.file.tree.span(node);
  return std::string(text.source.text(span));
}

struct Corpus {
  std::vector<std::string> texts;
  std::map<Place, std::vector<std::string>> parts;

  Corpus() {
    namespace fs = std::filesystem;
    std::vector<std::string> paths;
    for (const char* folder : {"playbooks", "tests/dsl/compile/cases", "tests/dsl/lower"}) {
      for (const auto& entry : fs::recursive_directory_iterator(fs::path(kSourceDir) / folder))
        if (entry.path().extension() == ".play") paths.push_back(entry.path().string());
    }
    std::sort(paths.begin(), paths.end());
    for (const std::string& path : paths) {
      const ReadingOf text(text_of_file(path));
      if (!text.issues.empty() || syntax::exists(text.file.tree.child(text.file.root, Kind::language))) continue;
      texts.push_back(text_of_file(path));
      walk(text.file.tree, text.file.root, [&](NodeId parent, NodeId node) {
        std::string words = words_of(text, node);
        if (words.empty() || words.size() > 2'000) return;
        parts[{text.file.tree.kind(parent), text.file.tree.kind(node)}].push_back(std::move(words));
      });
    }
  }
};

class Growing {
 public:
  Growing(const Corpus& corpus, std::uint64_t seed) : corpus_(corpus), random_(seed) { text_ = corpus.texts[below(corpus.texts.size())]; }

  const std::string& grow(int changes) {
    for (int i = 0; i < changes; ++i) change();
    return text_;
  }
  std::size_t kept() const { return kept_; }

 private:
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }

  void change() {
    const ReadingOf now(text_);
    std::vector<std::pair<NodeId, NodeId>> nodes;
    walk(now.file.tree, now.file.root, [&](NodeId parent, NodeId node) { nodes.emplace_back(parent, node); });
    const auto [parent, node] = nodes[below(nodes.size())];
    const auto found = corpus_.parts.find({now.file.tree.kind(parent), now.file.tree.kind(node)});
    if (found == corpus_.parts.end()) return;
    const source::Span span = now.file.tree.span(node);
    const std::string& other = found->second[below(found->second.size())];
    std::string changed = text_.substr(0, span.begin) + other + text_.substr(span.end);
    if (changed.size() > 20'000 || !ReadingOf(changed).issues.empty()) return;
    text_ = std::move(changed);
    ++kept_;
  }

  const Corpus& corpus_;
  std::mt19937_64 random_;
  std::string text_;
  std::size_t kept_ = 0;
};

bool same_tree(const std::string& a, const std::string& b) {
  const ReadingOf one(a), other(b);
  return other.issues.empty() && syntax::same(one.file.tree, one.file.root, other.file.tree, other.file.root);
}

}  // namespace

TEST_CASE("print: random trees come back from every spelling") {
  const Corpus corpus;
  CHECK(corpus.texts.size() > 40);
  CHECK(corpus.parts.size() > 300);
  std::size_t kept = 0;
  const int rounds = rounds_of(20, 150, 20'000);
  for (int round = 0; round < rounds; ++round) {
    Growing growing(corpus, static_cast<std::uint64_t>(round));
    const std::string text = growing.grow(12);
    kept += growing.kept();
    INFO("seed " << round << "\n" << text);
    const print::Printed english = print::format(source::Source(0, "a.play", text));
    REQUIRE(english.ok);
    CHECK(same_tree(text, english.text));
    CHECK(print::format(source::Source(0, "a.play", english.text)).text == english.text);

    const print::Printed yaml = print::to_yaml(source::Source(0, "a.play", text), base::Language::en);
    REQUIRE(yaml.ok);
    CHECK(print::format(source::Source(0, "a.yaml", yaml.text)).text == yaml.text);
    const print::Printed back = print::to_play(source::Source(0, "a.yaml", yaml.text));
    REQUIRE(back.ok);
    CHECK(print::to_yaml(source::Source(0, "a.play", back.text)).text == yaml.text);

    const print::Printed chinese_yaml = print::to_yaml(source::Source(0, "a.play", text), base::Language::zh);
    REQUIRE(chinese_yaml.ok);
    CHECK(print::format(source::Source(0, "a.yaml", chinese_yaml.text)).text == chinese_yaml.text);
    CHECK(print::to_yaml(source::Source(0, "a.yaml", chinese_yaml.text), base::Language::en).ok);

    const print::Printed chinese = print::format(source::Source(0, "a.play", text), base::Language::zh);
    REQUIRE(chinese.ok);
    CHECK(print::format(source::Source(0, "a.play", chinese.text)).text == chinese.text);
    CHECK(print::format(source::Source(0, "a.play", chinese.text), base::Language::en).ok);
  }
  CHECK(kept > static_cast<std::size_t>(rounds) * 4);   // else nothing new was tried
}

}  // namespace playmaker::tests
