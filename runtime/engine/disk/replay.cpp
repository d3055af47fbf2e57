#include "runtime/engine/disk/replay.hpp"

#include <algorithm>
#include <iterator>

#include "runtime/engine/disk/recovery.hpp"

namespace playmaker::engine {

Replay::Replay(journal::Journal& journal, std::uint64_t after)
    : stored_(stored_in(journal)),
      house_lane_(static_cast<std::uint16_t>(journal.lanes() - 1)),
      after_(after),
      reader_(journal, {}) {}

void Replay::hand_over(const Observer& observer) {
  if (gathered_.batch.items.empty() && gathered_.house.empty()) return;
  gathered_.batch.roster = house_.roster();
  observer(std::move(gathered_));
  gathered_ = {};
}

base::Result<void> Replay::take(std::vector<StoredRow>& rows, const Observer& observer) {
  const std::uint64_t commit = rows.front().head.commit;
  std::vector<HouseLine> lines;
  for (const StoredRow& row : rows) {
    if (row.lane != house_lane_) continue;
    auto read = read_house_row(row.bytes, row.head);
    if (!read) return std::unexpected(read.error());
    std::move(read->begin(), read->end(), std::back_inserter(lines));
  }
  // What came before an application is shown with the roster of before.
  if (std::any_of(lines.begin(), lines.end(), [](const HouseLine& line) { return std::holds_alternative<PlanApplied>(line.record); }))
    hand_over(observer);
  for (HouseLine& line : lines) {
    if (const auto folded = house_.fold(line.record, line.at, stored_); !folded) return folded;
    gathered_.at = line.at;
    if (commit <= after_) continue;
    if (const auto* held = std::get_if<core::ReviewHeld>(&line.record)) gathered_.batch.reviews.push_back({line.at, *held});
    gathered_.house.push_back({line.at, std::move(line.record)});
  }
  for (const StoredRow& row : rows) {
    if (row.lane == house_lane_ || commit <= after_) continue;
    for (std::size_t at = row.head.size; at < row.bytes.size();) {
      const auto position = journal::Position::at(row.seq, static_cast<std::uint32_t>(at)).value;
      auto group = core::read_group(row.bytes, at);
      if (!group) return std::unexpected(group.error());
      gathered_.at = std::max(gathered_.at, group->at);
      gathered_.batch.items.push_back({row.lane, position, std::move(*group)});
    }
  }
  gathered_.batch.watermark = commit_ = commit;
  return {};
}

base::Result<bool> Replay::step(std::size_t groups, std::size_t batch, const Observer& observer) {
  std::size_t done = 0, rows_read = 0;
  while (done < groups && rows_read < groups) {            // rows too, since those before `after` give no groups
    auto rows = reader_.next();
    if (!rows) return std::unexpected(rows.error());
    if (rows->empty()) {
      hand_over(observer);
      return false;
    }
    const std::size_t before = gathered_.batch.items.size();
    rows_read += rows->size();
    if (const auto taken = take(*rows, observer); !taken) return std::unexpected(taken.error());
    done += gathered_.batch.items.size() > before ? gathered_.batch.items.size() - before : 0;
    if (gathered_.batch.items.size() >= batch) hand_over(observer);
  }
  hand_over(observer);
  return true;
}

}  // namespace playmaker::engine
