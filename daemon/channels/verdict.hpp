#pragma once
// What an HTTP answer to a webhook means for the touch, as Standard Webhooks and SEMANTICS "Delivery" say. Pure.
#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/core/input.hpp"

namespace playmaker::channels {

struct Verdict {
  core::DeliveryOutcome outcome = core::DeliveryOutcome::accepted;
  std::int64_t retry_after_ms = 0;       // 0: the sender's own backoff
  std::string words;
  bool gone = false;                     // 410: the receiver wants no more at all
};

// `retry_after`: the header, in seconds; empty or a date: not used.
Verdict verdict_of(unsigned status, std::string_view retry_after);

enum class Stage : std::uint8_t { connecting, writing, reading };
// The exchange broke off. Until the whole request was written nobody can have acted on it; after that nobody knows.
Verdict verdict_of(Stage stage, std::string_view words);

}  // namespace playmaker::channels
