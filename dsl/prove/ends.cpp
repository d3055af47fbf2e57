// ends: every path ends. `ends after D`, or a goal whose time ends the journey, bounds all of them; without either, the playbook's own
// steps must finish it on every way through.
#include <map>

#include "dsl/prove/prove.hpp"

namespace playmaker::prove {
namespace {

class Finishing {
 public:
  explicit Finishing(const plan::Plan& plan) : plan_(plan) {}

  // Whether every way from `at` meets a finish. Code runs forward only, so this ends.
  bool from(plan::OpIndex at) {
    if (at == plan::kNone) return false;
    if (const auto found = known_.find(at); found != known_.end()) return found->second;
    return known_[at] = judge(at);
  }

 private:
  bool judge(plan::OpIndex at) {
    const plan::Op& op = plan_.ops[at];
    switch (op.kind) {
      case plan::OpKind::finish: return true;
      case plan::OpKind::end: return false;
      case plan::OpKind::jump: return from(op.a);
      case plan::OpKind::branch:
      case plan::OpKind::wait_for:
      case plan::OpKind::wait_until:
      case plan::OpKind::hand_over:
      case plan::OpKind::hand_off: return from(at + 1) && from(op.b);
      case plan::OpKind::experiment: {
        bool all = from(op.b);
        for (const plan::Arm& arm : plan_.experiments[op.a].arms) all = all && from(arm.first);
        return all;
      }
      case plan::OpKind::decide: {
        bool all = !plan_.decides[op.a].rows.empty();
        for (const plan::DecideRow& row : plan_.decides[op.a].rows) all = all && from(plan_.tracks[row.track].block);
        return all || from(at + 1);
      }
      default: return from(at + 1);
    }
  }

  const plan::Plan& plan_;
  std::map<plan::OpIndex, bool> known_;
};

}  // namespace

void prove_ends(const lower::Lowered& lowered, source::Issues& issues) {
  const plan::Plan& plan = lowered.plan;
  if (plan.ends_after.written()) return;
  for (const plan::Goal& goal : plan.goals) {
    if (goal.within.written() && !goal.keep_going) return;
  }
  if (Finishing(plan).from(plan.block)) return;
  issues.add(source::Issue(source::Code::never_ends, lowered.spans[0])
                 .arg(plan.name)
                 .help({"write `ends after 90 days`, or give a goal its time: `within 90 days`",
                        "请写 `ends after 90 days`,或给目标期限:`within 90 days`"}));
}

}  // namespace playmaker::prove
