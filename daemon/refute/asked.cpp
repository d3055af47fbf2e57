#include "daemon/refute/asked.hpp"

#include <algorithm>

namespace playmaker::refute {

using plan::SiteKind;
using plan::TimingKind;

namespace {

bool of_value(const plan::Timing& timing) {
  return (timing.kind == TimingKind::after || timing.kind == TimingKind::before) && timing.anchor.kind == plan::AnchorKind::value;
}

}  // namespace

base::Instant minute_after(const core::Roster& roster, base::Date day, std::int64_t minute) {
  const auto days = static_cast<std::int32_t>(minute >= 0 ? minute / 1440 : -((-minute + 1439) / 1440));
  return base::to_instant(roster.zone, day + days, base::TimeOfDay{static_cast<std::int32_t>(minute - std::int64_t{days} * 1440)});
}

Asked asked_of(const core::Roster& roster, const core::LinkedPlan& plan, const prove::Suspect& suspect, base::Date day, int slip) {
  const plan::Plan& of = *plan.plan;
  Asked out;
  out.wanted = suspect.wanted;
  out.begins = minute_after(roster, day, suspect.entering.empty() ? 0 : suspect.entering.front().minute);
  out.ends = std::max(out.begins, minute_after(roster, day, suspect.made.empty() ? 0 : suspect.made.back().minute));
  for (const prove::Suspect::Made& made : suspect.made) {
    const auto falls = [&](const plan::Timing& timing) {
      if (of_value(timing)) out.falling.push_back({&timing, minute_after(roster, day, made.minute) + slip * base::kDay});
    };
    for (plan::SiteIndex site = made.site; site != plan::kNone; site = of.sites[site].parent) {
      const std::uint32_t index = of.sites[site].index;
      switch (of.sites[site].kind) {
        case SiteKind::wave: falls(of.waves[index].timing); break;
        case SiteKind::stage: falls(of.stages[index].timing); break;
        case SiteKind::track: out.tracks.push_back(index); break;
        case SiteKind::task:
          falls(of.tasks[index].timing);
          if (of.tasks[index].offering != plan::kNone)
            out.products.push_back(plan.unit.number(core::Names::product, of.tasks[index].offering));
          break;
        default: break;
      }
    }
  }
  return out;
}

std::optional<base::Instant> counted_from(const core::Roster& roster, const core::LinkedPlan& plan, const plan::Timing& timing,
                                          base::Instant at) {
  const core::Clockwork clock{roster.zone, roster.calendar_of(plan)};
  return timing.kind == TimingKind::before ? core::after(clock, at, timing.length) : core::before(clock, at, timing.length);
}

}  // namespace playmaker::refute
