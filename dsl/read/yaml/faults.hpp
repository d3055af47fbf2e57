#pragma once
// What the YAML parser stumbled over, in words for whoever wrote the text: the parser says where it gave up and what it was looking for,
// the lines around say what was probably meant.
#include <string>

#include "dsl/source/issue.hpp"
#include "dsl/source/source.hpp"

namespace playmaker::read {

// `at`: the byte where the parser gave up; `said`: its own sentence.
source::Issue yaml_fault(const source::Source& source, std::uint32_t at, const std::string& said);

}  // namespace playmaker::read
