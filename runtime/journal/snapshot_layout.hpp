#pragma once
// A snapshot on disk, disk format 1. Numbers are little-endian, sums are CRC-32 (zlib). It is written from front to back and never
// changed, so that it can be streamed out in slices and read in chunks of bounded size.
//
//   header    "PMSN" | u16 format | u16 least | u16 lanes | u16 zero | u64 id | u64 covers x lanes | u32 sum of the header
//   chunk     u32 length (1 ...) | u32 sum of (header's sum, number of the chunk, bytes) | bytes
//   ...
//   trailer   u32 zero | u64 chunks | u64 bytes | u64 upto x lanes | u32 sum of (header's sum, trailer)
//
// `covers`: by lane, the row whose facts are in every slice: recovery reads the rows after it. `upto`: the lane's last row when the
// snapshot was finished; no slice knows a later one. A journal that ends before `upto` has lost rows.
// No trailer, or anything behind it: the file is damaged.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/journal/journal.hpp"

namespace playmaker::journal {

struct SnapshotHeader {
  std::uint64_t id = 0;
  std::vector<std::uint64_t> covers;  // by lane
};

struct SnapshotTrailer {
  std::uint64_t chunks = 0;
  std::uint64_t bytes = 0;
  std::vector<std::uint64_t> upto;    // by lane
};

// Encoders of the three parts. `seed` is what encode_header() put into `seed`.
std::string encode_header(const SnapshotHeader& header, std::uint32_t& seed);
std::string encode_chunk_prefix(std::string_view chunk, std::uint64_t number, std::uint32_t seed);  // the bytes follow as they are
std::string encode_trailer(const SnapshotTrailer& trailer, std::uint32_t seed);

// Where a snapshot's bytes come from: a file, or memory.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual Result<std::size_t> read(std::span<char> into) = 0;  // fewer bytes than asked for only at the end
};

// Reads a snapshot part by part and checks each. broken snapshot_damaged, invalid format_newer.
class SnapshotScan {
 public:
  SnapshotScan(ByteSource& source, std::uint64_t id, std::uint16_t lanes) : source_(source), id_(id), lanes_(lanes) {}
  Result<SnapshotHeader> header();                          // first
  Result<std::optional<std::string>> chunk();               // then, until nullopt
  const SnapshotTrailer& trailer() const { return trailer_; }  // after nullopt

 private:
  Result<std::string> exactly(std::size_t bytes);
  Result<SnapshotTrailer> read_trailer(std::string_view zero);

  ByteSource& source_;
  std::uint64_t id_;
  std::uint16_t lanes_;
  std::uint32_t seed_ = 0;
  std::uint64_t chunks_ = 0, bytes_ = 0;
  SnapshotTrailer trailer_;
};

}  // namespace playmaker::journal
