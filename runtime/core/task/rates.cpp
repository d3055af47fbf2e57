// What reviews count and tell apart. Nothing here changes what happens to a customer.
#include <algorithm>

#include "runtime/core/deciding.hpp"

namespace playmaker::core {
namespace {

std::uint32_t branch_of(const Deciding& d) {
  const std::uint32_t attribute = d.world.roster->branch_attribute;
  const plan::Datum branch = attribute == plan::kNone ? plan::Datum{} : attribute_of(d.customer, attribute);
  return branch.known() ? static_cast<std::uint32_t>(branch.number) : plan::kNone;
}

}  // namespace

void count_rates(Deciding& d, const ThingRef& ref) {
  Journey* journey = d.journey(ref.journey);
  const Task* task = journey == nullptr ? nullptr : find_task(*journey, ref);
  if (task == nullptr) return;
  const LinkedPlan& linked = d.plan_of(*journey);
  const plan::Plan& plan = *linked.plan;
  const std::uint32_t index = plan.sites[ref.site].index;
  const bool closed = task->phase == TaskPhase::closed, was_late = task->counted_late;
  const std::uint32_t branch = was_late ? task->late_branch : branch_of(d);
  for (const plan::Rate& rate : plan.rates) {
    if (std::find(rate.tasks.begin(), rate.tasks.end(), index) == rate.tasks.end()) continue;
    RateCounted counted{ref, linked.playbook, plan.unit.texts[rate.name], branch, 0, 0, 0};
    if (closed) {
      const bool asked = rate.outcome == plan::kNone ? task->how == TaskEnd::done : task->outcome == plan.unit.texts[rate.outcome];
      counted.ended = task->how == TaskEnd::cancelled ? 0 : 1;
      counted.happened = counted.ended == 1 && asked ? 1 : 0;
      counted.late = was_late ? -1 : 0;
    } else if (!was_late) {
      counted.late = 1;
    }
    if (counted.ended == 0 && counted.late == 0) continue;
    d.emit(std::move(counted));
    journey = d.journey(ref.journey);
    task = find_task(*journey, ref);
  }
}

namespace {

void count_late(Deciding& d, const LateTask& late, std::int32_t change) {
  const LinkedPlan& linked = d.plan_of(*d.journey(late.task.journey));
  const plan::Plan& plan = *linked.plan;
  const std::uint32_t index = plan.sites[late.task.site].index;
  for (const plan::Rate& rate : plan.rates) {
    if (std::find(rate.tasks.begin(), rate.tasks.end(), index) == rate.tasks.end()) continue;
    d.emit(RateCounted{late.task, linked.playbook, plan.unit.texts[rate.name], late.branch, 0, 0, change});
  }
}

}  // namespace

std::vector<LateTask> take_back_late(Deciding& d, std::uint32_t number) {
  std::vector<LateTask> counted;
  for (const Task& task : d.journey(number)->tasks) {
    if (task.phase == TaskPhase::open && task.counted_late) counted.push_back({{number, task.site, task.occurrence}, task.late_branch});
  }
  for (const LateTask& each : counted) count_late(d, each, -1);
  return counted;
}

void count_late_again(Deciding& d, std::uint32_t number, const std::vector<LateTask>& counted) {
  std::vector<LateTask> late;
  for (const Task& task : d.journey(number)->tasks) {
    if (task.phase != TaskPhase::open || !task.overdue) continue;
    const ThingRef ref{number, task.site, task.occurrence};
    const auto known = std::find_if(counted.begin(), counted.end(), [&](const LateTask& each) { return each.task == ref; });
    late.push_back(known == counted.end() ? LateTask{ref, branch_of(d)} : *known);
  }
  for (const LateTask& each : late) count_late(d, each, 1);
}

void note_dimensions(Deciding& d, std::uint32_t number) {
  const plan::Plan& plan = *d.plan_of(*d.journey(number)).plan;
  for (std::uint32_t index = 0; index < plan.dimensions.size(); ++index) {
    const plan::Dimension& dimension = plan.dimensions[index];
    if (dimension.kind != plan::DimensionKind::value) continue;
    plan::Datum value = d.value(d.frame(d.journey(number)), dimension.value, 0);
    if (value.known()) d.emit(DimensionNoted{number, index, std::move(value)});
  }
}

void note_decided(Deciding& d, std::uint32_t number, std::uint32_t decide, std::uint32_t row) {
  const plan::Plan& plan = *d.plan_of(*d.journey(number)).plan;
  for (std::uint32_t index = 0; index < plan.dimensions.size(); ++index) {
    const plan::Dimension& dimension = plan.dimensions[index];
    if (dimension.kind != plan::DimensionKind::decided || dimension.decide != decide) continue;
    const plan::Track& track = plan.tracks[plan.decides[decide].rows[row].track];
    d.emit(DimensionNoted{number, index, {plan::Kind::text, 0, plan.sites[track.site].path, {}}});
  }
}

}  // namespace playmaker::core
