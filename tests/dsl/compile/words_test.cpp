// A Chinese text is told in Chinese words: what a message puts between back-quotes is a keyword of the text, or a name in it.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>

#include "dsl/print/print.hpp"
#include "dsl/read/words.hpp"
#include "tests/dsl/compile/compiling.hpp"

using namespace playmaker;

namespace {

using Words = std::set<std::string>;

bool letter(char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; }

// Words of Latin letters, but for those behind a dot and those in quotes: fields and texts.
Words latin(std::string_view text) {
  Words out;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"') quoted = !quoted;
    std::size_t end = at;
    while (end < text.size() && letter(text[end])) ++end;
    const bool digit = std::isdigit(static_cast<unsigned char>(text[at])) != 0;
    if (end > at && !quoted && !digit && (at == 0 || (text[at - 1] != '.' && text[at - 1] != '/'))) out.emplace(text.substr(at, end - at));
    at = std::max(end, at + 1);
  }
  return out;
}

// English keywords between the back-quotes of a sentence that nothing in the text accounts for.
Words foreign(const std::string& sentence, const Words& own) {
  Words out;
  for (std::size_t at = sentence.find('`'); at != std::string::npos;) {
    const std::size_t end = sentence.find('`', at + 1);
    if (end == std::string::npos) break;
    for (const std::string& word : latin(std::string_view(sentence).substr(at + 1, end - at - 1))) {
      if (read::find_word(word) != read::Word::plain && !own.contains(word)) out.insert(word);
    }
    at = sentence.find('`', end + 1);
  }
  return out;
}

// Names that any file declares: a message may offer one.
void add_names(const dsl::Compiled& made, Words& own) {
  for (const dsl::CompiledFile& file : made.files) {
    const syntax::Tree& tree = file.file->tree;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
      if (tree.kind(syntax::NodeId{i}) == syntax::Kind::name) own.emplace(tree.text(syntax::NodeId{i}));
    }
  }
}

std::string said(const source::Issue& issue) {
  std::string out;
  for (const base::Language language : {base::Language::en, base::Language::zh}) {
    out += source::message(issue, language) + "\n" + issue.label.in(language) + "\n";
    for (const source::Note& note : issue.notes) {
      if (!note.span || note.span->file == issue.span.file) out += note.words.in(language) + "\n";
    }
    for (const source::Words& help : issue.helps) out += help.in(language) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("words: no message about a Chinese text asks for an English keyword") {
  std::size_t told = 0;
  for (const auto& entry : std::filesystem::directory_iterator(compiling::folder())) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".play")) continue;
    const print::Printed printed = print::format(source::Source(0, name, compiling::slurp(entry.path().string())), base::Language::zh);
    const std::string text = printed.ok ? printed.text : compiling::slurp(entry.path().string());
    if (!text.contains("语言 中文")) continue;     // does not read: it cannot be said in Chinese
    const dsl::Compiled made = compiling::compile_text(text);
    Words own = latin(made.sources[0].text());
    add_names(made, own);
    for (const source::Issue& issue : made.issues.list()) {
      if (issue.span.file != 0) continue;
      const std::string sentence = said(issue);
      INFO(name << "\n" << sentence);
      CHECK(foreign(sentence, own) == Words{});
      ++told;
    }
  }
  CHECK(told > 100);
}
