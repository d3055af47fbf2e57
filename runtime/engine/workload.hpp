#pragma once
// How much was given to whom: tasks and leads of a role to each person today (`capacity N tasks per day`), and leads of a list to each
// person ever, so that they are dealt out evenly. Part of the ledger: folded from customers' facts, and a sum whatever their order.
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "runtime/core/decide.hpp"

namespace playmaker::engine {

struct DayShare {
  std::uint32_t role = 0, person = 0;
  std::int32_t day = INT32_MIN;                // the bank's civil day
  std::int64_t given = 0;
};
struct ListShare {
  std::uint32_t list = 0, person = 0;
  std::int64_t dealt = 0;
};

class Workload {
 public:
  void fold(const core::World& world, const core::TaskAssigned& fact, base::Instant at);
  void fold(const core::World& world, const core::LeadDealt& fact, base::Instant at);

  std::int64_t given(std::uint32_t role, std::uint32_t person, std::int32_t day) const;
  // Has the person the role's share of that day already? Never, where the role says no capacity.
  bool full(const core::World& world, std::uint32_t role, std::uint32_t person, base::Instant now) const;
  // Who of `people` is dealt the next lead of the list: of those who are not full the one with the fewest, then by name. kNone: none.
  std::uint32_t next(const core::World& world, std::uint32_t list, std::uint32_t role, const std::vector<std::uint32_t>& people,
                     base::Instant now) const;

  std::vector<DayShare> days() const;
  std::vector<ListShare> lists() const;
  void set(const std::vector<DayShare>& days, const std::vector<ListShare>& lists);

 private:
  using Pair = std::pair<std::uint32_t, std::uint32_t>;
  void give(std::uint32_t role, std::uint32_t person, std::int32_t day);
  std::map<Pair, DayShare> days_;              // by role and person: of their latest day
  std::map<Pair, std::int64_t> lists_;         // by list and person
};

}  // namespace playmaker::engine
