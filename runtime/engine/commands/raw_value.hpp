#pragma once
// Values as the world writes them, before anyone knows what they mean: what a JSON text, a CSV cell or a mapping row can hold. The
// engine converts them by the declared type of the field they are given for (intake.hpp).
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace playmaker::engine {

struct RawValue;
struct RawField;
using RawList = std::vector<RawValue>;
using RawRecord = std::vector<RawField>;       // in the order written; a repeated name is refused

// Nothing (null), a truth, a whole number, a number with a fraction, a text, a list, a record. Numbers too large for 64 bits and money
// amounts are best handed over as text, which every numeric type reads.
struct RawValue {
  std::variant<std::monostate, bool, std::int64_t, double, std::string, RawList, RawRecord> value;
};
struct RawField {
  std::string name;                            // "amount", "consent.marketing"; a nested record says the same as a dotted name
  RawValue value;
};

inline RawValue raw(bool v) { return {v}; }
inline RawValue raw(std::int64_t v) { return {v}; }
inline RawValue raw(int v) { return {std::int64_t{v}}; }
inline RawValue raw(double v) { return {v}; }
inline RawValue raw(std::string v) { return {std::move(v)}; }
inline RawValue raw(const char* v) { return {std::string(v)}; }

}  // namespace playmaker::engine
