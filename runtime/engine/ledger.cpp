#include "runtime/engine/ledger.hpp"

#include <algorithm>

#include "runtime/base/hash.hpp"
#include "runtime/base/layout.hpp"

namespace playmaker::engine {
namespace {

// How many period starts lie in (since, now]: a refill comes with each.
std::int64_t periods_between(base::Zone zone, plan::Period period, Instant since, Instant now) {
  const auto index = [&](Instant at) -> std::int64_t {
    const base::Date date = base::local_date(zone, at);
    const base::YearMonthDay day = base::civil(date);
    switch (period) {
      case plan::Period::day: return date.days;
      case plan::Period::week: return base::first_of_week(date).days / 7;
      case plan::Period::month: return day.year * 12 + day.month;
      case plan::Period::quarter: return day.year * 4 + (day.month - 1) / 3;
      case plan::Period::year: return day.year;
    }
    return date.days;
  };
  return std::max<std::int64_t>(0, index(now) - index(since));
}

// Voucher codes say nothing about how many there are: the serial under the installation's salt, in an alphabet without look-alikes.
std::string code_of(std::uint32_t benefit, std::uint64_t serial, std::uint64_t salt) {
  static constexpr std::string_view kAlphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZab";
  std::uint64_t bits = base::mix64(serial ^ base::mix64(salt ^ benefit));
  std::string code;
  for (int i = 0; i < 12; ++i, bits >>= 5) code += kAlphabet[bits & 31];
  return code;
}

template <class T>
struct Numbered {
  std::uint32_t number = 0;
  T account;
};
struct ActivitySeats {
  std::uint32_t activity = 0, group = plan::kNone;
  SeatAccount account;
};
struct LedgerImage {
  std::vector<Numbered<SeatAccount>> seats;
  std::vector<Numbered<StockAccount>> stocks;
  std::vector<Numbered<PoolAccount>> pools;
  std::vector<ActivitySeats> activities;
  std::vector<Trial> trials;
  std::vector<Numbered<BudgetAccount>> budgets;
  std::vector<DayShare> days;
  std::vector<ListShare> lists;
  std::vector<Tally> tallies;
};
template <class T>
std::vector<Numbered<T>> listed(const std::map<std::uint32_t, T>& accounts) {
  std::vector<Numbered<T>> list;
  for (const auto& [number, account] : accounts) list.push_back({number, account});
  return list;
}
template <class T>
void fill(std::map<std::uint32_t, T>& accounts, const std::vector<Numbered<T>>& list) {
  for (const auto& one : list) accounts[one.number] = one.account;
}

}  // namespace

std::size_t Ledger::TaskHash::operator()(const TaskKey& key) const {
  return base::mix64(key.customer * 31 + base::mix64(static_cast<std::uint64_t>(key.task.journey) << 40 ^
                                                     static_cast<std::uint64_t>(key.task.site) << 16 ^ key.task.occurrence));
}

std::int64_t Ledger::supply(const plan::Benefit& benefit, base::Zone zone, Instant since, Instant now) {
  if (benefit.refill == 0) return benefit.stock;
  return benefit.stock + benefit.refill * periods_between(zone, benefit.refill_per, since, now);
}

std::vector<HouseRecord> Ledger::answer(const core::World& world, Surrogate customer, const core::ResourceAsked& ask, Instant now) const {
  const core::Roster& roster = *world.roster;
  const HouseRecord denied = ResourceDenied{ask.kind, ask.what, customer, ask.ask};
  ResourceGranted granted;
  granted.kind = ask.kind;
  granted.what = ask.what;
  granted.customer = customer;
  granted.ask = ask.ask;
  switch (ask.kind) {
    case core::ResourceKind::seat: {
      if (ask.plan >= roster.plans.size()) return {denied};
      const std::uint32_t limit = roster.plans[ask.plan]->plan->audience.at_most;
      const auto seats = seats_.find(ask.what);
      if (limit != 0 && seats != seats_.end() && seats->second.taken >= limit) return {denied};
      return {granted};
    }
    case core::ResourceKind::benefit: {
      const plan::Benefit* benefit = ask.what < roster.benefits.size() ? roster.benefits[ask.what] : nullptr;
      if (benefit == nullptr) return {denied};
      if (ask.worth != 0 && ask.plan < roster.plans.size()) {
        const std::int64_t budget = roster.plans[ask.plan]->plan->budget;
        granted.payer = roster.plans[ask.plan]->playbook;
        granted.worth = ask.worth;
        const auto account = budgets_.find(granted.payer);
        if (budget > 0 && (account == budgets_.end() ? 0 : account->second.spent) > budget - ask.worth)
          return {ResourceDenied{ask.kind, ask.what, customer, ask.ask, true}};
      }
      std::vector<HouseRecord> records;
      StockAccount account;
      if (const auto known = stocks_.find(ask.what); known != stocks_.end()) account = known->second;
      else records.push_back(BenefitOpened{ask.what}), account.since = now;
      granted.serial = account.serial + 1;
      const bool enough = benefit->unlimited || account.granted + account.posted < supply(*benefit, roster.zone, account.since, now);
      records.push_back(enough ? HouseRecord(granted) : denied);
      return records;
    }
    case core::ResourceKind::activity: {
      const plan::Activity* activity = ask.what < roster.activities.size() ? roster.activities[ask.what] : nullptr;
      if (activity == nullptr) return {denied};
      const auto seats = activities_.find({ask.what, ask.group});
      if (activity->seats != 0 && seats != activities_.end() && seats->second.taken >= activity->seats) return {denied};
      granted.group = ask.group;
      return {granted};
    }
    case core::ResourceKind::pool: {
      if (ask.what >= world.directory->pools.size() || world.directory->pools[ask.what].empty()) return {denied};
      const std::vector<std::uint32_t>& people = world.directory->pools[ask.what];
      const auto account = pools_.find(ask.what);
      const auto last = std::find(people.begin(), people.end(), account == pools_.end() ? plan::kNone : account->second.last);
      const std::size_t first = last == people.end() ? 0 : static_cast<std::size_t>(last - people.begin() + 1) % people.size();
      plan::PoolOrder order = plan::PoolOrder::least_busy;
      const std::string& pool = roster.dictionary->name(core::Names::pool, ask.what);
      std::uint32_t asked_role = ask.group;    // unknown of what was asked before roles were named: any role of the pool
      for (std::uint32_t i = 0; i < roster.roles.size() && asked_role == plan::kNone; ++i)
        if (roster.roles[i] != nullptr && roster.roles[i]->pool == pool) asked_role = i;
      if (asked_role < roster.roles.size() && roster.roles[asked_role] != nullptr) order = roster.roles[asked_role]->order;
      const std::int32_t today = base::local_date(roster.zone, now).days;
      const auto load = [&](std::uint32_t person) {
        const auto busy = busy_.find(person);
        return busy == busy_.end() ? 0 : busy->second;
      };
      // Whoever has a day's share is passed over; if all have, the one with the least of it gets one more.
      const auto room = [&](std::uint32_t person) { return !workload_.full(world, asked_role, person, now); };
      const bool all_full = std::none_of(people.begin(), people.end(), room);
      for (std::size_t i = 0; i < people.size(); ++i) {  // ties: in turn
        const std::uint32_t person = people[(first + i) % people.size()];
        if (!all_full && !room(person)) continue;
        const bool found = granted.person != plan::kNone;
        const bool less =
            found && (all_full ? workload_.given(asked_role, person, today) < workload_.given(asked_role, granted.person, today)
                               : order == plan::PoolOrder::least_busy && load(person) < load(granted.person));
        if (!found || less) granted.person = person;
      }
      return {granted};
    }
    case core::ResourceKind::lead: break;      // deal()
  }
  return {denied};
}

HouseRecord Ledger::deal(const core::World& world, Surrogate customer, const core::ResourceAsked& ask,
                         const std::vector<std::uint32_t>& people, Instant now) const {
  ResourceDenied denied{ask.kind, ask.what, customer, ask.ask};
  if (people.empty() || ask.plan >= world.roster->plans.size()) return denied;
  const core::LinkedPlan& plan = *world.roster->plans[ask.plan];
  if (ask.entry >= plan.plan->audience.entries.size()) return denied;
  const std::uint32_t list = plan.unit.number(core::Names::list, plan.plan->audience.entries[ask.entry].list);
  const std::uint32_t person = workload_.next(world, list, ask.what, people, now);
  denied.later = true;
  if (person == plan::kNone) return denied;
  ResourceGranted granted;
  granted.kind = ask.kind;
  granted.what = ask.what;
  granted.customer = customer;
  granted.ask = ask.ask;
  granted.person = person;
  return granted;
}

core::ResourceAnswered Ledger::input_of(const core::World& world, const HouseRecord& answer) {
  if (const auto* granted = std::get_if<ResourceGranted>(&answer)) {
    core::ResourceAnswered input{granted->ask, true, granted->person, {}, false};
    if (granted->kind == core::ResourceKind::benefit) input.text = code_of(granted->what, granted->serial, world.salt);
    return input;
  }
  const auto& denied = std::get<ResourceDenied>(answer);
  return {denied.ask, false, plan::kNone, {}, denied.over_budget, denied.later};
}

void Ledger::fold(const HouseRecord& record, Instant at) {
  if (const auto* opened = std::get_if<BenefitOpened>(&record)) {
    StockAccount& account = stocks_[opened->benefit];
    account.since = std::min(account.since, at);
  } else if (const auto* granted = std::get_if<ResourceGranted>(&record)) {
    if (granted->kind == core::ResourceKind::activity) ++activities_[{granted->what, granted->group}].taken;
    if (granted->kind == core::ResourceKind::seat) ++seats_[granted->what].taken;
    if (granted->kind == core::ResourceKind::benefit) {
      StockAccount& account = stocks_[granted->what];
      account.serial = std::max(account.serial, granted->serial);
      ++account.granted;
      if (granted->payer != plan::kNone) budgets_[granted->payer].spent += granted->worth;
    }
    if (granted->kind == core::ResourceKind::pool) pools_[granted->what].last = granted->person;
  }
}

void Ledger::fold(const core::ResourceSettled& settled) {
  if (settled.kind == core::ResourceKind::seat && !settled.used) --seats_[settled.what].taken;
  if (settled.kind == core::ResourceKind::activity && !settled.used) --activities_[{settled.what, settled.group}].taken;
  if (settled.kind == core::ResourceKind::benefit) {
    StockAccount& account = stocks_[settled.what];
    --account.granted;
    if (settled.used) ++account.posted;
    if (!settled.used && settled.payer != plan::kNone) budgets_[settled.payer].spent -= settled.worth;
  }
}

void Ledger::task_assigned(Surrogate customer, const core::ThingRef& task, std::uint32_t person) {
  task_closed(customer, task);
  if (person == plan::kNone) return;
  open_[{customer, task}] = person;
  ++busy_[person];
}

void Ledger::task_closed(Surrogate customer, const core::ThingRef& task) {
  const auto open = open_.find({customer, task});
  if (open == open_.end()) return;
  if (--busy_[open->second] == 0) busy_.erase(open->second);
  open_.erase(open);
}

void Ledger::forget_tasks() {
  open_.clear();
  busy_.clear();
}

std::string Ledger::check() const {
  for (const auto& [benefit, account] : stocks_) {
    if (account.granted < 0 || account.posted < 0) return "a benefit was settled more often than granted";
    if (static_cast<std::uint64_t>(account.granted + account.posted) > account.serial)
      return "a benefit was granted twice under one serial";
  }
  for (const auto& [playbook, account] : budgets_)
    if (account.spent < 0) return "a budget was given back more than it paid";
  for (const Tally& tally : tallies_.all())
    if (tally.happened < 0 || tally.happened > tally.ended || tally.late < 0) return "a rate counts less than nothing, or more than all";
  for (const auto& [playbook, account] : seats_)
    if (account.taken < 0) return "a seat was given back that was not taken";
  for (const auto& [activity, account] : activities_)
    if (account.taken < 0) return "a seat of an activity was given back that was not taken";
  return {};
}

std::string Ledger::encode() const {
  LedgerImage image{listed(seats_),   listed(stocks_),   listed(pools_), {}, trials_.all(), listed(budgets_),
                    workload_.days(), workload_.lists(), tallies_.all()};
  for (const auto& [key, account] : activities_) image.activities.push_back({key.first, key.second, account});
  return base::encoded(image);
}

bool Ledger::decode(std::string_view bytes, Ledger& out) {
  base::Reader in(bytes);
  LedgerImage image;
  base::read_growing(in, image);
  if (in.bad()) return false;
  out = {};
  fill(out.seats_, image.seats);
  fill(out.stocks_, image.stocks);
  fill(out.pools_, image.pools);
  for (const ActivitySeats& seats : image.activities) out.activities_[{seats.activity, seats.group}] = seats.account;
  out.trials_.set(std::move(image.trials));
  fill(out.budgets_, image.budgets);
  out.workload_.set(image.days, image.lists);
  out.tallies_.set(std::move(image.tallies));
  return true;
}

}  // namespace playmaker::engine
