#include "dsl/prove/worst.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "dsl/prove/lifetime.hpp"
#include "dsl/prove/ways.hpp"
#include "runtime/plan/find.hpp"

namespace playmaker::prove {
namespace {

using plan::kNone;
using plan::OpIndex;
using plan::OpKind;

constexpr std::int64_t kTimesMost = 1'000'000;
constexpr int kDepthMost = 40;                // blocks within blocks

class Costs {
 public:
  Costs(const plan::Catalog& catalog, const plan::Plan& plan) : catalog_(catalog), plan_(plan), life_(lifetime(plan)) {}

  WorstCase all() {
    Worst sum;
    add(sum, block(plan_.block, 1));
    for (const plan::Stage& stage : plan_.stages) add(sum, block(stage.block, 1));
    for (const plan::Breakpoint& each : plan_.breakpoints)
      add(sum, block(each.block, each.once ? 1 : std::max<std::int64_t>(each.times, 1)));
    for (const plan::Moment& moment : plan_.moments) add(sum, of(moment));
    // A journey ends once; what goes on after a goal is reached or missed, either.
    Worst ending;
    for (const plan::Goal& goal : plan_.goals) {
      Worst either = block(goal.reached, 1);
      dearer(either, block(goal.missed, 1));
      if (goal.keep_going) add(sum, either);
      else dearer(ending, either);
    }
    for (const plan::Exit& exit : plan_.exits) dearer(ending, block(exit.handler, 1));
    add(sum, ending);
    if (unbounded_ != kNone) return {std::nullopt, unbounded_};
    return {std::move(sum), kNone};
  }

 private:
  // What no number holds any more is without a bound as well.
  void add(Worst& to, const Worst& more) {
    if (__builtin_add_overflow(to.sum, more.sum, &to.sum)) unbounded_ = more.parts.front().site;
    to.parts.insert(to.parts.end(), more.parts.begin(), more.parts.end());
  }
  std::int64_t product(std::int64_t a, std::int64_t b, plan::SiteIndex site) {
    std::int64_t out = 0;
    if (!__builtin_mul_overflow(a, b, &out)) return out;
    unbounded_ = site;
    return 0;
  }
  static void dearer(Worst& one, const Worst& other) {
    if (other.sum > one.sum) one = other;
  }

  Worst of(const plan::Moment& moment) {
    if (!grants_below(moment.block)) return {};
    std::optional<std::int64_t> runs;
    if (moment.again.kind == plan::AgainKind::never) runs = 1;
    else if (moment.again.kind != plan::AgainKind::per && life_) {
      if (const base::Millis apart = shortest(moment.again.length); apart > 0) runs = *life_ / apart + 1;
    }
    if (runs && moment.each.list != kNone) {
      const plan::Type type = plan_.unit.attributes[moment.each.list].type;
      const std::int64_t items = type.detail < catalog_.records.size() ? catalog_.records[type.detail].at_most : 0;
      if (items > 0) runs = product(*runs, items, moment.site);
      else runs = std::nullopt;
    }
    if (unbounded_ != kNone) return {};
    if (!runs || *runs > kTimesMost) {
      unbounded_ = moment.site;
      return {};
    }
    return block(moment.block, *runs);
  }

  bool grants_below(OpIndex first) {
    if (first == kNone) return false;
    const plan::SiteIndex before = std::exchange(unbounded_, kNone);
    const bool any = block(first, 1).sum > 0 || unbounded_ != kNone;
    unbounded_ = before;
    return any;
  }

  Worst block(OpIndex first, std::int64_t times) {
    if (first == kNone || unbounded_ != kNone) return {};
    if (depth_ >= kDepthMost) {   // what lies deeper is not looked into, so nothing is known of it
      unbounded_ = plan_.ops[first].site;
      return {};
    }
    ++depth_;
    Worst most;
    each_way(
        plan_, first, Worst{}, dearer, [&](const plan::Op& op, Worst& on, Worst&) { step(op, times, on); },
        [&](const plan::Op&, const Worst& state) { dearer(most, state); });
    --depth_;
    return most;
  }

  void step(const plan::Op& op, std::int64_t times, Worst& on) {
    switch (op.kind) {
      case OpKind::grant: add(on, granted(plan_.grants[op.a], times)); break;
      case OpKind::arm_wave: {
        const plan::Wave& wave = plan_.waves[op.a];
        add(on, block(wave.block, product(times, std::max<std::int64_t>(wave.timing.times, 1), op.site)));
        break;
      }
      case OpKind::repeat: add(on, block(plan_.repeats[op.a].block, product(times, plan_.repeats[op.a].times, op.site))); break;
      case OpKind::ask: add(on, either(plan_.questions[op.a].answered, plan_.questions[op.a].silent, times)); break;
      case OpKind::place: add(on, either(plan_.placements[op.a].answered, plan_.placements[op.a].silent, times)); break;
      case OpKind::decide: {
        Worst most;
        for (const plan::DecideRow& row : plan_.decides[op.a].rows) dearer(most, block(plan_.tracks[row.track].block, times));
        add(on, most);
        break;
      }
      default: break;
    }
  }
  Worst either(OpIndex one, OpIndex other, std::int64_t times) {
    Worst out = block(one, times);
    dearer(out, block(other, times));
    return out;
  }

  // When it is empty another is granted in its place; the dearest of them counts.
  Worst granted(const plan::Grant& grant, std::int64_t times) {
    const plan::Benefit* benefit = benefit_of(plan_.unit.texts[grant.benefit]);
    if (benefit == nullptr) return {};
    std::int64_t value = benefit->value;
    std::set<std::string> seen;
    for (const plan::Benefit* next = benefit; next != nullptr && seen.insert(next->name).second; next = benefit_of(next->when_empty))
      value = std::max(value, next->value);
    if (benefit->customer_at_most > 0 && benefit->when_empty.empty() && life_) {
      if (const base::Millis per = shortest(benefit->customer_per); per > 0)
        times = std::min(times, product(*life_ / per + 1, benefit->customer_at_most, grant.site));
    }
    if (value == 0) return {};
    return {product(times, value, grant.site), {{grant.site, times, value}}};
  }
  const plan::Benefit* benefit_of(const std::string& name) const { return plan::find(catalog_.benefits, name); }

  const plan::Catalog& catalog_;
  const plan::Plan& plan_;
  std::optional<base::Millis> life_;
  plan::SiteIndex unbounded_ = kNone;
  int depth_ = 0;
};

}  // namespace

WorstCase worst_case(const plan::Catalog& catalog, const plan::Plan& plan) { return Costs(catalog, plan).all(); }

}  // namespace playmaker::prove
