#include "runtime/engine/disk/recovery.hpp"

#include <algorithm>

#include "runtime/base/hash.hpp"
#include "runtime/core/group.hpp"
#include "runtime/engine/disk/snapshot.hpp"

namespace playmaker::engine {
namespace {

base::Result<void> unreadable(std::uint16_t lane, std::uint64_t seq, std::string_view why) {
  const std::string place = "lane " + std::to_string(lane) + " row " + std::to_string(seq) + ": ";
  return base::broken("journal_unreadable", place + std::string(why),
                      "分区 " + std::to_string(lane) + " 第 " + std::to_string(seq) + " 行无法还原");
}

// Folds one group; the ledger and dedupe see it also when the customer's slice already holds it.
base::Result<void> fold_group(State& state, const core::World& world, std::uint16_t lane_number, std::uint64_t position,
                              std::uint64_t commit, const core::Group& group) {
  Lane& lane = state.lanes[lane_number];
  if (group.customer > lane.customers.size())
    return unreadable(lane_number, journal::Position{position}.seq(), "a customer's first group is missing");
  if (group.customer == lane.customers.size()) lane.customers.push_back(new_customer(group.customer, lane.ids.name(group.customer)));
  core::Customer& customer = lane.customers[group.customer];
  if (const auto* event = std::get_if<core::EventArrived>(&group.input); event != nullptr && event->print != 0)
    lane.dedupe.add(event->print, group.at, commit);
  for (const core::Fact& fact : group.facts) {
    if (const auto* settled = std::get_if<core::ResourceSettled>(&fact)) state.ledger.fold(*settled);
    if (const auto* taken = std::get_if<core::ArmTaken>(&fact)) state.ledger.fold(*taken);
    if (const auto* counted = std::get_if<core::RateCounted>(&fact)) state.ledger.fold(*counted);
    if (const auto* arm = std::get_if<core::ArmMeasured>(&fact)) state.ledger.fold(*arm);
    if (const auto* assigned = std::get_if<core::TaskAssigned>(&fact)) state.ledger.fold(world, *assigned, group.at);
    if (const auto* dealt = std::get_if<core::LeadDealt>(&fact)) state.ledger.fold(world, *dealt, group.at);
  }
  state.now = std::max(state.now, group.at);
  if (position <= customer.last_group) return {};
  if (group.previous != customer.last_group)
    return unreadable(lane_number, journal::Position{position}.seq(), "a customer's groups do not follow each other");
  core::apply(world, customer, group.input, group.at);
  for (const core::Fact& fact : group.facts) core::apply(world, customer, fact, group.at);
  customer.last_group = position;
  return {};
}

base::Result<void> fold_row(State& state, const StoredRow& row) {
  const core::World world = state.world();
  if (world.roster == nullptr) return unreadable(row.lane, row.seq, "facts before any playbook was applied");
  std::size_t at = row.head.size;
  while (at < row.bytes.size()) {
    const auto position = journal::Position::at(row.seq, static_cast<std::uint32_t>(at)).value;
    const auto group = core::read_group(row.bytes, at);
    if (!group) return unreadable(row.lane, row.seq, group.error().message);
    if (const auto folded = fold_group(state, world, row.lane, position, row.head.commit, *group); !folded) return folded;
  }
  return {};
}

}  // namespace

std::uint32_t lane_for(std::string_view outside_id, std::size_t lanes) {
  return static_cast<std::uint32_t>(base::hash64(outside_id) & (lanes - 1));
}

core::Customer new_customer(std::uint32_t number, std::string_view outside_id) {
  core::Customer customer;
  customer.number = number;
  customer.share = base::hash64(outside_id);
  return customer;
}

Stored stored_in(journal::Journal& journal) {
  return [&journal](std::string_view name) -> base::Result<std::string> {
    auto bytes = journal.meta(name);
    if (!bytes) return std::unexpected(bytes.error());
    if (!*bytes) return base::broken("journal_unreadable", std::string(name) + " is not in the journal", "日志中没有 " + std::string(name));
    return std::move(**bytes);
  };
}

base::Result<void> fold_commit(State& state, const std::vector<StoredRow>& rows, const Stored& stored) {
  const auto house_lane = static_cast<std::uint16_t>(state.lanes.size());
  std::vector<const StoredRow*> waiting;
  std::vector<HouseLine> lines;
  for (const StoredRow& row : rows) {
    state.commit = std::max(state.commit, row.head.commit);
    if (row.lane != house_lane) {
      waiting.push_back(&row);
      continue;
    }
    auto read = read_house_row(row.bytes, row.head);
    if (!read) return unreadable(row.lane, row.seq, read.error().message);
    std::move(read->begin(), read->end(), std::back_inserter(lines));
  }
  // Facts of a lane are folded with the world they were decided in: up to each change of it.
  const auto fold_until = [&](std::uint64_t world) -> base::Result<void> {
    std::size_t kept = 0;
    for (const StoredRow* row : waiting) {
      if (row->head.world > world) {
        waiting[kept++] = row;
      } else if (const auto folded = fold_row(state, *row); !folded) {
        return folded;
      }
    }
    waiting.resize(kept);
    return {};
  };
  for (const HouseLine& line : lines) {
    state.now = std::max(state.now, line.at);
    if (changes_world(line.record)) {
      if (const auto folded = fold_until(state.house.marks().world); !folded) return folded;
    }
    if (const auto folded = state.house.fold(line.record, line.at, stored); !folded) return folded;
    state.ledger.fold(line.record, line.at);
    if (const auto* walk = std::get_if<WalkBegan>(&line.record); walk != nullptr && walk->print != 0)
      state.lanes[0].dedupe.add(walk->print, line.at, rows.front().head.commit);
  }
  return fold_until(UINT64_MAX);
}

base::Result<Recovered> recover(journal::Journal& journal, bool with_snapshot, std::uint64_t salt) {
  Recovered out;
  State& state = out.state;
  state.salt = salt;
  state.lanes.resize(journal.lanes() - 1u);
  const Stored stored = stored_in(journal);
  const auto visited = journal.for_each_person([&](std::uint64_t key, std::string_view bytes) {
    if (is_message(key)) out.messages.push_back(key);
    const auto row = key < kStaffKey && lane_of(key) < state.lanes.size() ? decode_person(bytes) : std::nullopt;
    if (row) state.lanes[lane_of(key)].ids.set(number_of(key), row->id);
    return true;
  });
  if (!visited) return std::unexpected(visited.error());

  std::vector<std::uint64_t> covered(journal.lanes(), 0);
  if (with_snapshot) {
    auto snapshot = journal.latest_snapshot();
    if (!snapshot) return std::unexpected(snapshot.error());
    if (*snapshot) {
      out.passed_over = (*snapshot)->passed_over().size();
      out.snapshot = (*snapshot)->id();
      covered = (*snapshot)->covers();
      if (const auto read = read_snapshot(**snapshot, state, stored); !read) return std::unexpected(read.error());
    }
  }
  CommitReader reader(journal, covered);
  while (true) {
    const auto rows = reader.next();
    if (!rows) return std::unexpected(rows.error());
    if (rows->empty()) break;
    out.rows += rows->size();
    if (const auto folded = fold_commit(state, *rows, stored); !folded) return std::unexpected(folded.error());
  }
  return out;
}

}  // namespace playmaker::engine
