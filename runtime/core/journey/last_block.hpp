#pragma once
// What a journey still waits for when it is over: its last block (`on won { … }`), or the steps before a `finish`, may have asked for a
// benefit, and the answer comes later.
#include <algorithm>
#include <string>

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

// Of a journey that is over, whatever is still there is carried through: touches that stand under a run, asks that name it, reservations
// that a grant has called for. All else was cancelled, or let go when it ended (apply/journeys.cpp).
inline bool outlives(const Touch& touch) { return touch.run != 0; }
inline bool grant_to_come(const Customer& customer, const Journey& over) {
  return !over.reservations.empty() || std::ranges::any_of(customer.asks, [&](const Ask& ask) {
    return ask.asked.kind == ResourceKind::benefit && ask.asked.journey == over.journey;
  });
}

struct Deciding;
// `finish`, said by that run: the journey ends, and what the steps before it asked for is carried through — a grant is given or refused,
// a send goes out. What waits for an answer or a sign-up is cancelled: nobody is left to take it.
void finish_journey(Deciding& d, std::uint32_t journey, std::uint32_t run, std::string outcome, std::uint32_t site);
void cancel_unsaid(Deciding& d, std::uint32_t journey, std::uint32_t finisher);   // cancel_touches, but for what that run has just said
// Any other end lets nothing leave the house after it: what the journey's steps have asked for, without an answer yet, is refused.
void refuse_grants(Deciding& d, std::uint32_t journey);

}  // namespace playmaker::core
