// `enter when C` that a new version adds or rewrites: C is judged once as it stands before the first input that comes afterwards, so that
// it acts when it next becomes true, not because it is true already. A new version must not take everybody at once.
#include <algorithm>

#include "runtime/core/apply/apply.hpp"
#include "runtime/core/deciding.hpp"

namespace playmaker::core {

std::vector<Fact> judge_new_entries(const World& world, const Customer& customer, base::Instant now) {
  std::vector<Fact> found;
  const Roster& roster = *world.roster;
  if (customer.desk || customer.applied >= roster.applied) return found;
  for (const std::uint32_t number : roster.live) {
    const LinkedPlan& plan = *roster.plans[number];
    for (std::uint32_t index = 0; index < plan.entry_since.size(); ++index) {
      const plan::Entry& entry = plan.plan->audience.entries[index];
      if (entry.kind != plan::EntryKind::when || plan.entry_since[index] <= customer.applied) continue;
      Findings findings;
      const bool holds = entry_holds(world, customer, plan, entry, now, findings);
      for (const Findings::HoldChange& hold : findings.holds) found.push_back(HoldChanged{plan::kNone, hold.hold, hold.since, number});
      const std::uint64_t edge = entry_edge(plan.playbook, entry.site);
      if (holds != std::binary_search(customer.edges.begin(), customer.edges.end(), edge)) found.push_back(EdgeChanged{edge, holds});
    }
  }
  return found;
}

}  // namespace playmaker::core
