#pragma once
// The checksum beside a person's row and a named value: of the key and the bytes, so that values that changed places are seen too.
#include <cstdint>
#include <string_view>

#include "runtime/journal/layout.hpp"
#include "runtime/journal/words.hpp"

namespace playmaker::journal {

inline std::uint32_t person_sum(std::uint64_t key, std::string_view bytes) {
  std::string place;
  put_word(place, key, 8);
  return checksum(checksum(0, place), bytes);
}

inline std::uint32_t meta_sum(std::string_view name, std::string_view bytes) {
  std::string place;
  put_word(place, name.size(), 8);
  return checksum(checksum(checksum(0, place), name), bytes);
}

}  // namespace playmaker::journal
