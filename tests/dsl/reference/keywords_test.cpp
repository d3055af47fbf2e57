// The table of Chinese keywords in the language reference is made from the keyword table, and is never older than it.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

#include "dsl/read/chinese.hpp"
#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"

namespace playmaker {
namespace {

// English phrase -> how it is said, places in parentheses: "满 · 晚于 (offset after)".
std::string table() {
  std::map<std::string_view, std::string> said;
  for (const read::ChineseWord& row : read::chinese_words()) {
    std::string& cell = said[row.english];
    if (!cell.empty()) cell += " · ";
    cell += row.spelling;
    if (row.places.empty()) continue;
    std::string places;
    for (const syntax::Kind place : row.places) places += std::string(places.empty() ? "" : ", ") + std::string(to_string(place));
    for (char& c : places) c = c == '_' ? ' ' : c;
    cell += " (" + places + ")";
  }
  std::string out = "| English | 中文 |\n|---|---|\n";
  for (const auto& [english, chinese] : said) out += "| `" + std::string(english) + "` | " + chinese + " |\n";
  return out;
}

}  // namespace

TEST_CASE("reference: the table of Chinese keywords is the language's own") {
  for (const char* language : {"en", "zh"}) {
    const std::string path = std::string(kSourceDir) + "/dsl/reference/" + language + "/13_chinese.md";
    const std::string text = compiling::slurp(path);
    const std::string kept = text.substr(0, text.find("| English | 中文 |"));
    if (std::getenv("PLAYMAKER_BLESS") != nullptr) std::ofstream(path, std::ios::binary) << kept + table();
    INFO(path << ": PLAYMAKER_BLESS=1 makes the table anew");
    CHECK(compiling::slurp(path) == kept + table());
  }
}

}  // namespace playmaker
