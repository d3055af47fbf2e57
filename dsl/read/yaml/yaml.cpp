#include "dsl/read/yaml/yaml.hpp"

#include <set>

#include "dsl/read/read.hpp"
#include "dsl/read/yaml/clauses.hpp"

namespace playmaker::read {
namespace {

// The key that chooses another keyword table than the English one. Nothing else of the file is understood then.
const YamlEntry* other_language(const YamlNode& root) {
  const YamlEntry* tag = root.entry("language");
  if (tag == nullptr) return root.entry("语言");
  return tag->value.is_scalar() && tag->value.text == "en" ? nullptr : tag;
}

}  // namespace

syntax::File read_yaml_playbook(const source::Source& source, source::Issues& issues, Tokens* said, YamlNode* whole) {
  const std::size_t errors_before = issues.errors();
  YamlNode root = read_yaml(source, issues);
  Saying say(source, issues);
  if (const YamlEntry* tag = other_language(root)) {
    say.words("language", tag->key.span);
    if (say.want_scalar(*tag)) say.phrase(tag->value);
    return parse(say.finish(), source.id(), issues);
  }
  if (root.is_map()) {
    say_playbook(say, root);
  } else if (issues.errors() == errors_before) {
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
    if (!told.contains(source.line_of(issue.span.begin))) issues.add(issue);
  }
  issues.sort();
  if (said != nullptr) *said = std::move(tokens);
  if (whole != nullptr) *whole = std::move(root);
  return file;
}

}  // namespace playmaker::read
