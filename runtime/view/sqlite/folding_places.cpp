// What places are called. A place keeps its number through all versions of its playbook, whatever they call it (core/roster/numbering), so
// the tables call it as the live version does: rows of journeys that ended under another name are of the same place, and are counted with
// the others. What was told of a customer at the time (history) stays as it was told.
#include <charconv>

#include "runtime/core/roster/brought.hpp"
#include "runtime/core/work_facts.hpp"
#include "runtime/view/sqlite/folding.hpp"

namespace playmaker::view::sqlite {
namespace {

// A place that a version has no more keeps its number and its last path there, as long as a later place needs the number after it.
const plan::Site* site_of(const core::LinkedPlan& plan, std::uint32_t number) {
  return number < plan.plan->sites.size() ? &plan.plan->sites[number] : nullptr;
}

// Back from brought_text.
std::vector<std::uint32_t> brought_in(const std::string& text) {
  std::vector<std::uint32_t> out;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end; ++at) {
    std::uint32_t what = 0, place = 0;
    const auto kind = std::from_chars(at, end, what);
    if (kind.ec != std::errc() || kind.ptr == end || *kind.ptr != ':') continue;
    const auto number = std::from_chars(kind.ptr + 1, end, place);
    if (number.ec == std::errc()) out.push_back(core::brings(static_cast<core::Bring>(what), place));
    at = number.ptr;
  }
  return out;
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

void Folding::put(const At& at, const core::JourneyMoved& fact) {
  if (fact.to >= roster_->plans.size()) return;
  plans_[at.key][fact.journey] = fact.to;
  move_things(at.key, fact.journey, fact.to);
  run(journey_move_, fact.to, roster_->plans[fact.to]->plan->version, at.key, fact.journey);
  const auto version = [&](std::uint32_t plan) {
    return plan < roster_->plans.size() ? std::to_string(roster_->plans[plan]->plan->version) : std::string("?");
  };
  note(at, core::JourneyMoved::kCode, fact.journey, where(at.key, fact.journey, 0), version(fact.from) + " " + version(fact.to),
       core::Reason::none);
}

// What the journey has done and has to do is of the plan that it runs on now, as in core; what that plan has no place for stays of the last
// that had one.
void Folding::move_things(std::uint64_t key, std::uint32_t journey, std::uint32_t number) {
  const plan::Plan& to = *roster_->plans[number]->plan;
  const auto there = [&](std::uint32_t site) { return site < to.sites.size() && to.sites[site].kind != plan::SiteKind::gone; };
  struct Brings {
    std::uint32_t site, occurrence;
    std::string brought;
  };
  std::vector<Brings> told;
  task_brings_.bind_all(key, journey);
  while (task_brings_.next()) {
    const auto plan = static_cast<std::uint32_t>(task_brings_.number(0)), site = static_cast<std::uint32_t>(task_brings_.number(1));
    if (plan >= roster_->plans.size() || !there(site)) continue;
    const auto brought = core::brought_there(*roster_->plans[plan]->plan, to, site, brought_in(task_brings_.text(3)));
    told.push_back({site, static_cast<std::uint32_t>(task_brings_.number(2)), brought_text(brought)});
  }
  for (const Brings& each : told) run(task_brings_told_, each.brought, key, journey, each.site, each.occurrence);
  for (std::size_t table = 0; table < thing_sites_.size(); ++table) {
    std::vector<std::uint32_t> sites;
    thing_sites_[table].bind_all(key, journey);
    while (thing_sites_[table].next()) sites.push_back(static_cast<std::uint32_t>(thing_sites_[table].number(0)));
    for (const std::uint32_t site : sites) {
      if (there(site)) run(thing_plan_[table], number, key, journey, site);
    }
  }
}

void Folding::put(const At& at, const core::IncidentRaised& fact) {
  Where here;
  if (fact.journey != plan::kNone) {
    here = where(at.key, fact.journey, fact.site);
  } else if (fact.plan < roster_->plans.size()) {
    here.playbook = roster_->plans[fact.plan]->plan->name;
    here.path = path_of(*roster_->plans[fact.plan], fact.site);
  }
  const std::int64_t site = here.path.empty() || fact.site == plan::kNone ? -1 : std::int64_t{fact.site};
  run(incident_, fact.code, here.playbook, site, here.path, at.ms, fact.sample);
}

}  // namespace playmaker::view::sqlite
