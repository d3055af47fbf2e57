#include <array>

#include "dsl/tell/teller.hpp"
#include "runtime/base/time.hpp"

namespace playmaker::tell {

using plan::kNone;

std::string Teller::anchor(const plan::Anchor& anchor) const {
  switch (anchor.kind) {
    case plan::AnchorKind::entry: return say("entry", "进入");
    case plan::AnchorKind::due: return say("due", "到期");
    case plan::AnchorKind::stage:
      return anchor.what < plan_.stages.size()
                 ? say("the start of ", "阶段") + quoted(name(plan_.stages[anchor.what].site)) + say("", "开始")
                 : say("a stage", "阶段");
    case plan::AnchorKind::task_closed:
      return anchor.what < plan_.tasks.size() ? say("the close of ", "任务") + quoted(name(plan_.tasks[anchor.what].site)) + say("", "关闭")
                                              : say("a task", "任务");
    case plan::AnchorKind::event: return anchor.what < plan_.unit.events.size() ? quoted(event(text(plan_.unit.events[anchor.what]))) : "?";
    case plan::AnchorKind::value: return condition(anchor.what);
    case plan::AnchorKind::opened: return say("its opening", "开启");
  }
  return "?";
}

std::string Teller::timing(const plan::Timing& timing) const {
  constexpr std::array<const char*, 7> days{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  constexpr std::array<const char*, 7> han{"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  const std::string number = std::to_string(timing.number);
  std::string out;
  switch (timing.kind) {
    case plan::TimingKind::none: break;
    case plan::TimingKind::day: out = zh() ? "第 " + number + " 天" : "day " + number; break;
    case plan::TimingKind::weekday: {
      const auto day = static_cast<std::size_t>(timing.number) % 7;
      out = zh() ? std::string("首个") + han[day] : std::string("the first ") + days[day];
      break;
    }
    case plan::TimingKind::month_day: out = zh() ? "首个 " + number + " 日" : "the first day " + number + " of a month"; break;
    case plan::TimingKind::last_day: out = say("the first last day of a month", "首个月末日"); break;
    case plan::TimingKind::date: out = base::format_date({timing.number}); break;
    case plan::TimingKind::after:
      out = zh() ? anchor(timing.anchor) + "后 " + length(timing.length) : length(timing.length) + " after " + anchor(timing.anchor);
      break;
    case plan::TimingKind::before:
      out = zh() ? anchor(timing.anchor) + "前 " + length(timing.length) : length(timing.length) + " before " + anchor(timing.anchor);
      break;
  }
  const bool from_anchor = timing.kind == plan::TimingKind::after || timing.kind == plan::TimingKind::before;
  if (timing.at_minute >= 0) out += (out.empty() ? "" : from_anchor ? say(", at ", "，") : say(" at ", " ")) + clock(timing.at_minute);
  if (timing.times > 0)
    out += zh() ? "，最多 " + std::to_string(timing.times) + " 次" : ", up to " + std::to_string(timing.times) + " times";
  return out;
}

std::string Teller::due(const plan::DueRule& due) const {
  if (!due.written) return {};
  if (due.timing.kind != plan::TimingKind::none) return say("due ", "期限：") + timing(due.timing);
  if (due.anchor.kind == plan::AnchorKind::opened) return zh() ? length(due.length) + "内完成" : "due within " + length(due.length);
  return zh() ? anchor(due.anchor) + "后 " + length(due.length) + "内完成" : "due " + length(due.length) + " after " + anchor(due.anchor);
}

std::string Teller::tick(const plan::Tick& tick) const {
  switch (tick.anchor) {
    case plan::TickAnchor::opened: return zh() ? "开启后 " + length(tick.length) : length(tick.length) + " after opening";
    case plan::TickAnchor::before_due: return zh() ? "到期前 " + length(tick.length) : length(tick.length) + " before due";
    case plan::TickAnchor::after_due: return zh() ? "逾期 " + length(tick.length) : length(tick.length) + " after due";
    case plan::TickAnchor::before:
      return set(zh() ? anchor(tick.of) + "前 " + length(tick.length) : length(tick.length) + " before " + anchor(tick.of));
    case plan::TickAnchor::after:
      return set(zh() ? anchor(tick.of) + "后 " + length(tick.length) : length(tick.length) + " after " + anchor(tick.of));
  }
  return length(tick.length);
}

std::string Teller::trigger(const plan::Trigger& trigger) const {
  const auto task = [&] { return trigger.what < plan_.tasks.size() ? quoted(name(plan_.tasks[trigger.what].site)) : std::string("?"); };
  std::string out;
  switch (trigger.kind) {
    case plan::TriggerKind::event:
      out = trigger.what < plan_.unit.events.size() ? quoted(event(text(plan_.unit.events[trigger.what]))) : "?";
      break;
    case plan::TriggerKind::task_done: out = task() + say(" done", "完成"); break;
    case plan::TriggerKind::task_closed: out = task() + say(" closed", "关闭"); break;
    case plan::TriggerKind::task_outcome: out = task() + say(" ended as ", "结论为") + quoted(text(trigger.outcome)); break;
    case plan::TriggerKind::entry: out = say("entry", "进入"); break;
    case plan::TriggerKind::hand_off: out = say("hand-off from another playbook", "由其他剧本移交"); break;
    case plan::TriggerKind::import_arrived: {
      std::string import = text(trigger.what);
      for (const plan::Import& each : catalog_.imports) {
        if (each.name == import) import = label(each.label, each.name);
      }
      out = zh() ? quoted(import) + "到达" : "arrival of " + quoted(import);
      break;
    }
  }
  if (out.empty()) out = say("a trigger", "触发条件");
  if (trigger.any_moment) out += say(" in any moment", "（任一时机内）");
  if (trigger.where != kNone) out += zh() ? "（" + condition(trigger.where) + "）" : " where " + condition(trigger.where);
  if (trigger.lookback.written())
    out += zh() ? "（回看 " + length(trigger.lookback) + "）" : " (looking back " + length(trigger.lookback) + ")";
  return out;
}

std::string Teller::again(const plan::Again& again) const {
  switch (again.kind) {
    case plan::AgainKind::never: return say("once per customer", "每位客户仅一次");
    case plan::AgainKind::after:
      return zh() ? "可再次：距上次开始满 " + length(again.length) : "again " + length(again.length) + " after the last start";
    case plan::AgainKind::after_exit:
      return zh() ? "可再次：距上次结束满 " + length(again.length) : "again " + length(again.length) + " after the last end";
    case plan::AgainKind::per:
      return (zh() ? "每个 " + condition(again.key) + " 一次" : "once per " + condition(again.key)) +
             (again.length.written() ? (zh() ? "，间隔 " : ", every ") + length(again.length) : std::string());
  }
  return {};
}

// "from the list “X”, dealt by branch to relationship managers, claimed within 2 working days, else to the next"
std::string Teller::from_list(const plan::Entry& entry) const {
  const std::string name = text(entry.list);
  std::string shown = name, ends;
  for (const plan::NamedList& list : catalog_.lists) {
    if (list.name != name) continue;
    shown = label(list.label, name);
    const std::string last = list.rule.expires_on == INT32_MAX ? std::string() : base::format_date({list.rule.expires_on});
    if (!last.empty()) ends += zh() ? "，名单至 " + last : ", the list ends on " + last;
    if (list.rule.back.written())
      ends += zh() ? "，" + length(list.rule.back) + "无进展则退回" : ", back to it after " + length(list.rule.back) + " without progress";
  }
  std::string out = zh() ? "来自名单" + quoted(shown) : "from the list " + quoted(shown);
  const plan::Dealing& rule = entry.dealing;
  if (!rule.written) return out + ends;
  const std::string role = this->role(text(rule.role));
  out += zh() ? "，按支行分派给" + role : ", dealt by branch to " + role;
  if (!rule.claim.written()) return out + ends;
  const bool back = rule.otherwise == plan::Unclaimed::back;
  out += zh() ? "，限 " + length(rule.claim) + "内认领，否则" + (back ? "退回名单" : "转给下一位")
              : ", to be claimed within " + length(rule.claim) + ", else " + (back ? "back to the list" : "to the next");
  return out + ends;
}

std::string Teller::entry(const plan::Entry& entry) const {
  std::string out;
  switch (entry.kind) {
    case plan::EntryKind::on_event: out = say("on ", "发生") + trigger(entry.on); break;
    case plan::EntryKind::when:
      out = zh() ? "当 " + condition(entry.condition) : "when " + condition(entry.condition);
      if (entry.within_event != kNone && entry.within_event < plan_.unit.events.size()) {
        const std::string event = quoted(this->event(text(plan_.unit.events[entry.within_event])));
        out += zh() ? "，限" + event + "后 " + length(entry.within) + "内" : ", within " + length(entry.within) + " of " + event;
      }
      break;
    case plan::EntryKind::sweep: {
      out = regular(entry.sweep);
      if (entry.import != kNone) {
        plan::Trigger arrived;
        arrived.kind = plan::TriggerKind::import_arrived;
        arrived.what = entry.import;
        out += zh() ? "，" + trigger(arrived) + "后" : ", after the " + trigger(arrived);
      }
      if (entry.latest_minute >= 0) {
        out += zh() ? "（最迟 " + clock(entry.latest_minute) + (entry.skip_when_late ? "，过时跳过）" : "，过时照常）")
                    : " (latest " + clock(entry.latest_minute) + (entry.skip_when_late ? ", else skipped)" : ", else run)");
      }
      if (entry.condition != kNone) out += zh() ? "：" + condition(entry.condition) : ": " + condition(entry.condition);
      break;
    }
    case plan::EntryKind::hand_off:
      out = say("handed off from another playbook", "由其他剧本移交");
      if (entry.on.where != kNone) out += (zh() ? "：" : ": ") + condition(entry.on.where);
      break;
    case plan::EntryKind::list: out = from_list(entry); break;
  }
  return out.empty() ? say("another way in", "其他进入方式") : out;
}

std::string Teller::stage_times(const plan::Stage& stage) const {
  std::vector<std::string> parts;
  std::vector<std::string> after;
  for (const std::uint32_t each : stage.after) after.push_back(quoted(name(plan_.stages[each].site)));
  if (!after.empty()) parts.push_back(zh() ? joined(after, "、") + "之后" : "after " + joined(after, ", "));
  if (stage.from_day > 0) {
    const std::string from = std::to_string(stage.from_day), to = std::to_string(stage.to_day);
    parts.push_back(zh() ? "第 " + from + "–" + to + " 天" : "days " + from + " to " + to);
  }
  parts.push_back(timing(stage.timing));
  if (stage.due.written()) parts.push_back(zh() ? length(stage.due) + "内" : "within " + length(stage.due));
  if (stage.when != kNone) parts.push_back(say("when ", "当 ") + condition(stage.when));
  if (stage.unless != kNone) parts.push_back(say("unless ", "除非 ") + condition(stage.unless));
  return set(joined(parts, say(", ", "，")));
}

std::string Teller::wave_times(const plan::Wave& wave) const {
  std::vector<std::string> parts;
  const auto after = [&](plan::SiteIndex site) { return zh() ? quoted(name(site)) + "之后" : "after " + quoted(name(site)); };
  if (wave.after_task != kNone) parts.push_back(after(plan_.tasks[wave.after_task].site));
  if (wave.after_stage != kNone) parts.push_back(after(plan_.stages[wave.after_stage].site));
  if (wave.after_wave != kNone) parts.push_back(after(plan_.waves[wave.after_wave].site));
  parts.push_back(timing(wave.timing));
  if (wave.when != kNone) parts.push_back(say("when ", "当 ") + condition(wave.when));
  if (wave.unless != kNone) parts.push_back(say("unless ", "除非 ") + condition(wave.unless));
  if (wave.stale_after.written())
    parts.push_back(zh() ? "过时 " + length(wave.stale_after) + " 不再执行" : "stale after " + length(wave.stale_after));
  return set(joined(parts, say(", ", "，")));
}

std::string Teller::task_times(const plan::Task& task) const {
  std::vector<std::string> parts;
  const auto after = [&](plan::SiteIndex site) { return zh() ? quoted(name(site)) + "之后" : "after " + quoted(name(site)); };
  if (task.after_task != kNone) parts.push_back(after(plan_.tasks[task.after_task].site));
  if (task.after_stage != kNone) parts.push_back(after(plan_.stages[task.after_stage].site));
  if (task.after_wave != kNone) parts.push_back(after(plan_.waves[task.after_wave].site));
  parts.push_back(timing(task.timing));
  if (task.when != kNone) parts.push_back(say("when ", "当 ") + condition(task.when));
  if (task.unless != kNone) parts.push_back(say("unless ", "除非 ") + condition(task.unless));
  return set(joined(parts, say(", ", "，")));
}

std::string Teller::repeat_times(const plan::Repeat& repeat) const {
  const bool months = repeat.every.unit == plan::LengthUnit::months;
  plan::SweepRule rule;
  rule.every = static_cast<decltype(rule.every)>(repeat.every.amount);
  rule.period = months ? plan::Period::month : plan::Period::day;
  rule.working = repeat.every.unit == plan::LengthUnit::working_days;
  if (!months && !rule.working && repeat.every.amount % 7 == 0) {
    rule.every = static_cast<decltype(rule.every)>(repeat.every.amount / 7);
    rule.period = plan::Period::week;
  }
  rule.timing.at_minute = repeat.at_minute;
  rule.timing.number = repeat.number;
  if (repeat.day == plan::RepeatDay::weekday) rule.timing.kind = plan::TimingKind::weekday;
  if (repeat.day == plan::RepeatDay::month_day) rule.timing.kind = plan::TimingKind::month_day;
  if (repeat.day == plan::RepeatDay::last_day) rule.timing.kind = plan::TimingKind::last_day;
  const std::string times = std::to_string(repeat.times);
  std::string out = regular(rule) + (zh() ? "，最多 " + times + " 次" : ", up to " + times + " times");
  if (repeat.until != kNone) out += say(", until ", "，直到 ") + condition(repeat.until);
  return set(out);
}

std::string Teller::stall_rule(const plan::Breakpoint& breakpoint) const {
  const std::string span = length(breakpoint.length);
  std::string out;
  switch (breakpoint.rule) {
    case plan::StallRuleKind::after: out = zh() ? span + "未到即为卡住" : "stuck after " + span; break;
    case plan::StallRuleKind::after_anchor:
      out = zh() ? anchor(breakpoint.anchor) + "后 " + span + "未到即为卡住" : "stuck " + span + " after " + anchor(breakpoint.anchor);
      break;
    case plan::StallRuleKind::before_anchor:
      out = zh() ? anchor(breakpoint.anchor) + "前 " + span + "未到即为卡住" : "stuck " + span + " before " + anchor(breakpoint.anchor);
      break;
  }
  if (breakpoint.times != 1)
    out +=
        zh() ? "，处置最多 " + std::to_string(breakpoint.times) + " 次" : ", handled up to " + std::to_string(breakpoint.times) + " times";
  if (breakpoint.once) out += say(", once a journey", "，每段旅程仅一次");
  return set(out);
}

}  // namespace playmaker::tell
