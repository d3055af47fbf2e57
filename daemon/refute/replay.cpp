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

  // `day`: the first journey's first; `later`: minutes that everything comes after what the suspicion says; `slow`: and what happens on
  // the way after the entry, since what is held back by a distance is sent only the day after.
  std::vector<Contacted> live(base::Date day, std::int64_t later, std::int64_t slow) {
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
    for (const Suspect::Entering& each : suspect_.entering) dues.push_back({each.minute + later, &each, nullptr});
    for (const Suspect::Happening& each : suspect_.happenings) dues.push_back({each.minute + later + slow, nullptr, &each});
    std::ranges::stable_sort(dues, {}, &Due::minute);
    for (const Due& due : dues) {
      const Instant at = moment(due.minute);
      if (due.entering != nullptr) {
        if (suspect_.entering.front().journey == due.entering->journey) broken_.entered = at;
        life.give(core::EntryAsked{plan_.number, "check"}, at);
      } else if (due.happening->what == Suspect::What::event) {
        event(life, *due.happening, at);
      } else {
        pending_.push_back({due.happening, at});
      }
      close_pending(life, at);
    }
    // What is still to be closed is tried whenever something happened.
    const Instant last = moment(suspect_.made.empty() ? 0 : suspect_.made.back().minute) + 20 * base::kDay;
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
  // First a fortnight of days like any other, then the whole year with its holidays.
  std::vector<base::Date> days;
  const base::Date monday = base::first_of_week(base::date_of(year, 3, 9));
  for (int i = 0; i < 14; ++i) days.push_back(monday + i);
  for (base::Date day = base::date_of(year, 1, 1); day < base::date_of(year, 11, 20); day = day + 1) days.push_back(day);
  std::erase_if(days, [&](base::Date day) { return !enters_on(*plan.plan, day); });
  int runs = effort.runs;
  struct Trying {
    Replay replay;
    std::vector<std::int64_t> later;
  };
  std::vector<Trying> tries;
  for (const Suspect& suspect : promise.suspects) {
    const std::int64_t entry = suspect.entering.empty() ? 0 : suspect.entering.front().minute;
    Trying each{Replay(roster, plan, suspect, settings(roster, plan, suspect.wanted, base::start_of_day(roster.zone, monday))), {0}};
    if (suspect.entering.size() == 1) {
      for (const std::int64_t minute : {9 * 60 + 30, 18 * 60}) each.later.push_back(minute - entry);
    }
    tries.push_back(std::move(each));
  }
  for (std::size_t i = 0; i < days.size(); ++i) {
    for (Trying& each : tries) {
      for (const std::int64_t later : each.later) {
        for (const std::int64_t slow : {0, 10 * 60 + 30, 25 * 60}) {
          if (runs-- <= 0) return std::nullopt;
          std::vector<Contacted> window = fullest(roster, plan, cap, each.replay.live(days[i], later, slow));
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
