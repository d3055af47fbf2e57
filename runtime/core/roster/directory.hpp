#pragma once
// People and branches of the bank, by the dictionary's numbers: who leads, who is away, who stands above. Read by role paths
// (`customer.branch.parent.head`). Personal fields are not here.
#include <cstdint>
#include <vector>

#include "runtime/plan/datum.hpp"

namespace playmaker::core {

struct Directory {
  struct Entry {
    bool known = false;
    std::vector<plan::Datum> fields;
  };   // by the dictionary's person_attribute or branch_attribute
  std::vector<Entry> persons, branches;                                    // by the dictionary's person or branch
  std::vector<std::vector<std::uint32_t>> pools;                           // by the dictionary's pool: persons, in their order
};

}  // namespace playmaker::core
