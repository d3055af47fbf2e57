// watch: a breakpoint can catch somebody, unless the journey is over before its time is, or by the very thing that arms it. `from A to A`
// is sound: an event clears what stands armed before it arms anew, so it watches for A to come again.
#include <algorithm>

#include "dsl/prove/lifetime.hpp"
#include "dsl/prove/prove.hpp"
#include "runtime/plan/operands.hpp"

namespace playmaker::prove {
namespace {

using plan::kNone;
using plan::NodeIndex;
using plan::NodeOp;
using plan::Operand;
using plan::TriggerKind;
using source::Issue;

// One way in which what arms a breakpoint comes about, and what is true in that minute: an event of this journey, a task's result.
struct Way {
  std::uint32_t event = kNone;             // Unit::events
  NodeIndex where = kNone;
  std::uint32_t task = kNone;
  bool done = false;
  plan::TextIndex outcome = kNone;
};

class Breakpoints {
 public:
  Breakpoints(const lower::Lowered& lowered, source::Issues& issues)
      : lowered_(lowered),
        plan_(lowered.plan),
        issues_(issues),
        life_(lifetime(lowered.plan)),
        freezes_(std::ranges::any_of(lowered.plan.pauses, &plan::Pause::all)) {}

  void run() {
    for (const plan::Breakpoint& each : plan_.breakpoints) judge(each);
  }

 private:
  Issue never(const plan::Breakpoint& each, source::Words why) const {
    return Issue(source::Code::breakpoint_never, lowered_.spans[each.site]).arg(plan_.sites[each.site].path).arg(std::move(why));
  }

  void judge(const plan::Breakpoint& each) {
    if (each.rule == plan::StallRuleKind::after && life_) {
      const std::optional<base::Millis> before = longest(each.from.lookback);   // it may have begun so long before the journey
      if (before && shortest(each.length) - *before > *life_)
        return issues_.add(never(each, {"the journey ends before its time is over", "旅程在其时限之前就已结束"}));
    }
    const std::vector<Way> ways = ways_of(each.from);
    if (ways.empty() || freezes_) return;   // what is frozen ends later
    std::vector<plan::SiteIndex> ends;
    for (const Way& way : ways) {
      const plan::SiteIndex end = end_of(way);
      if (end != kNone && std::ranges::find(ends, end) == ends.end()) ends.push_back(end);
      if (end == kNone) return waits_again(each, ways);
    }
    Issue issue = never(each, {"what arms it ends the journey", "使其开始计时的事同时结束旅程"});
    for (const plan::SiteIndex end : ends) issue.note(lowered_.spans[end], {"it ends here, in the same minute", "旅程在此同一分钟结束"});
    issue.help({"let the goal `keep going`, or watch from an earlier step", "请为目标写 `keep going`,或从更早的一步开始观察"});
    issues_.add(std::move(issue));
  }

  // All ways in which it can come about; none: they are not known.
  std::vector<Way> ways_of(const plan::Trigger& from) const {
    if (from.lookback.written() || from.any_moment) return {};
    if (from.kind == TriggerKind::event) {
      // Whoever comes in by that event is in since then: whether it counts as one of the journey's own is not decided here.
      const bool enters = std::ranges::any_of(plan_.audience.entries, [&](const plan::Entry& entry) {
        return entry.on.kind == TriggerKind::event && entry.on.what == from.what;
      });
      return enters ? std::vector<Way>{} : std::vector<Way>{{from.what, from.where, kNone, false, kNone}};
    }
    const bool of_task = from.kind == TriggerKind::task_done || from.kind == TriggerKind::task_outcome;
    if (from.kind == TriggerKind::task_closed) return {{kNone, kNone, from.what, false, kNone}};
    if (!of_task || from.what >= plan_.tasks.size()) return {};
    const plan::Task& task = plan_.tasks[from.what];
    // What the engine itself closes it as comes about in ways of its own.
    static constexpr std::string_view kBuiltIn[] = {"unreached", "expired", "lapsed", "cancelled"};
    if (from.kind == TriggerKind::task_outcome &&
        (std::ranges::find(kBuiltIn, plan_.unit.texts[from.outcome]) != std::end(kBuiltIn) || task.work.attempts.outcome == from.outcome))
      return {};
    std::vector<Way> out;
    for (const plan::TaskClosing& closing : task.closings) {
      if (from.kind == TriggerKind::task_done ? !closing.done : closing.outcome != from.outcome) continue;
      Way way{kNone, kNone, from.what, closing.done, closing.outcome};
      if (closing.on.kind == TriggerKind::event && closing.on.what != kNone && !closing.on.lookback.written()) {
        way.event = closing.on.what;
        way.where = closing.on.where;
      }
      out.push_back(way);
    }
    // A person's word: where no event is asked for, or the word is asked for too.
    const bool of_event = std::ranges::any_of(task.closings, &plan::TaskClosing::done);
    const bool by_word = std::ranges::find(task.work.closed_by_report, from.outcome) != task.work.closed_by_report.end();
    if (!of_event || task.by_report || (from.kind == TriggerKind::task_outcome && by_word))
      out.push_back({kNone, kNone, from.what, from.kind == TriggerKind::task_done, from.outcome});
    return out;
  }

