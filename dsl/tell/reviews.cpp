// Reviews and targets in sentences.
#include <array>

#include "dsl/tell/teller.hpp"

namespace playmaker::tell {

std::string Teller::every(const plan::SweepRule& rule) const {
  const std::string number = rule.every > 1 ? std::to_string(rule.every) + " " : std::string();
  if (rule.working)
    return zh() ? "每" + (number.empty() ? "个" : " " + number + "个") + "工作日"
                : "every " + number + (number.empty() ? "working day" : "working days");
  const bool counted = rule.period == plan::Period::month || rule.period == plan::Period::quarter;
  return zh() ? "每" + (number.empty() ? number : " " + number + (counted ? "个" : "")) + period(rule.period)
              : "every " + number + period(rule.period) + (number.empty() ? "" : "s");
}

std::string Teller::regular(const plan::SweepRule& rule) const {
  constexpr std::array<const char*, 7> days{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  constexpr std::array<const char*, 7> han{"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  const std::string day = std::to_string(rule.timing.number);
  // 每周一, 每月 10 日: no 的 where the period itself has the day.
  std::string out = every(rule);
  const bool one = rule.every == 1 && !rule.working;
  switch (rule.timing.kind) {
    case plan::TimingKind::weekday: {
      const auto weekday = static_cast<std::size_t>(rule.timing.number) % 7;
      if (zh() && one && rule.period == plan::Period::week) out = std::string("每") + han[weekday];
      else out += zh() ? std::string("的") + han[weekday] : std::string(" on ") + days[weekday];
      break;
    }
    case plan::TimingKind::month_day: out += zh() ? (one ? " " : "的 ") + day + " 日" : " on day " + day; break;
    case plan::TimingKind::last_day: out += say(" on the last day", "的最后一天"); break;
    default: break;
  }
  if (rule.timing.at_minute >= 0) out += say(" at ", " ") + clock(rule.timing.at_minute);
  return out;
}

std::string Teller::show(const plan::Show& show) const {
  std::string out;
  const auto within = [&](const plan::Show& of) {
    return of.of_moments ? say(" of moments", "（时机内）") : of.of_stages ? say(" of stages", "（阶段内）") : std::string();
  };
  switch (show.figure) {
    case plan::Figure::funnel:
      out = show.of_moments ? say("the funnel of moments", "时机漏斗") : say("the funnel of stages", "阶段漏斗");
      break;
    case plan::Figure::breakpoints: out = say("breakpoints", "断点"); break;
    case plan::Figure::goal: out = say("goals reached", "目标达成"); break;
    case plan::Figure::tasks: out = say("tasks", "任务") + within(show); break;
    case plan::Figure::cost: out = say("the cost", "成本"); break;
    case plan::Figure::touches: out = say("touches", "触达") + within(show); break;
  }
  if (show.per != plan::kNone) out += say(" for each ", "，平均到每个") + quoted(name(plan_.goals[show.per].site));
  std::vector<std::string> by;
  for (const std::uint32_t each : show.by) {
    const plan::Dimension& dimension = plan_.dimensions[each];
    const std::string& word = plan_.unit.texts[dimension.name];
    switch (dimension.kind) {
      case plan::DimensionKind::branch: by.push_back(say("branch", "机构")); break;
      case plan::DimensionKind::reason: by.push_back(say("reason", "缘由")); break;
      case plan::DimensionKind::outcome: by.push_back(say("outcome", "结论")); break;
      case plan::DimensionKind::manager: by.push_back(role(word)); break;
      case plan::DimensionKind::decided: by.push_back(name(plan_.decides[dimension.decide].site)); break;
      case plan::DimensionKind::value: by.push_back(word); break;
    }
  }
  if (by.empty()) return out;
  return out + say(" by ", "，按") + joined(by, say(" and ", "、"));
}

std::vector<std::string> Teller::review_lines(const plan::Review& review) const {
  std::vector<std::string> out;
  for (const plan::Show& each : review.shows) out.push_back(say("shows ", "展示") + show(each));
  for (const std::uint32_t goal : review.compares)
    out.push_back(say("compares with the hold-out on ", "与留白组对比") + quoted(name(plan_.goals[goal].site)));
  for (const plan::ReviewAlert& each : review.alerts)
    out.push_back(zh() ? set("任一机构" + condition(each.when) + "时，提醒") + role(text(each.role))
                       : "alerts " + role(text(each.role)) + " of each branch where " + condition(each.when));
  for (const plan::ReviewTask& each : review.tasks) {
    for (const std::uint32_t task : each.tasks)
      out.push_back(zh() ? set("任一机构" + condition(each.when) + "时，为其开立") + task_line(plan_.tasks[task])
                         : "where " + condition(each.when) + ", the branch gets " + task_line(plan_.tasks[task]));
  }
  return out;
}

std::string Teller::target(const plan::Target& target) const {
  const std::string goal = quoted(name(plan_.goals[target.goal].site)), number = std::to_string(target.number), per = period(target.per);
  const bool branch = target.by != plan::kNone && text(target.by) == "branch";
  const std::string of = target.by == plan::kNone ? ""
                         : branch                 ? say(" in each branch", "，按每个机构")
                                                  : say(" for each ", "，按每位") + role(text(target.by));
  return zh() ? goal + "每" + per + " " + number + " 个" + of : number + " " + goal + " per " + per + of;
}

}  // namespace playmaker::tell
