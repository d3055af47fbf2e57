#pragma once
// What a lane has seen: 8-byte prints of (source, id, customer) in day runs, by the day of arrival. The runs of today and yesterday
// are open tables that remember the commit of the first result; older ones are sorted prints behind a Bloom filter of 10 bits a print, so
// that a new print costs one cache line a day. Runs older than the horizon are dropped. Rule 5.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/time.hpp"

namespace playmaker::engine {

std::uint64_t print_of(std::string_view source, std::string_view id);   // never 0

// An open-addressing table of prints and stamps; a print is its own hash.
class PrintTable {
 public:
  const std::uint64_t* find(std::uint64_t print) const;    // its stamp
  void add(std::uint64_t print, std::uint64_t stamp);      // the first stamp stays
  std::size_t size() const { return size_; }
  std::vector<std::uint64_t> sorted_prints() const;
  template <class Visit>
  void each(Visit visit) const {
    for (const Slot& slot : slots_)
      if (slot.print != 0) visit(slot.print, slot.stamp);
  }

 private:
  struct Slot {
    std::uint64_t print = 0, stamp = 0;
  };
  void grow();
  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

class Dedupe {
 public:
  struct Found {
    bool seen = false;
    std::uint64_t commit = 0;
  };   // commit 0: longer than 24 hours ago
  Found find(std::uint64_t print, base::Instant now) const;
  void add(std::uint64_t print, base::Instant now, std::uint64_t commit);
  std::size_t size() const;
  std::string encode() const;
  static bool decode(std::string_view bytes, Dedupe& out);

 private:
  struct OpenRun {
    std::int32_t day = 0;
    PrintTable prints;
  };
  struct ClosedRun {
    std::int32_t day = 0;
    std::vector<std::uint64_t> prints;
    std::vector<std::uint64_t> bloom;
  };
  static ClosedRun closed(std::int32_t day, std::vector<std::uint64_t> prints);
  static bool holds(const ClosedRun& run, std::uint64_t print);
  OpenRun& run_of(std::int32_t day);
  std::vector<OpenRun> open_;                              // ascending days, at most two
  std::vector<ClosedRun> closed_;
};

}  // namespace playmaker::engine
