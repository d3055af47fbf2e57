#pragma once
// Walks a plan as the engine would and writes down its contacts. Private to contacts.
#include <map>
#include <set>

#include "dsl/prove/contacts/model.hpp"

namespace playmaker::prove {

constexpr std::uint32_t kCopiesMost = 40;          // of one moment, breakpoint or journey within a window
constexpr std::size_t kPointsMost = 300, kContactsMost = 200;
constexpr std::uint32_t kJourneysMost = 4;
constexpr std::size_t kWaysMost = 8;
constexpr Minute kFailureKnown = kDayMinutes;      // assumed: a definite failure is reported within a day
constexpr Minute kSlotAhead = 100 * kDayMinutes;   // as far as core looks for a free minute of a task's slot

struct Position {                    // `lo` to `hi` minutes after a point
  Point from = 0;
  Minute lo = 0, hi = 0;
};

// What stands around a step: it holds for every contact below.
struct Around {
  std::uint32_t journey = 0, occurrence = 0;
  std::vector<Constraint> holds;
  std::vector<std::vector<Constraint>> ways;
  std::vector<Side> sides;
  std::vector<Guard> guards;
  std::vector<Point> happenings;
  std::vector<Point> ends;           // touches are taken back then
};

class Collector {
 public:
  Collector(const plan::Plan& plan, const Counted& counted, const Lengths& lengths);
  Model run();

 private:
  // ---- journeys (collect.cpp)
  void journey(std::uint32_t number, Point before);
  Minute least_life() const;
  Minute lateness(std::uint32_t event) const;      // Unit::events: how long after its own time it still counts
  Minute closing_lateness(std::uint32_t task) const;
  Minute trigger_lateness(const plan::Trigger& on) const;
  Minute entry_lateness() const;
  Minute outlives() const;                         // how long after its end a journey's contacts may still come
  bool single(plan::SiteIndex site, int depth = 0) const;   // it runs at most once a journey
  Range life() const;                              // of a journey, from midnight of its first day
  void handler(plan::OpIndex block, Around around, Position at);
  void handlers();
  // ---- containers (containers.cpp)
  void stage(std::uint32_t index);
  void breakpoint(const plan::Breakpoint& rule);
  void moment(const plan::Moment& moment);
  std::uint32_t keys(plan::NodeIndex key) const;
  void wave(const plan::Wave& wave, Around around, Position armed);
  void task(std::uint32_t index, Around around, Position armed);
  void repeat(const plan::Repeat& repeat, Around around, Position armed);
  Position follow(Around& around, Position armed, std::uint32_t task, std::uint32_t stage, std::uint32_t wave);
  bool dropped_at_opening(std::uint32_t task) const;   // it may be found not to be needed, or past
  bool dropped_with_stage(std::uint32_t task) const;   // its stage may end while it is still armed
  bool holds_slots() const;                            // a person's contact may wait for a free minute
  Minute slots(plan::SiteIndex within) const;          // how long, of the tasks that stand there
  // How many runs, at least `distance` apart and each over after `span`, can touch one window; 0: no bound, and said so.
  std::uint32_t copies(Minute distance, Minute span, std::uint32_t most, plan::SiteIndex site);
  // ---- steps (steps.cpp)
  Range walk(plan::OpIndex from, plan::OpIndex to, const Around& around, Position at);   // how long the steps take
  void send(const plan::Send& send, Around around, Position at);
  void reply(plan::OpIndex answered, plan::OpIndex silent, const plan::Length& within, plan::OpIndex op, const Around& around, Position at);
  Around inside(const Around& around, plan::OpIndex op, std::uint32_t side) const;
  void guard(Around& around, plan::NodeIndex node, bool wanted, Position at);
  void guard_times(Around& around, plan::NodeIndex node, bool wanted, Point at);
  // ---- times (times.cpp)
  Point placed(const plan::Timing& timing, Around& around, Position armed, std::int32_t default_minute);
  void on_day(Around& around, Point at, Position armed, bool known_late, Point midnight, Range days, std::int32_t minute);
  Point day_of(Around& around, Position at);       // midnight before it
  Range days_ahead(const plan::Timing& timing, bool from_entry) const;
  std::vector<base::Date> entry_days() const;      // on which sweeps alone let customers in; empty: on any
  void either(Around& around, std::vector<std::vector<Constraint>> ways) const;

  Point point(Meaning what = Meaning::other, std::uint32_t index = plan::kNone);
  Point closed(std::uint32_t task, Around& around);   // when that task of this journey is over, with what that asks
  bool counts(plan::TextIndex channel, plan::Purpose purpose) const;
  std::uint32_t gaps(plan::TextIndex channel, plan::Purpose purpose) const;   // bits of Model::gaps
  void add(Contact contact, const Around& around);
  Position entered() const { return {begun_, 0, 0}; }
  void hold(const Constraint& constraint) { model_.holds.push_back(constraint); }
  static void at_least(std::vector<Constraint>& holds, Point at, Position from) { holds.push_back({at, from.from, -from.lo}); }
  static void at_most(std::vector<Constraint>& holds, Point at, Position from) {
    if (from.hi < kFar) holds.push_back({from.from, at, from.hi});
  }
  static void between(std::vector<Constraint>& holds, Point at, Position from) {
    at_least(holds, at, from);
    at_most(holds, at, from);
  }
  Range lasting(const plan::Length& length) const {  // no upper bound where the playbook can freeze
    Range out = lengths_.after(length);
    if (frozen_) out.hi = kFar;
    return out;
  }
  Minute touch_wait() const { return paused_ ? kFar : wait_; }

  const plan::Plan& plan_;
  const Counted& counted_;
  const Lengths& lengths_;
  Model model_;
  Minute wait_ = 0;                                // `blocked wait`
  Point midnight_ = 0, entry_ = 0, begun_ = 0, end_ = 0;       // of the journey at hand
  Range steps_;                                    // its steps begin so long after entry
  std::vector<Point> closed_, stage_start_, stage_end_;
  std::vector<std::vector<Constraint>> closing_, stage_holds_;   // what it asks that a task is over, that a stage is reached
  std::vector<std::vector<Constraint>> arming_;    // and that a task is armed
  std::vector<Position> armed_;
  std::vector<bool> certain_;                      // tasks that open whenever the steps of their block have run
  std::vector<std::vector<std::vector<Constraint>>> stage_ways_;   // how a stage comes to its end
  std::vector<bool> stage_done_, copied_;          // tasks in what can run more than once
  std::set<plan::SiteIndex> carried_;              // sends that go out although the journey is over
  Point absolute_ = 0;                             // midnight of 1970-01-01
  std::uint32_t occurrences_ = 0;                  // walks of a block so far
  std::uint32_t number_ = 0;                       // of the journey
  bool paused_ = false, frozen_ = false;           // touches wait through pauses; everything does
};

}  // namespace playmaker::prove
