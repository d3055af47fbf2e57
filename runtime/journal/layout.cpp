#include "runtime/journal/layout.hpp"

#include <zlib.h>

#include "runtime/base/check.hpp"
#include "runtime/journal/failures.hpp"
#include "runtime/journal/words.hpp"

namespace playmaker::journal {
namespace {

constexpr std::string_view kMagic = "PMSG";
constexpr std::size_t kSumAt = 36;

}  // namespace

std::uint32_t checksum(std::uint32_t before, std::string_view bytes) {
  if (bytes.empty()) return before;  // zlib takes no address for "begin again"
  return static_cast<std::uint32_t>(crc32_z(before, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

std::string encode_row(const LaneRow& row, std::uint32_t epoch, Tail& tail) {
  CHECK(tail.known && row.seq == tail.seq + 1 && epoch >= tail.epoch && row.bytes.size() <= kRowBytesMax);
  std::string out;
  out.reserve(kRowHeaderBytes + row.bytes.size());
  out.append(kMagic);
  put_word(out, kDiskFormat, 2);
  put_word(out, kLeastReader, 2);
  put_word(out, row.lane, 2);
  put_word(out, 0, 2);
  put_word(out, row.seq, 8);
  put_word(out, epoch, 4);
  put_word(out, row.groups, 4);
  put_word(out, tail.sum, 4);
  put_word(out, row.bytes.size(), 4);
  put_word(out, checksum(checksum(0, out), row.bytes), 4);
  out.append(row.bytes);
  const auto again = decode_row(out, row.lane, row.seq, tail);
  CHECK(again && again->groups == row.groups && again->epoch == epoch && again->bytes == row.bytes);
  return out;
}

Result<RowView> decode_row(std::string_view stored, std::uint16_t lane, std::uint64_t seq, Tail& tail) {
  if (stored.size() < kRowHeaderBytes) return row_damaged(lane, seq, "it is cut short", "内容被截断");
  if (stored.substr(0, 4) != kMagic) return row_damaged(lane, seq, "it does not begin as a row", "开头不是一行记录");
  // The format is looked at before the checksum: a later format may sum differently.
  if (const auto least = get_word<std::uint16_t>(stored, 6); least > kDiskFormat) return format_newer("", least);
  const auto sum = get_word<std::uint32_t>(stored, kSumAt);
  if (checksum(checksum(0, stored.substr(0, kSumAt)), stored.substr(kRowHeaderBytes)) != sum) {
    return row_damaged(lane, seq, "its checksum differs", "校验和不符");
  }
  RowView row{get_word<std::uint16_t>(stored, 8), get_word<std::uint64_t>(stored, 12), get_word<std::uint32_t>(stored, 20),
              get_word<std::uint32_t>(stored, 24), stored.substr(kRowHeaderBytes)};
  if (get_word<std::uint32_t>(stored, 32) != row.bytes.size()) return row_damaged(lane, seq, "its length differs", "长度不符");
  if (row.lane != lane || row.seq != seq) return row_damaged(lane, seq, "another row is in its place", "此处是另一行记录");
  if (tail.known) {
    if (tail.seq + 1 != seq) return row_missing(lane, tail.seq + 1);
    if (get_word<std::uint32_t>(stored, 28) != tail.sum)
      return row_damaged(lane, seq, "it does not follow the row before it", "与前一行不衔接");
    if (row.epoch < tail.epoch) return row_damaged(lane, seq, "its epoch is lower than the one before", "纪元号小于前一行");
  }
  tail = {seq, row.epoch, sum, true};
  return row;
}

}  // namespace playmaker::journal
