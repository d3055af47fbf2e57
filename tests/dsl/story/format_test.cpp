// A story in its one true layout: it says what it said, in both languages, and its own answer is left as it is.
#include "dsl/story/format.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "dsl/story/dump.hpp"
#include "dsl/story/read.hpp"
#include "dsl/story/words.hpp"
#include "runtime/base/prng.hpp"
#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"
#include "tests/main/rounds.hpp"

using namespace playmaker;
using base::Language;

namespace {

std::string formatted(const std::string& text, std::optional<Language> language = std::nullopt) {
  const source::Source source(0, "a.story", text);
  const print::Printed printed = story::format(source, language);
  return printed.ok ? printed.text : "not printed";
}
std::string meaning(const std::string& text) {
  const source::Source source(0, "a.story", text);
  source::Issues issues;
  const story::StoryFile file = story::read(source, issues);
  return issues.empty() ? story::dump(file) : "not read";
}
std::string without_runs(std::string text) {   // of spaces
  const auto both = [](char a, char b) { return a == ' ' && b == ' '; };
  text.erase(std::unique(text.begin(), text.end(), both), text.end());
  return text;
}
void holds(const std::string& text) {
  const std::string once = formatted(text);
  CHECK(meaning(once) == meaning(text));
  CHECK(formatted(once) == once);
  const std::string chinese = formatted(text, Language::zh), english = formatted(text, Language::en);
  CHECK(meaning(chinese) == meaning(text));
  CHECK(formatted(chinese) == chinese);
  // What happens to stand in one column in Chinese stays a column: the words are the same, the spaces need not be. 次 and 位 are said in
  // Chinese texts only.
  CHECK(without_runs(formatted(chinese, Language::en)) == without_runs(english));
  CHECK(without_runs(formatted(formatted(english, Language::zh), Language::en)) == without_runs(english));
}

// Stories that mean nothing, with every statement there is.
class Making {
 public:
  explicit Making(std::uint64_t seed) : chance_(seed) {}
  std::string text() {
    out_ = "# made up\n";
    say(story::Word::use);
    out_ += " \"a.play\"";
    line();
    if (half()) {
      out_ += pick({"person li { name: \"x\" }", "人员 li { }", "branch east { head: li, level: -5 }", "pool agents { li, wang }"});
      line();
    }
    out_ +=
        pick({"customer rich \"富\" like poor { aum: 60万元  share: 12.5%, since: 30 days ago, next: 第 3 天 10:00, consent { sms: 真 } }",
              "客户 rich { tags: [\"a\", \"b\"], on: 2026-03-02 10:00, at: 09:30, rest: { a: 1 }, length: 3 小时, many: 1 days }"});
    line();
    const int stories = 1 + below(3);
    for (int i = 0; i < stories; ++i) story(i);
    return out_;
  }

