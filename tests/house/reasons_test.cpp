// A reason that nothing gives is a promise to readers that nobody keeps: each that is declared is given somewhere in the runtime.
#include <catch2/catch.hpp>

#include <regex>
#include <set>

#include "tests/house/tree.hpp"

using namespace playmaker::house;

namespace {

void add_reasons(const std::string& code, std::set<std::string>& given) {
  constexpr std::string_view kBefore = "Reason::";
  for (std::size_t at = code.find(kBefore); at != std::string::npos; at = code.find(kBefore, at + 1)) {
    const std::size_t first = at + kBefore.size();
    given.insert(code.substr(first, code.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", first) - first));
  }
}

}  // namespace

TEST_CASE("house: every reason is given by something") {
  std::set<std::string> given;
  for (const File& file : cpp_files()) {
    if (file.path.starts_with("runtime/")) add_reasons(file.code, given);
  }
  const std::string text = read("runtime/core/reason.hpp");
  const std::regex line(R"(\n  ([a-z_]+) = \d+,)");
  std::size_t reasons = 0;
  for (std::sregex_iterator each(text.begin(), text.end(), line), end; each != end; ++each) {
    const std::string name = (*each)[1];
    ++reasons;
    INFO(name);
    CHECK(given.contains(name));
  }
  CHECK(reasons > 30);
}
