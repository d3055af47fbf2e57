#include <algorithm>

#include "dsl/draw/card_builder.hpp"
#include "runtime/plan/operands.hpp"

namespace playmaker::draw {

using plan::kNone;
using plan::SiteIndex;
using plan::SiteKind;
using tell::Look;

std::uint32_t CardBuilder::card(CardKind kind, SiteIndex site, const std::string& name, const std::string& title) {
  Card made;
  made.kind = kind;
  made.name = name;
  made.title = title;
  out_.cards.push_back(std::move(made));
  const auto index = static_cast<std::uint32_t>(out_.cards.size() - 1);
  if (site != kNone) {
    shown_.insert(site);
    card_of_[site] = index;
  }
  return index;
}
void CardBuilder::note(std::uint32_t card, const std::string& text) {
  if (!text.empty()) out_.cards[card].notes.push_back(text);
}
void CardBuilder::row(std::uint32_t card, Look look, int depth, const std::string& text) {
  out_.cards[card].rows.push_back({depth, look, text});
}
void CardBuilder::edge(std::uint32_t from, std::uint32_t row, std::uint32_t to, bool any_time) {
  const auto same = [&](const Edge& each) { return each.from == from && each.row == row && each.to == to; };
  if (from != to && std::none_of(out_.edges.begin(), out_.edges.end(), same)) out_.edges.push_back({from, row, to, any_time});
}

void CardBuilder::rows(std::uint32_t card, const std::vector<tell::Line>& lines, int depth) {
  for (const tell::Line& line : lines) {
    const auto at = static_cast<std::uint32_t>(out_.cards[card].rows.size());
    row(card, line.look, depth + line.depth, line.text);
    if (line.site != kNone) {
      shown_.insert(line.site);
      row_of_.emplace(line.site, std::pair(card, at));
    }
    if (!line.playbook.empty()) hand_offs_.push_back({card, at, line});
    if (line.look == Look::decision) decisions_.push_back({card, at, line});
  }
}

void CardBuilder::entries() {
  for (std::size_t i = 0; i < plan_.audience.entries.size(); ++i) {
    const plan::Entry& entry = plan_.audience.entries[i];
    std::string title = t_.say("On an event", "事件触发");
    if (entry.kind == plan::EntryKind::when) title = t_.say("When a condition comes true", "条件成立");
    if (entry.kind == plan::EntryKind::sweep) title = t_.say("Regular selection", "定期筛选");
    if (entry.kind == plan::EntryKind::list) title = t_.say("From a list", "名单进入");
    if (entry.kind == plan::EntryKind::hand_off) title = t_.say("Handed off", "移交进入");
    const std::uint32_t made = card(CardKind::entry, entry.site, "entry_" + std::to_string(i + 1), title);
    note(made, t_.entry(entry));
  }
}

void CardBuilder::journey() {
  SiteIndex audience = kNone;
  for (SiteIndex i = 0; i < plan_.sites.size(); ++i) {
    if (plan_.sites[i].kind == SiteKind::audience && plan_.sites[i].parent == 0) audience = i;
  }
  const std::string who = audience == kNone ? t_.say("Audience", "受众") : t_.name(audience);
  const auto entered = static_cast<std::uint32_t>(out_.cards.size());
  journey_ = card(CardKind::journey, audience, "journey", who == "audience" ? t_.say("Audience", "受众") : who);
  shown_.insert(0);
  card_of_[0] = journey_;
  for (std::uint32_t each = 0; each < entered; ++each) edge(each, kHead, journey_, false);
  const plan::Audience& rules = plan_.audience;
  for (const plan::NodeIndex each : rules.only) note(journey_, t_.say("Only: ", "仅限：") + t_.condition(each));
  for (const plan::NodeIndex each : rules.except) note(journey_, t_.say("Except: ", "排除：") + t_.condition(each));
  note(journey_, t_.again(rules.again));
  if (rules.hold_out > 0) {
    note(journey_, t_.say("Held out for comparison: ", "留白组：") + t_.percent(rules.hold_out) +
                       (rules.hold_out_from_all ? t_.say(" (nothing is done)", "（不做任何动作）")
                                                : t_.say(" (no messages; tasks go on)", "（不触达，任务照常）")));
  }
  if (rules.at_most > 0) note(journey_, t_.say("At most ", "最多 ") + t_.customers(rules.at_most));
  for (const plan::Pause& each : plan_.pauses) {
    shown_.insert(each.site);
    note(journey_, (each.all ? t_.say("All pauses: from ", "全部暂停：自") : t_.say("Messages pause: from ", "触达暂停：自")) +
                       t_.trigger(each.on) + t_.say(" until ", "至") + t_.trigger(each.until));
  }
  if (plan_.budget > 0) note(journey_, t_.say("Budget for benefits: ", "权益预算：") + t_.money(plan_.budget));
  if (plan_.ends_after.written()) note(journey_, t_.say("Ends after ", "旅程时长：") + t_.length(plan_.ends_after));
}

void CardBuilder::stages() {
  std::vector<std::uint32_t> order(plan_.stages.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return plan_.stages[a].from_day < plan_.stages[b].from_day; });
  for (const std::uint32_t i : order) {
    const plan::Stage& stage = plan_.stages[i];
    const std::uint32_t made = card(CardKind::stage, stage.site, "stage_" + plan_.sites[stage.site].path, t_.name(stage.site));
    note(made, t_.stage_times(stage));
    rows(made, t_.steps(stage.block), 0);
    stages_.push_back(made);
  }
  for (const plan::Stage& stage : plan_.stages) {
    const std::uint32_t made = card_of_[stage.site];
    for (const std::uint32_t before : stage.after) edge(card_of_[plan_.stages[before].site], kHead, made, false);
    if (stage.after.empty()) edge(journey_, kHead, made, false);
  }
}

