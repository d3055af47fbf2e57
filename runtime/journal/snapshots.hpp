#pragma once
// What both journals do alike with snapshots: number them, write them in slices, keep two, hand out the newest whole one. Where they
// lie (a folder, memory) is behind Shelf.
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "runtime/journal/journal.hpp"
#include "runtime/journal/layout.hpp"
#include "runtime/journal/snapshot_layout.hpp"

namespace playmaker::journal {

constexpr std::size_t kSnapshotsKept = 2;  // the newest, and one to fall back to

// A snapshot's bytes on their way to the shelf; dropped before keep(), nothing remains.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual Result<void> write(std::string_view bytes) = 0;
  virtual Result<void> keep() = 0;         // durable, and on the shelf from here on
};

class Shelf {
 public:
  virtual ~Shelf() = default;
  virtual Result<std::vector<std::uint64_t>> ids() = 0;                       // ascending
  virtual Result<std::unique_ptr<ByteSource>> open(std::uint64_t id) = 0;
  virtual Result<std::unique_ptr<ByteSink>> create(std::uint64_t id) = 0;
  virtual Result<void> drop(std::uint64_t id) = 0;
};

class Snapshots {
 public:
  // REQUIRES both to outlive it. `tails` are the journal's own, as they move on.
  Snapshots(Shelf& shelf, const std::vector<Tail>& tails, Stats& stats) : shelf_(shelf), tails_(tails), stats_(stats) {}
  Result<std::unique_ptr<SnapshotWriter>> begin(std::span<const std::uint64_t> covers);
  Result<std::unique_ptr<SnapshotReader>> latest();
  Result<void> verify(std::vector<Finding>& findings);

 private:
  friend class SlicedWriter;
  Result<SnapshotTrailer> scan(std::uint64_t id, SnapshotHeader& header);     // from the first to the last byte
  Result<void> prune();

  Shelf& shelf_;
  const std::vector<Tail>& tails_;
  Stats& stats_;
  bool writing_ = false;
};

}  // namespace playmaker::journal
