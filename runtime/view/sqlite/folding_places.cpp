// What places are called. A place keeps its number through all versions of its playbook, whatever they call it (core/roster/numbering), so
// the tables call it as the live version does: rows of journeys that ended under another name are of the same place, and are counted with
// the others. What was told of a customer at the time (history) stays as it was told.
#include "runtime/view/sqlite/folding.hpp"

namespace playmaker::view::sqlite {
namespace {

// A place that a version has no more keeps its number and its last path there, as long as a later place needs the number after it.
const plan::Site* site_of(const core::LinkedPlan& plan, std::uint32_t number) {
  return number < plan.plan->sites.size() ? &plan.plan->sites[number] : nullptr;
}

}  // namespace

std::string_view Folding::path_of(const core::LinkedPlan& plan, std::uint32_t site) const {
  const core::LinkedPlan* live = roster_->live_plan(plan.playbook);
  const plan::Site* place = live == nullptr ? nullptr : site_of(*live, site);
  if (place == nullptr) place = site_of(plan, site);
  return place == nullptr ? std::string_view() : std::string_view(place->path);
}

void Folding::begin(const core::Roster& roster) {
  roster_ = &roster;
  for (const std::uint32_t number : roster.live) {
    const core::LinkedPlan& live = *roster.plans[number];
    const auto known = live_.find(live.playbook);
    if (known != live_.end() && known->second == number) continue;
    live_[live.playbook] = number;
    rename(live);
  }
}

void Folding::rename(const core::LinkedPlan& live) {
  bool any = false;
  for (std::uint32_t site = 0; site < live.plan->sites.size(); ++site) {
    const plan::Site* now = site_of(live, site);
    bool renamed = false;
    for (const auto& other : roster_->plans) {
      const plan::Site* was = other == nullptr || other->playbook != live.playbook ? nullptr : site_of(*other, site);
      renamed = renamed || (was != nullptr && was->path != now->path);
    }
    if (!renamed) continue;
    place_known_.bind_all(live.plan->name, site, now->path);
    if (place_known_.next()) {                   // told before the last restart
      place_known_.reset();
      continue;
    }
    run(place_new_, live.plan->name, site, now->path);
    any = true;
  }
  for (std::size_t i = 0; any && i < place_told_.size(); ++i) run(place_told_[i]);
}

}  // namespace playmaker::view::sqlite
