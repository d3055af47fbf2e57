#include "runtime/core/deciding.hpp"

#include <algorithm>

#include "runtime/core/apply/apply.hpp"

namespace playmaker::core {

void Deciding::stand(std::uint32_t journey, std::uint32_t run, std::uint32_t pc, RunPhase phase, std::uint32_t wait) {
  apply(world, customer, Fact{RunMoved{journey, run, pc, phase, wait}}, now);
  ++changes;
  for (const Stands& known : moved) {
    if (known.journey == journey && known.run == run) return;
  }
  moved.push_back({journey, run});
}

Journey* Deciding::journey(std::uint32_t number) {
  for (Journey& journey : customer.journeys) {
    if (journey.journey == number) return &journey;
  }
  return nullptr;
}

Journey* Deciding::live(std::uint32_t number) {
  Journey* found = journey(number);
  return found == nullptr || found->ended ? nullptr : found;
}

std::vector<std::uint32_t> Deciding::live_journeys(bool desks) const {
  std::vector<std::uint32_t> numbers;
  for (const Journey& journey : customer.journeys) {
    if (!journey.ended && (desks || !of_desk(journey))) numbers.push_back(journey.journey);
  }
  return numbers;
}

Frame Deciding::frame(const Journey* journey, const Run* run) const {
  EventAtHand event;
  if (run != nullptr && run->event != plan::kNone) event = {run->event, run->event_at, &run->event_fields};
  return frame(journey, run, event);
}

Frame Deciding::frame(const Journey* journey, const Run* run, const EventAtHand& event) const {
  Frame frame;
  frame.roster = world.roster;
  frame.directory = world.directory;
  frame.customer = &customer;
  frame.unit = &world.roster->catalog_unit;
  frame.event = event;
  frame.now = now;
  if (journey != nullptr) {
    frame.plan = &plan_of(*journey);
    frame.unit = &frame.plan->unit;
    frame.journey = journey;
    frame.run = run;
    for (const Run* at = run; at != nullptr; at = at->parent == 0 ? nullptr : find_run(*journey, at->parent)) {
      if (at->item.empty()) continue;
      const plan::Site& site = frame.plan->plan->sites[at->site];
      if (site.kind != plan::SiteKind::moment) break;
      frame.item = at->item.data();
      frame.item_record = item_record(*world.roster, *frame.plan, frame.plan->plan->moments[site.index]);
      break;
    }
  }
  return frame;
}

std::uint32_t item_record(const Roster& roster, const LinkedPlan& linked, const plan::Moment& moment) {
  if (moment.each.list == plan::kNone) return plan::kNone;
  const std::uint32_t attribute = linked.unit.attributes[linked.plan->unit.nodes[moment.each.list].a];
  const plan::Field* field = attribute < roster.attributes.size() ? roster.attributes[attribute].field : nullptr;
  return field == nullptr ? plan::kNone : field->type.detail;
}

void Deciding::found(const Frame& frame, std::uint32_t site, const Findings& findings, base::Instant* recheck) {
  if (recheck != nullptr) *recheck = std::min(*recheck, findings.recheck);
  const std::uint32_t number = frame.journey != nullptr ? frame.journey->journey : plan::kNone;
  if (frame.journey != nullptr) {
    for (const Findings::HoldChange& hold : findings.holds) emit(HoldChanged{number, hold.hold, hold.since});
  }
  for (const Findings::Error& error : findings.errors) {
    incident("condition_" + std::string(fault_name(error.fault)), number, site, "node " + std::to_string(error.node));
  }
}

bool Deciding::test(const Frame& frame, plan::NodeIndex node, std::uint32_t site, base::Instant* recheck) {
  if (node == plan::kNone) return true;
  Findings findings;
  const bool answer = holds(frame, node, findings);
  found(frame, site, findings, recheck);
  return answer;
}

plan::Datum Deciding::value(const Frame& frame, plan::NodeIndex node, std::uint32_t site) {
  Findings findings;
  plan::Datum answer = evaluate(frame, node, findings);
  found(frame, site, findings);
  if (answer.kind == plan::Kind::error) answer = {};
  return answer;
}

std::uint32_t Deciding::set_timer(base::Instant due, TimerKind kind, std::uint32_t journey, std::uint32_t ref, std::uint16_t occurrence,
                                  std::uint16_t number) {
  const std::uint32_t timer = customer.next_timer;
  emit(TimerSet{timer, due, kind, journey, ref, occurrence, number, armed.value_or(now)});
  return timer;
}

void Deciding::cancel_timers(std::uint32_t journey, TimerKind kind, std::uint32_t ref, std::uint16_t occurrence) {
  std::vector<std::uint32_t> found;
  for (const Timer& timer : customer.timers) {
    if (timer.journey == journey && timer.kind == kind && timer.ref == ref && timer.occurrence == occurrence) found.push_back(timer.timer);
  }
  for (const std::uint32_t timer : found) emit(TimerCancelled{timer});
}

bool Deciding::has_timer(std::uint32_t journey, TimerKind kind, std::uint32_t ref, std::uint16_t occurrence) const {
  return std::any_of(customer.timers.begin(), customer.timers.end(), [&](const Timer& timer) {
    return timer.journey == journey && timer.kind == kind && timer.ref == ref && timer.occurrence == occurrence;
  });
}

void Deciding::incident(std::string code, std::uint32_t number, std::uint32_t site, std::string sample, std::uint32_t of_plan) {
  const std::uint64_t print = incident_print(code, site, sample);
  const Journey* of = number == plan::kNone ? nullptr : journey(number);
  const std::vector<std::uint64_t>& raised = of != nullptr ? of->incidents : customer.incidents;
  if (std::find(raised.begin(), raised.end(), print) != raised.end()) return;
  emit(IncidentRaised{std::move(code), of != nullptr ? number : plan::kNone, site, std::move(sample), of_plan});
}

const Run* find_run(const Journey& journey, std::uint32_t run) {
  for (const Run& each : journey.runs) {
    if (each.run == run) return &each;
  }
  return nullptr;
}
Run* find_run(Journey& journey, std::uint32_t run) { return const_cast<Run*>(find_run(static_cast<const Journey&>(journey), run)); }

const Run* newest_run(const Journey& journey, std::uint32_t site) {
  const Run* newest = nullptr;
  for (const Run& run : journey.runs) {
    if (run.site == site && (newest == nullptr || run.run > newest->run)) newest = &run;
  }
  return newest;
}

Task* find_task(Journey& journey, const ThingRef& ref) {
  for (Task& task : journey.tasks) {
    if (task.site == ref.site && task.occurrence == ref.occurrence) return &task;
  }
  return nullptr;
}

Touch* find_touch(Journey& journey, const ThingRef& ref) {
  for (Touch& touch : journey.touches) {
    if (touch.site == ref.site && touch.occurrence == ref.occurrence) return &touch;
  }
  return nullptr;
}

bool below(const Journey& journey, std::uint32_t run, std::uint32_t above) {
  while (run != 0 && run != above) {
    const Run* at = find_run(journey, run);
    run = at == nullptr || at->parent >= run ? 0 : at->parent;   // a parent is always older: no cycle can keep us here
  }
  return run == above && run != 0;
}

bool of_task(TimerKind kind) {
  return (kind >= TimerKind::task_opens && kind <= TimerKind::task_expires) ||
         (kind >= TimerKind::task_calls && kind <= TimerKind::task_acknowledge);
}

bool in_flight(const Touch& touch) {
  return touch.phase == TouchPhase::planned || touch.phase == TouchPhase::waiting || touch.phase == TouchPhase::reserved ||
         touch.phase == TouchPhase::sending || touch.phase == TouchPhase::retrying;
}

std::uint16_t unspent(const Journey& journey, std::uint32_t site) {
  for (const SpentPlace& spent : journey.spent) {
    if (spent.site == site) return spent.occurrences;
  }
  return 0;
}

std::uint16_t next_occurrence(const Journey& journey, std::uint32_t site) {
  std::uint16_t next = unspent(journey, site);
  for (const Run& run : journey.runs) {
    if (run.site == site) next = std::max<std::uint16_t>(next, static_cast<std::uint16_t>(run.occurrence + 1));
  }
  return next;
}

Instant touch_minute(Instant at) { return base::ceil_minute(at); }

}  // namespace playmaker::core
