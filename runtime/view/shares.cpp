#include "runtime/view/shares.hpp"

#include <cmath>

namespace playmaker::view {

Interval wilson(std::int64_t reached, std::int64_t of) {
  constexpr double z = 1.959963984540054;      // of a 95 % interval
  const auto n = static_cast<double>(of);
  const double p = static_cast<double>(reached) / n;
  const double middle = p + z * z / (2 * n), reach = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n)), whole = 1 + z * z / n;
  return {(middle - reach) / whole, (middle + reach) / whole};
}

std::optional<Difference> difference(std::int64_t a_reached, std::int64_t a_of, std::int64_t b_reached, std::int64_t b_of) {
  if (a_of <= 0 || b_of <= 0) return std::nullopt;
  const double a = static_cast<double>(a_reached) / static_cast<double>(a_of),
               b = static_cast<double>(b_reached) / static_cast<double>(b_of);
  const Interval of_a = wilson(a_reached, a_of), of_b = wilson(b_reached, b_of);
  const auto apart = [](double x, double y) { return std::sqrt(x * x + y * y); };
  return Difference{a - b, {a - b - apart(a - of_a.low, of_b.high - b), a - b + apart(of_a.high - a, b - of_b.low)}};
}

}  // namespace playmaker::view