void CardBuilder::own_steps() {
  const std::vector<tell::Line> lines = t_.steps(plan_.block);
  if (lines.empty()) return;
  const std::uint32_t made = card(CardKind::steps, kNone, "at_entry", t_.say("From entry on", "自进入起"));
  rows(made, lines, 0);
  edge(journey_, kHead, made, false);
  stages_.push_back(made);
}

void CardBuilder::tracks() {
  for (const plan::Track& track : plan_.tracks) {
    const std::uint32_t made = card(CardKind::track, track.site, "track_" + plan_.sites[track.site].path, t_.name(track.site));
    rows(made, t_.steps(track.block), 0);
    tracks_.push_back(made);
  }
}

void CardBuilder::moments() {
  for (const plan::Moment& moment : plan_.moments) {
    const std::uint32_t made = card(CardKind::moment, moment.site, "moment_" + plan_.sites[moment.site].path, t_.name(moment.site));
    for (const plan::Trigger& each : moment.on) note(made, t_.say("On ", "发生：") + t_.trigger(each));
    if (moment.starts_when != kNone) note(made, t_.say("Starts when ", "开始于：") + t_.condition(moment.starts_when));
    for (const plan::NodeIndex each : moment.among) note(made, t_.say("Among: ", "对象：") + t_.condition(each));
    note(made, t_.moment_rules(moment));
    note(made, t_.again(moment.again));
    rows(made, t_.steps(moment.block), 0);
    edge(journey_, kHead, made, true);
  }
}

void CardBuilder::task_leads_to(const plan::Trigger& trigger, std::uint32_t card) {
  const bool of_task = trigger.kind == plan::TriggerKind::task_done || trigger.kind == plan::TriggerKind::task_closed ||
                       trigger.kind == plan::TriggerKind::task_outcome;
  const auto from = of_task && trigger.what < plan_.tasks.size() ? row_of_.find(plan_.tasks[trigger.what].site) : row_of_.end();
  if (from == row_of_.end()) {
    edge(journey_, kHead, card, true);
    return;
  }
  edge(from->second.first, from->second.second, card, true);
  for (const std::uint32_t other : trigger.also) {
    const auto also = other < plan_.tasks.size() ? row_of_.find(plan_.tasks[other].site) : row_of_.end();
    if (also != row_of_.end()) edge(also->second.first, also->second.second, card, true);
  }
}

