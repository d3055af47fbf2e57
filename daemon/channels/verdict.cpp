#include "daemon/channels/verdict.hpp"

#include <charconv>

namespace playmaker::channels {
namespace {

constexpr std::int64_t kThrottledMs = 1'000;           // a 429 that says nothing of when
constexpr std::int64_t kRetryAfterMsMax = 24LL * 3600 * 1000;

std::int64_t milliseconds(std::string_view seconds) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(seconds.data(), seconds.data() + seconds.size(), value);
  if (error != std::errc{} || end != seconds.data() + seconds.size() || value < 0) return 0;
  return value > kRetryAfterMsMax / 1000 ? kRetryAfterMsMax : value * 1000;
}

}  // namespace

Verdict verdict_of(unsigned status, std::string_view retry_after) {
  using core::DeliveryOutcome;
  const std::string words = "HTTP " + std::to_string(status);
  const std::int64_t after = milliseconds(retry_after);
  if (status >= 200 && status < 300) return {DeliveryOutcome::accepted, 0, words};
  if (status == 429) return {DeliveryOutcome::throttled, after > 0 ? after : kThrottledMs, words};
  if (status == 410) return {DeliveryOutcome::failed_permanent, 0, words, true};
  if (status == 408 || status == 425 || status >= 500) return {DeliveryOutcome::failed_temporary, after, words};
  return {DeliveryOutcome::failed_permanent, 0, words};          // a redirect too: only 2xx is a yes
}

Verdict verdict_of(Stage stage, std::string_view words) {
  return {stage == Stage::reading ? core::DeliveryOutcome::unknown : core::DeliveryOutcome::failed_temporary, 0, std::string(words)};
}

}  // namespace playmaker::channels
