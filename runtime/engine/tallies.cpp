#include "runtime/engine/tallies.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace playmaker::engine {

void Tallies::fold(const core::RateCounted& counted) {
  const auto before = [](const Tally& a, const core::RateCounted& b) {
    return std::tie(a.playbook, a.rate, a.branch) < std::tie(b.playbook, b.rate, b.branch);
  };
  auto at = std::lower_bound(tallies_.begin(), tallies_.end(), counted, before);
  if (at == tallies_.end() || at->playbook != counted.playbook || at->rate != counted.rate || at->branch != counted.branch)
    at = tallies_.insert(at, {counted.playbook, counted.rate, counted.branch});
  at->ended += counted.ended;
  at->happened += counted.happened;
  at->late += counted.late;
}

const plan::Review* review_of(const core::Roster& roster, const ReviewMark& mark, const core::LinkedPlan** linked) {
  const core::LinkedPlan* live = roster.live_plan(mark.playbook);
  if (live == nullptr) return nullptr;
  for (const plan::Review& review : live->plan->reviews) {
    if (live->plan->sites[review.site].path != mark.review) continue;
    if (linked != nullptr) *linked = live;
    return &review;
  }
  return nullptr;
}

FirstSight first_sight(const core::LinkedPlan& linked, const Tallies& tallies, const ReviewMark& mark) {
  FirstSight first;
  for (const plan::Rate& rate : linked.plan->rates) {
    const std::string& name = linked.plan->unit.texts[rate.name];
    if (std::find(mark.rates.begin(), mark.rates.end(), name) != mark.rates.end()) continue;
    first.rates.push_back(name);
    for (const Tally& tally : tallies.all()) {
      if (tally.playbook == linked.playbook && tally.rate == name)
        first.figures.push_back({name, tally.branch, 0, 0, tally.late, tally.ended, tally.happened});
    }
  }
  return first;
}

std::vector<core::ReviewFigure> figures_since(const core::LinkedPlan& linked, const Tallies& tallies, const ReviewMark& mark) {
  std::map<std::pair<std::string_view, std::uint32_t>, const core::ReviewFigure*> seen;   // by rate and branch
  for (const core::ReviewFigure& each : mark.seen) seen.emplace(std::pair(std::string_view(each.rate), each.branch), &each);
  std::vector<core::ReviewFigure> figures;
  for (const plan::Rate& rate : linked.plan->rates) {
    const std::string& name = linked.plan->unit.texts[rate.name];
    const auto of_rate = [](const Tally& tally) { return std::pair(tally.playbook, std::string_view(tally.rate)); };
    for (const Tally& tally : std::ranges::equal_range(tallies.all(), std::pair(linked.playbook, std::string_view(name)), {}, of_rate)) {
      const auto found = seen.find(std::pair(std::string_view(name), tally.branch));
      const bool first = found == seen.end();
      figures.push_back({name, tally.branch, tally.ended - (first ? 0 : found->second->ended_ever),
                         tally.happened - (first ? 0 : found->second->happened_ever), tally.late, tally.ended, tally.happened});
    }
  }
  return figures;
}

std::optional<std::int64_t> rate_of(const core::ReviewFigure& figure) {
  const std::int64_t counted = figure.ended + figure.late;
  if (counted <= 0) return std::nullopt;
  return figure.happened * 1'000'000 / counted;
}

}  // namespace playmaker::engine
