// The tables of journal.db, and how a folder is recognised.
//
//   segment   (lane, seq) -> a row as layout.hpp draws it
//   person    customer's surrogate number -> personal data; the only table rows are deleted from
//   meta      name -> named value
//   property  what was fixed when the folder was made: lanes
//
// application_id says that the file is ours, user_version is kDiskFormat. Both are set in the transaction that makes the tables: a file
// without them and without tables is one whose making was cut short, and is made again.
#include <sqlite3.h>

#include <filesystem>
#include <system_error>

#include "runtime/journal/failures.hpp"
#include "runtime/journal/sqlite/folder_journal.hpp"

namespace playmaker::journal {
namespace {

constexpr std::int64_t kApplicationId = 0x504d4a31;  // "PMJ1"; never change: on disk
constexpr std::uint16_t kLanesDefault = 16;

constexpr const char* kPragmas =
    "PRAGMA locking_mode = EXCLUSIVE;"  // first: the log then needs no shared memory
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"      // damaged pages are noticed when they are read, not later
    "PRAGMA cache_size = -16384;"       // 16 MB: no commit of a tick spills before its end
    "PRAGMA secure_delete = ON;";       // what is erased is overwritten

// Durable from here on, and asked whether it really is: a file system that cannot keep a log says so only in the answer.
int make_durable(Database& database, bool& durable) {
  std::string mode;
  std::int64_t synchronous = 0;
  int code = database.word("PRAGMA journal_mode = WAL", mode);
  if (code == SQLITE_OK) code = database.run("PRAGMA synchronous = FULL");
  if (code == SQLITE_OK) code = database.number("PRAGMA synchronous", synchronous);
  durable = mode == "wal" && synchronous == 2;
  return code;
}

constexpr const char* kTables =
    "CREATE TABLE segment (lane INTEGER NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (lane, seq)) STRICT, WITHOUT "
    "ROWID;"
    "CREATE TABLE person (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL, sum INTEGER NOT NULL) STRICT;"
    "CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, bytes BLOB NOT NULL, sum INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE property (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

}  // namespace

Result<void> FolderJournal::open_database() {
  const std::string file = options_.folder + "/journal.db";
  if (const int code = database_.open(file, options_.create); code != SQLITE_OK) {
    return folder_unusable(options_.folder, database_.failure_of(code, "opening", "打开", options_.folder).message);
  }
  std::int64_t application = 0, format = 0, tables = 0, lanes = 0, page_bytes = 0;
  int code = database_.run(kPragmas);
  if (code == SQLITE_OK) code = database_.number("PRAGMA application_id", application);
  if (code == SQLITE_OK) code = database_.number("PRAGMA user_version", format);
  if (code == SQLITE_OK) code = database_.number("SELECT count(*) FROM sqlite_schema", tables);
  if ((code & 0xff) == SQLITE_NOTADB) return not_a_journal(file);
  if (code != SQLITE_OK) return std::unexpected(failed(code, "opening", "打开"));

  if (application == 0 && format == 0 && tables == 0) {
    if (!options_.create) return journal_missing(options_.folder);
    if (auto made = make_tables(); !made) return made;
  } else if (application != kApplicationId) {
    return not_a_journal(file);
  } else if (format > kDiskFormat) {
    return format_newer(options_.folder, static_cast<std::uint64_t>(format));
  }
  bool durable = false;
  code = make_durable(database_, durable);
  if (code == SQLITE_OK && !durable) return folder_unusable(options_.folder, "its file system cannot keep a write-ahead log");
  if (code == SQLITE_OK) code = database_.number("SELECT value FROM property WHERE name = 'lanes'", lanes);
  if (code == SQLITE_OK) code = database_.number("PRAGMA page_size", page_bytes);
  if (code == SQLITE_OK && options_.pages_max != 0) {
    code = database_.run(("PRAGMA max_page_count = " + std::to_string(options_.pages_max)).c_str());
  }
  if (code != SQLITE_OK) return std::unexpected(failed(code, "opening", "打开"));
  if (lanes < 1 || lanes > kLanesMax) return journal_damaged("its number of lanes is " + std::to_string(lanes));
  if (options_.lanes != 0 && options_.lanes != lanes)
    return lanes_fixed(options_.folder, static_cast<std::uint16_t>(lanes), options_.lanes);
  tails_.assign(static_cast<std::size_t>(lanes), Tail());
  page_bytes_ = static_cast<std::uint64_t>(page_bytes);
  return {};
}

Result<void> FolderJournal::make_tables() {
  const std::uint16_t lanes = options_.lanes == 0 ? kLanesDefault : options_.lanes;
  if (lanes > kLanesMax) return lane_unknown(lanes, kLanesMax);
  const std::string marks = "INSERT INTO property (name, value) VALUES ('lanes', " + std::to_string(lanes) +
                            ");"
                            "PRAGMA application_id = " +
                            std::to_string(kApplicationId) + ";PRAGMA user_version = " + std::to_string(kDiskFormat) + ";COMMIT;";
  bool durable = false;
  int code = make_durable(database_, durable);
  if (code == SQLITE_OK) code = database_.run("BEGIN IMMEDIATE");
  if (code == SQLITE_OK) code = database_.run(kTables);
  if (code == SQLITE_OK) code = database_.run(marks.c_str());
  if (code != SQLITE_OK) return std::unexpected(failed(code, "making its tables", "建表"));
  return {};
}

Result<std::unique_ptr<Journal>> open_folder(const FolderOptions& options) {
  namespace fs = std::filesystem;
  FolderOptions asked = options;
  if (asked.inspect) asked.create = false;
  std::error_code error;
  if (!asked.create && !fs::exists(asked.folder + "/journal.db", error)) return journal_missing(asked.folder);
  const bool made = fs::create_directories(asked.folder, error);
  if (!error && made) fs::permissions(asked.folder, fs::perms::owner_all, error);  // personal data: for this user only
  if (error) return folder_unusable(asked.folder, error.message());
  auto lock = FolderLock::take(asked.folder);
  if (!lock) return std::unexpected(lock.error());
  auto journal = std::make_unique<FolderJournal>(std::move(asked), std::move(*lock));
  if (auto opened = journal->open(); !opened) return std::unexpected(opened.error());
  return journal;
}

}  // namespace playmaker::journal
