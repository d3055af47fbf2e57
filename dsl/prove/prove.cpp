#include "dsl/prove/prove.hpp"

namespace playmaker::prove {

void prove(const Whole& whole, source::Issues& issues) {
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
}

}  // namespace playmaker::prove
