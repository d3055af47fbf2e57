#include "dsl/prove/guarded.hpp"

#include <algorithm>

namespace playmaker::prove {
namespace {

// Every contact that `inner` speaks of is one that `outer` speaks of.
bool covers(const plan::Reach& outer, const std::string& outer_channel, const plan::Cap& inner) {
  if (!outer_channel.empty() && outer_channel != inner.channel) return false;
  if (outer.channels.empty() && outer.purposes.empty()) return true;
  if (inner.reach.channels.empty() && inner.reach.purposes.empty()) {
    return !inner.channel.empty() && std::ranges::find(outer.channels, inner.channel) != outer.channels.end();
  }
  return std::ranges::all_of(inner.reach.channels,
                             [&](const auto& each) { return std::ranges::find(outer.channels, each) != outer.channels.end(); }) &&
         std::ranges::all_of(inner.reach.purposes,
                             [&](const auto& each) { return std::ranges::find(outer.purposes, each) != outer.purposes.end(); });
}

}  // namespace

Minute let_through(const plan::Policy* policy, const plan::Cap& cap, Minute window, const Lengths& lengths) {
  Minute most = kFar;
  if (policy == nullptr) return most;
  for (const plan::Cap& each : policy->caps) {
    if (!covers(each.reach, each.channel, cap)) continue;
    const Minute length = each.sliding.written() ? lengths.after(each.sliding).lo : window_of(each, lengths);
    if (length <= 0) continue;
    if (each.sliding.written()) {
      most = std::min(most, (window + length - 1) / length * each.at_most);
    } else {
      // A window that begins inside a period touches one more. Months are counted by the shortest.
      const Minute least = each.period == plan::Period::month     ? 28 * kDayMinutes
                           : each.period == plan::Period::quarter ? 90 * kDayMinutes
                           : each.period == plan::Period::year    ? 365 * kDayMinutes
                                                                  : length;
      const bool same = !cap.sliding.written() && cap.period == each.period;
      most = std::min(most, same ? Minute{each.at_most} : ((window - 1 + least - 1) / least + 1) * each.at_most);
    }
  }
  for (const plan::Gap& each : policy->gaps) {
    const Minute least = lengths.after(each.least).lo;
    if (least > 0 && covers(each.reach, {}, cap)) most = std::min(most, (window - 1) / least + 1);
  }
  return most;
}

}  // namespace playmaker::prove
