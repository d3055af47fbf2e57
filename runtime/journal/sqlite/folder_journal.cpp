#include "runtime/journal/sqlite/folder_journal.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>

#include "runtime/base/check.hpp"
#include "runtime/journal/failures.hpp"
#include "runtime/journal/request.hpp"
#include "runtime/journal/sqlite/file.hpp"
#include "runtime/journal/sqlite/value_sum.hpp"

namespace playmaker::journal {
namespace {

constexpr std::uint64_t kForcedCheckpoint = 4;  // times checkpoint_bytes: what an append makes itself when nobody tends

}  // namespace

FolderJournal::FolderJournal(FolderOptions options, FolderLock lock)
    : options_(std::move(options)),
      lock_(std::move(lock)),
      shelf_(options_.folder + "/snapshots"),
      snapshots_(shelf_, tails_, stats_) {}

FolderJournal::~FolderJournal() {
  // A clean end leaves an empty log. After a failure nothing more is written: the next opening decides what the log holds.
  if (!stopped_ && !read_only_ && !tails_.empty()) static_cast<void>(database_.checkpoint(true));
}

Result<void> FolderJournal::open() {
  read_only_ = options_.inspect;
  if (auto opened = open_database(); !opened) {
    tails_.clear();
    return opened;
  }
  // SQLite would checkpoint when the connection closes, also after a failed write.
  CHECK(sqlite3_db_config(database_.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr) == SQLITE_OK);
  if (const int code = prepare(); code != SQLITE_OK) return std::unexpected(failed(code, "opening", "打开"));
  return recover();
}

int FolderJournal::prepare() {
  for (Statement* statement :
       {&begin_, &commit_, &insert_segment_, &select_segment_, &select_segments_, &select_last_segment_, &put_person_, &erase_person_,
        &select_person_, &select_persons_, &put_meta_, &select_meta_, &select_metas_, &check_pages_}) {
    if (const int code = statement->prepare(database_); code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

Result<void> FolderJournal::recover() {
  for (std::uint16_t lane = 0; lane < lanes(); ++lane) {
    Reading reading(select_last_segment_.begin().number(1, lane));
    int code = SQLITE_OK;
    if (!select_last_segment_.row(code)) {
      if (code != SQLITE_OK && !read_only_) return std::unexpected(failed(code, "recovering", "恢复"));
      continue;
    }
    tails_[lane].seq = select_last_segment_.number_at(0);
    tails_[lane].known = false;
    const auto row = decode_row(select_last_segment_.bytes_at(1), lane, tails_[lane].seq, tails_[lane]);
    if (!row && !read_only_) return std::unexpected(row.error());
    epoch_ = std::max(epoch_, tails_[lane].epoch + 1);
  }
  if (read_only_) return {};
  if (auto prepared = shelf_.prepare(); !prepared) return prepared;
  // A commit that was not acknowledged may have been read from the log without ever having been synced. From here on it counts, so it is
  // made durable before anything is built upon it.
  if (const int code = database_.checkpoint(true); code != SQLITE_OK) return std::unexpected(failed(code, "recovering", "恢复"));
  if (auto grown = grow_log(); !grown) return grown;
  if (auto synced = sync_folder(options_.folder); !synced) return synced;
  const auto parent = std::filesystem::absolute(options_.folder).lexically_normal().parent_path();
  return sync_folder(parent.empty() ? "/" : parent.string());
}

// The log at its full length before it is needed: an fsync of overwritten blocks need not wait for the file system's own log.
Result<void> FolderJournal::grow_log() {
  auto log = File::open(options_.folder + "/journal.db-wal", File::Mode::update);
  if (!log) return std::unexpected(log.error());
  return log->grow_to(options_.checkpoint_bytes + options_.checkpoint_bytes / 2);
}

Result<void> FolderJournal::append(std::span<const LaneRow> rows, const Changes& changes) {
  if (stopped_ || read_only_) return journal_stopped();
  if (auto checked = check_request(rows, changes, tails_); !checked) return checked;
  if (rows.empty() && changes.empty()) return {};
  const std::int64_t begun = now();
  const std::uint64_t bytes = bytes_of(rows, changes);
  const auto room = free_bytes(options_.folder);
  if (!room) {
    stopped_ = true;
    return std::unexpected(room.error());
  }
  if (*room < options_.reserve_bytes + bytes) {
    const std::string is = std::to_string(*room), kept = std::to_string(options_.reserve_bytes);
    return disk_full(options_.folder, is + " bytes are free, of which " + kept + " are kept",
                     "剩余 " + is + " 字节,其中保留 " + kept + " 字节");
  }

  std::vector<Tail> tails = tails_;
  int code = write(rows, changes, tails);
  const std::int64_t commit_begun = now();
  if (code == SQLITE_OK) code = commit_.begin().run();
  if (code != SQLITE_OK) return undo(code, rows);
  measure(stats_.commit, commit_begun);
  tails_.swap(tails);
  for (const PersonChange& change : changes.persons) erased_ = erased_ || !change.bytes;
  ++stats_.commits;
  stats_.rows += rows.size();
  stats_.bytes += bytes;
  measure(stats_.append, begun);
  if (database_.log_pages() * page_bytes_ >= kForcedCheckpoint * options_.checkpoint_bytes) {
    // The commit stands whatever comes of it; a full disk is met again, and told, at the next append.
    if (auto done = checkpoint(); !done && done.error().code != "disk_full") return done;
  }
  return {};
}

int FolderJournal::write(std::span<const LaneRow> rows, const Changes& changes, std::vector<Tail>& tails) {
  int code = begin_.begin().run();
  for (auto row = rows.begin(); code == SQLITE_OK && row != rows.end(); ++row) {
    const std::string stored = encode_row(*row, epoch_, tails[row->lane]);
    code = insert_segment_.begin().number(1, row->lane).number(2, row->seq).bytes(3, stored).run();
  }
  for (auto change = changes.persons.begin(); code == SQLITE_OK && change != changes.persons.end(); ++change) {
    code =
        change->bytes
            ? put_person_.begin().number(1, change->key).bytes(2, *change->bytes).number(3, person_sum(change->key, *change->bytes)).run()
            : erase_person_.begin().number(1, change->key).run();
  }
  for (auto put = changes.metas.begin(); code == SQLITE_OK && put != changes.metas.end(); ++put) {
    code = put_meta_.begin().text(1, put->name).bytes(2, put->bytes).number(3, meta_sum(put->name, put->bytes)).run();
  }
  return code;
}

// A full disk is the one failure that is known not to have written: the log's commit frame is its last write. Everything else ends the
// process, since what the disk holds after a failed write or fsync cannot be known from here.
Result<void> FolderJournal::undo(int code, std::span<const LaneRow> rows) {
  base::Failure failure = failed(code, "appending", "追加");
  const bool undone = roll_back(rows);
  if (failure.code == "disk_full" && undone) return std::unexpected(std::move(failure));
  stopped_ = true;
  if (failure.code == "disk_full") return journal_failed("rolling back", "回滚", "the disk is full");
  return std::unexpected(std::move(failure));
}

bool FolderJournal::roll_back(std::span<const LaneRow> rows) {
  if (database_.in_transaction() && database_.run("ROLLBACK") != SQLITE_OK) return false;
  if (rows.empty()) return true;
  Reading reading(select_segment_.begin().number(1, rows[0].lane).number(2, rows[0].seq));
  int code = SQLITE_OK;
  return !select_segment_.row(code) && code == SQLITE_OK;
}

Result<void> FolderJournal::tend() {
  if (stopped_ || read_only_) return journal_stopped();
  if (!erased_ && database_.log_pages() * page_bytes_ < options_.checkpoint_bytes) return {};
  return checkpoint();
}

Result<void> FolderJournal::checkpoint() {
  const std::int64_t begun = now();
  const int code = database_.checkpoint(erased_);
  if (code != SQLITE_OK) {
    base::Failure failure = failed(code, "checkpointing", "执行检查点");
    stopped_ = failure.code != "disk_full";  // on a full disk the log still has everything
    return std::unexpected(std::move(failure));
  }
  // Erased personal data left the log with its blocks; the new blocks are zeros.
  if (erased_) {
    erased_ = false;
    if (auto grown = grow_log(); !grown && grown.error().code != "disk_full") {
      stopped_ = true;
      return grown;
    }
  }
  ++stats_.checkpoints;
  measure(stats_.checkpoint, begun);
  return {};
}

Result<std::unique_ptr<SnapshotWriter>> FolderJournal::begin_snapshot(std::span<const std::uint64_t> covers) {
  if (stopped_ || read_only_) return journal_stopped();
  return snapshots_.begin(covers);
}

Result<std::unique_ptr<SnapshotReader>> FolderJournal::latest_snapshot() {
  if (stopped_) return journal_stopped();
  return snapshots_.latest();
}

base::Failure FolderJournal::failed(int code, std::string_view doing, std::string_view doing_zh) const {
  return database_.failure_of(code, doing, doing_zh, options_.folder);
}

}  // namespace playmaker::journal
