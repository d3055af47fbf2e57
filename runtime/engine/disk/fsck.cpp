#include "runtime/engine/disk/fsck.hpp"

#include <algorithm>
#include <map>

#include "runtime/core/evaluate/evaluate.hpp"
#include "runtime/core/timing.hpp"
#include "runtime/engine/disk/recovery.hpp"
#include "runtime/plan/period.hpp"

namespace playmaker::engine {
namespace {

journal::Finding finding(std::uint16_t lane, std::uint32_t customer, std::string code, const std::string& message) {
  return {lane, 0, std::move(code), "customer " + std::to_string(customer) + ": " + message,
          "客户 " + std::to_string(customer) + ":" + message};
}

struct PossibleSend {
  Instant at;
  std::uint32_t channel = 0;
  std::uint8_t purpose = 0;
  std::uint64_t policy = 0;
};
using Sends =
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint16_t>, PossibleSend>;   // of one customer, by journey, site, occurrence

// Contacts from the moment of reservation, but for those that definitely failed.
void count(Sends& sends, const core::Group& group) {
  for (const core::Fact& fact : group.facts) {
    if (const auto* reserved = std::get_if<core::TouchReserved>(&fact); reserved != nullptr && reserved->contact) {
      sends[{reserved->touch.journey, reserved->touch.site, reserved->touch.occurrence}] = {reserved->at, reserved->channel,
                                                                                            reserved->purpose, reserved->policy_version};
    } else if (const auto* over = std::get_if<core::TouchOver>(&fact); over != nullptr && over->slot_returned) {
      sends.erase({over->touch.journey, over->touch.site, over->touch.occurrence});
    }
  }
}

// The plan each journey runs on by its facts: the one it entered, then where recorded moves took it. A breach names the journey.
using Pinned = std::map<std::uint32_t, std::uint32_t>;
std::string follow(Pinned& pinned, const core::Roster& roster, const core::Group& group) {
  for (const core::Fact& fact : group.facts) {
    if (const auto* entered = std::get_if<core::JourneyEntered>(&fact)) {
      pinned[entered->journey] = entered->plan;
    } else if (const auto* moved = std::get_if<core::JourneyMoved>(&fact)) {
      const auto known = pinned.find(moved->journey);
      const bool of_one = moved->from < roster.plans.size() && moved->to < roster.plans.size() &&
                          roster.plans[moved->from]->playbook == roster.plans[moved->to]->playbook;
      if (known == pinned.end() || known->second != moved->from || !of_one)
        return "journey " + std::to_string(moved->journey) + " is moved from a plan that it does not run on";
      known->second = moved->to;
    }
  }
  return {};
}
std::string unpinned(const Pinned& pinned, const core::Customer& customer) {
  for (const core::Journey& journey : customer.journeys) {
    const auto known = pinned.find(journey.journey);
    if (known != pinned.end() && known->second != journey.plan)
      return "journey " + std::to_string(journey.journey) + " runs on a plan that no recorded move took it to";
  }
  return {};
}

template <class T>
bool lists(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// Sliding caps of the house's policies, over sends that were reserved under the catalog now in force.
void check_caps(const core::Roster& roster, const Sends& all, base::Zone zone, std::uint16_t lane, std::uint32_t customer,
                std::vector<journal::Finding>& findings) {
  if (roster.catalog->policies.size() != 1) return;          // with several, a send's own policy is not in its fact
  const plan::Policy& policy = roster.catalog->policies.front();
  const core::Clockwork clockwork{zone, nullptr};
  for (const plan::Cap& cap : policy.caps) {
    std::vector<Instant> at;
    for (const auto& [ref, send] : all) {
      if (send.policy != roster.policy_version) return;      // a later catalog may count otherwise
      const std::string& channel = send.channel < roster.dictionary->size(core::Names::channel)
                                       ? roster.dictionary->name(core::Names::channel, send.channel)
                                       : cap.channel;
      const auto purpose = static_cast<plan::Purpose>(send.purpose);
      if (lists(policy.exempt, purpose) || (!cap.channel.empty() && cap.channel != channel)) continue;
      if (!cap.reach.channels.empty() && !lists(cap.reach.channels, channel)) continue;
      if (!cap.reach.purposes.empty() && !lists(cap.reach.purposes, purpose)) continue;
      at.push_back(send.at);
    }
    std::sort(at.begin(), at.end());
    for (std::size_t i = 0; i + cap.at_most < at.size(); ++i) {
      bool breach = false;
      if (cap.sliding.written()) {
        const auto until = core::after(clockwork, at[i], cap.sliding);
        breach = until && at[i + cap.at_most] < *until;
      } else {
        const auto period_of = [&](Instant instant) { return plan::first_day(cap.period, base::local_date(zone, instant)); };
        breach = period_of(at[i]) == period_of(at[i + cap.at_most]);
      }
      if (!breach) continue;
      findings.push_back(finding(lane, customer, "cap_exceeded",
                                 "more than " + std::to_string(cap.at_most) + " contacts from " + base::format_instant(at[i], zone)));
      break;
    }
  }
}

}  // namespace

base::Result<FsckReport> fsck(journal::Journal& journal, const journal::Progress& progress) {
  FsckReport report;
  auto verified = journal.verify(progress);
  if (!verified) return std::unexpected(verified.error());
  report.findings = std::move(*verified);
  if (!report.findings.empty()) return report;               // what is damaged does not fold

  auto whole = recover(journal, false, 0);
  if (!whole) {
    report.findings.push_back({0, 0, whole.error().code, whole.error().message, whole.error().zh});
    return report;
  }
  auto tail = recover(journal, true, 0);
  if (!tail) {
    report.findings.push_back({0, 0, tail.error().code, tail.error().message, tail.error().zh});
    return report;
  }
  State& state = whole->state;
  report.groups = whole->groups;
  const core::World world = state.world();
  if (state.house.encode() != tail->state.house.encode() || state.ledger.encode() != tail->state.ledger.encode()) {
    report.findings.push_back({journal.lanes(), 0, "fold_differs",
                               "the house lane folds to another state from the snapshot than from the first row",
                               "公共分区从快照与从头还原的结果不同"});
  }
  if (world.roster != nullptr) {
    if (const std::string broken = state.ledger.check(); !broken.empty())
      report.findings.push_back({journal.lanes(), 0, "ledger_unsound", broken, "账本不平:" + broken});
  }
  for (std::uint16_t lane = 0; lane < state.lanes.size(); ++lane) {
    const auto& customers = state.lanes[lane].customers;
    const auto& others = tail->state.lanes[lane].customers;
    if (customers.size() != others.size())
      report.findings.push_back({lane, 0, "fold_differs", "the snapshot has another number of customers", "快照中的客户数不同"});
    for (const core::Customer& customer : customers) {
      ++report.customers;
      report.journeys += customer.journeys.size();
      if (customer.number < others.size() && core::encode(customer) != core::encode(others[customer.number])) {
        report.findings.push_back(
            finding(lane, customer.number, "fold_differs", "the snapshot and its tail fold to another state than the whole journal"));
      }
      if (const std::string broken = core::check_invariants(world, customer); !broken.empty())
        report.findings.push_back(finding(lane, customer.number, "invariant_broken", broken));
    }
    std::vector<Sends> sends(customers.size());
    std::vector<Pinned> pinned(customers.size());
    base::Result<void> fault;
    const auto read = journal.read(lane, 1, [&](const journal::RowView& row) {
      const auto head = read_head(row.bytes);
      for (std::size_t at = head ? head->size : row.bytes.size(); at < row.bytes.size();) {
        const auto group = core::read_group(row.bytes, at);
        if (!group) return false;
        ++report.groups;
        if (group->customer >= sends.size()) continue;
        count(sends[group->customer], *group);
        if (world.roster == nullptr) continue;
        if (const std::string broken = follow(pinned[group->customer], *world.roster, *group); !broken.empty())
          report.findings.push_back(finding(lane, group->customer, "pin_broken", broken));
      }
      return true;
    });
    if (!read) return std::unexpected(read.error());
    for (std::uint32_t number = 0; number < sends.size() && world.roster != nullptr; ++number) {
      report.contacts += sends[number].size();
      if (const std::string broken = unpinned(pinned[number], customers[number]); !broken.empty())
        report.findings.push_back(finding(lane, number, "pin_broken", broken));
      check_caps(*world.roster, sends[number], core::zone_of(*world.roster, state.house.directory(), customers[number]), lane, number,
                 report.findings);
    }
  }
  return report;
}

}  // namespace playmaker::engine
