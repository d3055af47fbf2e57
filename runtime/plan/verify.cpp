// A plan's soundness: every index in range, every closed list's value named, children before parents, jumps forward only and an end at
// the end, so that whatever runs a plan may follow it without looking.
#include "runtime/plan/plan.hpp"
#include "runtime/plan/verifier.hpp"

namespace playmaker::plan {
namespace {

class PlanVerifier {
 public:
  explicit PlanVerifier(const Plan& plan) : plan_(plan), v_(plan.unit, plan.tasks.size()) {}

  std::string run() {
    v_.unit(kNone);
    v_.require(!plan_.name.empty(), "plan without a name");
    v_.require(!plan_.sites.empty() && plan_.sites.front().kind == SiteKind::playbook, "the first site is the playbook");
    v_.optional_text(plan_.owner, "owner");
    v_.optional_text(plan_.calendar, "calendar");
    v_.optional_text(plan_.policy, "policy");
    v_.length(plan_.ends_after, "ends after");
    v_.length(plan_.stale_after, "stale after");
    for (std::uint32_t i = 0; i < plan_.sites.size() && v_.sound(); ++i) site(i);
    audience();
    block(plan_.block, "playbook's steps");
    for (const Goal& each : plan_.goals) goal(each);
    for (const Exit& each : plan_.exits) exit(each);
    for (const Pause& each : plan_.pauses) {
      site_of(each, SiteKind::pause, plan_.pauses, "pause");
      trigger(each.on, "pause");
      trigger(each.until, "pause until");
    }
    ops();
    for (const Stage& each : plan_.stages) stage(each);
    for (const Wave& each : plan_.waves) wave(each);
    for (const Task& each : plan_.tasks) task(each);
    for (const Breakpoint& each : plan_.breakpoints) breakpoint(each);
    for (const Moment& each : plan_.moments) moment(each);
    for (const Decide& each : plan_.decides) decide(each);
    for (const Track& each : plan_.tracks) {
      site_of(each, SiteKind::track, plan_.tracks, "track");
      block(each.block, "track's steps");
    }
    steps();
    verify_flow(plan_, v_);
    dialogue();
    return v_.fault();
  }

