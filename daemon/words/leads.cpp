// Leads in words: who they were dealt to, who claimed them, why they went back.
#include "daemon/words/telling.hpp"

namespace playmaker::daemon {

std::string Telling::operator()(const core::LeadArrived& fact) const {
  return say("lead {0} of list {1} for {2}", "线索 {0} 来自名单 {1},剧本 {2}",
             {std::to_string(fact.lead), name(core::Names::list, fact.list), plan_name(fact.plan)});
}
std::string Telling::operator()(const core::LeadDealt& fact) const {
  std::string text = say("lead {0} of list {1} was dealt to {2}", "名单 {1} 的线索 {0} 分派给 {2}",
                         {std::to_string(fact.lead), name(core::Names::list, fact.list), name(core::Names::person, fact.person)});
  if (fact.until != base::kNever) text += say(", to be claimed by {0}", ",{0} 前认领", {when(fact.until)});
  return text;
}
std::string Telling::operator()(const core::LeadStands& fact) const {
  return say("lead {0} of list {1} stands open for anyone of the role{2}", "名单 {1} 的线索 {0} 待角色内任何人认领{2}",
             {std::to_string(fact.lead), name(core::Names::list, fact.list), because(fact.why)});
}
std::string Telling::operator()(const core::LeadClaimed& fact) const {
  return say("lead {0} of list {1} is {2}'s", "名单 {1} 的线索 {0} 归 {2}",
             {std::to_string(fact.lead), name(core::Names::list, fact.list), name(core::Names::person, fact.person)}) +
         (fact.actor.empty() ? std::string() : say(", said by {0}", ",由 {0} 认领", {fact.actor}));
}
std::string Telling::operator()(const core::LeadReturned& fact) const {
  std::string text = say("lead {0} went back to list {1}{2}", "线索 {0} 退回名单 {1}{2}",
                         {std::to_string(fact.lead), name(core::Names::list, fact.list), because(fact.why)});
  if (fact.person != plan::kNone) text += say("; {0} had it last", ";最后由 {0} 持有", {name(core::Names::person, fact.person)});
  return text;
}

}  // namespace playmaker::daemon
