#pragma once
// The rows of the commit being gathered: one open row a lane, closed when the world changes or the row gets long. Knows where each group
// will lie before it is durable, so that the customer's next group can point at it.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/core/group.hpp"
#include "runtime/engine/disk/rows.hpp"

namespace playmaker::engine {

class PendingRows {
 public:
  explicit PendingRows(const journal::Journal& journal) : journal_(journal), lanes_(journal.lanes()) {}
  std::uint64_t add(std::uint16_t lane, const core::Group& group, std::uint64_t commit, std::uint64_t world);   // its position
  void note(Instant at, const HouseRecord& record, std::uint64_t commit, std::uint64_t world);                  // in the house lane
  void close();                                            // whatever comes next begins new rows
  std::vector<journal::LaneRow> take();                    // closed, by lane, the house lane last; nothing is pending afterwards
  std::size_t groups() const { return groups_; }
  bool empty() const { return groups_ == 0 && records_ == 0; }
  void clear();

 private:
  struct Lane {
    std::string bytes;
    std::uint32_t groups = 0;
    std::vector<journal::LaneRow> closed;
  };
  void close(std::size_t lane);
  std::string& open(std::size_t lane, std::uint64_t commit, std::uint64_t world);
  const journal::Journal& journal_;
  std::vector<Lane> lanes_;
  std::size_t groups_ = 0, records_ = 0;
};

}  // namespace playmaker::engine
