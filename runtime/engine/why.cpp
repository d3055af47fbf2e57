// The journal read back: one customer's groups by their back pointers, and all commits again for a view that is behind.
#include <algorithm>
#include <iterator>

#include "runtime/engine/house.hpp"
#include "runtime/engine/parts.hpp"
#include "runtime/engine/recovery.hpp"
#include "runtime/engine/rows.hpp"

namespace playmaker::engine {

base::Result<std::vector<WhyGroup>> Engine::why(Surrogate customer, std::size_t limit, std::uint64_t before) const {
  std::vector<WhyGroup> groups;
  const core::Customer* known = parts_->state.find(customer);
  if (known == nullptr) return groups;
  const auto lane = static_cast<std::uint16_t>(lane_of(customer));
  std::uint64_t position = known->last_group;
  journal::Row row;                            // groups of one commit often lie in one row
  while (position != 0 && groups.size() < limit) {
    const journal::Position at{position};
    if (at.seq() > parts_->journal.last_seq(lane))
      return base::busy("not_durable_yet", "the customer's last facts are not durable yet", "该客户的最新事实尚未落盘");
    if (row.seq != at.seq()) {
      auto read = parts_->journal.read_row(lane, at.seq());
      if (!read) return std::unexpected(read.error());
      row = std::move(*read);
    }
    std::size_t offset = at.offset();
    auto group = core::read_group(row.bytes, offset);
    if (!group) return std::unexpected(group.error());
    if (group->customer != number_of(customer))
      return base::broken("journal_unreadable", "a back pointer leads to another customer", "回溯指针指向了另一位客户");
    const std::uint64_t previous = group->previous;
    if (before == 0 || position < before) groups.push_back({position, std::move(*group)});
    position = previous;
  }
  return groups;
}

base::Result<void> Engine::replay(std::uint64_t after, std::size_t groups, const Observer& observer) const {
  // The roster of each commit is folded along, so that a batch is shown with the plans and names of its time.
  House house;
  const Stored stored = stored_in(parts_->journal);
  const auto house_lane = static_cast<std::uint16_t>(parts_->journal.lanes() - 1);
  CommitReader reader(parts_->journal, {});
  Committed batch;
  const auto hand_over = [&] {
    if (batch.batch.items.empty() && batch.house.empty()) return;
    batch.batch.roster = house.roster();
    observer(std::move(batch));
    batch = {};
  };
  while (true) {
    const auto rows = reader.next();
    if (!rows) return std::unexpected(rows.error());
    if (rows->empty()) break;
    const std::uint64_t commit = rows->front().head.commit;
    std::vector<HouseLine> lines;
    for (const StoredRow& row : *rows) {
      if (row.lane != house_lane) continue;
      auto read = read_house_row(row.bytes, row.head);
      if (!read) return std::unexpected(read.error());
      std::move(read->begin(), read->end(), std::back_inserter(lines));
    }
    // What came before an application is shown with the roster of before; a commit is never torn apart.
    const bool applies =
        std::any_of(lines.begin(), lines.end(), [](const HouseLine& line) { return std::holds_alternative<PlanApplied>(line.record); });
    if (applies) hand_over();
    for (HouseLine& line : lines) {
      if (const auto folded = house.fold(line.record, line.at, stored); !folded) return folded;
      batch.at = line.at;
      if (commit > after) batch.house.push_back({line.at, std::move(line.record)});
    }
    for (const StoredRow& row : *rows) {
      if (row.lane == house_lane || commit <= after) continue;
      for (std::size_t at = row.head.size; at < row.bytes.size();) {
        const auto position = journal::Position::at(row.seq, static_cast<std::uint32_t>(at)).value;
        auto group = core::read_group(row.bytes, at);
        if (!group) return std::unexpected(group.error());
        batch.at = std::max(batch.at, group->at);
        batch.batch.items.push_back({row.lane, position, std::move(*group)});
      }
    }
    batch.batch.watermark = commit;
    if (batch.batch.items.size() >= groups) hand_over();
  }
  hand_over();
  return {};
}

}  // namespace playmaker::engine
