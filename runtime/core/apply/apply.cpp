#include "runtime/core/apply/apply.hpp"

#include <algorithm>

#include "runtime/core/evaluate/evaluate.hpp"

namespace playmaker::core {

namespace {

// What was applied since its last input is now known to the customer. Holds that no live version asks for are watched no more: should one
// come back, it begins anew.
void meet(const Roster& roster, Customer& customer) {
  if (customer.applied == roster.applied) return;
  customer.applied = roster.applied;
  std::erase_if(customer.holds, [&](const AudienceHold& hold) {
    return std::none_of(roster.live.begin(), roster.live.end(), [&](std::uint32_t live) {
      const auto& keys = roster.plans[live]->hold_keys;
      return std::find(keys.begin(), keys.end(), hold.hold) != keys.end();
    });
  });
}

}  // namespace

void apply(const World& world, Customer& customer, const Input& input, base::Instant at) {
  if (world.roster != nullptr) meet(*world.roster, customer);
  std::visit(Folding{world, customer, at}, input);
}
void apply(const World& world, Customer& customer, const Fact& fact, base::Instant at) { std::visit(Folding{world, customer, at}, fact); }

void Folding::operator()(const AttributesSet& input) {
  for (const AttributesSet::Value& value : input.values) set_attribute(customer, value.attribute, value.value, input.at);
}

void Folding::operator()(const EventArrived& input) { remember(input.event, input.at, input.fields); }

void Folding::operator()(const TimersDue& input) {
  std::erase_if(customer.timers,
                [&](const Timer& timer) { return std::find(input.timers.begin(), input.timers.end(), timer.timer) != input.timers.end(); });
}

void Folding::operator()(const TaskReported& input) {
  for (const AttributesSet::Value& value : input.values) set_attribute(customer, value.attribute, value.value, at);
}

void Folding::operator()(const ResourceAnswered& input) {
  std::erase_if(customer.asks, [&](const Ask& ask) { return ask.asked.ask == input.ask; });
}

// The last event of each name, by its own time: a late one does not displace a later one.
void Folding::remember(std::uint32_t event, base::Instant when, const std::vector<Datum>& fields) {
  for (EventMemory& memory : customer.events) {
    if (memory.event != event) continue;
    if (when >= memory.last) {
      memory.last = when;
      memory.fields = fields;
    }
    return;
  }
  customer.events.push_back({event, when, fields});
}

Journey* Folding::journey(std::uint32_t number) {
  for (Journey& journey : customer.journeys) {
    if (journey.journey == number) return &journey;
  }
  return nullptr;
}

}  // namespace playmaker::core
