#pragma once
// The production engine under a clock that is driven: replay, simulation and tests. Time stands still until it is moved; everything due
// on the way is done at its own instant, and what is posted at an instant goes before that instant's timers. Engine thread only.
#include <functional>
#include <memory>
#include <vector>

#include "runtime/channel/fakes.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/journal/memory.hpp"

namespace playmaker::sim {

using base::Instant;

class VirtualRun {
 public:
  struct Setup {
    engine::Options options;                   // clock and dispatch are set here
    Instant start{0};
    std::uint16_t lanes = 16;                  // of a journal in memory
    journal::Journal* journal = nullptr;       // nullptr: in memory, on a disk that survives restart(); else it outlives the run
    channel::Channel* channel = nullptr;       // nullptr: accepts and delivers at once; else it outlives the run
  };
  static base::Result<std::unique_ptr<VirtualRun>> begin(Setup setup);
  ~VirtualRun();

  engine::Engine& engine() { return *engine_; }
  journal::Journal& journal() { return *journal_; }
  journal::MemoryDisk& disk() { return *disk_; }           // REQUIRES a journal in memory; faults are set here

  // Fires all that is due up to `to`, each at its own instant. Time never falls.
  base::Result<void> advance_to(Instant to);
  // Moves to just before `at`, then gives the command at `at`, before that instant's timers. The command's own reply is left out;
  // the answer is this one.
  base::Result<engine::Reply> give(engine::Command command, Instant at);
  base::Result<engine::Reply> give(engine::Command command) { return give(std::move(command), engine_->now()); }
  // Events of the same instant go together.
  base::Result<engine::ItemResult> event(engine::RawEvent event);
  // Goes on until no live journey waits for a timer, at most to `last`.
  base::Result<void> run_out(Instant last);

  // A crash: the engine and its journal are dropped as they are, and the same disk is opened again. REQUIRES a journal in memory.
  base::Result<void> restart();

 private:
  VirtualRun() = default;
  base::Result<void> open();
  struct Reporting;
  Setup setup_;
  std::shared_ptr<journal::MemoryDisk> disk_;
  std::unique_ptr<journal::Journal> own_;
  journal::Journal* journal_ = nullptr;
  channel::Instant instant_;
  std::unique_ptr<Reporting> reporting_;
  std::unique_ptr<engine::Engine> engine_;
};

// A live journey has a timer of its own.
bool waits_for_time(const engine::Engine& engine);

}  // namespace playmaker::sim
