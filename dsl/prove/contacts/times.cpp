// Where a timing puts a wave or a task: at its time, or at once when that is past on the same day (rule 38).
#include <algorithm>

#include "dsl/prove/contacts/collect.hpp"

namespace playmaker::prove {

using plan::AnchorKind;
using plan::TimingKind;

bool zoned(const plan::Catalog& catalog) {
  const auto has = [](const std::vector<plan::Field>& fields) {
    return std::ranges::any_of(fields, [](const plan::Field& each) { return each.name == "zone" && each.type.kind == plan::Kind::text; });
  };
  return has(catalog.customer) || has(catalog.branch);
}

void Collector::either(Around& around, std::vector<std::vector<Constraint>> ways) const {
  if (around.ways.empty()) {
    around.ways = std::move(ways);
    return;
  }
  if (around.ways.size() * ways.size() > kWaysMost) return;   // left free: more is possible, never less
  std::vector<std::vector<Constraint>> both;
  for (const auto& one : around.ways) {
    for (const auto& other : ways) {
      both.push_back(one);
      both.back().insert(both.back().end(), other.begin(), other.end());
    }
  }
  around.ways = std::move(both);
}

Point Collector::day_of(Around& around, Position at) {
  if (at.from == midnight_ && at.hi < kFar && at.lo / kDayMinutes == at.hi / kDayMinutes && at.lo / kDayMinutes == 0) return midnight_;
  if (at.from == entry_ && at.lo == 0 && at.hi == 0) return midnight_;
  const Point day = point();
  around.holds.push_back({at.from, day, at.hi >= kFar ? kFar : at.hi});
  around.holds.push_back({day, at.from, kDayMinutes - 1 - at.lo});
  return day;
}

// A sweep goes by the bank's clock: in another zone it may be another day, and what waits for an import may run on the day after.
std::vector<base::Date> Collector::entry_days() const {
  std::vector<base::Date> out;
  if (zoned(*counted_.catalog)) return out;
  for (base::Date day = base::date_of(2024, 1, 1); day <= base::date_of(2027, 12, 31); day = day + 1) {
    bool enters = false;
    for (const plan::Entry& entry : plan_.audience.entries) {
      if (entry.kind != plan::EntryKind::sweep || entry.sweep.period == plan::Period::day || entry.import != plan::kNone) return {};
      const plan::Timing& on = entry.sweep.timing;
      switch (on.kind) {
        case TimingKind::weekday: enters = enters || static_cast<std::int32_t>(base::weekday(day)) == on.number; break;
        case TimingKind::month_day:
          enters = enters || day == std::min(base::first_of_month(day) + (on.number - 1), base::last_of_month(day));
          break;
        case TimingKind::last_day: enters = enters || day == base::last_of_month(day); break;
        default: return {};
      }
    }
    if (enters) out.push_back(day);
  }
  return out;
}

Range Collector::days_ahead(const plan::Timing& timing, bool from_entry) const {
  if (timing.kind == TimingKind::weekday && !from_entry) return {1, 7};
  std::vector<base::Date> days = from_entry ? entry_days() : std::vector<base::Date>{};
  if (days.empty()) {
    for (base::Date day = base::date_of(2024, 1, 1); day <= base::date_of(2027, 12, 31); day = day + 1) days.push_back(day);
  }
  Range out{kFar, 0};
  for (const base::Date day : days) {
    base::Date next = day;
    if (timing.kind == TimingKind::weekday) {
      const int ahead = (timing.number - static_cast<int>(base::weekday(day)) + 7) % 7;
      next = day + (ahead == 0 ? 7 : ahead);
    } else {
      const auto of = [&](base::Date month) {
        const base::Date first = base::first_of_month(month), last = base::last_of_month(month);
        return timing.kind == TimingKind::last_day ? last : std::min(first + (timing.number - 1), last);
      };
      next = of(day) > day ? of(day) : of(base::add_months(base::first_of_month(day), 1));
    }
    out = {std::min<Minute>(out.lo, next - day), std::max<Minute>(out.hi, next - day)};
  }
  return out;
}

// On the `days`-th day after `midnight`, at that minute; or at once, later on that day. `known_late`: what the day hangs on may become
// known long after the thing was armed.
void Collector::on_day(Around& around, Point at, Position armed, bool known_late, Point midnight, Range days, std::int32_t minute) {
  at_least(around.holds, at, armed);
  const Minute most = days.hi >= kFar ? kFar : days.hi * kDayMinutes;
  std::vector<Constraint> timely, at_once;
  between(timely, at, {midnight, days.lo * kDayMinutes + minute, most >= kFar ? kFar : most + minute});
  between(at_once, at, {midnight, days.lo * kDayMinutes + minute, most >= kFar ? kFar : most + kDayMinutes - 1});
  if (!known_late) at_most(at_once, at, armed);
  either(around, {std::move(timely), std::move(at_once)});
}

Point Collector::placed(const plan::Timing& timing, Around& around, Position armed, std::int32_t default_minute) {
  const Point at = point();
  const std::int32_t minute = timing.at_minute >= 0 ? timing.at_minute : default_minute;
  const bool from_entry = armed.from == entry_ && armed.lo == 0 && armed.hi == 0;
  if (frozen_) {                     // whatever is timed may come later
    at_least(around.holds, at, armed);
    return at;
  }
  switch (timing.kind) {
    case TimingKind::none: on_day(around, at, armed, false, day_of(around, armed), {0, 0}, minute); break;
    case TimingKind::day: on_day(around, at, armed, false, midnight_, {timing.number - 1, timing.number - 1}, std::max(minute, 0)); break;
    case TimingKind::weekday:
    case TimingKind::month_day:
    case TimingKind::last_day:
      on_day(around, at, armed, false, day_of(around, armed), days_ahead(timing, from_entry), std::max(minute, 0));
      break;
    case TimingKind::date:
      if (absolute_ == 0) absolute_ = point(Meaning::absolute);
      on_day(around, at, armed, false, absolute_, {timing.number, timing.number}, std::max(minute, 0));
      break;
    case TimingKind::after:
    case TimingKind::before: {
      Position anchor = armed;
      bool known_late = false;
      switch (timing.anchor.kind) {
        case AnchorKind::entry: anchor = {entry_, 0, 0}; break;
        case AnchorKind::opened: break;
        case AnchorKind::stage:
          anchor = {stage_start_[timing.anchor.what], 0, 0};
          known_late = true;
          break;
        case AnchorKind::task_closed:
          anchor = {copied_[timing.anchor.what] ? point() : closed(timing.anchor.what, around), -closing_lateness(timing.anchor.what), 0};
          known_late = true;
          break;
        case AnchorKind::event:
          anchor = {point(Meaning::event, timing.anchor.what), 0, 0};
          around.happenings.push_back(anchor.from);
          known_late = true;
          break;
        default:
          anchor = {point(), 0, 0};
          known_late = true;
          // A date that an event brings: any day, but the event must come.
          if (timing.anchor.kind == AnchorKind::value && plan_.unit.nodes[timing.anchor.what].op == plan::NodeOp::last_field)
            around.happenings.push_back(point(Meaning::event, plan_.unit.nodes[timing.anchor.what].a));
      }
      const bool clock = timing.length.unit == plan::LengthUnit::millis || timing.length.unit == plan::LengthUnit::working_millis;
      const int sign = timing.kind == TimingKind::after ? 1 : -1;
      if (timing.at_minute < 0 && (clock || default_minute < 0)) {
        Range length = lengths_.after(timing.length);
        if (sign < 0) length = {length.hi >= kFar ? -kFar / 2 : -length.hi, -length.lo};
        const Position exact{anchor.from, anchor.lo + length.lo, far_sum(anchor.hi, length.hi)};
        at_least(around.holds, at, armed);
        std::vector<Constraint> timely, at_once;
        between(timely, at, exact);
        between(at_once, at, {exact.from, exact.lo, far_sum(exact.hi, kDayMinutes - 1)});
        if (!known_late) at_most(at_once, at, armed);
        either(around, {std::move(timely), std::move(at_once)});
      } else {
        Range days = lengths_.days_after(timing.length);
        if (sign < 0) days = {days.hi >= kFar ? -kFar / (2 * kDayMinutes) : -days.hi, -days.lo};
        on_day(around, at, armed, known_late, day_of(around, anchor), days, std::max(minute, 0));
      }
      break;
    }
  }
  return at;
}

}  // namespace playmaker::prove
