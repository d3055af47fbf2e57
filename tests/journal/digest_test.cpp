#include "runtime/journal/digest.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "tests/journal/shapes.hpp"

using namespace playmaker::journal;
using namespace playmaker::journal_tests;

TEST_CASE("the digest is that of the rows, whatever keeps them and however often it was opened") {
  std::set<playmaker::base::Sha256> digests;
  for (const auto& shape : all_shapes()) {
    append_row(*open_whole(*shape), 0, "a");
    auto journal = open_whole(*shape);  // another epoch
    append_row(*journal, 1, "b");
    if (shape->name() == "sqlite") REQUIRE(journal->append({}, {{{1, "person"}}, {{"key", "value"}}}).has_value());
    digests.insert(digest(*journal).value());
  }
  REQUIRE(digests.size() == 1);

  const auto of = [](std::vector<std::pair<std::uint16_t, std::string>> rows) {
    auto journal = open_whole(*all_shapes().front());
    for (auto& [lane, bytes] : rows) append_row(*journal, lane, bytes);
    return digest(*journal).value();
  };
  digests.insert({of({{0, "a"}}), of({{0, "b"}, {1, "a"}}), of({{0, "a"}, {2, "b"}}), of({{0, "ab"}, {1, ""}}), of({{0, "a"}, {0, "b"}})});
  REQUIRE(digests.size() == 6);
}
