// Moments (MOT): steps that begin when something happens to the customer. A moment during itself is dropped; when it expires nothing of
// it begins any more, its waits are cut and its unsent touches are taken back; open must-tasks go on.
#include <algorithm>

#include "runtime/core/apply/apply.hpp"
#include "runtime/core/deciding.hpp"
#include "runtime/core/journey/any_moment.hpp"

namespace playmaker::core {
namespace {

constexpr plan::Length kExpiresDefault{plan::LengthUnit::days, 7};

bool too_soon(const Deciding& d, const Journey& journey, const plan::Again& again, const Run& last) {
  if (again.kind == plan::AgainKind::never || (again.kind == plan::AgainKind::per && !again.length.written())) return true;
  if (!again.length.written()) return false;
  const auto free =
      after(clockwork(d.frame(&journey)), again.kind == plan::AgainKind::after_exit ? last.ended : last.started, again.length);
  return !free || d.now < *free;
}

// `again per KEY`: each key has its own run, side by side, and its own distance.
const Run* newest_of(const Journey& journey, std::uint32_t site, std::int64_t key) {
  const Run* newest = nullptr;
  for (const Run& run : journey.runs) {
    if (run.site == site && run.key == key && (newest == nullptr || run.run > newest->run)) newest = &run;
  }
  return newest;
}

void set_expiry(Deciding& d, std::uint32_t number, const plan::Moment& moment, std::uint32_t run, base::Instant from) {
  const auto at = after(clockwork(d.frame(d.live(number))), from, moment.expires_after.written() ? moment.expires_after : kExpiresDefault);
  if (at) d.set_timer(std::max(*at, d.now), TimerKind::run_ends, number, run);
  else d.incident("calendar_unknown", number, moment.site, "");
}

void start(Deciding& d, std::uint32_t number, std::uint32_t index, const EventAtHand& event) {
  const Journey& journey = *d.live(number);
  const plan::Moment& moment = d.plan_of(journey).plan->moments[index];
  for (const plan::NodeIndex among : moment.among) {
    if (!d.test(d.frame(&journey, nullptr, event), among, moment.site)) return;
  }
  const std::int64_t key =
      moment.again.kind == plan::AgainKind::per ? key_of(d.value(d.frame(&journey, nullptr, event), moment.again.key, moment.site)) : 0;
  if (const Run* last = newest_of(*d.live(number), moment.site, key)) {
    const bool during = last->phase != RunPhase::ended;
    if (during || too_soon(d, journey, moment.again, *last)) {
      d.emit(MomentDropped{number, index, during ? Reason::already_in : Reason::again_too_soon});
      return;
    }
  }
  const std::uint32_t run = start_run(d, number, moment.site, 0, moment.block, event, key);
  const Journey* still = d.live(number);
  const Run* own = still == nullptr ? nullptr : find_run(*still, run);
  if (own == nullptr || own->phase == RunPhase::ended) return;
  set_expiry(d, number, moment, run, own->started);
}

bool nothing_below(const Deciding& d, const Journey& journey, std::uint32_t run) {
  const plan::Plan& plan = *d.plan_of(journey).plan;
  for (const Run& each : journey.runs) {
    if (each.run == run || each.phase == RunPhase::ended || !below(journey, each.run, run)) continue;
    if (each.phase != RunPhase::idle || plan.sites[each.site].kind != plan::SiteKind::track) return false;
  }
  for (const Task& task : journey.tasks) {
    if ((task.phase == TaskPhase::armed || task.phase == TaskPhase::open) && below(journey, task.run, run)) return false;
  }
  return std::none_of(journey.touches.begin(), journey.touches.end(), [&](const Touch& touch) {
    const bool falls_back = d.has_timer(journey.journey, TimerKind::touch_report_over, touch.site, touch.occurrence);
    return (in_flight(touch) || falls_back) && below(journey, touch.run, run);
  });
}

}  // namespace

void moment_on_event(Deciding& d, std::uint32_t number, const EventAtHand& event) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const LinkedPlan& linked = d.plan_of(*journey);
  const auto listeners = linked.listeners.find(event.event);
  if (listeners == linked.listeners.end()) return;
  for (const std::uint32_t index : listeners->second.moments) {
    bool came = false;
    for (const plan::Trigger& trigger : linked.plan->moments[index].on) {
      if (journey = d.live(number); journey == nullptr) return;
      came = came || matches_event(d, *journey, nullptr, trigger, event, linked.plan->moments[index].site);
    }
    if (came) start(d, number, index, event);
  }
}

void moment_on_task(Deciding& d, const ThingRef& ref) {
  if (d.live(ref.journey) == nullptr) return;
  const plan::Plan& plan = *d.plan_of(*d.live(ref.journey)).plan;
  for (std::uint32_t index = 0; index < plan.moments.size(); ++index) {
    Journey* journey = d.live(ref.journey);
    const Task* task = journey == nullptr ? nullptr : find_task(*journey, ref);
    if (task == nullptr) return;
    const auto& on = plan.moments[index].on;
    const bool came = std::any_of(on.begin(), on.end(), [&](const plan::Trigger& trigger) {
      return trigger.kind != plan::TriggerKind::event && task_says(plan, *task, trigger) && names_task(plan, trigger, ref.site);
    });
    if (came) start(d, ref.journey, index, {});
  }
}

void moment_on_import(Deciding& d, std::uint32_t number, std::uint32_t import) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const LinkedPlan& linked = d.plan_of(*journey);
  for (std::uint32_t index = 0; index < linked.plan->moments.size() && d.live(number) != nullptr; ++index) {
    const auto& on = linked.plan->moments[index].on;
    const bool came = std::any_of(on.begin(), on.end(), [&](const plan::Trigger& trigger) {
      return trigger.kind == plan::TriggerKind::import_arrived && linked.unit.number(Names::import, trigger.what) == import;
    });
    if (came) start(d, number, index, {});
  }
}

void check_moments(Deciding& d, std::uint32_t number, base::Instant& recheck) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  for (std::uint32_t index = 0; index < plan.moments.size(); ++index) {
    const plan::Moment& moment = plan.moments[index];
    if (journey = d.live(number); journey == nullptr) return;
    if (moment.starts_when != plan::kNone) {
      const bool now_holds = d.test(d.frame(journey), moment.starts_when, moment.site, &recheck);
      const std::uint64_t edge = moment_edge(number, index);
      const bool held = std::binary_search(d.customer.edges.begin(), d.customer.edges.end(), edge);
      if (held != now_holds) d.emit(EdgeChanged{edge, now_holds});
      if (!held && now_holds) start(d, number, index, {});
    }
    if (journey = d.live(number); journey == nullptr) return;
    std::vector<std::uint32_t> over;       // one a key
    for (const Run& run : journey->runs) {
      if (run.site == moment.site && run.phase == RunPhase::idle && nothing_below(d, *journey, run.run)) over.push_back(run.run);
    }
    for (const std::uint32_t run : over) complete_run(d, number, run);
  }
}

void rearm_moments(Deciding& d, std::uint32_t number) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  struct Open {
    std::uint32_t run = 0, index = 0;
    base::Instant started;
  };
  std::vector<Open> open;
  for (const Run& run : journey->runs) {
    const plan::Site& site = plan.sites[run.site];
    if (site.kind == plan::SiteKind::moment && run.phase != RunPhase::ended && !d.has_timer(number, TimerKind::run_ends, run.run))
      open.push_back({run.run, site.index, run.started});
  }
  for (const Open& each : open) set_expiry(d, number, plan.moments[each.index], each.run, each.started);
}

}  // namespace playmaker::core
