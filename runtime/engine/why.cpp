// The journal read back: one customer's groups by their back pointers, and all commits again for a view that is behind.
#include "runtime/engine/disk/replay.hpp"
#include "runtime/engine/parts.hpp"

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
  const auto ended = Replay(parts_->journal, after).step(SIZE_MAX, groups, observer);
  if (!ended) return std::unexpected(ended.error());
  return {};
}

}  // namespace playmaker::engine
