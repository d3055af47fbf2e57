// suitable (rule 43): `offering P` is reached only where `suitable(P)` was tested: by a `when` around it, its wave's, its stage's or its
// own, by the row that led here, by what a moment begins with, by the goal that was reached or the exit that was taken, by the audience. A
// product without a risk needs no test. What is offered is guarded again when it is sent; the law is that the author thought of those whom
// it does not suit.
#include <algorithm>
#include <set>

#include "dsl/prove/prove.hpp"
#include "dsl/prove/ways.hpp"
#include "runtime/plan/find.hpp"

namespace playmaker::prove {
namespace {

using plan::kNone;
using plan::NodeIndex;
using plan::NodeOp;
using plan::OpIndex;
using plan::OpKind;
using Tested = std::set<std::string>;   // products

void keep_common(Tested& one, const Tested& other) {
  std::erase_if(one, [&](const std::string& each) { return !other.contains(each); });
}

class Offers {
 public:
  Offers(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues)
      : catalog_(catalog),
        lowered_(lowered),
        plan_(lowered.plan),
        issues_(issues) {}

  void run() {
    const Tested entered = audience();
    block(plan_.block, entered);
    for (const plan::Stage& stage : plan_.stages) {
      Tested here = entered;
      guards(stage.when, stage.unless, here);
      block(stage.block, here);
    }
    for (const plan::Moment& moment : plan_.moments) {
      Tested here = entered;
      for (const NodeIndex among : moment.among) holds(among, here);
      if (moment.on.empty()) holds(moment.starts_when, here);
      else any_of(moment.on, here);
      if (moment.each.list != kNone) holds(moment.each.where, here);
      block(moment.block, here);
    }
    for (const plan::Breakpoint& each : plan_.breakpoints) block(each.block, entered);
    for (const plan::Goal& goal : plan_.goals) {
      Tested reached = entered;
      holds(goal.is, reached);
      block(goal.reached, reached);
      block(goal.missed, entered);
    }
    for (const plan::Exit& exit : plan_.exits) {
      Tested here = entered;
      if (exit.has_trigger) any_of({exit.on}, here);
      else holds(exit.when, here);
      block(exit.handler, here);
    }
  }

 private:
  Tested audience() const {
    Tested out;
    bool first = true;
    for (const plan::Entry& entry : plan_.audience.entries) {
      Tested one;
      if (entry.condition != kNone) holds(entry.condition, one);
      if (entry.kind == plan::EntryKind::on_event) holds(entry.on.where, one);
      if (first) out = one;
      else keep_common(out, one);
      first = false;
    }
    for (const NodeIndex only : plan_.audience.only) holds(only, out);
    for (const NodeIndex except : plan_.audience.except) fails(except, out);
    return out;
  }

  // One of them happened: what all of them test.
  void any_of(const std::vector<plan::Trigger>& triggers, Tested& out) const {
    Tested common;
    for (std::size_t i = 0; i < triggers.size(); ++i) {
      Tested one;
      if (triggers[i].kind == plan::TriggerKind::event) holds(triggers[i].where, one);
      if (i == 0) common = one;
      else keep_common(common, one);
    }
    out.insert(common.begin(), common.end());
  }

  void guards(NodeIndex when, NodeIndex unless, Tested& out) const {
    holds(when, out);
    fails(unless, out);
  }
  // What is tested where a condition held, and where it did not.
  void holds(NodeIndex at, Tested& out) const { judge(at, true, out); }
  void fails(NodeIndex at, Tested& out) const { judge(at, false, out); }
  void judge(NodeIndex at, bool wanted, Tested& out) const {
    if (at == kNone) return;
    const plan::Node& node = plan_.unit.nodes[at];
    switch (node.op) {
      case NodeOp::suitable:
        if (wanted) out.insert(plan_.unit.texts[node.a]);
        return;
      case NodeOp::not_: return judge(node.a, !wanted, out);
      case NodeOp::and_:
      case NodeOp::or_: {
        if ((node.op == NodeOp::and_) == wanted) {
          judge(node.a, wanted, out);
          judge(node.b, wanted, out);
          return;
        }
        Tested one, other;
        judge(node.a, wanted, one);
        judge(node.b, wanted, other);
        keep_common(one, other);
        out.insert(one.begin(), one.end());
        return;
      }
      default: return;
    }
  }

