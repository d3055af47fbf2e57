// reach, for what stands in a stage without days: the stage is complete when its must-tasks are closed and its own steps have run, and its
// end takes back what has not begun. A wave or a repeat that begins only then, or only after all of these tasks are due, is written in
// vain. A warning, and only where it is certain: who leaves a task open past its due keeps the stage.
#include <algorithm>

#include "dsl/prove/contacts/minutes.hpp"
#include "dsl/prove/lifetime.hpp"
#include "dsl/prove/prove.hpp"
#include "runtime/plan/find.hpp"

namespace playmaker::prove {
namespace {

using plan::AnchorKind;
using plan::kNone;
using plan::OpIndex;
using plan::OpKind;
using plan::TimingKind;
using plan::TriggerKind;
using source::Words;

class Cuts {
 public:
  Cuts(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues)
      : lowered_(lowered),
        plan_(lowered.plan),
        issues_(issues),
        lengths_(calendar_of(catalog, lowered.plan)) {}

  void run() {
    for (const plan::Stage& stage : plan_.stages) {
      if (stage.to_day > 0 || stage.block == kNone) continue;
      stage_ = &stage;
      must_.clear();
      for (std::uint32_t i = 0; i < plan_.tasks.size(); ++i) {
        if (plan_.tasks[i].must && !plan_.tasks[i].of_branch && inside(plan_.tasks[i].site, stage.site)) must_.push_back(i);
      }
      if (!must_.empty()) block();
    }
  }

 private:
  static const base::Calendar* calendar_of(const plan::Catalog& catalog, const plan::Plan& plan) {
    const plan::NamedCalendar* named = plan.calendar == kNone ? nullptr : plan::find(catalog.calendars, plan.unit.texts[plan.calendar]);
    return named == nullptr ? nullptr : &named->days;
  }

  bool inside(plan::SiteIndex site, plan::SiteIndex around) const {
    while (site != kNone && site != around) site = plan_.sites[site].parent;
    return site == around;
  }

  // Steps that take time, so that the stage goes on.
  static bool lasts(OpKind kind) {
    return kind == OpKind::wait || kind == OpKind::wait_for || kind == OpKind::wait_until || holds_open(kind);
  }
  // Steps whose own blocks keep the stage open, however long they last.
  static bool holds_open(OpKind kind) {
    return kind == OpKind::ask || kind == OpKind::place || kind == OpKind::invite || kind == OpKind::decide || kind == OpKind::hand_over ||
           kind == OpKind::hand_off;
  }

  void block() {
    last_ = stage_->block;
    bool waits = false;
    while (plan_.ops[last_].kind != OpKind::end) {
      if (holds_open(plan_.ops[last_].kind)) return;
      waits = waits || lasts(plan_.ops[last_].kind);
      ++last_;
    }
    for (OpIndex at = stage_->block; at < last_; ++at) {
      const plan::Op& op = plan_.ops[at];
      if (op.kind == OpKind::arm_wave) wave(at, plan_.waves[op.a], waits);
      if (op.kind == OpKind::repeat) repeat(at, plan_.repeats[op.a], waits);
    }
  }

  // ---- what begins when the last must-task is closed

  // The must-tasks that are closed whenever that step comes, or have been waited for in vain.
  std::vector<std::uint32_t> waited_for(OpIndex step) const {
    std::vector<std::uint32_t> out;
    for (OpIndex at = stage_->block; at < step; ++at) {
      const plan::Op& op = plan_.ops[at];
      if (op.kind != OpKind::wait_for || op.b > step || aside(at, step)) continue;
      for (const plan::Trigger& each : plan_.waits[op.a].for_) {
        const bool of_task =
            each.kind == TriggerKind::task_closed || each.kind == TriggerKind::task_done || each.kind == TriggerKind::task_outcome;
        if (of_task && !each.any_moment && plan_.waits[op.a].for_.size() == 1) out.push_back(each.what);
      }
    }
    return out;
  }
  // Whether there is a way to `step` that goes by `at`: it stands in a branch, in braces or in an arm.
  bool aside(OpIndex at, OpIndex step) const {
    for (OpIndex before = stage_->block; before < at; ++before) {
      const plan::Op& op = plan_.ops[before];
      OpIndex to = 0;
      if (op.kind == OpKind::jump) to = op.a;
      else if (op.kind == OpKind::branch || op.kind == OpKind::wait_for || op.kind == OpKind::wait_until || op.kind == OpKind::experiment)
        to = op.b;
      if (at < to && step >= to) return true;
    }
    return false;
  }
  bool all_must(const std::vector<std::uint32_t>& tasks) const {
    return std::ranges::all_of(must_, [&](std::uint32_t each) { return std::ranges::find(tasks, each) != tasks.end(); });
  }
  bool goes_on_after(OpIndex step) const {
    for (OpIndex at = step + 1; at < last_; ++at) {
      if (lasts(plan_.ops[at].kind)) return true;
    }
    return false;
  }

  // ---- what begins after the must-tasks are due

