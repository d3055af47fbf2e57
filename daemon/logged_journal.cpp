#include "daemon/logged_journal.hpp"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace playmaker::daemon {
namespace {

using journal::Result;

constexpr const char* kNext =
    "everything that would be written is refused with HTTP 503 (disk_full); room is looked for every second, and once there is some the "
    "daemon goes on by itself";

class LoggedJournal final : public journal::Journal {
 public:
  LoggedJournal(std::unique_ptr<Journal> journal, std::shared_ptr<Log> log) : journal_(std::move(journal)), log_(std::move(log)) {}

  Result<void> append(std::span<const journal::LaneRow> rows, const journal::Changes& changes) override {
    auto done = journal_->append(rows, changes);
    if (!done && done.error().code == "disk_full") {
      if (!std::exchange(full_, true))
        log_->write(LogLevel::error, "disk_full", {{"code", done.error().code}, {"message", done.error().message}, {"next", kNext}});
    } else if (done && std::exchange(full_, false)) {
      log_->write(LogLevel::info, "disk_has_room");
    }
    return done;
  }

  std::uint16_t lanes() const override { return journal_->lanes(); }
  std::uint32_t epoch() const override { return journal_->epoch(); }
  std::uint64_t last_seq(std::uint16_t lane) const override { return journal_->last_seq(lane); }
  Result<void> tend() override { return journal_->tend(); }
  Result<void> read(std::uint16_t lane, std::uint64_t from_seq, const journal::RowVisitor& visit) override {
    return journal_->read(lane, from_seq, visit);
  }
  Result<journal::Row> read_row(std::uint16_t lane, std::uint64_t seq) override { return journal_->read_row(lane, seq); }
  Result<std::optional<std::string>> person(std::uint64_t key) override { return journal_->person(key); }
  Result<void> for_each_person(const journal::PersonVisitor& visit) override { return journal_->for_each_person(visit); }
  Result<std::optional<std::string>> meta(std::string_view name) override { return journal_->meta(name); }
  Result<void> for_each_meta(std::string_view prefix, const journal::MetaVisitor& visit) override {
    return journal_->for_each_meta(prefix, visit);
  }
  Result<std::unique_ptr<journal::SnapshotWriter>> begin_snapshot(std::span<const std::uint64_t> covers) override {
    return journal_->begin_snapshot(covers);
  }
  Result<std::unique_ptr<journal::SnapshotReader>> latest_snapshot() override { return journal_->latest_snapshot(); }
  Result<std::vector<journal::Finding>> verify(const journal::Progress& progress) override { return journal_->verify(progress); }
  const journal::Stats& stats() const override { return journal_->stats(); }

 private:
  std::unique_ptr<Journal> journal_;
  std::shared_ptr<Log> log_;
  bool full_ = false;                          // so was the last append
};

}  // namespace

std::unique_ptr<journal::Journal> logged(std::unique_ptr<journal::Journal> journal, std::shared_ptr<Log> log) {
  return std::make_unique<LoggedJournal>(std::move(journal), std::move(log));
}

}  // namespace playmaker::daemon
