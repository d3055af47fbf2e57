// Block code: a run walks through its ops until a wait or the end, and nothing but a wait stops it (rule 39).
#include <algorithm>
#include <utility>

#include "runtime/base/limits.hpp"
#include "runtime/core/deciding.hpp"
#include "runtime/core/evaluate/evaluator.hpp"
#include "runtime/core/journey/last_block.hpp"

namespace playmaker::core {
namespace {

constexpr int kStepsMax = 100'000;         // of one run in one go; a sound plan has no way back and needs far fewer

Deciding::Ending* ending_of(Deciding& d, std::uint32_t journey) {
  for (Deciding::Ending& ending : d.endings) {
    if (ending.journey == journey) return &ending;
  }
  return nullptr;
}

// The container lives on after its own steps, until its stage's, track's or moment's end; a wave, steps of a breakpoint and a handler
// are over with them.
void body_done(Deciding& d, std::uint32_t journey, const plan::Plan& plan, const Run& run) {
  switch (plan.sites[run.site].kind) {
    case plan::SiteKind::playbook:
    case plan::SiteKind::stage:
    case plan::SiteKind::track:
    case plan::SiteKind::moment: return d.stand(journey, run.run, 0, RunPhase::idle);
    default: return complete_run(d, journey, run.run);
  }
}

void decide_step(Deciding& d, std::uint32_t number, std::uint32_t run, const plan::Op& op) {
  const Journey& journey = *d.journey(number);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const plan::Decide& table = plan.decides[op.a];
  std::vector<plan::Datum> values;
  for (const plan::NodeIndex node : table.by) values.push_back(d.value(d.frame(&journey, find_run(journey, run)), node, op.site));
  for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
    const auto& cells = table.rows[row].cells;
    bool fits = true;
    Findings findings;
    const Frame frame = d.frame(&journey, find_run(journey, run));
    for (std::size_t i = 0; i < cells.size() && i < values.size() && fits; ++i) fits = matches(frame, cells[i], values[i], findings);
    d.found(frame, op.site, findings);
    if (!fits) continue;
    d.emit(Decided{number, op.a, row});
    note_decided(d, number, op.a, row);
    const plan::Track& track = plan.tracks[table.rows[row].track];
    const Run* own = find_run(*d.journey(number), run);
    EventAtHand event;
    std::vector<plan::Datum> fields;
    if (own != nullptr && own->event != plan::kNone) {
      fields = own->event_fields;
      event = {own->event, own->event_at, &fields};
    }
    start_run(d, number, track.site, run, track.block, event);
    return;
  }
  d.incident("decide_gap", number, op.site, "");
}

void set_step(Deciding& d, std::uint32_t number, std::uint32_t run, const plan::Op& op) {
  const Journey& journey = *d.journey(number);
  const plan::Datum value = d.value(d.frame(&journey, find_run(journey, run)), op.b, op.site);
  const std::uint32_t attribute = d.plan_of(journey).unit.attributes[op.a];
  if (attribute_of(d.customer, attribute) == value) return;   // rule 30
  std::vector<WindowPoint> points;
  if (value.known()) window_points(d.frame(), attribute, value, d.now, points);
  d.emit(AttributeChanged{attribute, value, number, op.site});
  for (const WindowPoint& point : points) d.emit(point);
}

void emit_step(Deciding& d, std::uint32_t number, std::uint32_t run, const plan::Op& op) {
  const LinkedPlan& linked = d.plan_of(*d.journey(number));
  const plan::Emit& made = linked.plan->emits[op.a];
  const std::uint32_t event = linked.unit.number(Names::event, made.event);
  if (event >= d.world.roster->events.size()) return;
  if (d.depth >= static_cast<int>(base::kTriggerDepthMax)) return d.incident("emit_too_deep", number, op.site, "");
  const LinkedEvent& declared = d.world.roster->events[event];
  std::vector<plan::Datum> fields(declared.fields.size());
  for (const plan::WithValue& with : made.with) {
    const std::uint32_t field = declared.field(linked.plan->unit.texts[with.name]);
    const Journey& journey = *d.journey(number);
    if (field < fields.size()) fields[field] = d.value(d.frame(&journey, find_run(journey, run)), with.value, op.site);
  }
  d.emit(Emitted{number, op.site, event, fields});
  EventArrived arrived;
  arrived.event = event;
  arrived.at = d.now;
  arrived.fields = std::move(fields);
  d.emitted.push_back({std::move(arrived), d.depth + 1});
}

void notify_step(Deciding& d, std::uint32_t number, const plan::Op& op) {
  const Journey* journey = d.journey(number);
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  const std::string role = plan.unit.texts[plan.notices[op.a].role];
  const Assignee who = who_is(d, journey, role, op.site);
  d.emit(NoticeSent{number, op.site, who.person, role});
}

void assign_step(Deciding& d, std::uint32_t number, std::uint32_t run, const plan::Op& op) {
  const Journey* journey = d.journey(number);
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  const plan::Assign& assign = plan.assigns[op.a];
  const Task* task = task_in_scope(d.frame(journey, find_run(*journey, run)), assign.task);
  if (task == nullptr) return;
  const ThingRef ref{number, task->site, task->occurrence};
  const std::string& role = plan.unit.texts[assign.role];
  if (task->phase == TaskPhase::open) {
    assign_task(d, ref, role);
    return start_taking(d, ref);
  }
  if (task->phase == TaskPhase::armed) d.emit(TaskAssigned{ref, plan::kNone, role, false, {}, {}});   // whoever that is when it opens
}

// One op; `here` is its place, the run already stands behind it. False: the run waits or is over.
bool step(Deciding& d, std::uint32_t number, std::uint32_t run, std::uint32_t here, bool ending) {
  const Journey& journey = *d.journey(number);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const plan::Op op = plan.ops[here];
  switch (op.kind) {
    case plan::OpKind::end: body_done(d, number, plan, *find_run(journey, run)); return false;
    case plan::OpKind::send: plan_send(d, number, run, op.a); return true;
    case plan::OpKind::notify: notify_step(d, number, op); return true;
    case plan::OpKind::open_task: arm_task(d, number, run, op.a); return true;
    case plan::OpKind::arm_wave: arm_wave(d, number, run, op.a); return true;
    case plan::OpKind::branch:
      if (!d.test(d.frame(&journey, find_run(journey, run)), op.a, op.site)) d.stand(number, run, op.b, RunPhase::running);
      return true;
    case plan::OpKind::jump: d.stand(number, run, op.a, RunPhase::running); return true;
    case plan::OpKind::decide: decide_step(d, number, run, op); return true;
    case plan::OpKind::wait_for:
    case plan::OpKind::wait_until:
    case plan::OpKind::wait:
      if (ending) {
        end_run(d, number, run, RunEnd::cancelled, Reason::cancelled);   // the journey is over: there is nothing to wait in
        return false;
      }
      return begin_wait(d, number, run, here);
    case plan::OpKind::repeat:
      if (!ending) arm_repeat(d, number, run, op.a);   // no time is left to a journey that is over
      return true;
    case plan::OpKind::reserve:
      if (!ending) reserve(d, number, run, op.a);
      return true;
    case plan::OpKind::release: release(d, number, op.a); return true;
    case plan::OpKind::grant: ask_grant(d, number, run, op.a); return true;
    case plan::OpKind::assign: assign_step(d, number, run, op); return true;
    case plan::OpKind::hand_off: {
      const HandOffOutcome outcome = hand_off(d, number, run, op.a);
      if (outcome == HandOffOutcome::pending && plan.hand_offs[op.a].has_else && !ending) {
        d.stand(number, run, here, RunPhase::waiting);   // its else block needs the answer
        return false;
      }
      const bool taken = outcome == HandOffOutcome::entered || outcome == HandOffOutcome::pending || !plan.hand_offs[op.a].has_else;
      if (taken && d.journey(number) != nullptr) d.stand(number, run, op.b, RunPhase::running);
      return true;
    }
    case plan::OpKind::hand_over: {
      const bool waits = plan.hand_overs[op.a].waits && !ending;
      if (ask_hand_over(d, number, op.a, waits ? run : 0) && waits) {
        d.stand(number, run, here, RunPhase::waiting);
        return false;
      }
      if (!plan.hand_overs[op.a].waits || ending) d.stand(number, run, op.b, RunPhase::running);
      return true;
    }
    case plan::OpKind::branch_task: want_branch_task(d, number, op.site); return true;
    case plan::OpKind::tag: d.emit(Tagged{number, op.site, plan.unit.texts[op.a]}); return true;
    case plan::OpKind::set: set_step(d, number, run, op); return true;
    case plan::OpKind::emit: emit_step(d, number, run, op); return true;
    case plan::OpKind::ask: ask_question(d, number, run, op.a, ending); return true;
    case plan::OpKind::place: place_offer(d, number, run, op.a, ending); return true;
    case plan::OpKind::invite: invite(d, number, run, op.a, ending); return true;
    case plan::OpKind::experiment: d.stand(number, run, take_arm(d, number, op), RunPhase::running); return true;
    case plan::OpKind::finish:
      if (Deciding::Ending* last = ending_of(d, number)) {
        last->outcome = plan.unit.texts[op.a];
        complete_run(d, number, run);
      } else {
        finish_journey(d, number, run, plan.unit.texts[op.a], op.site);
      }
      return false;
  }
  return false;
}

}  // namespace