  // Minutes after midnight of the day on which the stage begins; kFar: not known.
  Minute all_due() const {
    Minute out = 0;
    for (const std::uint32_t index : must_) {
      const plan::Task& task = plan_.tasks[index];
      const bool at_once = task.timing.kind == TimingKind::none && task.timing.at_minute < 0 && task.after_task == kNone &&
                           task.after_stage == kNone && task.after_wave == kNone;
      const bool direct = plan_.sites[task.site].parent == stage_->site;
      if (!at_once || !direct || !task.due.written || task.due.timing.kind != TimingKind::none || !task.due.length.written() ||
          task.due.anchor.kind != AnchorKind::opened)
        return kFar;
      out = std::max(out, lengths_.after_day(task.due.length).hi);
    }
    return out;
  }
  bool begins_at_entry() const {
    return stage_->after.empty() && stage_->when == kNone && stage_->unless == kNone && stage_->timing.kind == TimingKind::none;
  }
  // No sooner than so many minutes after that midnight; 0: not known.
  Minute soonest(const plan::Timing& timing) const {
    if (timing.kind == TimingKind::day) return begins_at_entry() ? (timing.number - 1) * kDayMinutes : 0;
    if (timing.kind != TimingKind::after) return 0;
    const bool of_stage = timing.anchor.kind == AnchorKind::opened ||
                          (timing.anchor.kind == AnchorKind::stage && &plan_.stages[timing.anchor.what] == stage_) ||
                          (timing.anchor.kind == AnchorKind::entry && begins_at_entry());
    return of_stage ? lengths_.days_after(timing.length).lo * kDayMinutes : 0;
  }

  // ---- the two together

  // A guard that asks after the tasks says that their end is thought of.
  bool asks_tasks(plan::NodeIndex node) const {
    if (node == kNone) return false;
    const plan::Node& of = plan_.unit.nodes[node];
    switch (of.op) {
      case plan::NodeOp::task_closed:
      case plan::NodeOp::task_done:
      case plan::NodeOp::task_outcome_is: return true;
      case plan::NodeOp::not_: return asks_tasks(of.a);
      case plan::NodeOp::and_:
      case plan::NodeOp::or_: return asks_tasks(of.a) || asks_tasks(of.b);
      default: return false;
    }
  }

  // Whether its steps send something: even what goes out at once is only planned when the stage ends in the same minute.
  bool touches(OpIndex block) const {
    for (OpIndex at = block; at != kNone && plan_.ops[at].kind != OpKind::end; ++at) {
      const OpKind kind = plan_.ops[at].kind;
      if (kind == OpKind::send || kind == OpKind::ask || kind == OpKind::place || kind == OpKind::invite) return true;
    }
    return false;
  }

  void wave(OpIndex at, const plan::Wave& wave, bool waits) {
    if (asks_tasks(wave.when) || asks_tasks(wave.unless)) return;
    const plan::Timing& timing = wave.timing;
    const bool counted = timing.kind == TimingKind::after && shortest(timing.length) > 0;
    const bool of_opening = counted && timing.anchor.kind == AnchorKind::opened;
    const bool later = of_opening || timing.kind == TimingKind::weekday || timing.kind == TimingKind::month_day ||
                       timing.kind == TimingKind::last_day || touches(wave.block);
    std::vector<std::uint32_t> first = later ? waited_for(at) : std::vector<std::uint32_t>{};
    if (counted && timing.anchor.kind == AnchorKind::task_closed) first.push_back(timing.anchor.what);
    if (later && wave.after_task != kNone) first.push_back(wave.after_task);
    judge(wave.site, at, first, soonest(timing), waits);
  }

  void repeat(OpIndex at, const plan::Repeat& repeat, bool waits) {
    const Minute first = repeat.day == plan::RepeatDay::none ? lengths_.days_after(repeat.every).lo * kDayMinutes : 0;
    if (!asks_tasks(repeat.until)) judge(repeat.site, at, waited_for(at), first, waits);
  }

  void judge(plan::SiteIndex site, OpIndex at, const std::vector<std::uint32_t>& first, Minute soonest, bool waits) {
    if (all_must(first)) {
      if (!goes_on_after(at))
        report(site, {"it begins when the last must-task is closed, and then the stage is complete",
                      "最后一项必做任务关闭后它才开始,而此时阶段已完成"});
      return;
    }
    if (!waits && soonest > 0 && soonest > all_due())
      report(site, {"all must-tasks are due before it, and the last of them completes the stage",
                    "全部必做任务的期限均早于它,而最后一项关闭即完成阶段"});
  }

  void report(plan::SiteIndex site, Words why) {
    source::Issue issue(source::Code::stage_cuts, lowered_.spans[site]);
    issue.arg(plan_.sites[site].path).arg(plan_.sites[stage_->site].path).arg(std::move(why));
    for (const std::uint32_t each : must_) {
      issue.note(lowered_.spans[plan_.tasks[each].site], {"a must-task of the stage", "该阶段的必做任务"});
      if (issue.notes.size() >= 3) break;
    }
    issue.help(
        {"give the stage its days, `on days A to B`, or write this outside of it", "请为阶段写明天数 `on days A to B`,或写在阶段之外"});
    issues_.add(std::move(issue));
  }

  const lower::Lowered& lowered_;
  const plan::Plan& plan_;
  source::Issues& issues_;
  Lengths lengths_;
  const plan::Stage* stage_ = nullptr;
  std::vector<std::uint32_t> must_;          // Plan::tasks: those that the stage waits for
  OpIndex last_ = 0;                         // the end of its block
};

}  // namespace

void prove_cuts(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues) {
  Cuts(catalog, lowered, issues).run();
}

}  // namespace playmaker::prove
