// Applying what was compiled: linked on top of what lives, its bytes stored beside the journal, one record in the house lane.
#include <algorithm>

#include "runtime/base/hash.hpp"
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
      if (found != applied->plans.end()) return found->plan == one.plan && found->origin == one.origin;
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

}  // namespace

void Engine::Parts::execute(Apply& command) {
  core::Applied& applied = command.applied;
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
  auto linked = core::link(before.get(), applied);
  if (!linked) return refuse(command.reply, linked.error());
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
                            i < applied.origins.size() && applied.origins[i] != nullptr ? applied.origins[i]->text_hash : std::string()});
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
  if (!same_calendars(before.get(), *world.roster)) begin_walk(WalkKind::calendar, 0, plan::kNone, now);
  reply(command.reply, {});
}

}  // namespace playmaker::engine
