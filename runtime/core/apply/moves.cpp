// JourneyMoved, folded: the journey runs on another plan. Places keep their numbers; what the other version has no place for, and is over,
// is forgotten (what is not over was looked at before the move, journey/moves.cpp).
#include <algorithm>

#include "runtime/core/apply/apply.hpp"
#include "runtime/core/journey/places.hpp"
#include "runtime/core/roster/brought.hpp"

namespace playmaker::core {
namespace {

using plan::kNone;

void move_runs(Journey& of, const plan::Plan& from, const plan::Plan& to) {
  for (Run& run : of.runs) {
    if (run.phase != RunPhase::waiting) continue;
    const plan::OpIndex at = same_step(from, to, run.pc);
    if (at == kNone) continue;
    run.pc = at;
    if (run.wait != kNone) run.wait = to.ops[at].a;
  }
}

void move_touch(Touch& touch, const plan::Plan& to) {
  const std::uint32_t send = to.sites[touch.site].parent;
  touch.send = to.sites[send].index;
  const std::vector<plan::Leg>& legs = to.sends[touch.send].legs;
  for (std::size_t leg = 0; leg < legs.size(); ++leg) {
    if (legs[leg].site == touch.site) touch.leg = static_cast<std::uint16_t>(leg);
  }
}

template <class Same>
void move_numbers(std::vector<std::uint32_t>& numbers, const Same& same) {
  for (std::uint32_t& each : numbers) each = same(each);
  std::erase(numbers, kNone);
}

}  // namespace

void Folding::spend(Journey& of, std::uint32_t site, std::uint16_t occurrences) {
  const auto known = std::find_if(of.spent.begin(), of.spent.end(), [&](const SpentPlace& each) { return each.site == site; });
  if (known == of.spent.end()) of.spent.push_back({site, occurrences});
  else known->occurrences = std::max(known->occurrences, occurrences);
}

void Folding::operator()(const JourneyMoved& fact) {
  Journey* of = journey(fact.journey);
  const auto& plans = world.roster->plans;
  if (of == nullptr || of->plan != fact.from || fact.from >= plans.size() || fact.to >= plans.size()) return;
  const plan::Plan &from = *plans[fact.from]->plan, &to = *plans[fact.to]->plan;
  of->plan = fact.to;

  const auto left = [&](std::uint32_t site, std::uint16_t occurrence) {
    if (has_place(to, site)) return false;
    spend(*of, site, static_cast<std::uint16_t>(occurrence + 1));
    return true;
  };
  std::erase_if(of->runs, [&](const Run& run) { return left(run.site, run.occurrence); });
  std::erase_if(of->tasks, [&](const Task& task) { return left(task.site, task.occurrence); });
  std::erase_if(of->touches, [&](const Touch& touch) { return left(touch.site, touch.occurrence); });
  std::erase_if(of->stalls, [&](const Stall& stall) { return left(stall.site, stall.occurrence); });

  move_runs(*of, from, to);
  for (Task& task : of->tasks) {
    if (!task.brought.empty()) task.brought = brought_there(from, to, task.site, task.brought);
  }
  for (Touch& touch : of->touches) move_touch(touch, to);
  for (Hold& hold : of->holds) hold.hold = same_hold(from, to, hold.hold);
  std::erase_if(of->holds, [](const Hold& hold) { return hold.hold == kNone; });
  move_numbers(of->goals_reached, [&](std::uint32_t goal) { return same_goal(from, to, goal); });
  move_numbers(of->goals_missed, [&](std::uint32_t goal) { return same_goal(from, to, goal); });
  of->entry = same_entry(from, to, of->entry);
  for (PauseSpan& span : of->pauses) {
    if (span.pause < from.pauses.size()) span.pause = same_pause(from, to, span.pause);
  }
  for (QueuedMoment& queued : of->queued) queued.moment = same_moment(from, to, queued.moment);
  std::erase_if(of->queued, [](const QueuedMoment& queued) { return queued.moment == kNone; });

  for (Timer& timer : customer.timers) {
    if (timer.journey == fact.journey && timer.kind == TimerKind::goal_over) timer.ref = same_goal(from, to, timer.ref);
  }
  std::erase_if(customer.timers, [&](const Timer& timer) {
    return timer.journey == fact.journey && timer.kind == TimerKind::goal_over && timer.ref == kNone;
  });
  std::vector<std::uint64_t> edges;
  for (const std::uint64_t edge : customer.edges) {
    if ((edge >> 63) == 0 || ((edge & ~(1ULL << 63)) >> 16) != fact.journey) {
      edges.push_back(edge);
    } else if (const std::uint32_t moment = same_moment(from, to, static_cast<std::uint32_t>(edge & 0xffffU)); moment != kNone) {
      edges.push_back(moment_edge(fact.journey, moment));
    }
  }
  std::sort(edges.begin(), edges.end());
  customer.edges = std::move(edges);
}

}  // namespace playmaker::core
