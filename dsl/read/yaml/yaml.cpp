#include "dsl/read/yaml/yaml.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "dsl/read/read.hpp"
#include "dsl/read/yaml/clauses.hpp"
#include "dsl/read/yaml/keys.hpp"

namespace playmaker::read {
namespace {

// `language: zh`, `语言: 中文` chooses the words of keys and phrases; English where nothing is chosen. nullopt: a table that there is not.
std::optional<base::Language> language_of(const YamlEntry* tag) {
  if (tag == nullptr) return base::Language::en;
  if (!tag->value.is_scalar()) return std::nullopt;
  if (tag->value.text == "zh" || tag->value.text == "中文") return base::Language::zh;
  return tag->value.text == "en" ? std::optional(base::Language::en) : std::nullopt;
}

// The innermost map around a place; nullptr: none is.
const YamlNode* innermost(const YamlNode& node, std::uint32_t at) {
  const YamlNode* found = node.is_map() && node.span.begin <= at && at <= node.span.end ? &node : nullptr;
  const auto look = [&](const YamlNode& inside) {
    if (const YamlNode* deeper = innermost(inside, at)) found = deeper;
  };
  for (const YamlNode& item : node.items) look(item);
  for (const YamlEntry& entry : node.entries) look(entry.value);
  return found;
}

}  // namespace

// A line of its own at the left edge: keys of a map within stand further right.
base::Language language_of_yaml(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    for (const std::string_view key : {"language:", "语言:"}) {
      if (!line.starts_with(key)) continue;
      line.remove_prefix(key.size());
      return line.contains("zh") || line.contains("中文") ? base::Language::zh : base::Language::en;
    }
  }
  return base::Language::en;
}

syntax::File read_yaml_playbook(const source::Source& source, source::Issues& issues, Tokens* said, YamlNode* whole) {
  const std::size_t errors_before = issues.errors();
  YamlNode root = read_yaml(source, issues);
  Saying say(source, issues);
  const YamlEntry* tag = root.entry("language") != nullptr ? root.entry("language") : root.entry("语言");
  const std::optional<base::Language> language = language_of(tag);
  if (!language) {
    say.words("language", tag->key.span);
    if (say.want_scalar(*tag)) say.phrase(tag->value);
    return parse(say.finish(), source.id(), issues);
  }
  say.speak(*language);
  if (*language == base::Language::zh) say_keys_in_english(root, issues);
  if (root.is_map()) {
    say_playbook(say, root);
  } else if (root.kind != YamlKind::empty &&
             issues.errors() == errors_before) {   // a text of comments says nothing, as in the other spelling
    const source::Span start{source.id(), 0, 0};
    issues.add(source::Issue(source::Code::yaml_shape, start)
                   .arg("playbook")
                   .arg({"keys with values, `playbook: NAME` among them", "键和值,其中有 `playbook: 名称`"}));
  }
  // A line that YAML itself is wrong about has its message; what the grammar makes of it is most likely a consequence.
  source::Issues grammar;
  Tokens tokens = say.finish();
  syntax::File file = parse(tokens, source.id(), grammar);
  std::set<std::uint32_t> told;
  for (const source::Issue& issue : issues.list()) {
    if (issue.span.file == source.id()) told.insert(source.line_of(issue.span.begin));
  }
  for (const source::Issue& issue : grammar.list()) {
    if (told.contains(source.line_of(issue.span.begin))) continue;
    const YamlNode* around = issue.code == source::Code::yaml_part_missing ? innermost(root, issue.span.begin) : nullptr;
    if (around == nullptr || !say.troubled(*around)) issues.add(issue);
  }
  issues.sort();
  if (said != nullptr) *said = std::move(tokens);
  if (whole != nullptr) *whole = std::move(root);
  return file;
}

}  // namespace playmaker::read
