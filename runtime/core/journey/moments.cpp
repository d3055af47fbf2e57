// Moments (MOT): steps that begin when something happens to the customer; with `for each`, once for each item of a list that fits. A
// moment during itself is dropped, merged into the one under way, or queued until that is over, as it says; when it expires nothing of
// it begins any more, its waits are cut and its unsent touches are taken back; open must-tasks go on.
#include <algorithm>

#include "runtime/core/apply/apply.hpp"
#include "runtime/core/deciding.hpp"
#include "runtime/core/journey/any_moment.hpp"
#include "runtime/plan/expires.hpp"

namespace playmaker::core {
namespace {

struct Distance {
  base::Instant since, free;               // what `again` counts from, and from when on it may begin again; kNever: not at all
};
Distance distance(const Deciding& d, const Journey& journey, const plan::Again& again, const Run& last) {
  const base::Instant from = again.kind == plan::AgainKind::after_exit ? last.ended : last.started;
  if (again.kind == plan::AgainKind::never || (again.kind == plan::AgainKind::per && !again.length.written())) return {from, base::kNever};
  if (!again.length.written()) return {from, from};
  return {from, after(clockwork(d.frame(&journey)), from, again.length).value_or(base::kNever)};
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
  const auto at = after(clockwork(d.frame(d.live(number))), from, plan::expires_of(moment));
  if (at) d.set_timer(std::max(*at, d.now), TimerKind::run_ends, number, run);
  else d.incident("calendar_unknown", number, moment.site, "");
}

void merge(Deciding& d, std::uint32_t number, std::uint32_t index, std::uint32_t run, const EventAtHand& event, const plan::Datum* item) {
  const plan::Plan& plan = *d.plan_of(*d.live(number)).plan;
  d.emit(MomentMerged{number, index, run});
  if (event.event != plan::kNone && reads_event(plan))
    d.emit(EventKept{number, run, event.event, event.at, event.fields != nullptr ? *event.fields : std::vector<plan::Datum>{}});
  if (item != nullptr) d.emit(ItemKept{number, run, *item});
  d.cancel_timers(number, TimerKind::run_ends, run, 0);
  set_expiry(d, number, plan.moments[index], run, d.now);
}

void queue(Deciding& d, std::uint32_t number, std::uint32_t index, const EventAtHand& event, const plan::Datum* item, std::int64_t key) {
  const Journey& journey = *d.live(number);
  const plan::Moment& moment = d.plan_of(journey).plan->moments[index];
  const auto until = after(clockwork(d.frame(&journey)), d.now, plan::expires_of(moment));
  if (journey.queued.size() >= kQueuedMomentsMax || !until) return d.emit(MomentDropped{number, index, Reason::already_in});
  MomentQueued queued{number, index, event.event, event.at, *until, {}, key, {}};
  if (event.fields != nullptr) queued.fields = *event.fields;
  if (item != nullptr) queued.item = {*item};
  d.emit(std::move(queued));
}

void begin(Deciding& d, std::uint32_t number, std::uint32_t index, const EventAtHand& event, const plan::Datum* item, std::int64_t key);

void start_one(Deciding& d, std::uint32_t number, std::uint32_t index, const EventAtHand& event, const plan::Datum* item) {
  const Journey& journey = *d.live(number);
  const LinkedPlan& linked = d.plan_of(journey);
  const plan::Moment& moment = linked.plan->moments[index];
  const auto frame = [&] {
    Frame made = d.frame(d.live(number), nullptr, event);
    made.item = item;
    made.item_record = item_record(*d.world.roster, linked, moment);
    return made;
  };
  if (item != nullptr && !d.test(frame(), moment.each.where, moment.site)) return;
  for (const plan::NodeIndex among : moment.among) {
    if (!d.test(frame(), among, moment.site)) return;
  }
  const std::int64_t key = moment.again.key != plan::kNone ? key_of(d.value(frame(), moment.again.key, moment.site)) : 0;
  if (const Run* last = newest_of(*d.live(number), moment.site, key)) {
    const bool during = last->phase != RunPhase::ended;
    if (during && moment.overlap == plan::Overlap::merge) return merge(d, number, index, last->run, event, item);
    if (during && moment.overlap == plan::Overlap::queue) return queue(d, number, index, event, item, key);
    if (during) return d.emit(MomentDropped{number, index, Reason::already_in, last->started});
    const Distance apart = distance(d, *d.live(number), moment.again, *last);
    if (d.now < apart.free) return d.emit(MomentDropped{number, index, Reason::again_too_soon, apart.since, apart.free});
  }
  begin(d, number, index, event, item, key);
}

// Once, or with `for each` once an item that fits.
void start(Deciding& d, std::uint32_t number, std::uint32_t index, const EventAtHand& event) {
  const plan::Moment& moment = d.plan_of(*d.live(number)).plan->moments[index];
  if (moment.each.list == plan::kNone) return start_one(d, number, index, event, nullptr);
  const plan::Datum list = d.value(d.frame(d.live(number), nullptr, event), moment.each.list, moment.site);
  for (const plan::Datum& item : list.items) {
    if (d.live(number) == nullptr) return;
    start_one(d, number, index, event, &item);
  }
}

void begin(Deciding& d, std::uint32_t number, std::uint32_t index, const EventAtHand& event, const plan::Datum* item, std::int64_t key) {
  const plan::Moment& moment = d.plan_of(*d.live(number)).plan->moments[index];
  const std::uint32_t run = start_run(d, number, moment.site, 0, moment.block, event, key, item);
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

// What was queued begins when nothing of its moment and key is under way any more and `again` allows it, unless it has waited too long.
void check_queue(Deciding& d, std::uint32_t number, std::uint32_t index, base::Instant& recheck) {
  const Journey* journey = d.live(number);
  if (journey == nullptr) return;
  const plan::Moment& moment = d.plan_of(*journey).plan->moments[index];
  std::vector<QueuedMoment> first;         // of each key
  for (const QueuedMoment& each : journey->queued) {
    const bool seen = std::any_of(first.begin(), first.end(), [&](const QueuedMoment& other) { return other.key == each.key; });
    if (each.moment == index && !seen) first.push_back(each);
  }
  for (const QueuedMoment& each : first) {
    journey = d.live(number);
    if (journey == nullptr) return;
    const Run* last = newest_of(*journey, moment.site, each.key);
    if (each.until <= d.now) {
      d.emit(MomentDequeued{number, index, each.key, Reason::expired});
      continue;
    }
    recheck = std::min(recheck, each.until);
    if (last != nullptr && last->phase != RunPhase::ended) continue;
    const base::Instant free = last == nullptr ? d.now : distance(d, *journey, moment.again, *last).free;
    if (free > d.now) {
      recheck = std::min(recheck, free);
      continue;
    }
    d.emit(MomentDequeued{number, index, each.key, Reason::none});
    EventAtHand event;
    if (each.event != plan::kNone) event = {each.event, each.at, &each.fields};
    begin(d, number, index, event, each.item.empty() ? nullptr : each.item.data(), each.key);
  }
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
    check_queue(d, number, index, recheck);
  }
}

void retime_moments(Deciding& d, std::uint32_t number) {
  struct Open {
    std::uint32_t run = 0, index = 0;
    base::Instant from;
  };
  std::vector<Open> open;
  const plan::Plan& plan = *d.plan_of(*d.live(number)).plan;
  for (const Run& run : d.live(number)->runs) {
    const plan::Site& site = plan.sites[run.site];
    if (site.kind == plan::SiteKind::moment && run.phase != RunPhase::ended) open.push_back({run.run, site.index, run.started});
  }
  for (const Open& each : open) {
    const auto taken = take_timer(d, number, TimerKind::run_ends, each.run);
    if (!taken) continue;
    d.armed = taken->armed;
    set_expiry(d, number, plan.moments[each.index], each.run, std::max(each.from, taken->armed));   // a merge set it anew
    d.armed.reset();
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
