// Stories as texts: what is wrong is said in both languages at its place, and English and Chinese make one tree. PLAYMAKER_BLESS=1 writes
// the answers anew; look at the difference.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "dsl/compile.hpp"
#include "dsl/source/render.hpp"
#include "dsl/story/check.hpp"
#include "dsl/story/read.hpp"
#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;

namespace {

const std::string kFolder = std::string(kSourceDir) + "/tests/dsl/story/cases";

constexpr const char* kBook = R"(use "shared/bank.play"
list leads_q1 "名单" { leads  expires 2026-12-31 }
template nps { channel sms  purpose service  answers { score int } }
playbook book {
  calendar cn  follow quiet_bank  ends after 90 days
  audience {
    enter on account_opened
    enter from list leads_q1 dealt by branch to manager claim within 2 days else next
    again never
  }
  goal rich = customer.aum >= 100万元 within 60 days
  exit gone on account_closed
  stage meet "面谈" { must task call "电话" { assign manager  done on call_logged as reached  due 2 days }  wave hi on day 2 { send sms hello } }
  breakpoint slow from account_opened to deposit stalls after 3 days { reasons "忘了", "太贵" asked of manager  send push hello }
  moment inflow { on deposit  again after 3 days  tag "in" }
  experiment words { arm short 50% { tag "s" }  arm long 50% { tag "l" }  measure deposit within 14 days }
  ask nps via sms answer within 3 days { tag "said" }
  invite salon via sms hello
  review weekly every week on monday at 09:00 {
    show  tasks by outcome
    alert head when rate(call.done) < 50%
    when rate(call.done) < 60% { task for branch mend { assign head  due 5 days } }
  }
})";

struct Read {
  source::Sources sources;
  source::Issues issues;
  story::StoryFile file;
};
std::unique_ptr<Read> read(const std::string& name, const std::string& text) {
  static const dsl::Compiled book = compiling::compile_text(kBook);
  REQUIRE(book.ok);
  auto out = std::make_unique<Read>();
  const auto loader = [](const std::string& path) { return path == "book.play" ? std::optional<std::string>("") : std::nullopt; };
  story::Gathered gathered = story::gather(out->sources.add(name, text), loader, out->sources, out->issues);
  story::Vocabulary vocabulary{
      book.catalog.get(), book.plans, {{"短信", "sms"}, {"开户", "account_opened"}, {"资产", "aum"}, {"经理", "manager"}}};
  story::check(gathered.file, vocabulary, out->issues);
  out->issues.sort();
  out->file = std::move(gathered.file);
  return out;
}
std::string issues(const Read& read, base::Language language) { return source::render(read.issues, read.sources, language); }

