#pragma once
// A review's figures, comparisons and targets as members of a JSON object: `figures`, `compared`, `targets`. At the desk.
#include <memory>
#include <string>
#include <vector>

#include "daemon/routes/listing.hpp"
#include "runtime/view/view.hpp"

namespace playmaker::routes {

struct ReviewScene {                                         // what a review is counted over
  std::shared_ptr<const core::Roster> roster;
  std::vector<std::uint32_t> branches;                       // known ones
  const core::LinkedPlan* linked = nullptr;                  // the roster's
  std::int64_t since = 0, until = 0;                         // the period: after the first, until the second
};

double hundredth(double share);                              // percent with two decimals
std::string branch_name(const ReviewScene& scene, std::uint32_t number);   // the outside id; "" for kNone

// Code view_unusable.
base::Result<void> write_figures(const ReviewScene& scene, const plan::Review& review, const Named& names, view::Reader& reader,
                                 daemon::JsonWriter& json);

}  // namespace playmaker::routes
