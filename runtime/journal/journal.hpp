#pragma once
// The journal: the one place where truth is kept. It knows lanes, sequence numbers and bytes; what the bytes mean is core's affair.
// All rows of a tick go into one durable commit together with the changes of the mutable tables beside them (personal data, named
// values), so that a restart never sees one without the other. When append() returns without a failure, everything in it survives
// a power cut: that is what a reply to a sender rests on.
//
// Threads: one. The thread that opened a journal makes every call, and visitors never call the journal they are visiting.
//
// Failures: `broken` means stop the process. After a failed append (other than disk_full and requests refused before anything was
// touched) every further call answers broken, code journal_stopped: what the disk holds is then known only to the next opening.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/result.hpp"
#include "runtime/journal/durations.hpp"

namespace playmaker::journal {

using base::Result;

constexpr std::uint16_t kLanesMax = 1024;                    // a lane is a unit of ownership, not of parallelism within a disk
constexpr std::uint32_t kGroupOffsetMax = (1u << 20) - 1;    // the last offset at which a group may begin: close the row after it
constexpr std::uint64_t kSequenceMax = (1ULL << 43) - 1;     // so that a Position fits a signed 64-bit number
constexpr std::size_t kRowBytesMax = 64u << 20;  // one group may be long, yet a row is read at one go; also of a value, a chunk
constexpr std::size_t kMetaNameMax = 200;
constexpr std::uint64_t kPersonKeyMax = (1ULL << 63) - 1;  // keys are signed on disk

// Where a group of facts begins: the row's sequence within its lane and the offset in the row's bytes, so that one read finds it.
// 43 bits of sequence, 20 bits of offset; a lane's first terabytes cost 5 to 6 bytes as a varint. The lane is not in it: it is the
// customer's own, for ever.
struct Position {
  std::uint64_t value = 0;  // 0 = none (sequences begin at 1)
  static constexpr Position at(std::uint64_t seq, std::uint32_t offset) { return {seq << 20 | offset}; }
  constexpr bool none() const { return value == 0; }
  constexpr std::uint64_t seq() const { return value >> 20; }
  constexpr std::uint32_t offset() const { return static_cast<std::uint32_t>(value & kGroupOffsetMax); }
  auto operator<=>(const Position&) const = default;
};

// A row to write: `seq` must be last_seq(lane) + 1, or one more than the lane's row before it in the same append.
struct LaneRow {
  std::uint16_t lane = 0;
  std::uint64_t seq = 0;
  std::string bytes;
  std::uint32_t groups = 0;  // how many groups of facts are in `bytes`; kept in the row's header
};

// A row as it was read back: checksum, sequence, chain and epoch have been verified. `bytes` lives as long as the visit.
struct RowView {
  std::uint16_t lane = 0;
  std::uint64_t seq = 0;
  std::uint32_t epoch = 0;
  std::uint32_t groups = 0;
  std::string_view bytes;
};

// The same, owned.
struct Row {
  std::uint16_t lane = 0;
  std::uint64_t seq = 0;
  std::uint32_t epoch = 0;
  std::uint32_t groups = 0;
  std::string bytes;
};

struct PersonChange {
  std::uint64_t key = 0;  // the customer's surrogate number
  std::optional<std::string> bytes;  // nullopt: erased, and overwritten on disk
};
struct MetaPut {
  std::string name;  // 1 ... kMetaNameMax bytes
  std::string bytes;
};

// Changes of the mutable tables that belong to the same commit; applied in order, the last one of a key wins.
struct Changes {
  std::vector<PersonChange> persons;
  std::vector<MetaPut> metas;
  bool empty() const { return persons.empty() && metas.empty(); }
};

// What verify() found wrong. `seq` 0: not one row but the whole, or a file.
struct Finding {
  std::uint16_t lane = 0;
  std::uint64_t seq = 0;
  std::string code;
  std::string message;
  std::string zh;
};

struct Stats {
  std::uint64_t commits = 0;
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;  // of rows and changes, as handed in
  std::uint64_t checkpoints = 0;
  std::uint64_t snapshots = 0;
  Durations append;  // whole calls of append(); empty without a clock
  Durations commit;  // of which: the durable commit (write and fsync)
  Durations checkpoint;
};

// Nanoseconds from any fixed point, never falling; empty = durations are not measured. Nothing but Stats depends on it.
using NanoClock = std::function<std::int64_t()>;

using RowVisitor = std::function<bool(const RowView&)>;  // false: enough
using PersonVisitor = std::function<bool(std::uint64_t key, std::string_view bytes)>;
using MetaVisitor = std::function<bool(std::string_view name, std::string_view bytes)>;
using Progress = std::function<void(std::uint64_t rows_done, std::uint64_t rows_total)>;  // may be empty

// A snapshot being written, in slices, while appends go on. Dropping it unfinished leaves nothing behind.
class SnapshotWriter {
 public:
  virtual ~SnapshotWriter() = default;
  virtual Result<void> add(std::string_view chunk) = 0;  // 1 byte ... kRowBytesMax; read back chunk by chunk
  virtual Result<void> finish() = 0;  // durable and found by latest_snapshot() from here on; once, at the end
};

// A snapshot that was verified from its first to its last byte before it was handed out.
class SnapshotReader {
 public:
  virtual ~SnapshotReader() = default;
  virtual std::uint64_t id() const = 0;
  virtual std::uint64_t bytes() const = 0;  // of all chunks
  virtual const std::vector<std::uint64_t>& covers() const = 0;  // by lane; recovery reads from covers()[lane] + 1
  virtual const std::vector<Finding>& passed_over() const = 0;  // newer ones that were damaged: an incident
  virtual Result<std::optional<std::string>> next() = 0;  // nullopt after the last chunk
};

class Journal {
 public:
  virtual ~Journal() = default;

