#pragma once
// The types a value can have. Numbers are on disk: never renumber.
//
// How a value is stored (see datum.hpp):
//   boolean 0/1 · integer · decimal (the double's bits) · money minor units of the catalog's currency · percent millionths (20% = 200'000)
//   date days since 1970 · time minutes · instant ms · duration ms · person, branch numbers of the directory
//   one_of, level_of the dictionary's symbol of the value's text · text, bytes as they are · list, record as items
#include <cstdint>

namespace playmaker::plan {

enum class Kind : std::uint8_t {
  unknown = 0,  // as a value: not known; as a type: any
  boolean = 1,
  integer = 2,
  decimal = 3,
  money = 4,
  percent = 5,
  text = 6,
  bytes = 7,
  date = 8,
  time = 9,
  instant = 10,
  duration = 11,
  person = 12,
  branch = 13,
  one_of = 14,
  level_of = 15,
  list = 16,
  record = 17,
  error = 18,       // as a value only: an error of the expression, see Fault
  unsigned_integer = 19,
  map = 20,
  null = 21,
};

constexpr std::uint32_t kNone = 0xffff'ffff;  // "no such index" in every table of a plan

// A type: its kind, and for one_of, level_of, record and list the index of its description in the unit's tables.
struct Type {
  Kind kind = Kind::unknown;
  std::uint32_t detail = kNone;
  bool operator==(const Type&) const = default;
};

}  // namespace playmaker::plan
