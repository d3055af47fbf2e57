// Journeys, runs and breakpoints in words.
#include "daemon/words/ground.hpp"
#include "daemon/words/telling.hpp"

namespace playmaker::daemon {
namespace {

std::string hand_off_words(core::HandOffOutcome outcome, bool zh) {
  switch (outcome) {
    case core::HandOffOutcome::entered: return zh ? "已进入" : "entered";
    case core::HandOffOutcome::already_in: return zh ? "已在其中" : "already in";
    case core::HandOffOutcome::not_eligible: return zh ? "不符合受众" : "not eligible";
    case core::HandOffOutcome::capped: return zh ? "名额已满" : "capped";
    case core::HandOffOutcome::pending: return zh ? "等待名额" : "waiting for a seat";
    case core::HandOffOutcome::not_live: return zh ? "剧本未上线" : "not applied";
  }
  return {};
}

std::string run_end_words(core::RunEnd how, bool zh) {
  switch (how) {
    case core::RunEnd::completed: return zh ? "完成" : "is completed";
    case core::RunEnd::skipped: return zh ? "跳过" : "is skipped";
    case core::RunEnd::cancelled: return zh ? "取消" : "is cancelled";
    case core::RunEnd::expired: return zh ? "过期" : "has expired";
    case core::RunEnd::overdue: return zh ? "到期结束" : "ended at its due time";
  }
  return {};
}

}  // namespace

std::string Telling::operator()(const core::JourneyEntered& fact) const {
  std::string text = say("entered {0} {1}", "{1}进入剧本 {0}", {plan_name(fact.plan), via(fact.plan, fact.entry, fact.via)});
  if (fact.hold_out != core::HoldOut::none) text += say(" ({0})", "({0})", {words(fact.hold_out, language_)});
  return text;
}
std::string Telling::operator()(const core::JourneyMoved& fact) const {
  const auto version = [&](std::uint32_t plan) {
    const bool known = c_.roster != nullptr && plan < c_.roster->plans.size();
    return known ? std::to_string(c_.roster->plans[plan]->plan->version) + " (" + c_.roster->plans[plan]->hash.substr(0, 8) + ")" : "?";
  };
  const std::string when = fact.how == plan::UpgradeKind::now
                               ? say(", as the new version says: now", ",依新版所写:立即")
                               : say(", as the new version says: at the next stage", ",依新版所写:下一阶段起");
  return say("moved in {0} from version {1} to version {2}{3}{4}", "在剧本 {0} 中由版本 {1} 迁移到版本 {2}{3}{4}",
             {playbook(fact.journey), version(fact.from), version(fact.to), when,
              fact.recompute ? say("; deadlines are computed anew", ";期限重新计算") : std::string()});
}
std::string Telling::operator()(const core::JourneyEnding& fact) const {
  return say("{0} is ending{1}", "剧本 {0} 即将结束{1}", {playbook(fact.journey), because(fact.why)});
}
std::string Telling::operator()(const core::JourneyEnded& fact) const {
  return say(
      "left {0} as {1}{2}", "离开剧本 {0},结果 {1}{2}",
      {playbook(fact.journey), fact.outcome.empty() ? say("ended", "结束") : outcome(fact.journey, fact.outcome), because(fact.why)});
}
std::string Telling::operator()(const core::EntryRefused& fact) const {
  const std::string why = reason_words(fact, c_, language_);
  return say("did not enter {0} {1}{2}", "未能{1}进入剧本 {0}{2}",
             {plan_name(fact.plan), words(fact.via, language_),
              why.empty() ? why : (zh() ? ":" : ": ") + why + daemon::words(ground_of(fact, c_, language_), c_.zone, language_)});
}
std::string Telling::operator()(const core::RunStarted& fact) const {
  if (fact.phase == core::RunPhase::armed) return say("{0} waits for its time", "{0} 等待开始", {kinded(fact.journey, fact.site)});
  return say("{0} began", "{0} 开始", {kinded(fact.journey, fact.site)});
}
std::string Telling::operator()(const core::RunMoved& fact) const { return say("{0} goes on", "{0} 继续", {run(fact.journey, fact.run)}); }
std::string Telling::operator()(const core::RunEnded& fact) const {
  return say("{0} {1}{2}", "{0} {1}{2}", {run(fact.journey, fact.run), run_end_words(fact.how, zh()), because(fact.why)}) + grounds(fact);
}
std::string Telling::operator()(const core::EventKept& fact) const {
  return say("event {0} is kept for {1}", "为 {1} 记住事件 {0}", {name(core::Names::event, fact.event), playbook(fact.journey)});
}
std::string Telling::operator()(const core::GoalReached& fact) const {
  return say("goal {1} of {0} is reached", "剧本 {0} 的目标 {1} 达成", {playbook(fact.journey), goal(fact.journey, fact.goal)});
}
std::string Telling::operator()(const core::GoalMissed& fact) const {
  return say("goal {1} of {0} was not reached in time", "剧本 {0} 的目标 {1} 未按时达成",
             {playbook(fact.journey), goal(fact.journey, fact.goal)});
}
std::string Telling::operator()(const core::MomentDropped& fact) const {
  std::string why = words(fact.why, language_);
  if (fact.why == core::Reason::already_in) why = say("it is still under way", "上一次尚未结束");
  if (fact.why == core::Reason::again_too_soon) why = say("its `again` does not allow it yet", "未到可再次开始的时间");
  return say("moment {1} of {0} was passed over: {2}", "剧本 {0} 的时机 {1} 被略过:{2}",
             {playbook(fact.journey), moment(fact.journey, fact.moment), why}) +
         grounds(fact);
}
std::string Telling::operator()(const core::Decided& fact) const {
  return say("decision {1} of {0} took row {2}{3}", "剧本 {0} 的决策 {1} 命中第 {2} 行{3}",
             {playbook(fact.journey), decision(fact.journey, fact.decide), std::to_string(fact.row + 1),
              row(fact.journey, fact.decide, fact.row)});
}
std::string Telling::operator()(const core::HandedOff& fact) const {
  return say("{0} hands off to {1}: {2}", "{0} 移交给 {1}:{2}",
             {thing(fact.journey, fact.site), title(fact.playbook), hand_off_words(fact.outcome, zh())});
}
std::string Telling::operator()(const core::Tagged& fact) const {
  return say("tagged {1} by {0}", "{0} 打上标签 {1}", {thing(fact.journey, fact.site), fact.tag});
}
std::string Telling::operator()(const core::Emitted& fact) const {
  return say("{0} emitted event {1}{2}", "{0} 发出事件 {1}{2}",
             {thing(fact.journey, fact.site), name(core::Names::event, fact.event), fields(fact.event, fact.fields)});
}
std::string Telling::operator()(const core::PauseBegan& fact) const {
  const std::string what = fact.journey == plan::kNone ? say("every journey", "全部旅程") : playbook(fact.journey);
  return (fact.all ? say("{0} is paused", "{0} 已暂停", {what}) : say("touches of {0} are paused", "{0} 的触达已暂停", {what})) +
         grounds(fact);
}
std::string Telling::operator()(const core::PauseEnded& fact) const {
  return say("the pause of {0} ended", "{0} 的暂停已结束",
             {fact.journey == plan::kNone ? say("every journey", "全部旅程") : playbook(fact.journey)});
}
std::string Telling::operator()(const core::StallArmed& fact) const {
  return say("breakpoint {0} is watched from {1}; it trips at {2}", "断点 {0} 自 {1} 起观察,{2} 触发",
             {thing(fact.stall), when(fact.from), when(fact.trips)});
}
std::string Telling::operator()(const core::StallTripped& fact) const {
  std::string text = say("stalled at breakpoint {0}", "卡在断点 {0}", {thing(fact.stall)});
  if (fact.stage != plan::kNone) text += say(", in stage {0}", ",阶段 {0}", {thing(fact.stall.journey, fact.stage)});
  if (fact.wave != plan::kNone) text += say(", in wave {0}", ",波次 {0}", {thing(fact.stall.journey, fact.wave)});
  if (fact.has_touch) text += say(", last touch {0}", ",最近触达 {0}", {thing(fact.last_touch)});
  if (fact.assignee != plan::kNone) text += say(", with {0}", ",经办 {0}", {name(core::Names::person, fact.assignee)});
  return text;
}
std::string Telling::operator()(const core::StallCleared& fact) const {
  return fact.recovered
             ? say("breakpoint {0} cleared at {1}, after it had tripped", "断点 {0} 触发后于 {1} 解除", {thing(fact.stall), when(fact.at)})
             : say("breakpoint {0} cleared in time at {1}", "断点 {0} 于 {1} 按时解除", {thing(fact.stall), when(fact.at)});
}

std::string Telling::operator()(const core::StallDropped& fact) const {
  return say("breakpoint {0} is watched no more{1}", "断点 {0} 不再观察{1}", {thing(fact.stall), because(fact.why)});
}

}  // namespace playmaker::daemon
