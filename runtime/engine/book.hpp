#pragma once
// Who has how many customers at each branch (`manager` and `branch` of the customers): the people among whom a branch's leads are dealt.
// Derived from the customers when it is first asked for, then kept up to date; never on disk.
#include <cstdint>
#include <map>
#include <vector>

#include "runtime/core/decide.hpp"

namespace playmaker::engine {

class Book {
 public:
  struct Place {
    std::uint32_t branch = plan::kNone, manager = plan::kNone;
    bool operator==(const Place&) const = default;
  };
  static Place place_of(const core::Roster& roster, const core::Customer& customer);

  bool open() const { return open_; }
  void close();                                // the state was exchanged: counted again when next asked for
  void begin();                                // empty and open
  void moved(const Place& from, const Place& to);
  std::vector<std::uint32_t> people(std::uint32_t branch) const;   // ascending by number

 private:
  bool open_ = false;
  std::map<std::uint32_t, std::map<std::uint32_t, std::int64_t>> branches_;
};

}  // namespace playmaker::engine
