#include "dsl/prove/prove.hpp"

namespace playmaker::prove {

std::vector<Promise> prove(const Whole& whole, source::Issues& issues) {
  std::vector<Promise> promises;
  for (const lower::Lowered& lowered : whole.playbooks) {
    prove_must(whole.catalog.catalog, lowered, issues);
    prove_decides(whole.catalog.catalog, lowered, issues);
    prove_policies(whole.catalog.catalog, lowered, issues);
    prove_quiet(whole.catalog.catalog, lowered, issues);
    prove_grants(whole.catalog.catalog, lowered, issues);
    prove_waiting(lowered, issues);
    prove_stages(lowered, issues);
    prove_days(lowered, issues);
    prove_breakpoints(lowered, issues);
    prove_ends(lowered, issues);
    prove_conditions(lowered.plan.unit, lowered.tests, issues);
    prove_hand_offs(whole, lowered, issues);
    prove_use(lowered, issues);
  }
  prove_conditions(whole.catalog.catalog.unit, whole.catalog.tests, issues);
  prove_benefits(whole, issues);
  prove_calendars(whole, issues);
  for (std::uint32_t i = 0; i < whole.playbooks.size(); ++i)
    prove_guarantees(whole.catalog.catalog, whole.playbooks[i], i, promises, issues);
  return promises;
}

}  // namespace playmaker::prove
