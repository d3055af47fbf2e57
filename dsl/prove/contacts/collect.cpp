#include "dsl/prove/contacts/collect.hpp"

#include <algorithm>

#include "dsl/prove/contacts/carried.hpp"
#include "dsl/prove/lifetime.hpp"
#include "runtime/plan/find.hpp"
#include "runtime/plan/speech.hpp"

namespace playmaker::prove {

namespace {

constexpr plan::Length kLateDefault{plan::LengthUnit::millis, 24 * base::kHour};

}  // namespace

Minute window_of(const plan::Cap& cap, const Lengths& lengths) {
  if (cap.sliding.written()) return lengths.after(cap.sliding).hi;
  switch (cap.period) {
    case plan::Period::day: return kDayMinutes;
    case plan::Period::week: return 7 * kDayMinutes;
    case plan::Period::month: return 31 * kDayMinutes;
    case plan::Period::quarter: return 92 * kDayMinutes;
    case plan::Period::year: return 366 * kDayMinutes;
  }
  return kFar;
}

Collector::Collector(const plan::Plan& plan, const Counted& counted, const Lengths& lengths)
    : plan_(plan),
      counted_(counted),
      lengths_(lengths),
      carried_(carried_through(plan)) {
  wait_ = counted.policy == nullptr ? 0 : lengths.after(counted.policy->blocked_wait).hi;
  for (const plan::Pause& pause : plan.pauses) {
    paused_ = true;
    frozen_ = frozen_ || pause.all;
  }
  paused_ = paused_ || plan.consent_lost.kind == plan::ConsentLostKind::hold;   // a touch held for consent is sent later
  if (counted.policy != nullptr) {
    // A touch leaves within the minute, so that two may look a minute nearer than they are.
    for (const plan::Gap& each : counted.policy->gaps) {
      if (model_.gaps.size() < 32) model_.gaps.push_back(std::max<Minute>(0, lengths.after(each.least).lo - 1));
    }
  }
  copied_.resize(plan.tasks.size());
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) copied_[i] = !single(plan.tasks[i].site);
  steps_.hi = entry_lateness();
}

// A track stands beside the tables that lead to it: it runs as often as they do.
bool Collector::single(plan::SiteIndex site, int depth) const {
  if (depth > 16) return false;
  for (; site != plan::kNone; site = plan_.sites[site].parent) {
    switch (plan_.sites[site].kind) {
      case plan::SiteKind::task:
      case plan::SiteKind::stage:
      case plan::SiteKind::playbook:
      case plan::SiteKind::decide:
      case plan::SiteKind::branch: break;
      case plan::SiteKind::wave:
        if (plan_.waves[plan_.sites[site].index].timing.times > 1) return false;
        break;
      case plan::SiteKind::track: {
        const std::uint32_t track = plan_.sites[site].index;
        std::size_t tables = 0;
        for (const plan::Op& op : plan_.ops) {
          if (op.kind != plan::OpKind::decide) continue;
          const auto& rows = plan_.decides[op.a].rows;
          if (std::ranges::find(rows, track, &plan::DecideRow::track) == rows.end()) continue;
          if (++tables > 1 || !single(op.site, depth + 1)) return false;
        }
        break;
      }
      default: return false;
    }
  }
  return true;
}

Point Collector::point(Meaning what, std::uint32_t index) {
  model_.points.push_back({what, index, number_});
  return static_cast<Point>(model_.points.size() - 1);
}

bool Collector::counts(plan::TextIndex channel, plan::Purpose purpose) const { return prove::counts(plan_, counted_, channel, purpose); }

bool counts(const plan::Plan& plan, const Counted& counted, plan::TextIndex channel, plan::Purpose purpose) {
  const std::string& name = plan.unit.texts[channel];
  const plan::Channel* over = plan::find(counted.catalog->channels, name);
  if (over == nullptr || !over->contact) return false;
  const plan::Cap& cap = *counted.cap;
  if (!cap.channel.empty() && cap.channel != name) return false;
  if (counted.policy != nullptr && std::ranges::find(counted.policy->exempt, purpose) != counted.policy->exempt.end()) return false;
  return plan::speaks_of(cap.reach, {name, purpose, true});
}

