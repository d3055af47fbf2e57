#pragma once
// A data folder read without a daemon: the journal opened for reading, the engine recovered from it, and the view brought up to date beside
// it. Nothing is decided: no tick is ever taken.
#include <memory>
#include <string>

#include "runtime/engine/engine.hpp"
#include "runtime/view/view.hpp"

namespace playmaker::cli {

class Offline {
 public:
  // Codes of the journal (folder_in_use while a daemon has it, journal_missing) and of the view.
  static base::Result<std::unique_ptr<Offline>> open(const std::string& folder);
  ~Offline();
  const engine::Engine& engine() const { return *engine_; }
  base::Result<view::Reader*> reader();  // view.db in the folder, made or completed at the first call

 private:
  Offline() = default;
  std::string folder_;
  std::unique_ptr<journal::Journal> journal_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<view::Reader> reader_;
};

}  // namespace playmaker::cli
