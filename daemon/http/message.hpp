#pragma once
// A request and its answer as plain values: routes never see sockets. A request is immutable and shared, since its answer may come from
// another thread much later.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace playmaker::http {

struct Request {
  std::string method, target;            // target as sent: path and query, percent-encoded
  std::string body;
  std::string content_type, accept_language, authorization, idempotency_key, host, origin;
  bool loopback = false;                 // the peer's address is of this machine
};

struct Header {
  std::string name, value;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<Header> headers;
};

// Answers a request, once, from any thread. What it is given runs on the I/O thread, so that the engine's thread writes no JSON.
using Respond = std::function<void(std::function<Response()>)>;

std::string_view media_type(const Request& request);   // of the body, without parameters; as sent

}  // namespace playmaker::http
