#include "runtime/journal/memory.hpp"

#include <algorithm>
#include <cstring>

#include "runtime/base/check.hpp"
#include "runtime/journal/failures.hpp"
#include "runtime/journal/layout.hpp"
#include "runtime/journal/request.hpp"
#include "runtime/journal/snapshots.hpp"

namespace playmaker::journal {
namespace {

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(const std::string& bytes) : bytes_(bytes) {}
  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t count = std::min(into.size(), bytes_.size() - at_);
    std::memcpy(into.data(), bytes_.data() + at_, count);
    at_ += count;
    return count;
  }

 private:
  std::string bytes_;  // a copy, as an open file outlives its name
  std::size_t at_ = 0;
};

class MemorySink final : public ByteSink {
 public:
  MemorySink(MemoryDisk& disk, std::uint64_t id) : disk_(disk), id_(id) {}
  Result<void> write(std::string_view bytes) override {
    bytes_.append(bytes);
    return {};
  }
  Result<void> keep() override {
    disk_.snapshots[id_] = std::move(bytes_);
    return {};
  }

 private:
  MemoryDisk& disk_;
  std::uint64_t id_;
  std::string bytes_;
};

class MemoryShelf final : public Shelf {
 public:
  explicit MemoryShelf(MemoryDisk& disk) : disk_(disk) {}
  Result<std::vector<std::uint64_t>> ids() override {
    std::vector<std::uint64_t> out;
    for (const auto& [id, bytes] : disk_.snapshots) out.push_back(id);
    return out;
  }
  Result<std::unique_ptr<ByteSource>> open(std::uint64_t id) override { return std::make_unique<MemorySource>(disk_.snapshots.at(id)); }
  Result<std::unique_ptr<ByteSink>> create(std::uint64_t id) override { return std::make_unique<MemorySink>(disk_, id); }
  Result<void> drop(std::uint64_t id) override {
    disk_.snapshots.erase(id);
    return {};
  }

 private:
  MemoryDisk& disk_;
};

// Counts a fault down; true when it strikes.
bool strikes(std::uint64_t& countdown) { return countdown != 0 && --countdown == 0; }

class MemoryJournal final : public Journal {
 public:
  MemoryJournal(std::shared_ptr<MemoryDisk> disk, NanoClock clock)
      : disk_(std::move(disk)),
        clock_(std::move(clock)),
        tails_(disk_->lanes) {
    disk_->open = true;
  }
  ~MemoryJournal() override { disk_->open = false; }

  Result<void> recover() {
    for (std::uint16_t lane = 0; lane < lanes(); ++lane) {
      const std::uint64_t last = disk_->segments[lane].size();
      if (last == 0) continue;
      tails_[lane].known = false;
      if (const auto row = decode_row(stored(lane, last), lane, last, tails_[lane]); !row) return std::unexpected(row.error());
      epoch_ = std::max(epoch_, tails_[lane].epoch + 1);
    }
    return {};
  }

  std::uint16_t lanes() const override { return disk_->lanes; }
  std::uint32_t epoch() const override { return epoch_; }
  std::uint64_t last_seq(std::uint16_t lane) const override { return tails_.at(lane).seq; }
  const Stats& stats() const override { return stats_; }

  Result<void> append(std::span<const LaneRow> rows, const Changes& changes) override {
    if (stopped_) return journal_stopped();
    if (auto checked = check_request(rows, changes, tails_); !checked) return checked;
    if (rows.empty() && changes.empty()) return {};
    const std::int64_t begun = clock_ ? clock_() : 0;
    const bool fails = strikes(disk_->faults.fail_append), fails_kept = strikes(disk_->faults.fail_append_kept);
    if (strikes(disk_->faults.full_append)) return disk_full("memory", "as the test wants it");
    if (!fails) keep(rows, changes);
    if (fails || fails_kept) {
      stopped_ = true;
      return journal_failed("appending", "追加", "a fault was asked for");
    }
    ++stats_.commits;
    stats_.rows += rows.size();
    stats_.bytes += bytes_of(rows, changes);
    if (clock_) {
      const std::int64_t took = clock_() - begun;
      stats_.append.add(took);
      stats_.commit.add(took);
    }
    return {};
  }

  Result<void> tend() override {
    if (stopped_) return journal_stopped();
    return {};
  }

  Result<void> read(std::uint16_t lane, std::uint64_t from_seq, const RowVisitor& visit) override {
    if (stopped_) return journal_stopped();
    if (lane >= lanes()) return lane_unknown(lane, lanes());
    Tail tail{.known = from_seq <= 1};
    for (std::uint64_t seq = std::max<std::uint64_t>(from_seq, 1); seq <= tails_[lane].seq; ++seq) {
      if (stored(lane, seq).empty()) return row_missing(lane, seq);
      const auto row = decode_row(stored(lane, seq), lane, seq, tail);
      if (!row) return std::unexpected(row.error());
      if (!visit(*row)) return {};
    }
    return {};
  }

