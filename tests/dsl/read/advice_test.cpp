// What help tells the writer of a Chinese text to write: in Chinese keywords, and the same words to the grammar as the English.
#include "dsl/read/advice.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "dsl/read/lexer/lexer.hpp"
#include "tests/main/here.hpp"

namespace playmaker {
namespace {

using read::advice_in_chinese;
using read::snippet_in_chinese;

// The words and numbers of a text as the grammar sees them.
std::string seen(const std::string& text, bool chinese) {
  source::Sources sources;
  source::Issues issues;
  const read::Tokens tokens = read::lex(sources.add("a.play", chinese ? "语言 中文\n" + text : text), issues);
  std::string out;
  for (std::size_t i = chinese ? 2 : 0; i < tokens.list.size(); ++i) {
    const read::Token& token = tokens.list[i];
    if (i > 0 && tokens.list[i - 1].punct == read::Punct::dot) {   // a field's name, whatever it spells
      out += std::string(token.text) + " ";
      continue;
    }
    out += std::to_string(static_cast<int>(token.kind)) + ":" + std::to_string(static_cast<int>(token.punct)) + ":" +
           std::to_string(static_cast<int>(token.word)) + ":" + (token.word == read::Word::plain ? std::string(token.text) : "") + ":" +
           std::to_string(token.number) + " ";
  }
  return out;
}

// The snippets that helps of the golden texts advise, in English.
std::vector<std::string> advised() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(kSourceDir) + "/tests/dsl/compile/cases")) {
    if (entry.path().extension() != ".golden") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      if (!line.starts_with("  help: ")) continue;
      for (std::size_t at = line.find('`'); at != std::string::npos;) {
        const std::size_t end = line.find('`', at + 1);
        if (end == std::string::npos) break;
        out.push_back(line.substr(at + 1, end - at - 1));
        at = line.find('`', end + 1);
      }
    }
  }
  return out;
}

}  // namespace

TEST_CASE("advice: snippets in Chinese keywords") {
  CHECK(snippet_in_chinese("again never") == "再入 不再");
  CHECK(snippet_in_chinese("again after 30 days since exit") == "再入 满 30 天 自退出");
  CHECK(snippet_in_chinese("客户.balance otherwise 0元") == "客户.balance 缺省为 0元");
  CHECK(snippet_in_chinese("due 2 working days") == "限期 2 工作日");
  CHECK(snippet_in_chinese("control 10%") == "对照 10%");
  CHECK(snippet_in_chinese("on day 2 at 10:00") == "于 第 2 天 时刻 10:00");
  CHECK(snippet_in_chinese("tag \"due at once\"") == "标记 \"due at once\"");
}

TEST_CASE("advice: in a YAML text a clause is a key and its value, in the words of the text") {
  using base::Language;
  using read::snippet_in_yaml;
  CHECK(snippet_in_yaml("again never", Language::zh) == "再入: 不再");
  CHECK(snippet_in_yaml("again after 90 days", Language::zh) == "再入: 满 90 天");
  CHECK(snippet_in_yaml("due 2 working days", Language::zh) == "限期: 2 工作日");
  CHECK(snippet_in_yaml("assign 角色", Language::zh) == "指派: 角色");
  CHECK(snippet_in_yaml("at most 20 customers", Language::zh) == "最多: 20 客户");
  CHECK(snippet_in_yaml("customer.aum otherwise 0元", Language::zh) == "客户.aum 缺省为 0元");   // no clause
  CHECK(snippet_in_yaml("again after 90 days", Language::en) == "again: after 90 days");
  CHECK(snippet_in_yaml("on day 2", Language::en) == "on day 2");
  CHECK(read::advice_in_yaml("write `hold out 10%` or `due`", Language::en) == "write `hold_out: 10%` or `due`");
}

TEST_CASE("advice: a sentence keeps all but what stands in back-quotes, and single words, which may be names") {
  CHECK(advice_in_chinese("请写 `again never` 或 `due`") == "请写 `再入 不再` 或 `due`");
  CHECK(advice_in_chinese("an odd ` stays") == "an odd ` stays");
}

TEST_CASE("advice: what the helps of all golden texts advise reads alike in Chinese") {
  std::size_t said = 0;
  for (const std::string& english : advised()) {
    const bool chinese_already = std::ranges::any_of(english, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (!english.contains(' ') || chinese_already) continue;
    const std::string chinese = snippet_in_chinese(english);
    if (chinese == english) continue;
    INFO(english << " -> " << chinese);
    CHECK(seen(chinese, true) == seen(english, false));
    ++said;
  }
  CHECK(said >= 20);
}

}  // namespace playmaker
