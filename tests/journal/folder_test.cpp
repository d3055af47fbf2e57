// What only a data folder has: its lock, its format, a disk that is full, personal data that must be gone.
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>

#include "tests/journal/shapes.hpp"

using namespace playmaker::journal;
using namespace playmaker::journal_tests;
using playmaker::base::Failure;
using playmaker::base::FailureKind;
namespace fs = std::filesystem;

namespace {

void run_sql(const std::string& file, const char* sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  REQUIRE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  REQUIRE(sqlite3_close(database) == SQLITE_OK);
}

}  // namespace

TEST_CASE("a folder in use is named with the process that uses it, in both languages") {
  Scratch scratch;
  auto journal = open_whole(folder_of(scratch));
  const Failure failure = refused(folder_of(scratch));
  const std::string folder = scratch / "data", process = std::to_string(getpid());
  CHECK(failure.kind == FailureKind::busy);
  CHECK(failure.message == "data folder " + folder + " is in use by process " + process + ": stop it first, or choose another folder");
  CHECK(failure.zh == "数据目录 " + folder + " 正被进程 " + process + " 使用:请先停止它,或换一个目录");
}

TEST_CASE("a folder of a later format, of another program, or with other lanes is refused") {
  Scratch scratch;
  const FolderOptions options = folder_of(scratch);
  const std::string file = options.folder + "/journal.db";
  open_whole(options).reset();
  SECTION("later format") {
    run_sql(file, "PRAGMA user_version = 2");
    const Failure failure = refused(options);
    CHECK(failure.kind == FailureKind::invalid);
    CHECK(failure.code == "format_newer");
    CHECK(failure.message.find(options.folder) != std::string::npos);
    run_sql(file, "PRAGMA user_version = 1");
    open_whole(options);  // refusing did no harm
  }
  SECTION("another program's database") {
    run_sql(file, "PRAGMA application_id = 1");
    CHECK(refused(options).code == "not_a_journal");
  }
  SECTION("no database at all") {
    spit(file, std::string(8192, 'x'));
    CHECK(refused(options).code == "not_a_journal");
  }
  SECTION("other lanes") {
    FolderOptions other = options;
    other.lanes = kLanes * 2;
    CHECK(refused(other).code == "lanes_fixed");
    other.lanes = 0;
    CHECK(open_whole(other)->lanes() == kLanes);
  }
}

TEST_CASE("a folder is made where there is none, for this user only, with 16 lanes unless told otherwise") {
  Scratch scratch;
  FolderOptions options;
  options.folder = scratch / "a/b/data";
  options.create = false;
  CHECK(refused(options).code == "journal_missing");
  CHECK_FALSE(fs::exists(scratch / "a"));
  options.create = true;
  CHECK(open_whole(options)->lanes() == 16);
  struct stat found{};
  REQUIRE(stat(options.folder.c_str(), &found) == 0);
  CHECK((found.st_mode & 077) == 0);
  options.create = false;
  CHECK(open_whole(options)->lanes() == 16);
}

TEST_CASE("a folder that cannot be made is refused with its name") {
  Scratch scratch;
  spit(scratch / "file", "not a folder");
  FolderOptions options;
  options.folder = scratch / "file/data";
  const Failure failure = refused(options);
  CHECK(failure.code == "folder_unusable");
  CHECK(failure.message.find(options.folder) != std::string::npos);
}

TEST_CASE("a making of the folder that was cut short is made again") {
  Scratch scratch;
  const FolderOptions options = folder_of(scratch);
  fs::create_directories(options.folder);
  spit(options.folder + "/journal.db", "");
  append_row(*open_whole(options), 0, "row");
}

