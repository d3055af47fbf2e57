#include "runtime/engine/disk/pending_rows.hpp"

#include "runtime/base/bytes.hpp"

namespace playmaker::engine {

std::string& PendingRows::open(std::size_t number, std::uint64_t commit, std::uint64_t world) {
  Lane& lane = lanes_[number];
  if (lane.bytes.size() > journal::kGroupOffsetMax) close(number);
  if (lane.bytes.empty()) append_head(lane.bytes, commit, world);
  return lane.bytes;
}

std::uint64_t PendingRows::add(std::uint16_t lane, const core::Group& group, std::uint64_t commit, std::uint64_t world) {
  std::string& bytes = open(lane, commit, world);
  const std::uint64_t seq = journal_.last_seq(lane) + lanes_[lane].closed.size() + 1;
  const auto position = journal::Position::at(seq, static_cast<std::uint32_t>(bytes.size())).value;
  core::append_group(bytes, group);
  ++lanes_[lane].groups;
  ++groups_;
  return position;
}

void PendingRows::note(Instant at, const HouseRecord& record, std::uint64_t commit, std::uint64_t world) {
  std::string& bytes = open(lanes_.size() - 1, commit, world);
  base::Writer when;
  when.sint(at.ms);
  bytes += when.bytes();
  append_record(bytes, record);
  ++lanes_.back().groups;
  ++records_;
}

void PendingRows::close(std::size_t number) {
  Lane& lane = lanes_[number];
  if (lane.bytes.empty()) return;
  const auto name = static_cast<std::uint16_t>(number);
  lane.closed.push_back({name, journal_.last_seq(name) + lane.closed.size() + 1, std::move(lane.bytes), lane.groups});
  lane.bytes.clear();
  lane.groups = 0;
}

void PendingRows::close() {
  for (std::size_t lane = 0; lane < lanes_.size(); ++lane) close(lane);
}

std::vector<journal::LaneRow> PendingRows::take() {
  close();
  std::vector<journal::LaneRow> rows;
  for (Lane& lane : lanes_) {
    for (journal::LaneRow& row : lane.closed) rows.push_back(std::move(row));
    lane.closed.clear();
  }
  groups_ = records_ = 0;
  return rows;
}

void PendingRows::clear() { take(); }

}  // namespace playmaker::engine