 private:
  void site(std::uint32_t at) {
    const Site& site = plan_.sites[at];
    v_.require((site.kind >= SiteKind::playbook && site.kind <= SiteKind::arm) || site.kind == SiteKind::hand_over ||
                   site.kind == SiteKind::review || site.kind == SiteKind::gone ||
                   (site.kind >= SiteKind::repeat && site.kind <= SiteKind::release),
               "site kind");
    v_.require(site.parent == kNone || site.parent < at, "site stands before its parent");
    if (!v_.sound()) return;
    switch (site.kind) {
      case SiteKind::entry: return v_.index(site.index, plan_.audience.entries.size(), "site's entry");
      case SiteKind::goal: return v_.index(site.index, plan_.goals.size(), "site's goal");
      case SiteKind::exit: return v_.index(site.index, plan_.exits.size(), "site's exit");
      case SiteKind::stage: return v_.index(site.index, plan_.stages.size(), "site's stage");
      case SiteKind::wave: return v_.index(site.index, plan_.waves.size(), "site's wave");
      case SiteKind::task: return v_.index(site.index, plan_.tasks.size(), "site's task");
      case SiteKind::breakpoint: return v_.index(site.index, plan_.breakpoints.size(), "site's breakpoint");
      case SiteKind::moment: return v_.index(site.index, plan_.moments.size(), "site's moment");
      case SiteKind::decide: return v_.index(site.index, plan_.decides.size(), "site's decide");
      case SiteKind::track: return v_.index(site.index, plan_.tracks.size(), "site's track");
      case SiteKind::send: return v_.index(site.index, plan_.sends.size(), "site's send");
      case SiteKind::notify: return v_.index(site.index, plan_.notices.size(), "site's notice");
      case SiteKind::wait: return v_.index(site.index, plan_.waits.size(), "site's wait");
      case SiteKind::grant: return v_.index(site.index, plan_.grants.size(), "site's grant");
      case SiteKind::assign: return v_.index(site.index, plan_.assigns.size(), "site's assign");
      case SiteKind::hand_off: return v_.index(site.index, plan_.hand_offs.size(), "site's hand-off");
      case SiteKind::hand_over: return v_.index(site.index, plan_.hand_overs.size(), "site's hand-over");
      case SiteKind::emit: return v_.index(site.index, plan_.emits.size(), "site's emit");
      case SiteKind::ask: return v_.index(site.index, plan_.questions.size(), "site's question");
      case SiteKind::place: return v_.index(site.index, plan_.placements.size(), "site's placement");
      case SiteKind::invite: return v_.index(site.index, plan_.invitations.size(), "site's invitation");
      case SiteKind::experiment: return v_.index(site.index, plan_.experiments.size(), "site's experiment");
      case SiteKind::pause: return v_.index(site.index, plan_.pauses.size(), "site's pause");
      case SiteKind::repeat: return v_.index(site.index, plan_.repeats.size(), "site's repeat");
      case SiteKind::reserve: return v_.index(site.index, plan_.reserves.size(), "site's reserve");
      case SiteKind::release: return v_.index(site.index, plan_.releases.size(), "site's release");
      case SiteKind::leg:
        return v_.require(site.parent != kNone && plan_.sites[site.parent].kind == SiteKind::send, "a leg stands under its send");
      default: return;
    }
  }
  // A thing and its site name each other.
  template <class Thing>
  void site_of(const Thing& thing, SiteKind kind, const std::vector<Thing>& table, const char* what) {
    v_.index(thing.site, plan_.sites.size(), what);
    if (!v_.sound()) return;
    const Site& site = plan_.sites[thing.site];
    v_.require(site.kind == kind && site.index == static_cast<std::uint32_t>(&thing - table.data()), what);
  }
  void block(OpIndex at, const char* what) {
    if (at != kNone) v_.index(at, plan_.ops.size(), what);
  }
  void task_index(std::uint32_t at, const char* what) { v_.index(at, plan_.tasks.size(), what); }

  void trigger(const Trigger& trigger, const char* what) {
    v_.named(trigger.kind, TriggerKind::event, TriggerKind::import_arrived, what);
    switch (trigger.kind) {
      case TriggerKind::event: v_.index(trigger.what, plan_.unit.events.size(), what); break;
      case TriggerKind::task_outcome: v_.text(trigger.outcome, what); [[fallthrough]];
      case TriggerKind::task_done:
      case TriggerKind::task_closed: task_index(trigger.what, what); break;
      case TriggerKind::import_arrived: v_.text(trigger.what, what); break;
      default: break;
    }
    for (const std::uint32_t each : trigger.also) task_index(each, what);
    v_.optional_text(trigger.outcome, what);
    v_.optional_node(trigger.where, what);
    v_.length(trigger.lookback, what);
  }
  void anchor(const Anchor& anchor, const char* what) {
    v_.named(anchor.kind, AnchorKind::entry, AnchorKind::opened, what);
    if (anchor.kind == AnchorKind::stage) v_.index(anchor.what, plan_.stages.size(), what);
    if (anchor.kind == AnchorKind::task_closed) task_index(anchor.what, what);
    if (anchor.kind == AnchorKind::event) v_.index(anchor.what, plan_.unit.events.size(), what);
    if (anchor.kind == AnchorKind::value) v_.node(anchor.what, what);
  }
  void timing(const Timing& timing, const char* what) {
    v_.named(timing.kind, TimingKind::none, TimingKind::before, what);
    std::int32_t least = INT32_MIN, most = INT32_MAX;
    if (timing.kind == TimingKind::day) least = 1, most = static_cast<std::int32_t>(kLengthDaysMax);
    if (timing.kind == TimingKind::weekday) least = 0, most = 6;
    if (timing.kind == TimingKind::month_day) least = 1, most = 31;
    if (timing.kind == TimingKind::date) least = -1'000'000, most = 3'000'000;
    v_.require(timing.number >= least && timing.number <= most, what);
    v_.length(timing.length, what);
    anchor(timing.anchor, what);
    v_.minute(timing.at_minute, what);
  }

