// Which suspected run breaks a guarantee, and when: all of them are lived through on one day after the other, at more than one pace.
#include <algorithm>

#include "daemon/refute/run.hpp"
#include "runtime/core/timing.hpp"
#include "runtime/plan/period.hpp"
#include "runtime/plan/speech.hpp"

namespace playmaker::refute {

using prove::Suspect;

namespace {

constexpr int kSlipMost = 3;   // days that what a date decides may fall later than suspected

bool counts(const core::Roster& roster, const core::LinkedPlan& plan, const plan::Cap& cap, const Contacted& contact) {
  if (contact.plan != plan.number) return false;
  const std::string& channel = roster.dictionary->name(core::Names::channel, contact.channel);
  if (!cap.channel.empty() && cap.channel != channel) return false;
  const plan::Policy* policy = roster.policy_of(plan);
  if (policy != nullptr && std::ranges::find(policy->exempt, contact.purpose) != policy->exempt.end()) return false;
  return plan::speaks_of(cap.reach, {channel, contact.purpose, true});
}

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

Replayed replay(const core::Roster& roster, const core::LinkedPlan& plan, const prove::Promise& promise, const Effort& effort) {
  if (promise.suspects.empty()) return {};
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
    Run run;
    std::vector<std::int64_t> later;
  };
  std::vector<Trying> tries;
  const std::vector<Suspect> suspects = different(promise.suspects);
  for (const Suspect& suspect : suspects) {
    const std::int64_t entry = suspect.entering.empty() ? 0 : suspect.entering.front().minute;
    const bool dated = !asked_of(roster, plan, suspect, monday, 0).falling.empty();
    for (int slip = 0; slip <= (dated ? kSlipMost : 0); ++slip) {
      Trying each{Run(roster, plan, suspect, monday, slip), {}};
      if (suspect.entering.size() == 1) {  // in working hours, after them, and as suspected
        for (const std::int64_t minute : {9 * 60 + 30, 18 * 60}) each.later.push_back(minute - entry);
      }
      each.later.push_back(0);
      tries.push_back(std::move(each));
    }
  }
  for (std::size_t i = 0; i < days.size(); ++i) {
    for (Trying& each : tries) {
      for (const std::int64_t later : each.later) {
        for (const Run::Pace& pace : {Run::Pace{later, 0, true}, Run::Pace{later, 0, false}, Run::Pace{later, 10 * 60 + 30, false},
                                      Run::Pace{later, 25 * 60, false}}) {
          if (runs-- <= 0) return {};
          if (effort.stop && effort.stop()) return {std::nullopt, true};
          std::vector<Contacted> window = fullest(roster, plan, cap, each.run.live(days[i], pace));
          if (window.size() <= cap.at_most) continue;
          Broken out = each.run.told();
          out.contacts = std::move(window);
          return {std::move(out), false};
        }
      }
    }
  }
  return {};
}

}  // namespace playmaker::refute
