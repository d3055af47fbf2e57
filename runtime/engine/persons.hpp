#pragma once
// Outside ids and personal data: the only place that joins a number to a person. The rows lie in the journal's mutable person table
// and are written in the commit of the facts that made them; ids are also in RAM, both ways.
//
//   key of a customer   surrogate            row: outside id, personal attributes by name, as text
//   key of staff        1 << 60 | number     row: outside id, personal fields of a person of the directory
//   key of a message    1 << 61 | hash       row: touch id, the fields of its first attempt; gone once the touch is settled
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/plan/type.hpp"

namespace playmaker::engine {

constexpr std::uint64_t kStaffKey = 1ULL << 60, kMessageKey = 1ULL << 61;
constexpr bool is_message(std::uint64_t key) { return (key & kMessageKey) != 0; }

struct PersonalValue {
  std::string name, text;
};
struct PersonRow {
  std::string id;
  std::vector<PersonalValue> values;           // by name
  void set(std::string_view name, std::optional<std::string> text);   // nullopt: forgotten
};
std::string encode(const PersonRow& row);
std::optional<PersonRow> decode_person(std::string_view bytes);

// Outside ids of one lane's customers, by number and back. The table holds eight bytes a customer: half a hash and the number.
class Ids {
 public:
  std::uint32_t find(std::string_view id) const;           // plan::kNone: unknown
  void set(std::uint32_t number, std::string_view id);     // at recovery in any order; a number is set once
  const std::string& name(std::uint32_t number) const;     // empty: erased or unknown
  std::size_t size() const { return names_.size(); }
  void cut(std::size_t size);                              // forgets the numbers from `size` on

 private:
  struct Slot {
    std::uint32_t half = 0, number = plan::kNone;
  };
  void place(std::uint32_t number);
  std::deque<std::string> names_;
  std::vector<Slot> slots_;                                // open addressing, a power of two
  std::size_t used_ = 0;
};

}  // namespace playmaker::engine
