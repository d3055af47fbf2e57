#pragma once
// The journal read again from its beginning, a piece at a time, for a view that is made anew or behind: between two steps the engine
// goes on. The roster of each commit is folded along, so that a batch is shown with the plans and names of its time. Engine's thread.
#include "runtime/engine/disk/committed.hpp"
#include "runtime/engine/disk/rows.hpp"
#include "runtime/engine/house.hpp"

namespace playmaker::engine {

class Replay {
 public:
  // Hands over the commits after `after`. REQUIRES that the journal outlives it.
  Replay(journal::Journal& journal, std::uint64_t after);

  // Reads on until about `groups` were handed over, in batches of about `batch`; false: the end was reached. What is appended meanwhile
  // is met by a later step. In order of commits, each lane's rows in theirs (house first); a commit is never torn apart.
  base::Result<bool> step(std::size_t groups, std::size_t batch, const Observer& observer);
  std::uint64_t commit() const { return commit_; }         // the last one read

 private:
  void hand_over(const Observer& observer);
  base::Result<void> take(std::vector<StoredRow>& rows, const Observer& observer);

  Stored stored_;
  std::uint16_t house_lane_;
  std::uint64_t after_, commit_ = 0;
  CommitReader reader_;
  House house_;
  Committed gathered_;
};

}  // namespace playmaker::engine
