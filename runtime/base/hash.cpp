#include "runtime/base/hash.hpp"

#include <openssl/sha.h>

namespace playmaker::base {

Sha256 sha256(std::string_view bytes) {
  Sha256 hash;
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.data());
  return hash;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    out.push_back(digits[byte >> 4]);
    out.push_back(digits[byte & 15]);
  }
  return out;
}

std::string hex(const Sha256& hash) { return hex(std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size())); }

}  // namespace playmaker::base
