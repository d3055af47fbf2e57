// Reservations, moments that come during themselves, and consent that comes and goes.
#include "daemon/words/telling.hpp"

namespace playmaker::daemon {

std::string Telling::operator()(const core::ReservationAsked& fact) const {
  return say("{0} asks for {1} to be set aside until {2}", "{0} 申请预留 {1},至 {2}",
             {thing(fact.journey, fact.site), name(core::Names::benefit, fact.benefit), when(fact.until)});
}
std::string Telling::operator()(const core::ReservationHeld& fact) const {
  return say("what {0} asked for is set aside", "{0} 申请的权益已预留", {playbook(fact.journey)});
}
std::string Telling::operator()(const core::ReservationCalled& fact) const {
  return fact.site == plan::kNone
             ? say("{0} gives a reservation back before it was made", "{0} 在预留完成前已退回", {playbook(fact.journey)})
             : say("{0} takes what is still being set aside", "{0} 取用尚在预留中的权益", {thing(fact.journey, fact.site)});
}
std::string Telling::operator()(const core::ReservationEnded& fact) const {
  const std::string benefit = name(core::Names::benefit, fact.benefit), where = thing(fact.journey, fact.site);
  if (fact.why == core::Reason::none)
    return say("the {1} set aside by {0} is given to the customer", "{0} 预留的 {1} 已发给客户", {where, benefit});
  std::string why = words(fact.why, language_);
  if (fact.why == core::Reason::full) why = say("its stock is used up", "权益已发完");
  return say("the {1} set aside by {0} is given back: {2}", "{0} 预留的 {1} 已退回:{2}", {where, benefit, why});
}
std::string Telling::operator()(const core::ItemKept& fact) const {
  return say("{0} is about one item of a list", "{0} 针对列表中的一项", {run(fact.journey, fact.run)});
}
std::string Telling::operator()(const core::MomentQueued& fact) const {
  return say("{0} waits until the one under way is over, {1} at the latest", "{0} 排队,等待进行中的结束,最迟 {1}",
             {moment(fact.journey, fact.moment), when(fact.until)});
}
std::string Telling::operator()(const core::MomentDequeued& fact) const {
  return fact.why == core::Reason::none
             ? say("{0} begins after its wait", "{0} 排队结束,开始", {moment(fact.journey, fact.moment)})
             : say("{0} waited too long and is dropped", "{0} 排队过久,放弃", {moment(fact.journey, fact.moment)});
}
std::string Telling::operator()(const core::MomentMerged& fact) const {
  return say("{0} came again and goes on with what is new", "{0} 再次出现,并入进行中的处置", {moment(fact.journey, fact.moment)});
}
std::string Telling::operator()(const core::ConsentChanged& fact) const {
  return fact.given ? say("the customer allows what {0} sends", "客户已授权 {0} 的触达", {playbook(fact.journey)})
                    : say("the customer no longer allows what {0} sends", "客户撤回了对 {0} 触达的授权", {playbook(fact.journey)});
}

}  // namespace playmaker::daemon
