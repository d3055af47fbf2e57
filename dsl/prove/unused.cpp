// reach, for what is written and never met: tracks that no row leads to, and a handler of what cannot happen. Warnings: nothing breaks.
#include <algorithm>
#include <set>

#include "dsl/prove/prove.hpp"

namespace playmaker::prove {

using source::Code;
using source::Issue;

void prove_use(const lower::Lowered& lowered, source::Issues& issues) {
  const plan::Plan& plan = lowered.plan;
  std::set<std::uint32_t> led_to;
  for (const plan::Decide& decide : plan.decides) {
    for (const plan::DecideRow& row : decide.rows) led_to.insert(row.track);
  }
  for (std::uint32_t i = 0; i < plan.tracks.size(); ++i) {
    const plan::SiteIndex site = plan.tracks[i].site;
    if (!led_to.contains(i)) issues.add(Issue(Code::track_unused, lowered.spans[site]).arg(plan.sites[site].path));
  }
  const bool can_miss = std::any_of(plan.goals.begin(), plan.goals.end(), [](const plan::Goal& goal) { return goal.within.written(); });
  for (plan::SiteIndex site = 0; site < plan.sites.size(); ++site) {
    if (plan.sites[site].kind == plan::SiteKind::handler && plan.sites[site].path == "on_missed" && !can_miss) {
      issues.add(Issue(Code::handler_never, lowered.spans[site])
                     .help({"give a goal its time: `within 30 days`", "请给目标期限:`within 30 days`"}));
    }
  }
}

}  // namespace playmaker::prove