  Result<Row> read_row(std::uint16_t lane, std::uint64_t seq) override {
    if (stopped_) return journal_stopped();
    if (lane >= lanes()) return lane_unknown(lane, lanes());
    if (seq == 0 || seq > tails_[lane].seq) return row_unknown(lane, seq);
    if (stored(lane, seq).empty()) return row_missing(lane, seq);
    Tail tail{.known = false};
    const auto row = decode_row(stored(lane, seq), lane, seq, tail);
    if (!row) return std::unexpected(row.error());
    return Row{row->lane, row->seq, row->epoch, row->groups, std::string(row->bytes)};
  }

  Result<std::optional<std::string>> person(std::uint64_t key) override {
    if (stopped_) return journal_stopped();
    const auto found = disk_->persons.find(key);
    if (found == disk_->persons.end()) return std::nullopt;
    return std::optional<std::string>(found->second);
  }

  Result<void> for_each_person(const PersonVisitor& visit) override {
    if (stopped_) return journal_stopped();
    for (const auto& [key, bytes] : disk_->persons) {
      if (!visit(key, bytes)) break;
    }
    return {};
  }

  Result<std::optional<std::string>> meta(std::string_view name) override {
    if (stopped_) return journal_stopped();
    const auto found = disk_->metas.find(name);
    if (found == disk_->metas.end()) return std::nullopt;
    return std::optional<std::string>(found->second);
  }

  Result<void> for_each_meta(std::string_view prefix, const MetaVisitor& visit) override {
    if (stopped_) return journal_stopped();
    for (auto at = disk_->metas.lower_bound(prefix); at != disk_->metas.end() && at->first.starts_with(prefix); ++at) {
      if (!visit(at->first, at->second)) break;
    }
    return {};
  }

  Result<std::unique_ptr<SnapshotWriter>> begin_snapshot(std::span<const std::uint64_t> covers) override {
    if (stopped_) return journal_stopped();
    return snapshots_.begin(covers);
  }
  Result<std::unique_ptr<SnapshotReader>> latest_snapshot() override {
    if (stopped_) return journal_stopped();
    return snapshots_.latest();
  }

  Result<std::vector<Finding>> verify(const Progress& progress) override {
    if (stopped_) return journal_stopped();
    std::vector<Finding> findings;
    std::uint64_t total = 0, done = 0;
    for (const Tail& tail : tails_) total += tail.seq;
    for (std::uint16_t lane = 0; lane < lanes(); ++lane) {
      Tail tail;
      for (std::uint64_t seq = 1; seq <= tails_[lane].seq; ++seq) {
        const bool there = !stored(lane, seq).empty();
        const auto row = there ? decode_row(stored(lane, seq), lane, seq, tail) : Result<RowView>(row_missing(lane, seq));
        if (!row) {
          findings.push_back(finding_of(lane, seq, row.error()));
          tail = {.known = false};
        }
        if (progress) progress(++done, total);
      }
    }
    if (auto checked = snapshots_.verify(findings); !checked) return std::unexpected(checked.error());
    return findings;
  }

 private:
  const std::string& stored(std::uint16_t lane, std::uint64_t seq) const { return disk_->segments[lane][seq - 1]; }

  void keep(std::span<const LaneRow> rows, const Changes& changes) {
    for (const LaneRow& row : rows) disk_->segments[row.lane].push_back(encode_row(row, epoch_, tails_[row.lane]));
    for (const PersonChange& change : changes.persons) {
      if (change.bytes) disk_->persons[change.key] = *change.bytes;
      else disk_->persons.erase(change.key);
    }
    for (const MetaPut& put : changes.metas) disk_->metas[put.name] = put.bytes;
  }

  std::shared_ptr<MemoryDisk> disk_;
  NanoClock clock_;
  std::vector<Tail> tails_;
  std::uint32_t epoch_ = 1;
  bool stopped_ = false;
  Stats stats_;
  MemoryShelf shelf_{*disk_};
  Snapshots snapshots_{shelf_, tails_, stats_};
};

}  // namespace

Result<std::unique_ptr<Journal>> open_memory(std::shared_ptr<MemoryDisk> disk, NanoClock clock) {
  CHECK(disk->lanes >= 1 && disk->lanes <= kLanesMax && disk->segments.size() == disk->lanes);
  if (disk->open) return folder_in_use("memory", "");
  auto journal = std::make_unique<MemoryJournal>(std::move(disk), std::move(clock));
  if (const auto recovered = journal->recover(); !recovered) return std::unexpected(recovered.error());
  return journal;
}

std::unique_ptr<Journal> make_memory(std::uint16_t lanes) {
  auto journal = open_memory(std::make_shared<MemoryDisk>(lanes));
  CHECK(journal.has_value());
  return std::move(*journal);
}

}  // namespace playmaker::journal
