#include "daemon/view_feed.hpp"

namespace playmaker::daemon {
namespace {

constexpr std::size_t kPieceGroups = 5'000;        // some ten milliseconds of reading
constexpr std::uint64_t kLastStretch = 32;         // commits: read at one go, or a busy engine would stay ahead of its view for ever

}  // namespace

void ViewFeed::committed(engine::Committed&& committed) {
  if (!replay_) view_.feed(std::move(committed));  // else it is read from the journal
}

void ViewFeed::begin(const engine::Engine& engine, std::uint64_t after) {
  replay_.emplace(journal_, after);
  view_.begin_catching_up();
  go_on(engine);
}

void ViewFeed::go_on(const engine::Engine& engine) {
  if (!replay_) return;
  const auto hand_over = [this](engine::Committed&& committed) { view_.feed(std::move(committed)); };
  auto more = replay_->step(kPieceGroups, kPieceGroups, hand_over);
  if (more && *more && engine.commit() < replay_->commit() + kLastStretch) more = replay_->step(SIZE_MAX, kPieceGroups, hand_over);
  if (!more) {
    log_->failed("view_rebuild_failed", more.error());
    replay_.reset();
    return view_.give_up();
  }
  if (!*more) replay_.reset();
  view_.piece_ends(!*more);
}

}  // namespace playmaker::daemon
