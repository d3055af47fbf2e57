#pragma once
// The table of routes. A pattern is a path whose segments may be {names}, the last one with a verb: /v1/tasks/{id}:complete. The first
// pattern that fits in the order they were added wins; GET also answers HEAD (the session leaves the body out).
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/http/gate.hpp"
#include "daemon/http/message.hpp"
#include "daemon/http/query.hpp"
#include "daemon/http/repeats.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::http {

struct Call {
  std::shared_ptr<const Request> request;
  std::vector<std::string> names;        // what stood at the pattern's {names}, decoded
  Query query;
  base::Language language = base::Language::en;
  std::string_view body() const { return request->body; }
};
using CallPtr = std::shared_ptr<const Call>;
using Action = std::function<void(const CallPtr&, Respond)>;   // on the I/O thread: must not block

struct Route {
  std::string method, pattern;
  std::vector<std::string_view> media;   // of the body; empty: none is read
  Action action;
  bool open = false;                     // asks for no token
};

class Router {
 public:
  explicit Router(Gate gate) : gate_(std::move(gate)) {}
  void add(Route route) { routes_.push_back(std::move(route)); }
  void admit_by(Gate gate) { gate_ = std::move(gate); }    // I/O thread: other tokens from here on
  const std::vector<Route>& routes() const { return routes_; }
  void answer(const std::shared_ptr<const Request>& request, Respond respond);   // I/O thread

 private:
  Gate gate_;
  std::vector<Route> routes_;
  Repeats repeats_;
};

}  // namespace playmaker::http
