#pragma once
// The condition evaluator: pure, bounded by the size of the code, no allocation for plain attributes. Unknown is not false: a test that
// is unknown does not hold. An error (overflow, division by zero, no such key, a value older than its `fresh`) makes that test not hold
// and is reported once per place as an incident (rules 41, 42).
//
// Windows: a customer is watched since it appeared, or since the window was first applied, whichever came later. A window that began
// before that is not full: its count may make a test true but never false, for more may have happened unseen. One comparison is exempt:
// two counts over the same stretch of time, watched since the same moment, are compared as seen (`count(opened …) > count(closed …)`),
// else every fresh customer would be in doubt for the window's length. Sums and changes need a full window; an average of an attribute
// is over the part in which its value was known. An event never seen is at least as long ago as the customer has been watched.
//
// `C for D` is remembered by the journey, and for an audience's `when` by the customer; elsewhere it is unknown.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/base/time.hpp"
#include "runtime/core/roster/directory.hpp"
#include "runtime/core/roster/roster.hpp"
#include "runtime/core/state.hpp"

namespace playmaker::core {

enum class Fault : std::uint8_t { none = 0, overflow = 1, division_by_zero = 2, no_such_key = 3, stale = 4, type = 5, range = 6 };
std::string_view fault_name(Fault fault);

// The event a condition reads as `event.…`: fields in the order of the dictionary's event.
struct EventAtHand {
  std::uint32_t event = plan::kNone;
  base::Instant at;
  const std::vector<plan::Datum>* fields = nullptr;
};

// Where an expression stands: whose attributes, which journey's tasks, which run's event.
struct Frame {
  const Roster* roster = nullptr;
  const Directory* directory = nullptr;
  const LinkedUnit* unit = nullptr;
  const Customer* customer = nullptr;
  const LinkedPlan* plan = nullptr;        // of the journey; nullptr outside one
  const Journey* journey = nullptr;
  const Run* run = nullptr;                // for "this occurrence" of a task; nullptr: the journey's own
  EventAtHand event;
  base::Instant now;
  const plan::Datum* item = nullptr;       // what a moment's `for each` is at
  std::uint32_t item_record = plan::kNone; // the catalog's record of it
  const std::vector<plan::Datum>* rates = nullptr;   // of a review, by the plan's rates
};

// What evaluating found besides the value. Collects over several evaluations of one input.
struct Findings {
  // The earliest instant after now at which time alone can change an outcome: a point leaves a window or it becomes full, a length passes,
  // a value goes stale, or (where the instant cannot be told) the customer's next midnight.
  base::Instant recheck = base::kNever;
  struct HoldChange {
    std::uint32_t hold = 0;
    base::Instant since;
  };  // kNever: broken
  std::vector<HoldChange> holds;  // of `C for D`: decide turns them into facts
  struct Error {
    plan::NodeIndex node = 0;
    Fault fault = Fault::none;
  };
  std::vector<Error> errors;
};

plan::Datum evaluate(const Frame& frame, plan::NodeIndex node, Findings& findings);  // kind unknown or error where it has no value
bool holds(const Frame& frame, plan::NodeIndex node, Findings& findings);  // true only when known and true; kNone holds
// Does the product suit the customer now (rule 43)? `frame.unit` is the catalog's. Unknown is no.
bool suits(const Frame& frame, std::uint32_t product, Findings& findings);
// A cell of a decide row against a value.
bool matches(const Frame& frame, const plan::Cell& cell, const plan::Datum& value, Findings& findings);

base::Zone zone_of(const Roster& roster, const Directory& directory,
                   const Customer& customer);  // customer's, else branch's, else the catalog's (rule 11)

// Windows: which points an event or an attribute change adds (decide emits them as facts), and how apply folds one.
void window_points(const Frame& frame, const EventArrived& event, std::vector<WindowPoint>& out, Findings& findings);
void window_points(const Frame& frame, std::uint32_t attribute, const plan::Datum& value, base::Instant at, std::vector<WindowPoint>& out);
void add_point(const Roster& roster, Customer& customer, const WindowPoint& point);

// Attributes of a customer as data.
plan::Datum attribute_of(const Customer& customer, std::uint32_t attribute);
void set_attribute(Customer& customer, std::uint32_t attribute, const plan::Datum& value, base::Instant at);

}  // namespace playmaker::core
