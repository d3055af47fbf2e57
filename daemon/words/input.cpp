// What happened to a customer, in words.
#include "daemon/words/telling.hpp"

namespace playmaker::daemon {
namespace {

std::string outcome_words(core::DeliveryOutcome outcome, bool zh) {
  switch (outcome) {
    case core::DeliveryOutcome::accepted: return zh ? "已受理" : "accepted";
    case core::DeliveryOutcome::delivered: return zh ? "已送达" : "delivered";
    case core::DeliveryOutcome::read: return zh ? "已读" : "read";
    case core::DeliveryOutcome::opened: return zh ? "已打开" : "opened";
    case core::DeliveryOutcome::answered: return zh ? "已回复" : "answered";
    case core::DeliveryOutcome::failed_temporary: return zh ? "暂时失败" : "failed for now";
    case core::DeliveryOutcome::failed_permanent: return zh ? "最终失败" : "failed for good";
    case core::DeliveryOutcome::throttled: return zh ? "被限速" : "throttled";
    case core::DeliveryOutcome::unknown: return zh ? "结果不明" : "result unknown";
  }
  return {};
}

}  // namespace

std::string Telling::operator()(const core::CustomerAppeared&) const {
  return say("the customer was seen for the first time", "首次出现该客户");
}

std::string Telling::operator()(const core::AttributesSet& input) const {
  constexpr std::size_t kNamedMax = 6;
  std::string names;
  for (const auto& value : input.values) {
    if (!names.empty()) names += zh() ? "、" : ", ";
    names += name(core::Names::attribute, value.attribute);
  }
  // A whole profile is told as a count: `customers show` has what it holds.
  if (input.values.size() > kNamedMax) names = say("{0} of them", "共 {0} 项", {std::to_string(input.values.size())});
  if (names.empty()) names = say("nothing", "无");
  if (input.import == plan::kNone) return say("attributes arrived: {0}", "收到客户属性:{0}", {names});
  return say("attributes arrived with {1}: {0}", "随 {1} 收到客户属性:{0}", {names, name(core::Names::import, input.import)});
}

std::string Telling::operator()(const core::EventArrived& input) const {
  std::string text = say("event {0}{1} at {2}", "事件 {0}{1},发生于 {2}",
                         {name(core::Names::event, input.event), fields(input.event, input.fields), when(input.at)});
  if (input.addressed) text += say(", about task {0}", ",针对任务 {0}", {thing(input.task)});
  return text;
}

std::string Telling::operator()(const core::EntryAsked& input) const {
  return say("entry into {0} asked for by {1}", "{1} 要求进入剧本 {0}", {plan_name(input.plan), input.actor});
}
std::string Telling::operator()(const core::SweepDue& input) const {
  return say("the audience of {0} reached the customer on {1}", "{1} 圈选 {0} 轮到该客户",
             {plan_name(input.plan), base::format_date(input.day)});
}
std::string Telling::operator()(const core::TimersDue& input) const { return say("time: {0}", "到时:{0}", {when(input.due)}); }
std::string Telling::operator()(const core::TaskReported& input) const {
  return say("{2} reported task {0} as {1}", "{2} 报告任务 {0} 为 {1}",
             {thing(input.task), input.outcome.empty() ? say("done", "完成") : outcome(input.task.journey, input.outcome),
              input.actor.empty() ? say("someone", "有人") : input.actor});
}
std::string Telling::operator()(const core::TaskHandedTo& input) const {
  return say("{2} handed task {0} to {1}: {3}", "{2} 把任务 {0} 交给 {1}:{3}",
             {thing(input.task), name(core::Names::person, input.person), input.actor.empty() ? say("someone", "有人") : input.actor,
              input.reason.empty() ? say("no reason given", "未注明原因") : input.reason});
}
std::string Telling::operator()(const core::DeliveryReported& input) const {
  return say("the channel reports {1} for touch {0}", "渠道回报触达 {0}:{1}", {thing(input.touch), outcome_words(input.outcome, zh())});
}
std::string Telling::operator()(const core::SlotGranted& input) const {
  return say("the channel has room for touch {0}", "渠道可以发送触达 {0}", {thing(input.touch)});
}
std::string Telling::operator()(const core::ResourceAnswered& input) const {
  if (!input.granted) return say("what was asked for is not to be had", "所申请的资源未获批");
  return input.person == plan::kNone ? say("what was asked for is granted", "所申请的资源已获批")
                                     : say("{0} takes it", "由 {0} 承接", {name(core::Names::person, input.person)});
}
std::string Telling::operator()(const core::OperatorActed& input) const {
  std::string act;
  switch (input.act) {
    case core::Act::pause_touches: act = say("paused this customer's touches", "暂停该客户的触达"); break;
    case core::Act::pause_all: act = say("paused this customer", "暂停该客户"); break;
    case core::Act::resume: act = say("resumed", "恢复"); break;
    case core::Act::exit_journey: act = say("took the customer out", "让客户退出"); break;
  }
  return say("{0} {1}{2}", "{0} {1}{2}",
             {input.actor.empty() ? say("someone", "有人") : input.actor, act,
              input.reason.empty() ? std::string() : (zh() ? ":" : ": ") + input.reason});
}
std::string Telling::operator()(const core::PauseLifted&) const {
  return say("a pause of the playbook, the channel or the whole bank ended", "剧本、渠道或全行的暂停已解除");
}
std::string Telling::operator()(const core::ImportArrived& input) const {
  return say("import {0} has arrived", "数据 {0} 已到齐", {name(core::Names::import, input.import)});
}
std::string Telling::operator()(const core::TouchResolved& input) const {
  return say("{1} found out that touch {0} {2}{3}", "{1} 查明触达 {0} {2}{3}",
             {thing(input.touch), input.actor.empty() ? say("someone", "有人") : input.actor,
              input.sent ? say("was sent", "已发出") : say("was not sent", "未发出"),
              input.reason.empty() ? std::string() : (zh() ? ":" : ": ") + input.reason});
}
std::string Telling::operator()(const core::VersionApplied& input) const {
  return say("a new version was applied: {0}", "已应用新版本:{0}", {plan_name(input.plan)});
}
std::string Telling::operator()(const core::CalendarChanged&) const { return say("a new calendar came into force", "新日历生效"); }

}  // namespace playmaker::daemon
