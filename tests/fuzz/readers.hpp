#pragma once
// The readers of playbooks, given any bytes. What must hold: they return; the issues are few and can be shown in both languages; the
// tree lies within the file, and in the text spelling every node within its parent.
#include <string_view>

#include "dsl/source/issue.hpp"
#include "dsl/source/source.hpp"

namespace playmaker::fuzz {

void read_text(std::string_view bytes);
void read_yaml(std::string_view bytes);
// The whole way to a plan, as `check` goes it: with the small bank of the compiler's cases for `use "shared/bank.play"`. Bytes that
// begin with `# yaml` are the YAML spelling. A plan that is made must be sound and survive being written and read.
void compile(std::string_view bytes);

// Issues are few, and can be shown in both languages.
void expect_shown(const source::Issues& issues, const source::Sources& sources);

}  // namespace playmaker::fuzz
