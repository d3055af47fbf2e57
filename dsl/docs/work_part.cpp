// Who does what by when, and what goes out when.
#include <algorithm>
#include <set>

#include "dsl/docs/page.hpp"

namespace playmaker::docs {

using plan::kNone;

// Its own escalations, else its role's; on from role to role until a final one. Each with a place above it is named once.
Cell Page::escalation(const plan::Task& task) const {
  Cell out;
  const auto role_of = [&](std::string_view name) -> const plan::Role* {
    const auto found =
        std::find_if(catalog_.roles.begin(), catalog_.roles.end(), [&](const plan::Role& role) { return role.name == name; });
    return found == catalog_.roles.end() ? nullptr : &*found;
  };
  std::set<std::string> seen;
  std::vector<plan::Escalation> next = task.escalate;
  if (next.empty()) {
    if (const plan::Role* role = role_of(t_.text(task.role)); role != nullptr) next = role->escalate;
  }
  while (!next.empty()) {
    const plan::Role* above = nullptr;
    for (const plan::Escalation& each : next) {
      if (!seen.insert(each.role).second) continue;
      out.push_back(t_.tick(each.tick) + " → " + t_.role(each.role));
      above = role_of(each.role);
    }
    next = above == nullptr || above->final_ ? std::vector<plan::Escalation>{} : above->escalate;
  }
  return out;
}

void Page::tasks() {
  if (plan_.tasks.empty()) return;
  heading("Tasks", "任务");
  Table table;
  table.head = {say("Task", "任务"),
                say("Where, when", "何处、何时"),
                say("Who", "承办"),
                say("Due", "期限"),
                say("Closed by; also asked", "完成判定与要求"),
                say("Reminders", "提醒"),
                say("Escalation", "升级")};
  for (const plan::Task& task : plan_.tasks) {
    Cell name{t_.name(task.site), task.must ? say("must", "必做") : say("optional", "选做")};
    if (task.channel != kNone) name.push_back(t_.channel(t_.text(task.channel)));
    if (task.purpose_written) name.push_back(say("purpose: ", "用途：") + t_.purpose(task.purpose));
    Cell opens{where(task.site)};
    if (const std::string times = t_.task_times(task); !times.empty()) opens.push_back(times);
    Cell who{task.role == kNone ? say("nobody yet", "未指定") : t_.role(t_.text(task.role))};
    if (task.with_role != kNone) who.push_back(say("with ", "协同：") + t_.role(t_.text(task.with_role)));
    Cell due{task.due.written ? t_.due(task.due) : say("none", "无")};
    if (task.expires_after.written()) due.push_back(say("expires after ", "失效：满 ") + t_.length(task.expires_after));
    Cell remind;
    std::vector<plan::Reminder> reminders = task.remind;
    if (reminders.empty()) {
      for (const plan::Role& role : catalog_.roles) {
        if (role.name == t_.text(task.role)) reminders = role.remind;
      }
    }
    for (const plan::Reminder& each : reminders)
      remind.push_back(t_.tick(each.tick) + (each.channel.empty() ? "" : say(" via ", "，经") + t_.channel(each.channel)));
    Cell asked = task.of_branch && task.closings.empty() && task.work.acknowledge.written() ? Cell{} : t_.closings(task);
    for (std::string& each : t_.work(task)) asked.push_back(std::move(each));
    table.rows.push_back({name, opens, who, due, asked, remind, escalation(task)});
  }
  out_.blocks.emplace_back(std::move(table));
}

void Page::waves() {
  if (plan_.waves.empty() && plan_.repeats.empty()) return;
  heading("Calendar of waves", "波次日历");
  // By day where a day is written, else as they stand in the text.
  std::vector<const plan::Wave*> order;
  for (const plan::Wave& wave : plan_.waves) order.push_back(&wave);
  const auto day = [](const plan::Wave* wave) { return wave->timing.kind == plan::TimingKind::day ? wave->timing.number : 100'000; };
  std::stable_sort(order.begin(), order.end(), [&](const plan::Wave* a, const plan::Wave* b) { return day(a) < day(b); });
  std::int32_t usual = -1;
  if (policy() != nullptr) usual = policy()->default_minute;
  Table table;
  table.head = {say("When", "时间"), say("Wave", "波次"), say("Where", "所在"), say("Condition", "条件"), say("What goes out", "内容")};
  for (const plan::Wave* wave : order) {
    plan::Wave bare = *wave;
    bare.when = bare.unless = kNone;
    Cell when{t_.wave_times(bare)};
    if (when.front().empty()) when.front() = say("at once", "立即");
    if (wave->timing.kind != plan::TimingKind::none && wave->timing.at_minute < 0 && usual >= 0)
      when.push_back(say("at ", "") + t_.clock(usual) + say(" (the policy's usual time)", "（规范默认时刻）"));
    Cell condition;
    if (wave->when != kNone) condition.push_back(say("when ", "当 ") + t_.condition(wave->when));
    if (wave->unless != kNone) condition.push_back(say("unless ", "除非 ") + t_.condition(wave->unless));
    table.rows.push_back({when, {t_.name(wave->site)}, {where(wave->site)}, condition, steps(wave->block)});
  }
  for (const plan::Repeat& repeat : plan_.repeats)
    table.rows.push_back({{t_.repeat_times(repeat)}, {t_.name(repeat.site)}, {where(repeat.site)}, {}, steps(repeat.block)});
  out_.blocks.emplace_back(std::move(table));
}

}  // namespace playmaker::docs
