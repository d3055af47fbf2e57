#include "daemon/refute/run.hpp"

#include <algorithm>
#include <map>

namespace playmaker::refute {

using base::Instant;
using core::DeliveryOutcome;
using prove::Suspect;

namespace {

// What a run needs of its plan's legs: which fail, which are never read.
class Legs {
 public:
  Legs(const plan::Plan& plan, const Suspect& suspect) {
    for (const plan::Send& send : plan.sends) {
      for (std::size_t i = 0; i + 1 < send.legs.size(); ++i) {
        const bool later = std::ranges::any_of(suspect.made, [&](const Suspect::Made& made) {
          return std::any_of(send.legs.begin() + static_cast<std::ptrdiff_t>(i) + 1, send.legs.end(),
                             [&](const plan::Leg& leg) { return leg.site == made.site; });
        });
        const bool reports = send.legs[i].report != plan::kNone;
        says_[send.legs[i].site] = !later ? DeliveryOutcome::read : reports ? DeliveryOutcome::accepted : DeliveryOutcome::failed_permanent;
      }
    }
  }
  DeliveryOutcome operator()(const plan::Plan&, std::uint32_t site) const {
    const auto found = says_.find(site);
    return found == says_.end() ? DeliveryOutcome::read : found->second;
  }

 private:
  std::map<std::uint32_t, DeliveryOutcome> says_;
};

}  // namespace

Run::Run(const core::Roster& roster, const core::LinkedPlan& plan, const Suspect& suspect, base::Date based, int slip)
    : roster_(roster),
      plan_(plan),
      suspect_(suspect),
      based_(based),
      slip_(slip),
      settings_(settings(roster, plan, asked_of(roster, plan, suspect, based, slip))) {}

// What is known of the customer; or only what grows stale.
core::AttributesSet Run::attributes(bool fresh_only) const {
  core::AttributesSet out;
  out.import = plan::kNone;
  out.at = midnight_ - base::kMinute;
  for (const Setting& each : settings_) {
    if (fresh_only && !roster_.attributes[each.attribute].field->fresh.written()) continue;
    plan::Datum value = each.value;
    if (each.moves) value.number += (day_ - based_) * (value.kind == plan::Kind::date ? 1 : base::kDay);
    out.values.push_back({each.attribute, std::move(value)});
  }
  return out;
}

std::vector<Contacted> Run::live(base::Date day, const Pace& pace) {
  midnight_ = base::start_of_day(roster_.zone, day);
  day_ = day;
  asked_ = asked_of(roster_, plan_, suspect_, day, slip_);
  broken_ = {};
  Life life(roster_, midnight_ - base::kMinute, Legs(*plan_.plan, suspect_));
  life.give(core::CustomerAppeared{}, midnight_ - base::kMinute);
  life.give(attributes(false), midnight_ - base::kMinute);
  if (core::AttributesSet fresh = attributes(true); !fresh.values.empty()) life.nightly(std::move(fresh));
  struct Due {
    std::int64_t minute = 0;
    const Suspect::Entering* entering = nullptr;
    const Suspect::Happening* happening = nullptr;
  };
  std::vector<Due> dues;
  for (const Suspect::Entering& each : suspect_.entering) dues.push_back({each.minute + pace.later, &each, nullptr});
  for (const Suspect::Happening& each : suspect_.happenings) dues.push_back({each.minute + pace.later + pace.slow, nullptr, &each});
  std::ranges::stable_sort(dues, {}, &Due::minute);
  for (const Due& due : dues) {
    Instant at = std::max(moment(due.minute), life.now());
    if (due.entering != nullptr) {
      at = enter(life, at, pace.patient);
      if (suspect_.entering.front().journey == due.entering->journey) broken_.entered = at;
    } else if (pace.patient) {
      at = patiently(life, *due.happening, at);
    } else if (due.happening->what == Suspect::What::event) {
      event(life, *due.happening, at);
    } else {
      pending_.push_back({due.happening, at});
    }
    close_pending(life, at);
  }
  // What is still to be closed is tried whenever something happened.
  const Instant last = std::max(moment(suspect_.made.empty() ? 0 : suspect_.made.back().minute), life.now()) + 20 * base::kDay;
  while (!pending_.empty() && !life.overrun()) {
    const Instant next = life.next();
    if (next > last) break;
    life.advance(next);
    close_pending(life, next);
  }
  life.advance(last);
  pending_.clear();
  return life.overrun() ? std::vector<Contacted>{} : life.contacts();
}

// A journey that may not begin yet begins as soon as it may, where that is not long.
Instant Run::enter(Life& life, Instant at, bool patient) {
  const std::size_t before = life.entered();
  const Instant until = at + (patient ? 20 * base::kDay : 0);
  for (;; at = at + base::kHour) {
    life.give(core::EntryAsked{plan_.number, "check"}, at);
    if (life.entered() > before || at + base::kHour > until || life.overrun()) return life.now();
  }
}

// Waits for the contacts that can come before it, and for a task to be open; on its way there what stands before it is done.
Instant Run::patiently(Life& life, const Suspect::Happening& happening, Instant at) {
  const Instant until = at + 4 * base::kDay;
  const auto wanting = [&] {
    return std::ranges::any_of(happening.after, [&](plan::SiteIndex site) {
      return std::ranges::none_of(life.contacts(), [&](const Contacted& each) { return each.touch.site == site; });
    });
  };
  life.advance(at);
  while (wanting() && life.next() <= until && !life.overrun()) life.advance(life.next());
  if (happening.what == Suspect::What::event) {
    event(life, happening, life.now());
    return life.now();
  }
  std::vector<bool> asked(plan_.plan->tasks.size(), false);
  while (!close(life, happening, life.now())) {
    clear_way(life, happening.index, asked);
    if (close(life, happening, life.now())) break;
    if (life.next() > until || life.overrun()) {
      pending_.push_back({&happening, life.now()});
      break;
    }
    life.advance(life.next());
  }
  return life.now();
}

// Does what that task waits for: the task before it, the must-tasks of the stages before its own.
void Run::clear_way(Life& life, std::uint32_t task, std::vector<bool>& asked) {
  if (asked[task]) return;
  asked[task] = true;
  const plan::Plan& plan = *plan_.plan;
  const auto before = [&](std::uint32_t other) {
    clear_way(life, other, asked);
    Suspect::Happening done;
    done.what = Suspect::What::task_over;
    done.index = other;
    done.done = true;
    close(life, done, life.now());
    asked[other] = false;  // it may be wanted again, later
  };
  const auto stage_before = [&](std::uint32_t index, const auto& self) -> void {
    for (const std::uint32_t earlier : plan.stages[index].after) self(earlier, self);
    for (const std::uint32_t other : plan.stages[index].tasks) {
      if (plan.tasks[other].must) before(other);
    }
  };
  if (plan.tasks[task].after_task != plan::kNone) before(plan.tasks[task].after_task);
  if (plan.tasks[task].after_stage != plan::kNone) stage_before(plan.tasks[task].after_stage, stage_before);
  for (plan::SiteIndex site = plan.tasks[task].site; site != plan::kNone; site = plan.sites[site].parent) {
    if (plan.sites[site].kind != plan::SiteKind::stage) continue;
    for (const std::uint32_t earlier : plan.stages[plan.sites[site].index].after) stage_before(earlier, stage_before);
  }
  asked[task] = false;
}

void Run::event(Life& life, const Suspect::Happening& happening, Instant at) {
  core::EventArrived event;
  event.event = plan_.unit.events[happening.index];
  event.at = at;
  event.fields = fields(roster_, plan_, life.customer(), happening.index, happening.where, asked_.falling, at);
  for (std::size_t i = 0; i < event.fields.size(); ++i) {
    const plan::Field* field = roster_.events[event.event].fields[i];
    if (field != nullptr && field->type.kind == plan::Kind::instant && !event.fields[i].known())
      event.fields[i] = {plan::Kind::instant, at.ms, {}, {}};
  }
  broken_.steps.push_back({plan::kNone, happening.index, at});
  life.give(event, at);
}

void Run::close_pending(Life& life, Instant at) {
  std::erase_if(pending_, [&](const Pending& each) { return each.from <= at && close(life, *each.happening, at); });
}

bool Run::close(Life& life, const Suspect::Happening& happening, Instant at) {
  const plan::Task& task = plan_.plan->tasks[happening.index];
  const core::Task* open = nullptr;
  std::uint32_t number = 0;
  for (const core::Journey& journey : life.customer().journeys) {
    for (const core::Task& each : journey.tasks) {
      if (each.site != task.site || each.phase != core::TaskPhase::open) continue;
      open = &each;
      number = journey.journey;
    }
  }
  if (open == nullptr) return false;
  const core::ThingRef ref{number, task.site, open->occurrence};
  broken_.steps.push_back({happening.index, plan::kNone, at});
  for (const plan::TaskClosing& closing : task.closings) {
    if (closing.on.kind != plan::TriggerKind::event || closing.on.what == plan::kNone) continue;
    if (happening.outcome != plan::kNone ? closing.outcome != happening.outcome : !closing.done && happening.done) continue;
    core::EventArrived event;
    event.event = plan_.unit.events[closing.on.what];
    event.at = at;
    event.fields = fields(roster_, plan_, life.customer(), closing.on.what, closing.on.where, asked_.falling, at);
    event.addressed = true;
    event.task = ref;
    life.give(event, at);
    return true;
  }
  const std::string outcome = happening.outcome == plan::kNone ? std::string() : plan_.plan->unit.texts[happening.outcome];
  life.give(core::TaskReported{ref, outcome, "check", {}}, at);
  return true;
}

}  // namespace playmaker::refute
