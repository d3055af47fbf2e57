// Experiments: which arm a customer takes, and what came of it. The arm is a hash of customer, experiment and the installation's salt
// (rule 23), so it is the same when the customer comes again and in every version of the playbook; it is recorded all the same, since
// shares change. Arms take the range of shares in turn from its two ends, and the control lies between: an arm at an end that grows at the
// control's cost loses nobody.
#include <algorithm>

#include "runtime/base/hash.hpp"
#include "runtime/core/deciding.hpp"
#include "runtime/core/dialogue/arm.hpp"

namespace playmaker::core {

std::size_t arm_of(const plan::Experiment& experiment, std::uint32_t share) {
  std::uint32_t low = 0, high = 1'000'000;   // what lies between is not dealt out yet
  for (std::size_t i = 0; i < experiment.arms.size(); ++i) {
    const std::uint32_t width = std::min(experiment.arms[i].share, high - low);
    if (i % 2 == 0) {
      if (share >= low && share < low + width) return i;
      low += width;
    } else {
      if (share >= high - width && share < high) return i;
      high -= width;
    }
  }
  return kControlArm;
}

std::uint64_t arm_salt(std::uint64_t installation, std::string_view playbook, std::string_view experiment) {
  return installation ^ base::mix64(base::hash64(playbook) ^ base::hash64(experiment));
}

namespace {

const TakenArm* taken_at(const Journey* journey, std::uint32_t site) {
  if (journey == nullptr) return nullptr;
  const auto found = std::ranges::find(journey->arms, site, &TakenArm::site);
  return found == journey->arms.end() ? nullptr : &*found;
}

void measured(Deciding& d, std::uint32_t number, const TakenArm& arm, bool reached) {
  d.emit(ArmMeasured{number, arm.site, arm.playbook, arm.experiment, arm.arm, reached});
}

template <class Holds>
void measure_if(Deciding& d, std::uint32_t number, const Holds& holds) {
  const Journey* journey = d.live(number);
  if (journey == nullptr || journey->arms.empty()) return;
  const std::vector<TakenArm> arms = journey->arms;
  for (const TakenArm& arm : arms) {
    journey = d.live(number);
    if (journey == nullptr) return;
    const plan::Plan& plan = *d.plan_of(*journey).plan;
    const std::uint32_t index = plan.sites[arm.site].index;
    if (holds(*journey, arm, plan.measures[index])) measured(d, number, arm, true);
  }
}

}  // namespace

plan::OpIndex take_arm(Deciding& d, std::uint32_t number, const plan::Op& op) {
  const Journey& journey = *d.journey(number);
  const LinkedPlan& linked = d.plan_of(journey);
  const plan::Experiment& experiment = linked.plan->experiments[op.a];
  const std::string& name = linked.plan->unit.texts[experiment.name];
  const DecidedExperiment* decided = nullptr;
  if (d.world.decided != nullptr) {
    for (const DecidedExperiment& each : *d.world.decided) {
      if (each.playbook == linked.playbook && each.experiment == name) decided = &each;
    }
  }
  std::size_t arm = kControlArm;
  if (decided != nullptr) {
    for (std::size_t i = 0; i < experiment.arms.size(); ++i) {
      if (linked.plan->unit.texts[experiment.arms[i].name] == decided->arm) arm = i;
    }
  } else {
    arm = arm_of(experiment, base::share_of(d.customer.share, arm_salt(d.world.salt, linked.plan->name, name)));
  }
  ArmTaken taken{number, experiment.site, linked.playbook, name, "control"};
  if (arm != kControlArm) taken.arm = linked.plan->unit.texts[experiment.arms[arm].name];
  taken.counts = journey.hold_out == HoldOut::none;
  taken.settled = decided != nullptr;
  d.emit(taken);
  if (taken.counts && !taken.settled && d.live(number) != nullptr) {
    if (const auto over = after(clockwork(d.frame(d.live(number))), d.now, experiment.within)) {
      d.cancel_timers(number, TimerKind::measure_over, experiment.site, 0);   // taken again before it was measured
      d.set_timer(*over, TimerKind::measure_over, number, experiment.site);
    } else {
      d.incident("calendar_unknown", number, experiment.site, "");
    }
  }
  return arm == kControlArm ? op.b : experiment.arms[arm].first;
}

void measure_on_event(Deciding& d, std::uint32_t number, const EventAtHand& event) {
  measure_if(d, number, [&](const Journey& journey, const TakenArm& arm, const plan::Trigger& trigger) {
    return event.at >= arm.taken && matches_event(d, journey, nullptr, trigger, event, arm.site);
  });
}

void check_measures(Deciding& d, std::uint32_t number) {
  measure_if(d, number, [&](const Journey& journey, const TakenArm&, const plan::Trigger& trigger) {
    return task_holds(d, journey, nullptr, trigger);
  });
}

void measure_over(Deciding& d, std::uint32_t number, std::uint32_t site) {
  const TakenArm* arm = taken_at(d.live(number), site);
  if (arm != nullptr) measured(d, number, TakenArm(*arm), false);
}

}  // namespace playmaker::core
