#include "runtime/view/sqlite/folding.hpp"
#include "runtime/view/sqlite/schema.hpp"
#include "runtime/view/view.hpp"

namespace playmaker::view {
namespace {

using sqlite::Connection;
using sqlite::Statement;

class SqliteProjector final : public Projector {
 public:
  SqliteProjector(Connection connection, std::uint64_t watermark)
      : connection_(std::move(connection)),
        folding_(connection_),
        watermark_(watermark) {}

  base::Result<void> project(const std::vector<Batch>& batches) override {
    if (auto begun = connection_.run("BEGIN IMMEDIATE"); !begun) return begun;
    std::uint64_t seen = watermark_;
    for (const Batch& batch : batches) {
      if (batch.watermark <= seen) continue;
      if (batch.roster != nullptr) folding_.begin(*batch.roster);
      for (const Item& item : batch.items) folding_.fold(*batch.roster, item);
      for (const HeldReview& held : batch.reviews) folding_.fold(*batch.roster, held);
      seen = batch.watermark;
    }
    folding_.set_watermark(seen);
    if (const std::string fault = folding_.fault(); !fault.empty()) {
      (void)connection_.run("ROLLBACK");
      return base::broken("view_unusable", "view: " + fault);
    }
    if (auto done = connection_.run("COMMIT"); !done) return done;
    watermark_ = seen;
    return {};
  }

  std::uint64_t watermark() const override { return watermark_; }

 private:
  Connection connection_;
  sqlite::Folding folding_;
  std::uint64_t watermark_;
};

}  // namespace

base::Result<std::unique_ptr<Projector>> open_projector(const std::string& path) {
  auto connection = Connection::open(path, sqlite::Access::write_and_create);
  if (!connection) return std::unexpected(connection.error());
  // The view is disposable: it need not survive a power cut, it is rebuilt from the journal.
  if (auto set =
          connection->run("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY");
      !set)
    return std::unexpected(set.error());
  if (auto prepared = sqlite::prepare_schema(*connection); !prepared) return std::unexpected(prepared.error());
  std::uint64_t watermark = 0;
  {
    Statement read(*connection, "SELECT watermark FROM mark", false);
    if (!read.ok()) return base::broken("view_unusable", "view: " + read.words());
    if (read.next()) watermark = static_cast<std::uint64_t>(read.number(0));
    read.reset();
  }
  return std::make_unique<SqliteProjector>(std::move(*connection), watermark);
}

}  // namespace playmaker::view
