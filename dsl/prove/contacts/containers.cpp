// Stages, waves, tasks, breakpoints and moments as points.
#include <algorithm>

#include "dsl/prove/contacts/collect.hpp"
#include "runtime/plan/expires.hpp"

namespace playmaker::prove {

using plan::kNone;

Point Collector::closed(std::uint32_t task, Around& around) {
  around.holds.insert(around.holds.end(), closing_[task].begin(), closing_[task].end());
  return closed_[task];
}

bool Collector::dropped_at_opening(std::uint32_t index) const {
  const plan::Task& task = plan_.tasks[index];
  return task.when != kNone || task.unless != kNone || task.offering != kNone || task.timing.kind != plan::TimingKind::none ||
         task.timing.at_minute >= 0;
}

bool Collector::dropped_with_stage(std::uint32_t index) const {
  const plan::Task& task = plan_.tasks[index];
  if (task.after_task == kNone && task.after_stage == kNone && task.after_wave == kNone) return false;
  for (plan::SiteIndex site = task.site; site != kNone; site = plan_.sites[site].parent) {
    if (plan_.sites[site].kind != plan::SiteKind::stage) continue;
    const plan::Stage& stage = plan_.stages[plan_.sites[site].index];
    if (!task.must || stage.due.written() || stage.to_day > 0) return true;
  }
  return false;
}

Position Collector::follow(Around& around, Position armed, std::uint32_t task, std::uint32_t stage, std::uint32_t wave) {
  if (task == kNone && stage == kNone && wave == kNone) return armed;
  // It goes on at once when the last of what it waits for is over.
  const Point ready = point();
  at_least(around.holds, ready, armed);
  if (task != kNone && !copied_[task]) {
    if (dropped_at_opening(task) || dropped_with_stage(task)) {   // what is not needed is followed as well, and never closes
      around.holds.insert(around.holds.end(), arming_[task].begin(), arming_[task].end());
      at_least(around.holds, ready, armed_[task]);
    } else {
      around.holds.push_back({ready, closed(task, around), 0});
    }
  }
  if (stage != kNone) {
    around.holds.insert(around.holds.end(), stage_holds_[stage].begin(), stage_holds_[stage].end());
    if (!stage_ways_[stage].empty()) either(around, stage_ways_[stage]);
    around.holds.push_back({ready, stage_end_[stage], 0});
  }
  return {ready, 0, 0};
}

void Collector::wave(const plan::Wave& wave, Around around, Position armed) {
  const std::int32_t at_default = counted_.policy != nullptr ? counted_.policy->default_minute : plan::Policy{}.default_minute;
  const Position ready = follow(around, armed, wave.after_task, wave.after_stage, wave.after_wave);
  Around first = around;
  const Point at = placed(wave.timing, first, ready, at_default);
  const bool again = wave.timing.kind == plan::TimingKind::weekday || wave.timing.kind == plan::TimingKind::month_day ||
                     wave.timing.kind == plan::TimingKind::last_day;
  const std::uint32_t times = again && wave.timing.times > 1 ? wave.timing.times : 1;
  if (times > kCopiesMost) {
    model_.open.push_back({wave.site, Model::Why::too_often});
    return;
  }
  const Range step =
      wave.timing.kind == plan::TimingKind::weekday ? Range{7 * kDayMinutes, 7 * kDayMinutes} : Range{28 * kDayMinutes, 31 * kDayMinutes};
  for (std::uint32_t i = 0; i < times; ++i) {
    Around each = first;
    each.occurrence = ++occurrences_;
    Point due = at;
    if (i > 0) {
      due = point();
      between(each.holds, due, {at, step.lo * i, frozen_ ? kFar : step.hi * i});
    }
    guard(each, wave.when, true, {due, 0, 0});
    guard(each, wave.unless, false, {due, 0, 0});
    if (wave.block != kNone) walk(wave.block, kNone, each, {due, 0, 0});
  }
}

void Collector::task(std::uint32_t index, Around around, Position armed) {
  const plan::Task& task = plan_.tasks[index];
  if (!copied_[index]) {
    arming_[index] = around.holds;
    armed_[index] = armed;
    certain_[index] = around.sides.empty();
  }
  const Position ready = follow(around, armed, task.after_task, task.after_stage, task.after_wave);
  Position opened = ready;
  if (task.timing.kind != plan::TimingKind::none || task.timing.at_minute >= 0) {
    const std::int32_t at_default = counted_.policy != nullptr ? counted_.policy->default_minute : plan::Policy{}.default_minute;
    opened = {placed(task.timing, around, ready, at_default), 0, 0};
  }
  if (!copied_[index]) {
    closing_[index] = around.holds;
    at_least(closing_[index], closed_[index], opened);
  }
  guard(around, task.when, true, opened);
  guard(around, task.unless, false, opened);
  for (const Point end : around.ends) around.holds.push_back({end, opened.from, -opened.lo});
  if (task.channel == kNone || !counts(task.channel, task.purpose)) return;
  const bool held = holds_slots();
  Contact contact;
  contact.site = task.site;
  contact.person = true;
  contact.gaps = gaps(task.channel, task.purpose);
  contact.at = point();
  between(contact.holds, contact.at, {opened.from, opened.lo, held ? far_sum(opened.hi, kSlotAhead) : opened.hi});
  add(std::move(contact), around);
}

void Collector::stage(std::uint32_t index) {
  if (stage_done_[index]) return;
  stage_done_[index] = true;
  const plan::Stage& stage = plan_.stages[index];
  const Point start = stage_start_[index], end = stage_end_[index];
  const bool by_days = stage.to_day > 0;
  Around around;
  around.journey = number_;
  around.occurrence = ++occurrences_;
  Position armed = entered();
  for (const std::uint32_t before : stage.after) {
    this->stage(before);
    around.holds.insert(around.holds.end(), stage_holds_[before].begin(), stage_holds_[before].end());
    if (!stage_ways_[before].empty()) either(around, stage_ways_[before]);
    at_least(around.holds, start, {stage_end_[before], 0, 0});
    armed = {stage_end_[before], 0, 0};
  }
  if (stage.after.size() > 1) armed = {start, 0, 0};
  at_least(around.holds, start, armed);
  const bool guarded = stage.when != kNone || stage.unless != kNone;
  if (by_days) {
    around.holds.push_back({start, midnight_, -(stage.from_day - 1) * kDayMinutes});
    around.holds.push_back({midnight_, start, stage.to_day * kDayMinutes});
    around.holds.push_back({midnight_, end, stage.to_day * kDayMinutes});
    const bool exact = !guarded && stage.after.empty() && stage.timing.kind == plan::TimingKind::none && steps_.hi == 0 && !frozen_;
    const Minute at = std::max(stage.timing.at_minute, 0);
    if (at > 0) around.holds.push_back({start, midnight_, -(stage.from_day - 1) * kDayMinutes});
    if (exact && stage.from_day > 1) around.holds.push_back({midnight_, start, (stage.from_day - 1) * kDayMinutes + at});
    if (exact && stage.from_day == 1 && at == 0) at_most(around.holds, start, armed);
  } else if (stage.timing.kind != plan::TimingKind::none) {
    const Point at = placed(stage.timing, around, armed, 0);
    at_least(around.holds, start, {at, 0, 0});
  } else if (!guarded && stage.after.size() <= 1) {
    at_most(around.holds, start, armed);
  }
  guard(around, stage.when, true, {start, 0, 0});
  guard(around, stage.unless, false, {start, 0, 0});
  at_least(around.holds, end, {start, 0, 0});
  // It is complete when its must-tasks are over, or at its due; a time that freezes is no end.
  std::vector<Constraint> complete, overdue;
  if (stage.due.written() && !frozen_) {
    Position due{start, lengths_.after(stage.due).lo, lengths_.after(stage.due).hi};
    if (stage.due.unit == plan::LengthUnit::working_days) {   // these count from the day on which it starts
      const Range day = lengths_.after_day(stage.due);
      due = {day_of(around, {start, 0, 0}), day.lo, day.hi};
    }
    at_most(around.holds, end, {due.from, 0, due.hi});
    at_least(overdue, end, due);
  }
  around.ends = {end_, end};
  if (stage.block != kNone) walk(stage.block, kNone, around, {start, 0, 0});
  // A task that some way passes by, or that is not needed when its time comes, keeps nobody waiting.
  for (const std::uint32_t task : stage.tasks) {
    if (plan_.tasks[task].must && !copied_[task] && certain_[task] && !dropped_at_opening(task))
      complete.push_back({end, closed_[task], 0});
  }
  // Whoever comes after it hangs on less: a stage that was passed over is over too, and then none of this held.
  const bool skips = by_days || guarded || stage.timing.kind != plan::TimingKind::none;
  if (!skips) {
    stage_holds_[index] = around.holds;
    if (stage.due.written() && !frozen_) stage_ways_[index] = {complete, overdue};
    else if (!stage.due.written()) stage_holds_[index].insert(stage_holds_[index].end(), complete.begin(), complete.end());
    return;
  }
  for (const std::uint32_t before : stage.after) {
    stage_holds_[index].insert(stage_holds_[index].end(), stage_holds_[before].begin(), stage_holds_[before].end());
    stage_holds_[index].push_back({end, stage_end_[before], 0});
  }
  if (by_days && !stage.due.written() && stage.timing.kind == plan::TimingKind::none)
    stage_holds_[index].push_back({end, midnight_, -stage.to_day * kDayMinutes});
}

std::uint32_t Collector::copies(Minute distance, Minute span, std::uint32_t most, plan::SiteIndex site) {
  Minute count = most == 0 ? kFar : most;
  if (distance > 0 && span < kFar && (counted_.window + span) / distance + 1 < count) {
    count = (counted_.window + span) / distance + 1;
    model_.in_time = true;
  }
  if (count <= kCopiesMost) return static_cast<std::uint32_t>(count);
  model_.open.push_back({site, Model::Why::too_often});
  return 0;
}

void Collector::breakpoint(const plan::Breakpoint& rule) {
  if (rule.block == kNone) return;
  // What arrives late is armed at its own time.
  const Minute late = trigger_lateness(rule.from);
  const bool counted_on = rule.rule == plan::StallRuleKind::after;
  const Range length = lasting(rule.length);
  const Minute apart = counted_on ? std::max<Minute>(0, length.lo - late) : 0;
  const std::uint32_t runs = copies(apart, kFar, rule.once ? 1 : std::max<std::uint32_t>(rule.times, 1), rule.site);
  Point before = 0;
  for (std::uint32_t i = 0; i < runs; ++i) {
    Around around;
    around.journey = number_;
    around.occurrence = ++occurrences_;
    around.ends = {end_};
    const Point trips = point();
    at_least(around.holds, trips, entered());
    if (counted_on && !rule.from.lookback.written()) {
      const bool of_task = rule.from.kind == plan::TriggerKind::task_done || rule.from.kind == plan::TriggerKind::task_closed ||
                           rule.from.kind == plan::TriggerKind::task_outcome;
      const bool known = of_task && !rule.from.any_moment && rule.from.what < copied_.size() && !copied_[rule.from.what];
      const Point from = known ? closed(rule.from.what, around) : point(Meaning::event, rule.from.what);
      if (!known) {
        model_.points[from].where = rule.from.where;
        if (rule.from.kind != plan::TriggerKind::event) model_.points[from].what = Meaning::other;
        around.holds.push_back({from, entry_, 0});
      } else {
        model_.points[from].done = rule.from.kind == plan::TriggerKind::task_done;
        model_.points[from].outcome = rule.from.outcome;
      }
      around.happenings.push_back(from);
      if (rule.from.kind == plan::TriggerKind::entry) {
        at_least(around.holds, trips, {entry_, length.lo, kFar});
      } else if (rule.length.unit == plan::LengthUnit::working_days) {
        const Range day = lengths_.after_day(rule.length);
        const Point midnight = day_of(around, {from, 0, 0});
        const Minute early = known ? (closing_lateness(rule.from.what) + kDayMinutes - 1) / kDayMinutes * kDayMinutes : 0;
        at_least(around.holds, trips, {midnight, day.lo - early, kFar});
        // Known at once, it trips at its time; what becomes known late, later.
        if (known && !frozen_) at_most(around.holds, trips, {midnight, 0, day.hi});
      } else {
        at_least(around.holds, trips, {from, length.lo - (known ? closing_lateness(rule.from.what) : 0), kFar});
        if (known) at_most(around.holds, trips, {from, 0, length.hi});
      }
    }
    if (i > 0) around.holds.push_back({trips, before, -apart});
    before = trips;
    walk(rule.block, kNone, around, {trips, 0, 0});
  }
}

// How many different values a key can have, unknown among them; 0: not known. `for each` without a key, and what names one thing only,
// has one.
std::uint32_t Collector::keys(plan::NodeIndex key) const {
  if (key == kNone) return 1;
  const plan::Unit& unit = plan_.unit;
  const plan::Type type = unit.nodes[key].type;
  if (type.kind == plan::Kind::boolean) return 3;
  const bool listed = type.kind == plan::Kind::one_of || type.kind == plan::Kind::level_of;
  return listed && type.detail < unit.enumerations.size() ? static_cast<std::uint32_t>(unit.enumerations[type.detail].size() + 1) : 0;
}

// Runs of one key come one after another: what comes during one is dropped, merged into it, or queued until it is over and `again` lets it
// begin. The items of a list that share a key are one key's too. A run that merges lasts as long as its events come; what is queued begins
// later than its event, within the time in which it expires.
void Collector::moment(const plan::Moment& moment) {
  if (moment.block == kNone) return;
  const Range expires = lasting(plan::expires_of(moment));
  const bool merges = moment.overlap == plan::Overlap::merge, queues = moment.overlap == plan::Overlap::queue;
  Minute apart = 0;
  std::uint32_t most = 1;
  if (moment.again.length.written()) {
    apart = lengths_.after(moment.again.length).lo;
    most = 0;
  }
  const std::uint32_t keys = this->keys(moment.again.key);
  if (keys == 0) return model_.open.push_back({moment.site, moment.each.list != kNone ? Model::Why::items : Model::Why::too_often});
  const std::uint32_t runs =
      copies(apart, far_sum(merges ? life().hi : expires.hi, std::max(wait_, slots(moment.site))), most, moment.site);
  if (runs * keys > kCopiesMost) return model_.open.push_back({moment.site, Model::Why::too_often});
  const bool of_event = moment.on.size() == 1 && moment.on[0].kind == plan::TriggerKind::event;
  for (std::uint32_t key = 0; key < keys; ++key) {
    Point before = 0;
    for (std::uint32_t i = 0; i < runs; ++i) {
      Around around;
      around.journey = number_;
      around.occurrence = ++occurrences_;
      const Point start = point();
      const Point over = point();
      at_least(around.holds, start, entered());
      at_least(around.holds, over, {start, 0, 0});
      if (!merges) at_most(around.holds, over, {start, 0, expires.hi});
      if (of_event) {
        const Point came = queues ? point() : start;
        if (queues) between(around.holds, start, {came, 0, expires.hi});
        model_.points[came].what = Meaning::event;
        model_.points[came].index = moment.on[0].what;
        model_.points[came].where = moment.on[0].where;
        around.happenings.push_back(came);
      }
      around.ends = {end_, over};
      for (const plan::NodeIndex among : moment.among) guard(around, among, true, {start, 0, 0});
      if (i > 0) hold({start, before, -apart});   // those that begin are the first ones: whichever are contacted, they lie in this order
      before = start;
      walk(moment.block, kNone, around, {start, 0, 0});
    }
  }
}

// Every occurrence counts from the arming; what is passed over leaves the distances longer. In a playbook that freezes, one that was held
// back may come just before the next.
void Collector::repeat(const plan::Repeat& repeat, Around around, Position armed) {
  if (repeat.block == kNone) return;
  const std::int32_t at_default = counted_.policy != nullptr ? counted_.policy->default_minute : plan::Policy{}.default_minute;
  const Minute minute = repeat.at_minute >= 0 ? repeat.at_minute : at_default;
  const Range every = lengths_.days_after(repeat.every);
  Range first = every;
  if (repeat.day == plan::RepeatDay::weekday) first = {1, 7};
  else if (repeat.day != plan::RepeatDay::none) first = {1, 31};
  if (repeat.times > kCopiesMost) {
    model_.open.push_back({repeat.site, Model::Why::too_often});
    return;
  }
  const Point midnight = day_of(around, armed);
  const Point begin = point();               // the first occurrence
  between(around.holds, begin, {midnight, first.lo * kDayMinutes + minute, frozen_ ? kFar : first.hi * kDayMinutes + minute});
  for (std::uint32_t i = 0; i < repeat.times; ++i) {
    Around each = around;
    each.occurrence = ++occurrences_;
    Point due = begin;
    if (i > 0) {
      due = point();
      // Only those that came are counted, so that a later one may be any later regular time.
      between(each.holds, due, {begin, frozen_ ? 0 : every.lo * kDayMinutes * i, frozen_ ? kFar : every.hi * kDayMinutes * i});
    }
    walk(repeat.block, kNone, each, {due, 0, 0});
    if (model_.points.size() >= kPointsMost) return model_.open.push_back({repeat.site, Model::Why::too_large});
  }
}

}  // namespace playmaker::prove
