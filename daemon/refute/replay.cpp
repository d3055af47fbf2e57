// A suspected run, lived through on real dates.
#include <algorithm>
#include <map>

#include "daemon/refute/promises.hpp"
#include "daemon/refute/settings.hpp"
#include "runtime/core/timing.hpp"
#include "runtime/plan/period.hpp"

namespace playmaker::refute {

using base::Instant;
using core::DeliveryOutcome;
using prove::Suspect;

namespace {

bool counts(const core::Roster& roster, const core::LinkedPlan& plan, const plan::Cap& cap, const Contacted& contact) {
  if (contact.plan != plan.number) return false;
  const std::string& channel = roster.dictionary->name(core::Names::channel, contact.channel);
  if (!cap.channel.empty() && cap.channel != channel) return false;
  const plan::Policy* policy = roster.policy_of(plan);
  if (policy != nullptr && std::ranges::find(policy->exempt, contact.purpose) != policy->exempt.end()) return false;
  if (cap.reach.channels.empty() && cap.reach.purposes.empty()) return true;
  return std::ranges::find(cap.reach.channels, channel) != cap.reach.channels.end() ||
         std::ranges::find(cap.reach.purposes, contact.purpose) != cap.reach.purposes.end();
}

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

class Replay {
 public:
  Replay(const core::Roster& roster, const core::LinkedPlan& plan, const Suspect& suspect, std::vector<Setting> settings)
      : roster_(roster),
        plan_(plan),
        suspect_(suspect),
        settings_(std::move(settings)) {}

  // How the run keeps to the minutes of the suspicion. `later`: minutes that everything comes after what it says; `slow`: and what happens
  // on the way after the entry, since what is held back by a distance is sent only the day after; `patient`: what happens on the way waits
  // until the contacts that can come before it were truly made.
  struct Pace {
    std::int64_t later = 0, slow = 0;
    bool patient = false;
  };

