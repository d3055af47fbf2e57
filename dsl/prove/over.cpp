// use, for what comes when all is over: steps that no way leads to, as each has ended by `finish`; and steps of a journey's last block
// (`on won { }` of a goal that ends it, `on lost { }` of an exit), where nothing waits any more. Warnings: the rest of the text works.
#include <set>
#include <string>

#include "dsl/prove/prove.hpp"
#include "dsl/prove/ways.hpp"

namespace playmaker::prove {
namespace {

using plan::OpIndex;
using plan::OpKind;
using source::Code;
using source::Issue;
using source::Words;

class Over {
 public:
  Over(const lower::Lowered& lowered, source::Issues& issues) : lowered_(lowered), plan_(lowered.plan), issues_(issues) {}

  void run() {
    std::set<OpIndex> last;
    for (const plan::Exit& exit : plan_.exits) last.insert(exit.handler);
    for (const plan::Goal& goal : plan_.goals) {
      if (!goal.keep_going) last.insert({goal.reached, goal.missed});
    }
    each_block(plan_, [&](OpIndex first, OpIndex end) {
      const std::set<OpIndex> reached = reached_from(first);
      unreached(first, end, reached);
      if (!last.contains(first)) return;
      for (const OpIndex at : reached) judge_last(plan_.ops[at], plan_.ops[end].site);
    });
    for (const plan::Experiment& experiment : plan_.experiments) {
      for (const plan::Arm& arm : experiment.arms) {
        if (arm.share == 0) report(arm.site, {"no customer is dealt to it: its share is 0%", "占比为 0%,没有客户会分到此组"});
      }
    }
  }

 private:
  std::set<OpIndex> reached_from(OpIndex first) const {
    std::set<OpIndex> reached;
    const auto step = [&](const plan::Op& op, int&, int&) { reached.insert(static_cast<OpIndex>(&op - plan_.ops.data())); };
    each_way(plan_, first, 0, [](int&, int) {}, step, [](const plan::Op&, int) {});
    return reached;
  }

  // The first of each run of such steps.
  void unreached(OpIndex first, OpIndex end, const std::set<OpIndex>& reached) {
    bool told = false;
    for (OpIndex at = first; at < end; ++at) {
      if (reached.contains(at)) told = false;
      else if (plan_.ops[at].kind != OpKind::jump && !told) {
        told = true;
        report(plan_.ops[at].site, {"every way to it has ended by `finish`", "到达此处的每条路径都已由 `finish` 结束"});
      }
    }
  }

  void judge_last(const plan::Op& op, plan::SiteIndex handler) {
    switch (op.kind) {
      case OpKind::wait:
      case OpKind::wait_for:
      case OpKind::wait_until:
        return report_last(op.site, handler, {"nothing waits any more, and what follows never comes", "不再等待,其后的步骤也不会发生"});
      case OpKind::repeat: return report_last(op.site, handler, {"no time is left to repeat it in", "已没有可供重复的时间"});
      case OpKind::reserve: return report_last(op.site, handler, {"nothing is kept for it any more", "不再为其预留"});
      case OpKind::send: {
        const std::vector<plan::Leg>& legs = plan_.sends[op.a].legs;
        for (std::size_t i = 0; i + 1 < legs.size(); ++i) {
          if (legs[i].report == plan::kNone) continue;
          const std::string& report = plan_.unit.texts[legs[i].report];
          report_last(legs[i].site, handler,
                      {"nobody waits to hear whether this is " + report + ": the next channel is tried only when sending fails",
                       "不再等待 " + report + " 回执:仅当发送失败时才改走下一渠道"});
        }
        return;
      }
      default: return;
    }
  }

  void report(plan::SiteIndex site, Words why) { issues_.add(Issue(Code::step_never, lowered_.spans[site]).arg(std::move(why))); }
  void report_last(plan::SiteIndex site, plan::SiteIndex handler, Words why) {
    issues_.add(Issue(Code::last_block_step, lowered_.spans[site])
                    .arg(std::move(why))
                    .note(lowered_.spans[handler], {"this block runs when the journey has ended", "此段在旅程结束时执行"}));
  }

  const lower::Lowered& lowered_;
  const plan::Plan& plan_;
  source::Issues& issues_;
};

}  // namespace

void prove_over(const lower::Lowered& lowered, source::Issues& issues) { Over(lowered, issues).run(); }

}  // namespace playmaker::prove
