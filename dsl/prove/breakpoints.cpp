// watch: a breakpoint can catch somebody. Not when what arms it also clears it, nor when the journey is over before its time is.
#include "dsl/prove/lifetime.hpp"
#include "dsl/prove/prove.hpp"

namespace playmaker::prove {
namespace {

// Whether every `from` is a `to` as well.
bool clears_itself(const plan::Trigger& from, const plan::Trigger& to) {
  if (from.kind != to.kind || from.what != to.what || from.outcome != to.outcome) return false;
  return to.where == plan::kNone || to.where == from.where;
}

}  // namespace

void prove_breakpoints(const lower::Lowered& lowered, source::Issues& issues) {
  const plan::Plan& plan = lowered.plan;
  const auto report = [&](const plan::Breakpoint& each, source::Words why) {
    issues.add(source::Issue(source::Code::breakpoint_never, lowered.spans[each.site]).arg(plan.sites[each.site].path).arg(std::move(why)));
  };
  const std::optional<base::Millis> life = lifetime(plan);
  for (const plan::Breakpoint& each : plan.breakpoints) {
    if (clears_itself(each.from, each.to)) {
      report(each, {"what arms it clears it in the same instant", "触发它的事件同时就解除了它"});
      continue;
    }
    if (each.rule != plan::StallRuleKind::after || !life) continue;
    const std::optional<base::Millis> before = longest(each.from.lookback);   // it may have begun so long before the journey
    if (before && shortest(each.length) - *before > *life)
      report(each, {"the journey ends before its time is over", "旅程在其时限之前就已结束"});
  }
}

}  // namespace playmaker::prove
