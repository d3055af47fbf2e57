#include "tests/journal/shapes.hpp"

#include <sqlite3.h>
#include <stdlib.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "runtime/journal/memory.hpp"

namespace playmaker::journal_tests {
namespace {

using namespace playmaker::journal;

class MemoryShape final : public Shape {
 public:
  std::string name() const override { return "memory"; }
  base::Result<std::unique_ptr<Journal>> open() override { return open_memory(disk_); }
  void flip_row(std::uint16_t lane, std::uint64_t seq, std::size_t byte) override { row(lane, seq).at(byte) ^= 0x10; }
  void cut_row(std::uint16_t lane, std::uint64_t seq, std::size_t keep_bytes) override { row(lane, seq).resize(keep_bytes); }
  void lose_row(std::uint16_t lane, std::uint64_t seq) override { row(lane, seq).clear(); }
  void swap_rows(std::uint16_t lane, std::uint64_t a, std::uint64_t b) override { row(lane, a).swap(row(lane, b)); }
  std::string& snapshot_bytes(std::uint64_t id) override { return disk_->snapshots.at(id); }
  void put_snapshot(std::uint64_t) override {}

 private:
  std::string& row(std::uint16_t lane, std::uint64_t seq) { return disk_->segments.at(lane).at(seq - 1); }
  std::shared_ptr<MemoryDisk> disk_ = std::make_shared<MemoryDisk>(kLanes);
};

class FolderShape final : public Shape {
 public:
  std::string name() const override { return "sqlite"; }
  base::Result<std::unique_ptr<Journal>> open() override {
    FolderOptions options;
    options.folder = scratch_ / "data";
    options.lanes = kLanes;
    return open_folder(options);
  }
  void flip_row(std::uint16_t lane, std::uint64_t seq, std::size_t byte) override {
    std::string bytes = row(lane, seq);
    bytes.at(byte) ^= 0x10;
    set_row(lane, seq, bytes);
  }
  void cut_row(std::uint16_t lane, std::uint64_t seq, std::size_t keep_bytes) override {
    set_row(lane, seq, row(lane, seq).substr(0, keep_bytes));
  }
  void lose_row(std::uint16_t lane, std::uint64_t seq) override { run("DELETE FROM segment" + where(lane, seq)); }
  void swap_rows(std::uint16_t lane, std::uint64_t a, std::uint64_t b) override {
    const std::string of_a = row(lane, a), of_b = row(lane, b);
    set_row(lane, a, of_b);
    set_row(lane, b, of_a);
  }
  std::string& snapshot_bytes(std::uint64_t id) override { return snapshot_ = slurp(snapshot_path(id)); }
  void put_snapshot(std::uint64_t id) override { spit(snapshot_path(id), snapshot_); }

 private:
  static std::string where(std::uint16_t lane, std::uint64_t seq) {
    return " WHERE lane = " + std::to_string(lane) + " AND seq = " + std::to_string(seq);
  }
  std::string snapshot_path(std::uint64_t id) const {
    const std::string digits = std::to_string(id);
    return scratch_ / ("data/snapshots/snapshot-" + std::string(12 - digits.size(), '0') + digits + ".snap");
  }
  std::string run(const std::string& sql, const std::string* blob = nullptr) {
    sqlite3* database = nullptr;
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_open((scratch_ / "data/journal.db").c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
    if (blob != nullptr) REQUIRE(sqlite3_bind_blob64(statement, 1, blob->data(), blob->size(), SQLITE_STATIC) == SQLITE_OK);
    std::string out;
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
      out.assign(static_cast<const char*>(sqlite3_column_blob(statement, 0)), static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
      code = sqlite3_step(statement);
    }
    REQUIRE(code == SQLITE_DONE);
    sqlite3_finalize(statement);
    REQUIRE(sqlite3_close(database) == SQLITE_OK);
    return out;
  }
  std::string row(std::uint16_t lane, std::uint64_t seq) { return run("SELECT bytes FROM segment" + where(lane, seq)); }
  void set_row(std::uint16_t lane, std::uint64_t seq, const std::string& bytes) {
    run("UPDATE segment SET bytes = ?1" + where(lane, seq), &bytes);
  }

  Scratch scratch_;
  std::string snapshot_;
};

}  // namespace

Scratch::Scratch() {
  std::string pattern = (std::filesystem::temp_directory_path() / "playmaker-journal-XXXXXX").string();
  REQUIRE(mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::vector<std::unique_ptr<Shape>> all_shapes() {
  std::vector<std::unique_ptr<Shape>> out;
  out.push_back(std::make_unique<MemoryShape>());
  out.push_back(std::make_unique<FolderShape>());
  return out;
}

std::unique_ptr<Journal> open_whole(Shape& shape) {
  auto opened = shape.open();
  INFO((opened ? "" : opened.error().message));
  REQUIRE(opened.has_value());
  return std::move(*opened);
}

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

base::Failure refused(const FolderOptions& options) {
  const auto opened = open_folder(options);
  REQUIRE_FALSE(opened.has_value());
  REQUIRE_FALSE(opened.error().zh.empty());
  return opened.error();
}

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in.good());
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void spit(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << bytes;
  REQUIRE(out.good());
}

LaneRow next_row(const Journal& journal, std::uint16_t lane, std::string bytes, std::uint32_t groups) {
  return {lane, journal.last_seq(lane) + 1, std::move(bytes), groups};
}

void append_row(Journal& journal, std::uint16_t lane, std::string bytes) {
  const LaneRow row = next_row(journal, lane, std::move(bytes));
  REQUIRE(journal.append({&row, 1}, {}).has_value());
}

std::vector<std::string> payloads(Journal& journal, std::uint16_t lane, std::uint64_t from_seq) {
  std::vector<std::string> out;
  REQUIRE(journal
              .read(lane, from_seq,
                    [&](const RowView& row) {
                      out.emplace_back(row.bytes);
                      return true;
                    })
              .has_value());
  return out;
}

}  // namespace playmaker::journal_tests