bool reads_event(const plan::Plan& plan) {
  return std::any_of(plan.unit.nodes.begin(), plan.unit.nodes.end(), [](const plan::Node& node) {
    return node.op == plan::NodeOp::event_field || node.op == plan::NodeOp::event_name || node.op == plan::NodeOp::answer_field;
  });
}

std::uint32_t start_run(Deciding& d, std::uint32_t number, std::uint32_t site, std::uint32_t parent, plan::OpIndex block,
                        const EventAtHand& event, std::int64_t key, const plan::Datum* item) {
  const Journey* journey = d.journey(number);
  if (journey == nullptr) return 0;
  const std::uint32_t run = journey->next_run;
  const bool keeps = event.event != plan::kNone && block != plan::kNone && reads_event(*d.plan_of(*journey).plan);
  d.emit(RunStarted{number, run, site, next_occurrence(*journey, site), parent, RunPhase::running, block, key});
  if (keeps) d.emit(EventKept{number, run, event.event, event.at, event.fields != nullptr ? *event.fields : std::vector<plan::Datum>{}});
  if (item != nullptr) d.emit(ItemKept{number, run, *item});
  continue_run(d, number, run);
  return run;
}

void continue_run(Deciding& d, std::uint32_t number, std::uint32_t run) {
  for (int steps = 0; steps < kStepsMax; ++steps) {
    const Journey* journey = d.journey(number);
    const Run* own = journey == nullptr ? nullptr : find_run(*journey, run);
    if (own == nullptr || own->phase != RunPhase::running) return;
    const bool ending = ending_of(d, number) != nullptr;
    if (journey->ended && !ending) return;
    if (!ending && paused(d.world, d.customer, *journey, d.now).all) return;        // frozen where it stands
    if (!ending && d.facts.size() > base::kFactsPerInputMax) return;  // settle sets a timer: the rest waits for the next tick
    const plan::Plan& plan = *d.plan_of(*journey).plan;
    const std::uint32_t here = own->pc;
    if (here >= plan.ops.size()) return body_done(d, number, plan, *own);
    d.stand(number, run, here + 1, RunPhase::running);
    if (!step(d, number, run, here, ending)) return;
  }
  d.incident("run_too_long", number, 0, "");
  end_run(d, number, run, RunEnd::cancelled, Reason::depth);
}

