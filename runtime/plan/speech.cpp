#include "runtime/plan/speech.hpp"

#include <algorithm>

namespace playmaker::plan {

bool speaks_of(const Reach& reach, const Speech& speech) {
  if (reach.channels.empty() && reach.purposes.empty()) return speech.contact;
  return std::ranges::find(reach.channels, speech.channel) != reach.channels.end() ||
         std::ranges::find(reach.purposes, speech.purpose) != reach.purposes.end();
}

}  // namespace playmaker::plan
