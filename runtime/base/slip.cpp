#include "runtime/base/slip.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "runtime/base/text.hpp"

namespace playmaker::base {
namespace {

std::string digits_of(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return c >= '0' && c <= '9'; });
  return out;
}

}  // namespace

bool surely_meant(std::string_view written, std::string_view meant, std::span<const std::string_view> candidates) {
  // One character of Chinese says as much as several letters.
  if (written.size() < 3 || digits_of(written) != digits_of(meant)) return false;
  const std::size_t distance = edit_distance(written, meant);
  return std::none_of(candidates.begin(), candidates.end(), [&](std::string_view other) {
    // The bytes alone tell that most are farther.
    if (other == meant || other.size() > written.size() + 4 * distance || written.size() > other.size() + 4 * distance) return false;
    return edit_distance(written, other) <= distance;
  });
}

}  // namespace playmaker::base
