// What is asked of whoever does a task, and of whoever looks at a breakpoint, beside closing it.
#include "dsl/tell/teller.hpp"

namespace playmaker::tell {

using plan::kNone;

std::vector<std::string> Teller::work(const plan::Task& task) const {
  std::vector<std::string> out;
  const plan::WorkRule& rule = task.work;
  const auto listed = [&](const std::vector<plan::TextIndex>& texts) {
    std::vector<std::string> parts;
    for (const plan::TextIndex each : texts) parts.push_back(quoted(text(each)));
    return joined(parts, say(", ", "、"));
  };
  if (task.offering != kNone) out.push_back(offered(task.offering));
  if (rule.claim.written()) out.push_back(say("claimed within ", "认领期限：") + length(rule.claim));
  if (rule.acknowledge.written()) out.push_back(say("acknowledged within ", "确认期限：") + length(rule.acknowledge));
  if (rule.attempts.times > 0) {
    const std::string times = std::to_string(rule.attempts.times), on = trigger(rule.attempts.on);
    const std::string end = quoted(rule.attempts.outcome == kNone ? say("unreached", "未联系上") : text(rule.attempts.outcome));
    const std::string every = rule.attempts.every.written() ? length(rule.attempts.every) : std::string();
    out.push_back(zh() ? "最多尝试 " + times + " 次" + (every.empty() ? "" : "，间隔 " + every) + "：" + on + "；之后记为" + end
                       : "up to " + times + " attempts" + (every.empty() ? "" : ", " + every + " apart") + ": " + on + "; then " + end);
  }
  for (const plan::CallBack& each : rule.call_backs)
    out.push_back(zh() ? "约定回电：按" + condition(each.at) + "，当" + trigger(each.on)
                       : "called back at " + condition(each.at) + " on " + trigger(each.on));
  if (!rule.collect.empty()) {
    std::vector<std::string> parts;
    for (const std::uint32_t each : rule.collect) parts.push_back(attribute(text(plan_.unit.attributes[each].name)));
    out.push_back(say("to be recorded: ", "采集：") + joined(parts, say(", ", "、")));
  }
  if (!rule.checklist.empty()) out.push_back(say("checklist: ", "清单：") + listed(rule.checklist));
  for (const plan::Evidence& each : rule.evidence) {
    const std::string kind = text(each.kind);
    out.push_back(say("evidence: ", "凭证：") + (zh() && kind == "document" ? "文件" : kind) + say(" ", "") + quoted(text(each.what)));
  }
  if (!rule.closed_by_report.empty()) out.push_back(say("may be reported as ", "可报告为") + listed(rule.closed_by_report));
  if (rule.check.share > 0)
    out.push_back(zh() ? "抽检 " + percent(rule.check.share) + "：" + role(text(rule.check.role)) + "，限 " + length(rule.check.within)
                       : percent(rule.check.share) + " looked at by " + role(text(rule.check.role)) + " within " +
                             length(rule.check.within));
  if (rule.guide != kNone) out.push_back(say("guide: ", "指引：") + quoted(text(rule.guide)));
  return out;
}

std::string Teller::reasons(const plan::Breakpoint& breakpoint) const {
  if (breakpoint.why.reasons.empty()) return {};
  std::vector<std::string> parts;
  for (const plan::TextIndex each : breakpoint.why.reasons) parts.push_back(quoted(text(each)));
  const std::string of = role(text(breakpoint.why.role)), among = joined(parts, say(", ", "、"));
  return zh() ? of + "填写缘由：" + among : of + " gives the reason: " + among;
}

std::string Teller::moment_rules(const plan::Moment& moment) const {
  std::vector<std::string> parts;
  if (moment.each.list != kNone) {
    const std::string list = condition(moment.each.list);
    std::string each = zh() ? "逐项处理：" + list : "for each of " + list;
    if (moment.each.where != kNone) each += zh() ? "，条件：" + condition(moment.each.where) : " where " + condition(moment.each.where);
    parts.push_back(each);
  }
  if (moment.overlap == plan::Overlap::merge)
    parts.push_back(say("coming again meanwhile: goes on with the newer", "期间再次发生：并入并续期"));
  if (moment.overlap == plan::Overlap::queue) parts.push_back(say("coming again meanwhile: waits its turn", "期间再次发生：排队"));
  return joined(parts, say("; ", "；"));
}

}  // namespace playmaker::tell
