// SEMANTICS promises a test named for each rule: "rule 31: …". This one reads the names, so that none of them goes missing.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "tests/main/here.hpp"

namespace {

// The numbers after "rule" or "rules" in the names of a file's tests: "rules 8, 9 and 37", "(rule 4)", "x; rule 28: y".
std::set<int> rules_in(std::string_view text) {
  constexpr std::string_view kCase = "TEST_CASE(\"";
  std::set<int> found;
  for (std::size_t at = text.find(kCase); at != std::string_view::npos; at = text.find(kCase, at + 1)) {
    const std::size_t from = at + kCase.size();
    const std::string_view name = text.substr(from, text.find('"', from) - from);
    for (std::size_t word = name.find("rule"); word != std::string_view::npos; word = name.find("rule", word + 1)) {
      std::size_t i = word + (name.substr(word).starts_with("rules") ? 5 : 4);
      if (i >= name.size() || name[i] != ' ') continue;
      while (i < name.size() && (name[i] == ' ' || name[i] == ',' || (name[i] >= '0' && name[i] <= '9'))) {
        int number = 0;
        for (; i < name.size() && name[i] >= '0' && name[i] <= '9'; ++i) number = number * 10 + (name[i] - '0');
        if (number > 0) found.insert(number);
        else ++i;
      }
    }
  }
  return found;
}

std::set<int> rules_below(const std::filesystem::path& folder) {
  std::set<int> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream in(entry.path());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    found.merge(rules_in(text));
  }
  return found;
}

}  // namespace

TEST_CASE("the numbers of rules are read out of the names of tests") {
  CHECK(rules_in("TEST_CASE(\"rule 7: a\") x TEST_CASE(\"rules 8, 9, 11: b\") TEST_CASE(\"c (rule 4); rule 28: d\")") ==
        std::set<int>{4, 7, 8, 9, 11, 28});
  CHECK(rules_in("// rule 3\nTEST_CASE(\"the ruler 5\")").empty());
}

TEST_CASE("each rule of what happens has a test that carries its number, told by core or by the engine") {
  const std::filesystem::path tests = std::filesystem::path(playmaker::kSourceDir) / "tests";
  std::set<int> told = rules_below(tests / "core");
  told.merge(rules_below(tests / "engine"));
  std::set<int> wanted;
  for (int rule = 1; rule <= 42; ++rule) wanted.insert(rule);
  std::set<int> missing;
  std::set_difference(wanted.begin(), wanted.end(), told.begin(), told.end(), std::inserter(missing, missing.end()));
  CHECK(missing.empty());
}
