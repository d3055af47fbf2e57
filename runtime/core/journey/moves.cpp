// A newer version of a playbook takes over the journeys under way, as its text says (`upgrade`, rules 16 to 18): `now` at once, `at next
// stage` between two stages: when one is next to begin and has not. Of a playbook without stages: when no moment, wave, repeat or steps
// of a breakpoint are under way. A journey moves whole or not at all: frozen ones wait for the pause's end, and one in the middle of a
// block whose steps so far have changed goes on with the old text until it has left that block.
#include <algorithm>

#include "runtime/core/apply/apply.hpp"
#include "runtime/core/deciding.hpp"
#include "runtime/core/journey/places.hpp"
#include "runtime/plan/spell.hpp"

namespace playmaker::core {
namespace {

using plan::kNone;
using plan::SiteKind;

// What a walk over a journey's live positions finds.
struct Positions {
  const plan::Plan& from;
  const plan::Plan& to;
  std::vector<std::uint32_t> gone{}, within{};

  void at(std::uint32_t site) {
    if (!has_place(to, site)) gone.push_back(site);
  }
  void step(std::uint32_t site, plan::OpIndex op) {
    if (op == kNone || same_step(from, to, op) == kNone) within.push_back(site);
  }
  void step_at(std::uint32_t site) {
    const auto op = std::find_if(from.ops.begin(), from.ops.end(), [&](const plan::Op& each) { return each.site == site; });
    step(site, op == from.ops.end() ? kNone : static_cast<plan::OpIndex>(op - from.ops.begin()));
  }
};

void each_run(Positions& places, const Journey& journey) {
  for (const Run& run : journey.runs) {
    if (run.phase == RunPhase::ended) continue;
    places.at(run.site);
    if (run.phase == RunPhase::running) places.within.push_back(run.site);
    if (run.phase == RunPhase::waiting) places.step(run.pc < places.from.ops.size() ? places.from.ops[run.pc].site : run.site, run.pc);
  }
}

void each_touch(Positions& places, const Customer& customer, const Journey& journey) {
  for (const Touch& touch : journey.touches) {
    const bool falls_back = std::any_of(customer.timers.begin(), customer.timers.end(), [&](const Timer& timer) {
      return timer.kind == TimerKind::touch_report_over && timer.journey == journey.journey && timer.ref == touch.site &&
             timer.occurrence == touch.occurrence;
    });
    if (!in_flight(touch) && !falls_back) continue;
    places.at(touch.site);
    places.step(touch.site, sending_step(places.from, touch.site));
  }
}

void each_other(Positions& places, const Customer& customer, const Journey& journey) {
  for (const Task& task : journey.tasks) {
    if (task.phase == TaskPhase::armed || task.phase == TaskPhase::open) places.at(task.site);
  }
  for (const Stall& stall : journey.stalls) {
    if (stall.phase != StallPhase::cleared) places.at(stall.site);
  }
  for (const Reply& reply : journey.replies) {
    places.at(reply.site);
    places.step_at(reply.site);
  }
  for (const TakenArm& arm : journey.arms) places.at(arm.site);
  for (const Seat& seat : journey.seats) places.at(seat.site);
  for (const Reservation& reservation : journey.reservations) places.at(reservation.site);
  for (const QueuedMoment& queued : journey.queued) places.at(places.from.moments[queued.moment].site);
  for (const PauseSpan& span : journey.pauses) {
    if (span.to == base::kNever && span.pause < places.from.pauses.size()) places.at(places.from.pauses[span.pause].site);
  }
  for (const Ask& ask : customer.asks) {
    if (ask.asked.journey == journey.journey && ask.asked.site != kNone) places.within.push_back(ask.asked.site);
  }
}

std::vector<std::uint32_t> once(std::vector<std::uint32_t> sites) {
  std::sort(sites.begin(), sites.end());
  sites.erase(std::unique(sites.begin(), sites.end()), sites.end());
  return sites;
}

// Is the journey between two stages? A stage is next to begin: what it follows is over, and it waits for nothing but its condition, or is
// due now.
bool between_stages(const Deciding& d, const Journey& journey) {
  const plan::Plan& plan = *d.plan_of(journey).plan;
  if (!plan.stages.empty()) {
    return std::any_of(plan.stages.begin(), plan.stages.end(), [&](const plan::Stage& stage) {
      const Run* run = newest_run(journey, stage.site);
      if (run != nullptr) return run->phase == RunPhase::armed && !d.has_timer(journey.journey, TimerKind::run_starts, run->run);
      return std::all_of(stage.after.begin(), stage.after.end(), [&](std::uint32_t before) { return ended_stage(journey, plan, before); });
    });
  }
  return std::none_of(journey.runs.begin(), journey.runs.end(), [&](const Run& run) {
    const SiteKind kind = plan.sites[run.site].kind;
    if (kind == SiteKind::playbook || run.phase == RunPhase::armed || run.phase == RunPhase::ended) return false;
    return run.phase != RunPhase::idle || kind == SiteKind::moment;
  });
}

// The version that is to take the journey over at this point; nullptr: none.
const LinkedPlan* taker(Deciding& d, std::uint32_t number) {
  const Journey* journey = d.live(number);
  if (journey == nullptr || of_desk(*journey) || d.plan_of(*journey).live) return nullptr;
  const LinkedPlan* newest = d.world.roster->live_plan(d.plan_of(*journey).playbook);
  if (newest == nullptr || newest->plan->upgrade.how == plan::UpgradeKind::keep) return nullptr;
  if (paused(d.world, d.customer, *journey, d.now).all) return nullptr;
  if (newest->plan->upgrade.how == plan::UpgradeKind::at_next_stage && !between_stages(d, *journey)) return nullptr;
  return newest;
}

bool same_start(const plan::Plan& before, const plan::Plan& plan, const plan::Moment& moment) {
  if (!has_place(before, moment.site) || before.sites[moment.site].kind != SiteKind::moment) return false;
  const plan::NodeIndex was = before.moments[before.sites[moment.site].index].starts_when;
  return was != kNone && plan::spell(before.unit, was, &before) == plan::spell(plan.unit, moment.starts_when, &plan);
}

// A moment whose `starts when` the new version adds or rewrites begins when that next becomes true, not because it is true already: a new
// version must not speak to everybody at once.
void quiet_new_moments(Deciding& d, std::uint32_t number, const plan::Plan& before) {
  const plan::Plan& plan = *d.plan_of(*d.journey(number)).plan;
  for (std::uint32_t index = 0; index < plan.moments.size(); ++index) {
    const plan::Moment& moment = plan.moments[index];
    if (moment.starts_when == kNone || same_start(before, plan, moment)) continue;
    const bool holds = d.test(d.frame(d.journey(number)), moment.starts_when, moment.site);
    const std::uint64_t edge = moment_edge(number, index);
    if (holds != std::binary_search(d.customer.edges.begin(), d.customer.edges.end(), edge)) d.emit(EdgeChanged{edge, holds});
  }
}

}  // namespace

Movability movability(const Roster& roster, const Customer& customer, const Journey& journey, const LinkedPlan& to) {
  Positions places{*roster.plans[journey.plan]->plan, *to.plan};
  each_run(places, journey);
  each_touch(places, customer, journey);
  each_other(places, customer, journey);
  if (!places.gone.empty()) return {MoveKind::no_place, once(std::move(places.gone))};
  if (!places.within.empty()) return {MoveKind::later, once(std::move(places.within))};
  return {};
}

bool moves_now(Deciding& d, std::uint32_t number) {
  const LinkedPlan* to = taker(d, number);
  return to != nullptr && movability(*d.world.roster, d.customer, *d.live(number), *to).kind == MoveKind::moves;
}

void move_journey(Deciding& d, std::uint32_t number) {
  const LinkedPlan* to = taker(d, number);
  if (to == nullptr) return;
  const LinkedPlan& from = d.plan_of(*d.live(number));
  const Movability can = movability(*d.world.roster, d.customer, *d.live(number), *to);
  if (can.kind == MoveKind::no_place)   // it came there after the version was applied: it stays on its own
    return d.incident("move_no_place", number, can.sites.front(), "version " + std::to_string(to->plan->version));
  if (can.kind != MoveKind::moves) return;
  const plan::Upgrade& upgrade = to->plan->upgrade;
  const std::vector<LateTask> late = take_back_late(d, number);
  d.emit(JourneyMoved{number, from.number, to->number, upgrade.how, upgrade.recompute});
  count_late_again(d, number, late);
  quiet_new_moments(d, number, *from.plan);
  if (upgrade.recompute) {
    retime_ends(d, number);
    retime_stages(d, number);
    retime_waves(d, number);
    retime_repeats(d, number);
    retime_moments(d, number);
    retime_waits(d, number);
    retime_tasks(d, number);
    retime_stalls(d, number);
  }
  arm_ends(d, number);
}

std::optional<Timer> take_timer(Deciding& d, std::uint32_t number, TimerKind kind, std::uint32_t ref, std::uint16_t occurrence) {
  for (const Timer& each : d.customer.timers) {
    if (each.journey != number || each.kind != kind || each.ref != ref || each.occurrence != occurrence || each.held) continue;
    const Timer taken = each;
    d.emit(TimerCancelled{taken.timer});
    return taken;
  }
  return std::nullopt;
}

}  // namespace playmaker::core
