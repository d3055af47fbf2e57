// Whom a lead is dealt to: the people of its role at its branch, as the book or the pool knows them.
#include <algorithm>

#include "runtime/engine/parts.hpp"

namespace playmaker::engine {
namespace {

// A pool serves the whole bank, unless the catalog says at which branch a person sits.
bool elsewhere(const core::World& world, std::uint32_t person, std::uint32_t branch) {
  const std::uint32_t field = world.roster->dictionary->find(core::Names::person_attribute, "branch");
  const auto& persons = world.directory->persons;
  if (field >= world.roster->person_attributes.size() || person >= persons.size() || field >= persons[person].fields.size()) return false;
  const plan::Datum& sits = persons[person].fields[field];
  return sits.kind == plan::Kind::branch && sits.number != branch;
}

}  // namespace

void Engine::Parts::open_book() {
  if (book.open()) return;
  book.begin();
  for (const Lane& lane : state.lanes) {
    for (const core::Customer& customer : lane.customers) book.moved({}, Book::place_of(*world.roster, customer));
  }
}

std::vector<std::uint32_t> Engine::Parts::people_for(Surrogate customer, const core::ResourceAsked& ask) {
  const core::Roster& roster = *world.roster;
  const plan::Role* role = ask.what < roster.roles.size() ? roster.roles[ask.what] : nullptr;
  if (role == nullptr) return {};
  std::vector<std::uint32_t> people;
  if (!role->pool.empty()) {
    const std::uint32_t pool = roster.dictionary->find(core::Names::pool, role->pool);
    if (pool < world.directory->pools.size()) people = world.directory->pools[pool];
    std::erase_if(people, [&](std::uint32_t person) { return elsewhere(world, person, ask.group); });
  } else if (core::by_manager(roster, *role)) {
    open_book();
    people = book.people(ask.group);
  }
  std::erase_if(people, [&](std::uint32_t person) {
    return std::find(ask.passed.begin(), ask.passed.end(), person) != ask.passed.end() ||
           core::is_away(world, state.customer(customer), person, now);
  });
  return people;
}

// Said once a day and person, where tasks cannot wait: leads do.
void Engine::Parts::weigh(const core::TaskAssigned& fact) {
  const core::Roster& roster = *world.roster;
  const std::uint32_t number = roster.dictionary->find(core::Names::role, fact.role);
  const plan::Role* role = number < roster.roles.size() ? roster.roles[number] : nullptr;
  if (role == nullptr || role->capacity_per_day == 0 || fact.person == plan::kNone) return;
  const std::int64_t given = state.ledger.workload().given(number, fact.person, base::local_date(roster.zone, now).days);
  if (given == std::int64_t{role->capacity_per_day} + 1)
    incident("capacity_exceeded", fact.role, roster.dictionary->name(core::Names::person, fact.person));
}

}  // namespace playmaker::engine
