// benefit: what is reserved is granted or released, on every way to the end of its block. The end of its time would give it back, too;
// until then nobody else can have it, and nobody decided so. A grant or a release in another block may come in time: that is not decided
// here, and said. Nor should it be given back by its time before it is granted.
#include <map>
#include <set>
#include <vector>

#include "dsl/prove/lifetime.hpp"
#include "dsl/prove/prove.hpp"
#include "dsl/prove/ways.hpp"

namespace playmaker::prove {
namespace {

using plan::kNone;
using plan::OpIndex;
using plan::OpKind;

// Where it was reserved, for how long, and how much of that is over at least; and the last fork on a way that leaves it so.
struct Held {
  plan::SiteIndex reserved = kNone, fork = kNone;
  plan::Length hold;
  base::Millis waited = 0;
};
// By benefit, the oldest first: that is the one a grant or a release takes. Where two ways meet the one with more of them left goes on:
// from there on both have as many taken.
using Holding = std::map<plan::TextIndex, std::vector<Held>>;

class Reserves {
 public:
  Reserves(const lower::Lowered& lowered, source::Issues& issues) : lowered_(lowered), plan_(lowered.plan), issues_(issues) {}

  void run() {
    if (plan_.reserves.empty()) return;
    each_block(plan_, [&](OpIndex first, OpIndex last) { block(first, last); });
  }

 private:
  void block(OpIndex first, OpIndex last) {
    const auto meet = [](Holding& one, const Holding& other) {
      for (const auto& [benefit, held] : other) {
        std::vector<Held>& mine = one[benefit];
        if (mine.size() < held.size()) mine = held;
        for (std::size_t i = 0; mine.size() == held.size() && i < held.size(); ++i)
          mine[i].waited = std::max(mine[i].waited, held[i].waited);
      }
    };
    const auto take = [](Holding& on, plan::TextIndex benefit) {
      if (std::vector<Held>& held = on[benefit]; !held.empty()) held.erase(held.begin());
    };
    const auto grant = [&](Holding& on, const plan::Grant& grant) {
      if (const std::vector<Held>& held = on[grant.benefit]; !held.empty()) too_late(held.front(), grant);
      take(on, grant.benefit);
    };
    const auto wait = [](Holding& on, const plan::Length& length) {
      for (auto& [benefit, held] : on) {
        for (Held& each : held) each.waited += length.written() ? shortest(length) : 0;
      }
    };
    const auto forked = [](Holding& on, plan::SiteIndex fork) {
      for (auto& [benefit, held] : on) {
        for (Held& each : held) each.fork = fork;
      }
    };
    const auto step = [&](const plan::Op& op, Holding& on, Holding& there) {
      switch (op.kind) {
        case OpKind::reserve:
          on[plan_.reserves[op.a].benefit].push_back({plan_.reserves[op.a].site, kNone, plan_.reserves[op.a].hold});
          break;
        case OpKind::grant: grant(on, plan_.grants[op.a]); break;
        case OpKind::release: take(on, plan_.releases[op.a].benefit); break;
        case OpKind::wait: wait(on, plan_.waits[op.a].up_to); break;
        case OpKind::wait_for:
        case OpKind::wait_until:
          wait(on, plan_.waits[op.a].up_to);   // at the end of its time it goes on below
          [[fallthrough]];
        case OpKind::branch:
        case OpKind::hand_off:
        case OpKind::hand_over:
        case OpKind::experiment:
          forked(on, op.site);
          forked(there, op.site);
          break;
        default: break;
      }
    };
    each_way(plan_, first, Holding{}, meet, step, [&](const plan::Op&, const Holding& left) {
      for (const auto& [benefit, held] : left) {
        for (const Held& each : held) left_over(benefit, each, first, last);
      }
    });
  }

  // Given back before: the grant takes from what is free, if anything is.
  void too_late(const Held& held, const plan::Grant& grant) {
    const auto end = longest(held.hold);
    if (!end || held.waited <= *end || !short_.insert(held.reserved).second) return;
    source::Issue issue(source::Code::reserve_short, lowered_.spans[held.reserved]);
    issue.arg(plan_.unit.texts[grant.benefit]);
    issue.note(lowered_.spans[grant.site], {"granted here, when it has long been given back", "在此发放时,预留早已退回"});
    issue.help({"reserve it for as long as the waits before the grant last", "预留时间请不短于发放前的等待"});
    issues_.add(std::move(issue));
  }

  void left_over(plan::TextIndex benefit, const Held& held, OpIndex first, OpIndex last) {
    if (!told_.insert(held.reserved).second) return;
    const std::string& name = plan_.unit.texts[benefit];
    const plan::SiteIndex elsewhere = settled_elsewhere(name, first, last);
    const bool open = elsewhere != kNone;
    source::Issue issue(open ? source::Code::reserve_open : source::Code::reserve_left, lowered_.spans[held.reserved]);
    issue.arg(name);
    if (open) issue.note(lowered_.spans[elsewhere], {"perhaps here, if that comes in time", "或许在此处,若来得及"});
    else if (held.fork != kNone)
      issue.note(lowered_.spans[held.fork], {"one way past here ends with it still reserved", "此处有一条路径结束时仍未处理"});
    issue.help({"write `grant " + name + "` or `release " + name + "` on every way",
                "请在每条路径上写 `grant " + name + "` 或 `release " + name + "`"});
    issues_.add(std::move(issue));
  }

  plan::SiteIndex settled_elsewhere(const std::string& name, OpIndex first, OpIndex last) const {
    for (OpIndex at = 0; at < plan_.ops.size(); ++at) {
      if (at >= first && at <= last) continue;
      const plan::Op& op = plan_.ops[at];
      if (op.kind == OpKind::grant && plan_.unit.texts[plan_.grants[op.a].benefit] == name) return plan_.grants[op.a].site;
      if (op.kind == OpKind::release && plan_.unit.texts[plan_.releases[op.a].benefit] == name) return plan_.releases[op.a].site;
    }
    return kNone;
  }

  const lower::Lowered& lowered_;
  const plan::Plan& plan_;
  source::Issues& issues_;
  std::set<plan::SiteIndex> told_, short_;
};

}  // namespace

void prove_reserves(const lower::Lowered& lowered, source::Issues& issues) { Reserves(lowered, issues).run(); }

}  // namespace playmaker::prove
