#pragma once
// ends, over all playbooks together: `emit` and hand-offs come to rest. A circle of them may go round where each round takes a day or
// more, where `again` shuts a door on the way, or where each round waits for somebody outside.
#include <cstdint>
#include <set>
#include <vector>

#include "dsl/prove/prove.hpp"

namespace playmaker::prove {

struct Circle {
  std::set<std::uint32_t> playbooks;          // of Whole
  std::optional<source::Issue> issue;         // E0580, W0580; nullopt: it comes to rest, or takes its time
  source::Words rests;                        // then: why
};
std::vector<Circle> circles_of(const Whole& whole);

}  // namespace playmaker::prove
