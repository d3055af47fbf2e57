// What keeps the books: timers, resources, windows, attributes, incidents. And where any fact stands.
#include <type_traits>

#include "daemon/words/telling.hpp"

namespace playmaker::daemon {
namespace {

std::string timer_words(core::TimerKind kind, bool zh) {
  switch (kind) {
    case core::TimerKind::run_starts: return zh ? "开始" : "to begin";
    case core::TimerKind::run_ends: return zh ? "结束" : "to end";
    case core::TimerKind::wait_over: return zh ? "等待到时" : "for a wait to be over";
    case core::TimerKind::task_opens: return zh ? "任务开启" : "for a task to open";
    case core::TimerKind::task_due: return zh ? "任务到期" : "for a task to be due";
    case core::TimerKind::task_reminds: return zh ? "任务提醒" : "for a reminder";
    case core::TimerKind::task_escalates: return zh ? "任务升级" : "for an escalation";
    case core::TimerKind::task_expires: return zh ? "任务过期" : "for a task to expire";
    case core::TimerKind::stall_trips: return zh ? "断点触发" : "for a breakpoint to trip";
    case core::TimerKind::goal_over: return zh ? "目标到时" : "for a goal's time to be over";
    case core::TimerKind::journey_over: return zh ? "旅程到时" : "for the journey to be over";
    case core::TimerKind::recheck: return zh ? "重新判断" : "to look again";
    case core::TimerKind::touch_wakes: return zh ? "触达唤醒" : "for a touch to try";
    case core::TimerKind::touch_report_over: return zh ? "等待回报到时" : "for a report to be due";
    case core::TimerKind::touch_expires: return zh ? "触达过期" : "for a touch to expire";
    case core::TimerKind::touch_retries: return zh ? "触达重试" : "for a touch to be tried again";
    case core::TimerKind::touch_deadline: return zh ? "渠道应答期限" : "for a channel to answer";
    case core::TimerKind::hold_out_recheck: return zh ? "留白复查" : "to look at the hold-out again";
    case core::TimerKind::reservation_over: return zh ? "预留到期" : "a reservation to end";
    case core::TimerKind::consent_over: return zh ? "停止等待授权" : "to wait no longer for consent";
    case core::TimerKind::customer_recheck: return zh ? "客户条件复查" : "to look at the customer again";
    case core::TimerKind::reply_over: return zh ? "等待答复到时" : "for an answer to be due";
    case core::TimerKind::measure_over: return zh ? "实验测量到时" : "for an experiment to be measured";
    case core::TimerKind::sign_up_over: return zh ? "报名截止" : "for signing up to end";
    case core::TimerKind::task_calls: return zh ? "再次联系" : "to call again";
    case core::TimerKind::task_claim: return zh ? "任务认领期限" : "for a task to be claimed";
    case core::TimerKind::task_acknowledge: return zh ? "任务签收期限" : "for a task to be acknowledged";
    case core::TimerKind::lead_expires: return zh ? "名单到期" : "for a lead's list to end";
    case core::TimerKind::lead_deal: return zh ? "次日分派线索" : "to deal a lead on the next day";
    case core::TimerKind::lead_back: return zh ? "线索退回" : "for a lead to go back";
    case core::TimerKind::question_over: return zh ? "问题答复期限" : "for a question to be answered";
  }
  return {};
}

std::string resource_words(core::ResourceKind kind, bool zh) {
  switch (kind) {
    case core::ResourceKind::seat: return zh ? "名额" : "a seat of";
    case core::ResourceKind::benefit: return zh ? "权益" : "benefit";
    case core::ResourceKind::pool: return zh ? "人员池" : "somebody of pool";
    case core::ResourceKind::activity: return zh ? "活动席位" : "a seat of the activity";
    case core::ResourceKind::lead: return zh ? "承接线索的" : "somebody to deal the lead to,";
  }
  return {};
}
core::Names names_of(core::ResourceKind kind) {
  if (kind == core::ResourceKind::benefit) return core::Names::benefit;
  if (kind == core::ResourceKind::activity) return core::Names::activity;
  if (kind == core::ResourceKind::lead) return core::Names::role;
  return kind == core::ResourceKind::pool ? core::Names::pool : core::Names::playbook;
}

}  // namespace

std::string Telling::operator()(const core::TimerSet& fact) const {
  return say("a timer is set for {0} {1}", "定时 {0}:{1}", {when(fact.due), timer_words(fact.kind, zh())});
}
std::string Telling::operator()(const core::TimerCancelled& fact) const {
  return say("timer {0} is cancelled", "取消定时 {0}", {std::to_string(fact.timer)});
}
std::string Telling::operator()(const core::TimerHeld& fact) const {
  return say("a timer of {0} waits for the end of a pause: {1}", "定时 {0} 因暂停顺延:{1}", {when(fact.due), timer_words(fact.kind, zh())});
}
std::string Telling::operator()(const core::ResourceAsked& fact) const {
  return say("asked for {0} {1}", "申请{0} {1}", {resource_words(fact.kind, zh()), name(names_of(fact.kind), fact.what)});
}
std::string Telling::operator()(const core::ResourceSettled& fact) const {
  return say("{0} {1} is {2}", "{0} {1} {2}",
             {resource_words(fact.kind, zh()), name(names_of(fact.kind), fact.what),
              fact.used ? say("used", "已使用") : say("given back", "已退回")});
}
std::string Telling::operator()(const core::Granted& fact) const {
  const std::string benefit = name(core::Names::benefit, fact.benefit);
  if (fact.given) return say("{0} grants {1}", "{0} 发放 {1}", {thing(fact.journey, fact.site), benefit});
  // The reasons of a benefit are those of its stock and of what one customer may have, not of an audience or a contact.
  std::string why = words(fact.why, language_);
  if (fact.why == core::Reason::full) why = say("its stock is used up", "权益已发完");
  if (fact.why == core::Reason::capped) why = say("the customer has had as many as one may", "客户已达领取上限");
  if (fact.why == core::Reason::not_granted) why = say("the benefit is not declared any more", "该权益已不再声明");
  return say("{0} could not grant {1}{2}", "{0} 未能发放 {1}{2}",
             {thing(fact.journey, fact.site), benefit, why.empty() ? why : (zh() ? ":" : ": ") + why});
}
std::string Telling::operator()(const core::WindowPoint& fact) const {
  return say("window {0} gets {1}", "窗口 {0} 计入 {1}", {name(core::Names::window, fact.window), std::to_string(fact.value)});
}
std::string Telling::operator()(const core::EdgeChanged& fact) const {
  return fact.holds ? say("a condition became true", "某条件开始成立") : say("a condition became false", "某条件不再成立");
}
std::string Telling::operator()(const core::HoldChanged& fact) const {
  return fact.since == base::kNever
             ? say("a condition of {0} no longer holds without a break", "{0} 的持续条件中断", {playbook(fact.journey)})
             : say("a condition of {0} holds since {1}", "{0} 的条件自 {1} 起持续成立", {playbook(fact.journey), when(fact.since)});
}
std::string Telling::operator()(const core::AttributeChanged& fact) const {
  return say("{0} set {1}", "{0} 设置 {1}", {thing(fact.journey, fact.site), name(core::Names::attribute, fact.attribute)});
}
std::string Telling::operator()(const core::EventLate& fact) const {
  const std::string event = name(core::Names::event, fact.event);
  return fact.journey == plan::kNone ? say("event {0} came late", "事件 {0} 迟到", {event})
                                     : say("event {0} came too late for {1}", "事件 {0} 对 {1} 而言迟到", {event, playbook(fact.journey)});
}
std::string Telling::operator()(const core::IncidentRaised& fact) const {
  const std::string meaning = incident_words(fact.code, language_);
  std::string text = say("incident {0}", "异常 {0}", {fact.code.empty() ? std::string("-") : fact.code});
  if (fact.journey != plan::kNone) text += say(" at {0}", ",位于 {0}", {thing(fact.journey, fact.site)});
  else if (fact.plan != plan::kNone) text += say(" at the audience of {0}", ",位于 {0} 的受众", {plan_name(fact.plan)});
  if (!meaning.empty()) text += (zh() ? ":" : ": ") + meaning;
  if (!fact.sample.empty() && !fact.sample.starts_with("node ")) text += zh() ? "(" + fact.sample + ")" : " (" + fact.sample + ")";
  return text;
}

bool bookkeeping(const core::Fact& fact) {
  return std::visit(
      []<class F>(const F& one) {
        if constexpr (std::is_same_v<F, core::RunEnded>) return one.how != core::RunEnd::skipped && one.how != core::RunEnd::cancelled;
        if constexpr (std::is_same_v<F, core::RunStarted>)
          return one.parent == 0 && one.site == 0;   // the playbook's own: said by its entry
        return std::is_same_v<F, core::RunMoved> || std::is_same_v<F, core::EventKept> || std::is_same_v<F, core::TimerSet> ||
               std::is_same_v<F, core::TimerCancelled> || std::is_same_v<F, core::TimerHeld> || std::is_same_v<F, core::WindowPoint> ||
               std::is_same_v<F, core::EdgeChanged> || std::is_same_v<F, core::HoldChanged> || std::is_same_v<F, core::ResourceAsked> ||
               std::is_same_v<F, core::ResourceSettled> || std::is_same_v<F, core::JourneyEnding> || std::is_same_v<F, core::AnswerKept> ||
               std::is_same_v<F, core::QuestionCounted> || std::is_same_v<F, core::ItemKept> || std::is_same_v<F, core::RateCounted> ||
               std::is_same_v<F, core::DimensionNoted>;
      },
      fact);
}

FactPlace place_of(const core::Fact& fact) {
  return std::visit(
      []<class F>(const F& one) -> FactPlace {
        if constexpr (requires { one.touch.site; }) return {one.touch.journey, one.touch.site, one.touch.occurrence};
        else if constexpr (requires { one.task.site; }) return {one.task.journey, one.task.site, one.task.occurrence};
        else if constexpr (requires { one.about.site; }) return {one.about.journey, one.about.site, one.about.occurrence};
        else if constexpr (requires { one.stall.site; }) return {one.stall.journey, one.stall.site, one.stall.occurrence};
        else if constexpr (requires {
                             one.journey;
                             one.site;
                           })
          return {one.journey, one.site, 0};
        else if constexpr (requires { one.journey; }) return {one.journey, plan::kNone, 0};
        else return {};
      },
      fact);
}

FactPlace place_of(const core::Fact& fact, const WordsContext& context) {
  FactPlace place = place_of(fact);
  if (place.site != plan::kNone) return place;
  std::visit(
      [&](const auto& one) {
        if constexpr (requires {
                        one.journey;
                        one.run;
                      }) {
          const auto run = context.runs.find({one.journey, one.run});
          if (run != context.runs.end()) place.site = run->second;
        }
      },
      fact);
  return place;
}

}  // namespace playmaker::daemon
