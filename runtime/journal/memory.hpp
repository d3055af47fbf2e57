#pragma once
// The journal in memory: for tests, replay and the simulator. The disk is an object of its own that outlives the journal, so that a
// crash is "drop the journal, open the same disk again"; its bytes are the very ones SQLite would keep, so that damage can be done to
// them. Faults are counted in appends of the disk's life and strike once.
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "runtime/journal/journal.hpp"

namespace playmaker::journal {

struct MemoryFaults {
  std::uint64_t fail_append = 0;        // the n-th append from now (1 = the next) fails and nothing of it is kept; 0 = none
  std::uint64_t fail_append_kept = 0;   // the n-th append from now fails although all of it was kept: the ambiguous commit
  std::uint64_t full_append = 0;        // the n-th append from now finds the disk full before its commit
};

struct MemoryDisk {
  explicit MemoryDisk(std::uint16_t lane_count) : lanes(lane_count), segments(lane_count) {}
  std::uint16_t lanes;
  std::vector<std::vector<std::string>> segments;      // [lane][seq - 1]: header and payload, as in layout.hpp
  std::map<std::uint64_t, std::string> persons;
  std::map<std::string, std::string, std::less<>> metas;
  std::map<std::uint64_t, std::string> snapshots;      // id -> file, as in snapshot_layout.hpp
  MemoryFaults faults;
  bool open = false;
};

// busy folder_in_use when the disk is open already. REQUIRES 1 ... kLanesMax lanes.
Result<std::unique_ptr<Journal>> open_memory(std::shared_ptr<MemoryDisk> disk, NanoClock clock = {});
// A disk of its own.
std::unique_ptr<Journal> make_memory(std::uint16_t lanes);

}  // namespace playmaker::journal
