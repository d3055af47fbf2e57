// reach, for days: a wave or task that names its day names one on which its stage is open and the journey still lives. Later work is
// cancelled before it begins, earlier work is past: neither would ever be seen.
#include "dsl/prove/lifetime.hpp"
#include "dsl/prove/prove.hpp"

namespace playmaker::prove {
namespace {

using source::Code;
using source::Issue;

class Days {
 public:
  Days(const lower::Lowered& lowered, source::Issues& issues) : lowered_(lowered), plan_(lowered.plan), issues_(issues) {}

  void run() {
    for (const plan::Wave& wave : plan_.waves) judge(wave.site, wave.timing);
    for (const plan::Task& task : plan_.tasks) judge(task.site, task.timing);
  }

 private:
  // The day of the journey that a timing names for certain; 0: none.
  static std::int64_t day_of(const plan::Timing& timing) {
    if (timing.kind == plan::TimingKind::day) return timing.number;
    const bool days = timing.kind == plan::TimingKind::after && timing.anchor.kind == plan::AnchorKind::entry &&
                      timing.length.unit == plan::LengthUnit::days;
    return days ? timing.length.amount + 1 : 0;
  }

  void judge(plan::SiteIndex site, const plan::Timing& timing) {
    const std::int64_t day = day_of(timing);
    if (day == 0) return;
    for (plan::SiteIndex at = plan_.sites[site].parent; at != plan::kNone; at = plan_.sites[at].parent) {
      if (plan_.sites[at].kind != plan::SiteKind::stage) continue;
      const plan::Stage& stage = plan_.stages[plan_.sites[at].index];
      if (stage.to_day == 0 || (stage.from_day <= day && day <= stage.to_day)) continue;
      const std::string from = std::to_string(stage.from_day), to = std::to_string(stage.to_day);
      return report(site, day, {"its stage lasts from day " + from + " to day " + to, "其阶段为第 " + from + " 至 " + to + " 天"});
    }
    if (const auto last = last_day(plan_); last && day > *last) {
      const std::string end = std::to_string(*last);
      report(site, day, {"the journey ends on day " + end + " at the latest", "旅程最迟在第 " + end + " 天结束"});
    }
  }
  void report(plan::SiteIndex site, std::int64_t day, source::Words why) {
    issues_.add(Issue(Code::day_never, lowered_.spans[site]).arg(plan_.sites[site].path).arg(std::to_string(day)).arg(std::move(why)));
  }

  const lower::Lowered& lowered_;
  const plan::Plan& plan_;
  source::Issues& issues_;
};

}  // namespace

void prove_days(const lower::Lowered& lowered, source::Issues& issues) { Days(lowered, issues).run(); }

}  // namespace playmaker::prove