 private:
  int below(int n) { return static_cast<int>(chance_.below(static_cast<std::uint64_t>(n))); }
  bool half() { return below(2) == 0; }
  std::string pick(std::initializer_list<const char*> among) { return *(among.begin() + below(static_cast<int>(among.size()))); }
  void say(story::Word word) {
    const source::Words both = story::spelling(word);
    out_ += half() ? both.en : both.zh;
  }
  void line() {
    if (below(6) == 0) out_ += pick({"  # said", "   // also said"});
    out_ += pick({"\n", "\n", "\n\n", "\n\n\n"});
  }
  std::string day(int at) {
    const std::string n = std::to_string(at);
    switch (below(6)) {
      case 0: return "on day " + n + " at 10:0" + std::to_string(below(9));
      case 1: return "第 " + n + " 天 10:00";
      case 2: return "在 第 " + n + " 天 的 10:00";
      case 3: return "day " + n + " 10:00";
      case 4: return "2026-03-0" + std::to_string(at + 1) + " 10:00";
      default: return "on 2026-03-0" + std::to_string(at + 1) + " at 10:00";
    }
  }
  std::string days() {
    return pick({"on days 1 to 3", "第 2 至 5 天", "on day 2 to day 4", "on day 2 at 10:00 to 12:00", "第 2 天 10:00 至 12:00",
                 "on 2026-03-12", "on 2026-03-12 to day 30"});
  }
  std::string until() { return pick({"", " due day 4 at 17:30", " 限期 第 4 天 17:30", " until 2026-03-14", " 直到 第 5 天"}); }
  std::string act() {
    return pick({"event opened",
                 "事件 opened 针对 任务 a.call { amount: 5元 }",
                 "set { aum: -3 }",
                 "改为 { on: 第 3 天 }",
                 "task call done",
                 "任务 call reached with { evidence: [\"x\"] }",
                 "assign task call to li",
                 "交给 call 至 li",
                 "enter book",
                 "离开 book",
                 "pause book",
                 "list leads { customer, 3 like rich, rich }",
                 "名单 leads",
                 "claim lead of rich by li",
                 "认领 线索 由 li",
                 "decline lead",
                 "claim task call by li",
                 "acknowledge task call",
                 "answer head accepted by li",
                 "答复 head 婉拒",
                 "answer head \"忘了\"",
                 "sms hello read after 30 minutes",
                 "sms hello 已读 30 分钟 后",
                 "sms hello failed { score: 3 }"});
  }
  std::string expectation() {
    return pick({"expect nothing", "预期 无事", "expect 2 touches", "预期 2 次 触达", "expect touch over sms", "预期 至多 2 次 打扰",
                 "expect at least 1 contact", "expect 1 to 3 sms hello", "预期 没有 断点 slow", "expect no stall slow cleared"});
  }
  std::string expectation_until() {
    return pick({"expect task call open", "预期 任务 call 未完", "expect sms hello blocked by capped", "预期 sms hello 被拦 因 频控",
                 "expect lead of rich dealt to li", "预期 线索 已分派 至 li", "expect lead held by li", "预期 线索 已认领 由 li",
                 "expect task call escalated to head", "expect task call assigned li"}) +
           until();
  }
  std::string expectation_more() {
    return pick({"expect hand off to book entered",
                 "预期 移交 至 book",
                 "expect journey book ended as rich",
                 "预期 旅程 book 结束 为 rich",
                 "expect question to head answered as \"x\"",
                 "预期 询问 至 head",
                 "expect customer { tier: \"a\" }",
                 "expect answer nps { score: 9 }",
                 "expect tag \"x\"",
                 "预期 标记 \"x\"",
                 "expect review weekly at east { done: 50% }",
                 "expect review weekly alerts head",
                 "expect wave hi skipped by condition",
                 "预期 波次 hi 跳过 因 条件",
                 "expect event opened",
                 "expect seat salon returned",
                 "expect reserve gift released",
                 "expect arm short reached",
                 "expect grant gift refused",
                 "expect notice head",
                 "expect goal rich missed",
                 "expect exit gone",
                 "expect incident late"});
  }
  std::string any_expectation() {
    const int which = below(3);
    return which == 0 ? expectation() : which == 1 ? expectation_until() : expectation_more();
  }
  void story(int number) {
    say(story::Word::story);
    out_ += " s" + std::to_string(number) + pick({" ", " \"名\" ", " \"名\" en \"name\" "}) + "{" + pick({"\n", " "});
    out_ += pick({"starts 2026-03-02", "starts on 2026-03-02", "始于 2026-03-02"});
    line();
    out_ += pick({"given customer rich", "given customer like rich with { aum: 1 } held out", "给定 客户 rich 留白 属于 book",
                  "given customer { aum: 5 } held out by bank", "给定 客户 rich 留白 全行"});
    line();
    if (half()) out_ += pick({"given others { rich, 2 位 如同 rich }", "given stock gift 0", "given arm short", "给定 组别 short"}), line();
    if (half()) out_ += pick({"given sms unread", "given sms hello read after 1 hour", "给定 sms hello 已读 2 天 后"}), line();
    for (int at = 1; at < 2 + below(4); ++at) {
      out_ += day(at) + " ";
      const int many = below(4);
      if (many == 0) {
        out_ += half() ? act() : any_expectation();
      } else {
        out_ += "{" + pick({" ", "\n", "\n      "});
        for (int i = 0; i < many; ++i) {
          out_ += half() ? act() : any_expectation();
          if (half()) line();
          else out_ += pick({"  ", "   "});
        }
        out_ += "}";
      }
      line();
    }
    out_ += days() + " " + any_expectation();
    line();
    out_ += any_expectation();
    line();
    if (half()) out_ += pick({"ends on day 30", "止于 第 30 天"}), line();
    out_ += "}" + pick({"\n", "\n\n"});
  }

  base::Prng chance_;
  std::string out_;
};

}  // namespace

