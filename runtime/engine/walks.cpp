// Walks over all customers, in fair slices with a durable cursor: daily audiences, imports that a moment waits for, broadcasts, pauses that
// are lifted, calendars that reach further. A customer is judged as of its slice; who is passed over leaves no trace.
#include <algorithm>

#include "runtime/core/timing.hpp"
#include "runtime/core/working_sweep.hpp"
#include "runtime/engine/parts.hpp"

namespace playmaker::engine {
namespace {

constexpr base::Millis kSweepGrace = 6 * base::kHour;  // a sweep of an evening may run after midnight, one of days ago may not

// Where the live version has the sweep of that site among its entries; kNone: nowhere.
std::uint32_t entry_at(const core::LinkedPlan* live, std::uint32_t site) {
  if (live == nullptr) return plan::kNone;
  const auto& entries = live->plan->audience.entries;
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const plan::Entry& entry) { return entry.site == site && entry.kind == plan::EntryKind::sweep; });
  return found == entries.end() ? plan::kNone : static_cast<std::uint32_t>(found - entries.begin());
}

// Where a sweep stands at `now`: not due yet, waiting for its import until `at`, to begin, or to skip.
struct Standing {
  enum Kind { none, later, waits, begins, skips, unknown /* beyond the calendar */ } kind = none;
  Instant due, at = base::kNever;
  core::Reason why = core::Reason::none;
  bool expected = true;  // false: nobody said that there would be an import on that day
};
Standing standing_of(const House& house, const core::Roster& roster, const SweepMark& mark, Instant now) {
  const core::LinkedPlan* live = roster.live_plan(mark.playbook);
  const std::uint32_t index = entry_at(live, mark.site);
  if (index == plan::kNone) return {};
  const core::LinkedPlan& plan = *live;
  const plan::Entry* entry = &plan.plan->audience.entries[index];
  const plan::SweepRule& rule = entry->sweep;
  const Instant due = core::next_regular(roster, plan, rule, mark.done);
  if (due == base::kNever && rule.working) return {Standing::unknown, mark.done, base::kNever, {}};
  if (due == base::kNever) return {};
  if (due > now) return {Standing::later, due, due, {}};
  const base::Date day = base::local_date(roster.zone, due);
  const bool old = day < base::local_date(roster.zone, now) && now - due > kSweepGrace;
  if (entry->import == plan::kNone)
    return old ? Standing{Standing::skips, due, now, core::Reason::stale} : Standing{Standing::begins, due, now, {}};
  const std::uint32_t import = plan.unit.number(core::Names::import, entry->import);
  const bool arrived = import != plan::kNone && house.import_at(import) >= base::start_of_day(roster.zone, day);
  if (arrived && !old) return {Standing::begins, due, now, {}};
  if (old) return {Standing::skips, due, now, arrived ? core::Reason::stale : core::Reason::late_import, arrived || !entry->each_import};
  const Instant latest = entry->latest_minute < 0
                             ? base::start_of_day(roster.zone, day + 1) + kSweepGrace
                             : std::max(due, base::to_instant(roster.zone, day, base::TimeOfDay{entry->latest_minute}));
  if (now < latest) return {Standing::waits, due, latest, {}};
  if (entry->skip_when_late) return {Standing::skips, due, now, core::Reason::late_import, !entry->each_import};
  return {Standing::begins, due, now, {}};
}

bool live_journeys(const core::Customer& customer) {
  return std::any_of(customer.journeys.begin(), customer.journeys.end(), [](const core::Journey& journey) { return !journey.ended; });
}

// Questions outlive their journeys, and leads come before them.
bool awaits_calendar(const core::Customer& customer) {
  return std::any_of(customer.open_questions.begin(), customer.open_questions.end(),
                     [](const core::Question& question) { return question.due == base::kNever; }) ||
         std::any_of(customer.leads.begin(), customer.leads.end(),
                     [](const core::Lead& lead) { return lead.phase < core::LeadPhase::returned; });
}

bool on_older_version(const core::Customer& customer, const core::Roster& roster, std::uint32_t playbook) {
  return std::any_of(customer.journeys.begin(), customer.journeys.end(), [&](const core::Journey& journey) {
    const core::LinkedPlan& plan = *roster.plans[journey.plan];
    return !journey.ended && journey.via != core::EntryVia::desk && !plan.live && (playbook == plan::kNone || plan.playbook == playbook);
  });
}

