#pragma once
// One group: an input of one customer and all that was decided on it. The unit of the journal within a lane's row.
//
//   group   = length varint | body                       (length of the body)
//   body    = customer number varint | at (ms, zigzag) | previous position (8 bytes) | record*
//   record  = code varint | length varint | fields        (fields by base/layout; a later release may add fields at the end)
//   the first record is the input (codes 1 … 63), the rest are facts (64 …)
#include <string>
#include <vector>

#include "runtime/core/fact.hpp"

namespace playmaker::core {

struct Group {
  std::uint32_t customer = 0;              // number within the lane
  Instant at;                              // when it was decided
  std::uint64_t previous = 0;              // position of this customer's previous group; 0: none
  Input input;
  std::vector<Fact> facts;
};

void append_group(std::string& out, const Group& group);
// Reads the group at `at` and moves `at` past it. Code group_unreadable: damaged, or an unknown code (a newer release wrote it).
base::Result<Group> read_group(std::string_view bytes, std::size_t& at);
std::string_view code_name(std::uint16_t code);   // "TaskOpened", for dumps and `why`
std::uint16_t code_of(const Fact& fact);
std::uint16_t code_of(const Input& input);

}  // namespace playmaker::core
