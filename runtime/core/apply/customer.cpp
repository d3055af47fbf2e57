#include <algorithm>

#include "runtime/base/hash.hpp"
#include "runtime/core/apply/apply.hpp"
#include "runtime/core/evaluate/evaluate.hpp"

namespace playmaker::core {

void Folding::operator()(const TimerSet& fact) {
  customer.timers.push_back({fact.timer, fact.due, fact.kind, fact.journey, fact.ref, fact.occurrence, fact.number, fact.armed, false});
  customer.next_timer = std::max(customer.next_timer, fact.timer + 1);
}
void Folding::operator()(const TimerCancelled& fact) {
  std::erase_if(customer.timers, [&](const Timer& timer) { return timer.timer == fact.timer; });
}
void Folding::operator()(const TimerHeld& fact) {
  customer.timers.push_back({fact.timer, fact.due, fact.kind, fact.journey, fact.ref, fact.occurrence, fact.number, fact.armed, true});
}

void Folding::operator()(const ResourceAsked& fact) {
  customer.asks.push_back({fact});
  customer.next_ask = std::max(customer.next_ask, fact.ask + 1);
}
void Folding::operator()(const ResourceSettled& fact) {
  std::erase_if(customer.asks, [&](const Ask& ask) { return ask.asked.ask == fact.ask; });
}
void Folding::operator()(const Granted& fact) {
  if (!fact.given) return forget(fact.journey);   // one that is over may have waited for this
  customer.grants.push_back({fact.benefit, at});
  Journey* of = journey(fact.journey);
  if (of == nullptr) return;
  // What `when empty` gave instead has no code to print.
  const LinkedPlan& linked = *world.roster->plans[of->plan];
  const std::uint32_t index = fact.site < linked.plan->sites.size() ? linked.plan->sites[fact.site].index : plan::kNone;
  if (index >= linked.plan->grants.size() || linked.unit.number(Names::benefit, linked.plan->grants[index].benefit) != fact.benefit)
    return forget(fact.journey);
  of->grants_given.push_back(fact.site);
  of->grant_codes.push_back(fact.code);
  of->grant_values.push_back(fact.with);
  forget(fact.journey);
}

void Folding::operator()(const WindowPoint& fact) { add_point(*world.roster, customer, fact); }
void Folding::operator()(const AttributeChanged& fact) { set_attribute(customer, fact.attribute, fact.value, at); }

void Folding::operator()(const EdgeChanged& fact) {
  const auto place = std::lower_bound(customer.edges.begin(), customer.edges.end(), fact.edge);
  const bool there = place != customer.edges.end() && *place == fact.edge;
  if (fact.holds && !there) customer.edges.insert(place, fact.edge);
  if (!fact.holds && there) customer.edges.erase(place);
}

void Folding::operator()(const HoldChanged& fact) {
  if (fact.journey == plan::kNone && fact.plan < world.roster->plans.size()) {
    const std::vector<std::uint64_t>& keys = world.roster->plans[fact.plan]->hold_keys;
    if (fact.hold >= keys.size()) return;
    const std::uint64_t key = keys[fact.hold];
    std::erase_if(customer.holds, [&](const AudienceHold& hold) { return hold.hold == key; });
    if (fact.since != base::kNever) customer.holds.push_back({key, fact.since});
    return;
  }
  Journey* of = journey(fact.journey);
  if (of == nullptr) return;
  std::erase_if(of->holds, [&](const Hold& hold) { return hold.hold == fact.hold; });
  if (fact.since != base::kNever) of->holds.push_back({fact.hold, fact.since});
}

std::uint64_t incident_print(const std::string& code, std::uint32_t site, const std::string& sample) {
  return base::mix64(base::hash64(code) ^ base::mix64(site ^ base::hash64(sample)));
}

void Folding::operator()(const IncidentRaised& fact) {
  const std::uint64_t print = incident_print(fact.code, fact.site, fact.sample);
  if (Journey* of = journey(fact.journey)) of->incidents.push_back(print);
  else if (fact.journey == plan::kNone) customer.incidents.push_back(print);
}

}  // namespace playmaker::core
