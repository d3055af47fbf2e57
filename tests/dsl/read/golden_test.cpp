// Trees of texts that use every construct of the language. PLAYMAKER_BLESS=1 writes the trees anew; look at the difference.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "tests/dsl/read/reading_of.hpp"
#include "tests/main/here.hpp"

namespace playmaker::tests {
namespace {

std::vector<std::filesystem::path> golden_texts() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(kSourceDir) + "/tests/dsl/read/golden")) {
    if (entry.path().extension() == ".play") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

void collect(const syntax::Tree& tree, syntax::NodeId node, std::set<syntax::Kind>& kinds) {
  kinds.insert(tree.kind(node));
  for (const syntax::NodeId child : tree.children(node)) collect(tree, child, kinds);
}

bool within_parent(const syntax::Tree& tree, syntax::NodeId node) {
  return std::all_of(tree.children(node).begin(), tree.children(node).end(), [&](syntax::NodeId child) {
    return tree[child].begin >= tree[node].begin && tree[child].end <= tree[node].end && within_parent(tree, child);
  });
}

}  // namespace

TEST_CASE("the golden texts have their trees") {
  REQUIRE(golden_texts().size() >= 5);
  for (const std::filesystem::path& path : golden_texts()) {
    const ReadingOf reading(text_of_file(path.string()));
    INFO(path << "\n" << reading.said());
    CHECK(reading.issues.empty());
    CHECK(within_parent(reading.file.tree, reading.file.root));
    std::filesystem::path wanted = path;
    wanted.replace_extension(".tree");
    if (std::getenv("PLAYMAKER_BLESS") != nullptr) std::ofstream(wanted, std::ios::binary) << reading.dump();
    CHECK(reading.dump() == text_of_file(wanted.string()));
  }
}

TEST_CASE("the golden texts use every kind of node") {
  std::set<syntax::Kind> used;
  for (const std::filesystem::path& path : golden_texts()) {
    const ReadingOf reading(text_of_file(path.string()));
    collect(reading.file.tree, reading.file.root, used);
  }
#define KIND(name, group, shape)              \
  {                                           \
    INFO(#name);                              \
    CHECK(used.contains(syntax::Kind::name)); \
  }
#include "dsl/syntax/kinds.def"
#undef KIND
}

}  // namespace playmaker::tests
