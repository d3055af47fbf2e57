#pragma once
// All the contacts one playbook can make with a customer, as points in time and what holds between them (the contact bound). Sound: every
// run of the engine fits the constraints; not every solution of them is a run.
//
//   journey ─ midnight of its first day, entry, steps ─ stages, tasks' closings, trips, starts of moments …: points
//   contact ─ one slot at one site and occurrence: its point, what must hold if it is made, what it excludes
#include <optional>
#include <string>
#include <vector>

#include "dsl/prove/contacts/minutes.hpp"

namespace playmaker::prove {

// Two contacts that hold different sides of one choice never happen in one run: rows, arms, branches, legs after a definite failure.
struct Side {
  std::uint64_t choice = 0;
  std::uint32_t side = 0;
};

struct Guard {                       // a condition that must come out so for the contact to be made
  plan::NodeIndex node = plan::kNone;
  bool wanted = true;
};

// What a point means for whoever replays a run.
enum class Meaning : std::uint8_t { midnight, entry, task_closed, event, absolute, other };
struct PointMeaning {
  Meaning what = Meaning::other;
  std::uint32_t index = plan::kNone;  // task: Plan::tasks; event: Unit::events
  std::uint32_t journey = 0;
  plan::NodeIndex where = plan::kNone;   // of an event
  bool done = false;                  // of a task: must it be done, or closed in any way
  plan::TextIndex outcome = plan::kNone;
};

struct Contact {
  plan::SiteIndex site = plan::kNone;   // a leg or a task
  std::uint32_t occurrence = 0, journey = 0;
  Point at = 0;
  bool person = false;                // a task's slot
  bool unread = false;                // reached only when the leg before it was not read in time
  std::vector<Constraint> holds;
  std::vector<std::vector<Constraint>> ways;   // and all of one of these; empty: nothing more
  std::vector<Side> sides;
  std::vector<Guard> guards;
  std::vector<Point> happenings;      // the points with a meaning that it hangs on
  std::uint32_t gaps = 0;             // bits: the policy's distances (Model::gaps) that hold for it
};

struct Model {
  std::vector<PointMeaning> points;   // 0: midnight of the first journey's first day
  std::vector<Constraint> holds;      // whatever is contacted
  std::vector<Contact> contacts;
  std::vector<Minute> gaps;           // how far apart at least the policy lets two contacts lie that one of them holds for
  // Why nothing can be proved: a construct that is not understood here, or copies without a bound.
  enum class Why : std::uint8_t { too_often, items, too_large, not_followed };
  struct Open {
    plan::SiteIndex site = 0;
    Why why = Why::not_followed;
  };
  std::vector<Open> open;
  bool reads_pause = false;           // the playbook pauses: waits have no upper bound
  bool in_time = false;               // what can run again was counted as often as it fits into one window
};

// Which contacts count: those `cap` speaks of, unless the policy exempts their purpose; over `window` minutes.
struct Counted {
  const plan::Catalog* catalog = nullptr;
  const plan::Policy* policy = nullptr;   // nullptr: none
  const plan::Cap* cap = nullptr;
  Minute window = 0;
};

// Whether a touch over the channel is one of them.
bool counts(const plan::Plan& plan, const Counted& counted, plan::TextIndex channel, plan::Purpose purpose);
Model model_of(const plan::Plan& plan, const Counted& counted, const Lengths& lengths);
bool zoned(const plan::Catalog& catalog);   // customers, or their branches, can have a time zone of their own
Minute window_of(const plan::Cap& cap, const Lengths& lengths);   // contacts count together when they lie less than this apart

}  // namespace playmaker::prove
