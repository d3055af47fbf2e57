#pragma once
// The journal in a data folder:
//
//   data/lock           held (flock) while a process has the folder open; says which
//   data/journal.db     SQLite, WAL, synchronous=FULL: segments, person, meta
//   data/snapshots/     snapshot-<id>.snap, the two newest; *.part are unfinished and removed at the next opening
#include <cstdint>
#include <memory>
#include <string>

#include "runtime/journal/journal.hpp"

namespace playmaker::journal {

struct FolderOptions {
  std::string folder;                                  // made when missing
  std::uint16_t lanes = 0;                             // of a new folder; 0 = 16, and whatever an existing one has
  bool create = true;                                  // false: gone journal_missing when there is no journal in it (fsck, why)
  bool inspect = false;                                // fsck: opens a damaged journal too; whatever would write answers journal_stopped
  std::uint64_t checkpoint_bytes = 4u << 20;           // of WAL between two checkpoints
  std::uint64_t reserve_bytes = 32u << 20;             // space of the file system that is never used: disk_full is told before it is met
  std::uint32_t pages_max = 0;                         // bound of journal.db in pages; 0 = none (a test's full disk)
  NanoClock clock;
};

// Opens the folder for this process alone, recovers, and makes durable what recovery found.
//   busy folder_in_use: another process has it open; the message names folder and process
//   invalid format_newer: written by a later release; invalid not_a_journal: journal.db is something else
//   invalid lanes_fixed: another number of lanes was asked for than the folder was made with
//   invalid folder_unusable: it cannot be made or written; broken: journal.db is damaged
Result<std::unique_ptr<Journal>> open_folder(const FolderOptions& options);

}  // namespace playmaker::journal
