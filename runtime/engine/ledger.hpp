#pragma once
// What spans customers, kept as double-entry ledgers do: asked -> granted (reserved) or denied -> posted or voided. Seats of an audience
// (`at most N customers`), stock of benefits with refills, pools of people. A benefit's supply is a formula of its stock, its refill
// and the day it was first asked for, so that nothing has to happen for a refill. Folded from the house lane (granted, denied) and the
// customers' lanes (settled); the order between the two does not matter, all figures are sums.
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "runtime/core/decide.hpp"
#include "runtime/engine/commands/command.hpp"
#include "runtime/engine/disk/house_record.hpp"
#include "runtime/engine/tallies.hpp"
#include "runtime/engine/trials.hpp"
#include "runtime/engine/workload.hpp"

namespace playmaker::engine {

struct SeatAccount {
  std::int64_t taken = 0;
};                             // granted and not voided
struct StockAccount {
  Instant since{INT64_MAX};
  std::uint64_t serial = 0;
  std::int64_t granted = 0, posted = 0;
};   // granted: reserved, not posted yet
struct BudgetAccount {
  std::int64_t spent = 0;
};                             // minor units of what is granted and not voided
struct PoolAccount {
  std::uint32_t last = plan::kNone;
};                   // who was given the last task, for `in turn`

class Ledger {
 public:
  // The records that answer `ask` (at most BenefitOpened, then granted or denied). Pure: fold() them afterwards.
  std::vector<HouseRecord> answer(const core::World& world, Surrogate customer, const core::ResourceAsked& ask, Instant now) const;
  // The same for a lead: `people` are those it may be dealt to.
  HouseRecord deal(const core::World& world, Surrogate customer, const core::ResourceAsked& ask, const std::vector<std::uint32_t>& people,
                   Instant now) const;
  // The input for the customer, from its answer.
  static core::ResourceAnswered input_of(const core::World& world, const HouseRecord& answer);

  void fold(const HouseRecord& record, Instant at);
  void fold(const core::ResourceSettled& settled);
  void fold(const core::ArmTaken& taken) { trials_.fold(taken); }
  void fold(const core::ArmMeasured& measured) { trials_.fold(measured); }
  void fold(const core::World& world, const core::TaskAssigned& assigned, Instant at) { workload_.fold(world, assigned, at); }
  void fold(const core::World& world, const core::LeadDealt& dealt, Instant at) { workload_.fold(world, dealt, at); }
  const Workload& workload() const { return workload_; }
  void fold(const core::RateCounted& counted) { tallies_.fold(counted); }
  const Trials& trials() const { return trials_; }
  const Tallies& tallies() const { return tallies_; }

  // How many open tasks each person of a pool has: derived from customers' tasks, counted again at recovery.
  void task_assigned(Surrogate customer, const core::ThingRef& task, std::uint32_t person);
  void task_closed(Surrogate customer, const core::ThingRef& task);
  void forget_tasks();

  static std::int64_t supply(const plan::Benefit& benefit, base::Zone zone, Instant since, Instant now);   // stock and refills until now
  const std::map<std::uint32_t, StockAccount>& stocks() const { return stocks_; }
  const std::map<std::uint32_t, BudgetAccount>& budgets() const { return budgets_; }   // `budget MONEY on benefits`: what is used of it
  // Whether the accounts can be; empty: sound. Not whether today's stock would cover them: a stock that was lowered later oversold nothing.
  std::string check() const;
  std::string encode() const;
  static bool decode(std::string_view bytes, Ledger& out);

 private:
  struct TaskKey {
    Surrogate customer = 0;
    core::ThingRef task;
    bool operator==(const TaskKey&) const = default;
  };
  struct TaskHash {
    std::size_t operator()(const TaskKey& key) const;
  };
  std::map<std::uint32_t, SeatAccount> seats_;  // by playbook
  std::map<std::uint32_t, StockAccount> stocks_;  // by benefit
  std::map<std::uint32_t, PoolAccount> pools_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, SeatAccount> activities_;  // by activity and branch
  Trials trials_;
  Workload workload_;
  Tallies tallies_;
  std::map<std::uint32_t, BudgetAccount> budgets_;  // by playbook
  std::unordered_map<TaskKey, std::uint32_t, TaskHash> open_;
  std::unordered_map<std::uint32_t, std::int64_t> busy_;  // by person
};

}  // namespace playmaker::engine