  void audience() {
    const Audience& audience = plan_.audience;
    for (const Entry& each : audience.entries) {
      site_of(each, SiteKind::entry, audience.entries, "entry");
      v_.named(each.kind, EntryKind::on_event, EntryKind::list, "entry kind");
      if (each.kind == EntryKind::on_event) trigger(each.on, "entry's event");
      v_.optional_node(each.condition, "entry's condition");
      v_.length(each.within, "entry's within");
      v_.optional_index(each.within_event, plan_.unit.events.size(), "entry's within");
      timing(each.sweep.timing, "sweep time");
      v_.entry(each);
    }
    for (const NodeIndex each : audience.only) v_.node(each, "only");
    for (const NodeIndex each : audience.except) v_.node(each, "except");
    again(audience.again);
    v_.share(audience.hold_out, "hold out");
  }
  void again(const Again& again) {
    v_.named(again.kind, AgainKind::never, AgainKind::per, "again");
    v_.length(again.length, "again");
    v_.optional_node(again.key, "again per");
  }
  void goal(const Goal& goal) {
    site_of(goal, SiteKind::goal, plan_.goals, "goal");
    v_.node(goal.is, "goal");
    v_.length(goal.within, "goal's within");
    block(goal.reached, "goal reached");
    block(goal.missed, "goal missed");
  }
  void exit(const Exit& exit) {
    site_of(exit, SiteKind::exit, plan_.exits, "exit");
    if (exit.has_trigger) trigger(exit.on, "exit");
    v_.require(exit.has_trigger || exit.when != kNone, "exit without a trigger");
    v_.optional_node(exit.when, "exit when");
    block(exit.handler, "exit's steps");
  }
  // Forward only: code without a loop ends by itself, and every op before the last has a next one.
  void ops() {
    const auto& ops = plan_.ops;
    v_.require(ops.empty() || ops.back().kind == OpKind::end, "the last op is an end");
    for (std::uint32_t at = 0; at < ops.size() && v_.sound(); ++at) {
      const Op& op = ops[at];
      v_.require((op.kind >= OpKind::end && op.kind <= OpKind::experiment) || op.kind == OpKind::hand_over ||
                     op.kind == OpKind::branch_task || (op.kind >= OpKind::repeat && op.kind <= OpKind::release),
                 "op kind");
      v_.optional_index(op.site, plan_.sites.size(), "op site");
      const auto target = [&](OpIndex to) { v_.require(to > at && to < ops.size(), "jump that is not forward"); };
      switch (op.kind) {
        case OpKind::end: break;
        case OpKind::send: v_.index(op.a, plan_.sends.size(), "op send"); break;
        case OpKind::notify: v_.index(op.a, plan_.notices.size(), "op notify"); break;
        case OpKind::open_task: task_index(op.a, "op task"); break;
        case OpKind::arm_wave: v_.index(op.a, plan_.waves.size(), "op wave"); break;
        case OpKind::branch:
          v_.node(op.a, "op branch");
          target(op.b);
          break;
        case OpKind::jump: target(op.a); break;
        case OpKind::decide: v_.index(op.a, plan_.decides.size(), "op decide"); break;
        case OpKind::wait_for:
        case OpKind::wait_until: target(op.b); [[fallthrough]];
        case OpKind::wait: v_.index(op.a, plan_.waits.size(), "op wait"); break;
        case OpKind::grant: v_.index(op.a, plan_.grants.size(), "op grant"); break;
        case OpKind::assign: v_.index(op.a, plan_.assigns.size(), "op assign"); break;
        case OpKind::hand_off:
          v_.index(op.a, plan_.hand_offs.size(), "op hand-off");
          target(op.b);
          break;
        case OpKind::hand_over:
          v_.index(op.a, plan_.hand_overs.size(), "op hand-over");
          target(op.b);
          break;
        case OpKind::branch_task:
          task_index(op.a, "op branch task");
          v_.require(!v_.sound() || plan_.tasks[op.a].of_branch, "op branch task of a customer");
          break;
        case OpKind::tag:
        case OpKind::finish: v_.text(op.a, "op text"); break;
        case OpKind::set:
          v_.index(op.a, plan_.unit.attributes.size(), "op set");
          v_.node(op.b, "op set");
          break;
        case OpKind::emit: v_.index(op.a, plan_.emits.size(), "op emit"); break;
        case OpKind::ask: v_.index(op.a, plan_.questions.size(), "op ask"); break;
        case OpKind::place: v_.index(op.a, plan_.placements.size(), "op place"); break;
        case OpKind::invite: v_.index(op.a, plan_.invitations.size(), "op invite"); break;
        case OpKind::experiment:
          v_.index(op.a, plan_.experiments.size(), "op experiment");
          if (v_.sound()) {
            for (const Arm& arm : plan_.experiments[op.a].arms) target(arm.first);
          }
          target(op.b);
          break;
        case OpKind::repeat: v_.index(op.a, plan_.repeats.size(), "op repeat"); break;
        case OpKind::reserve: v_.index(op.a, plan_.reserves.size(), "op reserve"); break;
        case OpKind::release: v_.index(op.a, plan_.releases.size(), "op release"); break;
      }
    }
  }
  void stage(const Stage& stage) {
    site_of(stage, SiteKind::stage, plan_.stages, "stage");
    for (const std::uint32_t each : stage.after) v_.index(each, plan_.stages.size(), "stage after");
    v_.optional_node(stage.when, "stage when");
    v_.optional_node(stage.unless, "stage unless");
    timing(stage.timing, "stage time");
    v_.require(stage.from_day == 0 || stage.timing.kind == TimingKind::none, "stage days and time");
    v_.require(stage.from_day >= 0 && stage.to_day >= stage.from_day && stage.to_day <= kLengthDaysMax, "stage days");
    v_.length(stage.due, "stage due");
    block(stage.block, "stage's steps");
    for (const std::uint32_t each : stage.tasks) task_index(each, "stage's task");
    for (const std::uint32_t each : stage.waves) v_.index(each, plan_.waves.size(), "stage's wave");
  }
  void predecessors(std::uint32_t task, std::uint32_t stage, std::uint32_t wave) {
    v_.optional_index(task, plan_.tasks.size(), "after task");
    v_.optional_index(stage, plan_.stages.size(), "after stage");
    v_.optional_index(wave, plan_.waves.size(), "after wave");
  }
  void wave(const Wave& wave) {
    site_of(wave, SiteKind::wave, plan_.waves, "wave");
    timing(wave.timing, "wave time");
    predecessors(wave.after_task, wave.after_stage, wave.after_wave);
    v_.optional_node(wave.when, "wave when");
    v_.optional_node(wave.unless, "wave unless");
    v_.length(wave.stale_after, "wave stale after");
    block(wave.block, "wave's steps");
  }
  void tick(const Tick& tick) {
    v_.length(tick.length, "tick length");
    v_.named(tick.anchor, TickAnchor::opened, TickAnchor::after, "tick anchor");
    if (anchored(tick)) anchor(tick.of, "tick anchor");
  }
  void task(const Task& task) {
    site_of(task, SiteKind::task, plan_.tasks, "task");
    v_.optional_text(task.channel, "task channel");
    v_.named(task.purpose, Purpose::marketing, Purpose::staff, "task purpose");
    timing(task.timing, "task time");
    predecessors(task.after_task, task.after_stage, task.after_wave);
    v_.optional_node(task.when, "task when");
    v_.optional_node(task.unless, "task unless");
    for (const TaskClosing& each : task.closings) {
      if (each.on.what != kNone) trigger(each.on, "task closing");
      v_.require(each.on.what != kNone || each.when != kNone, "task closing without a trigger");
      v_.optional_node(each.when, "task closing");
      v_.optional_text(each.outcome, "task outcome");
    }
    for (const TextIndex each : task.outcomes) v_.text(each, "task outcome");
    v_.optional_text(task.role, "task role");
    v_.optional_text(task.with_role, "task role");
    timing(task.due.timing, "task due");
    v_.length(task.due.length, "task due");
    anchor(task.due.anchor, "task due");
    for (const Reminder& each : task.remind) tick(each.tick);
    for (const Escalation& each : task.escalate) tick(each.tick);
    v_.length(task.expires_after, "task expires after");
    v_.optional_text(task.offering, "task offering");
    if (task.work.attempts.times > 0) trigger(task.work.attempts.on, "task attempts");
    for (const CallBack& each : task.work.call_backs) trigger(each.on, "task call back");
    verify_work(v_, plan_, task.work);
  }
  void breakpoint(const Breakpoint& breakpoint) {
    site_of(breakpoint, SiteKind::breakpoint, plan_.breakpoints, "breakpoint");
    trigger(breakpoint.from, "breakpoint from");
    trigger(breakpoint.to, "breakpoint to");
    v_.named(breakpoint.rule, StallRuleKind::after, StallRuleKind::before_anchor, "breakpoint rule");
    v_.length(breakpoint.length, "breakpoint length");
    anchor(breakpoint.anchor, "breakpoint anchor");
    block(breakpoint.block, "breakpoint's steps");
    for (const TextIndex each : breakpoint.why.reasons) v_.text(each, "breakpoint reason");
    v_.require(breakpoint.why.reasons.empty() || breakpoint.why.role != kNone, "breakpoint reasons asked of nobody");
    v_.optional_text(breakpoint.why.role, "breakpoint reasons");
  }
  void moment(const Moment& moment) {
    site_of(moment, SiteKind::moment, plan_.moments, "moment");
    for (const Trigger& each : moment.on) trigger(each, "moment on");
    v_.optional_node(moment.starts_when, "moment starts when");
    for (const NodeIndex each : moment.among) v_.node(each, "moment among");
    again(moment.again);
    v_.length(moment.expires_after, "moment expires after");
    v_.named(moment.overlap, Overlap::drop, Overlap::queue, "moment overlap");
    v_.optional_node(moment.each.list, "for each");
    v_.optional_node(moment.each.where, "for each");
    if (moment.each.list != kNone && v_.sound())
      v_.require(plan_.unit.nodes[moment.each.list].op == NodeOp::attribute, "for each reads a list of the customer");
    block(moment.block, "moment's steps");
  }
  void decide(const Decide& decide) {
    site_of(decide, SiteKind::decide, plan_.decides, "decide");
    for (const NodeIndex each : decide.by) v_.node(each, "decide by");
    for (const DecideRow& row : decide.rows) {
      v_.require(row.cells.size() == decide.by.size(), "decide row's cells");
      v_.index(row.track, plan_.tracks.size(), "decide row's track");
      for (const Cell& cell : row.cells) {
        v_.named(cell.kind, CellKind::any, CellKind::one_of, "cell kind");
        if (cell.kind >= CellKind::equal) v_.node(cell.a, "cell");
        if (cell.kind == CellKind::range) v_.node(cell.b, "cell");
      }
    }
  }
  void with(const std::vector<WithValue>& values) {
    for (const WithValue& each : values) {
      v_.text(each.name, "with name");
      v_.node(each.value, "with value");
    }
  }
  void steps() {
    for (const Send& each : plan_.sends) {
      site_of(each, SiteKind::send, plan_.sends, "send");
      v_.require(!each.legs.empty(), "send without a leg");
      with(each.with);
      v_.optional_text(each.offering, "send offering");
      for (const Leg& leg : each.legs) {
        v_.index(leg.site, plan_.sites.size(), "leg");
        v_.require(!v_.sound() || (plan_.sites[leg.site].kind == SiteKind::leg && plan_.sites[leg.site].parent == each.site),
                   "leg under another send");
        v_.text(leg.channel, "leg channel");
        v_.text(leg.template_, "leg template");
        v_.optional_text(leg.report, "leg report");
        v_.length(leg.within, "leg within");
      }
    }
    for (const Notice& each : plan_.notices) {
      site_of(each, SiteKind::notify, plan_.notices, "notice");
      v_.text(each.role, "notice role");
      v_.optional_text(each.channel, "notice channel");
      v_.optional_text(each.template_, "notice template");
      with(each.with);
    }
    for (const Wait& each : plan_.waits) {
      site_of(each, SiteKind::wait, plan_.waits, "wait");
      for (const Trigger& trigger_ : each.for_) trigger(trigger_, "wait for");
      v_.optional_node(each.until, "wait until");
      v_.length(each.up_to, "wait");
    }
    for (const Grant& each : plan_.grants) {
      site_of(each, SiteKind::grant, plan_.grants, "grant");
      v_.text(each.benefit, "grant");
      with(each.with);
    }
    for (const Assign& each : plan_.assigns) {
      site_of(each, SiteKind::assign, plan_.assigns, "assign");
      v_.text(each.role, "assign role");
      task_index(each.task, "assign task");
    }
    for (const HandOff& each : plan_.hand_offs) {
      site_of(each, SiteKind::hand_off, plan_.hand_offs, "hand-off");
      v_.text(each.playbook, "hand-off");
      with(each.with);
    }
    for (const HandOver& each : plan_.hand_overs) {
      site_of(each, SiteKind::hand_over, plan_.hand_overs, "hand-over");
      v_.text(each.role, "hand-over");
      v_.length(each.within, "hand-over");
    }
    for (const Emit& each : plan_.emits) {
      site_of(each, SiteKind::emit, plan_.emits, "emit");
      v_.text(each.event, "emit");
      with(each.with);
    }
  }

