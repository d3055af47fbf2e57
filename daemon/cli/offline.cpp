#include "daemon/cli/offline.hpp"

#include "runtime/journal/sqlite/open.hpp"

namespace playmaker::cli {

constexpr std::size_t kGroupsPerBatch = 20'000;

base::Result<std::unique_ptr<Offline>> Offline::open(const std::string& folder) {
  auto offline = std::unique_ptr<Offline>(new Offline());
  offline->folder_ = folder;
  journal::FolderOptions options;
  options.folder = folder;
  options.create = false;
  auto journal = journal::open_folder(options);
  if (!journal) return std::unexpected(journal.error());
  offline->journal_ = std::move(*journal);
  engine::Options setup;
  setup.clock = engine::ClockKind::virtual_;
  setup.groups_per_snapshot = 0;
  auto engine = engine::Engine::open(*offline->journal_, std::move(setup), base::Instant{INT64_MIN});
  if (!engine) return std::unexpected(engine.error());
  offline->engine_ = std::move(*engine);
  return offline;
}

Offline::~Offline() {
  reader_.reset();
  engine_.reset();                             // before the journal it reads
}

base::Result<view::Reader*> Offline::reader() {
  if (reader_) return reader_.get();
  const std::string path = folder_ + "/view.db";
  {
    auto projector = view::open_projector(path);
    if (!projector) return std::unexpected(projector.error());
    base::Result<void> projected;
    const auto replayed = engine_->replay((*projector)->watermark(), kGroupsPerBatch, [&](engine::Committed&& committed) {
      if (!projected) return;
      std::vector<view::Batch> batches;
      batches.push_back(std::move(committed.batch));
      projected = (*projector)->project(batches);
    });
    if (!replayed) return std::unexpected(replayed.error());
    if (!projected) return std::unexpected(projected.error());
  }
  auto reader = view::open_reader(path);
  if (!reader) return std::unexpected(reader.error());
  reader_ = std::move(*reader);
  return reader_.get();
}

}  // namespace playmaker::cli
