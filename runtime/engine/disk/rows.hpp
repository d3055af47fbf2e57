#pragma once
// What a row of the journal holds, and the journal read back commit by commit.
//
//   customer lane   commit varint | world varint | group*            (groups: core/group.hpp)
//   house lane      commit varint | world varint | (at zigzag | record)*      (records: house_record.hpp)
//
// `commit` numbers the durable commits of the journal's life; `world` is the version of the world (house_record.hpp) when the row was
// begun. A commit may hold several rows of a lane: one is closed when the world changes, or when it gets long.
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/engine/disk/house_record.hpp"
#include "runtime/journal/journal.hpp"

namespace playmaker::engine {

struct RowHead {
  std::uint64_t commit = 0, world = 0;
  std::size_t size = 0;
};   // size: bytes of the head itself
void append_head(std::string& out, std::uint64_t commit, std::uint64_t world);
base::Result<RowHead> read_head(std::string_view row);                           // code journal_unreadable

struct HouseLine {
  Instant at;
  HouseRecord record;
};
base::Result<std::vector<HouseLine>> read_house_row(std::string_view row, const RowHead& head);

struct StoredRow {
  std::uint16_t lane = 0;
  std::uint64_t seq = 0;
  RowHead head;
  std::string bytes;
};

// Rows of all lanes, gathered by commit, in commit order. Reads ahead a little in each lane; the journal must not be visited meanwhile.
class CommitReader {
 public:
  CommitReader(journal::Journal& journal, std::vector<std::uint64_t> covered);   // by lane: begins at the row after
  // The rows of the next commit by lane and sequence, the house lane's last. Empty: the end.
  base::Result<std::vector<StoredRow>> next();

 private:
  base::Result<void> refill(std::size_t lane);
  journal::Journal& journal_;
  std::vector<std::uint64_t> read_;            // by lane: the last row read
  std::vector<std::deque<StoredRow>> ahead_;
};

}  // namespace playmaker::engine
