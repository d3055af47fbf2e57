#pragma once
// A value at rest: in an event's fields, in facts, in state. See type.hpp for what `number` means per kind.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/plan/type.hpp"

namespace playmaker::plan {

struct Datum {
  Kind kind = Kind::unknown;
  std::int64_t number = 0;
  std::string text;             // text, bytes; person, branch and one_of before they are resolved to a number
  std::vector<Datum> items;     // list: its items; record: its fields in declared order
  bool known() const { return kind != Kind::unknown; }
  bool operator==(const Datum&) const = default;
};

}  // namespace playmaker::plan
