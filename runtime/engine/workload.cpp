#include "runtime/engine/workload.hpp"

namespace playmaker::engine {
namespace {

std::int32_t day_of(const core::World& world, base::Instant at) { return base::local_date(world.roster->zone, at).days; }

}  // namespace

void Workload::give(std::uint32_t role, std::uint32_t person, std::int32_t day) {
  DayShare& share = days_.try_emplace({role, person}, DayShare{role, person, day, 0}).first->second;
  if (day < share.day) return;                 // of a day that is over
  if (day > share.day) share = {role, person, day, 0};
  ++share.given;
}

void Workload::fold(const core::World& world, const core::TaskAssigned& fact, base::Instant at) {
  const std::uint32_t role = world.roster->dictionary->find(core::Names::role, fact.role);
  if (fact.person != plan::kNone && role != plan::kNone) give(role, fact.person, day_of(world, at));
}

void Workload::fold(const core::World& world, const core::LeadDealt& fact, base::Instant at) {
  ++lists_[{fact.list, fact.person}];
  if (fact.role != plan::kNone) give(fact.role, fact.person, day_of(world, at));
}

std::int64_t Workload::given(std::uint32_t role, std::uint32_t person, std::int32_t day) const {
  const auto share = days_.find({role, person});
  return share == days_.end() || share->second.day != day ? 0 : share->second.given;
}

bool Workload::full(const core::World& world, std::uint32_t role, std::uint32_t person, base::Instant now) const {
  const auto& roles = world.roster->roles;
  const std::uint32_t capacity = role < roles.size() && roles[role] != nullptr ? roles[role]->capacity_per_day : 0;
  return capacity != 0 && given(role, person, day_of(world, now)) >= capacity;
}

std::uint32_t Workload::next(const core::World& world, std::uint32_t list, std::uint32_t role, const std::vector<std::uint32_t>& people,
                             base::Instant now) const {
  const auto dealt = [&](std::uint32_t person) {
    const auto known = lists_.find({list, person});
    return known == lists_.end() ? 0 : known->second;
  };
  const core::Dictionary& names = *world.roster->dictionary;
  std::uint32_t best = plan::kNone;
  for (const std::uint32_t person : people) {
    if (full(world, role, person, now)) continue;
    const bool fewer = best == plan::kNone || dealt(person) < dealt(best);
    const bool tied = !fewer && dealt(person) == dealt(best);
    if (fewer || (tied && names.name(core::Names::person, person) < names.name(core::Names::person, best))) best = person;
  }
  return best;
}

std::vector<DayShare> Workload::days() const {
  std::vector<DayShare> all;
  for (const auto& [key, share] : days_) all.push_back(share);
  return all;
}

std::vector<ListShare> Workload::lists() const {
  std::vector<ListShare> all;
  for (const auto& [key, dealt] : lists_) all.push_back({key.first, key.second, dealt});
  return all;
}

void Workload::set(const std::vector<DayShare>& days, const std::vector<ListShare>& lists) {
  days_.clear();
  lists_.clear();
  for (const DayShare& share : days) days_[{share.role, share.person}] = share;
  for (const ListShare& share : lists) lists_[{share.list, share.person}] = share.dealt;
}

}  // namespace playmaker::engine