  // The goal or the exit that ends the journey in that minute; kNone: none for certain.
  plan::SiteIndex end_of(const Way& way) const {
    for (const plan::Goal& goal : plan_.goals) {
      if (!goal.keep_going && goal.is != kNone && holds(goal.is, way)) return goal.site;
    }
    for (const plan::Exit& exit : plan_.exits) {
      const bool when = exit.when != kNone && holds(exit.when, way);
      if (exit.has_trigger ? (exit.when == kNone || when) && comes(exit.on, way) : when) return exit.site;
    }
    return kNone;
  }

  bool comes(const plan::Trigger& on, const Way& way) const {
    switch (on.kind) {
      case TriggerKind::event: return way.event != kNone && on.what == way.event && (on.where == kNone || same(on.where, way.where));
      case TriggerKind::task_closed: return on.what == way.task && way.task != kNone;
      case TriggerKind::task_done: return on.what == way.task && way.done;
      case TriggerKind::task_outcome: return on.what == way.task && way.outcome != kNone && on.outcome == way.outcome;
      default: return false;
    }
  }

  // Whether it is true for certain.
  bool holds(NodeIndex at, const Way& way) const {
    const plan::Node& node = plan_.unit.nodes[at];
    switch (node.op) {
      case NodeOp::and_: return holds(node.a, way) && holds(node.b, way);
      case NodeOp::or_: return holds(node.a, way) || holds(node.b, way);
      case NodeOp::since_entry: return way.event != kNone && node.a == way.event;
      case NodeOp::task_closed: return node.a == way.task;
      case NodeOp::task_done: return node.a == way.task && way.done;
      case NodeOp::task_outcome_is: return node.a == way.task && way.outcome != kNone && node.b == way.outcome;
      default: return false;
    }
  }

  // The same condition, written twice.
  bool same(NodeIndex one, NodeIndex other) const {
    if (one == other) return true;
    if (one == kNone || other == kNone) return false;
    const plan::Unit& unit = plan_.unit;
    const plan::Node &a = unit.nodes[one], &b = unit.nodes[other];
    const plan::Operands* operands = plan::operands_of(a.op);
    if (a.op != b.op || a.type != b.type || operands == nullptr) return false;
    if (operands->a == Operand::children) {
      bool alike = a.b == b.b && a.c == b.c;
      for (std::uint32_t i = 0; alike && i < a.b; ++i) alike = same(unit.children[a.a + i], unit.children[b.a + i]);
      return alike;
    }
    const auto alike = [&](Operand what, std::uint32_t mine, std::uint32_t theirs) {
      if (mine == theirs) return true;
      if (mine == kNone || theirs == kNone) return false;
      switch (what) {
        case Operand::node: return same(mine, theirs);
        case Operand::text: return unit.texts[mine] == unit.texts[theirs];
        case Operand::number: return a.op == NodeOp::constant && unit.numbers[mine] == unit.numbers[theirs];
        case Operand::length: return unit.lengths[mine] == unit.lengths[theirs];
        default: return false;
      }
    };
    return alike(operands->a, a.a, b.a) && alike(operands->b, a.b, b.b) && alike(operands->c, a.c, b.c);
  }

  // What closes the task is what the breakpoint waits for: everybody who did it is watched for doing it again.
  void waits_again(const plan::Breakpoint& each, const std::vector<Way>& ways) {
    if (each.to.kind != TriggerKind::event) return;
    const bool all = std::ranges::all_of(ways, [&](const Way& way) {
      return way.task != kNone && way.event == each.to.what && (each.to.where == kNone || same(each.to.where, way.where));
    });
    if (!all) return;
    const std::string& task = plan_.sites[plan_.tasks[each.from.what].site].path;
    Issue issue(source::Code::breakpoint_again, lowered_.spans[each.site]);
    issue.arg(plan_.sites[each.site].path).arg(plan_.unit.texts[plan_.unit.events[each.to.what]]).arg(task);
    issue.note(lowered_.spans[plan_.tasks[each.from.what].site], {"the first closes this task", "第一次已使此任务完成"});
    issue.help({"watch from an earlier step, or for what should come next", "请从更早的一步开始观察,或等待后续应发生的事件"});
    issues_.add(std::move(issue));
  }

  const lower::Lowered& lowered_;
  const plan::Plan& plan_;
  source::Issues& issues_;
  std::optional<base::Millis> life_;
  bool freezes_;
};

}  // namespace

void prove_breakpoints(const lower::Lowered& lowered, source::Issues& issues) { Breakpoints(lowered, issues).run(); }

}  // namespace playmaker::prove
