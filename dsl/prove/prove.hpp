#pragma once
// Laws: what must hold of every plan before it may run. Each stands in a file of its own and looks at the plan that will run, not at the
// text; spans lead back to the author's words.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dsl/lower/lower.hpp"
#include "dsl/prove/certificate.hpp"
#include "dsl/prove/promise.hpp"
#include "dsl/source/issue.hpp"

namespace playmaker::prove {

struct Known {
  std::string name;
  bool takes_hand_offs = true;
  std::shared_ptr<const plan::Plan> plan{};   // of one that is live
};

struct Whole {
  lower::LoweredCatalog catalog;
  std::vector<lower::Lowered> playbooks;
  std::vector<Known> known;              // every playbook a customer can be handed off to, these included
  bool applying = false;                 // an unresolved hand-off is an error
  std::optional<std::int32_t> today;     // days since 1970
};

struct Proved {
  std::vector<Promise> promises;         // what became of every guarantee
  std::vector<Certificate> certificates; // and of every law, playbook by playbook, in one order
};
Proved prove(const Whole& whole, source::Issues& issues);

// One law each.
void prove_policies(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues);  // whoever sends follows one
void prove_grants(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues);  // what is printed was granted
void prove_quiet(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues);  // some time is not quiet
void prove_waiting(const lower::Lowered& lowered, source::Issues& issues);  // nothing waits for itself
void prove_days(const lower::Lowered& lowered, source::Issues& issues);  // days lie within stage and journey
void prove_breakpoints(const lower::Lowered& lowered, source::Issues& issues);  // each can catch somebody
void prove_must(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues);  // assignee, due, final escalation
void prove_decides(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues);  // no gap, no shadowed row
void prove_stages(const lower::Lowered& lowered, source::Issues& issues);  // every stage can start
void prove_ends(const lower::Lowered& lowered, source::Issues& issues);  // every path ends
void prove_conditions(const plan::Catalog& catalog, const plan::Unit& unit, const std::vector<lower::Test>& tests,
                      source::Issues& issues);  // none is always or never true
// How many of them were not looked through whole, so that nothing found is not all there is.
std::size_t conditions_in_part(const plan::Catalog& catalog, const plan::Unit& unit, const std::vector<lower::Test>& tests);
void prove_hand_offs(const Whole& whole, const lower::Lowered& lowered, source::Issues& issues);  // they lead somewhere
void prove_use(const lower::Lowered& lowered, source::Issues& issues);  // nothing is written in vain
void prove_over(const lower::Lowered& lowered, source::Issues& issues);    // nor behind `finish`, nor what waits in a last block
void prove_expiry(const lower::Lowered& lowered, source::Issues& issues);  // nor what waits longer than its moment lasts
void prove_cuts(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues);  // nor what a stage's end takes back
void prove_guarantees(const plan::Catalog& catalog, const lower::Lowered& lowered, std::uint32_t playbook, std::vector<Promise>& promises,
                      source::Issues& issues);  // contacts: no run makes more than is promised
void prove_suitable(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues);  // offers are tested (rule 43)
void prove_reserves(const lower::Lowered& lowered, source::Issues& issues);  // what is reserved is granted or released
void prove_budget(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues);  // the worst case fits it
void prove_personal(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues);  // it goes where it is declared
void prove_benefits(const Whole& whole, source::Issues& issues);  // `when empty` ends
void prove_calendars(const Whole& whole, source::Issues& issues);  // their years reach far enough

}  // namespace playmaker::prove
