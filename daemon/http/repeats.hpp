#pragma once
// Idempotency-Key: a POST sent again with the same key and content gets the first answer again; another content under a known key is
// refused. Kept in memory, the newest thousands: it spares a sender who lost an answer; what must hold over restarts (an event's id)
// is the engine's dedupe. I/O thread only.
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "daemon/http/message.hpp"
#include "runtime/base/result.hpp"

namespace playmaker::http {

class Repeats {
 public:
  // The Respond to use, which remembers; an empty one when the answer was there already and has been given. Codes key_reused (another
  // content), key_in_flight (the first is not answered yet), key_too_long.
  base::Result<Respond> begin(const Request& request, const Respond& respond);

 private:
  struct Entry {
    std::uint64_t content = 0;
    std::optional<Response> response;
  };
  std::unordered_map<std::string, std::shared_ptr<Entry>> entries_;
  std::deque<std::string> order_;
};

}  // namespace playmaker::http
