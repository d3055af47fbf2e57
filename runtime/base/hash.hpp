#pragma once
// SHA-256 names texts and plans; mix64 spreads ids over lanes and shares, for ever the same (both are disk formats).
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace playmaker::base {

using Sha256 = std::array<std::uint8_t, 32>;
Sha256 sha256(std::string_view bytes);
std::string hex(std::string_view bytes);
std::string hex(const Sha256& hash);

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
constexpr std::uint64_t mix64(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}
// FNV-1a over the bytes, then mix64.
constexpr std::uint64_t hash64(std::string_view bytes) {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (const char c : bytes) h = (h ^ static_cast<std::uint8_t>(c)) * 0x100000001b3ULL;
  return mix64(h);
}
// A share in [0, 1'000'000) that stays the same for (subject, salt): hold-outs and experiments (rule 23, sticky and monotone).
constexpr std::uint32_t share_of(std::uint64_t subject, std::uint64_t salt) {
  return static_cast<std::uint32_t>(mix64(subject ^ mix64(salt)) % 1'000'000U);
}

}  // namespace playmaker::base
