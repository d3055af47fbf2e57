#pragma once
// What a journey still waits for when it is over: its last block (`on won { … }`) may have asked for a benefit, and the answer comes later.
#include <algorithm>

#include "runtime/core/roster/roster.hpp"
#include "runtime/core/state.hpp"

namespace playmaker::core {

// Does the site stand in the braces of an `on NAME`?
inline bool in_handler(const plan::Plan& plan, std::uint32_t site) {
  for (; site < plan.sites.size(); site = plan.sites[site].parent) {
    if (plan.sites[site].kind == plan::SiteKind::handler) return true;
  }
  return false;
}

// An ask for a grant of a last block that has no answer yet: it is given although the journey is over.
inline bool grant_to_come(const Customer& customer, std::uint32_t journey, const plan::Plan& plan) {
  return std::ranges::any_of(customer.asks, [&](const Ask& ask) {
    return ask.asked.kind == ResourceKind::benefit && ask.asked.journey == journey && ask.asked.site < plan.sites.size() &&
           plan.sites[ask.asked.site].kind == plan::SiteKind::grant && in_handler(plan, ask.asked.site);
  });
}

}  // namespace playmaker::core
