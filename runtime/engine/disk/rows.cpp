#include "runtime/engine/disk/rows.hpp"

#include "runtime/base/bytes.hpp"

namespace playmaker::engine {
namespace {
constexpr std::size_t kReadAheadBytes = 1u << 20;
}

void append_head(std::string& out, std::uint64_t commit, std::uint64_t world) {
  base::Writer head;
  head.uint(commit);
  head.uint(world);
  out += head.bytes();
}

base::Result<RowHead> read_head(std::string_view row) {
  base::Reader in(row);
  RowHead head;
  head.commit = in.uint();
  head.world = in.uint();
  head.size = in.at();
  if (in.bad()) return base::broken("journal_unreadable", "a row of the journal has no head", "日志中的一行没有行头");
  return head;
}

base::Result<std::vector<HouseLine>> read_house_row(std::string_view row, const RowHead& head) {
  std::vector<HouseLine> lines;
  std::size_t at = head.size;
  while (at < row.size()) {
    base::Reader in(row.substr(at));
    HouseLine line{Instant{in.sint()}, {}};
    at += in.at();
    auto record = read_house_record(row, at);
    if (!record) return std::unexpected(record.error());
    line.record = std::move(*record);
    lines.push_back(std::move(line));
  }
  return lines;
}

CommitReader::CommitReader(journal::Journal& journal, std::vector<std::uint64_t> covered)
    : journal_(journal),
      read_(std::move(covered)),
      ahead_(journal.lanes()) {
  read_.resize(journal.lanes());
}

base::Result<void> CommitReader::refill(std::size_t lane) {
  std::size_t bytes = 0;
  base::Result<void> fault;
  const auto visited = journal_.read(static_cast<std::uint16_t>(lane), read_[lane] + 1, [&](const journal::RowView& row) {
    const auto head = read_head(row.bytes);
    if (!head) {
      fault = std::unexpected(head.error());
      return false;
    }
    ahead_[lane].push_back({row.lane, row.seq, *head, std::string(row.bytes)});
    read_[lane] = row.seq;
    bytes += row.bytes.size();
    return bytes < kReadAheadBytes;
  });
  if (!visited) return visited;
  return fault;
}

base::Result<std::vector<StoredRow>> CommitReader::next() {
  std::uint64_t commit = UINT64_MAX;
  for (std::size_t lane = 0; lane < ahead_.size(); ++lane) {
    if (ahead_[lane].empty() && read_[lane] < journal_.last_seq(static_cast<std::uint16_t>(lane))) {
      if (const auto filled = refill(lane); !filled) return std::unexpected(filled.error());
    }
    if (!ahead_[lane].empty()) commit = std::min(commit, ahead_[lane].front().head.commit);
  }
  std::vector<StoredRow> rows;
  for (std::size_t lane = 0; lane < ahead_.size(); ++lane) {
    while (!ahead_[lane].empty() && ahead_[lane].front().head.commit == commit) {
      rows.push_back(std::move(ahead_[lane].front()));
      ahead_[lane].pop_front();
      if (ahead_[lane].empty() && read_[lane] < journal_.last_seq(static_cast<std::uint16_t>(lane))) {
        if (const auto filled = refill(lane); !filled) return std::unexpected(filled.error());
      }
    }
  }
  return rows;
}

}  // namespace playmaker::engine
