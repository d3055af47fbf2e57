// Tasks in words.
#include "daemon/words/telling.hpp"

namespace playmaker::daemon {
namespace {

std::string by_words(core::ClosedBy by, bool zh) {
  switch (by) {
    case core::ClosedBy::event: return zh ? "由事件判定" : "by an event";
    case core::ClosedBy::condition: return zh ? "因条件成立" : "by its condition";
    case core::ClosedBy::report: return zh ? "由人报告" : "by report";
    case core::ClosedBy::time: return zh ? "因到时" : "by time";
    case core::ClosedBy::end: return zh ? "随流程结束" : "with the end of what it belonged to";
  }
  return {};
}

}  // namespace

std::string Telling::operator()(const core::TaskArmed& fact) const {
  return say("task {0} waits to be opened", "任务 {0} 等待开启", {thing(fact.task)});
}
std::string Telling::operator()(const core::TaskOpened& fact) const {
  std::string text = say("task {0} opened", "任务 {0} 开启", {thing(fact.task)});
  if (fact.due_unknown) text += say(", due unknown: the calendar does not reach so far", ",到期日未知:日历未覆盖");
  else if (fact.due != base::kNever) text += say(", due {0}", ",{0} 到期", {when(fact.due)});
  if (fact.not_before.ms != INT64_MIN) text += say(", not before {0}", ",不早于 {0}", {when(fact.not_before)});
  return text;
}
std::string Telling::operator()(const core::TaskClosed& fact) const {
  const bool by_itself = fact.how == core::TaskEnd::expired || fact.how == core::TaskEnd::lapsed;
  std::string text = say(by_itself ? "task {0} has {1} {2}" : "task {0} is {1} {2}", "任务 {0} {1},{2}",
                         {thing(fact.task), words(fact.how, language_), by_words(fact.by, zh())});
  if (!fact.outcome.empty() && fact.outcome != code_of(fact.how))
    text += say(", outcome {0}", ",结果 {0}", {outcome(fact.task.journey, fact.outcome)});
  if (!fact.actor.empty()) text += say(", {0}", ",{0}", {fact.actor});
  return text;
}
std::string Telling::operator()(const core::TaskAssigned& fact) const {
  if (fact.person == plan::kNone)
    return say("task {0} belongs to role {1}, to nobody yet", "任务 {0} 归角色 {1},尚未落实到人",
               {thing(fact.task), called(core::Names::role, fact.role)});
  std::string text = say("task {0} is with {1}", "任务 {0} 由 {1} 经办", {thing(fact.task), name(core::Names::person, fact.person)});
  if (!fact.role.empty()) text += say(" as {0}", "({0})", {called(core::Names::role, fact.role)});
  if (fact.backup) text += say(", standing in", ",代理");
  if (!fact.actor.empty()) text += say(", assigned by {0}", ",{0} 指派", {fact.actor});
  if (!fact.reason.empty()) text += (zh() ? ":" : ": ") + fact.reason;
  return text;
}
std::string Telling::operator()(const core::TaskJoined& fact) const {
  if (fact.person == plan::kNone)
    return say("task {0} asks for role {1} to join in, nobody yet", "任务 {0} 请角色 {1} 协办,尚未落实到人",
               {thing(fact.task), called(core::Names::role, fact.role)});
  std::string text = say("{1} joins in task {0} as {2}", "任务 {0} 由 {1} 协办({2})",
                         {thing(fact.task), name(core::Names::person, fact.person), called(core::Names::role, fact.role)});
  if (fact.backup) text += say(", standing in", ",代理");
  return text;
}
std::string Telling::operator()(const core::TaskReminded& fact) const {
  return say("reminder {1} of task {0}", "任务 {0} 第 {1} 次提醒", {thing(fact.task), std::to_string(fact.number + 1)});
}
std::string Telling::operator()(const core::TaskOverdue& fact) const {
  return say("task {0} is overdue", "任务 {0} 已逾期", {thing(fact.task)});
}
std::string Telling::operator()(const core::TaskEscalated& fact) const {
  std::string text =
      say("task {0} was escalated to {1}", "任务 {0} 已升级至 {1}", {thing(fact.task), called(core::Names::role, fact.role)});
  if (fact.person != plan::kNone) text += say(": {0}", ":{0}", {name(core::Names::person, fact.person)});
  return text;
}
std::string Telling::operator()(const core::TaskCredited& fact) const {
  return say("event {1} is credited to task {0}{2}", "事件 {1} 记入任务 {0}{2}",
             {thing(fact.task), name(core::Names::event, fact.event), because(fact.why)});
}
std::string Telling::operator()(const core::TaskDueSet& fact) const {
  return say("task {0} is now due {1}", "任务 {0} 的到期时间定为 {1}", {thing(fact.task), when(fact.due)});
}
std::string Telling::operator()(const core::TaskDropped& fact) const {
  return say("task {0} was not opened{1}", "任务 {0} 未开启{1}", {thing(fact.task), because(fact.why)}) + grounds(fact);
}

}  // namespace playmaker::daemon
