// Leads among a customer's milestones: whom they were dealt to and what became of them. Whose turn it is to claim stands among the
// questions.
#include "runtime/view/sqlite/folding.hpp"

namespace playmaker::view::sqlite {

void Folding::lead(const At& at, int code, std::uint32_t list, std::uint32_t person, core::Reason why) {
  const core::Dictionary& names = *roster_->dictionary;
  std::string detail = list < names.size(core::Names::list) ? names.name(core::Names::list, list) : std::string();
  if (person < names.size(core::Names::person)) detail += " " + names.name(core::Names::person, person);
  run(history_new_, at.key, at.position, at.number, at.ms, code, 0, "", "", detail, why);
}

void Folding::put(const At& at, const core::LeadDealt& fact) {
  lead(at, core::LeadDealt::kCode, fact.list, fact.person, core::Reason::none);
}
void Folding::put(const At& at, const core::LeadStands& fact) { lead(at, core::LeadStands::kCode, fact.list, plan::kNone, fact.why); }
void Folding::put(const At& at, const core::LeadClaimed& fact) {
  lead(at, core::LeadClaimed::kCode, fact.list, fact.person, core::Reason::none);
}
void Folding::put(const At& at, const core::LeadReturned& fact) { lead(at, core::LeadReturned::kCode, fact.list, fact.person, fact.why); }

}  // namespace playmaker::view::sqlite
