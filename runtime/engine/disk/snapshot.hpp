#pragma once
// Snapshots, non-stop: first the house and the ledger, whole, as of the rows the snapshot covers; then dedupe and customers in slices,
// a few a tick. Slices may be newer than what is covered: customers carry their last group, prints may be added twice.
//
//   chunk    kind byte | body
//   head 1   format varint | commit varint | now zigzag | lanes varint
//   house 2  House::encode()          ledger 3  Ledger::encode()
//   dedupe 4 lane varint | Dedupe::encode()
//   slice 5  lane varint | first number varint | count varint | (length | core::encode(customer))*
#include <memory>

#include "runtime/engine/state.hpp"
#include "runtime/journal/journal.hpp"

namespace playmaker::engine {

class Snapshotter {
 public:
  bool under_way() const { return writer_ != nullptr; }
  // Begins one that covers all rows of the journal. REQUIRES that everything in `state` is durable, here and in step().
  base::Result<void> begin(journal::Journal& journal, const State& state);
  // About `customers` more; true once it is finished and durable. A failure ends this snapshot only.
  base::Result<bool> step(const State& state, std::size_t customers);
  void drop() { writer_.reset(); }

 private:
  std::unique_ptr<journal::SnapshotWriter> writer_;
  std::size_t lane_ = 0, next_ = 0;
  bool dedupe_written_ = false;
};

base::Result<void> read_snapshot(journal::SnapshotReader& snapshot, State& state, const Stored& stored);

}  // namespace playmaker::engine