std::vector<std::string> cases() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".story") out.push_back(entry.path().filename().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("story: what is wrong is said in both languages, at its place") {
  std::set<std::string> seen;
  for (const std::string& name : cases()) {
    INFO(name);
    const auto made = read(name, compiling::slurp(kFolder + "/" + name));
    const std::string answer = issues(*made, base::Language::en) + "----\n" + issues(*made, base::Language::zh);
    CHECK(made->issues.has_errors() == name.starts_with("fail_"));
    const std::string wanted = kFolder + "/" + name.substr(0, name.size() - 6) + ".golden";
    if (std::getenv("PLAYMAKER_BLESS") != nullptr) std::ofstream(wanted, std::ios::binary) << answer;
    CHECK(compiling::slurp(wanted) == answer);
    for (const source::Issue& issue : made->issues.list()) seen.insert(std::string(source::code_text(issue.code)));
  }
  for (std::size_t i = 0; i < source::kCodeCount; ++i) {
    const std::string code(source::code_text(static_cast<source::Code>(i)));
    if (code.substr(1, 3) != "060") continue;
    INFO(code);
    CHECK(seen.contains(code));
  }
}

TEST_CASE("story: the words of both languages say the same") {
  const auto en = read("en.story", R"(use "book.play"
person li { name: "李" }
customer rich { aum: 60万元, opened: 30 days ago, matures: day 8 }
story one "一" {
  starts 2026-03-02
  given customer rich with { manager: li, vip: true }
  given sms hello failed
  given push unread
  on day 1 at 09:00 event account_opened
  on day 2 at 10:00 { task call reached  assign call to li }
  on day 2 at 10:00 { expect sms hello blocked by quiet until day 3 at 08:30  expect no task call opened }
  on days 2 to 5 { expect at most 2 contacts  expect task call due day 4 at 17:30 }
  on 2026-03-05 expect stall slow cleared
  expect 1 to 3 touches
  expect journey book ended as rich
})");
  const auto zh = read("zh.story", R"(引用 "book.play"
人员 li { name: "李" }
客户 rich { aum: 60万元, opened: 30 天 前, matures: 第 8 天 }
故事 one "一" {
  始于 2026-03-02
  给定 客户 rich 带 { manager: li, vip: 真 }
  给定 短信 hello 失败
  给定 push 未读
  第 1 天 09:00 事件 开户
  第 2 天 10:00 { 任务 call reached  交给 call 至 li }
  在 第 2 天 10:00 { 预期 sms hello 被拦 因 免扰 直到 第 3 天 08:30  预期 没有 任务 call 开启 }
  第 2 至 5 天 { 预期 至多 2 次 打扰  预期 任务 call 期限 第 4 天 17:30 }
  2026-03-05 预期 断点 slow 解除
  预期 1 至 3 次 触达
  预期 旅程 book 结束 为 rich
})");
  INFO(issues(*en, base::Language::en) << issues(*zh, base::Language::zh));
  REQUIRE(en->issues.empty());
  REQUIRE(zh->issues.empty());
  const story::Story &a = en->file.stories.at(0), &b = zh->file.stories.at(0);
  CHECK(a.starts == b.starts);
  CHECK(a.last_day == 5);
  CHECK(b.last_day == 5);
  REQUIRE(a.acts.size() == b.acts.size());
  for (std::size_t i = 0; i < a.acts.size(); ++i) {
    INFO(i);
    CHECK(a.acts[i].kind == b.acts[i].kind);
    CHECK(a.acts[i].name.text == b.acts[i].name.text);
    CHECK(a.acts[i].other.text == b.acts[i].other.text);
    CHECK(a.acts[i].when.from_day == b.acts[i].when.from_day);
    CHECK(a.acts[i].when.from_minute == b.acts[i].when.from_minute);
  }
  REQUIRE(a.expectations.size() == 7);
  REQUIRE(b.expectations.size() == 7);
  for (std::size_t i = 0; i < a.expectations.size(); ++i) {
    INFO(i);
    const story::Expectation &x = a.expectations[i], &y = b.expectations[i];
    CHECK(x.subject == y.subject);
    CHECK(x.state == y.state);
    CHECK(x.name.text == y.name.text);
    CHECK(x.channel.text == y.channel.text);
    CHECK(x.template_.text == y.template_.text);
    CHECK(x.outcome.text == y.outcome.text);
    CHECK(x.least == y.least);
    CHECK(x.most == y.most);
    CHECK(x.contacts == y.contacts);
    CHECK(x.when.to_day == y.when.to_day);
    CHECK(x.until.day == y.until.day);
    CHECK(x.until.minute == y.until.minute);
  }
  CHECK(a.reports.at(0).says == story::Word::failed);
  CHECK(b.reports.at(1).says == story::Word::unread);
  const auto& given = zh->file.world.customers.at(0).fields;
  CHECK(given.at(0).value.kind == story::ValueKind::money);
  CHECK(given.at(1).value.kind == story::ValueKind::ago);
  CHECK(given.at(1).value.number == 30);
  CHECK(given.at(2).value.kind == story::ValueKind::day);
}

namespace {

// The same words in the order of the tree.
std::string outline(const story::StoryFile& file) {
  std::string out;
  const auto crowd = [](const story::Crowd& one) { return one.own ? std::string("own") : std::to_string(one.many) + one.name.text; };
  for (const story::Story& story : file.stories) {
    for (const story::Crowd& one : story.others) out += "others " + crowd(one) + "\n";
    for (const story::Stock& one : story.stocks) out += "stock " + one.benefit.text + std::to_string(one.pieces) + "\n";
    for (const story::Act& act : story.acts) {
      out += std::to_string(static_cast<int>(act.kind)) + " " + act.name.text + " " + act.other.text + " " + act.by.text + " " +
             std::to_string(static_cast<int>(act.how));
      for (const story::Crowd& one : act.crowd) out += " " + crowd(one);
      out += "\n";
    }
    for (const story::Expectation& e : story.expectations) {
      out += "e" + std::to_string(static_cast<int>(e.subject)) + " " + std::to_string(e.least) + " " + e.name.text + " " +
             e.template_.text + " " + std::to_string(static_cast<int>(e.state)) + " " + e.outcome.text + " " + (e.why ? "why " : "") +
             crowd(e.of) + " " + e.at.text + " " + std::to_string(e.until.minute);
      for (const story::Field& field : e.fields) out += " " + field.name.text + "=" + std::to_string(field.value.number) + field.value.text;
      out += "\n";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("story: lists, leads, answers, reviews and what is known are told alike in both languages") {
  const std::string head = R"(use "book.play"
person li { name: "李" }
branch east { head: li }
customer rich { aum: 60万元 }
story one { starts 2026-03-02  given customer rich )";
  const auto en = read("en.story", head + R"(
  given others { rich, 3 like rich }
  given stock coffee 0
  on day 1 at 09:00 { list leads_q1 { customer, 2 like rich }  expect 3 leads at east dealt to manager until day 3 at 09:00 }
  on day 1 at 10:00 { claim lead of rich by li  decline lead  claim task call by li  acknowledge task mend }
  on day 2 at 09:00 { list leads_q1  expect lead of customer held by li  expect lead returned by unclaimed  expect lead open }
  on day 2 at 10:00 { answer manager "忘了"  answer manager accepted by li  expect question to manager answered as "忘了" }
  on day 3 { expect review weekly at east with { call.done: 50% }  expect review weekly alerts head at east
             expect review weekly opens mend  expect no review }
  expect customer { tier: "gold"  consent { sms: true } }
  expect answer nps { score: 9 }
  expect answer nps missing
  expect arm short reached
  expect arm long
  expect seat salon refused by full
  expect reserve coffee released
  expect grant coffee refused by over_budget
  expect moment inflow dropped
  expect event deposit
  expect hand off to book entered
  expect task call attempted
})");
  const auto zh = read("zh.story", head + R"(
  给定 其他客户 { rich, 3 位 如同 rich }
  给定 库存 coffee 0
  第 1 天 09:00 { 名单 leads_q1 { 客户, 2 位 如同 rich }  预期 3 条 线索 于 east 已分派 至 经理 直到 第 3 天 09:00 }
  第 1 天 10:00 { 认领 线索 属于 rich 由 li  谢绝 线索  认领 任务 call 由 li  签收 任务 mend }
  第 2 天 09:00 { 名单 leads_q1  预期 线索 属于 客户 持有 由 li  预期 线索 已退回 因 未认领  预期 线索 未完 }
  第 2 天 10:00 { 答复 经理 "忘了"  答复 经理 接受 由 li  预期 询问 至 经理 已答复 为 "忘了" }
  第 3 天 { 预期 回检 weekly 于 east 带 { call.done: 50% }  预期 回检 weekly 预警 head 于 east
            预期 回检 weekly 开出 mend  预期 没有 回检 }
  预期 客户 { tier: "gold"  consent { sms: 真 } }
  预期 答复 nps { score: 9 }
  预期 答复 nps 缺失
  预期 组别 short 达成
  预期 组别 long
  预期 席位 salon 被拒 因 名额已满
  预期 预留 coffee 已释放
  预期 权益 coffee 被拒 因 超预算
  预期 时机 inflow 丢弃
  预期 事件 deposit
  预期 移交 至 book 已进入
  预期 任务 call 未接通
})");
  INFO(issues(*en, base::Language::en) << issues(*zh, base::Language::zh));
  REQUIRE(en->issues.empty());
  REQUIRE(zh->issues.empty());
  CHECK(outline(en->file) == outline(zh->file));
  CHECK(en->file.stories.at(0).expectations.size() == 21);
  CHECK(en->file.stories.at(0).acts.size() == 8);
}

TEST_CASE("story: any piece of a story is read without harm") {
  const std::string text = compiling::slurp(kFolder + "/whole.story");
  REQUIRE(text.size() > 200);
  for (std::size_t cut = 0; cut < text.size(); ++cut) {
    source::Sources sources;
    source::Issues issues;
    story::read(sources.add("cut.story", text.substr(0, cut)), issues);
    source::Issues rest;
    story::read(sources.add("rest.story", text.substr(cut)), rest);
  }
  source::Sources sources;
  source::Issues none;
  CHECK(story::read(sources.add("whole.story", text), none).stories.size() == 1);
}

namespace {

std::unique_ptr<Read> told(const std::string& body) {
  return read("told.story", "use \"book.play\"\nstory told \"话\" {\n  始于 2026-03-02\n  给定 客户 { aum: 1万元 }\n" + body + "\n}\n");
}

}  // namespace

TEST_CASE("story: the Chinese words of playbooks are understood in stories too") {
  const auto made = told("  在 第 1 天 10:00 事件 account_opened 附带 { }\n  在 第 3 天 { 预期 旅程 book 进入 }\n  预期 任务 call 未完");
  INFO(issues(*made, base::Language::zh));
  CHECK(made->issues.empty());
  REQUIRE(made->file.stories.size() == 1);
  CHECK(made->file.stories[0].expectations.at(0).state == story::Word::entered);
}

TEST_CASE("story: a thing that happens may stand behind an expectation on its line") {
  const auto made = told("  在 第 1 天 10:00 事件 account_opened\n  on day 3 at 09:00 { expect no stall  claim lead by customer_manager }");
  const story::Story& story = made->file.stories.at(0);
  REQUIRE(story.expectations.size() == 1);
  CHECK_FALSE(story.expectations[0].name.written());
  REQUIRE(story.acts.size() == 2);
  CHECK(story.acts[1].kind == story::ActKind::claim);
}