void CardBuilder::breakpoints() {
  for (const plan::Breakpoint& breakpoint : plan_.breakpoints) {
    const std::uint32_t made =
        card(CardKind::breakpoint, breakpoint.site, "breakpoint_" + plan_.sites[breakpoint.site].path, t_.name(breakpoint.site));
    note(made, t_.say("From ", "自") + t_.trigger(breakpoint.from) + t_.say(" to ", "至") + t_.trigger(breakpoint.to));
    note(made, t_.stall_rule(breakpoint));
    note(made, t_.reasons(breakpoint));
    rows(made, t_.steps(breakpoint.block), 0);
    task_leads_to(breakpoint.from, made);
  }
}

void CardBuilder::exits() {
  if (plan_.exits.empty()) return;
  const std::uint32_t made = card(CardKind::exit, kNone, "exits", t_.say("Leaves early", "提前结束"));
  for (const plan::Exit& exit : plan_.exits) {
    shown_.insert(exit.site);
    card_of_[exit.site] = made;
    row(made, Look::finish, 0,
        t_.name(exit.site) + t_.say(": ", "：") + (exit.has_trigger ? t_.trigger(exit.on) : t_.condition(exit.when)));
    rows(made, t_.steps(exit.handler), 1);
  }
  edge(journey_, kHead, made, true);
}

void CardBuilder::goals() {
  for (const plan::Goal& goal : plan_.goals) {
    const std::uint32_t made = card(CardKind::goal, goal.site, "goal_" + goal.name, t_.name(goal.site));
    note(made, t_.condition(goal.is));
    if (goal.within.written()) note(made, t_.say("Within ", "期限：") + t_.length(goal.within));
    for (const plan::Target& target : plan_.targets) {
      if (plan_.goals[target.goal].site == goal.site) note(made, t_.say("Target: ", "指标：") + t_.target(target));
    }
    const auto handler = [&](plan::OpIndex at, const std::string& word, const std::string& end) {
      const std::vector<tell::Line> lines = t_.steps(at);
      row(made, Look::finish, 0,
          word + t_.say(": ", "：") + (goal.keep_going ? t_.say("counted, the journey goes on", "记录后旅程继续") : end));
      rows(made, lines, 1);
    };
    handler(goal.reached, t_.say("Reached", "达成"), t_.say("ends as won", "以达成结束"));
    handler(goal.missed, t_.say("Missed", "未达成"), t_.say("ends as missed", "以未达成结束"));
    goals_.push_back(made);
  }
}

void CardBuilder::reviews() {
  for (const plan::Review& review : plan_.reviews) {
    const std::uint32_t made = card(CardKind::review, review.site, "review_" + plan_.sites[review.site].path, t_.name(review.site));
    note(made, t_.regular(review.every));
    const std::vector<std::string> lines = t_.review_lines(review);
    const std::size_t figures = review.shows.size() + review.compares.size(), alerts = figures + review.alerts.size();
    for (std::size_t i = 0; i < lines.size(); ++i)
      row(made, i < figures ? Look::other : i < alerts ? Look::notice : Look::must_task, 0, lines[i]);
    for (const plan::ReviewTask& each : review.tasks) {
      for (const std::uint32_t task : each.tasks) shown_.insert(plan_.tasks[task].site);
    }
  }
}

void CardBuilder::spoken_for() {
  const auto told = [&](std::uint32_t send) {
    if (send < plan_.sends.size()) shown_.insert(plan_.sends[send].site);
  };
  for (const plan::Question& each : plan_.questions) told(each.send);
  for (const plan::Placement& each : plan_.placements) told(each.send);
  for (const plan::Invitation& each : plan_.invitations) told(each.send);
}

