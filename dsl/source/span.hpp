#pragma once
// A place in a text: half-open byte offsets. Small, so that every token and node can carry one.
#include <cstdint>

namespace playmaker::source {

using FileId = std::uint32_t;  // the index of a Source in its Sources

struct Span {
  FileId file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool operator==(const Span&) const = default;
  bool empty() const { return begin == end; }
};

// From the first byte of `a` to the last of `b`. REQUIRES the same file.
constexpr Span join(Span a, Span b) { return {a.file, a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end}; }

}  // namespace playmaker::source
