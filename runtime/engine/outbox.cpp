#include "runtime/engine/outbox.hpp"

#include <algorithm>
#include <cmath>

#include "runtime/base/hash.hpp"

namespace playmaker::engine {
namespace {
constexpr std::uint32_t kFailuresToOpen = 5;               // in a row: one bad minute is no outage
constexpr base::Millis kOpenFirst = 30 * base::kSecond, kOpenMost = 10 * base::kMinute;
}  // namespace

std::size_t OutgoingHash::operator()(const OutgoingTouch& touch) const {
  return base::mix64(touch.customer * 31 + base::mix64(static_cast<std::uint64_t>(touch.ref.journey) << 40 ^
                                                       static_cast<std::uint64_t>(touch.ref.site) << 16 ^ touch.ref.occurrence));
}

void Outbox::set_channel(std::uint32_t channel, std::uint32_t rate_per_second, std::size_t in_flight_max) {
  Channel& known = channels_[channel];
  known.rate = rate_per_second;
  known.in_flight_max = in_flight_max;
}

void Outbox::reserve(std::uint32_t channel, const OutgoingTouch& touch, base::Instant at) {
  if (!queued_.emplace(touch, channel).second) return;
  Channel& to = channels_[channel];
  if (at > now_) to.later.emplace(at, touch);
  else to.ready.push_back(touch);
}

void Outbox::forget(const OutgoingTouch& touch) {
  queued_.erase(touch);                                    // its place in the queue is passed over
  if (const auto flying = in_flight_.find(touch); flying != in_flight_.end()) {
    --channels_[flying->second].in_flight;
    in_flight_.erase(flying);
  }
}

// One second's tokens at most: a closed night saves none up.
void Outbox::refill(Channel& channel, base::Instant now) const {
  if (channel.rate == 0) return;
  const double most = std::max(1.0, static_cast<double>(channel.rate));
  if (channel.refilled.ms == INT64_MIN) channel.tokens = most;
  else
    channel.tokens = std::min(
        most, channel.tokens + static_cast<double>(std::min<base::Millis>(now - channel.refilled, base::kMinute)) * channel.rate / 1000.0);
  channel.refilled = now;
}

bool Outbox::next(base::Instant now, OutgoingTouch& out) {
  now_ = now;
  for (auto& [number, channel] : channels_) {
    while (!channel.later.empty() && channel.later.begin()->first <= now) {
      channel.ready.push_back(channel.later.begin()->second);
      channel.later.erase(channel.later.begin());
    }
    while (!channel.ready.empty() && !queued_.contains(channel.ready.front())) channel.ready.pop_front();
    if (channel.ready.empty() || now < channel.closed_until || channel.in_flight >= channel.in_flight_max) continue;
    if (channel.failures >= kFailuresToOpen && channel.in_flight != 0) continue;       // half open: one at a time
    refill(channel, now);
    if (channel.rate != 0 && channel.tokens < 1) continue;
    if (channel.rate != 0) channel.tokens -= 1;
    out = channel.ready.front();
    channel.ready.pop_front();
    queued_.erase(out);
    return true;
  }
  return false;
}

void Outbox::sent(const OutgoingTouch& touch, std::uint32_t channel) {
  if (in_flight_.emplace(touch, channel).second) ++channels_[channel].in_flight;
}

void Outbox::reported(std::uint32_t number, core::DeliveryOutcome outcome, base::Millis retry_after, base::Instant now) {
  Channel& channel = channels_[number];
  switch (outcome) {
    case core::DeliveryOutcome::throttled:                 // slows the channel, not the touch
      channel.closed_until = std::max(channel.closed_until, now + std::max(retry_after, base::kSecond));
      return;
    case core::DeliveryOutcome::failed_temporary:
    case core::DeliveryOutcome::unknown:
      if (++channel.failures >= kFailuresToOpen) {
        const auto doublings = std::min<std::uint32_t>(channel.failures - kFailuresToOpen, 8);
        channel.closed_until = std::max(channel.closed_until, now + std::min(kOpenMost, kOpenFirst << doublings));
      }
      return;
    default: channel.failures = 0;
  }
}

base::Instant Outbox::ready_at(const Channel& channel) const {
  const bool waits =
      std::any_of(channel.ready.begin(), channel.ready.end(), [&](const OutgoingTouch& touch) { return queued_.contains(touch); });
  if (!waits) return channel.later.empty() ? base::kNever : channel.later.begin()->first;
  if (channel.in_flight >= channel.in_flight_max || (channel.failures >= kFailuresToOpen && channel.in_flight != 0))
    return base::kNever;   // a report wakes it
  base::Instant at = std::max(now_, channel.closed_until);
  if (channel.rate != 0 && channel.tokens < 1 && channel.refilled.ms != INT64_MIN) {
    at = std::max(at, channel.refilled + static_cast<base::Millis>(std::ceil((1 - channel.tokens) * 1000.0 / channel.rate)));
  }
  return at;
}

base::Instant Outbox::next_due() const {
  base::Instant first = base::kNever;
  for (const auto& [number, channel] : channels_) first = std::min(first, ready_at(channel));
  return first;
}

void Outbox::clear() {
  for (auto& [number, channel] : channels_) {
    channel.ready.clear();
    channel.later.clear();
    channel.in_flight = 0;
  }
  queued_.clear();
  in_flight_.clear();
}

}  // namespace playmaker::engine