bool held(const core::Customer& customer) {
  if (std::any_of(customer.timers.begin(), customer.timers.end(), [](const core::Timer& timer) { return timer.held; })) return true;
  return std::any_of(customer.journeys.begin(), customer.journeys.end(), [](const core::Journey& journey) {
    return std::any_of(journey.touches.begin(), journey.touches.end(), [](const core::Touch& touch) {
      return touch.phase == core::TouchPhase::waiting || touch.phase == core::TouchPhase::reserved;
    });
  });
}

std::vector<bool> waiting_plans(const core::Roster& roster, std::uint32_t import) {
  std::vector<bool> waiting;
  for (const auto& linked : roster.plans) waiting.push_back(awaits_import(*linked, import));
  return waiting;
}

// Plans that listen to the event; `all`: one of them may be entered by it, so that it concerns everybody.
struct Listening {
  std::vector<bool> plans;
  bool all = false;
};
Listening listening(const core::Roster& roster, std::uint32_t event) {
  Listening found;
  for (const auto& linked : roster.plans) {
    const auto listeners = linked->listeners.find(event);
    found.plans.push_back(listeners != linked->listeners.end());
    if (linked->live && listeners != linked->listeners.end()) found.all = found.all || !listeners->second.entries.empty();
  }
  return found;
}

}  // namespace

bool awaits_import(const core::LinkedPlan& linked, std::uint32_t import) {
  const auto names = [&](const plan::Trigger& trigger) {
    return trigger.kind == plan::TriggerKind::import_arrived && linked.unit.number(core::Names::import, trigger.what) == import;
  };
  const auto any = [&](const auto& rows, const auto& in) { return std::any_of(rows.begin(), rows.end(), in); };
  const plan::Plan& plan = *linked.plan;
  return any(plan.moments, [&](const plan::Moment& moment) { return any(moment.on, names); }) ||
         any(plan.exits, [&](const plan::Exit& exit) { return exit.has_trigger && names(exit.on); }) ||
         any(plan.breakpoints, [&](const plan::Breakpoint& rule) { return names(rule.from) || names(rule.to); }) ||
         any(plan.pauses, [&](const plan::Pause& pause) { return names(pause.on) || names(pause.until); }) ||
         any(plan.waits, [&](const plan::Wait& wait) { return any(wait.for_, names); }) || any(plan.tasks, [&](const plan::Task& task) {
           return any(task.closings, [&](const plan::TaskClosing& closing) { return names(closing.on); });
         });
}

void Engine::Parts::begin_walk(WalkKind kind, std::uint32_t what, std::uint32_t site, Instant due) {
  record(WalkBegan{state.house.marks().next_walk, kind, what, site, due, {}, 0});
}

void Engine::Parts::begin_broadcast(core::EventArrived event) {
  record(WalkBegan{state.house.marks().next_walk, WalkKind::broadcast, event.event, plan::kNone, event.at, std::move(event.fields),
                   event.print});
}

// Once, until somebody resolves it: a sweep whose day no calendar knows comes again with a newer table.
void Engine::Parts::say_unknown(std::uint32_t playbook) {
  const std::string& name = world.roster->dictionary->name(core::Names::playbook, playbook);
  const auto& troubles = state.house.marks().troubles;
  const bool said = std::any_of(troubles.begin(), troubles.end(),
                                [&](const HouseTrouble& each) { return each.code == "sweep_day_unknown" && each.place == name; });
  if (!said) incident("sweep_day_unknown", name, {});
}

void Engine::Parts::begin_sweeps() {
  if (world.roster == nullptr || clock_held) return;
  const std::vector<SweepMark> marks = state.house.marks().sweeps;
  for (SweepMark mark : marks) {
    while (true) {
      const Standing standing = standing_of(state.house, *world.roster, mark, now);
      if (standing.kind == Standing::unknown) say_unknown(mark.playbook);
      if (standing.kind != Standing::begins && standing.kind != Standing::skips) break;
      if (standing.kind == Standing::begins) {
        begin_walk(WalkKind::sweep, mark.playbook, mark.site, standing.due);
      } else {
        record(SweepSkipped{mark.playbook, mark.site, standing.due, standing.why});
        if (standing.expected) {
          incident(standing.why == core::Reason::stale ? "sweep_stale" : "sweep_skipped",
                   world.roster->dictionary->name(core::Names::playbook, mark.playbook),
                   base::format_instant(standing.due, world.roster->zone));
        }
      }
      mark.done = standing.due;
    }
  }
}

