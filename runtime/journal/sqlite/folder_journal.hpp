#pragma once
// The journal over SQLite. One connection writes, reads and checkpoints (two connections that reset a log can corrupt it before SQLite
// 3.51.3), in exclusive locking mode, so that there is no shared memory file. synchronous=FULL: COMMIT returns after the fsync of the log.
//
//   append ── BEGIN, rows, changes, COMMIT (one fsync) ──> journal.db-wal
//   tend   ── every checkpoint_bytes ──> journal.db; the log is then written again from its beginning, in blocks that are already there
#include <memory>
#include <string>
#include <vector>

#include "runtime/journal/journal.hpp"
#include "runtime/journal/layout.hpp"
#include "runtime/journal/snapshots.hpp"
#include "runtime/journal/sqlite/database.hpp"
#include "runtime/journal/sqlite/folder_lock.hpp"
#include "runtime/journal/sqlite/folder_shelf.hpp"
#include "runtime/journal/sqlite/open.hpp"

namespace playmaker::journal {

class FolderJournal final : public Journal {
 public:
  FolderJournal(FolderOptions options, FolderLock lock);
  ~FolderJournal() override;
  Result<void> open();                                  // once, before any other call

  std::uint16_t lanes() const override { return static_cast<std::uint16_t>(tails_.size()); }
  std::uint32_t epoch() const override { return epoch_; }
  std::uint64_t last_seq(std::uint16_t lane) const override { return tails_.at(lane).seq; }
  Result<void> append(std::span<const LaneRow> rows, const Changes& changes) override;
  Result<void> tend() override;
  Result<void> read(std::uint16_t lane, std::uint64_t from_seq, const RowVisitor& visit) override;
  Result<Row> read_row(std::uint16_t lane, std::uint64_t seq) override;
  Result<std::optional<std::string>> person(std::uint64_t key) override;
  Result<void> for_each_person(const PersonVisitor& visit) override;
  Result<std::optional<std::string>> meta(std::string_view name) override;
  Result<void> for_each_meta(std::string_view prefix, const MetaVisitor& visit) override;
  Result<std::unique_ptr<SnapshotWriter>> begin_snapshot(std::span<const std::uint64_t> covers) override;
  Result<std::unique_ptr<SnapshotReader>> latest_snapshot() override;
  Result<std::vector<Finding>> verify(const Progress& progress) override;
  const Stats& stats() const override { return stats_; }

 private:
  Result<void> open_database();                         // folder_schema.cpp: recognise or make the tables
  Result<void> make_tables();
  Result<void> recover();                               // tails and epoch; makes durable what was recovered
  int prepare();
  int write(std::span<const LaneRow> rows, const Changes& changes, std::vector<Tail>& tails);
  Result<void> undo(int code, std::span<const LaneRow> rows);
  bool roll_back(std::span<const LaneRow> rows);
  Result<void> checkpoint();
  Result<void> grow_log();
  Result<void> verify_lane(std::uint16_t lane, std::vector<Finding>& findings, const std::function<void()>& step);
  Result<void> verify_values(std::vector<Finding>& findings);
  base::Failure failed(int code, std::string_view doing, std::string_view doing_zh) const;
  std::int64_t now() const { return options_.clock ? options_.clock() : 0; }
  void measure(Durations& into, std::int64_t begun) const {
    if (options_.clock) into.add(options_.clock() - begun);
  }

  FolderOptions options_;
  FolderLock lock_;
  std::vector<Tail> tails_;
  std::uint32_t epoch_ = 1;
  std::uint64_t page_bytes_ = 4096;
  bool stopped_ = false;                                // after a failed append
  bool read_only_ = false;                              // opened to be inspected
  bool erased_ = false;                                 // the log may still hold personal data that was erased
  Stats stats_;
  Database database_;
  Statement begin_{"BEGIN IMMEDIATE"};
  Statement commit_{"COMMIT"};
  Statement insert_segment_{"INSERT INTO segment (lane, seq, bytes) VALUES (?1, ?2, ?3)"};
  Statement select_segment_{"SELECT bytes FROM segment WHERE lane = ?1 AND seq = ?2"};
  Statement select_segments_{"SELECT seq, bytes FROM segment WHERE lane = ?1 AND seq >= ?2 ORDER BY seq"};
  Statement select_last_segment_{"SELECT seq, bytes FROM segment WHERE lane = ?1 ORDER BY seq DESC LIMIT 1"};
  Statement put_person_{"INSERT INTO person (key, bytes, sum) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET bytes = ?2, sum = ?3"};
  Statement erase_person_{"DELETE FROM person WHERE key = ?1"};
  Statement select_person_{"SELECT bytes, sum FROM person WHERE key = ?1"};
  Statement select_persons_{"SELECT key, bytes, sum FROM person ORDER BY key"};
  Statement put_meta_{"INSERT INTO meta (name, bytes, sum) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET bytes = ?2, sum = ?3"};
  Statement select_meta_{"SELECT bytes, sum FROM meta WHERE name = ?1"};
  Statement select_metas_{"SELECT name, bytes, sum FROM meta WHERE name >= ?1 ORDER BY name"};
  Statement check_pages_{"PRAGMA integrity_check(20)"};
  FolderShelf shelf_;
  Snapshots snapshots_;
};

}  // namespace playmaker::journal
