// Leads: who they were dealt to, and what became of them. Nothing is forgotten, so that nobody gets the same lead twice.
#include "runtime/core/apply/apply.hpp"

namespace playmaker::core {
namespace {

Lead* lead_of(Customer& customer, std::uint32_t number) {
  return number == 0 || number > customer.leads.size() ? nullptr : &customer.leads[number - 1];
}

Lead* enter_phase(Customer& customer, std::uint32_t number, LeadPhase phase, base::Instant at) {
  Lead* lead = lead_of(customer, number);
  if (lead == nullptr) return nullptr;
  lead->phase = phase;
  lead->since = at;
  return lead;
}

}  // namespace

// Of one list and playbook one lead at most is claimed and has no journey yet.
void Folding::begin_lead(const JourneyEntered& fact) {
  const LinkedPlan& plan = *world.roster->plans[fact.plan];
  const auto& entries = plan.plan->audience.entries;
  if (fact.via != EntryVia::list || fact.entry >= entries.size()) return;
  const std::uint32_t list = plan.unit.number(Names::list, entries[fact.entry].list);
  for (Lead& lead : customer.leads) {
    const bool same = lead.list == list && world.roster->plans[lead.plan]->playbook == plan.playbook;
    if (same && lead.phase == LeadPhase::claimed && lead.journey == 0) lead.journey = fact.journey;
  }
}

void Folding::end_lead(std::uint32_t journey) {
  for (Lead& lead : customer.leads) {
    if (lead.phase != LeadPhase::claimed || lead.journey != journey) continue;
    enter_phase(customer, lead.lead, LeadPhase::over, at);
    std::erase_if(customer.timers, [&](const Timer& timer) { return timer.kind == TimerKind::lead_back && timer.ref == lead.lead; });
  }
}

void Folding::operator()(const LeadArrived& fact) {
  customer.leads.push_back({fact.lead, fact.list, fact.plan, fact.site, LeadPhase::arrived, plan::kNone, {}, at, at, 0});
}

void Folding::operator()(const LeadDealt& fact) {
  Lead* lead = enter_phase(customer, fact.lead, LeadPhase::dealt, at);
  if (lead == nullptr) return;
  lead->person = fact.person;
  lead->had.push_back(fact.person);
}

void Folding::operator()(const LeadStands& fact) {
  if (Lead* lead = enter_phase(customer, fact.lead, LeadPhase::stands, at)) lead->person = plan::kNone;
}

void Folding::operator()(const LeadClaimed& fact) {
  Lead* lead = enter_phase(customer, fact.lead, LeadPhase::claimed, at);
  if (lead == nullptr) return;
  lead->person = fact.person;
  lead->counts = at;
}

void Folding::operator()(const LeadReturned& fact) { enter_phase(customer, fact.lead, LeadPhase::returned, at); }

}  // namespace playmaker::core
