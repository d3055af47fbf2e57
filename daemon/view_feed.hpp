#pragma once
// What the view is given, from the engine's thread: each commit as it happens, or, while it is behind or made anew, the journal piece by
// piece. The engine goes on between two pieces, and its own commits are met in the journal; a piece is only read when the view has taken
// the one before, so that a rebuild neither fills the mailbox nor makes the engine wait.
//
//   following ─(begin)─> catching up ─(the journal's end)─> following
#include <memory>
#include <optional>

#include "daemon/view_loop.hpp"
#include "runtime/engine/disk/replay.hpp"
#include "runtime/engine/engine.hpp"

namespace playmaker::daemon {

// Engine's thread only, but for the constructor.
class ViewFeed {
 public:
  ViewFeed(journal::Journal& journal, ViewLoop& view, std::shared_ptr<Log> log) : journal_(journal), view_(view), log_(std::move(log)) {}
  void committed(engine::Committed&& committed);
  void begin(const engine::Engine& engine, std::uint64_t after);   // the view stands at `after` and takes what comes from here on
  void go_on(const engine::Engine& engine);                        // the view has taken its piece
  bool catching_up() const { return replay_.has_value(); }

 private:
  journal::Journal& journal_;
  ViewLoop& view_;
  std::shared_ptr<Log> log_;
  std::optional<engine::Replay> replay_;
};

}  // namespace playmaker::daemon
