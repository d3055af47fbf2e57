#pragma once
// Which sends a `finish` can follow with no wait between: they go out although the journey is over (SEMANTICS, rule 40).
#include <set>

#include "runtime/plan/plan.hpp"

namespace playmaker::prove {

std::set<plan::SiteIndex> carried_through(const plan::Plan& plan);   // Send::site; at least all that can be so

}  // namespace playmaker::prove
