#include "dsl/bind/names.hpp"

namespace playmaker::bind {

source::Words words(Thing thing) {
  switch (thing) {
    case Thing::event: return {"event", "事件"};
    case Thing::import_: return {"import", "导入"};
    case Thing::segment: return {"segment", "客群"};
    case Thing::score: return {"score", "评分"};
    case Thing::list: return {"list", "名单"};
    case Thing::pool: return {"pool", "人员组"};
    case Thing::product: return {"product", "产品"};
    case Thing::activity: return {"activity", "活动"};
    case Thing::channel: return {"channel", "渠道"};
    case Thing::template_: return {"template", "模板"};
    case Thing::policy: return {"policy", "规范"};
    case Thing::role: return {"role", "角色"};
    case Thing::benefit: return {"benefit", "权益"};
    case Thing::calendar: return {"calendar", "日历"};
    case Thing::playbook: return {"playbook", "剧本"};
    case Thing::fragment: return {"fragment", "片段"};
    case Thing::param: return {"param", "参数"};
    case Thing::define: return {"define", "定义"};
    case Thing::goal: return {"goal", "目标"};
    case Thing::exit: return {"exit", "退出"};
    case Thing::stage: return {"stage", "阶段"};
    case Thing::wave: return {"wave", "波次"};
    case Thing::task: return {"task", "任务"};
    case Thing::breakpoint: return {"breakpoint", "断点"};
    case Thing::moment: return {"moment", "时机"};
    case Thing::decide: return {"decide", "决策表"};
    case Thing::track: return {"track", "路径"};
    case Thing::handler: return {"handler", "处理块"};
    case Thing::include: return {"include", "包含"};
    case Thing::repeat: return {"repeat", "重复"};
    case Thing::review: return {"review", "回检"};
  }
  return {"thing", "事物"};
}

std::uint32_t Names::add(Thing thing, Declared declared, bool& taken) {
  const auto category = static_cast<std::size_t>(thing);
  auto& names = by_name_[category];
  taken = true;
  if (const auto found = names.find(declared.name); found != names.end()) return found->second;
  if (!declared.alias.empty()) {
    if (const auto found = names.find(declared.alias); found != names.end()) return found->second;
  }
  taken = false;
  const auto index = static_cast<std::uint32_t>(tables_[category].size());
  names.emplace(declared.name, index);
  if (!declared.alias.empty()) names.emplace(declared.alias, index);
  tables_[category].push_back(std::move(declared));
  return index;
}

std::uint32_t Names::find(Thing thing, std::string_view name) const {
  const auto& names = by_name_[static_cast<std::size_t>(thing)];
  const auto found = names.find(name);
  return found == names.end() ? kNone : found->second;
}

void Names::candidates(Thing thing, std::vector<std::string_view>& out) const {
  for (const auto& [name, index] : by_name_[static_cast<std::size_t>(thing)]) out.push_back(name);
}

}  // namespace playmaker::bind
