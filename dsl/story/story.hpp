#pragma once
// The tree of a `.story` text: plain data with spans. Days are counted from the day the story starts, which is day 1; the day before is
// day 0. Minutes are of the customer's wall clock.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dsl/source/span.hpp"
#include "dsl/story/words.hpp"
#include "runtime/base/time.hpp"

namespace playmaker::story {

using source::Span;

struct Name {
  std::string text;                        // may be a path: meet.kyc
  Span span;
  bool written() const { return !text.empty(); }
};

// ---- values --------------------------------------------------------------------------------------------------------------------
struct Field;
enum class ValueKind : std::uint8_t {
  unknown,
  truth,                                   // number
  whole,                                   // number
  decimal,                                 // real
  money,                                   // number * 10^-scale
  percent,                                 // likewise
  text,
  date,                                    // number: days since 1970
  time,                                    // number: minute of the day
  day,                                     // number: a day of the story; minute, or -1
  ago,                                     // number: days before the statement's day; negative: after
  length,                                  // number: milliseconds
  list,
  record,
  name,                                    // text: a person or a branch
};
struct Value {
  ValueKind kind = ValueKind::unknown;
  Span span;
  std::int64_t number = 0;
  double real = 0;
  std::uint8_t scale = 0;
  std::int32_t minute = -1;                // of a date or day: `at TIME`
  std::string text;
  std::vector<Value> items;
  std::vector<Field> fields;
};
struct Field {
  Name name;
  Value value;
};

// ---- when ----------------------------------------------------------------------------------------------------------------------
// On one day or several, at one minute, between two, or any time: a date is turned into a day of the story by the reader.
struct When {
  Span span;
  bool written = false;                    // else the whole story
  std::int32_t from_day = 0, to_day = 0;
  std::int32_t from_minute = -1, to_minute = -1;   // -1: the whole day; both are inside
  bool one_minute() const { return from_day == to_day && from_minute >= 0 && from_minute == to_minute; }
};
struct Minute {                            // `due day 4 at 17:30`
  bool written = false;
  std::int32_t day = 0, minute = -1;       // -1: any time of that day
};

// ---- what is given -------------------------------------------------------------------------------------------------------------
struct Thing {                             // a person, a branch, a customer by name
  Name name, like;
  std::vector<Field> fields;
  Span span;
};
struct Pool {
  Name name;
  std::vector<Name> people;
};
struct World {
  std::vector<Thing> people, branches, customers;
  std::vector<Pool> pools;
};
struct Given {                             // the customer of a story
  Name like;
  std::vector<Field> fields;
  bool held_out = false, by_bank = false;
  Name held_out_of;                        // empty: of every playbook
  Span span;
};
// One customer or several alike. They stand by in the books of people and on lists; the story is not about them.
struct Crowd {
  Name name;                               // of a declared customer
  std::uint32_t many = 1;
  bool own = false;                        // the story's own customer: no name
  Span span;
};
struct Stock {                             // how much of a benefit there is when the story begins, never to be refilled
  Name benefit;
  std::int64_t pieces = 0;
};
// What a channel reports of a template (of every template, when none is named).
struct Report {
  Name channel, template_;
  Word says = Word::delivered;             // accepted, delivered, read, opened, unread, failed, unknown
  std::int64_t after_ms = 0;               // read, opened: so long after it was sent
  Span span;
};

// ---- what happens --------------------------------------------------------------------------------------------------------------
enum class ActKind : std::uint8_t {
  event,
  set,
  task,
  assign,
  receipt,
  import_missing,
  enter,
  leave,
  pause,
  resume,
  list,                                    // a list arrives and names customers
  claim,                                   // somebody claims the lead
  decline,                                 // whoever it was dealt to declines it
  take,                                    // a task is claimed or acknowledged
  answer                                   // a role answers what it was asked
};
struct Act {
  ActKind kind = ActKind::event;
  Span span;
  When when;
  Name name;  // event, task, import, playbook, list, role; claim, decline: whose lead, empty: the customer's
  Name other;  // event: the task it is about; task: outcome; assign: to whom; answer: what is answered
  Name by;  // claim, decline, take, answer: the person
  Word how = Word::none;  // take: claimed or acknowledged
  std::vector<Crowd> crowd;  // list: whom it names
  std::vector<Field> fields;  // task: what it brings: fields to collect, `checklist: [ ]`, `evidence: [ ]`
  Report report;  // receipt
};

enum class Subject : std::uint8_t {
  nothing,
  touch,
  task,
  stall,
  goal,
  exit,
  journey,
  notice,
  question,  // to a role: a reason, a check, whether it takes the customer over
  grant,
  tag,
  hand_off,
  stage,
  wave,
  moment,
  track,
  incident,
  lead,
  review,  // was held
  reserve,
  answer,  // the customer's, to what was asked or placed
  arm,
  seat,  // of an activity
  emitted,  // an event that a playbook emits
  customer  // what is known of the customer by then
};
struct Expectation {
  Subject subject = Subject::nothing;
  Span span;
  When when;
  std::uint32_t least = 1, most = UINT32_MAX;  // `no`: 0 to 0; a number: exactly so many
  bool counted = false;  // a count was written
  bool contacts = false;  // touches on channels that cost attention only
  Name channel, template_;  // touch; answer: template
  Name name;  // the thing
  Word state = Word::none;  // none: the subject's own (sent, opened, tripped, reached, …)
  Name outcome;  // a task's or journey's; the role of an escalation; whom a task or lead goes to; an answer; why
  bool why = false;  // outcome is a reason
  Crowd of;  // lead: whose; neither named nor own: anybody's
  Name at;  // lead, review: the branch
  std::vector<Field> fields;  // answer, customer: what they say; review: rates
  Minute until;  // blocked until, due, to be claimed by
};

struct Story {
  Name name;
  std::string zh, en;  // labels
  Span span;
  base::Date starts;
  std::int32_t last_day = 1;  // of what it says; `ends` may say a later one
  Given customer;
  std::vector<Crowd> others;  // known from midnight of day 1
  std::vector<Stock> stocks;
  std::vector<Name> arms;  // of experiments; of any other, the first one
  std::vector<Report> reports;
  std::vector<Act> acts;  // in the order of time
  std::vector<Expectation> expectations;  // in the order written
};

struct Use {
  std::string path;  // as written
  Span span;
};
struct StoryFile {
  std::vector<Use> uses;
  World world;
  std::vector<Story> stories;
};

}  // namespace playmaker::story