  // A step that speaks with the customer through one send of its own.
  template <class Step>
  void speaks(const Step& step, SiteKind kind, const std::vector<Step>& table, const char* what) {
    site_of(step, kind, table, what);
    v_.index(step.send, plan_.sends.size(), what);
    v_.require(!v_.sound() || plan_.sends[step.send].legs.size() == 1, what);
  }
  void dialogue() {
    for (const Question& each : plan_.questions) {
      speaks(each, SiteKind::ask, plan_.questions, "question");
      v_.length(each.within, "question within");
      block(each.answered, "question's answer");
      block(each.silent, "question's else");
    }
    for (const Placement& each : plan_.placements) {
      speaks(each, SiteKind::place, plan_.placements, "placement");
      v_.length(each.length, "placement for");
      block(each.answered, "placement's answer");
      block(each.silent, "placement's else");
    }
    for (const Invitation& each : plan_.invitations) {
      speaks(each, SiteKind::invite, plan_.invitations, "invitation");
      v_.text(each.activity, "invitation's activity");
      v_.index(each.signed_up, plan_.unit.events.size(), "invitation's event");
      v_.index(each.attended, plan_.unit.events.size(), "invitation's event");
    }
    v_.require(plan_.measures.size() == plan_.experiments.size(), "an experiment without what it measures");
    for (std::size_t i = 0; i < plan_.experiments.size() && v_.sound(); ++i) {
      const Experiment& each = plan_.experiments[i];
      site_of(each, SiteKind::experiment, plan_.experiments, "experiment");
      v_.text(each.name, "experiment's name");
      v_.length(each.within, "experiment's within");
      v_.share(each.sure, "experiment's certainty");
      trigger(plan_.measures[i], "experiment's measure");
      std::uint64_t all = each.control;
      for (const Arm& arm : each.arms) {
        v_.index(arm.site, plan_.sites.size(), "arm");
        v_.text(arm.name, "arm's name");
        all += arm.share;
      }
      v_.require(!each.arms.empty() && all == 1'000'000, "an experiment's shares make up all");
    }
  }

  const Plan& plan_;
  Verifier v_;
};

}  // namespace

std::string verify(const Plan& plan) { return PlanVerifier(plan).run(); }

}  // namespace playmaker::plan
