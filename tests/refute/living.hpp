#pragma once
// Lives made up from a seed: events that come on time or late, fields that change, consent that is lost and given again, channels that
// fail or never say what became of a message, tasks that somebody reports, pauses by hand, customers in another zone.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "daemon/refute/life.hpp"
#include "runtime/base/prng.hpp"
#include "tests/refute/making.hpp"

namespace playmaker::refute_tests {

// What can happen in a house.
struct Happenings {
  std::vector<std::string> enters, events, late;   // `late`: up to so many minutes
  int late_minutes = 0;
  std::string flag;                                // a field that is true or false
  bool small = false;                              // the small house, not the tiny one whose customers have zones of their own
  bool by_hand = false;                            // somebody at a desk pauses the customer, and lets go later
};

inline Happenings tiny_happenings() {
  return {{"start", "early"},
          {"early", "worked", "cleared", "start", "one", "two", "one", "worked", "bye", "start"},
          {"early", "worked", "cleared", "early", "worked"},
          20 * 24 * 60,
          "flag"};
}
inline Happenings small_happenings() {
  return {{"opened"}, {"opened", "deposit", "visit", "deposit", "later"}, {"opened", "deposit", "visit"}, 24 * 60, "vip", true};
}

class Living {
 public:
  Living(const core::Roster& roster, const core::LinkedPlan& plan, Happenings known, std::uint64_t seed)
      : roster_(roster),
        plan_(plan),
        known_(std::move(known)),
        chance_(seed) {}

  std::vector<refute::Contacted> contacts() {
    const base::Instant start = base::start_of_day(roster_.zone, base::date_of(2026, 3, 2 + below(7)));
    const int fails = below(4);   // channels that fail for certain: none, push, push and sms; or push never says what became of it
    const auto says = [fails](const plan::Plan& of, std::uint32_t site) {
      for (const plan::Send& send : of.sends) {
        for (const plan::Leg& leg : send.legs) {
          const std::string& channel = of.unit.texts[leg.channel];
          if (leg.site != site) continue;
          if (fails == 3 && channel == "push") return core::DeliveryOutcome::unknown;
          if ((fails > 0 && channel == "push") || (fails == 2 && channel == "sms")) return core::DeliveryOutcome::failed_permanent;
        }
      }
      return core::DeliveryOutcome::accepted;
    };
    refute::Life life(roster_, start - base::kMinute, says);
    life.give(core::CustomerAppeared{}, start - base::kMinute);
    if (known_.small) life.give(profile(roster_, below(2) == 0, start - base::kMinute), start - base::kMinute);
    set(life, "consent", {plan::Kind::boolean, 1, {}, {}});
    if (!known_.small) set(life, known_.flag, {plan::Kind::boolean, below(2), {}, {}});
    set(life, "tier", {plan::Kind::one_of, number(core::Names::symbol, below(3) == 0 ? "mass" : "gold"), {}, {}});
    if (!known_.small && below(4) == 0)
      set(life, "zone", {plan::Kind::text, 0, below(2) == 0 ? "Pacific/Auckland" : "America/New_York", {}});
    const int often = 1 + below(3);
    const int paused = known_.by_hand ? 1 + below(9) : -1, resumed = known_.by_hand ? paused + 2 + below(20) : -1;
    const core::Act pause = known_.by_hand && below(2) == 0 ? core::Act::pause_touches : core::Act::pause_all;
    for (int day = 0; day < 36 && !life.overrun(); ++day) {
      base::Instant at = start + day * base::kDay;
      sweep(life, at);
      if (day == paused || day == resumed)
        life.give(core::OperatorActed{day == paused ? pause : core::Act::resume, plan::kNone, "x", "asked for"}, std::max(at, life.now()));
      if (day == 0) at = enter(life, at);
      for (int i = 0; i < 2; ++i) {
        at = at + (1 + below(700)) * base::kMinute;
        if (below(often) == 0) happens(life, std::max(at, life.now()), start);
      }
    }
    life.advance(std::max(life.now(), start + 80 * base::kDay));
    return life.overrun() ? std::vector<refute::Contacted>{} : life.contacts();
  }

 private:
  int below(int n) { return static_cast<int>(chance_.below(static_cast<std::uint64_t>(n))); }
  const std::string& one_of(const std::vector<std::string>& from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }
  std::uint32_t number(core::Names kind, const std::string& name) const { return roster_.dictionary->find(kind, name); }

  void set(refute::Life& life, const std::string& field, const plan::Datum& value) {
    core::AttributesSet news;
    news.at = life.now();
    news.values.push_back({number(core::Names::attribute, field), value});
    life.give(news, life.now());
  }

  void event(refute::Life& life, const std::string& name, base::Instant now, base::Instant own) {
    core::EventArrived arrived;
    arrived.event = number(core::Names::event, name);
    arrived.at = own;
    if (name == "later") arrived.fields = {{plan::Kind::instant, (now + 26 * base::kHour).ms, {}, {}}};
    life.give(arrived, now);
  }

  base::Instant enter(refute::Life& life, base::Instant midnight) {
    const base::Instant at = midnight + (below(2) == 0 ? 8 : 15) * base::kHour;
    event(life, one_of(known_.enters), at, at);
    return at;
  }

  void sweep(refute::Life& life, base::Instant midnight) {
    const auto& entries = plan_.plan->audience.entries;
    const base::Date day = base::local_date(roster_.zone, midnight);
    if (entries.empty() || entries[0].kind != plan::EntryKind::sweep || base::weekday(day) != base::Weekday::monday) return;
    const base::Instant at = midnight + 20 * base::kHour;
    life.give(core::SweepDue{plan_.number, 0, day}, std::max(at, life.now()));
  }

  void happens(refute::Life& life, base::Instant at, base::Instant start) {
    switch (below(7)) {
      case 0: return flip(life, known_.flag, at);
      case 1: return below(3) == 0 ? flip(life, "consent", at) : close(life, at);
      case 2: return close(life, at);
      default: break;
    }
    const bool late = below(3) == 0;
    const std::string what = one_of(late ? known_.late : known_.events);
    const base::Instant own = late ? at - below(known_.late_minutes) * base::kMinute : at;
    event(life, what, at, std::max(own, start - base::kDay));
  }

  void flip(refute::Life& life, const std::string& field, base::Instant at) {
    life.advance(at);
    const std::uint32_t attribute = number(core::Names::attribute, field);
    const auto& fields = life.customer().attributes;
    const bool on = attribute < fields.size() && fields[attribute].number != 0;
    set(life, field, {plan::Kind::boolean, on ? 0 : 1, {}, {}});
  }

  // A person's word on the first task that is open.
  void close(refute::Life& life, base::Instant at) {
    life.advance(at);
    for (const core::Journey& journey : life.customer().journeys) {
      for (const core::Task& task : journey.tasks) {
        if (task.phase != core::TaskPhase::open) continue;
        return life.give(core::TaskReported{{journey.journey, task.site, task.occurrence}, "", "x", {}}, at);
      }
    }
  }

  const core::Roster& roster_;
  const core::LinkedPlan& plan_;
  Happenings known_;
  base::Prng chance_;
};

}  // namespace playmaker::refute_tests
