#pragma once
// Reads a text for a test, and says what came of it.
#include <memory>
#include <string>

#include "dsl/read/read.hpp"
#include "dsl/source/render.hpp"

namespace playmaker::tests {

struct ReadingOf {
  explicit ReadingOf(std::string text) : source(sources.add("a.play", std::move(text))), file(read::read(source, issues)) {}

  std::string dump() const { return syntax::dump(file.tree, file.root); }
  std::string said(base::Language language = base::Language::en) const { return source::render(issues, sources, language); }
  // "3:7 E0100" of the first issue, or "fine".
  std::string first() const {
    if (issues.empty()) return "fine";
    const source::Issue& issue = issues.list().front();
    const source::Position at = source.position(issue.span.begin);
    return std::to_string(at.line) + ":" + std::to_string(at.column) + " " + std::string(source::code_text(issue.code));
  }

  source::Sources sources;
  source::Issues issues;
  const source::Source& source;
  syntax::File file;
};

std::string text_of_file(const std::string& path);  // "" when it cannot be read

}  // namespace playmaker::tests
