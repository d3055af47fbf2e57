// What the compiler says of texts that are wrong, in both languages, and that each of its issues is shown by some case.
// PLAYMAKER_BLESS=1 writes the answers anew; look at the difference.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;

namespace {

std::vector<std::string> cases() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(compiling::folder())) {
    if (entry.path().extension() == ".play" || entry.path().extension() == ".yaml") out.push_back(entry.path().filename().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string answer(const dsl::Compiled& made) {
  return source::render(made.issues, made.sources, base::Language::en) + "----\n" +
         source::render(made.issues, made.sources, base::Language::zh);
}

}  // namespace

TEST_CASE("compile: what is wrong is said in both languages, at its place") {
  for (const std::string& name : cases()) {
    INFO(name);
    const dsl::Compiled made = compiling::compile_case(name);
    CHECK(made.ok == !name.starts_with("fail_"));
    const std::string wanted = compiling::folder() + "/" + name.substr(0, name.size() - 5) + ".golden";
    if (std::getenv("PLAYMAKER_BLESS") != nullptr) std::ofstream(wanted, std::ios::binary) << answer(made);
    CHECK(compiling::slurp(wanted) == answer(made));
  }
}

namespace {

// The codes of golden texts, of playbooks, laws and stories: shown at all, and shown with what to do.
struct Goldens {
  std::set<std::string> shown, helped;
};
Goldens goldens() {
  Goldens out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(kSourceDir) + "/tests/dsl")) {
    if (entry.path().extension() != ".golden") continue;
    std::istringstream lines(compiling::slurp(entry.path().string()));
    std::string code;
    for (std::string line; std::getline(lines, line);) {
      const std::size_t open = line.starts_with("error[") ? 6 : line.starts_with("warning[") ? 8 : 0;
      if (open != 0) out.shown.insert(code = line.substr(open, 5));
      if (line.starts_with("----")) code.clear();
      if (!code.empty() && line.starts_with("  help: ")) out.helped.insert(code);
    }
  }
  return out;
}

// What no text of a few lines brings about.
const std::map<std::string, std::string>& shown_elsewhere() {
  static const std::map<std::string, std::string> kElsewhere = {
      {"E0002", "a text of more than 4 MB: tests/dsl/read/robust_test makes one"},
      {"E0412", "only where playbooks are applied: tests/daemon/http, tests/daemon/cli"},
      {"E0417", "only once the engine has replayed the run: tests/refute, tests/daemon/http"},
      {"E0500", "an option of the program, not a text: tests/dsl/yaml"},
      {"E0503", "a fault of the compiler itself, which tests/dsl/compile/robust_test looks for"},
      {"W0556", "only once somebody has waived a guarantee: tests/refute, tests/daemon/http"},
  };
  return kElsewhere;
}

}  // namespace

TEST_CASE("compile: every issue has a golden text, and every error one that says what to do") {
  const Goldens found = goldens();
  for (std::size_t i = 0; i < source::kCodeCount; ++i) {
    const auto each = static_cast<source::Code>(i);
    const std::string code(source::code_text(each));
    INFO(code << " " << source::code_name(each));
    const auto elsewhere = shown_elsewhere().find(code);
    if (elsewhere != shown_elsewhere().end()) {
      CHECK(elsewhere->second.size() > 20);
      CHECK_FALSE(found.shown.contains(code));     // it has a golden text now: take it off the list
      continue;
    }
    CHECK(found.shown.contains(code));
    if (source::severity_of(each) == source::Severity::error) CHECK(found.helped.contains(code));
  }
}
