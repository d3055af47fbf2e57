#include "runtime/engine/engine.hpp"

#include <bit>

#include "runtime/base/check.hpp"
#include "runtime/core/paused.hpp"
#include "runtime/engine/parts.hpp"

namespace playmaker::engine {

Engine::Engine(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) { parts_->engine = this; }
Engine::~Engine() = default;

base::Result<std::unique_ptr<Engine>> Engine::open(journal::Journal& journal, Options options, Instant now) {
  CHECK(journal.lanes() >= 2 && journal.lanes() <= 257 && std::has_single_bit(static_cast<unsigned>(journal.lanes() - 1)));
  auto parts = std::make_unique<Parts>(journal, std::move(options));
  parts->now = now;
  if (const auto loaded = parts->load(); !loaded) return std::unexpected(loaded.error());
  parts->derive(true);
  parts->restart_pending = parts->state.commit != 0;
  return std::unique_ptr<Engine>(new Engine(std::move(parts)));
}

Inbox& Engine::inbox() { return parts_->inbox; }
Instant Engine::now() const { return parts_->now; }
std::uint64_t Engine::commit() const { return parts_->state.commit; }
std::shared_ptr<const core::Roster> Engine::roster() const { return parts_->state.house.linked(); }
const core::Directory& Engine::directory() const { return parts_->state.house.directory(); }
const std::vector<core::WidePause>& Engine::pauses() const { return parts_->state.house.pauses(); }

// A look at each customer's list, nearly always empty: some milliseconds for a million.
std::vector<Surrogate> Engine::paused_customers(std::size_t most) const {
  std::vector<Surrogate> found;
  const State& state = parts_->state;
  for (std::uint32_t lane = 0; lane < state.lanes.size(); ++lane) {
    for (std::uint32_t number = 0; number < state.lanes[lane].customers.size(); ++number) {
      if (found.size() == most) return found;
      const core::Customer& customer = state.lanes[lane].customers[number];
      if (core::paused_by_hand(customer)) found.push_back(surrogate_of(lane, number));
    }
  }
  return found;
}

const std::vector<HouseTrouble>& Engine::troubles() const { return parts_->state.house.marks().troubles; }
const std::vector<PlanApplied>& Engine::applied() const { return parts_->state.house.applied(); }

Health Engine::health() const {
  Health health = parts_->health;
  health.now = parts_->now;
  health.commit = parts_->state.commit;
  health.timers = parts_->timers.size();
  health.inbox_depth = parts_->inbox.depth();
  health.walks = parts_->state.house.marks().walks.size();
  health.touches_queued = parts_->outbox.queued();
  health.touches_in_flight = parts_->outbox.in_flight();
  health.timer_lag = parts_->timers.next() < parts_->now ? parts_->now - parts_->timers.next() : 0;
  health.disk_full = parts_->disk_full;
  health.stopped = parts_->stopped;
  health.clock_held = parts_->clock_held;
  return health;
}

std::vector<StockReport> Engine::stocks() const {
  std::vector<StockReport> reports;
  const core::Roster* roster = parts_->world.roster;
  if (roster == nullptr) return reports;
  for (const auto& [number, account] : parts_->state.ledger.stocks()) {
    const plan::Benefit* benefit = number < roster->benefits.size() ? roster->benefits[number] : nullptr;
    if (benefit == nullptr) continue;
    const std::int64_t stock = Ledger::supply(*benefit, roster->zone, account.since, parts_->now);
    reports.push_back({number, benefit->unlimited, stock, account.granted, account.posted,
                       benefit->unlimited ? 0 : stock - account.granted - account.posted});
  }
  return reports;
}

std::uint32_t Engine::lanes() const { return static_cast<std::uint32_t>(parts_->state.lanes.size()); }
std::uint32_t Engine::customers(std::uint32_t lane) const { return static_cast<std::uint32_t>(parts_->state.lanes[lane].customers.size()); }
std::optional<Surrogate> Engine::find(std::string_view customer) const { return parts_->find(customer); }

std::string Engine::name_of(Surrogate customer) const {
  return lane_of(customer) < parts_->state.lanes.size() ? parts_->state.lanes[lane_of(customer)].ids.name(number_of(customer))
                                                        : std::string();
}

std::vector<std::string> Engine::names_of(std::span<const Surrogate> customers) const {
  std::vector<std::string> names;
  for (const Surrogate customer : customers) names.push_back(name_of(customer));
  return names;
}

const core::Customer* Engine::customer(Surrogate customer) const { return parts_->state.find(customer); }

base::Result<std::vector<std::pair<std::string, std::string>>> Engine::personal(Surrogate customer) const {
  std::vector<std::pair<std::string, std::string>> values;
  const auto bytes = parts_->journal.person(customer);
  if (!bytes) return std::unexpected(bytes.error());
  const auto row = *bytes ? decode_person(**bytes) : std::nullopt;
  if (row)
    for (const PersonalValue& value : row->values) values.emplace_back(value.name, value.text);
  return values;
}

std::vector<Shown> Engine::shown(Surrogate customer, std::uint32_t channel) const { return parts_->shown(customer, channel); }
std::vector<ReviewStanding> Engine::reviews() const { return parts_->reviews(); }
const Trials& Engine::trials() const { return parts_->state.ledger.trials(); }
const std::vector<core::DecidedExperiment>& Engine::decided() const { return parts_->state.house.marks().decided; }

base::Result<std::optional<std::string>> Engine::stored(std::string_view name) const { return parts_->journal.meta(name); }

std::string Engine::sealed(base::SealedKind kind, Surrogate customer, const core::ThingRef& ref) const {
  return base::seal(parts_->seal_key,
                    {kind, static_cast<std::uint8_t>(lane_of(customer)), number_of(customer), ref.journey, ref.site, ref.occurrence});
}

std::optional<Engine::Unsealed> Engine::unsealed(std::string_view text) const {
  const auto parts = base::unseal(parts_->seal_key, text);
  if (!parts || parts_->state.find(surrogate_of(parts->lane, parts->customer)) == nullptr) return std::nullopt;
  return Unsealed{parts->kind, surrogate_of(parts->lane, parts->customer), {parts->journey, parts->site, parts->occurrence}};
}

Engine::Unsealed Engine::Parts::unsealed_or_none(std::string_view text, base::SealedKind kind) const {
  const auto found = engine->unsealed(text);
  if (!found || found->kind != kind) return {kind, kNobody, {}};
  return *found;
}

}  // namespace playmaker::engine
