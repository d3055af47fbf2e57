#pragma once
// The YAML spelling of playbooks: the same tree as the text spelling gives, so the same text hash. See LANGUAGE.md, "Spelling in YAML":
// block names are keys with underscores, lists of blocks are plural, `is` holds an expression, phrases stay strings of the language.
#include "dsl/read/yaml/events.hpp"
#include "dsl/syntax/file.hpp"

namespace playmaker::read {

syntax::File read_yaml_playbook(const source::Source& source, source::Issues& issues);

}  // namespace playmaker::read
