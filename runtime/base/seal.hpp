#pragma once
// Sealed 128-bit ids of touches and tasks: (lane, customer, journey, site, occurrence) under AES-128 with a key of the
// installation, so that an id is decoded without an index and says nothing outside. One guess in 256 decodes to something:
// callers look the parts up and never trust them.
//
//   byte 0     1        5          9        13        15  16
//        lane | customer | journey  | site   | occurr. | kind
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace playmaker::base {

using SealKey = std::array<std::uint8_t, 16>;

enum class SealedKind : std::uint8_t { touch = 1, task = 2, journey = 3, stall = 4, question = 5 };

struct SealedParts {
  SealedKind kind = SealedKind::touch;
  std::uint8_t lane = 0;
  std::uint32_t customer = 0;    // number within the lane
  std::uint32_t journey = 0;     // number within the customer
  std::uint32_t site = 0;
  std::uint16_t occurrence = 0;
  bool operator==(const SealedParts&) const = default;
};

std::string seal(const SealKey& key, const SealedParts& parts);  // "t_" + 32 hex digits; prefix t_, k_, j_, s_, q_ by kind
std::optional<SealedParts> unseal(const SealKey& key, std::string_view text);  // nullopt: not one of ours

}  // namespace playmaker::base
