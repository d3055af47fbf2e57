#pragma once
// What an append must be before anything is touched: the same answer from every journal.
#include <span>
#include <vector>

#include "runtime/journal/journal.hpp"
#include "runtime/journal/layout.hpp"

namespace playmaker::journal {

// invalid sequence_gap, lane_unknown, row_too_large, value_too_large, person_key_invalid, meta_name_invalid.
Result<void> check_request(std::span<const LaneRow> rows, const Changes& changes, const std::vector<Tail>& tails);
// Bytes handed in: the measure of Stats::bytes and of the room a commit needs.
std::uint64_t bytes_of(std::span<const LaneRow> rows, const Changes& changes);

}  // namespace playmaker::journal
