#pragma once
// What becomes of the one promise of a text, in a word; and the shipped texts that such a text may use.
#include <optional>
#include <string>

#include "dsl/compile.hpp"

namespace playmaker::refute_tests {

// "proven", "refuted 2", "open"; what is wrong with the text when it does not promise once.
std::string verdict_of(dsl::Compiled made);

std::optional<std::string> load_shipped(const std::string& path);   // from the project's folder; nothing: no such file

}  // namespace playmaker::refute_tests
