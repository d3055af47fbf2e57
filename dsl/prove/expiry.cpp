// reach, for moments: when a moment expires its waits are cut and nothing of it begins any more, so what follows a wait that lasts longer
// than the moment never happens. A warning: the moment works, and some of its steps are written in vain.
#include <set>

#include "dsl/prove/lifetime.hpp"
#include "dsl/prove/prove.hpp"
#include "dsl/prove/ways.hpp"
#include "runtime/plan/expires.hpp"

namespace playmaker::prove {
namespace {

using plan::Length;
using plan::OpIndex;
using plan::OpKind;
using source::Issue;

// How long after the moment's beginning a step comes at the soonest.
struct Soonest {
  base::Millis at = 0;
  Length only;                             // of the one wait that lasted, when there was no other; not written: none lasted
  bool summed = false;                     // more than one lasted
  bool later = false;                      // something happened in between, so that it is later than `at`, if by little

  void wait(const Length& length) {
    at += shortest(length);
    summed = summed || only.written();
    only = length;
  }
};

// Certain only. What lasts as long as the moment is cut by it, unless both are counted from the same minute.
bool too_late(const Soonest& step, const Length& expires) {
  if (!step.summed && step.only.unit == expires.unit)
    return step.only.amount > expires.amount || (step.later && step.only.amount == expires.amount);
  const auto end = longest(expires);
  return end && step.at > *end;
}

class Expiry {
 public:
  Expiry(const lower::Lowered& lowered, source::Issues& issues) : lowered_(lowered), plan_(lowered.plan), issues_(issues) {}

  void run() {
    for (const plan::Moment& moment : plan_.moments) judge(moment);
  }

 private:
  void judge(const plan::Moment& moment) {
    const Length& expires = plan::expires_of(moment);
    std::set<plan::SiteIndex> said;
    const auto report = [&](plan::SiteIndex wait) {
      if (!said.insert(wait).second) return;
      Issue issue(source::Code::wait_outlasts, lowered_.spans[wait]);
      issue.arg(plan_.sites[moment.site].path);
      if (moment.expires_after.written())
        issue.note(lowered_.spans[moment.site], {"this moment", "此时机"})
            .help({"let the moment last longer, or wait less", "请让时机持续更久,或缩短等待"});
      else
        issue.note(lowered_.spans[moment.site], {"it expires after 7 days, as it says nothing else", "未写明时,7 天后过期"})
            .help({"write how long it lasts: `expires after 14 days`", "请写明时机持续多久:`expires after 14 days`"});
      issues_.add(std::move(issue));
    };
    const auto meet = [](Soonest& one, const Soonest& other) {
      if (other.at < one.at || (other.at == one.at && !other.later)) one = other;
    };
    const auto step = [&](const plan::Op& op, Soonest& on, Soonest& there) {
      switch (op.kind) {
        case OpKind::wait:
          on.wait(plan_.waits[op.a].up_to);
          if (too_late(on, expires) && follows(op)) report(op.site);
          on.later = true;
          return;
        case OpKind::wait_for:
        case OpKind::wait_until:
          on.wait(plan_.waits[op.a].up_to);
          if (too_late(on, expires) && follows(op)) report(op.site);
          there.later = there.later || happens(plan_.waits[op.a], moment.site);
          return;
        default: return;
      }
    };
    each_way(plan_, moment.block, Soonest{}, meet, step, [](const plan::Op&, const Soonest&) {});
  }

  // An event, or the end of a task of this very moment that no condition closes: never at once.
  bool happens(const plan::Wait& wait, plan::SiteIndex moment) const {
    if (wait.for_.empty()) return false;
    for (const plan::Trigger& trigger : wait.for_) {
      if (trigger.lookback.written() || trigger.any_moment) return false;
      if (trigger.kind == plan::TriggerKind::event) continue;
      if (trigger.what >= plan_.tasks.size() || !inside(plan_.tasks[trigger.what].site, moment)) return false;
      for (const plan::TaskClosing& closing : plan_.tasks[trigger.what].closings) {
        if (closing.when != plan::kNone) return false;
      }
    }
    return true;
  }
  bool inside(plan::SiteIndex site, plan::SiteIndex moment) const {
    while (site != plan::kNone && site != moment) site = plan_.sites[site].parent;
    return site == moment;
  }
  // Whether there are steps for when the wait is over.
  bool follows(const plan::Op& op) const {
    const auto at = static_cast<OpIndex>(&op - plan_.ops.data());
    const plan::Op& next = plan_.ops[at + 1];
    if (op.kind == OpKind::wait) return next.kind != OpKind::end;
    return at + 1 != op.b && !(next.kind == OpKind::jump && next.a == op.b);
  }

  const lower::Lowered& lowered_;
  const plan::Plan& plan_;
  source::Issues& issues_;
};

}  // namespace

void prove_expiry(const lower::Lowered& lowered, source::Issues& issues) { Expiry(lowered, issues).run(); }

}  // namespace playmaker::prove
