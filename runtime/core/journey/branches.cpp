// `task for branch`: it concerns no customer. Each branch has a *desk*, a customer's record of its own whose only field is the branch, so
// that roles (`customer.branch.head`), clocks, escalations and lists serve its tasks as they serve all others. A desk's journey holds tasks
// and nothing else: nobody enters it, no event, stage, goal or touch concerns it.
#include <algorithm>

#include "runtime/core/deciding.hpp"

namespace playmaker::core {

bool of_desk(const Journey& journey) { return journey.via == EntryVia::desk; }

bool wants_branch_task(const World& world, const Customer& desk, const BranchTaskAsked& asked) {
  const LinkedPlan& linked = *world.roster->plans[asked.plan];
  const std::string& path = linked.plan->sites[asked.site].path;
  for (const Journey& journey : desk.journeys) {
    const LinkedPlan& other = *world.roster->plans[journey.plan];
    if (other.playbook != linked.playbook) continue;
    for (const Task& task : journey.tasks) {
      const bool open = task.phase == TaskPhase::armed || task.phase == TaskPhase::open;
      if (other.plan->sites[task.site].path == path && (open || !asked.again)) return false;
    }
  }
  return true;
}

namespace {

// The desk's journey of that plan: the one there is, or a new one.
std::uint32_t desk_of(Deciding& d, std::uint32_t plan) {
  for (const Journey& journey : d.customer.journeys) {
    if (journey.plan == plan) return journey.journey;
  }
  const std::uint32_t desk = d.customer.next_journey;
  // Keyed by the plan: the desk of an older version may stand beside it.
  d.emit(JourneyEntered{desk, plan, plan::kNone, EntryVia::desk, HoldOut::none, d.now, plan, {}});
  return desk;
}

}  // namespace

void alert_desk(Deciding& d, const BranchAlerted& alerted) {
  const std::uint32_t desk = desk_of(d, alerted.plan);
  const Assignee who = who_is(d, d.journey(desk), alerted.role, alerted.site);
  d.emit(NoticeSent{desk, alerted.site, who.person, alerted.role});
}

void open_branch_task(Deciding& d, const BranchTaskAsked& asked) {
  if (!wants_branch_task(d.world, d.customer, asked)) return;
  const std::uint32_t desk = desk_of(d, asked.plan);
  const plan::Plan& plan = *d.world.roster->plans[asked.plan]->plan;
  arm_task(d, desk, 0, plan.sites[asked.site].index);
}

void want_branch_task(Deciding& d, std::uint32_t number, std::uint32_t site) {
  const Journey& journey = *d.journey(number);
  const std::uint32_t attribute = d.world.roster->branch_attribute;
  const plan::Datum branch = attribute == plan::kNone ? plan::Datum{} : attribute_of(d.customer, attribute);
  if (!branch.known()) return d.incident("branch_unknown", number, site, "");
  d.emit(BranchTaskWanted{number, site, journey.plan, static_cast<std::uint32_t>(branch.number)});
}

}  // namespace playmaker::core
