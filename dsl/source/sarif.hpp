#pragma once
// Issues as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format", 2020), the form that code hosts and editors take in.
#include <string>
#include <string_view>

#include "dsl/source/issue.hpp"
#include "dsl/source/source.hpp"

namespace playmaker::source {

// One JSON document with a line end: one run, a rule for each code that occurs, a result an issue, its notes as related places, its fix
// as a replacement. Columns are code points, and said to be. `version` is the program's.
std::string render_sarif(const Issues& issues, const Sources& sources, base::Language language, std::string_view version);

}  // namespace playmaker::source
