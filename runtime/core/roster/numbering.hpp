#pragma once
// One number a place, in all versions of a playbook. A place is its kind and its path, an entry or pause what it says (unnamed.hpp); what
// stood in the version before keeps its number (renamed with `moved` too), what is new gets one that no version has used, and a number
// whose place is gone stays free (SiteKind::gone). So whatever names a place from outside the plan (touches under way at a provider, task
// lists, facts, timers) goes on naming it after a journey has moved, and a move changes no number. Private to linking.
#include <cstdint>
#include <memory>
#include <vector>

#include "runtime/core/roster/roster.hpp"

namespace playmaker::core {

// `earlier`: the versions linked before, oldest first, the live one last. The result is as Plan::sites: the number of each.
std::vector<std::uint32_t> numbers_after(const plan::Plan& plan, const std::vector<const LinkedPlan*>& earlier);

// The plan told in these numbers. The same plan when they are its own.
std::shared_ptr<const plan::Plan> told_in(const std::shared_ptr<const plan::Plan>& plan, const std::vector<std::uint32_t>& numbers,
                                          const std::vector<const LinkedPlan*>& earlier);
std::shared_ptr<const plan::Origin> told_in(const std::shared_ptr<const plan::Origin>& origin, const std::vector<std::uint32_t>& numbers,
                                            const std::vector<const LinkedPlan*>& earlier);

}  // namespace playmaker::core