  void block(OpIndex first, const Tested& begin) {
    if (first == kNone || !seen_.insert({first, begin}).second) return;
    each_way(
        plan_, first, begin, keep_common, [&](const plan::Op& op, Tested& on, Tested& there) { step(op, on, there); },
        [](const plan::Op&, const Tested&) {});
  }

  void step(const plan::Op& op, Tested& on, Tested& there) {
    switch (op.kind) {
      case OpKind::send: offered(plan_.sends[op.a], on); break;
      case OpKind::ask: {
        const plan::Question& question = plan_.questions[op.a];
        offered(plan_.sends[question.send], on);
        block(question.answered, on);
        block(question.silent, on);
        break;
      }
      case OpKind::place: {
        const plan::Placement& placement = plan_.placements[op.a];
        offered(plan_.sends[placement.send], on);
        block(placement.answered, on);
        block(placement.silent, on);
        break;
      }
      case OpKind::invite: offered(plan_.sends[plan_.invitations[op.a].send], on); break;
      case OpKind::open_task: {
        const plan::Task& task = plan_.tasks[op.a];
        Tested here = on;
        guards(task.when, task.unless, here);
        offered(task.offering, task.site, here);
        break;
      }
      case OpKind::arm_wave: {
        const plan::Wave& wave = plan_.waves[op.a];
        Tested here = on;
        guards(wave.when, wave.unless, here);
        block(wave.block, here);
        break;
      }
      case OpKind::repeat: block(plan_.repeats[op.a].block, on); break;
      case OpKind::branch:
        fails(op.a, there);
        holds(op.a, on);
        break;
      case OpKind::wait_until: holds(plan_.waits[op.a].until, there); break;
      case OpKind::decide: decide(plan_.decides[op.a], on); break;
      default: break;
    }
  }

  // A track is entered by any row that leads to it; a column that reads `suitable(P)` tells by its cell.
  void decide(const plan::Decide& decide, const Tested& before) {
    std::set<std::uint32_t> done;
    for (const plan::DecideRow& row : decide.rows) {
      if (!done.insert(row.track).second) continue;
      Tested here;
      bool first = true;
      for (const plan::DecideRow& other : decide.rows) {
        if (other.track != row.track) continue;
        Tested one;
        for (std::size_t i = 0; i < decide.by.size() && i < other.cells.size(); ++i) {
          if (const std::optional<bool> is = truth(other.cells[i])) judge(decide.by[i], *is, one);
        }
        if (first) here = one;
        else keep_common(here, one);
        first = false;
      }
      here.insert(before.begin(), before.end());
      block(plan_.tracks[row.track].block, here);
    }
  }
  std::optional<bool> truth(const plan::Cell& cell) const {
    if (cell.kind != plan::CellKind::equal || cell.a == kNone) return std::nullopt;
    const plan::Node& node = plan_.unit.nodes[cell.a];
    if (node.op != NodeOp::constant || node.type.kind != plan::Kind::boolean) return std::nullopt;
    return plan_.unit.numbers[node.a] != 0;
  }

  void offered(const plan::Send& send, const Tested& tested) { offered(send.offering, send.site, tested); }
  void offered(plan::TextIndex offering, plan::SiteIndex site, const Tested& tested) {
    if (offering == kNone) return;
    const std::string& product = plan_.unit.texts[offering];
    const plan::Product* declared = plan::find(catalog_.products, product);
    if (declared == nullptr || declared->risk < 0 || tested.contains(product)) return;
    if (!told_.insert(site).second) return;
    issues_.add(source::Issue(source::Code::offer_untested, lowered_.spans[site])
                    .arg(product)
                    .help({"write `when suitable(" + product + ") { … }` around it, or `when suitable(" + product + ")` at its wave",
                           "请在其外写 `when suitable(" + product + ") { … }`,或在其波次写 `when suitable(" + product + ")`"}));
  }

  const plan::Catalog& catalog_;
  const lower::Lowered& lowered_;
  const plan::Plan& plan_;
  source::Issues& issues_;
  std::set<std::pair<OpIndex, Tested>> seen_;
  std::set<plan::SiteIndex> told_;
};

}  // namespace

void prove_suitable(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues) {
  Offers(catalog, lowered, issues).run();
}

}  // namespace playmaker::prove
