#include "runtime/engine/moves.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "runtime/engine/state.hpp"

namespace playmaker::engine {
namespace {

constexpr std::size_t kNamedMax = 6;

// Where a journey stands, in one word: the newest of what runs or waits; else the newest that is armed.
std::uint32_t standing_at(const core::Journey& journey) {
  const core::Run* found = nullptr;
  for (const core::Run& run : journey.runs) {
    if (run.phase == core::RunPhase::ended || run.site == 0) continue;
    const bool armed = run.phase == core::RunPhase::armed;
    if (found == nullptr || armed <= (found->phase == core::RunPhase::armed)) found = &run;
  }
  return found == nullptr ? 0 : found->site;
}

std::string path_in(const plan::Plan& plan, std::uint32_t site) { return site < plan.sites.size() ? plan.sites[site].path : std::string(); }

// Where `moved` says that this place of before is now: as it is not there, what is there was another place. Empty: `moved` says nothing of
// it.
std::string told_to(const plan::Plan& to, const plan::Site& was) {
  for (const plan::MovedPlace& each : to.upgrade.moved) {
    const std::string& from = to.unit.texts[each.from];
    if (was.path != from && !was.path.starts_with(from + '.')) continue;
    const std::string path = to.unit.texts[each.to] + was.path.substr(from.size());
    for (const plan::Site& site : to.sites)
      if (site.kind == was.kind && site.path == path) return path;
  }
  return {};
}

using Key = std::tuple<std::string, std::uint32_t, std::uint32_t, plan::UpgradeKind, MoveFate, std::string, std::string>;

void count(std::map<Key, std::uint64_t>& counts, const core::Roster& before, const core::Roster& after, const core::Customer& customer,
           const core::Journey& journey) {
  const core::LinkedPlan& from = *before.plans[journey.plan];
  const core::LinkedPlan* to = after.live_plan(from.playbook);
  if (to == nullptr || to->number == from.number) return;
  const plan::UpgradeKind how = to->plan->upgrade.how;
  const auto add = [&](MoveFate fate, std::uint32_t site, const std::string& there) {
    ++counts[{from.plan->name, from.plan->version, to->plan->version, how, fate, path_in(*from.plan, site), there}];
  };
  const std::uint32_t at = standing_at(journey);
  if (how == plan::UpgradeKind::keep) return add(MoveFate::stays, at, {});
  const core::Movability can = core::movability(after, customer, journey, *to);
  if (can.kind == core::MoveKind::moves) return add(MoveFate::moves, at, path_in(*to->plan, at));
  for (const std::uint32_t site : can.sites) {
    // Who stands in a place stands in those around it too: told once, by the outermost, which is what `moved` names.
    const std::string path = path_in(*from.plan, site);
    if (std::ranges::any_of(can.sites, [&](std::uint32_t other) { return path.starts_with(path_in(*from.plan, other) + '.'); })) continue;
    if (can.kind == core::MoveKind::later) add(MoveFate::later, site, {});
    else add(MoveFate::no_place, site, told_to(*to->plan, from.plan->sites[site]));
  }
}

}  // namespace

std::vector<MoveCount> count_moves(const State& state, const core::Roster& before, const core::Roster& after) {
  std::map<Key, std::uint64_t> counts;
  for (const Lane& lane : state.lanes) {
    for (const core::Customer& customer : lane.customers) {
      for (const core::Journey& journey : customer.journeys) {
        if (!journey.ended && journey.via != core::EntryVia::desk) count(counts, before, after, customer, journey);
      }
    }
  }
  std::vector<MoveCount> out;
  for (const auto& [key, journeys] : counts) {
    const auto& [playbook, from_version, to_version, how, fate, from, to] = key;
    out.push_back({playbook, from_version, to_version, how, fate, from, to, journeys});
  }
  return out;
}

std::optional<base::Failure> lost_positions(const std::vector<MoveCount>& counts) {
  std::string en, zh, playbook, version, taken;
  std::size_t places = 0;
  for (const MoveCount& each : counts) {
    if (each.fate != MoveFate::no_place) continue;
    if (places == 0) {
      playbook = each.playbook;
      version = std::to_string(each.to_version);
    }
    if (++places > kNamedMax || each.playbook != playbook) continue;
    if (taken.empty()) taken = each.to;
    const std::string journeys = std::to_string(each.journeys), from = std::to_string(each.from_version);
    en +=
        (en.empty() ? "" : ", ") + journeys + (each.journeys == 1 ? " journey" : " journeys") + " of version " + from + " at " + each.from;
    zh += (zh.empty() ? "" : "、") + std::string("版本 ") + from + " 的 " + each.from + " 处有 " + journeys + " 个旅程";
  }
  if (places == 0) return std::nullopt;
  const std::string lost_en = "version " + version + " of " + playbook + " has no place for " + en,
                    lost_zh = playbook + " 的版本 " + version + " 没有这些位置:" + zh;
  // Where it was told of already, to tell it again would not help.
  if (!taken.empty())
    return base::Failure{base::FailureKind::invalid, "positions_lost",
                         lost_en + "; " + taken +
                             " goes on what another place was, and two places cannot become one: keep the step under a name of "
                             "its own, or write `upgrade keep`",
                         lost_zh + ";" + taken + " 承接的是另一处位置,两处不能合一:请以单独的名称保留该步骤,或写 `upgrade keep`"};
  return base::Failure{base::FailureKind::invalid, "positions_lost",
                       lost_en + "; keep the step, tell with `moved` what it is called now, or write `upgrade keep`",
                       lost_zh + ";请保留该步骤,用 `moved` 写明新名称,或写 `upgrade keep`"};
}

}  // namespace playmaker::engine
