// What reviews count and ask for, in words.
#include "daemon/words/telling.hpp"
#include "runtime/engine/commands/values.hpp"

namespace playmaker::daemon {

std::string Telling::operator()(const core::BranchAlerted& input) const {
  return say("a review of {1} asks {2} of branch {0} to look", "剧本 {1} 的回检提醒机构 {0} 的 {2} 关注",
             {name(core::Names::branch, input.branch), plan_name(input.plan), called(core::Names::role, input.role)});
}
std::string Telling::operator()(const core::RateCounted& fact) const {
  const std::string task = thing(fact.task);
  if (fact.late > 0) return say("{0} counts as late in the rate {1}", "{0} 以逾期计入比率 {1}", {task, fact.rate});
  if (fact.ended == 0) return say("{0} counts no more in the rate {1}", "{0} 不再计入比率 {1}", {task, fact.rate});
  if (fact.happened == 0) return say("{0} counts against the rate {1}", "{0} 计入比率 {1} 的分母", {task, fact.rate});
  return say("{0} counts for the rate {1}", "{0} 计入比率 {1}", {task, fact.rate});
}
std::string Telling::operator()(const core::DimensionNoted& fact) const {
  const auto found = c_.plans.find(fact.journey);
  const core::LinkedPlan* plan = c_.roster == nullptr || found == c_.plans.end() || found->second >= c_.roster->plans.size()
                                     ? nullptr
                                     : c_.roster->plans[found->second].get();
  if (plan == nullptr || fact.dimension >= plan->plan->dimensions.size())
    return say("a value is noted for reviews", "为回检记录一个取值", {});
  return say(
      "{0} is noted for reviews: {1}", "为回检记录 {0}:{1}",
      {plan->plan->unit.texts[plan->plan->dimensions[fact.dimension].name], engine::text_of(fact.value, *c_.roster->dictionary, {})});
}

}  // namespace playmaker::daemon
