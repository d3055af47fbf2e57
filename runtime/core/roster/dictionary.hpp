#pragma once
// Names become numbers, append-only and never reused, so that facts on disk stay readable for ever.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/plan/type.hpp"

namespace playmaker::core {

enum class Names : std::uint8_t {   // on disk: never renumber
  attribute = 0,   // of customers: "aum", "consent.marketing"; also "score.churn_30d", "segment.vip", "list.prospects" (see roster.hpp)
  event = 1,
  import = 2,
  channel = 3,
  playbook = 4,
  benefit = 5,
  pool = 6,
  window = 7,      // canonical definition of a window: plans that ask the same share one state
  symbol = 8,      // values of one_of and level_of
  segment = 9,
  score = 10,
  product = 11,
  list = 12,
  person = 13,
  branch = 14,   // outside ids of the directory
  policy = 15,
  role = 16,
  calendar = 17,
  template_ = 18,
  person_attribute = 19,
  branch_attribute = 20,
  event_field = 21,           // "deposit.amount": a field's place among its event's fields is the order in which they were first seen
  activity = 22,
  count_ = 23
};

class Dictionary {
 public:
  std::uint32_t find(Names kind, std::string_view name) const;   // plan::kNone when unknown; allocates nothing
  std::uint32_t add(Names kind, std::string_view name);          // the known number, or the next
  const std::string& name(Names kind, std::uint32_t number) const;  // REQUIRES number < size(kind)
  std::uint32_t size(Names kind) const;                          // numbers from a remembered size on are what was added since
  std::string encode() const;
  static bool decode(std::string_view bytes, Dictionary& out);   // false: damaged; `out` is then empty
  bool operator==(const Dictionary& other) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  struct Table {
    std::vector<std::string> names;
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers;
  };
  Table tables_[static_cast<std::size_t>(Names::count_)];
};

}  // namespace playmaker::core
