// What must hold of one customer between two inputs (SEMANTICS, Invariants). The first breach is named; empty: none.
#include <algorithm>

#include "runtime/core/deciding.hpp"
#include "runtime/core/journey/last_block.hpp"

namespace playmaker::core {
namespace {

bool of_touch(TimerKind kind) { return kind >= TimerKind::touch_wakes && kind <= TimerKind::touch_deadline; }
std::string named(const char* what, std::uint32_t number) { return std::string(what) + " " + std::to_string(number); }

const Journey* journey_of(const Customer& customer, std::uint32_t number) {
  for (const Journey& journey : customer.journeys) {
    if (journey.journey == number) return &journey;
  }
  return nullptr;
}

const Task* task_of(const Journey& journey, const Timer& timer) {
  for (const Task& task : journey.tasks) {
    if (task.site == timer.ref && task.occurrence == timer.occurrence) return &task;
  }
  return nullptr;
}

// A timer belongs to something that still waits for it.
std::string timer_fault(const Journey& journey, const Timer& timer) {
  const std::string name = named("timer", timer.timer);
  if (journey.ended && !of_touch(timer.kind)) return name + " is of an ended journey";
  switch (timer.kind) {
    case TimerKind::run_starts:
    case TimerKind::run_ends:
    case TimerKind::wait_over: {
      const Run* run = find_run(journey, timer.ref);
      if (run == nullptr || run->phase == RunPhase::ended) return name + " is of a run that is over";
      if (timer.kind == TimerKind::run_starts && run->phase != RunPhase::armed) return name + " starts a run that is not armed";
      if (timer.kind == TimerKind::wait_over && run->phase != RunPhase::waiting) return name + " ends a wait that is none";
      return {};
    }
    case TimerKind::task_opens:
    case TimerKind::task_due:
    case TimerKind::task_reminds:
    case TimerKind::task_escalates:
    case TimerKind::task_calls:
    case TimerKind::task_claim:
    case TimerKind::task_acknowledge:
    case TimerKind::task_expires: {
      const Task* task = task_of(journey, timer);
      const TaskPhase phase = timer.kind == TimerKind::task_opens ? TaskPhase::armed : TaskPhase::open;
      return task == nullptr || task->phase != phase ? name + " is of a task that does not wait for it" : std::string();
    }
    case TimerKind::stall_trips: {
      const bool armed = std::any_of(journey.stalls.begin(), journey.stalls.end(), [&](const Stall& stall) {
        return stall.site == timer.ref && stall.occurrence == timer.occurrence && stall.phase == StallPhase::armed;
      });
      return armed ? std::string() : name + " is of a stall that is not armed";
    }
    default: return {};
  }
}

std::string timers_fault(const Customer& customer) {
  for (std::size_t i = 0; i < customer.timers.size(); ++i) {
    const Timer& timer = customer.timers[i];
    if (timer.timer >= customer.next_timer) return named("timer", timer.timer) + " was never set";
    for (std::size_t j = 0; j < i; ++j) {
      const Timer& other = customer.timers[j];
      if (other.timer == timer.timer) return named("timer", timer.timer) + " is there twice";
      const bool same = other.kind == timer.kind && other.journey == timer.journey && other.ref == timer.ref &&
                        other.occurrence == timer.occurrence && other.number == timer.number;
      if (same && timer.kind != TimerKind::recheck) return named("timer", timer.timer) + " doubles another";
    }
    if (timer.kind == TimerKind::customer_recheck) continue;
    if (of_lead(timer.kind)) {
      const bool there = timer.ref > 0 && timer.ref <= customer.leads.size();
      if (!there || customer.leads[timer.ref - 1].phase >= LeadPhase::returned) return named("timer", timer.timer) + " is of no lead";
      continue;
    }
    if (timer.kind == TimerKind::question_over) {
      const bool open = std::any_of(customer.open_questions.begin(), customer.open_questions.end(),
                                    [&](const Question& question) { return question.question == timer.ref; });
      if (!open) return named("timer", timer.timer) + " is of no open question";
      continue;
    }
    const Journey* journey = journey_of(customer, timer.journey);
    if (journey == nullptr) return named("timer", timer.timer) + " is of no journey";
    if (std::string fault = timer_fault(*journey, timer); !fault.empty()) return fault;
  }
  return {};
}

std::string runs_fault(const World& world, const Customer& customer, const Journey& journey) {
  const plan::Plan& plan = *world.roster->plans[journey.plan]->plan;
  const bool frozen = paused(world, customer, journey, base::kNever - 1).all;
  for (const Run& run : journey.runs) {
    const std::string name = named("run", run.run) + " of " + named("journey", journey.journey);
    if (run.run == 0 || run.run >= journey.next_run || run.parent >= run.run) return name + " has no sound number";
    if (run.phase == RunPhase::waiting) {
      if (run.pc >= plan.ops.size()) return name + " waits nowhere";
      const plan::OpKind kind = plan.ops[run.pc].kind;
      if (kind != plan::OpKind::wait && kind != plan::OpKind::wait_for && kind != plan::OpKind::wait_until &&
          kind != plan::OpKind::hand_off && kind != plan::OpKind::hand_over)
        return name + " waits at no wait";
    }
    const bool woken = std::any_of(customer.timers.begin(), customer.timers.end(), [&](const Timer& timer) {
      return timer.kind == TimerKind::recheck && timer.journey == journey.journey;
    });
    if (run.phase == RunPhase::running && !frozen && !woken && world.pauses == nullptr) return name + " runs between inputs";
  }
  return {};
}

// Nothing is stuck silently: what could still move the journey.
bool waits_for_something(const Customer& customer, const Journey& journey, const plan::Plan& plan) {
  const auto mine = [&](const Timer& timer) { return timer.journey == journey.journey; };
  if (std::any_of(customer.timers.begin(), customer.timers.end(), mine)) return true;
  if (std::any_of(journey.runs.begin(), journey.runs.end(),
                  [](const Run& run) { return run.phase == RunPhase::waiting || run.phase == RunPhase::running; }))
    return true;
  if (std::any_of(journey.tasks.begin(), journey.tasks.end(),
                  [](const Task& task) { return task.phase == TaskPhase::open || task.phase == TaskPhase::armed; }))
    return true;
  if (std::any_of(journey.touches.begin(), journey.touches.end(), [](const Touch& touch) { return in_flight(touch); })) return true;
  if (std::any_of(customer.asks.begin(), customer.asks.end(), [&](const Ask& ask) { return ask.asked.journey == journey.journey; }))
    return true;
  return !plan.goals.empty() || !plan.exits.empty() || !plan.moments.empty() || !plan.breakpoints.empty() || !plan.stages.empty();
}

}  // namespace

std::string check_invariants(const World& world, const Customer& customer) {
  if (std::string fault = timers_fault(customer); !fault.empty()) return fault;
  for (const Journey& journey : customer.journeys) {
    const std::string name = named("journey", journey.journey);
    if (journey.journey >= customer.next_journey) return name + " was never entered";
    if (journey.plan >= world.roster->plans.size()) return name + " runs on no plan";
    if (journey.ended && !journey.over) return name + " never came to its end";
    if (journey.over && std::none_of(journey.touches.begin(), journey.touches.end(), [](const Touch& touch) { return in_flight(touch); }) &&
        !grant_to_come(customer, journey))
      return name + " is over and kept";
    if (journey.over) continue;
    if (std::string fault = runs_fault(world, customer, journey); !fault.empty()) return fault;
    if (!of_desk(journey) && !waits_for_something(customer, journey, *world.roster->plans[journey.plan]->plan))
      return name + " waits for nothing";
  }
  // Entered = active + ended, by playbook and key.
  for (const PastJourney& past : customer.past) {
    const auto live = std::count_if(customer.journeys.begin(), customer.journeys.end(), [&](const Journey& journey) {
      return !journey.ended && journey.key == past.key && world.roster->plans[journey.plan]->playbook == past.playbook;
    });
    if (live != (past.live ? 1 : 0))
      return named("playbook", past.playbook) + " is remembered as " + (past.live ? "live" : "ended") + " and is not";
  }
  return {};
}

}  // namespace playmaker::core
