#include "runtime/core/touch/times.hpp"

#include <algorithm>

#include "runtime/plan/period.hpp"

namespace playmaker::core {

namespace {

struct Days {
  base::Date first, last;
};

Days period_of(plan::Period period, base::Date day) { return {plan::first_day(period, day), plan::last_day(period, day)}; }

const std::string& channel_name(const Roster& roster, std::uint32_t channel) { return roster.dictionary->name(Names::channel, channel); }

bool exempt(const plan::Policy& policy, plan::Purpose purpose) { return std::ranges::find(policy.exempt, purpose) != policy.exempt.end(); }

}  // namespace

TouchTimes::TouchTimes(const Roster& roster, const Customer& customer, const plan::Policy* policy, const Clockwork& clockwork,
                       const plan::Speech& touch, const ThingRef& self)
    : roster_(roster),
      customer_(customer),
      policy_(policy),
      clockwork_(clockwork),
      touch_(touch) {
  if (policy_ == nullptr || !touch_.contact || exempt(*policy_, touch_.purpose)) return;
  counts_ = true;
  const auto ledger = [&](std::uint32_t rule, const plan::Reach& reach, std::string_view channel) {
    Ledger out{rule, {}};
    for (const Contact& contact : customer_.contacts) {
      const plan::Speech other{channel_name(roster_, contact.channel), static_cast<plan::Purpose>(contact.purpose), true};
      if (contact.touch == self || exempt(*policy_, other.purpose) || !speaks_of(reach, other)) continue;
      if (!channel.empty() && other.channel != channel) continue;
      out.contacts.push_back({contact.at, contact.touch});
    }
    std::ranges::stable_sort(out.contacts, {}, &Counted::at);
    return out;
  };
  for (std::uint32_t i = 0; i < policy_->caps.size(); ++i) {
    const plan::Cap& cap = policy_->caps[i];
    if (!cap.channel.empty() && cap.channel != touch_.channel) continue;
    if (speaks_of(cap.reach, touch_)) caps_.push_back(ledger(i, cap.reach, cap.channel));
  }
  for (std::uint32_t i = 0; i < policy_->gaps.size(); ++i) {
    if (speaks_of(policy_->gaps[i].reach, touch_)) gaps_.push_back(ledger(i, policy_->gaps[i].reach, {}));
  }
}

Instant TouchTimes::plus(Instant from, const plan::Length& length) const {
  if (from == base::kNever) return from;
  return after(clockwork_, from, length).value_or(base::kNever);
}

TimeBlock TouchTimes::silence(Instant t) const {
  for (std::uint32_t i = 0; i < policy_->silences.size(); ++i) {
    const plan::Silence& rule = policy_->silences[i];
    if (rule.after_event.empty() || !speaks_of(rule.reach, touch_)) continue;
    const std::uint32_t event = roster_.dictionary->find(Names::event, rule.after_event);
    for (const EventMemory& memory : customer_.events) {
      if (memory.event != event || t < memory.last) continue;
      if (const Instant end = plus(memory.last, rule.length); t < end) return {Reason::silenced, i, 0, 0, false, {}, end};
    }
  }
  return {};
}

TimeBlock TouchTimes::quiet(Instant t) const {
  const base::Date today = base::local_date(clockwork_.zone, t);
  for (std::uint32_t i = 0; i < policy_->quiet.size(); ++i) {
    const plan::QuietHours& rule = policy_->quiet[i];
    if (!speaks_of(rule.reach, touch_)) continue;
    if (!rule.holidays_of.empty()) {
      const std::uint32_t number = roster_.dictionary->find(Names::calendar, rule.holidays_of);
      const plan::NamedCalendar* calendar = number < roster_.calendars.size() ? roster_.calendars[number] : nullptr;
      if (calendar == nullptr || !calendar->days.holiday(today)) continue;
      return {Reason::quiet, i, 0, 0, false, {}, base::start_of_day(clockwork_.zone, today + 1)};
    }
    const bool over_midnight = rule.to_minute <= rule.from_minute;
    for (const int shift : {-1, 0}) {
      const base::Date day = today + shift;
      const Instant from = base::to_instant(clockwork_.zone, day, base::TimeOfDay{rule.from_minute});
      const Instant to = base::to_instant(clockwork_.zone, over_midnight ? day + 1 : day, base::TimeOfDay{rule.to_minute});
      if (from <= t && t < to) return {Reason::quiet, i, 0, 0, false, {}, to};
    }
  }
  return {};
}

TimeBlock TouchTimes::cap(std::uint32_t index, Instant t) const {
  const Ledger& ledger = caps_[index];
  const plan::Cap& rule = policy_->caps[ledger.rule];
  const std::vector<Counted>& contacts = ledger.contacts;
  TimeBlock block{Reason::capped, ledger.rule, 0, rule.at_most, false, {}, base::kNever};
  const auto count = [&](const Counted& contact) {
    ++block.counted;
    block.has_rival = true;
    block.rival = contact.ref;             // ascending: the last one stays
  };
  if (!rule.sliding.written()) {
    const Days days = period_of(rule.period, base::local_date(clockwork_.zone, t));
    const Instant from = base::start_of_day(clockwork_.zone, days.first), to = base::start_of_day(clockwork_.zone, days.last + 1);
    for (const Counted& contact : contacts) {
      if (from <= contact.at && contact.at < to) count(contact);
    }
    if (block.counted < block.limit) return {};
    if (rule.at_most > 0) block.next = to;
    return block;
  }
  if (rule.at_most == 0) return block;
  Instant end{INT64_MIN};
  for (std::size_t i = 0; i + rule.at_most <= contacts.size(); ++i) {
    // These N contacts and t: blocked when the first and the last of all N + 1 are less than the length apart.
    const Instant first = contacts[i].at, last = contacts[i + rule.at_most - 1].at;
    const Instant over = plus(first, rule.sliding);
    if (last < over && t < over && (t >= first || last < plus(t, rule.sliding))) end = std::max(end, over);
  }
  if (end.ms == INT64_MIN) return {};
  const Instant reach = plus(t, rule.sliding);
  for (const Counted& contact : contacts) {
    if (contact.at < reach && t < plus(contact.at, rule.sliding)) count(contact);
  }
  block.next = end;
  return block;
}

TimeBlock TouchTimes::gap(std::uint32_t index, Instant t) const {
  const Ledger& ledger = gaps_[index];
  const plan::Length& least = policy_->gaps[ledger.rule].least;
  const Instant reach = plus(t, least);
  TimeBlock block{Reason::gap, ledger.rule, 0, 0, false, {}, Instant{INT64_MIN}};
  base::Millis nearest = INT64_MAX;
  for (const Counted& contact : ledger.contacts) {
    const Instant end = plus(contact.at, least);
    if (contact.at >= reach || t >= end) continue;
    block.next = std::max(block.next, end);
    const base::Millis distance = contact.at > t ? contact.at - t : t - contact.at;
    if (distance > nearest) continue;
    nearest = distance;
    block.has_rival = true;
    block.rival = contact.ref;
  }
  return block.has_rival ? block : TimeBlock{};
}

TimeBlock TouchTimes::at(Instant t) const {
  if (policy_ == nullptr) return {};
  if (TimeBlock block = silence(t); block.why != Reason::none) return block;
  if (TimeBlock block = quiet(t); block.why != Reason::none) return block;
  if (!counts_) return {};
  for (std::uint32_t i = 0; i < caps_.size(); ++i) {
    if (TimeBlock block = cap(i, t); block.why != Reason::none) return block;
  }
  for (std::uint32_t i = 0; i < gaps_.size(); ++i) {
    if (TimeBlock block = gap(i, t); block.why != Reason::none) return block;
  }
  return {};
}

Instant TouchTimes::earliest(Instant from, Instant until) const {
  Instant t = base::ceil_minute(from);
  while (t <= until) {
    const TimeBlock block = at(t);
    if (block.why == Reason::none) return t;
    if (block.next == base::kNever) return base::kNever;
    t = std::max(base::ceil_minute(block.next), t + base::kMinute);
  }
  return base::kNever;
}

TimeBlock TouchTimes::hindrance(Instant from, Instant until) const {
  TimeBlock block = at(from);
  for (Instant t = base::ceil_minute(from); block.next <= until;) {
    t = std::max(base::ceil_minute(block.next), t + base::kMinute);
    const TimeBlock next = t <= until ? at(t) : TimeBlock{};
    if (next.why == Reason::none) break;
    block = next;
  }
  return block;
}

}  // namespace playmaker::core
