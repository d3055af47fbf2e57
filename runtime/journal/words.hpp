#pragma once
// Little-endian words of a fixed width at a fixed place: what the headers of rows and snapshots are made of.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace playmaker::journal {

inline void put_word(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
}

// REQUIRES at + sizeof(T) <= in.size().
template <class T>
T get_word(std::string_view in, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) value |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(in[at + i])) << (8 * i);
  return static_cast<T>(value);
}

}  // namespace playmaker::journal
