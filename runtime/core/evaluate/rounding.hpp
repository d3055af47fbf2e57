#pragma once
// Integers rounded half to even, the banker's way: sums of rounded shares do not drift.
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

namespace playmaker::core {

__extension__ using Wide = __int128;   // holds any product of two 64-bit numbers

// a / b; nullopt when it does not fit. REQUIRES b != 0.
inline std::optional<std::int64_t> rounded(Wide a, Wide b) {
  if (b < 0) a = -a, b = -b;
  Wide whole = a / b, rest = a % b;
  if (rest < 0) rest += b, --whole;  // towards minus infinity, so that the rest counts upwards
  if (rest * 2 > b || (rest * 2 == b && whole % 2 != 0)) ++whole;
  if (whole > std::numeric_limits<std::int64_t>::max() || whole < std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return static_cast<std::int64_t>(whole);
}

inline std::optional<std::int64_t> rounded(double value) {
  const double whole = std::nearbyint(value);
  if (!(whole >= -0x1p63 && whole < 0x1p63)) return std::nullopt;
  return static_cast<std::int64_t>(whole);
}

}  // namespace playmaker::core
