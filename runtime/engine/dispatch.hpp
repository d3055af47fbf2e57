#pragma once
// One attempt of a touch, ready for its channel: everything an adapter needs, nothing it could decide. Its SENDING fact is durable when
// it is handed over. The adapter answers with Reports through the inbox; `touch` is the idempotency key, the same for every attempt.
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/core/input.hpp"
#include "runtime/engine/command.hpp"

namespace playmaker::engine {

struct Dispatch {
  std::string touch;                                        // sealed id: the idempotency key
  Surrogate customer_number = 0;
  core::ThingRef ref;
  std::uint16_t attempt = 0;
  std::string customer;                                     // outside id
  std::string channel, template_, playbook, site;           // site: the leg's path
  std::string purpose;                                      // marketing, service, regulatory, staff
  base::Instant at, deadline, expires;                      // deadline: no report by then = unknown; expires: the provider's time to live
  std::vector<std::pair<std::string, std::string>> with;    // the step's values, as text
  std::vector<std::pair<std::string, std::string>> uses;    // the customer fields the template declares, personal ones included; unknown ones left out
};
using DispatchTo = std::function<void(Dispatch&&)>;

}  // namespace playmaker::engine
