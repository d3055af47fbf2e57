#include "runtime/core/roster/roster.hpp"

namespace playmaker::core {

std::uint32_t LinkedEvent::field(std::string_view name) const {
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    if (fields[i] != nullptr && fields[i]->name == name) return i;
  }
  return plan::kNone;
}

const LinkedPlan* Roster::live_plan(std::uint32_t playbook) const {
  for (const std::uint32_t number : live) {
    if (plans[number]->playbook == playbook) return plans[number].get();
  }
  return nullptr;
}

const plan::Policy* Roster::policy_of(const LinkedPlan& plan) const {
  const std::uint32_t number = plan.unit.number(Names::policy, plan.plan->policy);
  return number < policies.size() ? policies[number] : nullptr;
}

const base::Calendar* Roster::calendar_of(const LinkedPlan& plan) const {
  const std::uint32_t number = plan.unit.number(Names::calendar, plan.plan->calendar);
  return number < calendars.size() && calendars[number] != nullptr ? &calendars[number]->days : nullptr;
}

}  // namespace playmaker::core
