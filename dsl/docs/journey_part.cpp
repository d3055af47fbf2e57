// Who comes in, where it leads, and what happens on the way.
#include <algorithm>

#include "dsl/docs/page.hpp"
#include "runtime/plan/expires.hpp"

namespace playmaker::docs {

using plan::kNone;
using plan::SiteIndex;
using plan::SiteKind;

void Page::outline(plan::OpIndex from) {
  Outline made;
  for (const tell::Line& line : t_.steps(from)) made.lines.emplace_back(line.depth, line.text);
  if (!made.lines.empty()) out_.blocks.emplace_back(std::move(made));
}

Cell Page::steps(plan::OpIndex from) const {
  Cell out;
  for (const tell::Line& line : t_.steps(from)) {
    std::string indent;
    for (int i = 0; i < line.depth; ++i) indent += "\u2003";   // an em space: kept by every writer
    out.push_back(indent + line.text);
  }
  return out;
}

std::string Page::where(SiteIndex site) const {
  for (SiteIndex at = site < plan_.sites.size() ? plan_.sites[site].parent : kNone; at < plan_.sites.size(); at = plan_.sites[at].parent) {
    const SiteKind kind = plan_.sites[at].kind;
    if (kind == SiteKind::playbook) break;
    // What has no name of its own is called by what it stands in.
    if (kind == SiteKind::branch || kind == SiteKind::wait || kind == SiteKind::hand_off || kind == SiteKind::ask ||
        kind == SiteKind::place || kind == SiteKind::invite)
      continue;
    if (kind == SiteKind::handler) return t_.name(at);
    return t_.kind(kind) + (t_.zh() ? "：" : ": ") + t_.name(at);
  }
  return say("from entry on", "自进入起");
}

void Page::identity() {
  Table table;
  const auto line = [&](std::string_view en, std::string_view zh, const std::string& value) {
    if (!value.empty()) table.rows.push_back({{say(en, zh)}, {value}});
  };
  line("Playbook", "剧本", plan_.name);
  line("Version", "版本", std::to_string(plan_.version));
  line("Owner", "负责部门", t_.text(plan_.owner));
  line("Contact policy", "触达规范", policy() == nullptr ? t_.text(plan_.policy) : t_.label(policy()->label, policy()->name));
  line("Business calendar", "工作日历", t_.text(plan_.calendar));
  line("Priority", "优先级", std::to_string(plan_.priority));
  line("Text hash", "文本哈希", origin_.text_hash);
  line("Plan hash", "计划哈希", plan::plan_hash(plan_));
  out_.blocks.emplace_back(std::move(table));
  const auto count = [&](std::size_t number, std::string_view en, std::string_view many, std::string_view zh) {
    if (number == 0) return std::string();
    return t_.zh() ? std::string(zh) + " " + std::to_string(number) : std::to_string(number) + " " + std::string(number == 1 ? en : many);
  };
  const auto must =
      static_cast<std::size_t>(std::count_if(plan_.tasks.begin(), plan_.tasks.end(), [](const plan::Task& task) { return task.must; }));
  paragraph(say("At a glance: ", "概览：") +
            tell::joined({count(plan_.stages.size(), "stage", "stages", "阶段"), count(must, "must-task", "must-tasks", "必做任务"),
                          count(plan_.tasks.size() - must, "optional task", "optional tasks", "选做任务"),
                          count(plan_.waves.size(), "wave", "waves", "波次"), count(plan_.sends.size(), "message", "messages", "触达"),
                          count(plan_.moments.size(), "moment", "moments", "时机"),
                          count(plan_.breakpoints.size(), "breakpoint", "breakpoints", "断点")},
                         say(", ", "，")));
}

void Page::audience() {
  heading("Audience", "受众");
  Table table;
  const plan::Audience& rules = plan_.audience;
  const auto line = [&](std::string_view en, std::string_view zh, Cell value) {
    if (!value.empty()) table.rows.push_back({{say(en, zh)}, std::move(value)});
  };
  Cell entries, only, except;
  for (const plan::Entry& each : rules.entries) entries.push_back(t_.entry(each));
  for (const plan::NodeIndex each : rules.only) only.push_back(t_.condition(each));
  for (const plan::NodeIndex each : rules.except) except.push_back(t_.condition(each));
  line("Comes in", "进入", entries);
  line("Only", "仅限", only);
  line("Except", "排除", except);
  line("Again", "再次进入", {t_.again(rules.again)});
  if (rules.hold_out > 0)
    line("Held out for comparison", "留白组",
         {t_.percent(rules.hold_out) + (rules.hold_out_from_all
                                            ? say(" of customers: nothing is done for them", " 的客户：不做任何动作")
                                            : say(" of customers: no messages; tasks go on", " 的客户：不触达，任务照常"))});
  if (rules.at_most > 0) line("At most", "客户上限", {t_.customers(rules.at_most)});
  out_.blocks.emplace_back(std::move(table));
}

void Page::goals() {
  heading("Goals, exits and pauses", "目标、退出与暂停");
  Table table;
  table.head = {say("Name", "名称"), say("When", "条件"), say("What follows", "随后")};
  for (const plan::Goal& goal : plan_.goals) {
    const std::string ends =
        goal.keep_going ? say("counted; the journey goes on", "记录，旅程继续") : say("the journey ends as won", "旅程以达成结束");
    Cell then{say("Reached: ", "达成：") + ends};
    for (const std::string& step : steps(goal.reached)) then.push_back("\u2003" + step);
    then.push_back(say("Missed: ", "未达成：") + (goal.keep_going ? say("counted; the journey goes on", "记录，旅程继续")
                                                                  : say("the journey ends as missed", "旅程以未达成结束")));
    for (const std::string& step : steps(goal.missed)) then.push_back("\u2003" + step);
    Cell when{t_.condition(goal.is)};
    if (goal.within.written()) when.push_back(say("within ", "期限：") + t_.length(goal.within));
    table.rows.push_back({{say("Goal: ", "目标：") + t_.name(goal.site)}, when, then});
  }
  for (const plan::Exit& exit : plan_.exits) {
    Cell then{say("the journey ends at once; what is unsent and open tasks are cancelled", "旅程立即结束；未发送的触达与未完成的任务取消")};
    for (const std::string& step : steps(exit.handler)) then.push_back(step);
    table.rows.push_back(
        {{say("Exit: ", "退出：") + t_.name(exit.site)}, {exit.has_trigger ? t_.trigger(exit.on) : t_.condition(exit.when)}, then});
  }
  for (const plan::Pause& pause : plan_.pauses) {
    table.rows.push_back(
        {{say("Pause", "暂停")},
         {say("from ", "自") + t_.trigger(pause.on) + say(" until ", "至") + t_.trigger(pause.until)},
         {(pause.all ? say("everything waits", "全部暂停") : say("messages wait; tasks go on", "触达暂停，任务照常")) +
          (pause.timers_elapse ? say("; deadlines go on counting", "；期限照常计时") : say("; deadlines are extended", "；期限顺延"))}});
  }
  if (plan_.consent_lost.kind != plan::ConsentLostKind::skip) {
    const bool hold = plan_.consent_lost.kind == plan::ConsentLostKind::hold;
    table.rows.push_back({{say("Consent lost", "授权撤回")},
                          {say("while the journey runs", "旅程进行中")},
                          {hold ? say("the journey waits up to ", "旅程等待，最多 ") + t_.length(plan_.consent_lost.hold)
                                : say("the journey ends", "旅程结束")}});
  }
  if (plan_.upgrade.how != plan::UpgradeKind::keep) {
    Cell then{plan_.upgrade.how == plan::UpgradeKind::now
                  ? say("journeys under way move to this version at once", "在途旅程立即迁移到此版本")
                  : say("journeys under way move to this version at their next stage", "在途旅程在下一阶段迁移到此版本")};
    if (plan_.upgrade.recompute) then.push_back(say("their deadlines are counted anew", "期限重新计算"));
    for (const plan::MovedPlace& moved : plan_.upgrade.moved)
      then.push_back(plan_.unit.texts[moved.from] + say(" is now ", " 现为 ") + plan_.unit.texts[moved.to]);
    table.rows.push_back({{say("Earlier versions", "此前版本")}, {say("when this one is applied", "应用此版本时")}, then});
  }
  if (plan_.ends_after.written()) table.rows.push_back({{say("End", "结束")}, {say("after ", "满 ") + t_.length(plan_.ends_after)}, {}});
  out_.blocks.emplace_back(std::move(table));
}

void Page::stages() {
  const std::vector<tell::Line> own = t_.steps(plan_.block);
  if (plan_.stages.empty() && own.empty()) return;
  heading("Stages and their steps", "阶段与步骤");
  if (!own.empty()) {
    paragraph(say("From entry on", "自进入起"));
    outline(plan_.block);
  }
  for (const plan::Stage& stage : plan_.stages) {
    const std::string times = t_.stage_times(stage);
    paragraph(t_.name(stage.site) + (times.empty() ? "" : " · " + times));
    outline(stage.block);
    if (taken_back(stage))
      paragraph(
          say("It is complete when its must-tasks are closed and its own steps have run. Waves and repeats that have not begun by then "
              "are cancelled.",
              "必做任务全部关闭、自身步骤执行完时阶段完成；届时尚未开始的波次与重复一并取消。"));
  }
}

// Whether the end of the stage can come before its waves and repeats: it lasts no fixed days, and it has tasks or steps of its own.
bool Page::taken_back(const plan::Stage& stage) const {
  if (stage.to_day > 0 || stage.block == kNone) return false;
  bool later = false, own = false;
  for (plan::OpIndex at = stage.block; plan_.ops[at].kind != plan::OpKind::end; ++at) {
    switch (plan_.ops[at].kind) {
      case plan::OpKind::arm_wave:
      case plan::OpKind::repeat: later = true; break;
      case plan::OpKind::open_task: own = own || plan_.tasks[plan_.ops[at].a].must; break;
      case plan::OpKind::branch:
      case plan::OpKind::jump: break;
      default: own = true;
    }
  }
  return later && own;
}

void Page::decisions() {
  if (plan_.decides.empty() && plan_.tracks.empty()) return;
  heading("Decision tables", "决策表");
  for (const plan::Decide& decide : plan_.decides) {
    paragraph(t_.name(decide.site) + say(" — rows are read from the top; the first that fits decides. Every case is covered by some row.",
                                         "——自上而下，取首个符合的行；所有情形均有对应的行。"));
    Table table;
    for (const plan::NodeIndex column : decide.by) table.head.push_back(t_.condition(column));
    table.head.push_back(say("Track", "路径"));
    for (const plan::DecideRow& row : decide.rows) {
      std::vector<Cell> cells;
      for (const plan::Cell& cell : row.cells) cells.push_back({t_.cell(cell)});
      cells.push_back({row.track < plan_.tracks.size() ? t_.name(plan_.tracks[row.track].site) : "?"});
      table.rows.push_back(std::move(cells));
    }
    out_.blocks.emplace_back(std::move(table));
  }
  if (plan_.tracks.empty()) return;
  Table tracks;
  tracks.head = {say("Track", "路径"), say("Steps", "步骤")};
  for (const plan::Track& track : plan_.tracks) tracks.rows.push_back({{t_.name(track.site)}, steps(track.block)});
  out_.blocks.emplace_back(std::move(tracks));
}

void Page::moments() {
  if (plan_.moments.empty()) return;
  heading("Moments", "时机（MOT）");
  Table table;
  table.head = {say("Moment", "时机"), say("Starts", "开始于"), say("Steps", "步骤")};
  for (const plan::Moment& moment : plan_.moments) {
    Cell starts;
    for (const plan::Trigger& each : moment.on) starts.push_back(t_.trigger(each));
    if (moment.starts_when != kNone) starts.push_back(t_.condition(moment.starts_when));
    for (const plan::NodeIndex each : moment.among) starts.push_back(say("among: ", "对象：") + t_.condition(each));
    if (const std::string rules = t_.moment_rules(moment); !rules.empty()) starts.push_back(rules);
    starts.push_back(t_.again(moment.again));
    starts.push_back(say("steps may start for ", "步骤可开始的时限：") + t_.length(plan::expires_of(moment)));
    table.rows.push_back({{t_.name(moment.site)}, starts, steps(moment.block)});
  }
  out_.blocks.emplace_back(std::move(table));
}

void Page::breakpoints() {
  if (plan_.breakpoints.empty()) return;
  heading("Breakpoints", "断点");
  paragraph(say("A customer who does not get from the first to the second in time is stuck: counted, and handled as follows.",
                "客户未能按时从前者走到后者即为卡住：计数，并按下列步骤处置。"));
  Table table;
  table.head = {say("Breakpoint", "断点"), say("From, to", "自 → 至"), say("Stuck", "卡住判定"), say("Handling", "处置")};
  for (const plan::Breakpoint& each : plan_.breakpoints) {
    Cell handling = steps(each.block);
    if (const std::string why = t_.reasons(each); !why.empty()) handling.insert(handling.begin(), why);
    table.rows.push_back(
        {{t_.name(each.site)}, {t_.trigger(each.from), "→ " + t_.trigger(each.to)}, {t_.stall_rule(each)}, std::move(handling)});
  }
  out_.blocks.emplace_back(std::move(table));
}

}  // namespace playmaker::docs