// One card a decision, its rows leading to tracks; a decision's own row leads to the card.
void CardBuilder::decisions_lead_on() {
  const std::vector<Leading> decisions = decisions_;
  std::set<std::uint32_t> reached;
  for (const Leading& each : decisions) {
    const auto found =
        std::find_if(plan_.decides.begin(), plan_.decides.end(), [&](const plan::Decide& one) { return one.site == each.line.site; });
    if (found == plan_.decides.end()) continue;
    const plan::Decide& decide = *found;
    const std::uint32_t made = card(CardKind::decision, decide.site, "decide_" + plan_.sites[decide.site].path, t_.name(decide.site));
    std::vector<std::string> by;
    for (const plan::NodeIndex column : decide.by) by.push_back(t_.condition(column));
    for (std::size_t i = 0; i < by.size(); ++i) note(made, (by.size() > 1 ? std::to_string(i + 1) + ". " : t_.say("By ", "按")) + by[i]);
    for (const plan::DecideRow& row : decide.rows) {
      std::vector<std::string> cells;
      for (const plan::Cell& cell : row.cells) cells.push_back(t_.cell(cell));
      const bool known = row.track < plan_.tracks.size();
      const auto at = static_cast<std::uint32_t>(out_.cards[made].rows.size());
      this->row(made, Look::decision, 0, tell::joined(cells, " + ") + " → " + (known ? t_.name(plan_.tracks[row.track].site) : "?"));
      if (!known) continue;
      const std::uint32_t track = card_of_[plan_.tracks[row.track].site];
      edge(made, at, track, false);
      reached.insert(track);
    }
    edge(each.card, each.row, made, false);
  }
  for (const std::uint32_t track : tracks_) {
    if (!reached.contains(track)) edge(journey_, kHead, track, true);
  }
}

void CardBuilder::hand_offs_lead_on() {
  std::map<std::string, std::uint32_t> targets;
  for (const Leading& each : hand_offs_) {
    const auto [at, fresh] = targets.emplace(each.line.playbook, 0);
    if (fresh) {
      at->second = card(CardKind::hand_off, kNone, "playbook_" + each.line.playbook, t_.playbook(each.line.playbook));
      note(at->second, t_.say("the journey goes on in this playbook", "旅程在该剧本中继续"));
    }
    edge(each.card, each.row, at->second, false);
  }
}

std::set<std::uint32_t> CardBuilder::tasks_in(plan::NodeIndex condition) const {
  std::set<std::uint32_t> out;
  std::vector<plan::NodeIndex> open{condition};
  for (std::size_t i = 0; i < open.size() && i < 4096; ++i) {
    if (open[i] >= plan_.unit.nodes.size()) continue;
    const plan::Node& node = plan_.unit.nodes[open[i]];
    const plan::Operands* operands = plan::operands_of(node.op);
    if (operands != nullptr && operands->a == plan::Operand::task && node.a < plan_.tasks.size()) out.insert(node.a);
    plan::for_each_child(plan_.unit, node, [&](plan::NodeIndex child) { open.push_back(child); });
  }
  return out;
}

// A goal follows the tasks that it asks for; else whatever nothing else follows.
void CardBuilder::goals_follow() {
  for (std::size_t i = 0; i < goals_.size(); ++i) {
    bool linked = false;
    for (const std::uint32_t task : tasks_in(plan_.goals[i].is)) {
      const auto from = row_of_.find(plan_.tasks[task].site);
      if (from == row_of_.end()) continue;
      edge(from->second.first, from->second.second, goals_[i], false);
      linked = true;
    }
    if (linked) continue;
    std::vector<std::uint32_t> last = stages_;
    last.insert(last.end(), tracks_.begin(), tracks_.end());
    for (const std::uint32_t each : last) {
      const bool followed = std::any_of(out_.edges.begin(), out_.edges.end(), [&](const Edge& edge) {
        const CardKind kind = out_.cards[edge.to].kind;
        return edge.from == each && (kind == CardKind::stage || kind == CardKind::decision);
      });
      if (followed) continue;
      edge(each, kHead, goals_[i], false);
      linked = true;
    }
    if (!linked) edge(journey_, kHead, goals_[i], false);
  }
}

