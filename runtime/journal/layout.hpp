#pragma once
// A row on disk, disk format 1: a header of 40 bytes and the payload. Every implementation keeps these very bytes as one blob, so
// that a row can be moved between them and damage is seen wherever it happened. Numbers are little-endian.
//
//   byte 0       magic      "PMSG"
//        4  u16  format     kDiskFormat of the writer
//        6  u16  least      the least format number a reader must know; above its own kDiskFormat it refuses
//        8  u16  lane
//       10  u16  zero
//       12  u64  seq        within the lane, from 1, gap-free
//       20  u32  epoch      of the opening that wrote it; never falls within a lane
//       24  u32  groups     of facts in the payload
//       28  u32  previous   `sum` of the lane's row before it, 0 for the first: rows of two histories do not mix
//       32  u32  length     of the payload
//       36  u32  sum        CRC-32 (zlib) of bytes 0 ... 35 and the payload
//       40       payload
//
// A row that fails any of these is corruption: `broken`, never skipped. A torn row cannot be met, since a commit that was not finished
// is not there at all; if one is met, it is corruption too.
#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/journal/journal.hpp"

namespace playmaker::journal {

constexpr std::uint16_t kDiskFormat = 1;       // never renumber: on disk
constexpr std::uint16_t kLeastReader = 1;      // what this release writes into `least`
constexpr std::size_t kRowHeaderBytes = 40;

// The end of a lane: what the next row must follow.
struct Tail {
  std::uint64_t seq = 0;
  std::uint32_t epoch = 0;
  std::uint32_t sum = 0;
  bool known = true;                           // false: reading begins in the middle of a lane, the row before was not read
};

std::uint32_t checksum(std::uint32_t before, std::string_view bytes);  // CRC-32; `before` = 0 to begin

// The row as it goes to disk, after `tail`, decoded again before it is returned (a CHECK: what we write we can read).
// REQUIRES row.seq == tail.seq + 1, epoch >= tail.epoch, at most kRowBytesMax bytes. Moves `tail` on.
std::string encode_row(const LaneRow& row, std::uint32_t epoch, Tail& tail);

// The row `stored` claims to be, if it is whole, is row `seq` of `lane`, and follows `tail`; moves `tail` on. The view points into
// `stored`. broken row_damaged; invalid format_newer.
Result<RowView> decode_row(std::string_view stored, std::uint16_t lane, std::uint64_t seq, Tail& tail);

}  // namespace playmaker::journal
