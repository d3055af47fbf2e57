#pragma once
// The YAML spelling of playbooks: the same tree as the text spelling gives, so the same text hash. See LANGUAGE.md, "Spelling in YAML":
// block names are keys with underscores, lists of blocks are plural, `is` holds an expression, phrases stay strings of the language.
#include "dsl/read/lexer/token.hpp"
#include "dsl/read/yaml/events.hpp"
#include "dsl/syntax/file.hpp"

namespace playmaker::read {

// `said` and `root`, where they are wanted: the words as the text spelling would have them, and the YAML itself.
syntax::File read_yaml_playbook(const source::Source& source, source::Issues& issues, Tokens* said = nullptr, YamlNode* root = nullptr);

// The keyword table that a YAML text chooses, as far as that can be said without reading all of it.
base::Language language_of_yaml(std::string_view text);

}  // namespace playmaker::read
