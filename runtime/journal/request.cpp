#include "runtime/journal/request.hpp"

#include <algorithm>

#include "runtime/journal/failures.hpp"

namespace playmaker::journal {

Result<void> check_request(std::span<const LaneRow> rows, const Changes& changes, const std::vector<Tail>& tails) {
  std::vector<std::uint64_t> last(tails.size());
  std::transform(tails.begin(), tails.end(), last.begin(), [](const Tail& tail) { return tail.seq; });
  for (const LaneRow& row : rows) {
    if (row.lane >= last.size()) return lane_unknown(row.lane, static_cast<std::uint16_t>(last.size()));
    if (row.seq != last[row.lane] + 1 || row.seq > kSequenceMax) return sequence_gap(row.lane, last[row.lane] + 1, row.seq);
    if (row.bytes.size() > kRowBytesMax) return row_too_large(row.lane, row.seq, row.bytes.size());
    last[row.lane] = row.seq;
  }
  for (const MetaPut& put : changes.metas) {
    if (put.name.empty() || put.name.size() > kMetaNameMax) return meta_name_invalid(put.name.size());
    if (put.bytes.size() > kRowBytesMax) return value_too_large(put.bytes.size());
  }
  for (const PersonChange& change : changes.persons) {
    if (change.key > kPersonKeyMax) return person_key_invalid(change.key);
    if (change.bytes && change.bytes->size() > kRowBytesMax) return value_too_large(change.bytes->size());
  }
  return {};
}

std::uint64_t bytes_of(std::span<const LaneRow> rows, const Changes& changes) {
  std::uint64_t bytes = 0;
  for (const LaneRow& row : rows) bytes += row.bytes.size();
  for (const PersonChange& change : changes.persons) bytes += change.bytes ? change.bytes->size() : 0;
  for (const MetaPut& put : changes.metas) bytes += put.bytes.size();
  return bytes;
}

}  // namespace playmaker::journal
