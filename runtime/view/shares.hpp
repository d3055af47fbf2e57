#pragma once
// Two shares compared: the difference and a 95 % interval around it.
//
// Method: Newcombe's hybrid score interval without continuity correction (R. G. Newcombe, "Interval estimation for the difference between
// independent proportions", Statistics in Medicine 17, 1998, method 10), from the two Wilson score intervals (E. B. Wilson, JASA 22, 1927):
// it never leaves [-1, 1] and holds for small groups and shares near 0 or 1, where the usual normal interval fails.
#include <cstdint>
#include <optional>

namespace playmaker::view {

struct Interval {
  double low = 0, high = 0;
};
Interval wilson(std::int64_t reached, std::int64_t of);  // 95 %; REQUIRES 0 <= reached <= of, of > 0

struct Difference {
  double difference = 0;  // of the first share to the second
  Interval interval;
};
std::optional<Difference> difference(std::int64_t a_reached, std::int64_t a_of, std::int64_t b_reached,
                                     std::int64_t b_of);  // nullopt: a group is empty

}  // namespace playmaker::view
