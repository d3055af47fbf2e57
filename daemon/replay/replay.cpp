#include "daemon/replay/replay.hpp"

#include <algorithm>

#include "runtime/journal/digest.hpp"
#include "runtime/sim/virtual_run.hpp"

namespace playmaker::replay {
namespace {

constexpr base::Millis kRunOut = 400 * base::kDay;
constexpr std::size_t kRowsAtOnce = 1'000, kGroupsPerCommit = 4'000;

base::Result<void> answered(const base::Result<engine::Reply>& reply) {
  if (!reply) return std::unexpected(reply.error());
  if (reply->failure) return std::unexpected(*reply->failure);
  return {};
}

base::Instant first_day(const core::Applied& applied, const Log& log) {
  if (log.events.empty()) return base::Instant{0};
  base::Zone zone;
  if (applied.catalog) {
    if (const auto found = base::find_zone(applied.catalog->zone)) zone = *found;
  }
  return base::start_of_day(zone, base::local_date(zone, log.events.front().at));
}

base::Result<void> import_customers(sim::VirtualRun& run, Log& log) {
  for (std::size_t i = 0; i < log.customers.size(); i += kRowsAtOnce) {
    engine::Import import;
    const std::size_t end = std::min(log.customers.size(), i + kRowsAtOnce);
    import.rows.assign(std::make_move_iterator(log.customers.begin() + static_cast<std::ptrdiff_t>(i)),
                       std::make_move_iterator(log.customers.begin() + static_cast<std::ptrdiff_t>(end)));
    const auto reply = run.give(std::move(import));
    if (const auto ok = answered(reply); !ok) return ok;
    for (const engine::ItemResult& item : reply->items) {
      if (item.status == engine::ItemStatus::refused)
        return base::invalid(item.code, "a customer was refused: " + item.message, "客户被拒绝:" + item.zh);
    }
  }
  return {};
}

base::Result<void> give_events(sim::VirtualRun& run, Log& log, const Wish& wish, Outcome& outcome) {
  for (std::size_t i = 0; i < log.events.size();) {
    const base::Instant at = log.events[i].at;
    if (wish.until && at > *wish.until) return {};
    engine::Events batch;
    std::vector<std::string> names;
    for (; i < log.events.size() && log.events[i].at == at; ++i) {
      names.push_back(log.events[i].event.name);
      batch.events.push_back(std::move(log.events[i].event));
    }
    const auto reply = run.give(std::move(batch), at);
    if (const auto ok = answered(reply); !ok) return ok;
    for (std::size_t n = 0; n < reply->items.size(); ++n) {
      const engine::ItemResult& item = reply->items[n];
      if (item.status == engine::ItemStatus::accepted) ++outcome.used;
      else if (item.status == engine::ItemStatus::duplicate) ++outcome.duplicate;
      else if (item.code == "event_unknown") ++outcome.unknown[names[n]];
      else ++outcome.refused;
      if (item.status == engine::ItemStatus::refused) outcome.refusals.emplace(item.code, item.message);
    }
    if (wish.progress && i % 1024 < names.size()) wish.progress(i, log.events.size());
  }
  return {};
}

}  // namespace

base::Result<Outcome> replay(Wish wish, Log log) {
  Outcome outcome;
  outcome.read = log.read;
  outcome.by_name.insert(log.by_name.begin(), log.by_name.end());
  outcome.unknown.insert(log.unnamed.begin(), log.unnamed.end());

  Figures figures;
  sim::VirtualRun::Setup setup;
  setup.start = first_day(wish.applied, log);
  setup.journal = wish.journal;
  setup.options.groups_per_commit = kGroupsPerCommit;
  setup.options.groups_per_snapshot = 0;
  setup.options.in_flight_per_channel = SIZE_MAX / 2;          // an instant channel has no line to fill
  setup.options.observer = [&](engine::Committed&& committed) {
    figures.fold(committed.batch);
    if (wish.watch) wish.watch(committed.batch);
  };
  auto begun = sim::VirtualRun::begin(std::move(setup));
  if (!begun) return std::unexpected(begun.error());
  sim::VirtualRun& run = **begun;

  engine::Apply apply;
  apply.applied = wish.applied;
  apply.sources = wish.sources;
  apply.actor = "replay";
  if (const auto ok = answered(run.give(std::move(apply))); !ok) return std::unexpected(ok.error());
  figures.list(*run.engine().roster());
  if (const auto ok = import_customers(run, log); !ok) return std::unexpected(ok.error());
  const base::Instant last = log.events.empty() ? run.engine().now() : log.events.back().at;
  if (const auto ok = give_events(run, log, wish, outcome); !ok) return std::unexpected(ok.error());
  if (wish.until) {
    if (const auto ok = run.advance_to(*wish.until); !ok) return std::unexpected(ok.error());
    if (const auto ok = run.engine().flush(); !ok) return std::unexpected(ok.error());
  } else if (const auto ok = run.run_out(last + kRunOut); !ok) {
    return std::unexpected(ok.error());
  }
  outcome.end = run.engine().now();
  outcome.customers = run.engine().health().customers;
  outcome.late = figures.late();
  outcome.playbooks = figures.playbooks();
  const auto digest = journal::digest(run.journal());
  if (!digest) return std::unexpected(digest.error());
  outcome.journal_hash = base::hex(*digest);
  return outcome;
}

std::string to_json(const Outcome& outcome) {
  daemon::JsonWriter json;
  const auto counts = [&](const char* key, const Counts& each) {
    json.key(key).begin_object();
    for (const auto& [name, count] : each) json.field(name, count);
    json.end_object();
  };
  json.begin_object().field("customers", outcome.customers);
  json.key("events").begin_object().field("read", outcome.read).field("used", outcome.used);
  counts("unknown", outcome.unknown);
  counts("by_name", outcome.by_name);
  json.field("late", outcome.late).field("duplicate", outcome.duplicate).end_object();
  write(json, outcome.playbooks);
  json.end_object();
  return json.take();
}

}  // namespace playmaker::replay
