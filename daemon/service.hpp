#pragma once
// The daemon in a process: opens the data folder, wires engine, view, channels and HTTP top to bottom, and takes them down in the order
// in which nothing accepted is lost. `serve` is this and signals; tests start it themselves.
//
//   up     port bound ─> journal, engine ─> view, caught up if it can be in a moment ─> channels ─> threads
//   down   no new connections, requests answered ─> attempts reported, inbox decided, snapshot ─> view folded
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "daemon/channels/outlets.hpp"
#include "daemon/config.hpp"
#include "daemon/desk.hpp"
#include "daemon/engine_loop.hpp"
#include "daemon/http/router.hpp"
#include "daemon/http/server.hpp"
#include "daemon/log.hpp"
#include "daemon/routes/doors.hpp"
#include "daemon/view_feed.hpp"
#include "daemon/view_loop.hpp"
#include "runtime/journal/journal.hpp"

namespace playmaker::daemon {

class Service {
 public:
  // Codes: those of check(), token_file_invalid, port_in_use, listen_failed, folder_in_use, folder_unusable, lanes_fixed, clock_kind_fixed,
  // the journal's and the engine's on opening, the channels'.
  static base::Result<std::unique_ptr<Service>> start(const Config& config, std::shared_ptr<Log> log);
  ~Service() { stop(); }

  std::uint16_t port() const { return server_->port(); }
  const http::Router& router() const { return *router_; }
  routes::Doors& doors() { return *doors_; }  // for whoever shares the process
  void stop();  // drains; returns when all is durable and every thread has ended
  void stop_soon();  // any thread: wait() returns
  // Takes over what may change while it runs: tokens, who comes without, the log's level (its file is opened anew), webhooks' secrets.
  // All of it or, with the code of what is wrong, nothing. Gives the keys that differ and need a restart. One thread at a time.
  base::Result<std::vector<std::string>> reload(const Config& fresh);
  bool beats() const;  // any thread: the engine has lately finished a step
  base::Result<void> wait();  // until stop_soon(), or a failure that must end the process

 private:
  Service(Config config, std::shared_ptr<Log> log) : config_(std::move(config)), log_(std::move(log)) {}
  base::Result<void> open();
  base::Result<void> listen();
  static base::Result<http::Gate> gate_of(const Config& config);
  base::Result<void> open_engine();
  base::Result<void> open_view();
  void run();

  Config config_;
  std::shared_ptr<Log> log_;
  std::unique_ptr<http::Router> router_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<journal::Journal> journal_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<EngineLoop> engine_loop_;
  std::unique_ptr<ViewLoop> view_loop_;
  std::unique_ptr<ViewFeed> view_feed_;
  std::unique_ptr<Desk> desk_;
  std::unique_ptr<channels::Outlets> outlets_;
  std::unique_ptr<routes::Doors> doors_;
  std::thread engine_thread_, view_thread_, channel_thread_, io_thread_;
  std::mutex mutex_;
  std::condition_variable over_;
  bool ending_ = false;
  std::optional<base::Failure> failure_;
};

}  // namespace playmaker::daemon
