// watch: a breakpoint can catch somebody, unless the journey is over before its time is. `from A to A` is sound: an event clears what
// stands armed before it arms anew, so it watches for A to come again.
#include "dsl/prove/lifetime.hpp"
#include "dsl/prove/prove.hpp"

namespace playmaker::prove {

void prove_breakpoints(const lower::Lowered& lowered, source::Issues& issues) {
  const plan::Plan& plan = lowered.plan;
  const auto report = [&](const plan::Breakpoint& each, source::Words why) {
    issues.add(source::Issue(source::Code::breakpoint_never, lowered.spans[each.site]).arg(plan.sites[each.site].path).arg(std::move(why)));
  };
  const std::optional<base::Millis> life = lifetime(plan);
  for (const plan::Breakpoint& each : plan.breakpoints) {
    if (each.rule != plan::StallRuleKind::after || !life) continue;
    const std::optional<base::Millis> before = longest(each.from.lookback);   // it may have begun so long before the journey
    if (before && shortest(each.length) - *before > *life)
      report(each, {"the journey ends before its time is over", "旅程在其时限之前就已结束"});
  }
}

}  // namespace playmaker::prove
