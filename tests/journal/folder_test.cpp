// What only a data folder has: its lock, its format, a disk that is full, bytes that can rot, personal data that must be gone.
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/journal/shapes.hpp"

using namespace playmaker::journal;
using namespace playmaker::journal_tests;
using playmaker::base::Failure;
using playmaker::base::FailureKind;
namespace fs = std::filesystem;

namespace {

FolderOptions folder_of(const Scratch& scratch) {
  FolderOptions options;
  options.folder = scratch / "data";
  options.lanes = kLanes;
  return options;
}

std::unique_ptr<Journal> open_whole(const FolderOptions& options) {
  auto opened = open_folder(options);
  INFO((opened ? "" : opened.error().message));
  REQUIRE(opened.has_value());
  return std::move(*opened);
}

Failure refused(const FolderOptions& options) {
  const auto opened = open_folder(options);
  REQUIRE_FALSE(opened.has_value());
  REQUIRE_FALSE(opened.error().zh.empty());
  return opened.error();
}

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
  struct stat found {};
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

TEST_CASE("a byte that rots in journal.db is found wherever it lies") {
  Scratch scratch;
  const FolderOptions options = folder_of(scratch);
  const std::string file = options.folder + "/journal.db";
  {
    auto journal = open_whole(options);
    for (int i = 0; i < 40; ++i) append_row(*journal, static_cast<std::uint16_t>(i % 2), "payload " + std::to_string(i) + std::string(3000, 'p'));
    REQUIRE(journal->append({}, {{{5, "person five" + std::string(500, 'q')}}, {{"named", "value" + std::string(500, 'v')}}}).has_value());
  }
  const std::string whole = slurp(file);
  const auto with_flip = [&](std::size_t at) {
    std::string damaged = whole;
    damaged[at] ^= 0x01;
    spit(file, damaged);
  };
  SECTION("in a row") {
    with_flip(whole.find("payload 10"));
    auto journal = open_whole(options);
    const auto read = journal->read(0, 1, [](const RowView&) { return true; });
    CHECK(read.error().code == "row_damaged");
    CHECK(journal->verify({}).value().at(0).seq == 6);
  }
  SECTION("in a person's row") {
    with_flip(whole.find("person five"));
    auto journal = open_whole(options);
    CHECK(journal->person(5).error().code == "person_damaged");
    CHECK(journal->for_each_person([](std::uint64_t, std::string_view) { return true; }).error().kind == FailureKind::broken);
    CHECK(journal->verify({}).value().at(0).code == "person_damaged");
  }
  SECTION("in a named value") {
    with_flip(whole.find("value" + std::string(50, 'v')));
    auto journal = open_whole(options);
    CHECK(journal->meta("named").error().code == "meta_damaged");
    CHECK(journal->for_each_meta("", [](std::string_view, std::string_view) { return true; }).error().kind == FailureKind::broken);
    CHECK(journal->verify({}).value().at(0).code == "meta_damaged");
  }
  SECTION("anywhere: never a wrong row, and verify sees every one that matters") {
    FolderOptions inspect = options;
    inspect.inspect = true;
    std::size_t refused_to_open = 0, found = 0, harmless = 0;
    for (std::size_t at = 100; at < whole.size(); at += 997) {
      with_flip(at);
      auto journal = open_folder(inspect);
      if (!journal) {
        ++refused_to_open;
        continue;
      }
      bool right = true;
      std::uint64_t rows = 0;
      bool whole_walk = true;
      for (std::uint16_t lane = 0; lane < 2; ++lane) {
        const auto read = (*journal)->read(lane, 1, [&](const RowView& row) {
          const std::uint64_t i = (row.seq - 1) * 2 + lane;
          right = right && row.bytes == "payload " + std::to_string(i) + std::string(3000, 'p');
          ++rows;
          return true;
        });
        whole_walk = whole_walk && read.has_value();
      }
      INFO("byte " << at);
      CHECK(right);
      const auto findings = (*journal)->verify({});
      if (!findings || !findings->empty()) ++found;
      else {
        ++harmless;  // unused space of a page
        CHECK((whole_walk && rows == 40));
      }
    }
    CHECK(found > harmless);
    CHECK(refused_to_open < found);
  }
}

TEST_CASE("a file cut short is refused or found damaged, and never read as a shorter journal") {
  Scratch scratch;
  FolderOptions options = folder_of(scratch);
  const std::string file = options.folder + "/journal.db";
  {
    auto journal = open_whole(options);
    for (int i = 0; i < 40; ++i) append_row(*journal, 0, std::string(3000, 'p'));
  }
  const std::string whole = slurp(file);
  for (std::size_t pages = 1; pages < whole.size() / 4096; pages += 7) {
    spit(file, whole.substr(0, pages * 4096));
    const auto journal = open_folder(options);
    INFO(pages << " pages of " << whole.size() / 4096);
    if (!journal) continue;
    const auto findings = (*journal)->verify({});
    CHECK((!findings || !findings->empty()));
  }
}

TEST_CASE("a damaged journal can be inspected, and not written") {
  Scratch scratch;
  FolderOptions options = folder_of(scratch);
  {
    auto journal = open_whole(options);
    for (int i = 0; i < 3; ++i) append_row(*journal, 1, "payload " + std::to_string(i));
  }
  std::string bytes = slurp(options.folder + "/journal.db");
  bytes[bytes.find("payload 2")] ^= 0x01;
  spit(options.folder + "/journal.db", bytes);
  CHECK(refused(options).code == "row_damaged");
  options.inspect = true;
  auto journal = open_whole(options);
  const auto findings = journal->verify({}).value();
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].lane == 1);
  CHECK(findings[0].seq == 3);
  const LaneRow row{0, 1, "x", 1};
  CHECK(journal->append({&row, 1}, {}).error().code == "journal_stopped");
  CHECK(journal->tend().error().code == "journal_stopped");
  CHECK(journal->begin_snapshot(std::vector<std::uint64_t>(kLanes)).error().code == "journal_stopped");
  CHECK(slurp(options.folder + "/journal.db") == bytes);
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
