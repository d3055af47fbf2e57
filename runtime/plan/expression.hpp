#pragma once
// Condition code: a unit is a pool of nodes, children before parents, with the names that its nodes use. Both a plan and a catalog
// carry one. Names are kept as text and become numbers only when the unit is linked to an installation (core/roster), so that a
// plan's bytes, and with them its hash, are the same everywhere. Op numbers are on disk: never renumber.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/plan/length.hpp"
#include "runtime/plan/type.hpp"

namespace playmaker::plan {

using NodeIndex = std::uint32_t;  // kNone: no expression
using TextIndex = std::uint32_t;  // into Unit::texts

enum class NodeOp : std::uint8_t {
  // constants: kind says the type
  constant = 1,         // number in Unit::numbers[a] (bool, int, money, percent, date, time, instant, duration; decimal as bits)
  constant_text = 2,    // a: TextIndex; kind text or bytes; kind one_of/level_of: the symbol of that text
  list_of = 3,          // children: Unit::children[a .. a+b)
  unknown = 4,
  // names
  attribute = 10,       // a: Unit::attributes; of the customer (own or derived)
  member = 11,          // a: node of a person or branch; b: TextIndex of the field
  event_field = 12,     // a: TextIndex; field of the event at hand (`event.amount`)
  event_name = 13,      // `event.name`
  answer_field = 14,    // a: TextIndex; `answer.score`
  variable = 15,        // a: variable number (`for each h`, macros); in a derived field of persons or branches 0 is the one at hand:
                        //    `away_from` there is member(variable 0, "away_from")
  item = 16,            // a: node; b: TextIndex; field of a record
  index = 17,           // a[b]
  grant_field = 18,     // a: Unit::benefits; b: TextIndex; `coffee.code`; unknown until granted
  // the journey
  task_done = 20,       // a: task; c = 1: in any moment
  task_closed = 21,
  task_outcome_is = 22, // a: task; b: TextIndex of the outcome
  task_outcome = 23,    // text, unknown until closed
  task_closed_at = 24,  // instant
  entered_at = 25,
  in_playbook = 26,     // a: TextIndex; `customer in journey(p)`: lives in a journey of that playbook
  in_segment = 27,      // a: TextIndex
  score = 28,           // a: TextIndex
  suitable = 29,        // a: TextIndex of the product
  wave_sent = 30,       // reserved
  // events and windows of the customer
  window = 40,          // a: Unit::windows
  last_field = 41,      // a: Unit::events; b: TextIndex; `last(e).field`, `e.field` as an anchor
  last_at = 42,         // a: Unit::events; instant of the last such event
  time_since = 43,      // a: Unit::events; duration; when none was seen: at least as long as the customer was watched
  since_entry = 44,     // a: Unit::events; the event happened at or after this journey's entry
  held_for = 45,        // a: node; b: number of the hold; c: index in Unit::lengths; the condition was true for so long without a break
  now = 46,
  today = 47,           // the customer's civil day
  rate = 50,            // a: TextIndex, the name of one of Plan::rates; of a review's conditions only; unknown where nothing is counted
  // operators; kinds decide at run time, both sides were checked when bound
  not_ = 60,
  and_ = 61,
  or_ = 62,
  equal = 63,
  not_equal = 64,
  less = 65,
  less_equal = 66,
  greater = 67,
  greater_equal = 68,
  in = 69,              // a in list b
  is_known = 70,
  otherwise = 71,       // a, or b when a is unknown
  add = 72,
  subtract = 73,
  multiply = 74,
  divide = 75,
  modulo = 76,
  negate = 77,
  choose = 78,          // a ? b : c; `first of` is a chain of these: an unknown test does not hold, so c; an error stays one
  between = 79,         // a in [b, c]
  shift = 80,           // date or instant a plus Unit::lengths[b]; c = 1: minus (`today - 12 months`)
  // functions: a: Unit::children[a .. a+b); c: Function
  call = 90,
};

enum class Function : std::uint8_t {
  size = 1,
  contains = 2,
  starts_with = 3,
  ends_with = 4,
  minimum = 5,
  maximum = 6,
  absolute = 7,
  has = 8,
  lower = 9,
  upper = 10,
  trim = 11,
  to_int = 12,
  to_decimal = 13,
  to_text = 14,
};

struct Node {
  NodeOp op = NodeOp::unknown;
  Type type;
  std::uint32_t a = kNone, b = kNone, c = kNone;
  bool operator==(const Node&) const = default;
};

enum class WindowFunction : std::uint8_t { count = 1, sum = 2, average = 3, change = 4, minimum = 5, maximum = 6 };

// `count(e where C over last 30 days)`, `sum(e.amount over this month)`, `avg(customer.aum over this month)`, `change(… over last 90
// days)`.
struct Window {
  WindowFunction function = WindowFunction::count;
  std::uint32_t event = kNone;       // Unit::events; kNone: over an attribute
  TextIndex field = kNone;           // of the event
  std::uint32_t attribute = kNone;   // Unit::attributes
  NodeIndex where = kNone;           // sees `event`
  Length last;                       // written: sliding
  Period period = Period::day;       // else: this or the previous period
  bool previous = false;
  bool daily = false;
  std::uint8_t keep = 0;             // count(…) >= k with a constant k <= 16: instants to keep; 0: day buckets
  bool operator==(const Window&) const = default;
};

struct AttributeName {
  TextIndex name = kNone;            // "aum", "consent.marketing"
  Type type;
  bool operator==(const AttributeName&) const = default;
};

struct Unit {
  std::vector<std::string> texts;
  std::vector<std::int64_t> numbers;
  std::vector<Length> lengths;
  std::vector<AttributeName> attributes;
  std::vector<TextIndex> events;
  std::vector<TextIndex> benefits;
  std::vector<std::vector<TextIndex>> enumerations;  // Type::detail of one_of and level_of; in their order
  std::vector<Window> windows;
  std::vector<Node> nodes;
  std::vector<std::uint32_t> children;
  std::uint32_t holds = 0;                           // how many held_for nodes
  bool operator==(const Unit&) const = default;
};

}  // namespace playmaker::plan
