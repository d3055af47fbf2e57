#pragma once
// What the writer of a crash test appends, known in advance: the number of commits decides every row, every person and every named value.
// So whatever a crash leaves, the journal must be exactly what some number of whole commits makes of it.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/journal/journal.hpp"

namespace playmaker::journal_tests {

class Script {
 public:
  static constexpr std::uint16_t kScriptLanes = 5;
  static constexpr std::uint64_t kPersonsKept = 3;          // commit n puts person n and erases person n - 3

  explicit Script(std::uint64_t commits_done);              // stands behind so many commits
  std::uint64_t commits() const { return commits_; }
  std::uint64_t last_seq(std::uint16_t lane) const { return last_.at(lane); }

  struct Commit {
    std::vector<journal::LaneRow> rows;
    journal::Changes changes;
  };
  Commit next();                                            // the following commit; moves on

  static std::string payload(std::uint16_t lane, std::uint64_t seq);
  static std::string slice(std::uint64_t commits, int number);  // of a snapshot begun behind so many commits
  static constexpr int kSlices = 6;

 private:
  static bool touches(std::uint64_t commit, std::uint16_t lane);
  std::uint64_t commits_ = 0;
  std::vector<std::uint64_t> last_;
};

// REQUIREs that the journal is what `at least` or more whole commits make; how many they are.
std::uint64_t require_whole(journal::Journal& journal, std::uint64_t at_least);
// REQUIREs that the newest snapshot, if any, is whole and not ahead; behind how many commits it was begun, 0 without.
std::uint64_t require_snapshot(journal::Journal& journal);
// Appends the next commit of the script.
base::Result<void> append_next(journal::Journal& journal, Script& script);
// Writes one more slice of a snapshot begun when `writer` is null; true when it was the last and the snapshot is finished.
base::Result<bool> snapshot_step(journal::Journal& journal, const Script& script, std::unique_ptr<journal::SnapshotWriter>& writer,
                                 std::uint64_t& begun_behind, int& slices);

}  // namespace playmaker::journal_tests
