// Touches in words; a block names its rule with file and line, its operands, the touch that won and the first free minute.
#include "daemon/words/ground.hpp"
#include "daemon/words/telling.hpp"

namespace playmaker::daemon {

std::string Telling::operator()(const core::TouchPlanned& fact) const {
  return say("touch {0} over {1} is planned, until {2}", "计划触达 {0},渠道 {1},有效至 {2}",
             {thing(fact.touch), name(core::Names::channel, fact.channel), when(fact.expires)});
}

std::string Telling::blocked_by(const core::TouchBlocked& fact) const {
  std::string text = words(fact.why, language_);
  if (text.empty()) text = say("for no reason given", "未注明原因");
  const Ground ground = ground_of(fact, c_, language_);
  text += daemon::words(ground, c_.zone, language_);
  const bool of_catalog = fact.why != core::Reason::paused && fact.why != core::Reason::held_out && !ground.rule.empty();
  if (of_catalog && fact.policy_version != c_.roster->policy_version && !c_.catalog_of) text += say(" as it stands today", "(按现行规范)");
  if (fact.limit > 0)
    text += say(": {0} counted, limit {1}", ",已计 {0} 次,上限 {1}", {std::to_string(fact.counted), std::to_string(fact.limit)});
  if (fact.has_rival) {
    const std::string line = line_of(c_, fact.rival.journey, fact.rival.site);
    text += say("; {0} of {1} came first{2}", "；{1} 的 {0} 占先{2}",
                {thing(fact.rival), playbook(fact.rival.journey), line.empty() ? line : (zh() ? "(" + line + ")" : " (" + line + ")")});
  }
  return text;
}

std::string Telling::operator()(const core::TouchBlocked& fact) const {
  std::string text = say("touch {0} was held back: {1}", "触达 {0} 被拦下:{1}", {thing(fact.touch), blocked_by(fact)});
  // A minute is only told where waiting could help: a consent, a hold-out or a channel does not come free with time.
  const bool of_time = fact.why == core::Reason::capped || fact.why == core::Reason::gap || fact.why == core::Reason::quiet ||
                       fact.why == core::Reason::outranked;
  if (fact.until != base::kNever) text += say("; first free minute {0}", ";最早可用时间 {0}", {when(fact.until)});
  else if (of_time) text += say("; no free minute is known", ";尚无可用时间");
  else text += zh() ? ";" : "; ";
  if (fact.until != base::kNever || of_time) text += zh() ? "," : ", ";
  text += fact.waits ? say("it waits", "等待中") : say("it does not wait", "不再等待");
  return text;
}
std::string Telling::operator()(const core::TouchReserved& fact) const {
  if (!fact.contact) return say("{0} may go at {1}; it is no contact", "{0} 可于 {1} 发出,不计触达", {thing(fact.touch), when(fact.at)});
  return say("{0} takes a contact slot at {1} over {2}", "{0} 于 {1} 占用 {2} 的一次触达额度",
             {thing(fact.touch), when(fact.at), name(core::Names::channel, fact.channel)});
}
std::string Telling::operator()(const core::TouchSending& fact) const {
  return say("touch {0} is handed to its channel, attempt {1}, answer due {2}", "触达 {0} 交给渠道,第 {1} 次,最迟 {2} 回报",
             {thing(fact.touch), std::to_string(fact.attempt), when(fact.deadline)});
}
std::string Telling::operator()(const core::TouchReported& fact) const {
  return say("touch {0} is {1}, {2}", "触达 {0} {1},{2}", {thing(fact.touch), words(fact.phase, language_), when(fact.at)});
}
std::string Telling::operator()(const core::TouchRetrying& fact) const {
  return say("touch {0} is tried again at {1}", "触达 {0} 将于 {1} 重试", {thing(fact.touch), when(fact.at)});
}
std::string Telling::operator()(const core::TouchOver& fact) const {
  std::string text = say("touch {0} is over: {1}", "触达 {0} 结束:{1}", {thing(fact.touch), words(fact.phase, language_)});
  if (fact.why != core::Reason::none) text += say(", {0}", ",{0}", {words(fact.why, language_)});
  if (fact.slot_returned) text += say("; its contact slot is given back", ";触达额度已退回");
  return text;
}
std::string Telling::operator()(const core::NoticeSent& fact) const {
  return say("{0} notified {1}", "{0} 通知 {1}",
             {thing(fact.journey, fact.site),
              fact.person == plan::kNone ? called(core::Names::role, fact.role) : name(core::Names::person, fact.person)});
}

}  // namespace playmaker::daemon
