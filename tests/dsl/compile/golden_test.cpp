// What the compiler says of texts that are wrong, in both languages, and that each of its issues is shown by some case.
// PLAYMAKER_BLESS=1 writes the answers anew; look at the difference.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "tests/dsl/compile/compiling.hpp"

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

TEST_CASE("compile: every issue of binding, lowering and laws has a case") {
  std::set<std::string> seen;
  for (const std::string& name : cases()) {
    const dsl::Compiled made = compiling::compile_case(name);
    for (const source::Issue& issue : made.issues.list()) seen.insert(std::string(source::code_text(issue.code)));
  }
  // Stories have cases of their own (tests/dsl/story). Shown elsewhere: these need an option, a data file's years, or a fault of our own.
  const std::set<std::string> elsewhere = {"E0412", "W0413", "E0417", "W0417", "E0500", "E0503", "W0556"};
  for (std::size_t i = 0; i < source::kCodeCount; ++i) {
    const std::string code(source::code_text(static_cast<source::Code>(i)));
    if (code.substr(1) < "0200" || code.substr(1, 3) == "060" || elsewhere.contains(code)) continue;
    INFO(code << " " << source::code_name(static_cast<source::Code>(i)));
    CHECK(seen.contains(code));
  }
}
