// benefit: what a touch prints of a benefit was granted before. A block is run forwards, so one pass over its code knows what every way to
// a step has granted. A grant in another block (an earlier wave, a handler) may have come before: it counts.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "dsl/prove/prove.hpp"
#include "dsl/prove/ways.hpp"
#include "runtime/plan/operands.hpp"

namespace playmaker::prove {
namespace {

using plan::kNone;
using plan::OpIndex;
using plan::OpKind;
using Granted = std::set<std::string>;   // benefits

class Grants {
 public:
  Grants(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues)
      : catalog_(catalog),
        lowered_(lowered),
        plan_(lowered.plan),
        issues_(issues) {}

  void run() {
    each_block(plan_, [&](OpIndex first, OpIndex last) { block(first, last); });
  }

 private:
  void block(OpIndex first, OpIndex last) {
    std::map<OpIndex, Granted> known;   // at each op that some way leads to
    known[first] = elsewhere(first, last);
    const auto flow = [&](OpIndex to, const Granted& granted) {
      const auto [at, fresh] = known.emplace(to, granted);
      if (fresh) return;
      std::erase_if(at->second, [&](const std::string& each) { return !granted.contains(each); });
    };
    for (OpIndex at = first; at <= last; ++at) {
      const auto found = known.find(at);
      if (found == known.end()) continue;
      const Granted granted = found->second;
      Granted after = granted;
      const plan::Op& op = plan_.ops[at];
      switch (op.kind) {
        case OpKind::send: said(op.a, granted); break;
        case OpKind::ask: said(plan_.questions[op.a].send, granted); break;
        case OpKind::place: said(plan_.placements[op.a].send, granted); break;
        case OpKind::invite: said(plan_.invitations[op.a].send, granted); break;
        case OpKind::experiment:
          for (const plan::Arm& arm : plan_.experiments[op.a].arms) flow(arm.first, granted);
          flow(op.b, granted);
          break;
        case OpKind::grant: grant(plan_.grants[op.a], after); break;
        case OpKind::branch: {
          Granted there = granted;
          denied(op.a, there);
          flow(op.b, there);
          proved(op.a, after);
          break;
        }
        case OpKind::wait_until: {
          Granted there = granted;
          proved(plan_.waits[op.a].until, there);
          flow(op.b, there);
          break;
        }
        default: break;
      }
      if (op.kind == OpKind::end || op.kind == OpKind::finish) continue;
      if (op.kind == OpKind::jump) flow(op.a, granted);
      else flow(at + 1, after);
      if (op.kind == OpKind::wait_for || op.kind == OpKind::hand_off || op.kind == OpKind::hand_over) flow(op.b, granted);
    }
  }

  void said(std::uint32_t send, const Granted& granted) {
    for (const plan::WithValue& value : plan_.sends[send].with) judge(value.value, granted, plan_.sends[send].site);
  }

  Granted elsewhere(OpIndex first, OpIndex last) const {
    Granted out;
    for (OpIndex at = 0; at < plan_.ops.size(); ++at) {
      if (plan_.ops[at].kind == OpKind::grant && (at < first || at > last)) grant(plan_.grants[plan_.ops[at].a], out);
    }
    return out;
  }
  // When it is empty another is granted in its place.
  void grant(const plan::Grant& grant, Granted& out) const {
    std::string name = plan_.unit.texts[grant.benefit];
    while (out.insert(name).second) {
      const auto found =
          std::find_if(catalog_.benefits.begin(), catalog_.benefits.end(), [&](const auto& each) { return each.name == name; });
      if (found == catalog_.benefits.end() || found->when_empty.empty()) return;
      name = found->when_empty;
    }
  }
  // `coffee.code is known` says that it was granted.
  void proved(plan::NodeIndex at, Granted& out) const {
    if (at == kNone) return;
    const plan::Node& node = plan_.unit.nodes[at];
    if (node.op == plan::NodeOp::and_) {
      proved(node.a, out);
      proved(node.b, out);
    }
    if (node.op == plan::NodeOp::not_) denied(node.a, out);
    if (node.op == plan::NodeOp::is_known && plan_.unit.nodes[node.a].op == plan::NodeOp::grant_field)
      out.insert(plan_.unit.texts[plan_.unit.benefits[plan_.unit.nodes[node.a].a]]);
  }

  // The same where a condition did not hold; what is known or not is never in doubt itself.
  void denied(plan::NodeIndex at, Granted& out) const {
    if (at == kNone) return;
    const plan::Node& node = plan_.unit.nodes[at];
    if (node.op == plan::NodeOp::not_) proved(node.a, out);
    if (node.op == plan::NodeOp::or_) {
      denied(node.a, out);
      denied(node.b, out);
    }
  }

  void judge(plan::NodeIndex at, const Granted& granted, plan::SiteIndex site) {
    const plan::Node& node = plan_.unit.nodes[at];
    if (node.op == plan::NodeOp::otherwise || node.op == plan::NodeOp::choose) return;   // it says what is printed instead
    if (node.op == plan::NodeOp::grant_field) {
      const std::string& name = plan_.unit.texts[plan_.unit.benefits[node.a]];
      if (granted.contains(name)) return;
      const std::string field = name + "." + plan_.unit.texts[node.b];
      issues_.add(source::Issue(source::Code::grant_missing, lowered_.spans[site])
                      .arg(field)
                      .arg(name)
                      .help({"write `grant " + name + "` before it, on every way", "请在其之前的每条路径上写 `grant " + name + "`"})
                      .help({"or test it: `when " + field + " is known { … }`", "或先判断:`when " + field + " is known { … }`"}));
      return;
    }
    plan::for_each_child(plan_.unit, node, [&](plan::NodeIndex child) { judge(child, granted, site); });
  }

  const plan::Catalog& catalog_;
  const lower::Lowered& lowered_;
  const plan::Plan& plan_;
  source::Issues& issues_;
};

}  // namespace

void prove_grants(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues) {
  Grants(catalog, lowered, issues).run();
}

}  // namespace playmaker::prove