TEST_CASE("a disk found full before the commit rolls back, and the journal stays usable") {
  Scratch scratch;
  FolderOptions options = folder_of(scratch);
  SECTION("SQLite meets it") {
    options.pages_max = 40;
    auto journal = open_whole(options);
    append_row(*journal, 0, "small");
    const LaneRow rows[] = {{0, 2, "small too", 1}, {1, 1, std::string(400'000, 'x'), 1}};
    const auto full = journal->append(rows, {{{1, "p"}}, {}});
    REQUIRE(full.error().kind == FailureKind::busy);
    REQUIRE(full.error().code == "disk_full");
    REQUIRE(full.error().message.find(options.folder) != std::string::npos);
    REQUIRE(journal->last_seq(0) == 1);
    REQUIRE(journal->last_seq(1) == 0);
    REQUIRE_FALSE(journal->person(1).value().has_value());
    append_row(*journal, 0, "after");
    REQUIRE(payloads(*journal, 0) == std::vector<std::string>{"small", "after"});
    journal.reset();
    REQUIRE(open_whole(options)->verify({}).value().empty());
  }
  SECTION("the reserve is kept") {
    options.reserve_bytes = UINT64_MAX / 2;
    auto journal = open_whole(options);
    const LaneRow row{0, 1, "x", 1};
    REQUIRE(journal->append({&row, 1}, {}).error().code == "disk_full");
    REQUIRE(journal->last_seq(0) == 0);
    REQUIRE(journal->tend().has_value());
  }
}

TEST_CASE("a write that fails stops the journal for good; what was acknowledged is there at the next opening") {
  Scratch scratch;
  const FolderOptions options = folder_of(scratch);
  auto journal = open_whole(options);
  append_row(*journal, 0, "acknowledged");
  REQUIRE(journal->append({}, {{{1, "p"}}, {}}).has_value());
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto old_action = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{200'000, before.rlim_max};
  REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);  // every write beyond fails with EFBIG: an input/output error to SQLite
  const LaneRow rows[] = {{0, 2, std::string(400'000, 'x'), 1}, {1, 1, "y", 1}};
  const auto failed = journal->append(rows, {});
  REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
  std::signal(SIGXFSZ, old_action);

  REQUIRE(failed.error().kind == FailureKind::broken);
  REQUIRE(failed.error().code == "journal_failed");
  REQUIRE_FALSE(failed.error().zh.empty());
  const LaneRow next{0, 2, "next", 1};
  CHECK(journal->append({&next, 1}, {}).error().code == "journal_stopped");
  CHECK(journal->tend().error().code == "journal_stopped");
  CHECK(journal->read(0, 1, [](const RowView&) { return true; }).error().code == "journal_stopped");
  CHECK(journal->person(1).error().code == "journal_stopped");
  CHECK(journal->begin_snapshot(std::vector<std::uint64_t>(kLanes)).error().code == "journal_stopped");
  journal.reset();
  journal = open_whole(options);
  CHECK(payloads(*journal, 0) == std::vector<std::string>{"acknowledged"});
  CHECK(journal->last_seq(1) == 0);
  CHECK(journal->verify({}).value().empty());
}

TEST_CASE("checkpoints come when they are due, and bound the log") {
  Scratch scratch;
  FolderOptions options = folder_of(scratch);
  options.checkpoint_bytes = 200'000;
  std::int64_t now = 0;
  options.clock = [&] { return now += 1000; };
  auto journal = open_whole(options);
  const auto log_bytes = [&] { return fs::file_size(options.folder + "/journal.db-wal"); };
  REQUIRE(log_bytes() >= 200'000);  // grown before it is needed
  SECTION("tended every tick") {
    for (int i = 0; i < 100; ++i) {
      append_row(*journal, 0, std::string(20'000, 'x'));
      REQUIRE(journal->tend().has_value());
    }
    CHECK(log_bytes() < 400'000);
    CHECK(journal->stats().checkpoints >= 5);
    CHECK(journal->stats().checkpoint.count() == journal->stats().checkpoints);
  }
  SECTION("never tended") {
    for (int i = 0; i < 100; ++i) append_row(*journal, 0, std::string(20'000, 'x'));
    CHECK(log_bytes() < 1'200'000);
    CHECK(journal->stats().checkpoints >= 1);
  }
  CHECK(journal->stats().commit.count() == 100);
  CHECK(journal->stats().append.count() == 100);
  CHECK(payloads(*journal, 0).size() == 100);
}

TEST_CASE("erased personal data are in none of the folder's files after tend") {
  Scratch scratch;
  const FolderOptions options = folder_of(scratch);
  const std::string secret = "NEEDLE-Zhang-San-13800138000", kept = "KEPT-Li-Si";
  auto journal = open_whole(options);
  std::string large;
  for (int i = 0; i < 1000; ++i) large += secret;
  REQUIRE(journal->append({}, {{{1, secret}, {2, kept}, {3, large}}, {}}).has_value());
  const auto found_in_files = [&](const std::string& needle) {
    int found = 0;
    for (const auto& entry : fs::recursive_directory_iterator(options.folder)) {
      if (entry.is_regular_file()) found += slurp(entry.path().string()).find(needle) != std::string::npos ? 1 : 0;
    }
    return found;
  };
  REQUIRE(found_in_files(secret) > 0);
  REQUIRE(journal->append({}, {{{1, std::nullopt}, {3, std::nullopt}}, {}}).has_value());
  REQUIRE(journal->tend().has_value());
  CHECK(found_in_files(secret) == 0);
  CHECK(found_in_files(kept) > 0);
}

TEST_CASE("an unfinished snapshot of a crash is removed at the next opening") {
  Scratch scratch;
  const FolderOptions options = folder_of(scratch);
  open_whole(options).reset();
  const std::string part = options.folder + "/snapshots/snapshot-000000000001.snap.part";
  spit(part, "half of it");
  auto journal = open_whole(options);
  CHECK_FALSE(fs::exists(part));
  CHECK(journal->latest_snapshot().value() == nullptr);
}