Instant Engine::Parts::next_sweep_due() const {
  Instant first = base::kNever;
  if (world.roster == nullptr) return first;
  for (const SweepMark& mark : state.house.marks().sweeps) first = std::min(first, standing_of(state.house, *world.roster, mark, now).at);
  return first;
}

void Engine::Parts::advance_walks() {
  std::size_t looks = options.walk_slice;
  const std::vector<Walk> walks = state.house.marks().walks;
  for (const Walk& walk : walks) {
    if (looks == 0 || clock_held) return;
    const core::LinkedPlan* swept_plan = walk.kind == WalkKind::sweep ? world.roster->live_plan(walk.what) : nullptr;
    const std::uint32_t entry = entry_at(swept_plan, walk.site);
    const core::LinkedPlan* newest = walk.kind == WalkKind::upgrade ? world.roster->live_plan(walk.what) : nullptr;
    const bool over = walk.kind == WalkKind::sweep && entry == plan::kNone;  // a new version has no such entry any more
    const std::vector<bool> waiting = walk.kind == WalkKind::import ? waiting_plans(*world.roster, walk.what) : std::vector<bool>();
    const Listening heard = walk.kind == WalkKind::broadcast ? listening(*world.roster, walk.what) : Listening{};
    WalkAdvanced at{walk.walk, walk.lane, walk.next, walk.seen, walk.given};
    const auto concerns = [&](const core::Customer& customer) {
      switch (walk.kind) {
        case WalkKind::sweep: return core::swept(world, customer, *swept_plan, entry, now) != core::Swept::no;
        case WalkKind::import:
          return std::any_of(customer.journeys.begin(), customer.journeys.end(),
                             [&](const core::Journey& journey) { return !journey.ended && waiting[journey.plan]; });
        case WalkKind::pause_lifted: return held(customer) || on_older_version(customer, *world.roster, plan::kNone);  // it may move now
        case WalkKind::calendar: return live_journeys(customer) || awaits_calendar(customer);
        case WalkKind::upgrade:
          return core::stranded_lead(*world.roster, customer, walk.what) ||
                 (newest->plan->upgrade.how != plan::UpgradeKind::keep && on_older_version(customer, *world.roster, walk.what));
        case WalkKind::broadcast:
          return heard.all || std::any_of(customer.journeys.begin(), customer.journeys.end(),
                                          [&](const core::Journey& journey) { return !journey.ended && heard.plans[journey.plan]; });
      }
      return false;
    };
    while (!over && looks > 0 && at.lane < state.lanes.size()) {
      if (at.next >= state.lanes[at.lane].customers.size()) {
        ++at.lane;
        at.next = 0;
        continue;
      }
      const Surrogate customer = surrogate_of(at.lane, at.next++);
      --looks;
      ++at.seen;
      if (!concerns(state.customer(customer))) continue;
      ++at.given;
      switch (walk.kind) {
        case WalkKind::sweep:
          give(customer, core::SweepDue{swept_plan->number, entry, base::local_date(world.roster->zone, walk.due)});
          break;
        case WalkKind::import: give(customer, core::ImportArrived{walk.what, walk.due}); break;
        case WalkKind::pause_lifted: give(customer, core::PauseLifted{}); break;
        case WalkKind::calendar: give(customer, core::CalendarChanged{}); break;
        case WalkKind::upgrade: give(customer, core::VersionApplied{newest->number}); break;
        case WalkKind::broadcast: give(customer, core::EventArrived{walk.what, walk.due, 0, walk.fields, false, {}}); break;
      }
    }
    if (over || at.lane >= state.lanes.size()) record(WalkEnded{walk.walk, at.seen, at.given});
    else record(at);
  }
}

}  // namespace playmaker::engine
