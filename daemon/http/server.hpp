#pragma once
// An HTTP/1.1 server on one thread: keep-alive, pipelined requests answered in order, limits and timeouts on everything a stranger can
// send. Callbacks only, no coroutines. It knows no routes: requests go to one function, which answers when it can.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "daemon/http/message.hpp"
#include "runtime/base/limits.hpp"
#include "runtime/base/result.hpp"

namespace playmaker::http {

struct ServerOptions {
  std::string address = "127.0.0.1";               // literal
  std::uint16_t port = 0;                          // 0: any free one
  std::size_t body_bytes_max = base::kBodyBytesMax;
  std::size_t header_bytes_max = base::kHeaderBytesMax;
  std::size_t connections_max = 1'024;
  std::int64_t idle_ms_max = 60'000;               // waiting for a request
  std::int64_t transfer_ms_max = 30'000;           // reading a body, writing an answer
};

using Serve = std::function<void(const std::shared_ptr<const Request>&, Respond)>;   // on the I/O thread

class Server {
 public:
  // Listens at once. Codes port_in_use (busy), listen_failed.
  static base::Result<std::unique_ptr<Server>> open(ServerOptions options, Serve serve);
  virtual ~Server() = default;
  virtual std::uint16_t port() const = 0;
  virtual void run() = 0;                          // on the I/O thread, until stopped and every answer is out
  virtual void stop() = 0;                         // any thread: no new connections; requests under way are answered
  virtual void abandon() = 0;                      // any thread: run() returns at once
  virtual void post(std::function<void()> job) = 0;   // any thread; runs on the I/O thread
};

}  // namespace playmaker::http