void complete_run(Deciding& d, std::uint32_t number, std::uint32_t run) { d.emit(RunEnded{number, run, RunEnd::completed}); }

void end_run(Deciding& d, std::uint32_t number, std::uint32_t run, RunEnd how, Reason why, Cause cause) {
  const Journey* journey = d.journey(number);
  const Run* own = journey == nullptr ? nullptr : find_run(*journey, run);
  if (own == nullptr || own->phase == RunPhase::ended) return;
  cancel_touches(d, number, run, why == Reason::none ? Reason::stage_over : why);
  journey = d.journey(number);
  if (journey == nullptr) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  std::vector<ThingRef> armed, lapsing;
  for (const Task& task : journey->tasks) {
    if (!below(*journey, task.run, run)) continue;
    if (task.phase == TaskPhase::armed) armed.push_back({number, task.site, task.occurrence});
    else if (task.phase == TaskPhase::open && !plan.tasks[plan.sites[task.site].index].must)
      lapsing.push_back({number, task.site, task.occurrence});
  }
  std::vector<std::uint32_t> under;
  for (const Run& each : journey->runs) {
    if (each.run != run && each.phase != RunPhase::ended && below(*journey, each.run, run)) under.push_back(each.run);
  }
  for (const ThingRef& task : armed) d.emit(TaskDropped{task, why == Reason::none ? Reason::stage_over : why});
  for (const ThingRef& task : lapsing) close_task(d, task, TaskEnd::lapsed, "lapsed", ClosedBy::end, d.now);
  for (auto each = under.rbegin(); each != under.rend(); ++each)
    d.emit(RunEnded{number, *each, RunEnd::cancelled, why == Reason::none ? Reason::stage_over : why});
  d.emit(RunEnded{number, run, how, why, plan::kNone, std::move(cause)});
}

void continue_runs(Deciding& d, std::uint32_t number) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  std::vector<std::uint32_t> running;
  for (const Run& run : journey->runs) {
    if (run.phase == RunPhase::running) running.push_back(run.run);
  }
  for (const std::uint32_t run : running) continue_run(d, number, run);
}

}  // namespace playmaker::core
