#pragma once
// State = fold(journal): the latest snapshot and the rows after it, by apply only; no decision is taken again. A slice of a snapshot
// may be newer than the rows it covers: a customer's `last_group` says which groups it has already seen.
#include "runtime/engine/disk/rows.hpp"
#include "runtime/engine/state.hpp"

namespace playmaker::engine {

struct Recovered {
  State state;
  std::uint64_t snapshot = 0;                  // its id; 0: none was used
  std::uint64_t rows = 0, groups = 0;          // folded after it
  std::size_t passed_over = 0;                 // newer snapshots that were damaged
  std::vector<std::uint64_t> messages;         // keys of messages kept for another attempt
};
// `with_snapshot` false: from the first row (fsck).
base::Result<Recovered> recover(journal::Journal& journal, bool with_snapshot, std::uint64_t salt);

// Folds the rows of one commit (CommitReader).
base::Result<void> fold_commit(State& state, const std::vector<StoredRow>& rows, const Stored& stored);

Stored stored_in(journal::Journal& journal);

}  // namespace playmaker::engine
