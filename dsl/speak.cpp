#include "dsl/speak.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "dsl/read/advice.hpp"
#include "dsl/read/lexer/lexer.hpp"
#include "dsl/read/yaml/yaml.hpp"

namespace playmaker::dsl {
namespace {

struct Text {
  bool yaml = false;
  base::Language language = base::Language::en;
};

bool part_of_word(std::string_view text, std::size_t at) {
  return at < text.size() && (text[at] == '_' || std::isalnum(static_cast<unsigned char>(text[at])) != 0);
}

// The word is written in the text, not as a part of another one, nor in quotes.
bool stands_in(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::string_view line = text.substr(0, at).substr(text.substr(0, at).rfind('\n') + 1);
    if (!word.contains('/') && std::ranges::count(line, '"') % 2 != 0) continue;
    if (!part_of_word(text, at + word.size()) && (at == 0 || !part_of_word(text, at - 1))) return true;
  }
  return false;
}

// Every name that a declaration of some file gives: of interest to Chinese texts, which say their keywords otherwise.
std::set<std::string, std::less<>> declared_names(const Compiled& made) {
  std::set<std::string, std::less<>> out;
  for (const CompiledFile& file : made.files) {
    const syntax::Tree& tree = file.file->tree;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
      if (tree.kind(syntax::NodeId{i}) == syntax::Kind::name) out.emplace(tree.text(syntax::NodeId{i}));
    }
  }
  return out;
}

}  // namespace

void speak_in_their_words(Compiled& made) {
  if (made.issues.empty()) return;
  std::vector<Text> texts;
  for (std::uint32_t i = 0; i < made.sources.size(); ++i) {
    const source::Source& source = made.sources[i];
    const bool yaml = source.path().ends_with(".yaml") || source.path().ends_with(".yml");
    texts.push_back({yaml, yaml ? read::language_of_yaml(source.text()) : read::language_of(source.text())});
  }
  const bool chinese = std::ranges::any_of(texts, [](const Text& text) { return text.language == base::Language::zh; });
  const std::set<std::string, std::less<>> declared = chinese ? declared_names(made) : std::set<std::string, std::less<>>();
  made.issues.revise([&](source::Issue& issue) {
    const Text& text = texts[issue.span.file];
    const bool zh = text.language == base::Language::zh;
    if (!zh && !text.yaml) return true;
    const std::string_view written = made.sources[issue.span.file].text();
    read::Names names;
    names.alone = [&](std::string_view word) { return !zh || declared.contains(word) || stands_in(written, word); };
    if (zh) names.within = [&](std::string_view word) { return stands_in(written, word); };
    const auto in_its_words = [&](const std::string& sentence) {
      return text.yaml ? read::advice_in_yaml(sentence, text.language, names) : read::advice_in_chinese(sentence, names);
    };
    const auto say = [&](source::Words& words) { words = {in_its_words(words.en), in_its_words(words.zh)}; };
    if (zh) {
      issue.pattern = {std::string(source::message_template(issue.code, base::Language::en)),
                       std::string(source::message_template(issue.code, base::Language::zh))};
      say(issue.pattern);
      const std::string_view own = source::message_template(issue.code, base::Language::zh);
      for (std::size_t i = 0; i < issue.args.size(); ++i) {
        // What the sentence puts between back-quotes, or what brings its own.
        const bool quoted = own.contains("`{" + std::to_string(i) + "}`") && !issue.args[i].en.contains('`');
        if (!quoted) {
          say(issue.args[i]);
          continue;
        }
        const auto bare = [&](const std::string& arg) {
          const std::string changed = in_its_words("`" + arg + "`");
          return changed.substr(1, changed.size() - 2);
        };
        issue.args[i] = {bare(issue.args[i].en), bare(issue.args[i].zh)};
      }
      say(issue.label);
      for (source::Note& note : issue.notes) {
        if (!note.span || note.span->file == issue.span.file) say(note.words);
      }
    }
    for (source::Words& help : issue.helps) say(help);
    return true;
  });
}

}  // namespace playmaker::dsl