std::uint32_t Collector::gaps(plan::TextIndex channel, plan::Purpose purpose) const {
  std::uint32_t out = 0;
  if (counted_.policy == nullptr) return out;
  const std::string& name = plan_.unit.texts[channel];
  for (std::size_t i = 0; i < model_.gaps.size(); ++i) {
    if (plan::speaks_of(counted_.policy->gaps[i].reach, {name, purpose, true})) out |= std::uint32_t{1} << i;
  }
  return out;
}

void Collector::add(Contact contact, const Around& around) {
  contact.journey = number_;
  contact.occurrence = around.occurrence;
  contact.holds.insert(contact.holds.end(), around.holds.begin(), around.holds.end());
  contact.ways = around.ways;
  contact.sides.insert(contact.sides.end(), around.sides.begin(), around.sides.end());
  contact.guards = around.guards;
  contact.happenings = around.happenings;
  if (!contact.person) {
    for (const Point end : around.ends) contact.holds.push_back({end, contact.at, 0});
  }
  if (model_.contacts.size() < kContactsMost) model_.contacts.push_back(std::move(contact));
  else model_.open.push_back({contact.site, Model::Why::too_large});
}

Range Collector::life() const {
  Range out{0, kFar};
  const auto within = [&](const plan::Length& length) {
    if (length.written()) out.hi = std::min(out.hi, lengths_.after_day(length).hi);
  };
  within(plan_.ends_after);
  for (const plan::Goal& goal : plan_.goals) {
    if (!goal.keep_going) within(goal.within);
  }
  // Who comes in late may find it over: then it ends when it becomes known.
  if (steps_.hi > 0 && out.hi < kFar) out.hi = std::max(out.hi, steps_.hi + kDayMinutes);
  if (frozen_) out.hi = kFar;
  return out;
}

Minute Collector::lateness(std::uint32_t event) const {
  const plan::Event* declared = plan::find(counted_.catalog->events, plan_.unit.texts[plan_.unit.events[event]]);
  return lengths_.after(declared != nullptr && declared->late.written() ? declared->late : kLateDefault).hi;
}

// A task is closed at its event's own time, which may lie before it is known; so is one that reached nobody, and one whose event was there
// before it opened (`within the last D`). A person's word and a condition close it now.
Minute Collector::closing_lateness(std::uint32_t task) const {
  Minute out = 0;
  const auto by = [&](const plan::Trigger& on) {
    if (on.kind != plan::TriggerKind::event || on.what >= plan_.unit.events.size()) return;
    out = std::max({out, lateness(on.what), on.lookback.written() ? lengths_.after(on.lookback).hi : 0});
  };
  for (const plan::TaskClosing& each : plan_.tasks[task].closings) by(each.on);
  if (plan_.tasks[task].work.attempts.times > 0) by(plan_.tasks[task].work.attempts.on);
  return out;
}

// How long before it is known what a trigger names may have happened.
Minute Collector::trigger_lateness(const plan::Trigger& on) const {
  switch (on.kind) {
    case plan::TriggerKind::event: return on.what < plan_.unit.events.size() ? lateness(on.what) : 0;
    case plan::TriggerKind::task_done:
    case plan::TriggerKind::task_closed:
    case plan::TriggerKind::task_outcome: {
      Minute out = on.what < plan_.tasks.size() ? closing_lateness(on.what) : 0;
      for (const std::uint32_t other : on.also) out = std::max(out, closing_lateness(other));
      return out;
    }
    default: return 3 * kDayMinutes;
  }
}

// An event that comes late enters at its own time, and the steps begin when it is known.
Minute Collector::entry_lateness() const {
  Minute out = 0;
  for (const plan::Entry& entry : plan_.audience.entries) {
    if (entry.kind == plan::EntryKind::on_event && entry.on.what < plan_.unit.events.size()) out = std::max(out, lateness(entry.on.what));
  }
  return out;
}

