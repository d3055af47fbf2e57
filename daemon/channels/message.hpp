#pragma once
// What an adapter sends of a touch: one JSON object, the same bytes for every attempt.
//   {"touch": sealed id, "customer": outside id, "address": …, "channel": …, "template": …, "fields": {name: text, …}}
#include <string>

#include "runtime/channel/port.hpp"

namespace playmaker::channels {

std::string message_of(const channel::Dispatch& dispatch);   // `address` is left out where there is none

// A report in the adapter's words. `retry_after_ms` 0: whenever the engine thinks fit.
core::DeliveryReported report_of(const channel::Dispatch& dispatch, core::DeliveryOutcome outcome, std::string words,
                                 std::int64_t retry_after_ms = 0);

}  // namespace playmaker::channels