  // `day`: the first journey's first.
  std::vector<Contacted> live(base::Date day, const Pace& pace) {
    midnight_ = base::start_of_day(roster_.zone, day);
    day_ = day;
    broken_ = {};
    Life life(roster_, midnight_ - base::kMinute, Legs(*plan_.plan, suspect_));
    life.give(core::CustomerAppeared{}, midnight_ - base::kMinute);
    core::AttributesSet set;
    set.import = plan::kNone;
    set.at = midnight_ - base::kMinute;
    for (const Setting& each : settings_) set.values.push_back({each.attribute, each.value});
    life.give(set, midnight_ - base::kMinute);
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
  const Broken& told() const { return broken_; }

 private:
  Instant moment(std::int64_t minute) const {
    const auto days = static_cast<std::int32_t>(minute >= 0 ? minute / 1440 : -((-minute + 1439) / 1440));
    return base::to_instant(roster_.zone, day_ + days, base::TimeOfDay{static_cast<std::int32_t>(minute - std::int64_t{days} * 1440)});
  }

  // A journey that may not begin yet begins as soon as it may, where that is not long.
  Instant enter(Life& life, Instant at, bool patient) {
    const std::size_t before = life.entered();
    const Instant until = at + (patient ? 20 * base::kDay : 0);
    for (;; at = at + base::kHour) {
      life.give(core::EntryAsked{plan_.number, "check"}, at);
      if (life.entered() > before || at + base::kHour > until || life.overrun()) return life.now();
    }
  }

  // Waits for the contacts that can come before it, and for a task to be open; on its way there what stands before it is done.
  Instant patiently(Life& life, const Suspect::Happening& happening, Instant at) {
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
  void clear_way(Life& life, std::uint32_t task, std::vector<bool>& asked) {
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

  void event(Life& life, const Suspect::Happening& happening, Instant at) {
    core::EventArrived event;
    event.event = plan_.unit.events[happening.index];
    event.at = at;
    event.fields = fields(roster_, plan_, life.customer(), happening.index, happening.where, at);
    for (std::size_t i = 0; i < event.fields.size(); ++i) {
      const plan::Field* field = roster_.events[event.event].fields[i];
      if (field != nullptr && field->type.kind == plan::Kind::instant && !event.fields[i].known())
        event.fields[i] = {plan::Kind::instant, at.ms, {}, {}};
    }
    broken_.steps.push_back({plan::kNone, happening.index, at});
    life.give(event, at);
  }

  void close_pending(Life& life, Instant at) {
    std::erase_if(pending_, [&](const Pending& each) { return each.from <= at && close(life, *each.happening, at); });
  }

  bool close(Life& life, const Suspect::Happening& happening, Instant at) {
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
      event.fields = fields(roster_, plan_, life.customer(), closing.on.what, closing.on.where, at);
      event.addressed = true;
      event.task = ref;
      life.give(event, at);
      return true;
    }
    const std::string outcome = happening.outcome == plan::kNone ? std::string() : plan_.plan->unit.texts[happening.outcome];
    life.give(core::TaskReported{ref, outcome, "check", {}}, at);
    return true;
  }

  const core::Roster& roster_;
  const core::LinkedPlan& plan_;
  const Suspect& suspect_;
  std::vector<Setting> settings_;
  Instant midnight_;
  base::Date day_;
  struct Pending {
    const Suspect::Happening* happening;
    Instant from;
  };
  std::vector<Pending> pending_;
  Broken broken_;
};

// Whether the audience can let anybody in on that day: of sweeps alone, only on theirs.
bool enters_on(const plan::Plan& plan, base::Date day) {
  bool any = false;
  for (const plan::Entry& entry : plan.audience.entries) {
    if (entry.kind != plan::EntryKind::sweep || entry.sweep.period == plan::Period::day) return true;
    const plan::Timing& on = entry.sweep.timing;
    if (on.kind == plan::TimingKind::weekday) any = any || static_cast<std::int32_t>(base::weekday(day)) == on.number;
    else if (on.kind == plan::TimingKind::month_day)
      any = any || day == std::min(base::first_of_month(day) + (on.number - 1), base::last_of_month(day));
    else if (on.kind == plan::TimingKind::last_day) any = any || day == base::last_of_month(day);
    else return true;
  }
  return any || plan.audience.entries.empty();
}

// One of those that are lived through alike, in their order.
std::vector<Suspect> different(const std::vector<Suspect>& suspects) {
  std::vector<Suspect> out;
  const auto alike = [](const Suspect& one, const Suspect& other) {
    return std::ranges::equal(one.entering, other.entering, {}, &Suspect::Entering::minute, &Suspect::Entering::minute) &&
           std::ranges::equal(one.made, other.made, {}, &Suspect::Made::site, &Suspect::Made::site) &&
           std::ranges::equal(one.happenings, other.happenings, [](const Suspect::Happening& a, const Suspect::Happening& b) {
             return a.what == b.what && a.index == b.index && a.minute == b.minute && a.outcome == b.outcome;
           });
  };
  for (const Suspect& each : suspects) {
    if (std::ranges::none_of(out, [&](const Suspect& known) { return alike(known, each); })) out.push_back(each);
  }
  return out;
}

// Working days at a weekend and the days about them: there lengths of working days are shortest.
std::vector<base::Date> unusual_days(const base::Calendar* calendar, int year) {
  std::vector<base::Date> out;
  if (calendar == nullptr || calendar->exceptions.empty()) return out;
  for (const auto& [day, works] : calendar->exceptions) {
    if (!works || day < base::date_of(year, 1, 1) || day >= base::date_of(year, 11, 20)) continue;
    for (int away = -2; away <= 2; ++away) {
      if (std::ranges::find(out, day + away) == out.end()) out.push_back(day + away);
    }
  }
  return out;
}

}  // namespace

std::vector<Contacted> fullest(const core::Roster& roster, const core::LinkedPlan& plan, const plan::Cap& cap,
                               const std::vector<Contacted>& contacts) {
  std::vector<Contacted> counted;
  for (const Contacted& each : contacts) {
    if (counts(roster, plan, cap, each)) counted.push_back(each);
  }
  std::ranges::stable_sort(counted, {}, &Contacted::at);
  const core::Clockwork clock{roster.zone, roster.calendar_of(plan)};
  std::vector<Contacted> best;
  for (std::size_t first = 0; first < counted.size(); ++first) {
    std::vector<Contacted> window;
    const base::Date day = base::local_date(roster.zone, counted[first].at);
    const auto over = cap.sliding.written() ? core::after(clock, counted[first].at, cap.sliding) : std::nullopt;
    for (std::size_t i = first; i < counted.size(); ++i) {
      const bool together = cap.sliding.written() ? !over || counted[i].at < *over
                                                  : plan::first_day(cap.period, base::local_date(roster.zone, counted[i].at)) ==
                                                        plan::first_day(cap.period, day);
      if (together) window.push_back(counted[i]);
    }
    if (window.size() > best.size()) best = std::move(window);
  }
  return best;
}

std::optional<Broken> replay(const core::Roster& roster, const core::LinkedPlan& plan, const prove::Promise& promise, Effort effort) {
  if (promise.suspects.empty()) return std::nullopt;
  const plan::Cap& cap = promise.cap;
  const base::Calendar* calendar = roster.calendar_of(plan);
  const int year = calendar != nullptr && !calendar->exceptions.empty() ? calendar->last_year : 2026;
  // First a fortnight of days like any other, then those around make-up days and holidays, then the whole year.
  std::vector<base::Date> days;
  const base::Date monday = base::first_of_week(base::date_of(year, 3, 9));
  for (int i = 0; i < 14; ++i) days.push_back(monday + i);
  for (const base::Date day : unusual_days(calendar, year)) days.push_back(day);
  for (base::Date day = base::date_of(year, 1, 1); day < base::date_of(year, 11, 20); day = day + 1) days.push_back(day);
  std::erase_if(days, [&](base::Date day) { return !enters_on(*plan.plan, day); });
  int runs = effort.runs;
  struct Trying {
    Replay replay;
    std::vector<std::int64_t> later;
  };
  std::vector<Trying> tries;
  const std::vector<Suspect> suspects = different(promise.suspects);
  for (const Suspect& suspect : suspects) {
    const std::int64_t entry = suspect.entering.empty() ? 0 : suspect.entering.front().minute;
    Trying each{Replay(roster, plan, suspect, settings(roster, plan, suspect.wanted, base::start_of_day(roster.zone, monday))), {}};
    if (suspect.entering.size() == 1) {  // in working hours, after them, and as suspected
      for (const std::int64_t minute : {9 * 60 + 30, 18 * 60}) each.later.push_back(minute - entry);
    }
    each.later.push_back(0);
    tries.push_back(std::move(each));
  }
  for (std::size_t i = 0; i < days.size(); ++i) {
    for (Trying& each : tries) {
      for (const std::int64_t later : each.later) {
        for (const Replay::Pace& pace : {Replay::Pace{later, 0, true}, Replay::Pace{later, 0, false},
                                         Replay::Pace{later, 10 * 60 + 30, false}, Replay::Pace{later, 25 * 60, false}}) {
          if (runs-- <= 0) return std::nullopt;
          std::vector<Contacted> window = fullest(roster, plan, cap, each.replay.live(days[i], pace));
          if (window.size() <= cap.at_most) continue;
          Broken out = each.replay.told();
          out.contacts = std::move(window);
          return out;
        }
      }
    }
  }
  return std::nullopt;
}

}  // namespace playmaker::refute