  virtual std::uint16_t lanes() const = 0;  // fixed when the data folder was made
  // Rows of this opening carry this epoch: one more than any row before it. It becomes durable with the first row.
  virtual std::uint32_t epoch() const = 0;
  virtual std::uint64_t last_seq(std::uint16_t lane) const = 0;  // 0 = the lane is empty

  // One durable commit of all of it, or of nothing. Both empty: nothing happens.
  //   invalid sequence_gap, lane_unknown, row_too_large, value_too_large, person_key_invalid, meta_name_invalid: nothing was touched
  //   busy disk_full: rolled back, the journal stays usable, try again later
  //   broken: the process must end
  virtual Result<void> append(std::span<const LaneRow> rows, const Changes& changes) = 0;

  // Upkeep that may wait until the replies are out: the checkpoint, when one is due. Call it once a tick, after the release.
  // busy disk_full: nothing is lost, call again later.
  virtual Result<void> tend() = 0;

  // Rows of a lane in order, from `from_seq` (at least 1) to the last. A damaged or missing row is `broken`, code row_damaged or
  // row_missing, and names lane and seq: it is never skipped, and the visitor has seen only what lies before it.
  virtual Result<void> read(std::uint16_t lane, std::uint64_t from_seq, const RowVisitor& visit) = 0;
  virtual Result<Row> read_row(std::uint16_t lane, std::uint64_t seq) = 0;  // gone row_unknown: beyond last_seq or 0

  virtual Result<std::optional<std::string>> person(std::uint64_t key) = 0;
  virtual Result<void> for_each_person(const PersonVisitor& visit) = 0;  // by key, ascending
  virtual Result<std::optional<std::string>> meta(std::string_view name) = 0;
  virtual Result<void> for_each_meta(std::string_view prefix, const MetaVisitor& visit) = 0;  // by name, in byte order

  // `covers`: by lane, the last row whose facts are in every slice to come (slices may hold later ones, if these are durable when
  // finish() is called). One writer at a time, dropped before the journal. The two newest snapshots are kept. A writer's failure ends
  // that snapshot only: busy disk_full, or broken, which means stop as everywhere.
  virtual Result<std::unique_ptr<SnapshotWriter>> begin_snapshot(std::span<const std::uint64_t> covers) = 0;
  // The newest whole one; nullptr when there is none. A damaged one is passed over and named in passed_over(); when all are damaged
  // the answer is an empty snapshot (id 0, covers all 0, no chunks), since rows are kept from the first and can rebuild everything.
  // One that is ahead of the journal means that rows were lost: broken journal_behind.
  virtual Result<std::unique_ptr<SnapshotReader>> latest_snapshot() = 0;

  // Walks everything: sequences gap-free, checksums and chains valid, epochs never falling, named values and personal data whole,
  // snapshots whole and not ahead. Goes on after a finding.
  virtual Result<std::vector<Finding>> verify(const Progress& progress) = 0;

  virtual const Stats& stats() const = 0;
};

}  // namespace playmaker::journal
