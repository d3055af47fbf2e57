#pragma once
// A log replayed through the production engine under a virtual clock that the events' own times drive: sorted by time, then sequence,
// then as they stand; events go before the timers of their instant. The channel accepts and delivers at once, nobody reads.
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "daemon/replay/figures.hpp"
#include "daemon/replay/map.hpp"
#include "runtime/base/hash.hpp"
#include "runtime/engine/commands/command.hpp"
#include "runtime/journal/journal.hpp"

namespace playmaker::replay {

struct LoggedEvent {
  base::Instant at;
  std::int64_t sequence = INT64_MIN;       // none: before those that have one
  engine::RawEvent event;
};
struct Log {
  std::vector<engine::RawRow> customers;
  std::vector<LoggedEvent> events;         // sorted
  std::uint64_t read = 0;                  // events, also those that no name was found for
  std::map<std::string, std::uint64_t> by_name, unnamed;   // by the name in the log; unnamed: the map gives them none
};
// `done` of `total` bytes of all files.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;
// Codes of records and maps, each with its file and line; map_missing: no section speaks of a file.
base::Result<Log> read_log(const Map& map, const std::vector<std::string>& customers, const std::vector<std::string>& events,
                           const Progress& progress);

struct Wish {
  core::Applied applied;                   // what was compiled
  std::vector<engine::SourceText> sources;
  std::optional<base::Instant> until;      // none: until no live journey waits for a timer, at most 400 days past the last event
  journal::Journal* journal = nullptr;     // nullptr: in memory
  std::function<void(const view::Batch&)> watch;           // each commit, after the figures have seen it; may be empty
  Progress progress;                       // in events; may be empty
};
struct Outcome {
  std::uint64_t customers = 0, read = 0, used = 0, late = 0, duplicate = 0, refused = 0;
  Counts unknown, by_name;
  std::map<std::string, std::string> refusals;             // code -> the first message
  std::map<std::string, PlaybookCount> playbooks;
  std::string journal_hash;                // hex
  base::Instant end;
};
base::Result<Outcome> replay(Wish wish, Log log);

std::string to_json(const Outcome& outcome);

}  // namespace playmaker::replay
