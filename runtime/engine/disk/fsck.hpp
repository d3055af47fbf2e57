#pragma once
// The whole check of a data folder: the journal's own (sequences, checksums, snapshots), state = fold(journal) along both ways (from
// the first row, and from the latest snapshot), the invariants of every customer, and the caps counted again over all possible sends.
#include <string>
#include <vector>

#include "runtime/journal/journal.hpp"

namespace playmaker::engine {

struct FsckReport {
  std::vector<journal::Finding> findings;      // empty: clean
  std::uint64_t customers = 0, groups = 0, journeys = 0, contacts = 0;
};
// Read only. A failure says that the check itself could not go on.
base::Result<FsckReport> fsck(journal::Journal& journal, const journal::Progress& progress);

}  // namespace playmaker::engine
