#pragma once
// What all playbooks of a house share, compiled from `catalog`, `channel`, `template`, `policy`, `role`, `benefit`, `calendar`:
// late-bound, so that a new version speaks at once for journeys already under way. Every thing is known by its name; ids are given by
// the installation's dictionary when the catalog is linked (core/roster). `place` says where it was written, for `why`.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/base/calendar.hpp"
#include "runtime/plan/expression.hpp"
#include "runtime/plan/lead.hpp"
#include "runtime/plan/trigger.hpp"

namespace playmaker::plan {

struct Place {  // 1-based; line 0: nowhere
  std::string file;
  std::uint32_t line = 0, column = 0;
};
struct Label {
  std::string zh, en;
};

struct Field {
  std::string name;          // "aum", "consent.marketing"; aliases are resolved when bound
  Type type;                 // detail into Catalog::unit.enumerations, or Catalog::records for record and list
  bool optional = false, personal = false;
  std::string from;          // import it arrives with, or empty
  Length fresh;              // older than this: a test on it does not hold (rule 42)
  NodeIndex derived = kNone; // computed here, never sent
  Label label;
};
struct Record {
  std::vector<Field> fields;
  std::uint32_t at_most = 0;
};  // of a list's items

struct Event {
  std::string name;
  std::vector<Field> fields;
  Length late;               // counts when it arrives at most so late; not written: 24 hours
  bool broadcast = false;
  Label label;
};
struct Import {
  std::string name;
  std::int32_t expected_minute = -1;
  Label label;
};
struct Segment {
  std::string name;
  NodeIndex is = kNone;
  Label label;
};  // kNone: from a list
struct Score {
  std::string name;
  double from = 0, to = 1;
  Label label;
};
struct NamedList {
  std::string name;
  Label label;
  LeadRule rule;
};
struct Pool {
  std::string name;
  Label label;
};
struct ProductValue {        // what is known of a product beside its risk; for people to read
  std::string field;
  NodeIndex value = kNone;
};
struct Product {
  std::string name;
  std::int64_t risk = -1;
  std::int32_t on_sale_from = INT32_MIN, on_sale_to = INT32_MAX;
  Label label;
  std::vector<ProductValue> values;
};
enum class SeatsPer : std::uint8_t { all = 0, branch = 1 };
struct Activity {            // its events are among the catalog's: "NAME.signed_up", "NAME.attended"
  std::string name, place;
  std::int32_t starts_on = 0, starts_minute = 0;       // days since 1970, minute of that day in the catalog's zone
  bool has_sign_up = false;
  std::int32_t sign_up_by = 0;                         // the last day to sign up
  std::uint32_t seats = 0;                             // 0: no limit
  SeatsPer seats_per = SeatsPer::all;
  Label label;
};
struct Suitability {         // `suitability customer.risk_level covers product.risk valid 12 months since customer.risk_assessed_on`
  bool declared = false;
  NodeIndex level = kNone, assessed = kNone;
  Length valid;
};

struct Report {
  std::string name;
  Length within;
};   // delivered, read, opened
enum class OnUnknown : std::uint8_t { skip = 0, resend = 1, ask = 2 };
struct Channel {
  std::string name;
  bool contact = false, pull = false, by_people = false;
  std::vector<Report> reports;
  std::uint32_t rate_per_second = 0;                   // 0: no limit
  std::int64_t cost = 0;                               // minor units a touch
  NodeIndex reachable = kNone;
  OnUnknown on_unknown = OnUnknown::skip;
  std::uint32_t retries = 0;
  std::uint32_t places = 0;                            // pull: how many placements are shown at once; 0: all
  Label label;
  Place place;
};

// The purposes are a closed list.
enum class Purpose : std::uint8_t { marketing = 0, service = 1, regulatory = 2, staff = 3 };
struct Template {
  std::string name;
  std::vector<std::string> channels;
  Purpose purpose = Purpose::marketing;
  std::vector<std::string> uses;                       // customer fields
  std::vector<Field> with, answers;
  Label label;
  Place place;
};

// Which touches a rule speaks about: channels, purposes, or (both empty) every contact.
struct Reach {
  std::vector<std::string> channels;
  std::vector<Purpose> purposes;
};

struct QuietHours {
  std::int32_t from_minute = 0, to_minute = 0;
  Reach reach;
  std::string holidays_of;
  Place place;
};  // holidays_of: all day on its holidays
struct Cap {
  std::uint32_t at_most = 0;
  std::string channel;                                 // "4 sms": of this channel; empty: contacts
  Length sliding;                                      // per 7 days
  Period period = Period::day;                         // when not sliding: day, week, month of the customer's calendar
  Reach reach;
  Place place;
};
struct Gap {
  Length least;
  Reach reach;
  Place place;
};
struct Need {
  NodeIndex consent = kNone;
  std::string attribute;
  Reach reach;
  Place place;
};
struct Silence {
  NodeIndex while_ = kNone;
  std::string after_event;
  Length length;
  Reach reach;
  Place place;
};
enum class WhenBlocked : std::uint8_t { skip = 0, next_channel = 1, leave = 2 };
struct Policy {
  std::string name;
  std::vector<QuietHours> quiet;
  std::int32_t default_minute = 9 * 60;
  std::vector<Cap> caps;
  std::vector<Gap> gaps;
  std::vector<Need> needs;
  std::vector<Silence> silences;
  Length blocked_wait;                                 // not written: no waiting
  WhenBlocked blocked_then = WhenBlocked::skip;
  std::vector<Purpose> exempt;
  std::uint32_t hold_out = 0;                          // millionths of all customers
  std::uint32_t ask_at_most = 0;
  Length ask_per;
  bool combine = false;
  Label label;
  Place place;
};

enum class TickAnchor : std::uint8_t { opened = 0, before_due = 1, after_due = 2, before = 3, after = 4 };
struct Tick {
  Length length;
  TickAnchor anchor = TickAnchor::opened;
  Anchor of{};                                         // before, after: of a task's own ticks, never of a role's
};
constexpr bool anchored(const Tick& tick) { return tick.anchor == TickAnchor::before || tick.anchor == TickAnchor::after; }
struct Reminder {
  Tick tick;
  std::string channel;
};
struct Escalation {
  Tick tick;
  std::string role;
  Place place;
};
enum class PoolOrder : std::uint8_t { least_busy = 0, in_turn = 1 };
struct Role {
  std::string name;
  NodeIndex who = kNone, backup = kNone;               // paths to a person
  std::string pool;                                    // or a pool
  PoolOrder order = PoolOrder::least_busy;
  std::uint32_t capacity_per_day = 0;                  // 0: none given
  std::vector<Reminder> remind;
  std::vector<Escalation> escalate;
  bool final_ = false;
  Label label;
  Place place;
};

struct Benefit {
  std::string name;
  bool unlimited = false;
  std::int64_t stock = 0, refill = 0;
  Period refill_per = Period::day;
  std::uint32_t customer_at_most = 0;                  // 0: no limit
  Length customer_per;
  std::int64_t value = 0;                              // minor units
  std::vector<Field> gives;
  Length expires;
  std::string when_empty;                              // another benefit
  Label label;
  Place place;
};

struct NamedCalendar {
  std::string name;
  base::Calendar days;
  Label label;
  Place place;
};

struct Catalog {
  std::string name, zone, currency;
  Unit unit;                                           // every expression above
  std::vector<Record> records;
  std::vector<Field> customer, person, branch, product_fields;
  std::vector<Import> imports;
  std::vector<Event> events;
  std::vector<Segment> segments;
  std::vector<Score> scores;
  std::vector<NamedList> lists;
  std::vector<Pool> pools;
  std::vector<Product> products;
  Suitability suitability;
  std::vector<Channel> channels;
  std::vector<Template> templates;
  std::vector<Policy> policies;
  std::vector<Role> roles;
  std::vector<Benefit> benefits;
  std::vector<NamedCalendar> calendars;
  std::vector<Activity> activities;
};

}  // namespace playmaker::plan
