#pragma once
// `advise.done in any moment`: the tasks of that name in whichever moment they stand. Every moment that writes its own `advise` has a site
// of its own; what they share is the name.
#include "runtime/plan/plan.hpp"

namespace playmaker::core {

// `other` is the task at `named`, or one of the same name where both stand in moments. REQUIRES sites of the plan.
bool same_in_any_moment(const plan::Plan& plan, plan::SiteIndex named, plan::SiteIndex other);
// The task that a trigger names: exactly it, or with `in any moment` those of its name.
bool names_task(const plan::Plan& plan, const plan::Trigger& trigger, plan::SiteIndex site);

}  // namespace playmaker::core
