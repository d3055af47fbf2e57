// The one true layout: what it does to a text, that it does nothing more to its own answer, and that nothing of the text is lost.
#include "dsl/print/print.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/dsl/read/reading_of.hpp"
#include "tests/main/here.hpp"

namespace playmaker::tests {
namespace {

std::string formatted(const std::string& text, std::optional<base::Language> language = std::nullopt) {
  const source::Source source(0, "a.play", text);
  const print::Printed printed = print::format(source, language);
  return printed.ok ? printed.text : "not printed";
}

}  // namespace

TEST_CASE("print: every text of the house comes out the same twice, in both languages and back") {
  namespace fs = std::filesystem;
  std::size_t count = 0;
  for (const char* folder : {"playbooks", "tests", "examples", "../shared/design/examples", "../../shared/design/examples"}) {
    const fs::path root = fs::path(kSourceDir) / folder;
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".play") continue;
      const std::string text = text_of_file(entry.path().string());
      if (!ReadingOf(text).issues.empty()) continue;   // an example of a slip
      INFO(entry.path());
      const std::string once = formatted(text);
      CHECK(once != "not printed");
      CHECK(formatted(once) == once);
      const std::string chinese = formatted(text, base::Language::zh);
      CHECK(chinese != "not printed");
      CHECK(formatted(chinese) == chinese);
      const std::string english = formatted(chinese, base::Language::en);
      CHECK(english != "not printed");
      ++count;
    }
  }
  CHECK(count > 50);
}

}  // namespace playmaker::tests
