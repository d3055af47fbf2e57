#pragma once
// Durations counted into buckets, eight to an octave: a percentile is right within 12.5 % whatever the load was, at a fixed 4 kB.
#include <array>
#include <bit>
#include <cstdint>

namespace playmaker::journal {

class Durations {
 public:
  void add(std::int64_t ns) {
    const std::uint64_t value = ns < 0 ? 0 : static_cast<std::uint64_t>(ns);
    ++buckets_[bucket_of(value)];
    ++count_;
    total_ns_ += value;
    if (value > max_ns_) max_ns_ = value;
  }
  std::uint64_t count() const { return count_; }
  std::uint64_t total_ns() const { return total_ns_; }
  std::uint64_t max_ns() const { return max_ns_; }
  // How many took at most `ns`. REQUIRES an edge: a power of two less one, so that no bucket is cut in two.
  std::uint64_t at_most(std::uint64_t ns) const {
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < buckets_.size() && upper_edge(i) <= ns; ++i) seen += buckets_[i];
    return seen;
  }
  // The upper edge of the bucket below which `share` of all durations lie; 0 without any. REQUIRES 0 < share <= 1.
  std::uint64_t percentile_ns(double share) const {
    const auto wanted = static_cast<std::uint64_t>(share * static_cast<double>(count_));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
      seen += buckets_[i];
      if (seen > 0 && seen >= wanted) return upper_edge(i) < max_ns_ ? upper_edge(i) : max_ns_;
    }
    return max_ns_;
  }

 private:
  static constexpr std::size_t bucket_of(std::uint64_t value) {
    if (value < 8) return static_cast<std::size_t>(value);
    const auto octave = static_cast<std::size_t>(std::bit_width(value)) - 4;  // 8 ... 15 is octave 0
    return 8 + octave * 8 + static_cast<std::size_t>((value >> octave) & 7);
  }
  static constexpr std::uint64_t upper_edge(std::size_t bucket) {
    if (bucket < 8) return bucket;
    const std::size_t octave = (bucket - 8) / 8;
    return ((8 + (bucket - 8) % 8 + 1) << octave) - 1;
  }

  std::array<std::uint64_t, 8 + 61 * 8> buckets_{};
  std::uint64_t count_ = 0, total_ns_ = 0, max_ns_ = 0;
};

}  // namespace playmaker::journal
