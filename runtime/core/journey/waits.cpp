// Waits: `wait D`, `wait for X up to D`, `wait until C up to D`. A run stands at its wait's op until X comes or D is over.
#include <algorithm>

#include "runtime/core/deciding.hpp"

namespace playmaker::core {
namespace {

// Is the wait over before it began: the task closed, the condition true, the event within what the wait looks back on?
bool waited(Deciding& d, std::uint32_t number, std::uint32_t run, const plan::Op& op, base::Instant* recheck) {
  const Journey& journey = *d.journey(number);
  const Run* own = find_run(journey, run);
  const plan::Wait& wait = d.plan_of(journey).plan->waits[op.a];
  if (op.kind == plan::OpKind::wait_until) return d.test(d.frame(&journey, own), wait.until, op.site, recheck);
  if (op.kind != plan::OpKind::wait_for) return false;
  return std::any_of(wait.for_.begin(), wait.for_.end(),
                     [&](const plan::Trigger& trigger) { return task_holds(d, journey, own, trigger); });
}

bool waited_before(Deciding& d, std::uint32_t number, std::uint32_t run, const plan::Op& op) {
  const Journey& journey = *d.journey(number);
  if (op.kind != plan::OpKind::wait_for) return false;
  for (const plan::Trigger& trigger : d.plan_of(journey).plan->waits[op.a].for_) {
    if (!trigger.lookback.written()) continue;
    const Run* own = find_run(journey, run);
    const auto from = before(clockwork(d.frame(&journey)), d.now, trigger.lookback);
    if (from && matches_past(d, journey, own, trigger, *from, op.site) != nullptr) return true;
  }
  return false;
}

void set_wait_timer(Deciding& d, std::uint32_t number, std::uint32_t run, const plan::Op& op, base::Instant from) {
  const Journey& journey = *d.journey(number);
  const plan::Length& length = d.plan_of(journey).plan->waits[op.a].up_to;
  if (!length.written()) return;
  const auto until = after(clockwork(d.frame(&journey)), from, length);
  if (until) d.set_timer(*until, TimerKind::wait_over, number, run);
  else d.incident("calendar_unknown", number, op.site, "");
}

}  // namespace

bool begin_wait(Deciding& d, std::uint32_t number, std::uint32_t run, std::uint32_t here) {
  const plan::Op& op = d.plan_of(*d.journey(number)).plan->ops[here];
  if (waited(d, number, run, op, nullptr) || waited_before(d, number, run, op)) {
    d.stand(number, run, op.b, RunPhase::running);
    return true;
  }
  d.stand(number, run, here, RunPhase::waiting, op.a);
  set_wait_timer(d, number, run, op, d.now);
  return false;
}

namespace {

struct Waiting {
  std::uint32_t run = 0, pc = 0;
};
std::vector<Waiting> waiting_runs(Deciding& d, std::uint32_t number) {
  std::vector<Waiting> found;
  const Journey* journey = d.live(number);
  if (journey == nullptr) return found;
  for (const Run& run : journey->runs) {
    if (run.phase == RunPhase::waiting && run.wait != plan::kNone) found.push_back({run.run, run.pc});
  }
  return found;
}

bool still(Deciding& d, std::uint32_t number, const Waiting& waiting) {
  const Journey* journey = d.live(number);
  const Run* run = journey == nullptr ? nullptr : find_run(*journey, waiting.run);
  return run != nullptr && run->phase == RunPhase::waiting && run->pc == waiting.pc;
}

void go_on(Deciding& d, std::uint32_t number, const Waiting& waiting, std::uint32_t to) {
  d.cancel_timers(number, TimerKind::wait_over, waiting.run, 0);
  d.stand(number, waiting.run, to, RunPhase::running);
  continue_run(d, number, waiting.run);
}

}  // namespace

namespace {

template <class Matches>
void wait_on(Deciding& d, std::uint32_t number, const Matches& matches) {
  for (const Waiting& waiting : waiting_runs(d, number)) {
    if (!still(d, number, waiting)) continue;
    const Journey& journey = *d.live(number);
    const plan::Plan& plan = *d.plan_of(journey).plan;
    const plan::Op& op = plan.ops[waiting.pc];
    if (op.kind != plan::OpKind::wait_for) continue;
    bool came = false;
    for (const plan::Trigger& trigger : plan.waits[op.a].for_)
      came = came || matches(journey, find_run(journey, waiting.run), trigger, op.site);
    if (came) go_on(d, number, waiting, op.b);
  }
}

}  // namespace

void wait_on_event(Deciding& d, std::uint32_t number, const EventAtHand& event) {
  wait_on(d, number, [&](const Journey& journey, const Run* run, const plan::Trigger& trigger, std::uint32_t site) {
    return matches_event(d, journey, run, trigger, event, site);
  });
}

void wait_on_import(Deciding& d, std::uint32_t number, std::uint32_t import) {
  wait_on(d, number, [&](const Journey& journey, const Run* run, const plan::Trigger& trigger, std::uint32_t site) {
    return matches_import(d, journey, run, trigger, import, site);
  });
}

void check_waits(Deciding& d, std::uint32_t number, base::Instant& recheck) {
  for (const Waiting& waiting : waiting_runs(d, number)) {
    if (!still(d, number, waiting)) continue;
    const plan::Op& op = d.plan_of(*d.live(number)).plan->ops[waiting.pc];
    if (waited(d, number, waiting.run, op, &recheck)) go_on(d, number, waiting, op.b);
  }
}

void wait_over(Deciding& d, std::uint32_t number, std::uint32_t run) {
  const Journey* journey = d.live(number);
  const Run* own = journey == nullptr ? nullptr : find_run(*journey, run);
  if (own == nullptr || own->phase != RunPhase::waiting || own->wait == plan::kNone) return;
  d.stand(number, run, own->pc + 1, RunPhase::running);
  continue_run(d, number, run);
}

void rearm_waits(Deciding& d, std::uint32_t number) {
  for (const Waiting& waiting : waiting_runs(d, number)) {
    if (!d.has_timer(number, TimerKind::wait_over, waiting.run))
      set_wait_timer(d, number, waiting.run, d.plan_of(*d.live(number)).plan->ops[waiting.pc], d.now);
  }
}

void retime_waits(Deciding& d, std::uint32_t number) {
  for (const Waiting& waiting : waiting_runs(d, number)) {
    const plan::Op& op = d.plan_of(*d.live(number)).plan->ops[waiting.pc];
    if (!d.plan_of(*d.live(number)).plan->waits[op.a].up_to.written()) continue;
    const auto taken = take_timer(d, number, TimerKind::wait_over, waiting.run);
    if (!taken) continue;
    d.armed = taken->armed;
    set_wait_timer(d, number, waiting.run, op, taken->armed);
    d.armed.reset();
  }
}

}  // namespace playmaker::core
