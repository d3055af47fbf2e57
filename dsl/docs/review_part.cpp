// What is expected of the playbook, and how it is looked at afterwards.
#include "dsl/docs/page.hpp"

namespace playmaker::docs {

void Page::reviews() {
  if (plan_.targets.empty() && plan_.reviews.empty()) return;
  heading("Targets and reviews", "指标与回检");
  Table table;
  table.head = {say("Name", "名称"), say("When", "时间"), say("What it does", "内容")};
  for (const plan::Target& each : plan_.targets)
    table.rows.push_back({{say("Target", "指标")}, {say("each ", "每") + t_.period(each.per)}, {t_.target(each)}});
  for (const plan::Review& each : plan_.reviews)
    table.rows.push_back({{say("Review: ", "回检：") + t_.name(each.site)}, {t_.regular(each.every)}, t_.review_lines(each)});
  out_.blocks.emplace_back(std::move(table));
}

}  // namespace playmaker::docs
