// The paper says everything its owner signs for, in both languages and in both marks.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

#include "dsl/docs/document.hpp"
#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;

namespace {

docs::Document paper(const dsl::Compiled& made, std::size_t plan, base::Language language) {
  std::vector<docs::Proof> proofs;
  for (const prove::Certificate& each : made.certificates) {
    if (each.playbook == plan)
      proofs.push_back({each.says.in(language), each.verdict == prove::Verdict::proven ? "proved" : "open", {}, {}});
  }
  return docs::document_of(*made.plans[plan], *made.origins[plan], *made.catalog, {}, language, proofs);
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t out = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++out;
  return out;
}

void has(const std::string& text, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) {
    INFO(part);
    CHECK(text.find(part) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("docs: first_meeting as its owner reads it") {
  const dsl::Compiled made = compiling::compile_file("playbooks/first_meeting.play");
  REQUIRE(made.ok);
  const std::string zh = docs::to_html(paper(made, 0, base::Language::zh));
  has(zh, {"<html lang=\"zh-CN\">",
           "<h1>首面经营</h1>",
           "零售客户部",
           "零售触达规范",
           made.origins[0]->text_hash,
           plan::plan_hash(*made.plans[0]),
           "当 管理资产 ≥ 50万元（机构可定为 30万元至 80万元），限“开户”后 30 天内",
           "客户属于“员工” 或 有未结投诉",
           "<svg ",
           "阶段",
           "电话邀约",
           "2 个工作日内完成",
           "逾期 2 个工作日",
           "分行督导",
           "每 7 天最多 3 次触达",
           "21:00–08:30",
           "断点",
           "KYC 后未出方案",
           "5 个工作日未到即为卡住",
           "已证明",
           "审批",
           "合规"});
  const std::string en = docs::to_html(paper(made, 0, base::Language::en));
  has(en, {"<html lang=\"en\">", "<h1>First meeting</h1>",
           "when aum ≥ CNY 500,000 (a branch may set CNY 300,000 to CNY 800,000), within 30 days of &quot;account opened&quot;",
           "due within 2 working days", "2 working days after due → ", "3 contacts per 7 days", "stuck after 5 working days", "proved",
           "Compliance"});
  CHECK(zh.find("<script") == std::string::npos);
  CHECK(zh.find("href=") == std::string::npos);
}

TEST_CASE("docs: what is asked of people, what repeats, why and when it is looked at stand on the paper") {
  const auto text = [](const std::string& file, base::Language language) {
    const dsl::Compiled made = compiling::compile_file(file);
    REQUIRE(made.ok);
    return docs::to_markdown(paper(made, 0, language));
  };
  has(text("playbooks/first_meeting.play", base::Language::zh),
      {"最多尝试 3 次，间隔 4 个工作小时", "清单：“话题”、“垫板”、“KYC 要点”", "凭证：文件“allocation\\_plan.pdf”", "抽检 5%：支行行长",
       "确认期限：2 个工作日", "客户经理填写缘由：“临时有事”", "指标", "回检：首面回检", "营销授权"});
  has(text("playbooks/prospects.play", base::Language::en), {"called back at event's back\\_at on", "guide: "});
  has(text("playbooks/new_customer_100.play", base::Language::en),
      {"| every week on Monday at 09:30, up to 8 times | letter |", "Budget for benefits: CNY 800,000; more is not granted."});
  has(text("playbooks/churn_recovery.play", base::Language::en), {"consent to marketing"});
}

TEST_CASE("docs: the contact budget names questions, combined tasks, what is held out, and the channel of a cap") {
  const dsl::Compiled made = compiling::compile_file("playbooks/first_meeting.play");
  REQUIRE(made.ok);
  const auto budget = [&](base::Language language) {
    plan::Plan plan = *made.plans[0];
    plan.audience.hold_out = 50'000;
    const docs::Document page = docs::document_of(plan, *made.origins[0], *made.catalog, {}, language);
    return docs::to_markdown(page);
  };
  const std::string en = budget(base::Language::en), zh = budget(base::Language::zh);
  has(en, {"| Questions | 1 question per 90 days | every question, of all playbooks |", "| Combined | one contact and one line in the list",
           "| Held out by the bank | 2% of all customers |", "| Held out by this playbook | 5% of its customers | messages |",
           "| At most | 4 sms per month | sms |"});
  has(zh, {"每 90 天最多 1 次问询", "同日合为一次触达", "| 全行留白组 | 2% 的客户 |", "| 本剧本留白组 | 5% 的本剧本客户 | 触达 |"});
}

TEST_CASE("docs: a stage without days says what its end takes back, where it takes something back") {
  const auto text = [](const std::string& body, base::Language language) {
    const dsl::Compiled made = compiling::compile_body(body);
    REQUIRE(made.ok);
    return docs::to_markdown(paper(made, 0, language));
  };
  const std::string task = "must task t { assign manager  due 30 days } ", wave = "wave w on day 3 { send sms hello } ";
  const std::string en = "repeats that have not begun by then are cancelled", zh = "尚未开始的波次与重复一并取消";
  has(text("stage s { " + task + wave + "}", base::Language::en), {en});
  has(text("stage s { " + task + wave + "}", base::Language::zh), {zh});
  has(text("stage s { tag \"x\" repeat r every 7 days up to 3 times { send sms hello } }", base::Language::en), {en});
  for (const std::string& body : {"stage s on days 1 to 9 { " + task + wave + "}", "stage s { " + wave + "}", "stage s { " + task + "}"})
    CHECK(text(body, base::Language::en).find(en) == std::string::npos);
}

TEST_CASE("docs: every shipped playbook has a sound page in each form") {
  for (const auto& entry : std::filesystem::directory_iterator(std::string(kSourceDir) + "/playbooks")) {
    if (entry.path().extension() != ".play") continue;
    const std::string file = "playbooks/" + entry.path().filename().string();
    INFO(file);
    const dsl::Compiled made = compiling::compile_file(file);
    REQUIRE(made.ok);
    for (std::size_t i = 0; i < made.plans.size(); ++i) {
      for (const base::Language language : {base::Language::zh, base::Language::en}) {
        const docs::Document document = paper(made, i, language);
        const std::string html = docs::to_html(document);
        for (const char* tag : {"table", "tr", "td", "th", "p", "h2", "ul", "li", "figure", "svg", "div"})
          CHECK(count(html, std::string("<") + tag + '>') + count(html, std::string("<") + tag + ' ') ==
                count(html, std::string("</") + tag + '>'));
        const std::string markdown = docs::to_markdown(document);
        CHECK(markdown.starts_with("# "));
        CHECK(markdown.find("```mermaid\n") != std::string::npos);
        const tell::Teller teller(*made.plans[i], *made.origins[i], *made.catalog, language);
        for (const plan::Task& task : made.plans[i]->tasks) CHECK(html.find(teller.name(task.site)) != std::string::npos);
        // Each row of a table has as many cells as its head.
        for (const docs::Block& block : document.blocks) {
          const auto* table = std::get_if<docs::Table>(&block);
          if (table == nullptr || table->head.empty()) continue;
          for (const auto& row : table->rows) CHECK(row.size() == table->head.size());
        }
      }
    }
  }
}

TEST_CASE("docs: the calendar goes by days, and marks are no marks") {
  const dsl::Compiled made = compiling::compile_body(
      "stage one \"a|b <c>\" on days 1 to 20 {\n wave late on day 9 { send sms hello }\n wave early on day 2 at 10:00 { send sms hello "
      "}\n}\n");
  INFO(compiling::issues_of(made));
  REQUIRE(made.ok);
  const std::string markdown = docs::to_markdown(paper(made, 0, base::Language::en));
  CHECK(markdown.find("day 2 at 10:00") < markdown.find("| day 9<br>at 09:30 (the policy's usual time)"));
  CHECK(docs::to_html(paper(made, 0, base::Language::zh)).find("a|b &lt;c&gt;") != std::string::npos);
  CHECK(docs::to_markdown(paper(made, 0, base::Language::zh)).find("a\\|b \\<c>") != std::string::npos);
}

TEST_CASE("docs: what checking could not decide stands where the law stands") {
  const dsl::Compiled made = compiling::compile_file("playbooks/first_meeting.play");
  REQUIRE(made.ok);
  const docs::Document document = docs::document_of(
      *made.plans[0], *made.origins[0], *made.catalog,
      {{"W0411", "this condition is always true", "a.play:3"}, {"W0999", "more", "a.play:4"}}, base::Language::en,
      {{"Guarantee: never more than 3 contacts per 7 days", "proved", {"no pause"}, {}},
       {"No condition was found that is always or never true", "open", {"this condition is always true (a.play:3)"}, {"W0411"}}});
  const std::string markdown = docs::to_markdown(document);
  has(markdown,
      {"| No condition was found that is always or never true | open<br>\u2003this condition is always true (a.play:3) |",
       "| Also noted W0999 | more (a.play:4) |", "| Guarantee: never more than 3 contacts per 7 days | proved<br>\u2003no pause |"});
  CHECK(markdown.find("Also noted W0411") == std::string::npos);
}
