#pragma once
// What things wait for: events, results of tasks, and points in time. One production everywhere they are written. Numbers are on disk:
// never renumber.
#include <cstdint>
#include <vector>

#include "runtime/plan/expression.hpp"
#include "runtime/plan/length.hpp"

namespace playmaker::plan {

enum class TriggerKind : std::uint8_t {
  event = 1,         // what: Unit::events
  task_done = 2,     // what: task
  task_closed = 3,
  task_outcome = 4,  // what: task; outcome
  entry = 5,         // entering the journey
  hand_off = 6,      // for entries
  import_arrived = 7 // what: TextIndex of the import
};
struct Trigger {
  TriggerKind kind = TriggerKind::event;
  std::uint32_t what = kNone;
  TextIndex outcome = kNone;
  NodeIndex where = kNone;
  bool any_moment = false;
  Length lookback;
  std::vector<std::uint32_t> also;  // any_moment: further tasks of that name, in other moments
};

enum class AnchorKind : std::uint8_t {
  entry = 1,
  due = 2,
  stage = 3 /* start of stage `what` */,
  task_closed = 4,
  event = 5 /* arrival of the last Unit::events[what] */,
  value = 6 /* node `what`: a date or an instant */,
  opened = 7 /* when the thing itself was opened or armed */,
};
struct Anchor {
  AnchorKind kind = AnchorKind::opened;
  std::uint32_t what = kNone;
};

enum class TimingKind : std::uint8_t {
  none = 0,          // at once
  day = 1,           // on day N: the N-th civil day of the journey, day 1 = the day of entry
  weekday = 2,       // the first such weekday after entry (number: Weekday)
  month_day = 3,     // on the 15th: number 1..31, clamped
  last_day = 4,
  date = 5,          // number: days since 1970
  after = 6,         // length after anchor
  before = 7,        // length before anchor
};
struct Timing {
  TimingKind kind = TimingKind::none;
  std::int32_t number = 0;
  Length length;
  Anchor anchor;
  std::int32_t at_minute = -1;        // `at TIME`; -1: not written
  std::uint16_t times = 0;            // `up to N times`; 0: not written
};
struct SweepRule {                    // every day / month on the 10th at 08:30
  Period period = Period::day;
  std::int32_t every = 1;
  Timing timing;
  bool working = false;               // every so many working days, by the playbook's calendar
};

}  // namespace playmaker::plan
