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

void Folding::operator()(const LeadArrived& fact) {
  customer.leads.push_back({fact.lead, fact.list, fact.plan, fact.site, LeadPhase::arrived, plan::kNone, {}, at});
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
  if (Lead* lead = enter_phase(customer, fact.lead, LeadPhase::claimed, at)) lead->person = fact.person;
}

void Folding::operator()(const LeadReturned& fact) { enter_phase(customer, fact.lead, LeadPhase::returned, at); }

}  // namespace playmaker::core
