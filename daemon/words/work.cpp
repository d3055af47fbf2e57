// People at work in words: attempts, who takes a task on, what it was brought, questions.
#include "daemon/words/telling.hpp"

namespace playmaker::daemon {
namespace {

std::string taking_words(core::Taking how, bool zh) {
  return how == core::Taking::claimed ? (zh ? "认领" : "claimed") : (zh ? "签收" : "acknowledged");
}

std::string question_words(core::QuestionKind kind, bool zh) {
  switch (kind) {
    case core::QuestionKind::check: return zh ? "质检" : "check the work of";
    case core::QuestionKind::reason: return zh ? "说明原因" : "give the reason of";
    case core::QuestionKind::hand_over: return zh ? "承接客户" : "take the customer over from";
    case core::QuestionKind::lead: return zh ? "认领线索" : "claim the lead of";
  }
  return {};
}

}  // namespace

std::string Telling::by(const std::string& actor) const { return actor.empty() ? say("someone", "有人") : actor; }

std::string Telling::operator()(const core::TaskTaken& input) const {
  return say("{1} says that task {0} is {2}", "{1} {2}任务 {0}", {thing(input.task), by(input.actor), taking_words(input.how, zh())});
}
std::string Telling::operator()(const core::QuestionReplied& input) const {
  return say("{1} answered question {0}: {2}", "{1} 答复问题 {0}:{2}", {std::to_string(input.question), by(input.actor), input.answer});
}
std::string Telling::operator()(const core::BranchTaskAsked& input) const {
  return say("branch {0} is asked for a task of {1}", "请机构 {0} 办理剧本 {1} 的任务",
             {name(core::Names::branch, input.branch), plan_name(input.plan)});
}
std::string Telling::operator()(const core::BranchTaskWanted& fact) const {
  return say("{0} asks branch {1} for its task", "{0} 请机构 {1} 办理其任务",
             {thing(fact.journey, fact.site), name(core::Names::branch, fact.branch)});
}
std::string Telling::operator()(const core::QuestionAsked& fact) const {
  std::string text = say("question {0} to {1}: {2} {3}", "问题 {0} 请 {1} {2}:{3}",
                         {std::to_string(fact.question), called(core::Names::role, fact.role), question_words(fact.kind, zh()),
                          fact.kind == core::QuestionKind::lead ? plan_name(fact.plan) : thing(fact.about)});
  if (fact.person != plan::kNone) text += say(", asked of {0}", ",经办 {0}", {name(core::Names::person, fact.person)});
  if (fact.due != base::kNever) text += say(", due {0}", ",{0} 到期", {when(fact.due)});
  return text;
}
std::string Telling::operator()(const core::QuestionAnswered& fact) const {
  const std::string answer = answer_words(fact.kind, fact.answer, language_);
  if (fact.actor.empty()) return say("question {0} is closed: {1}", "问题 {0} 已关闭:{1}", {std::to_string(fact.question), answer});
  return say("question {0} was answered by {2}: {1}", "问题 {0} 由 {2} 答复:{1}", {std::to_string(fact.question), answer, fact.actor});
}
std::string Telling::operator()(const core::QuestionOverdue& fact) const {
  return say("question {0} is overdue", "问题 {0} 已逾期", {std::to_string(fact.question)});
}
std::string Telling::operator()(const core::QuestionDueSet& fact) const {
  return say("question {0} is due {1}", "问题 {0} 于 {1} 到期", {std::to_string(fact.question), when(fact.due)});
}
std::string Telling::operator()(const core::QuestionDropped& fact) const {
  return say("question {0} was never answered{1}", "问题 {0} 始终无人答复{1}", {std::to_string(fact.question), because(fact.why)});
}
std::string Telling::operator()(const core::TaskAttempted& fact) const {
  std::string text =
      say("attempt {1} of task {0} reached nobody", "任务 {0} 第 {1} 次尝试未联系上", {thing(fact.task), std::to_string(fact.number)});
  if (fact.next != base::kNever) text += say(", the next not before {0}", ",下次不早于 {0}", {when(fact.next)});
  return text;
}
std::string Telling::operator()(const core::TaskCallBack& fact) const {
  return say("the customer asked to be called back for task {0} at {1}", "客户要求就任务 {0} 于 {1} 回电",
             {thing(fact.task), when(fact.at)});
}
std::string Telling::operator()(const core::TaskCallDue& fact) const {
  return say("it is time to call again for task {0}", "任务 {0} 到了再次联系的时间", {thing(fact.task)});
}
std::string Telling::operator()(const core::TaskTakenOn& fact) const {
  return say("task {0} is {1} by {2}", "任务 {0} 由 {2} {1}", {thing(fact.task), taking_words(fact.how, zh()), by(fact.actor)});
}
std::string Telling::operator()(const core::TaskNotTakenOn& fact) const {
  return say("task {0} was not {1} in time", "任务 {0} 未按时{1}", {thing(fact.task), taking_words(fact.how, zh())});
}
std::string Telling::operator()(const core::TaskBrought& fact) const {
  std::size_t collected = 0, ticked = 0, evidence = 0;
  for (const std::uint32_t what : fact.what) {
    if (what >> 16 == static_cast<std::uint32_t>(core::Bring::collected)) ++collected;
    else if (what >> 16 == static_cast<std::uint32_t>(core::Bring::ticked)) ++ticked;
    else ++evidence;
  }
  return say("task {0} was brought by {1}: fields {2}, points ticked {3}, evidence {4}", "{1} 为任务 {0} 提交:字段 {2},勾选 {3},凭证 {4}",
             {thing(fact.task), by(fact.actor), std::to_string(collected), std::to_string(ticked), std::to_string(evidence)});
}
std::string Telling::operator()(const core::CustomerHandedOver& fact) const {
  const auto person = [&](std::uint32_t number) {
    return number == plan::kNone ? say("nobody", "无人") : name(core::Names::person, number);
  };
  if (fact.journey == 0)
    return say("the customer was handed over from {0} to {1}", "客户由 {0} 移交给 {1}", {person(fact.from), person(fact.person)});
  return say("the customer was handed over from {0} to {1} by {2}", "客户由 {0} 移交给 {1}({2})",
             {person(fact.from), person(fact.person), thing(fact.journey, fact.site)});
}

std::string answer_words(core::QuestionKind kind, std::string_view answer, base::Language language) {
  const bool zh = language == base::Language::zh;
  if (kind == core::QuestionKind::reason) return std::string(answer);
  if (answer == "passed") return zh ? "合格" : "passed";
  if (answer == "failed") return zh ? "不合格" : "failed";
  if (answer == "accepted") return zh ? "接受" : "accepted";
  if (answer == "claimed") return zh ? "认领" : "claimed";
  if (answer == "declined") return zh ? "婉拒" : "declined";
  if (answer == "lapsed") return zh ? "逾期未答" : "not answered in time";
  return std::string(answer);
}

}  // namespace playmaker::daemon
