// What was proved before this paper could be printed, and who answers for it.
#include <algorithm>
#include <array>

#include "dsl/docs/page.hpp"

namespace playmaker::docs {
namespace {

struct Law {
  std::string_view en, zh;
  std::string_view doubt;   // the warning that leaves it open; empty: none does
};
constexpr std::array<Law, 11> kLaws{{
    {"Every must-task has somebody to do it, a due time, and an escalation that ends", "每项必办任务都有承办人、期限和有终点的升级", ""},
    {"Every journey ends, whatever happens", "任何情况下旅程都会结束", ""},
    {"Every stage can start, and nothing waits for itself", "每个阶段都可开始，没有循环等待", ""},
    {"Days lie within their stage and within the journey", "各日期均在所属阶段与旅程之内", ""},
    {"Every decision table covers every case, and no row is hidden by those above it", "决策表覆盖全部情形，且没有被遮蔽的行", "W0417"},
    {"No condition is always or never true", "没有恒真或恒假的条件", "W0411"},
    {"Every breakpoint can catch somebody", "每个断点都可能捕获客户", ""},
    {"No message is due only at quiet times, and messages go out under a policy", "没有只能落在静默时段的触达，触达均受规范约束", "W0422"},
    {"What a message prints was granted before", "触达中引用的权益均已先行发放", ""},
    {"Hand-offs lead to playbooks that take them", "移交均有可接收的剧本", "W0412"},
    {"Calendars reach as far as the journey counts working time", "日历覆盖旅程所需的工作日计算", "W0413"},
}};

}  // namespace

void Page::laws() {
  heading("What was proved", "已证明的规则");
  Table table;
  table.head = {say("Law", "规则"), say("Verdict", "结论")};
  for (const Proof& proof : proofs_) {
    Cell verdict{proof.verdict};
    for (const std::string& each : proof.assumes) verdict.push_back("\u2003" + each);
    table.rows.push_back({{say("Guarantee: ", "触达承诺：") + proof.promise}, verdict});
  }
  for (const Law& law : kLaws) {
    Cell verdict;
    for (const Warning& each : warnings_) {
      if (!law.doubt.empty() && each.code == law.doubt)
        verdict.push_back(say("open: ", "未定：") + each.words + (t_.zh() ? "（" + each.place + "）" : " (" + each.place + ")"));
    }
    if (verdict.empty()) verdict.push_back(say("proved", "已证明"));
    table.rows.push_back({{say(law.en, law.zh)}, verdict});
  }
  for (const Warning& each : warnings_) {
    if (std::any_of(kLaws.begin(), kLaws.end(), [&](const Law& law) { return law.doubt == each.code; })) continue;
    table.rows.push_back(
        {{say("Also noted ", "另有提示 ") + each.code}, {each.words + (t_.zh() ? "（" + each.place + "）" : " (" + each.place + ")")}});
  }
  out_.blocks.emplace_back(std::move(table));
}

void Page::signatures() {
  heading("Approval", "审批");
  paragraph(say("This paper shows the playbook of the hashes on its first page. Another version needs another signature.",
                "本文件对应首页所列哈希的剧本版本；其他版本须另行签署。"));
  out_.blocks.emplace_back(Signatures{
      {say("Business owner", "业务负责人"), say("Customer contact", "触达管理"), say("Compliance", "合规"), say("Designer", "设计人")},
      say("Name and signature", "姓名与签字"),
      say("Date", "日期")});
}

Document Page::make() {
  out_.language = t_.language();
  out_.title = t_.title();
  out_.below = plan_.name + " · " + say("version ", "第 ") + std::to_string(plan_.version) + say("", " 版");
  identity();
  out_.blocks.emplace_back(Drawing{draw::picture_of(plan_, origin_, catalog_, t_.language())});
  audience();
  goals();
  stages();
  waves();
  tasks();
  decisions();
  moments();
  breakpoints();
  budget();
  touches();
  benefits();
  laws();
  signatures();
  return std::move(out_);
}

Document document_of(const plan::Plan& plan, const plan::Origin& origin, const plan::Catalog& catalog, const std::vector<Warning>& warnings,
                     base::Language language, const std::vector<Proof>& proofs) {
  const tell::Teller teller(plan, origin, catalog, language);
  return Page(teller, origin, warnings, proofs).make();
}

}  // namespace playmaker::docs
