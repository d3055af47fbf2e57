#pragma once
// The program under measurement: this same binary as a daemon in a scratch folder, started, killed and started again.
#include <sys/types.h>

#include <memory>
#include <string>

#include "runtime/base/result.hpp"

namespace playmaker::cli {

class BenchDaemon {
 public:
  // A fresh folder below TMPDIR with a configuration: a port of its own, a stepped clock that stands at `start`. Removed at the end.
  static base::Result<std::unique_ptr<BenchDaemon>> make(const std::string& start);
  ~BenchDaemon();
  base::Result<void> start();                  // returns when it listens; code bench_failed
  void kill();                                 // SIGKILL, and waits for its end
  void stop();                                 // SIGTERM, and waits
  const std::string& server() const { return server_; }
  std::string data() const { return folder_ + "/data"; }
  std::string log() const { return folder_ + "/daemon.log"; }

 private:
  BenchDaemon() = default;
  void end(int signal);
  std::string folder_, server_;
  pid_t pid_ = -1;
  int out_ = -1;
};

}  // namespace playmaker::cli
