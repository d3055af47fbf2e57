// Inputs of customers: decided, applied and appended one by one, and what their facts mean for timers, ledger and outbox.
#include <algorithm>
#include <utility>

#include "runtime/base/layout.hpp"
#include "runtime/engine/parts.hpp"

namespace playmaker::engine {
namespace {
constexpr int kOverdueRoundsMax = 64;          // of one customer before an input; whatever is left fires in its own turn
}

const core::Group& Engine::Parts::take(Surrogate surrogate, core::Input input) {
  core::Customer& customer = state.customer(surrogate);
  last.customer = number_of(surrogate);
  last.at = core::decided_at(input, now);
  last.previous = customer.last_group;
  last.input = std::move(input);
  const Book::Place stood = book.open() ? Book::place_of(*world.roster, customer) : Book::Place{};
  last.facts = core::decide(world, customer, last.input, now);
  const auto lane = static_cast<std::uint16_t>(lane_of(surrogate));
  const std::uint64_t position = rows.add(lane, last, state.commit + 1, state.house.marks().world);
  customer.last_group = position;
  if (book.open()) book.moved(stood, Book::place_of(*world.roster, customer));
  ++health.groups;
  ++groups_since_snapshot;
  health.facts += 1 + last.facts.size();
  follow(surrogate, last);
  if (!options.observer) return last;
  committed.batch.items.push_back({lane, position, std::move(last)});
  return committed.batch.items.back().group;
}

const core::Group& Engine::Parts::give(Surrogate surrogate, core::Input input) {
  fire_overdue(surrogate);
  return take(surrogate, std::move(input));
}

// The customer's timers that were due before now, in due order, so that a burst of timers changes no order between them and an input.
void Engine::Parts::fire_overdue(Surrogate surrogate) {
  if (clock_held) return;
  for (int round = 0; round < kOverdueRoundsMax; ++round) {
    Instant due = base::kNever;
    for (const core::Timer& timer : state.customer(surrogate).timers) {
      if (!timer.held && timer.due < now) due = std::min(due, timer.due);
    }
    if (due == base::kNever) return;
    core::TimersDue input{due, {}};
    for (const core::Timer& timer : state.customer(surrogate).timers) {
      if (!timer.held && timer.due == due) input.timers.push_back(timer.timer);
    }
    take(surrogate, std::move(input));
  }
}

namespace {
bool stands(const core::Customer& customer, std::uint32_t number, Instant due) {  // else it was cancelled, held or fired before
  const auto timer =
      std::find_if(customer.timers.begin(), customer.timers.end(), [&](const core::Timer& one) { return one.timer == number; });
  return timer != customer.timers.end() && timer->due == due && !timer->held;
}
}  // namespace

void Engine::Parts::drop_cancelled() {
  while (const TimerEntry* first = timers.front()) {
    if (stands(state.customer(surrogate_of(first->lane, first->customer)), first->timer, timers.next())) return;
    timers.drop_front();
  }
}

std::size_t Engine::Parts::fire_due(Instant until, std::size_t most) {
  if (clock_held || most == 0) return 0;
  std::size_t given = 0;
  Instant due;
  std::vector<TimerEntry> entries;
  while (given < most && timers.pop(until, most - given, due, entries)) {
    for (std::size_t i = 0; i < entries.size();) {
      const Surrogate surrogate = surrogate_of(entries[i].lane, entries[i].customer);
      core::TimersDue input{due, {}};
      for (; i < entries.size() && surrogate_of(entries[i].lane, entries[i].customer) == surrogate; ++i) {
        const bool twice = !input.timers.empty() && input.timers.back() == entries[i].timer;
        if (!twice && stands(state.customer(surrogate), entries[i].timer, due)) input.timers.push_back(entries[i].timer);
      }
      if (input.timers.empty()) continue;
      take(surrogate, std::move(input));
      ++given;
    }
  }
  return given;
}

std::optional<Surrogate> Engine::Parts::find(std::string_view outside_id) const {
  const std::uint32_t lane = lane_for(outside_id, state.lanes.size());
  const std::uint32_t number = state.lanes[lane].ids.find(outside_id);
  if (number == plan::kNone || number >= state.lanes[lane].customers.size()) return std::nullopt;
  return surrogate_of(lane, number);
}

Surrogate Engine::Parts::appear(std::string_view outside_id) {
  if (const auto known = find(outside_id)) return *known;
  const std::uint32_t lane_number = lane_for(outside_id, state.lanes.size());
  Lane& lane = state.lanes[lane_number];
  const auto number = static_cast<std::uint32_t>(lane.customers.size());
  lane.ids.set(number, outside_id);
  lane.customers.push_back(new_customer(number, outside_id));
  const Surrogate surrogate = surrogate_of(lane_number, number);
  persons.emplace(surrogate, PersonRow{std::string(outside_id), {}});
  persons_order.push_back(surrogate);
  if (!is_desk(surrogate)) ++health.customers;
  take(surrogate, core::CustomerAppeared{});
  return surrogate;
}

PersonRow Engine::Parts::read_person(std::uint64_t key) const {
  if (const auto pending = persons.find(key); pending != persons.end()) return pending->second.value_or(PersonRow{});
  const auto bytes = journal.person(key);
  return bytes && *bytes ? decode_person(**bytes).value_or(PersonRow{}) : PersonRow{};
}

PersonRow& Engine::Parts::person(std::uint64_t key) {
  if (!persons.contains(key)) {
    PersonRow row = read_person(key);
    persons.emplace(key, std::move(row));
    persons_order.push_back(key);
  }
  std::optional<PersonRow>& row = persons[key];
  return row ? *row : row.emplace();
}

void Engine::Parts::erase_person(std::uint64_t key) {
  if (!persons.contains(key)) persons_order.push_back(key);
  persons[key] = std::nullopt;
}

bool Engine::Parts::is_leg(const core::Customer& customer, const core::ThingRef& ref) const {
  for (const core::Journey& journey : customer.journeys) {
    if (journey.journey != ref.journey || journey.plan >= world.roster->plans.size()) continue;
    const auto& sites = world.roster->plans[journey.plan]->plan->sites;
    return ref.site < sites.size() && sites[ref.site].kind == plan::SiteKind::leg;
  }
  return false;
}

// Experiments with `stop when sure` whose figures have changed. A decision is a record of the house, so that no restart asks twice.
void Engine::Parts::judge_trials() {
  if (!std::exchange(measured, false) || world.roster == nullptr) return;
  std::vector<ExperimentDecided> decided;
  for (const std::uint32_t number : world.roster->live) {
    const core::LinkedPlan& linked = *world.roster->plans[number];
    for (const plan::Experiment& experiment : linked.plan->experiments) {
      const std::string& name = linked.plan->unit.texts[experiment.name];
      const auto& known = state.house.marks().decided;
      const bool over = std::any_of(known.begin(), known.end(), [&](const core::DecidedExperiment& each) {
        return each.playbook == linked.playbook && each.experiment == name;
      });
      const Trial* trial = over ? nullptr : state.ledger.trials().of(linked.playbook, name);
      const auto won = trial == nullptr ? std::nullopt : winner(*linked.plan, experiment, *trial);
      if (won) decided.push_back({linked.playbook, name, *won});
    }
  }
  for (const ExperimentDecided& each : decided) {
    record(each);
    incident("experiment_decided", world.roster->dictionary->name(core::Names::playbook, each.playbook) + "." + each.experiment, each.arm);
  }
}

bool Engine::Parts::of_pool(std::string_view role) const {
  const std::uint32_t number = world.roster->dictionary->find(core::Names::role, role);
  return number < world.roster->roles.size() && world.roster->roles[number] != nullptr && !world.roster->roles[number]->pool.empty();
}

namespace {
// Facts that concern nobody but the customer are most of them.
struct Following {
  Engine::Parts& parts;
  Surrogate customer;
  Instant at;
  void operator()(const core::TimerSet& fact) const { parts.timers.add(customer, fact.timer, fact.due); }
  void operator()(const core::JourneyEntered& fact) const {
    if (fact.via != core::EntryVia::desk) ++parts.health.journeys;
  }
  void operator()(const core::JourneyEnded&) const {
    if (!parts.is_desk(customer)) --parts.health.journeys;
  }
  void operator()(const core::ResourceAsked& fact) const { parts.asks.push_back({customer, fact}); }
  void operator()(const core::BranchTaskWanted& fact) const { parts.branch_asks.push_back(fact); }
  void operator()(const core::ResourceSettled& fact) const { parts.state.ledger.fold(fact); }
  void operator()(const core::RateCounted& fact) const { parts.state.ledger.fold(fact); }
  void operator()(const core::ArmTaken& fact) const { parts.state.ledger.fold(fact); }
  void operator()(const core::ArmMeasured& fact) const {
    parts.state.ledger.fold(fact);
    parts.measured = true;
  }
  void operator()(const core::TaskAssigned& fact) const {
    if (parts.of_pool(fact.role)) parts.state.ledger.task_assigned(customer, fact.task, fact.person);
    parts.state.ledger.fold(parts.world, fact, at);
    parts.weigh(fact);
  }
  void operator()(const core::LeadDealt& fact) const { parts.state.ledger.fold(parts.world, fact, at); }
  void operator()(const core::TaskClosed& fact) const { parts.state.ledger.task_closed(customer, fact.task); }
  void operator()(const core::TouchReserved& fact) const {
    if (parts.is_leg(parts.state.customer(customer), fact.touch)) parts.outbox.reserve(fact.channel, {customer, fact.touch}, fact.at);
  }
  void operator()(const core::TouchSending& fact) const { parts.prepare_dispatch(customer, fact); }
  void operator()(const core::TouchReported& fact) const {
    parts.outbox.forget({customer, fact.touch});
    if (fact.phase != core::TouchPhase::unknown) parts.settle_message({customer, fact.touch});   // an unknown one may be sent once more
  }
  void operator()(const core::TouchRetrying& fact) const { parts.outbox.forget({customer, fact.touch}); }
  void operator()(const core::TouchBlocked& fact) const { parts.outbox.forget({customer, fact.touch}); }
  void operator()(const core::TouchOver& fact) const {
    parts.outbox.forget({customer, fact.touch});
    parts.settle_message({customer, fact.touch});
  }
  void operator()(const auto&) const {}
};
}  // namespace

void Engine::Parts::follow(Surrogate customer, const core::Group& group) {
  for (const core::Fact& fact : group.facts) std::visit(Following{*this, customer, group.at}, fact);
}

// ---- house lane ----------------------------------------------------------------------------------------------------------------

void Engine::Parts::note(const HouseRecord& record) {
  if (changes_world(record)) rows.close();
  rows.note(now, record, state.commit + 1, state.house.marks().world);
  if (!options.observer) return;
  committed.house.push_back({now, record});
  if (const auto* held = std::get_if<core::ReviewHeld>(&record)) committed.batch.reviews.push_back({now, *held});
}

void Engine::Parts::record(const HouseRecord& record) {
  note(record);
  const auto folded = state.house.fold(record, now, stored);
  if (!folded) stopped = true;                 // our own record does not fold: the commit must not become durable
  state.ledger.fold(record, now);
  world = state.world();
}

void Engine::Parts::grow() {
  const core::Dictionary& dictionary = state.house.dictionary();
  bool grew = false;
  for (std::size_t kind = 0; kind < recorded.size(); ++kind) {
    const auto names = static_cast<core::Names>(kind);
    if (dictionary.size(names) == recorded[kind]) continue;
    DictionaryGrew record{names, recorded[kind], {}};
    while (recorded[kind] < dictionary.size(names)) record.names.push_back(dictionary.name(names, recorded[kind]++));
    note(record);
    grew = true;
  }
  if (grew) world = state.world();
}

void Engine::Parts::incident(std::string code, std::string place, std::string sample) {
  record(HouseIncident{std::move(code), std::move(place), std::move(sample)});
}

}  // namespace playmaker::engine
