#pragma once
// Difference constraints over minutes, kept closed: what is known of how far any two points in time lie apart at most. Adding one
// constraint costs the square of the number of points; a contradiction is found at once, as a circle that would have to be negative.
#include <cstdint>
#include <vector>

namespace playmaker::prove {

using Minute = std::int64_t;
using Point = std::uint32_t;
constexpr Minute kFar = Minute{1} << 40;   // no bound

struct Constraint {   // the time of `to` less the time of `from` is at most `most`
  Point from = 0, to = 0;
  Minute most = kFar;
};

class Distances {
 public:
  explicit Distances(std::size_t points);
  bool add(const Constraint& constraint);   // false: it contradicts what was added before; the object is then of no more use
  bool allows(const Constraint& constraint) const { return most(constraint.to, constraint.from) + constraint.most >= 0; }
  Minute most(Point from, Point to) const { return most_[from * points_ + to]; }
  // The earliest time of every point when point 0 stands at 0; points that nothing holds from below stand at 0 too.
  std::vector<Minute> earliest() const;

 private:
  std::size_t points_;
  std::vector<Minute> most_;
};

}  // namespace playmaker::prove
