// A plan as text: one line a thing, in the order of the tables, block code indented under its owner. For golden tests and for people who
// ask what a playbook became.
#include <algorithm>
#include <array>

#include "runtime/base/time.hpp"
#include "runtime/plan/plan.hpp"
#include "runtime/plan/spell.hpp"

namespace playmaker::plan {
namespace {

std::string percent(std::uint32_t millionths) {
  std::string rest = std::to_string(10'000 + millionths % 10'000).substr(1);
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  return std::to_string(millionths / 10'000) + (rest.empty() ? "" : "." + rest) + '%';
}

class Dumper {
 public:
  Dumper(const Plan& plan, const Origin& origin) : plan_(plan), origin_(origin) {}

  std::string run() {
    line(0, "playbook " + plan_.name + " version " + std::to_string(plan_.version) + " priority " + std::to_string(plan_.priority));
    setting("owner", name(plan_.owner));
    setting("calendar", name(plan_.calendar));
    setting("follow", name(plan_.policy));
    setting("ends after", spell(plan_.ends_after));
    setting("stale after", spell(plan_.stale_after));
    if (plan_.budget != 0) setting("budget", std::to_string(plan_.budget) + " on benefits");
    setting("upgrade", spell(plan_.unit, plan_.upgrade));
    if (plan_.consent_lost.kind == ConsentLostKind::hold) setting("on consent lost", "hold " + spell(plan_.consent_lost.hold));
    if (plan_.consent_lost.kind == ConsentLostKind::exit) setting("on consent lost", "exit");
    for (const Target& each : plan_.targets)
      setting("target", plan_.goals[each.goal].name + ' ' + std::to_string(each.number) + " per " + std::string(spell(each.per)) +
                            (each.by == kNone ? "" : " by " + name(each.by)));
    audience();
    for (const Goal& each : plan_.goals) {
      line(1, "goal " + each.name + " = " + node(each.is) + with("within", each.within) + (each.keep_going ? " keep going" : "") +
                  place(each.site));
      handler("reached", each.reached);
      handler("missed", each.missed);
    }
    for (const Exit& each : plan_.exits) {
      line(1, "exit " + each.name + (each.has_trigger ? " on " + trigger(each.on) : "") + condition("when", each.when) + place(each.site));
      handler("then", each.handler);
    }
    for (const Pause& each : plan_.pauses) {
      line(1, std::string("pause ") + (each.all ? "all" : "touches") + " on " + trigger(each.on) + " until " + trigger(each.until) +
                  (each.timers_elapse ? " timers elapse" : "") + place(each.site));
    }
    for (const Window& each : plan_.unit.windows) line(1, "window " + spell(plan_.unit, each));
    block(1, plan_.block);
    for (const Stage& each : plan_.stages) stage(each);
    for (const Wave& each : plan_.waves) {
      line(1, "wave " + path(each.site) + timing(each.timing) + after(each.after_task, each.after_stage, each.after_wave) +
                  condition("when", each.when) + condition("unless", each.unless) + with("stale after", each.stale_after) +
                  place(each.site));
      block(2, each.block);
    }
    for (const Task& each : plan_.tasks) task(each);
    for (const Breakpoint& each : plan_.breakpoints) {
      std::string rule = " stalls ";
      if (each.rule == StallRuleKind::after) rule += "after " + spell(each.length);
      if (each.rule == StallRuleKind::after_anchor) rule += spell(each.length) + " after " + anchor(each.anchor);
      if (each.rule == StallRuleKind::before_anchor) rule += spell(each.length) + " before " + anchor(each.anchor);
      line(1, "breakpoint " + path(each.site) + " from " + trigger(each.from) + " to " + trigger(each.to) + rule +
                  (each.once ? " once" : "") + " up to " + std::to_string(each.times) + " times" + place(each.site));
      block(2, each.block);
    }
    for (const Moment& each : plan_.moments) moment(each);
    for (const Repeat& each : plan_.repeats) repeat(each);
    for (const Decide& each : plan_.decides) decide(each);
    for (const Review& each : plan_.reviews) review(each);
    for (const Track& each : plan_.tracks) {
      line(1, "track " + path(each.site) + place(each.site));
      block(2, each.block);
    }
    for (const Question& each : plan_.questions) dialogue(each);
    for (const Placement& each : plan_.placements) dialogue(each);
    for (std::size_t i = 0; i < plan_.experiments.size(); ++i) experiment(plan_.experiments[i], plan_.measures[i]);
    return std::move(out_);
  }

 private:
  std::string regular(const SweepRule& rule) const {
    return (rule.every == 1 ? "every " : "every " + std::to_string(rule.every) + ' ') + (rule.working ? "working " : "") +
           std::string(spell(rule.period)) + timing(rule.timing);
  }
  void review(const Review& review) {
    static constexpr const char* kFigures[] = {"", "funnel", "breakpoints", "goal", "tasks", "cost", "touches"};
    line(1, "review " + path(review.site) + ' ' + regular(review.every) + place(review.site));
    for (const Show& each : review.shows) {
      std::string text = std::string("show ") + kFigures[static_cast<int>(each.figure)];
      if (each.figure == Figure::funnel || each.of_moments || each.of_stages) text += each.of_moments ? " of moments" : " of stages";
      if (each.per != kNone) text += " per " + plan_.goals[each.per].name;
      for (std::size_t i = 0; i < each.by.size(); ++i) {
        const Dimension& by = plan_.dimensions[each.by[i]];
        text += (i == 0 ? " by " : ", ") + name(by.name) + (by.value == kNone ? "" : " = " + node(by.value));
      }
      line(2, text);
    }
    for (const std::uint32_t goal : review.compares) line(2, "compare with holdout on " + plan_.goals[goal].name);
    for (const ReviewAlert& each : review.alerts) line(2, "alert " + name(each.role) + condition("when", each.when));
    for (const ReviewTask& each : review.tasks) {
      for (const std::uint32_t task : each.tasks) line(2, "task " + path(plan_.tasks[task].site) + condition("when", each.when));
    }
  }
  void line(int depth, const std::string& text) {
    out_.append(static_cast<std::size_t>(depth) * 2, ' ');
    out_ += text;
    out_ += '\n';
  }
  void setting(const char* what, std::string_view value) {
    if (!value.empty()) line(1, std::string(what) + ' ' + std::string(value));
  }
  std::string name(TextIndex text) const { return text == kNone ? std::string() : plan_.unit.texts[text]; }
  std::string node(NodeIndex index) const { return spell(plan_.unit, index, &plan_); }
  std::string path(SiteIndex site) const { return plan_.sites[site].path; }
  std::string place(SiteIndex site) const {
    if (site >= origin_.sites.size() || origin_.sites[site].place.line == 0) return {};
    const Place& at = origin_.sites[site].place;
    return "   # " + at.file + ':' + std::to_string(at.line) + ':' + std::to_string(at.column);
  }
  std::string condition(const char* what, NodeIndex index) const {
    return index == kNone ? std::string() : std::string(" ") + what + ' ' + node(index);
  }
  std::string with(const char* what, const Length& length) const {
    return length.written() ? std::string(" ") + what + ' ' + spell(length) : std::string();
  }

  std::string trigger(const Trigger& trigger) const {
    std::string out;
    switch (trigger.kind) {
      case TriggerKind::event: out = plan_.unit.texts[plan_.unit.events[trigger.what]]; break;
      case TriggerKind::task_done: out = path(plan_.tasks[trigger.what].site) + ".done"; break;
      case TriggerKind::task_closed: out = path(plan_.tasks[trigger.what].site) + ".closed"; break;
      case TriggerKind::task_outcome: out = path(plan_.tasks[trigger.what].site) + '.' + name(trigger.outcome); break;
      case TriggerKind::entry: out = "entry"; break;
      case TriggerKind::hand_off: out = "hand_off"; break;
      case TriggerKind::import_arrived: out = "import " + name(trigger.what); break;
    }
    return out + (trigger.any_moment ? " in any moment" : "") + condition("where", trigger.where) + with("lookback", trigger.lookback);
  }
  std::string anchor(const Anchor& anchor) const {
    switch (anchor.kind) {
      case AnchorKind::entry: return "entry";
      case AnchorKind::due: return "due";
      case AnchorKind::stage: return path(plan_.stages[anchor.what].site);
      case AnchorKind::task_closed: return path(plan_.tasks[anchor.what].site) + ".closed";
      case AnchorKind::event: return plan_.unit.texts[plan_.unit.events[anchor.what]];
      case AnchorKind::value: return node(anchor.what);
      case AnchorKind::opened: return "opening";
    }
    return {};
  }
  std::string timing(const Timing& timing) const {
    constexpr std::array<const char*, 7> days{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    std::string out;
    switch (timing.kind) {
      case TimingKind::none: break;
      case TimingKind::day: out = " on day " + std::to_string(timing.number); break;
      case TimingKind::weekday: out = std::string(" on ") + days[static_cast<std::size_t>(timing.number)]; break;
      case TimingKind::month_day: out = " on the " + std::to_string(timing.number) + "th"; break;
      case TimingKind::last_day: out = " on the last day"; break;
      case TimingKind::date: out = " on " + base::format_date({timing.number}); break;
      case TimingKind::after: out = ' ' + spell(timing.length) + " after " + anchor(timing.anchor); break;
      case TimingKind::before: out = ' ' + spell(timing.length) + " before " + anchor(timing.anchor); break;
    }
    if (timing.at_minute >= 0) out += " at " + base::format_time({timing.at_minute});
    if (timing.times > 0) out += " up to " + std::to_string(timing.times) + " times";
    return out;
  }
  std::string after(std::uint32_t task, std::uint32_t stage, std::uint32_t wave) const {
    std::string out;
    if (task != kNone) out += " after " + path(plan_.tasks[task].site);
    if (stage != kNone) out += " after " + path(plan_.stages[stage].site);
    if (wave != kNone) out += " after " + path(plan_.waves[wave].site);
    return out;
  }
  std::string again(const Again& again) const {
    switch (again.kind) {
      case AgainKind::never: return "again never";
      case AgainKind::after: return "again after " + spell(again.length);
      case AgainKind::after_exit: return "again after " + spell(again.length) + " since exit";
      case AgainKind::per: return "again per " + node(again.key) + with("after", again.length);
    }
    return {};
  }

  std::string dealing(const Dealing& rule) {
    if (!rule.written) return {};
    std::string what = " dealt by branch to " + name(rule.role);
    if (rule.claim.written())
      what += " claim within " + spell(rule.claim) + (rule.otherwise == Unclaimed::back ? " else back" : " else next");
    return what;
  }
  void audience() {
    const Audience& audience = plan_.audience;
    for (const Entry& each : audience.entries) {
      std::string what = "enter ";
      switch (each.kind) {
        case EntryKind::on_event: what += "on " + trigger(each.on); break;
        case EntryKind::when: what += "when " + node(each.condition); break;
        case EntryKind::sweep:
          what += "every " + (each.sweep.every > 1 ? std::to_string(each.sweep.every) + ' ' : "") + (each.sweep.working ? "working " : "") +
                  std::string(spell(each.sweep.period)) + timing(each.sweep.timing);
          break;
        case EntryKind::hand_off: what += "on hand_off"; break;
        case EntryKind::list: what += "from list " + name(each.list) + dealing(each.dealing); break;
      }
      if (each.within_event != kNone) what += with("within", each.within) + " of " + plan_.unit.texts[plan_.unit.events[each.within_event]];
      if (each.import != kNone) {
        what += (each.each_import ? " when it arrives: import " : " after import ") + name(each.import);
        if (each.latest_minute >= 0)
          what += " latest " + base::format_time({each.latest_minute}) + (each.skip_when_late ? " else skip" : " else run");
      }
      if (each.kind == EntryKind::sweep) what += condition("where", each.condition);
      line(1, what + place(each.site));
    }
    for (const NodeIndex each : audience.only) line(1, "only " + node(each));
    for (const NodeIndex each : audience.except) line(1, "except " + node(each));
    line(1, again(audience.again));
    if (audience.hold_out > 0)
      line(1, "hold out " + percent(audience.hold_out) + (audience.hold_out_from_all ? " from all" : " from touches"));
    if (audience.at_most > 0) line(1, "at most " + std::to_string(audience.at_most) + " customers");
  }
  void stage(const Stage& stage) {
    std::string what = "stage " + path(stage.site);
    for (const std::uint32_t each : stage.after) what += " after " + path(plan_.stages[each].site);
    if (stage.from_day > 0) what += " on days " + std::to_string(stage.from_day) + " to " + std::to_string(stage.to_day);
    line(1, what + timing(stage.timing) + with("due", stage.due) + condition("when", stage.when) + condition("unless", stage.unless) +
                place(stage.site));
    block(2, stage.block);
  }
  std::string tick(const Tick& tick) const {
    static constexpr const char* kTicks[] = {" after opening", " before due", " after due", " before ", " after "};
    return spell(tick.length) + kTicks[static_cast<std::size_t>(tick.anchor)] + (anchored(tick) ? anchor(tick.of) : std::string());
  }
  std::string_view purpose(Purpose purpose) const {
    constexpr std::array<std::string_view, 4> names{"marketing", "service", "regulatory", "staff"};
    return names[static_cast<std::size_t>(purpose)];
  }
  void task(const Task& task) {
    line(1, std::string(task.must ? "must" : "optional") + (task.of_branch ? " task for branch " : " task ") + path(task.site) +
                (task.channel != kNone ? " by " + name(task.channel) : "") + timing(task.timing) +
                after(task.after_task, task.after_stage, task.after_wave) + condition("when", task.when) +
                condition("unless", task.unless) + place(task.site));
    if (task.role != kNone) line(2, "assign " + name(task.role) + (task.with_role != kNone ? " with " + name(task.with_role) : ""));
    if (task.purpose_written) line(2, "purpose " + std::string(purpose(task.purpose)));
    for (const TaskClosing& each : task.closings) {
      line(2, std::string(each.done ? "done" : "closed") + (each.on.what != kNone ? " on " + trigger(each.on) : "") +
                  condition("when", each.when) + (each.outcome != kNone ? " as " + name(each.outcome) : ""));
    }
    if (task.by_report) line(2, "done by report");
    if (task.due.written) {
      const bool timed = task.due.timing.kind != TimingKind::none;
      line(2, "due" + (timed ? timing(task.due.timing) : ' ' + spell(task.due.length) + " after " + anchor(task.due.anchor)));
    }
    for (const Reminder& each : task.remind) line(2, "remind " + tick(each.tick) + (each.channel.empty() ? "" : " via " + each.channel));
    for (const Escalation& each : task.escalate) line(2, "escalate " + tick(each.tick) + " to " + each.role);
    if (task.expires_after.written()) line(2, "expires after " + spell(task.expires_after));
    if (task.offering != kNone) line(2, "offering " + name(task.offering));
    work(task.work);
  }
  void work(const WorkRule& rule) {
    if (rule.attempts.times > 0) {
      line(2, "attempts up to " + std::to_string(rule.attempts.times) + " every " + spell(rule.attempts.every) + " on " +
                  trigger(rule.attempts.on) + (rule.attempts.outcome != kNone ? " as " + name(rule.attempts.outcome) : ""));
    }
    for (const CallBack& each : rule.call_backs) line(2, "call back at " + node(each.at) + " on " + trigger(each.on));
    if (rule.claim.written()) line(2, "claim within " + spell(rule.claim));
    if (rule.acknowledge.written()) line(2, "acknowledge within " + spell(rule.acknowledge));
    if (rule.check.share > 0) {
      line(2, "check " + std::to_string(rule.check.share) + "/1000000 by " + name(rule.check.role) + " within " + spell(rule.check.within));
    }
    for (const std::uint32_t each : rule.collect) line(2, "collect customer." + name(plan_.unit.attributes[each].name));
    for (const TextIndex each : rule.checklist) line(2, "checklist " + name(each));
    for (const Evidence& each : rule.evidence) line(2, "evidence " + name(each.kind) + ' ' + name(each.what));
    if (rule.guide != kNone) line(2, "guide " + name(rule.guide));
    for (const TextIndex each : rule.closed_by_report) line(2, "closed by report as " + name(each));
  }
  void moment(const Moment& moment) {
    line(1, "moment " + path(moment.site) + condition("starts when", moment.starts_when) + with("expires after", moment.expires_after) +
                ' ' + again(moment.again) + place(moment.site));
    for (const Trigger& each : moment.on) line(2, "on " + trigger(each));
    if (moment.each.list != kNone) line(2, "for each in " + node(moment.each.list) + condition("where", moment.each.where));
    for (const NodeIndex each : moment.among) line(2, "among " + node(each));
    if (moment.overlap != Overlap::drop) line(2, moment.overlap == Overlap::merge ? "overlap merge" : "overlap queue");
    block(2, moment.block);
  }
  void repeat(const Repeat& repeat) {
    std::string day;
    if (repeat.day == RepeatDay::weekday) day = " on weekday " + std::to_string(repeat.number);
    if (repeat.day == RepeatDay::month_day) day = " on the " + std::to_string(repeat.number) + "th";
    if (repeat.day == RepeatDay::last_day) day = " on the last day";
    if (repeat.at_minute >= 0) day += " at " + base::format_time({repeat.at_minute});
    line(1, "repeat " + path(repeat.site) + " every " + spell(repeat.every) + day + " up to " + std::to_string(repeat.times) + " times" +
                condition("until", repeat.until) + place(repeat.site));
    block(2, repeat.block);
  }
  void decide(const Decide& decide) {
    std::string what = "decide " + path(decide.site) + " by";
    for (const NodeIndex each : decide.by) what += (each == decide.by.front() ? " " : ", ") + node(each);
    line(1, what + place(decide.site));
    for (const DecideRow& row : decide.rows) {
      std::string cells;
      for (const Cell& cell : row.cells) cells += (cells.empty() ? "" : ", ") + spelled(cell);
      line(2, cells + " -> " + path(plan_.tracks[row.track].site));
    }
  }
  std::string spelled(const Cell& cell) const {
    switch (cell.kind) {
      case CellKind::any: return "*";
      case CellKind::unknown: return "unknown";
      case CellKind::equal:
      case CellKind::one_of: return node(cell.a);
      case CellKind::range: return node(cell.a) + " to " + node(cell.b);
      case CellKind::at_least: return ">= " + node(cell.a);
      case CellKind::above: return "> " + node(cell.a);
      case CellKind::at_most: return "<= " + node(cell.a);
      case CellKind::below: return "< " + node(cell.a);
    }
    return {};
  }

  void handler(const char* what, OpIndex at) {
    if (at == kNone) return;
    line(2, what);
    block(3, at);
  }
  std::string values(const std::vector<WithValue>& values) const {
    std::string out;
    for (const WithValue& each : values) out += (out.empty() ? " with { " : ", ") + name(each.name) + ": " + node(each.value);
    return out.empty() ? out : out + " }";
  }
  // From its first op to its end: jumps lead forward only, so the end of a block is the first one beyond every target.
  void block(int depth, OpIndex from) {
    if (from == kNone) return;
    OpIndex furthest = from;
    for (OpIndex at = from; at < plan_.ops.size(); ++at) {
      const Op& op = plan_.ops[at];
      const std::string number = std::to_string(at) + ": ";
      line(depth, number + spelled(op));
      if (op.kind == OpKind::jump) furthest = std::max(furthest, op.a);
      if (op.kind == OpKind::branch || op.kind == OpKind::wait_for || op.kind == OpKind::wait_until || op.kind == OpKind::hand_off ||
          op.kind == OpKind::experiment || op.kind == OpKind::hand_over)
        furthest = std::max(furthest, op.b);
      if (op.kind == OpKind::end && at >= furthest) return;
    }
  }
  std::string spelled(const Op& op) const {
    const std::string to = op.b == kNone ? std::string() : " -> " + std::to_string(op.b);
    switch (op.kind) {
      case OpKind::end: return "end";
      case OpKind::send: {
        const Send& send = plan_.sends[op.a];
        std::string out = "send";
        for (const Leg& leg : send.legs) {
          out += (&leg == send.legs.data() ? " " : " else ") + name(leg.channel) + ' ' + name(leg.template_);
          if (leg.report != kNone) out += ' ' + name(leg.report) + with("within", leg.within);
        }
        return out + values(send.with) + offering(send.offering);
      }
      case OpKind::notify: {
        const Notice& notice = plan_.notices[op.a];
        return "notify " + name(notice.role) + " via " + name(notice.channel) + ' ' + name(notice.template_) + values(notice.with);
      }
      case OpKind::open_task: return "task " + path(plan_.tasks[op.a].site);
      case OpKind::arm_wave: return "wave " + path(plan_.waves[op.a].site);
      case OpKind::branch: return "when " + node(op.a) + " else" + to;
      case OpKind::jump: return "jump -> " + std::to_string(op.a);
      case OpKind::decide: return "decide " + path(plan_.decides[op.a].site);
      case OpKind::wait_for: {
        std::string out = "wait for";
        for (const Trigger& each : plan_.waits[op.a].for_) out += (&each == plan_.waits[op.a].for_.data() ? " " : ", ") + trigger(each);
        return out + with("up to", plan_.waits[op.a].up_to) + to;
      }
      case OpKind::wait_until: return "wait until " + node(plan_.waits[op.a].until) + with("up to", plan_.waits[op.a].up_to) + to;
      case OpKind::wait: return "wait " + spell(plan_.waits[op.a].up_to);
      case OpKind::grant: return "grant " + name(plan_.grants[op.a].benefit) + values(plan_.grants[op.a].with);
      case OpKind::assign: return "assign " + name(plan_.assigns[op.a].role) + " to " + path(plan_.tasks[plan_.assigns[op.a].task].site);
      case OpKind::hand_off:
        return "hand off to " + name(plan_.hand_offs[op.a].playbook) + values(plan_.hand_offs[op.a].with) +
               (plan_.hand_offs[op.a].has_else ? " else" : "") + to;
      case OpKind::hand_over: {
        const HandOver& over = plan_.hand_overs[op.a];
        return "hand over to " + name(over.role) + " accept" + with("within", over.within) + (over.waits ? " else" : " else keep") + to;
      }
      case OpKind::branch_task: return "branch task " + path(plan_.tasks[op.a].site);
      case OpKind::tag: return "tag " + name(op.a);
      case OpKind::set: return "set customer." + plan_.unit.texts[plan_.unit.attributes[op.a].name] + " = " + node(op.b);
      case OpKind::emit: return "emit " + name(plan_.emits[op.a].event) + values(plan_.emits[op.a].with);
      case OpKind::finish: return "finish as " + name(op.a);
      case OpKind::ask: return "ask " + path(plan_.questions[op.a].site) + ' ' + said(plan_.questions[op.a].send);
      case OpKind::place: {
        const Placement& placement = plan_.placements[op.a];
        return "place " + path(placement.site) + ' ' + said(placement.send) + with("for", placement.length) + " priority " +
               std::to_string(placement.priority);
      }
      case OpKind::invite:
        return "invite " + path(plan_.invitations[op.a].site) + " to " + name(plan_.invitations[op.a].activity) + ' ' +
               said(plan_.invitations[op.a].send);
      case OpKind::experiment: {
        std::string arms;
        for (const Arm& arm : plan_.experiments[op.a].arms) arms += ' ' + name(arm.name) + " -> " + std::to_string(arm.first) + ',';
        return "experiment " + path(plan_.experiments[op.a].site) + arms + " control" + to;
      }
      case OpKind::repeat: return "repeat " + path(plan_.repeats[op.a].site);
      case OpKind::reserve: return "reserve " + name(plan_.reserves[op.a].benefit) + " for " + spell(plan_.reserves[op.a].hold);
      case OpKind::release: return "release " + name(plan_.releases[op.a].benefit);
    }
    return {};
  }
  std::string offering(TextIndex product) const { return product == kNone ? std::string() : " offering " + name(product); }
  // What the one leg of a step's send says.
  std::string said(std::uint32_t send) const {
    const Send& of = plan_.sends[send];
    return name(of.legs[0].channel) + ' ' + name(of.legs[0].template_) + values(of.with) + offering(of.offering);
  }
  void dialogue(const Question& question) {
    line(1, "ask " + path(question.site) + with("answer within", question.within) + place(question.site));
    handler("answered", question.answered);
    handler("silent", question.silent);
  }
  void dialogue(const Placement& placement) {
    if (placement.answered == kNone && placement.silent == kNone) return;
    line(1, "place " + path(placement.site) + place(placement.site));
    handler("answered", placement.answered);
    handler("silent", placement.silent);
  }
  void experiment(const Experiment& experiment, const Trigger& measure) {
    line(1, "experiment " + path(experiment.site) + " measure " + trigger(measure) + with("within", experiment.within) +
                place(experiment.site));
    for (const Arm& arm : experiment.arms) line(2, "arm " + name(arm.name) + ' ' + percent(arm.share));
    if (experiment.control != 0) line(2, "control " + percent(experiment.control));
    if (experiment.sure != 0)
      line(2, "stop when sure " + percent(experiment.sure) + " after " + std::to_string(experiment.least) + " customers");
  }

  const Plan& plan_;
  const Origin& origin_;
  std::string out_;
};

}  // namespace

std::string dump(const Plan& plan, const Origin& origin) { return Dumper(plan, origin).run(); }

}  // namespace playmaker::plan
