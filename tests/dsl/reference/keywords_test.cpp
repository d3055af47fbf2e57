// The table of Chinese keywords in the language reference is made from the keyword table, and is never older than it.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

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

// Names that the language itself knows: values, functions, types, what to group by.
std::string names(bool zh) {
  const std::vector<std::string_view> english = read::known_names(base::Language::en), chinese = read::known_names(base::Language::zh);
  std::string out =
      zh ? "\n## 语言自带的名称\n\n值、函数、类型与分组所用的名称,不是关键字,中英文写法通用:`call.结论` 即 `call.outcome`。\n\n| 名称 | "
           "中文 |\n|---|---|\n"
         : "\n## Names of the language itself\n\nOf values, functions, types and groups: no keywords, and understood in either form in a "
           "Chinese text: `call.结论` is `call.outcome`.\n\n| name | 中文 |\n|---|---|\n";
  std::map<std::string_view, std::string_view> rows;
  for (std::size_t i = 0; i < english.size(); ++i) rows.emplace(english[i], chinese[i]);
  for (const auto& [name, said] : rows) out += "| `" + std::string(name) + "` | " + std::string(said) + " |\n";
  return out;
}

}  // namespace

TEST_CASE("reference: the table of Chinese keywords is the language's own") {
  for (const char* language : {"en", "zh"}) {
    const std::string path = std::string(kSourceDir) + "/dsl/reference/" + language + "/13_chinese.md";
    const std::string text = compiling::slurp(path);
    const std::string kept = text.substr(0, text.find("| English | 中文 |"));
    if (std::getenv("PLAYMAKER_BLESS") != nullptr)
      std::ofstream(path, std::ios::binary) << kept + table() + names(std::string_view(language) == "zh");
    INFO(path << ": PLAYMAKER_BLESS=1 makes the table anew");
    CHECK(compiling::slurp(path) == kept + table() + names(std::string_view(language) == "zh"));
  }
}

}  // namespace playmaker
