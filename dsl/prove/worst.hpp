#pragma once
// What one journey can cost in benefits at worst: the dearest way through each block, as often as the block can run.
#include <cstdint>
#include <optional>
#include <vector>

#include "runtime/plan/plan.hpp"

namespace playmaker::prove {

struct Worst {
  struct Part {
    plan::SiteIndex site = plan::kNone;      // a grant
    std::int64_t times = 1, value = 0;       // how often, and what one is worth in minor units
  };
  std::int64_t sum = 0;                      // minor units
  std::vector<Part> parts;                   // that add up to it
};

struct WorstCase {
  std::optional<Worst> worst;                // nullopt: no bound is known
  plan::SiteIndex unbounded = plan::kNone;   // then: what can run too often to count
};
WorstCase worst_case(const plan::Catalog& catalog, const plan::Plan& plan);

}  // namespace playmaker::prove