TEST_CASE("story fmt: the layout") {
  CHECK(formatted(R"(# on top
use   "a.play"


story one "一"   {    # why
starts on 2026-03-02
  given customer rich with { aum: 60万元  vip: true, share:20% } held out by bank
 day 1 09:00 {event opened   expect task call due on day 3 17:30}
  on day 2 at 10:00 { event opened
                      # then
                      expect at  most 2 contact }
   on day 3   expect sms hello   # late
   on day 14  expect sms hello   # later


  ends day 30 }
)") == R"(# on top
use "a.play"

story one "一" {  # why
  starts 2026-03-02
  given customer rich with { aum: 60万元, vip: true, share: 20% } held out by bank
  on day 1 at 09:00 { event opened  expect task call due day 3 at 17:30 }
  on day 2 at 10:00 {
    event opened
    # then
    expect at most 2 contacts
  }
  on day 3   expect sms hello  # late
  on day 14  expect sms hello  # later

  ends on day 30
}
)");
}

TEST_CASE("story fmt: either language, throughout") {
  const std::string text = R"(use "a.play"
story one {
  starts 2026-03-02
  given customer rich held out of book
  given sms hello read after 30 minutes
  on day 1 at 09:00 { claim lead by li  answer head accepted }
  on days 2 to 5 { expect at most 2 contacts  expect hand off to book  expect sms hello blocked by capped until day 6 at 08:30 }
  expect customer { since: 30 days ago, next: day 3 }
}
)";
  const std::string chinese = R"(引用 "a.play"
故事 one {
  始于 2026-03-02
  给定 客户 rich 留白 属于 book
  给定 sms hello 已读 30 分钟 后
  第 1 天 09:00 { 认领 线索 由 li  答复 head 接受 }
  第 2 至 5 天 { 预期 至多 2 接触  预期 移交 至 book  预期 sms hello 被拦 因 频控 直到 第 6 天 08:30 }
  预期 客户 { since: 30 天 前, next: 第 3 天 }
}
)";
  CHECK(formatted(text, Language::zh) == chinese);
  CHECK(formatted(chinese, Language::en) == text);
  CHECK(formatted(chinese) == chinese);
  CHECK(formatted("language en\n" + text) == text);                  // stories need no such choice
  CHECK(formatted("# 一\nstory one { 始于 2026-03-02  给定 客户 { a: 1 }  预期 无事 }\n") ==
        "# 一\n故事 one { 始于 2026-03-02  给定 客户 { a: 1 }  预期 无事 }\n");     // what most of its words are of
}

TEST_CASE("story fmt: a text with slips is not touched, an empty one stays") {
  const source::Source source(0, "a.story", "story one { starts tomorrow }");
  const print::Printed printed = story::format(source, std::nullopt);
  CHECK_FALSE(printed.ok);
  CHECK(printed.issues.has_errors());
  CHECK(formatted("").empty());
}

TEST_CASE("story fmt: the shipped stories stand in it, and come back from the other language") {
  int count = 0;
  for (const char* folder : {"playbooks", "playbooks/shared", "tests/dsl/story/cases"}) {
    for (const auto& entry : std::filesystem::directory_iterator(std::string(kSourceDir) + "/" + folder)) {
      const std::string name = entry.path().filename().string();
      if (!name.ends_with(".story") || name.starts_with("fail_")) continue;
      INFO(name);
      const std::string text = compiling::slurp(entry.path().string());
      holds(text);
      if (std::string_view(folder).starts_with("playbooks")) CHECK(formatted(text) == text);
      ++count;
    }
  }
  CHECK(count >= 10);
}

TEST_CASE("story fmt: random stories say the same afterwards") {
  const int rounds = tests::rounds_of(60, 300, 20'000);
  for (int seed = 0; seed < rounds; ++seed) {
    const std::string text = Making(static_cast<std::uint64_t>(seed)).text();
    INFO(seed << "\n" << text);
    REQUIRE(meaning(text) != "not read");
    holds(text);
  }
}

TEST_CASE("story: a word is found again by either of its spellings") {
  for (int i = 1; i < static_cast<int>(story::Word::count); ++i) {
    const auto word = static_cast<story::Word>(i);
    const source::Words both = story::spelling(word);
    INFO(both.en << " " << both.zh);
    CHECK(story::find_word(both.en) == word);
    CHECK(story::find_word(both.zh) == word);
  }
}
