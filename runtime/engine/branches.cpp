// Desks: the records of branches that hold their own tasks. A desk is found by the branch's id with a prefix no bank uses for customers.
#include "runtime/engine/commands/intake.hpp"
#include "runtime/engine/parts.hpp"

namespace playmaker::engine {

std::string Engine::Parts::desk_name(std::uint32_t branch) const {
  return std::string(kDeskPrefix) + world.roster->dictionary->name(core::Names::branch, branch);
}

bool Engine::Parts::is_desk(Surrogate customer) const {
  return state.lanes[lane_of(customer)].ids.name(number_of(customer)).starts_with(kDeskPrefix);
}

void Engine::Parts::ask_branch_task(std::uint32_t branch, std::uint32_t plan, std::uint32_t site, bool again) {
  const core::BranchTaskAsked asked{plan, site, branch, again};
  const std::string id = desk_name(branch);
  const auto desk = find(id);
  if (desk && !core::wants_branch_task(world, state.customer(*desk), asked)) return;
  give(appear(id), asked);
}

// In the commit of what asked: nothing has to be remembered for it.
void Engine::Parts::answer_branches() {
  while (!branch_asks.empty()) {
    std::vector<core::BranchTaskWanted> round;
    round.swap(branch_asks);
    for (const core::BranchTaskWanted& wanted : round) ask_branch_task(wanted.branch, wanted.plan, wanted.site, false);
  }
}

void Engine::Parts::brief_branches() {
  const auto& branches = state.house.directory().branches;
  for (const std::uint32_t number : world.roster->live) {
    const plan::Plan& plan = *world.roster->plans[number]->plan;
    for (const plan::Task& task : plan.tasks) {
      if (!task.at_start) continue;
      for (std::uint32_t branch = 0; branch < branches.size(); ++branch) {
        if (branches[branch].known) ask_branch_task(branch, number, task.site, false);
      }
    }
  }
}

}  // namespace playmaker::engine
