#include "runtime/journal/snapshot_layout.hpp"

#include "runtime/journal/failures.hpp"
#include "runtime/journal/layout.hpp"
#include "runtime/journal/words.hpp"

namespace playmaker::journal {
namespace {

constexpr std::string_view kMagic = "PMSN";
constexpr std::size_t kFixedHeaderBytes = 20;  // before `covers`

std::uint32_t chunk_sum(std::uint32_t seed, std::uint64_t number, std::string_view bytes) {
  std::string place;
  put_word(place, number, 8);
  return checksum(checksum(seed, place), bytes);
}

}  // namespace

std::string encode_header(const SnapshotHeader& header, std::uint32_t& seed) {
  std::string out(kMagic);
  put_word(out, kDiskFormat, 2);
  put_word(out, kLeastReader, 2);
  put_word(out, header.covers.size(), 2);
  put_word(out, 0, 2);
  put_word(out, header.id, 8);
  for (const std::uint64_t seq : header.covers) put_word(out, seq, 8);
  seed = checksum(0, out);
  put_word(out, seed, 4);
  return out;
}

std::string encode_chunk_prefix(std::string_view chunk, std::uint64_t number, std::uint32_t seed) {
  std::string out;
  put_word(out, chunk.size(), 4);
  put_word(out, chunk_sum(seed, number, chunk), 4);
  return out;
}

std::string encode_trailer(const SnapshotTrailer& trailer, std::uint32_t seed) {
  std::string out;
  put_word(out, 0, 4);
  put_word(out, trailer.chunks, 8);
  put_word(out, trailer.bytes, 8);
  for (const std::uint64_t seq : trailer.upto) put_word(out, seq, 8);
  put_word(out, checksum(seed, out), 4);
  return out;
}

Result<std::string> SnapshotScan::exactly(std::size_t bytes) {
  std::string out(bytes, '\0');
  const auto got = source_.read(out);
  if (!got) return std::unexpected(got.error());
  if (*got != bytes) return snapshot_damaged(id_, "it is cut short", "内容被截断");
  return out;
}

Result<SnapshotHeader> SnapshotScan::header() {
  const auto fixed = exactly(kFixedHeaderBytes);
  if (!fixed) return std::unexpected(fixed.error());
  if (fixed->substr(0, 4) != kMagic) return snapshot_damaged(id_, "it does not begin as a snapshot", "开头不是快照");
  if (const auto least = get_word<std::uint16_t>(*fixed, 6); least > kDiskFormat) return format_newer("", least);
  SnapshotHeader header{get_word<std::uint64_t>(*fixed, 12), {}};
  if (get_word<std::uint16_t>(*fixed, 8) != lanes_) return snapshot_damaged(id_, "its number of lanes differs", "分道数不符");
  const auto rest = exactly(std::size_t{8} * lanes_ + 4);
  if (!rest) return std::unexpected(rest.error());
  const std::string_view covers = std::string_view(*rest).substr(0, std::size_t{8} * lanes_);
  seed_ = checksum(checksum(0, *fixed), covers);
  if (seed_ != get_word<std::uint32_t>(*rest, covers.size()))
    return snapshot_damaged(id_, "the checksum of its header differs", "头部校验和不符");
  if (header.id != id_) return snapshot_damaged(id_, "another snapshot is in its place", "此处是另一个快照");
  for (std::size_t lane = 0; lane < lanes_; ++lane) header.covers.push_back(get_word<std::uint64_t>(covers, lane * 8));
  return header;
}

Result<std::optional<std::string>> SnapshotScan::chunk() {
  const auto prefix = exactly(4);
  if (!prefix) return std::unexpected(prefix.error());
  const auto length = get_word<std::uint32_t>(*prefix, 0);
  if (length == 0) {
    auto trailer = read_trailer(*prefix);
    if (!trailer) return std::unexpected(trailer.error());
    trailer_ = std::move(*trailer);
    return std::nullopt;
  }
  // A damaged length must not ask for more memory than a chunk may have.
  if (length > kRowBytesMax) return snapshot_damaged(id_, "a chunk is too long", "分块过长");
  const auto sum = exactly(4);
  if (!sum) return std::unexpected(sum.error());
  auto bytes = exactly(length);
  if (!bytes) return std::unexpected(bytes.error());
  if (chunk_sum(seed_, chunks_, *bytes) != get_word<std::uint32_t>(*sum, 0)) {
    return snapshot_damaged(id_, "the checksum of chunk " + std::to_string(chunks_) + " differs",
                            "分块 " + std::to_string(chunks_) + " 校验和不符");
  }
  ++chunks_;
  bytes_ += length;
  return std::optional<std::string>(std::move(*bytes));
}

Result<SnapshotTrailer> SnapshotScan::read_trailer(std::string_view zero) {
  const auto rest = exactly(std::size_t{16} + std::size_t{8} * lanes_ + 4);
  if (!rest) return std::unexpected(rest.error());
  const std::size_t sum_at = rest->size() - 4;
  if (checksum(checksum(seed_, zero), std::string_view(*rest).substr(0, sum_at)) != get_word<std::uint32_t>(*rest, sum_at)) {
    return snapshot_damaged(id_, "the checksum of its end differs", "尾部校验和不符");
  }
  SnapshotTrailer trailer{get_word<std::uint64_t>(*rest, 0), get_word<std::uint64_t>(*rest, 8), {}};
  if (trailer.chunks != chunks_ || trailer.bytes != bytes_) return snapshot_damaged(id_, "chunks are missing", "缺少分块");
  for (std::size_t lane = 0; lane < lanes_; ++lane) trailer.upto.push_back(get_word<std::uint64_t>(*rest, 16 + lane * 8));
  char behind = 0;
  const auto more = source_.read({&behind, 1});
  if (!more) return std::unexpected(more.error());
  if (*more != 0) return snapshot_damaged(id_, "something follows its end", "尾部之后还有内容");
  return trailer;
}

}  // namespace playmaker::journal
