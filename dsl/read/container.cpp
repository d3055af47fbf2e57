#include "dsl/read/container.hpp"

#include <array>

#include "dsl/read/grammar/grammar.hpp"

namespace playmaker::read {
namespace {

constexpr std::array<Container, static_cast<std::size_t>(ContainerId::count)> kContainers = {{
    {"a file", "文件", parse_file_item, false, false},
    {"the catalog", "目录", parse_catalog_item, false, false},
    {"the playbook", "剧本", parse_playbook_item, false, false},
    {"the audience", "受众", parse_audience_item, false, false},
    {"a block of steps", "步骤块", parse_step, false, false},
    {"the task", "任务", parse_task_item, false, false},
    {"the breakpoint", "断点", parse_breakpoint_item, false, false},
    {"the moment", "时机", parse_moment_item, false, false},
    {"the review", "回检", parse_review_item, false, false},
    {"the experiment", "实验", parse_experiment_item, false, false},
    {"the decision table", "决策表", parse_decide_row, true, false},
    {"the fields", "字段", parse_field, true, true},
    {"the list", "名单", parse_list_item, false, false},
    {"the product", "产品", parse_product_item, true, false},
    {"the activity", "活动", parse_activity_item, false, false},
    {"the channel", "渠道", parse_channel_item, false, false},
    {"the template", "模板", parse_template_item, false, false},
    {"the policy", "触达规范", parse_policy_item, false, false},
    {"the role", "角色", parse_role_item, false, false},
    {"the benefit", "权益", parse_benefit_item, false, false},
    {"the calendar", "日历", parse_calendar_item, false, false},
}};

}  // namespace

const Container& container(ContainerId id) { return kContainers[static_cast<std::size_t>(id)]; }

ContainerId body_of(Word leading) {
  switch (leading) {
    case Word::catalog: return ContainerId::catalog;
    case Word::playbook: return ContainerId::playbook;
    case Word::audience: return ContainerId::audience;
    case Word::stage:
    case Word::wave:
    case Word::track:
    case Word::when:
    case Word::fragment:
    case Word::repeat:
    case Word::ask:
    case Word::place:
    case Word::wait:
    case Word::arm:
    case Word::on: return ContainerId::steps;
    case Word::task: return ContainerId::task;
    case Word::breakpoint: return ContainerId::breakpoint;
    case Word::moment: return ContainerId::moment;
    case Word::review: return ContainerId::review;
    case Word::experiment: return ContainerId::experiment;
    case Word::decide: return ContainerId::decide;
    case Word::customer:
    case Word::person:
    case Word::branch:
    case Word::event:
    case Word::broadcast: return ContainerId::fields;
    case Word::list: return ContainerId::list;
    case Word::product: return ContainerId::product;
    case Word::activity: return ContainerId::activity;
    case Word::channel: return ContainerId::channel;
    case Word::template_: return ContainerId::template_;
    case Word::policy: return ContainerId::policy;
    case Word::role: return ContainerId::role;
    case Word::benefit: return ContainerId::benefit;
    case Word::calendar: return ContainerId::calendar;
    default: return ContainerId::count;
  }
}

}  // namespace playmaker::read
