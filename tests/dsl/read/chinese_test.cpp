// The Chinese keyword table: a function both ways by place, every keyword in it, and what reading by it gives.
#include "dsl/read/chinese.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <set>

#include "tests/dsl/read/reading_of.hpp"
#include "tests/main/here.hpp"

namespace playmaker::tests {
namespace {

using read::Word;
using syntax::Kind;
using syntax::NodeId;
using syntax::Tree;

std::string dumped(const std::string& text) {
  const ReadingOf reading(text);
  INFO(reading.said());
  CHECK(reading.issues.empty());
  return reading.dump();
}

// Names as the twin has them: what an alias in any of the files stands for.
using Aliases = std::map<std::string, std::string, std::less<>>;
void collect(const Tree& tree, NodeId node, Aliases& out) {
  std::string_view name;
  for (const NodeId child : tree.children(node)) {
    if (tree.kind(child) == Kind::name && name.empty()) name = tree.text(child);
    if (tree.kind(child) == Kind::labels) {
      const std::string_view alias = tree.child_text(child, Kind::alias);
      if (!alias.empty() && !name.empty()) out.emplace(alias, name);
    }
    collect(tree, child, out);
  }
}

bool same_but_for_names(const Tree& a, NodeId x, const Tree& b, NodeId y, const Aliases& aliases) {
  const auto named = [&](std::string_view text) {
    const auto found = aliases.find(text);
    return found == aliases.end() ? text : std::string_view(found->second);
  };
  if (a.kind(x) != b.kind(y) || a.number(x) != b.number(y) || named(a.text(x)) != named(b.text(y))) return false;
  std::vector<NodeId> m, n;
  for (const NodeId child : a.children(x)) {
    if (a.kind(child) != Kind::labels && a.kind(child) != Kind::language) m.push_back(child);
  }
  for (const NodeId child : b.children(y)) {
    if (b.kind(child) != Kind::labels && b.kind(child) != Kind::language) n.push_back(child);
  }
  if (m.size() != n.size()) return false;
  for (std::size_t i = 0; i < m.size(); ++i) {
    if (!same_but_for_names(a, m[i], b, n[i], aliases)) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("chinese: each spelling means one phrase, each phrase is said in one way at each place") {
  std::set<std::string_view> spellings;
  std::map<std::string_view, std::set<Kind>> placed;
  std::set<std::string_view> everywhere;
  for (const read::ChineseWord& row : read::chinese_words()) {
    INFO(row.spelling << " " << row.english);
    CHECK(spellings.insert(row.spelling).second);
    CHECK(row.words.size() <= read::kChinesePhraseMax);
    for (const Word word : row.words) CHECK(word != Word::plain);
    if (row.places.empty()) CHECK(everywhere.insert(row.english).second);
    for (const Kind place : row.places) {
      CHECK(placed[row.english].insert(place).second);
      CHECK(read::chinese_for(row.words, place, Kind::file) == &row);
    }
    CHECK(read::find_chinese(row.spelling) == &row);
  }
  for (std::size_t i = 1; i < read::kWordCount; ++i) {
    const auto word = static_cast<Word>(i);
    INFO(read::canonical(word));
    CHECK(everywhere.contains(read::canonical(word)));
    const read::ChineseWord* row = read::find_chinese(read::chinese_for(word));
    REQUIRE(row != nullptr);
    CHECK(row->words == std::vector<Word>{word});
  }
}

TEST_CASE("chinese: names of the language itself are said one way each, and mean what the keyword of that spelling means") {
  std::set<std::string_view> seen;
  const auto spelled = read::known_names(base::Language::zh), english = read::known_names(base::Language::en);
  for (std::size_t i = 0; i < spelled.size(); ++i) {
    INFO(spelled[i]);
    CHECK(seen.insert(spelled[i]).second);
    CHECK(read::name_of_chinese(spelled[i]) == english[i]);
    CHECK(read::chinese_of_name(english[i]) == spelled[i]);
  }
}

TEST_CASE("chinese: the same trees as in English") {
  const auto in = [](const std::string& text) { return "playbook p { " + text + " }\n"; };
  const auto zh = [](const std::string& text) { return "语言 中文 剧本 p { " + text + " }\n"; };
  const auto same = [&](const std::string& english, const std::string& chinese) {
    INFO(chinese);
    const std::string a = dumped(in(english)), b = dumped(zh(chinese));
    CHECK(a.substr(a.find("playbook")) == b.substr(b.find("playbook")));
  };
  same("wave w on day 3 at 10:00 { }", "波次 w 于 第 3 天 时刻 10：00 ｛ ｝");
  same("stage s on days 3 to 9 { }", "阶段 s 于 第 3 至 9 天 { }");
  same("wave w on the 15th { }", "波次 w 于 15日 { }");
  same("wave w on the last day { }", "波次 w 于 月末 { }");
  same("wave w 3 days after gone { }", "波次 w 3 天 晚于 gone { }");
  same("stage s after a due 2 working hours { }", "阶段 s 承接 a 限期 2 工作小时 { }");
  same("exit a when x >= 20% and not (y in [1, 2])", "退出 a 若 x ≥ 20％ 且 非 （y 属于 【1、2】）");
  same("exit a when customer.x is not known", "退出 a 若 客户.x 尚未知");
  same("exit a when count(e over last 3 months) > 2", "退出 a 若 计数(e 近 3 个月) ＞ 2");
  same("owner \"零售部\"", "负责 “零售部”");
  same("guarantee never more than 3 contacts per 7 days", "保证 绝不 超过 3 次接触 每 7 天");
  same("wave send { }", "波次 send { }");
}

TEST_CASE("chinese: what is wrong is said in Chinese keywords, however the text chose them") {
  const auto said = [](const std::string& text) { return ReadingOf("语言 中文\n剧本 p {\n" + text + "\n}\n").said(base::Language::zh); };
  CHECK(said("发诵 sms hello").find("发送") != std::string::npos);
  CHECK(said("阶段 s 限期 3 天 { } 退出 a 若 x 且y").find("请在 `且` 之后加空格") != std::string::npos);
  CHECK(said("优先级 高").find("优先级") != std::string::npos);
  CHECK(said("send sms hello").find("发送") != std::string::npos);
}

TEST_CASE("chinese: first_meeting says in Chinese what its twin says in English") {
  const std::string shared = (std::filesystem::path(kSourceDir) / "playbooks/shared/").string();
  std::string twin = (std::filesystem::path(kSourceDir) / "playbooks/first_meeting").string();
  Aliases aliases;
  for (const char* file : {"catalog.play", "contact.play", "templates.play", "benefits.play"}) {
    const ReadingOf reading(text_of_file(shared + file));
    collect(reading.file.tree, reading.file.root, aliases);
  }
  const ReadingOf english(text_of_file(twin + ".play")), chinese(text_of_file(twin + ".zh.play"));
  INFO(chinese.said());
  CHECK(english.issues.empty());
  CHECK(chinese.issues.empty());
  collect(chinese.file.tree, chinese.file.root, aliases);
  CHECK(english.file.tree.size() > 100);
  CHECK(same_but_for_names(english.file.tree, english.file.root, chinese.file.tree, chinese.file.root, aliases));
}

}  // namespace playmaker::tests
