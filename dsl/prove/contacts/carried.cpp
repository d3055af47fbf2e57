// What was sent since the last wait, along every way; a `finish` carries all of it. Blocks within blocks may run at once, so that what
// they send is behind them as well. Waits that may be over at once do not count as waits.
#include "dsl/prove/contacts/carried.hpp"

#include <algorithm>
#include <map>

#include "dsl/prove/ways.hpp"

namespace playmaker::prove {
namespace {

using plan::kNone;
using plan::OpIndex;
using plan::OpKind;
using Said = std::set<plan::SiteIndex>;

void join(Said& one, const Said& other) { one.insert(other.begin(), other.end()); }

class Carried {
 public:
  explicit Carried(const plan::Plan& plan) : plan_(plan) {}

  Said all() {
    block(plan_.block, {});
    for (const plan::Stage& each : plan_.stages) block(each.block, {});
    for (const plan::Moment& each : plan_.moments) block(each.block, {});
    for (const plan::Breakpoint& each : plan_.breakpoints) block(each.block, {});
    for (const plan::Goal& each : plan_.goals) {
      block(each.reached, {});
      block(each.missed, {});
    }
    return std::move(carried_);
  }

 private:
  struct Known {
    Said begin, end;
  };

  // What is said when its steps are done. A block that was walked with as much before it is not walked again.
  Said block(OpIndex first, const Said& begin) {
    if (first == kNone) return begin;
    const auto [place, fresh] = known_.try_emplace(first, Known{begin, begin});
    if (!fresh) {
      if (std::ranges::includes(place->second.begin, begin)) return place->second.end;
      join(place->second.begin, begin);
    }
    const Said from = place->second.begin;
    Said end;
    each_way(
        plan_, first, from, join, [&](const plan::Op& op, Said& on, Said&) { step(op, on); },
        [&](const plan::Op& op, const Said& said) { join(op.kind == OpKind::finish ? carried_ : end, said); });
    known_[first].end = end;
    return end;
  }

  void both(OpIndex one, OpIndex other, Said& on) {
    const Said before = on;
    join(on, block(one, before));
    join(on, block(other, before));
  }

  void step(const plan::Op& op, Said& on) {
    switch (op.kind) {
      case OpKind::send: on.insert(plan_.sends[op.a].site); break;
      case OpKind::wait: on.clear(); break;
      case OpKind::arm_wave: both(plan_.waves[op.a].block, kNone, on); break;
      case OpKind::repeat: both(plan_.repeats[op.a].block, kNone, on); break;
      case OpKind::ask: both(plan_.questions[op.a].answered, plan_.questions[op.a].silent, on); break;
      case OpKind::place: both(plan_.placements[op.a].answered, plan_.placements[op.a].silent, on); break;
      case OpKind::decide: {
        const Said before = on;
        for (const plan::DecideRow& row : plan_.decides[op.a].rows) join(on, block(plan_.tracks[row.track].block, before));
        break;
      }
      default: break;
    }
  }

  const plan::Plan& plan_;
  std::map<OpIndex, Known> known_;
  Said carried_;
};

}  // namespace

std::set<plan::SiteIndex> carried_through(const plan::Plan& plan) { return Carried(plan).all(); }

}  // namespace playmaker::prove