// What a last block sends, or a `finish` lets out, waits and falls back as any touch does, and a person's slot stays where it was found.
Minute Collector::outlives() const {
  Minute out = far_sum(wait_, kFailureKnown);
  bool last_blocks = std::ranges::any_of(plan_.exits, [](const plan::Exit& each) { return each.handler != plan::kNone; });
  for (const plan::Goal& goal : plan_.goals)
    last_blocks = last_blocks || (!goal.keep_going && (goal.reached != plan::kNone || goal.missed != plan::kNone));
  const auto outside = [&](plan::SiteIndex site) {   // of the last blocks and of what they can lead to
    for (; site != plan::kNone; site = plan_.sites[site].parent) {
      const plan::SiteKind kind = plan_.sites[site].kind;
      if (kind == plan::SiteKind::handler || kind == plan::SiteKind::track) return false;
    }
    return true;
  };
  for (const plan::Send& send : plan_.sends) {
    if ((!last_blocks || outside(send.site)) && !carried_.contains(send.site)) continue;
    Minute most = 0;
    for (const plan::Leg& leg : send.legs) most = far_sum(most, far_sum(touch_wait(), far_sum(kFailureKnown, lasting(leg.within).hi)));
    out = std::max(out, most);
  }
  return std::max(out, slots(0));
}

Minute Collector::slots(plan::SiteIndex within) const {
  if (!holds_slots()) return 0;
  for (const plan::Task& each : plan_.tasks) {
    if (each.channel == plan::kNone || !counts(each.channel, each.purpose)) continue;
    for (plan::SiteIndex site = each.site; site != plan::kNone; site = plan_.sites[site].parent) {
      if (site == within || plan_.sites[site].kind == plan::SiteKind::track) return kSlotAhead;
    }
  }
  return 0;
}

bool Collector::holds_slots() const {
  const plan::Policy* policy = counted_.policy;
  return policy != nullptr && (!policy->quiet.empty() || !policy->caps.empty() || !policy->gaps.empty() || !policy->silences.empty());
}

// Where only time ends it.
Minute Collector::least_life() const {
  return ends_by_time_alone(plan_, counted_.policy) && plan_.ends_after.written() ? lengths_.after(plan_.ends_after).lo : 0;
}

Model Collector::run() {
  model_.reads_pause = paused_;
  const Range life = this->life();
  const plan::Again& again = plan_.audience.again;
  const Minute outlives = this->outlives();
  const Minute over = far_sum(life.hi, outlives);
  std::uint32_t count = 1;
  Minute distance = 0;
  switch (again.kind) {
    case plan::AgainKind::never: break;
    case plan::AgainKind::per: count = again.length.written() || again.key != plan::kNone ? 0 : 1; break;
    case plan::AgainKind::after:
    case plan::AgainKind::after_exit:
      model_.in_time = true;
      distance = lengths_.after(again.length).lo;
      if (again.kind == plan::AgainKind::after_exit && distance >= far_sum(counted_.window, outlives)) break;
      if (over < kFar && again.kind == plan::AgainKind::after && distance >= counted_.window + over) break;
      {
        // How far apart their steps begin: `again` counts from an entry's own time, which may lie before its steps.
        const Minute apart = again.kind == plan::AgainKind::after_exit ? distance + std::max<Minute>(0, least_life() - steps_.hi)
                                                                       : std::max(distance, least_life()) - steps_.hi;
        count = apart <= 0 || over >= kFar
                    ? 0
                    : static_cast<std::uint32_t>(std::min<Minute>((counted_.window + over) / apart + 1, kCopiesMost));
      }
      break;
  }
  if (count == 0 || count > kJourneysMost) {
    model_.open.push_back({0, Model::Why::too_often});
    count = count == 0 ? 1 : kJourneysMost;
  }
  Point before = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    journey(i, before);
    if (i + 1 < count) {
      // The next one is let in when this one is over, and no sooner than `again` says.
      before = point();
      hold({before, again.kind == plan::AgainKind::after_exit ? end_ : entry_, -distance});
      hold({before, end_, 0});
    }
  }
  return std::move(model_);
}

