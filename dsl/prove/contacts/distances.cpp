#include "dsl/prove/contacts/distances.hpp"

#include <algorithm>

namespace playmaker::prove {

Distances::Distances(std::size_t points) : points_(points), most_(points * points, kFar) {
  for (std::size_t i = 0; i < points; ++i) most_[i * points + i] = 0;
}

bool Distances::add(const Constraint& constraint) {
  const auto [from, to, most_now] = constraint;
  if (most_now >= most(from, to)) return true;
  if (!allows(constraint)) return false;
  for (std::size_t u = 0; u < points_; ++u) {
    const Minute before = most_[u * points_ + from];
    if (before >= kFar) continue;
    for (std::size_t v = 0; v < points_; ++v) {
      const Minute behind = most_[to * points_ + v];
      if (behind >= kFar) continue;
      most_[u * points_ + v] = std::min(most_[u * points_ + v], before + most_now + behind);
    }
  }
  return true;
}

std::vector<Minute> Distances::earliest() const {
  Distances fixed = *this;
  std::vector<Minute> out(points_, 0);
  for (Point each = 1; each < points_; ++each) {
    const Minute back = fixed.most(each, 0);
    const Minute at = back >= kFar ? std::min<Minute>(0, fixed.most(0, each)) : -back;
    if (!fixed.add({0, each, at}) || !fixed.add({each, 0, -at})) return {};
    out[each] = at;
  }
  return out;
}

}  // namespace playmaker::prove
