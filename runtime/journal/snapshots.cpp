#include "runtime/journal/snapshots.hpp"

#include "runtime/base/check.hpp"
#include "runtime/journal/failures.hpp"

namespace playmaker::journal {

class SlicedWriter final : public SnapshotWriter {
 public:
  SlicedWriter(Snapshots& owner, std::unique_ptr<ByteSink> sink, std::uint32_t seed) : owner_(owner), sink_(std::move(sink)), seed_(seed) {
    owner_.writing_ = true;
  }
  ~SlicedWriter() override { owner_.writing_ = false; }

  Result<void> add(std::string_view chunk) override {
    CHECK(sink_ != nullptr);
    if (chunk.empty() || chunk.size() > kRowBytesMax) return chunk_invalid(chunk.size());
    auto written = sink_->write(encode_chunk_prefix(chunk, trailer_.chunks, seed_));
    if (written) written = sink_->write(chunk);
    if (!written) {
      sink_.reset();  // a half-written chunk can never be completed
      return written;
    }
    ++trailer_.chunks;
    trailer_.bytes += chunk.size();
    return {};
  }

  Result<void> finish() override {
    CHECK(sink_ != nullptr);
    for (const Tail& tail : owner_.tails_) trailer_.upto.push_back(tail.seq);
    auto done = sink_->write(encode_trailer(trailer_, seed_));
    if (done) done = sink_->keep();
    sink_.reset();
    if (!done) return done;
    ++owner_.stats_.snapshots;
    return owner_.prune();
  }

 private:
  Snapshots& owner_;
  std::unique_ptr<ByteSink> sink_;
  std::uint32_t seed_;
  SnapshotTrailer trailer_;
};

namespace {

class VerifiedReader final : public SnapshotReader {
 public:
  VerifiedReader(std::unique_ptr<ByteSource> source, SnapshotHeader header, std::uint64_t bytes, std::vector<Finding> passed_over)
      : source_(std::move(source)),
        scan_(*source_, header.id, static_cast<std::uint16_t>(header.covers.size())),
        header_(std::move(header)),
        bytes_(bytes),
        passed_over_(std::move(passed_over)) {}

  std::uint64_t id() const override { return header_.id; }
  std::uint64_t bytes() const override { return bytes_; }
  const std::vector<std::uint64_t>& covers() const override { return header_.covers; }
  const std::vector<Finding>& passed_over() const override { return passed_over_; }
  Result<std::optional<std::string>> next() override {
    if (!begun_) {
      if (const auto header = scan_.header(); !header) return std::unexpected(header.error());
      begun_ = true;
    }
    if (ended_) return std::nullopt;
    auto chunk = scan_.chunk();  // checked a second time: it is being read from disk a second time
    ended_ = chunk && !chunk->has_value();
    return chunk;
  }

 private:
  std::unique_ptr<ByteSource> source_;
  SnapshotScan scan_;
  SnapshotHeader header_;
  std::uint64_t bytes_;
  std::vector<Finding> passed_over_;
  bool begun_ = false, ended_ = false;
};

// Stands for "begin at the first row" where every snapshot is damaged.
class EmptySnapshot final : public SnapshotReader {
 public:
  EmptySnapshot(std::size_t lanes, std::vector<Finding> passed_over) : covers_(lanes), passed_over_(std::move(passed_over)) {}
  std::uint64_t id() const override { return 0; }
  std::uint64_t bytes() const override { return 0; }
  const std::vector<std::uint64_t>& covers() const override { return covers_; }
  const std::vector<Finding>& passed_over() const override { return passed_over_; }
  Result<std::optional<std::string>> next() override { return std::nullopt; }

 private:
  std::vector<std::uint64_t> covers_;
  std::vector<Finding> passed_over_;
};

}  // namespace

Result<std::unique_ptr<SnapshotWriter>> Snapshots::begin(std::span<const std::uint64_t> covers) {
  CHECK(!writing_ && covers.size() == tails_.size());
  for (std::size_t lane = 0; lane < covers.size(); ++lane) CHECK(covers[lane] <= tails_[lane].seq);
  const auto ids = shelf_.ids();
  if (!ids) return std::unexpected(ids.error());
  const SnapshotHeader header{ids->empty() ? 1 : ids->back() + 1, {covers.begin(), covers.end()}};
  auto sink = shelf_.create(header.id);
  if (!sink) return std::unexpected(sink.error());
  std::uint32_t seed = 0;
  if (const auto written = (*sink)->write(encode_header(header, seed)); !written) return std::unexpected(written.error());
  return std::make_unique<SlicedWriter>(*this, std::move(*sink), seed);
}

Result<SnapshotTrailer> Snapshots::scan(std::uint64_t id, SnapshotHeader& header) {
  const auto source = shelf_.open(id);
  if (!source) return std::unexpected(source.error());
  SnapshotScan scan(**source, id, static_cast<std::uint16_t>(tails_.size()));
  auto read = scan.header();
  if (!read) return std::unexpected(read.error());
  header = std::move(*read);
  while (true) {
    const auto chunk = scan.chunk();
    if (!chunk) return std::unexpected(chunk.error());
    if (!chunk->has_value()) break;
  }
  for (std::uint16_t lane = 0; lane < tails_.size(); ++lane) {
    const std::uint64_t upto = scan.trailer().upto[lane];
    if (upto > tails_[lane].seq) return journal_behind(id, lane, upto, tails_[lane].seq);
    if (header.covers[lane] > upto) return snapshot_damaged(id, "it covers rows it cannot know", "其覆盖范围超出所知的行");
  }
  return scan.trailer();
}

Result<std::unique_ptr<SnapshotReader>> Snapshots::latest() {
  auto ids = shelf_.ids();
  if (!ids) return std::unexpected(ids.error());
  std::vector<Finding> passed_over;
  for (; !ids->empty(); ids->pop_back()) {
    SnapshotHeader header;
    const auto trailer = scan(ids->back(), header);
    if (trailer) {
      auto source = shelf_.open(header.id);
      if (!source) return std::unexpected(source.error());
      return std::make_unique<VerifiedReader>(std::move(*source), std::move(header), trailer->bytes, std::move(passed_over));
    }
    if (trailer.error().code != "snapshot_damaged") return std::unexpected(trailer.error());
    passed_over.push_back(finding_of(0, 0, trailer.error()));
  }
  if (!passed_over.empty()) return std::make_unique<EmptySnapshot>(tails_.size(), std::move(passed_over));
  return nullptr;
}

Result<void> Snapshots::verify(std::vector<Finding>& findings) {
  const auto ids = shelf_.ids();
  if (!ids) return std::unexpected(ids.error());
  for (const std::uint64_t id : *ids) {
    SnapshotHeader header;
    if (const auto trailer = scan(id, header); !trailer) findings.push_back(finding_of(0, 0, trailer.error()));
  }
  return {};
}

Result<void> Snapshots::prune() {
  const auto ids = shelf_.ids();
  if (!ids) return std::unexpected(ids.error());
  for (std::size_t i = 0; i + kSnapshotsKept < ids->size(); ++i) {
    if (auto dropped = shelf_.drop((*ids)[i]); !dropped) return dropped;
  }
  return {};
}

}  // namespace playmaker::journal
