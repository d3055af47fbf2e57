// What was proved before this paper could be printed, and who answers for it.
#include <algorithm>

#include "dsl/docs/page.hpp"
#include "runtime/base/typeset.hpp"

namespace playmaker::docs {
void Page::laws() {
  heading("What was proved", "已证明的规则");
  Table table;
  table.head = {say("Law", "规则"), say("Verdict", "结论")};
  const auto set = [&](const std::string& words) { return t_.zh() ? base::typeset(words) : words; };
  for (const Proof& proof : proofs_) {
    Cell verdict{set(proof.verdict)};
    for (const std::string& each : proof.assumes) verdict.push_back("\u2003" + set(each));
    table.rows.push_back({{set(proof.promise)}, verdict});
  }
  const auto told = [&](const Warning& warning) {
    return std::ranges::any_of(proofs_,
                               [&](const Proof& proof) { return std::ranges::find(proof.codes, warning.code) != proof.codes.end(); });
  };
  for (const Warning& each : warnings_) {
    if (told(each)) continue;
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
  reviews();
  laws();
  signatures();
  return std::move(out_);
}

Document document_of(const plan::Plan& plan, const plan::Origin& origin, const plan::Catalog& catalog, const std::vector<Warning>& warnings,
                     base::Language language, const std::vector<Proof>& proofs, const tell::Titles* titles) {
  const tell::Teller teller(plan, origin, catalog, language, titles);
  return Page(teller, origin, warnings, proofs).make();
}

}  // namespace playmaker::docs
