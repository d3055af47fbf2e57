// Questions, placements, answers, experiments and invitations in words. An answer's values are not told: they may be a person's own.
#include "daemon/words/telling.hpp"

namespace playmaker::daemon {

std::string Telling::operator()(const core::ReplyAwaited& fact) const {
  if (fact.kind == core::ReplyKind::place)
    return say("{0} is to be shown where the customer comes by", "{0} 待在客户到访处展示", {thing(fact.touch.journey, fact.site)});
  return say("{0} waits for an answer", "{0} 等待客户答复", {thing(fact.touch.journey, fact.site)});
}
std::string Telling::operator()(const core::ReplyClosed& fact) const {
  const std::string what = thing(fact.touch.journey, fact.site);
  switch (fact.how) {
    case core::ReplyEnd::answered: return say("the customer answered {0}", "客户已答复 {0}", {what});
    case core::ReplyEnd::silent: return say("no answer to {0} came in time", "{0} 未在期限内得到答复", {what});
    case core::ReplyEnd::unsent: return say("{0} did not reach the customer{1}", "{0} 未送达客户{1}", {what, because(fact.why)});
    case core::ReplyEnd::cancelled: return say("{0} waits for no answer any more{1}", "{0} 不再等待答复{1}", {what, because(fact.why)});
  }
  return what;
}
std::string Telling::operator()(const core::AnswerKept& fact) const {
  return say("{0} reads the answer", "{0} 读取客户答复", {run(fact.journey, fact.run)});
}
std::string Telling::operator()(const core::QuestionCounted& fact) const {
  return say("{0} counts as a question to the customer", "{0} 计入问询次数", {thing(fact.touch)});
}
std::string Telling::operator()(const core::PlacementShown& fact) const {
  return say("{0} is shown until {1}, priority {2}", "{0} 展示至 {1},优先级 {2}",
             {thing(fact.touch), when(fact.until), std::to_string(fact.priority)});
}
std::string Telling::operator()(const core::ArmTaken& fact) const {
  const std::string what = thing(fact.journey, fact.site);
  if (fact.arm == "control") return say("{0}: the customer is in the control", "{0}:客户属于对照", {what});
  if (fact.settled)
    return say("{0} is decided: everybody takes {1}", "{0} 已有定论:均进入 {1}", {what, arm(fact.journey, fact.site, fact.arm)});
  return say("{0}: the customer takes the arm {1}", "{0}:客户进入 {1} 组", {what, arm(fact.journey, fact.site, fact.arm)});
}
std::string Telling::operator()(const core::ArmMeasured& fact) const {
  const std::string what = thing(fact.journey, fact.site);
  return fact.reached
             ? say("{0}: what {1} is measured by came true", "{0}:{1} 组达成所测结果", {what, arm(fact.journey, fact.site, fact.arm)})
             : say("{0}: what {1} is measured by did not come in time", "{0}:{1} 组未在期限内达成所测结果",
                   {what, arm(fact.journey, fact.site, fact.arm)});
}
std::string Telling::operator()(const core::SeatTaken& fact) const {
  return say("{0} keeps a seat of {1}", "{0} 保留 {1} 的席位",
             {thing(fact.journey, fact.site), name(core::Names::activity, fact.activity)});
}
std::string Telling::operator()(const core::SeatReturned& fact) const {
  const std::string what = thing(fact.journey, fact.site);
  return fact.used ? say("the customer of {0} signed up", "{0} 的客户已报名", {what})
                   : say("the seat of {0} is given back{1}", "{0} 的席位已退回{1}", {what, because(fact.why)});
}
std::string Telling::operator()(const core::InvitationDropped& fact) const {
  std::string why = words(fact.why, language_);
  if (fact.why == core::Reason::full) why = say("no seat is free", "席位已满");
  if (fact.why == core::Reason::not_live) why = say("the activity is not declared any more", "该活动已不再声明");
  if (fact.why == core::Reason::already_in) why = say("the customer has an invitation", "客户已有邀约");
  return say("{0} is not sent: {1}", "{0} 未发出:{1}", {thing(fact.journey, fact.site), why});
}

}  // namespace playmaker::daemon