void CardBuilder::what_is_left() {
  std::uint32_t other = kHead;
  for (SiteIndex site = 1; site < plan_.sites.size(); ++site) {
    const SiteKind kind = plan_.sites[site].kind;
    const bool told_by_owner = kind == SiteKind::leg || kind == SiteKind::handler || kind == SiteKind::branch || kind == SiteKind::audience;
    if (shown_.contains(site) || told_by_owner) continue;
    std::uint32_t owner = kHead;
    for (SiteIndex at = plan_.sites[site].parent; at < plan_.sites.size() && owner == kHead; at = plan_.sites[at].parent) {
      if (const auto found = card_of_.find(at); found != card_of_.end() && at != 0) owner = found->second;
      if (const auto found = row_of_.find(at); found != row_of_.end()) owner = found->second.first;
    }
    if (owner == kHead) {
      if (other == kHead) {
        other = card(CardKind::other, kNone, "more", t_.say("Also in this playbook", "此外"));
        edge(journey_, kHead, other, true);
      }
      owner = other;
    }
    const std::uint32_t index = plan_.sites[site].index;
    tell::Line line;
    line.site = site;
    if (kind == SiteKind::task && index < plan_.tasks.size()) {
      line.look = plan_.tasks[index].must ? Look::must_task : Look::optional_task;
      line.text = t_.task_line(plan_.tasks[index]);
      if (plan_.tasks[index].of_branch) line.text = t_.say("Each branch: ", "各机构：") + line.text;
    } else if (kind == SiteKind::send && index < plan_.sends.size()) {
      line.look = Look::touch;
      line.text = t_.kind(kind) + t_.say(": ", "：") + t_.send_line(plan_.sends[index]);
    } else if (kind == SiteKind::wave && index < plan_.waves.size()) {
      line.look = Look::wave;
      line.text = tell::joined({t_.kind(kind) + t_.say(": ", "：") + t_.name(site), t_.wave_times(plan_.waves[index])}, " · ");
    } else {
      line.text = t_.kind(kind) + t_.say(": ", "：") + t_.name(site);
    }
    rows(owner, {line}, 0);
  }
}

Picture CardBuilder::build() {
  out_.language = t_.language();
  out_.title = t_.title();
  const auto named = [&](const std::string& word, const std::string& value) { return value.empty() ? value : word + value; };
  out_.below = tell::joined(
      {plan_.name, t_.say("version ", "第 ") + std::to_string(plan_.version) + t_.say("", " 版"),
       named(t_.say("owner: ", "负责部门："), t_.text(plan_.owner)), named(t_.say("policy: ", "触达规范："), t_.text(plan_.policy)),
       named(t_.say("calendar: ", "日历："), t_.text(plan_.calendar)), t_.say("priority ", "优先级 ") + std::to_string(plan_.priority)},
      " · ");
  entries();
  journey();
  stages();
  own_steps();
  tracks();
  moments();
  breakpoints();
  exits();
  goals();
  reviews();
  decisions_lead_on();
  spoken_for();
  what_is_left();
  goals_follow();
  hand_offs_lead_on();
  return std::move(out_);
}

Picture picture_of(const plan::Plan& plan, const plan::Origin& origin, const plan::Catalog& catalog, base::Language language,
                   const tell::Titles* titles) {
  const tell::Teller teller(plan, origin, catalog, language, titles);
  return CardBuilder(teller).build();
}

}  // namespace playmaker::draw