void Collector::journey(std::uint32_t number, Point before) {
  number_ = number;
  midnight_ = point(Meaning::midnight);
  entry_ = point(Meaning::entry);
  end_ = point();
  hold({entry_, midnight_, 0});
  hold({midnight_, entry_, kDayMinutes - 1});
  hold({end_, entry_, -least_life()});
  if (const Range most = life(); most.hi < kFar) hold({midnight_, end_, most.hi});
  begun_ = entry_;
  if (steps_.hi > 0) {
    begun_ = point();
    hold({begun_, entry_, 0});
    hold({entry_, begun_, steps_.hi});
  }
  hold({end_, begun_, 0});
  if (number > 0) hold({begun_, before, 0});
  closed_.assign(plan_.tasks.size(), 0);
  closing_.assign(plan_.tasks.size(), {});
  arming_.assign(plan_.tasks.size(), {});
  armed_.assign(plan_.tasks.size(), entered());
  certain_.assign(plan_.tasks.size(), false);
  for (std::size_t i = 0; i < plan_.tasks.size(); ++i) {
    if (copied_[i]) continue;
    closed_[i] = point(Meaning::task_closed, static_cast<std::uint32_t>(i));
    hold({closed_[i], entry_, 0});
  }
  stage_start_.assign(plan_.stages.size(), 0);
  stage_end_.assign(plan_.stages.size(), 0);
  stage_holds_.assign(plan_.stages.size(), {});
  stage_ways_.assign(plan_.stages.size(), {});
  stage_done_.assign(plan_.stages.size(), false);
  for (std::size_t i = 0; i < plan_.stages.size(); ++i) {
    stage_start_[i] = point();
    stage_end_[i] = point();
    hold({stage_start_[i], entry_, 0});
    hold({stage_end_[i], entry_, 0});
  }
  Around around;
  around.journey = number;
  around.ends = {end_};
  around.occurrence = ++occurrences_;
  if (plan_.block != plan::kNone) walk(plan_.block, plan::kNone, around, entered());
  for (std::uint32_t i = 0; i < plan_.stages.size(); ++i) stage(i);
  for (const plan::Breakpoint& each : plan_.breakpoints) breakpoint(each);
  for (const plan::Moment& each : plan_.moments) moment(each);
  handlers();
}

void Collector::handler(plan::OpIndex block, Around around, Position at) {
  if (block == plan::kNone) return;
  around.journey = number_;
  around.occurrence = ++occurrences_;
  walk(block, plan::kNone, around, at);
}

// A journey ends once: of the blocks that run at its end only one does, and what it sends is not taken back.
void Collector::handlers() {
  const std::uint64_t ending = (std::uint64_t{1} << 63) | number_;
  std::uint32_t side = 0;
  const auto last = [&](plan::OpIndex block) {
    Around around;
    around.sides = {{ending, ++side}};
    handler(block, around, {end_, 0, 0});
  };
  for (const plan::Goal& goal : plan_.goals) {
    if (!goal.keep_going) {
      last(goal.reached);
      last(goal.missed);
      continue;
    }
    Around around;
    around.ends = {end_};
    const std::uint64_t once = (std::uint64_t{1} << 62) | (std::uint64_t{number_} << 32) | goal.site;
    around.sides = {{once, 1}};
    const Point reached = point();
    at_least(around.holds, reached, entered());
    handler(goal.reached, around, {reached, 0, 0});
    around.sides = {{once, 2}};
    around.holds.clear();
    if (goal.within.written()) {
      const Point missed = point();
      const Range within = lasting(goal.within);
      at_least(around.holds, missed, entered());
      between(around.holds, missed, {entry_, within.lo, std::max(within.hi, steps_.hi)});   // past already where the entry came late
      handler(goal.missed, around, {missed, 0, 0});
    }
  }
  for (const plan::Exit& exit : plan_.exits) last(exit.handler);
}

Model model_of(const plan::Plan& plan, const Counted& counted, const Lengths& lengths) { return Collector(plan, counted, lengths).run(); }

}  // namespace playmaker::prove
