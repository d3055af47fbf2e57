#pragma once
// YAML texts beside the shared bank of the golden texts, and the one error a text is meant to have.
#include <optional>
#include <string>

#include "dsl/compile.hpp"
#include "tests/dsl/compile/compiling.hpp"

namespace playmaker::yaml_tests {

inline dsl::Compiled compile_yaml(const std::string& text) {
  return dsl::compile({{"a.yaml", text}}, [](const std::string& path) -> std::optional<std::string> {
    if (path != "shared/bank.play") return std::nullopt;
    return compiling::slurp(compiling::folder() + "/shared/bank.play");
  });
}

// "7:3 E0055" of the only error; everything that was said when there is not exactly one.
inline std::string only(const std::string& text) {
  const dsl::Compiled made = compile_yaml(text);
  if (made.issues.errors() != 1) return std::to_string(made.issues.errors()) + " errors\n" + compiling::issues_of(made);
  const source::Issue& issue = made.issues.list().front();
  const source::Position at = made.sources[issue.span.file].position(issue.span.begin);
  return std::to_string(at.line) + ":" + std::to_string(at.column) + " " + std::string(source::code_text(issue.code));
}

}  // namespace playmaker::yaml_tests
