// Applying what was compiled: linked on top of what lives, its bytes stored beside the journal, one record in the house lane.
#include <algorithm>
#include <map>
#include <optional>

#include "runtime/base/hash.hpp"
#include "runtime/engine/moves.hpp"
#include "runtime/engine/parts.hpp"

namespace playmaker::engine {
namespace {

// Bytes are stored once under their hash.
std::string store(journal::Changes& changes, std::string_view kind, const std::string& bytes, const std::string& hash) {
  changes.metas.push_back({std::string(kind) + "/" + hash, bytes});
  return hash;
}

// Whether what was applied last says the same: nothing is written twice.
bool same_as_before(const std::vector<PlanApplied>& history, const PlanApplied& next) {
  if (history.empty() || history.back().catalog != next.catalog) return false;
  return std::all_of(next.plans.begin(), next.plans.end(), [&](const PlanApplied::One& one) {
    for (auto applied = history.rbegin(); applied != history.rend(); ++applied) {
      const auto found =
          std::find_if(applied->plans.begin(), applied->plans.end(), [&](const PlanApplied::One& other) { return other.name == one.name; });
      if (found != applied->plans.end()) return found->plan == one.plan && found->origin == one.origin && found->waived == one.waived;
    }
    return false;
  });
}

bool same_calendars(const core::Roster* before, const core::Roster& after) {
  if (before == nullptr || before->catalog->calendars.size() != after.catalog->calendars.size()) return before == nullptr;
  for (std::size_t i = 0; i < after.catalog->calendars.size(); ++i) {
    if (before->catalog->calendars[i].name != after.catalog->calendars[i].name ||
        !(before->catalog->calendars[i].days == after.catalog->calendars[i].days))
      return false;
  }
  return true;
}

// A version number names one text for ever: what a supervisor reads as "version 5" must not be two things. Applying an older text again
// (a roll-back) is another matter and stays possible.
std::optional<base::Failure> version_taken(const core::Roster& before, const core::Applied& next) {
  for (std::size_t i = 0; i < next.plans.size() && i < next.origins.size(); ++i) {
    if (next.origins[i] == nullptr) continue;
    const plan::Plan& plan = *next.plans[i];
    for (const auto& known : before.plans) {
      if (known->plan->name != plan.name || known->plan->version != plan.version || known->origin == nullptr ||
          known->origin->text_hash.empty() || known->origin->text_hash == next.origins[i]->text_hash)
        continue;
      std::uint32_t newest = plan.version;
      for (const auto& other : before.plans)
        if (other->plan->name == plan.name) newest = std::max(newest, other->plan->version);
      const std::string number = std::to_string(plan.version), free = std::to_string(newest + 1);
      return base::Failure{
          base::FailureKind::invalid, "version_taken",
          "version " + number + " of " + plan.name + " was applied before with another text; write `version " + free + "` or higher",
          plan.name + " 的版本 " + number + " 已应用过另一份文本；请写 `version " + free + "` 或更高"};
    }
  }
  return std::nullopt;
}

// Where a file that a plan names lies, as whoever applied it said.
std::string place_of(const PlanApplied& applied, std::string file) {
  while (file.starts_with("./") || file.starts_with("../")) file.erase(0, file.find('/') + 1);
  for (const PlanApplied::Source& source : applied.sources)
    if (source.path == file || source.path.ends_with("/" + file)) return source.path;
  return file;
}

// Whoever applies from another folder does not know what lives: where the version came from that reads the thing.
void tell_source(base::Failure& failure, const std::vector<PlanApplied>& history, const core::LinkedPlan& plan, base::Zone zone) {
  const auto applied = std::find_if(history.rbegin(), history.rend(), [&](const PlanApplied& each) {
    return std::ranges::any_of(each.plans, [&](const PlanApplied::One& one) { return one.plan == plan.hash; });
  });
  if (applied == history.rend()) return;
  const std::string when = base::format_minute(applied->at, zone);
  const bool placed = plan.origin != nullptr && !plan.origin->sites.empty() && !plan.origin->sites.front().place.file.empty();
  const std::string file = placed ? place_of(*applied, plan.origin->sites.front().place.file) : std::string();
  failure.message +=
      "; it was applied on " + when + (applied->actor.empty() ? "" : " by " + applied->actor) + (file.empty() ? "" : " from " + file);
  failure.zh +=
      "；该版本于 " + when + (applied->actor.empty() ? "" : " 由 " + applied->actor) + " 上线" + (file.empty() ? "" : "，来自 " + file);
}

// Rule 18: what a catalog may not drop is said with who reads it, and how many journeys do.
base::Failure counted(base::Failure failure, const State& state, const core::Roster& roster, const std::vector<PlanApplied>& history) {
  if (failure.code != "catalog_retyped") return failure;
  for (const auto& plan : roster.plans) {
    const std::string reader = "playbook " + plan->plan->name + " version " + std::to_string(plan->plan->version) + " reads it";
    if (failure.message.find(reader) == std::string::npos) continue;
    tell_source(failure, history, *plan, roster.zone);
    break;
  }
  std::map<std::string, std::uint64_t> under_way;
  for (const Lane& lane : state.lanes) {
    for (const core::Customer& customer : lane.customers)
      for (const core::Journey& journey : customer.journeys)
        if (!journey.ended) ++under_way[roster.plans[journey.plan]->plan->name];
  }
  for (const auto& [name, journeys] : under_way) {
    if (failure.message.find("playbook " + name + " version ") == std::string::npos) continue;
    failure.message += "; " + std::to_string(journeys) + (journeys == 1 ? " journey of it is under way" : " journeys of it are under way");
    failure.zh += "；其在途旅程有 " + std::to_string(journeys) + " 个";
  }
  return failure;
}

}  // namespace

// Linked on top of what lives, or why it may not be.
base::Result<std::shared_ptr<const core::Roster>> Engine::Parts::linked_with(core::Applied& applied) {
  applied.at = now;
  if (applied.catalog == nullptr && world.roster != nullptr) applied.catalog = world.roster->catalog;
  std::vector<bool> used(world.roster == nullptr ? 0 : world.roster->plans.size());
  for (const Lane& lane : state.lanes) {
    for (const core::Customer& customer : lane.customers)
      for (const core::Journey& journey : customer.journeys)
        if (!journey.ended) used[journey.plan] = true;
  }
  for (std::uint32_t plan = 0; plan < used.size(); ++plan)
    if (used[plan]) applied.in_use.push_back(plan);
  const auto before = state.house.roster();
  if (before != nullptr) {
    if (const auto taken = version_taken(*before, applied)) return std::unexpected(*taken);
  }
  auto linked = core::link(before.get(), applied);
  if (!linked && before != nullptr) return std::unexpected(counted(linked.error(), state, *before, state.house.applied()));
  return linked;
}

base::Result<std::vector<MoveCount>> Engine::moves_under(core::Applied applied) const {
  const auto before = parts_->state.house.roster();
  const auto linked = parts_->linked_with(applied);
  if (!linked) return std::unexpected(linked.error());
  return before == nullptr ? std::vector<MoveCount>() : count_moves(parts_->state, *before, **linked);
}

// Those on older versions are asked to move, a slice at a time; who cannot yet moves later by itself. So are those whose lead is dealt no
// more.
void Engine::Parts::begin_upgrades(const std::vector<std::shared_ptr<const plan::Plan>>& plans) {
  for (const auto& plan : plans) {
    const core::LinkedPlan* live = world.roster->live_plan(world.roster->dictionary->find(core::Names::playbook, plan->name));
    if (live == nullptr) continue;
    const bool keeps = live->plan->upgrade.how == plan::UpgradeKind::keep;
    const auto under_way = [&](const core::Journey& journey) {
      const core::LinkedPlan& on = *world.roster->plans[journey.plan];
      return !journey.ended && journey.via != core::EntryVia::desk && on.playbook == live->playbook && on.number != live->number;
    };
    const bool any = std::any_of(state.lanes.begin(), state.lanes.end(), [&](const Lane& lane) {
      return std::any_of(lane.customers.begin(), lane.customers.end(), [&](const core::Customer& customer) {
        return core::stranded_lead(*world.roster, customer, live->playbook) ||
               (!keeps && std::any_of(customer.journeys.begin(), customer.journeys.end(), under_way));
      });
    });
    if (any) begin_walk(WalkKind::upgrade, live->playbook, plan::kNone, now);
  }
}

void Engine::Parts::execute(Apply& command) {
  core::Applied& applied = command.applied;
  const auto before = state.house.roster();
  auto linked = linked_with(applied);
  if (!linked) return refuse(command.reply, linked.error());
  if (before != nullptr) {
    if (const auto lost = lost_positions(count_moves(state, *before, **linked))) return refuse(command.reply, *lost);
  }
  const auto& history = state.house.applied();

  journal::Changes bytes;
  PlanApplied record;
  record.actor = command.actor;
  record.at = now;
  const std::string catalog = plan::encode(*(*linked)->catalog);
  record.catalog = store(bytes, "catalog", catalog, base::hex(base::sha256(catalog)));
  for (std::size_t i = 0; i < applied.plans.size(); ++i) {
    const std::string plan = plan::encode(*applied.plans[i]);
    const std::string origin =
        i < applied.origins.size() && applied.origins[i] != nullptr ? plan::encode(*applied.origins[i]) : plan::encode(plan::Origin{});
    record.plans.push_back({applied.plans[i]->name, store(bytes, "plan", plan, base::hex(base::sha256(plan))),
                            store(bytes, "origin", origin, base::hex(base::sha256(origin))),
                            i < applied.origins.size() && applied.origins[i] != nullptr ? applied.origins[i]->text_hash : std::string(),
                            i < command.waived.size() ? command.waived[i] : std::string()});
  }
  if (same_as_before(history, record)) return reply(command.reply, {});
  for (const SourceText& source : command.sources)
    record.sources.push_back({source.path, store(bytes, "source", source.text, base::hex(base::sha256(source.text)))});

  std::move(bytes.metas.begin(), bytes.metas.end(), std::back_inserter(changes.metas));
  // The names first: the record is folded with them.
  rows.close();
  const core::Dictionary& names = *(*linked)->dictionary;
  for (std::size_t kind = 0; kind < recorded.size(); ++kind) {
    const auto of = static_cast<core::Names>(kind);
    if (names.size(of) == recorded[kind]) continue;
    DictionaryGrew grew{of, recorded[kind], {}};
    while (recorded[kind] < names.size(of)) grew.names.push_back(names.name(of, recorded[kind]++));
    note(grew);
  }
  note(record);
  state.house.adopt(record, std::move(*linked));
  world = state.world();
  set_channels();
  mark_reviews();
  if (!same_calendars(before.get(), *world.roster)) begin_walk(WalkKind::calendar, 0, plan::kNone, now);
  brief_branches();
  begin_upgrades(applied.plans);
  reply(command.reply, {});
}

}  // namespace playmaker::engine
