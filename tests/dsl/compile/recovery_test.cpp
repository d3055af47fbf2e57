// Texts with several slips each, in both spellings: every slip has its own message on its own line, and nothing else is said. A slip's
// line ends with a comment that names its code.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;

namespace {

const std::string kFolder = std::string(kSourceDir) + "/tests/dsl/compile/recovery";

using Said = std::vector<std::pair<std::uint32_t, std::string>>;   // line, code

Said marked(const std::string& text) {
  Said out;
  std::istringstream lines(text);
  std::uint32_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const std::size_t at = line.rfind("# E0");
    if (at != std::string::npos) out.emplace_back(number, line.substr(at + 2));
  }
  return out;
}
Said said(const dsl::Compiled& made) {
  Said out;
  for (const source::Issue& issue : made.issues.list()) {
    if (source::severity_of(issue.code) != source::Severity::error) continue;
    out.emplace_back(made.sources[issue.span.file].line_of(issue.span.begin), source::code_text(issue.code));
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("recovery: every slip is told, once, on its line, and hides none of the others") {
  std::size_t plays = 0, yamls = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    const std::string name = entry.path().filename().string(), text = compiling::slurp(entry.path().string());
    INFO(name);
    const dsl::Compiled made = dsl::compile({{name, text}}, [](const std::string& path) -> std::optional<std::string> {
      return path == "shared/bank.play" ? std::optional(compiling::slurp(compiling::folder() + "/" + path)) : std::nullopt;
    });
    const Said wanted = marked(text);
    INFO(source::render(made.issues, made.sources, base::Language::en));
    CHECK(wanted.size() >= 3);
    CHECK(wanted.size() <= 6);
    CHECK(said(made) == wanted);
    ++(name.ends_with(".yaml") ? yamls : plays);
  }
  CHECK(plays >= 5);
  CHECK(yamls >= 5);
}
