#pragma once
// A plan: one playbook, compiled. Immutable flat arrays that point at each other by index; pinned to a journey by its hash.
// Container bodies are block code: ops run in order by a *strand*, and nothing but a wait stops it. Numbers are on disk: never renumber.
//
//   playbook body ─ op* end      stage, wave, track, breakpoint, moment, handler: each names the first op of its own block
//   when C {A} else {B}          branch C ─> B · A · jump ─> after · B
//   wait for X up to D else {E}  wait_for ─(X)─> after · (D) E · after
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/plan/catalog.hpp"
#include "runtime/plan/dialogue.hpp"
#include "runtime/plan/expression.hpp"
#include "runtime/plan/flow.hpp"
#include "runtime/plan/lead.hpp"
#include "runtime/plan/review.hpp"
#include "runtime/plan/trigger.hpp"
#include "runtime/plan/upgrade.hpp"
#include "runtime/plan/work.hpp"

namespace playmaker::plan {

using SiteIndex = std::uint32_t;
using OpIndex = std::uint32_t;

// ---- where things stand --------------------------------------------------------------------------------------------------------

enum class SiteKind : std::uint8_t {
  playbook = 1,
  entry = 2,
  goal = 3,
  exit = 4,
  stage = 5,
  wave = 6,
  task = 7,
  breakpoint = 8,
  moment = 9,
  decide = 10,
  track = 11,
  handler = 12,   // on NAME { }
  send = 13,
  notify = 14,
  wait = 15,
  grant = 16,
  assign = 17,
  hand_off = 18,
  tag = 19,
  set = 20,
  emit = 21,
  finish = 22,
  branch = 23,
  pause = 24,
  audience = 25,
  leg = 26,   // one leg of a send: what a touch is addressed by
  ask = 27,
  place = 28,
  invite = 29,
  experiment = 30,
  arm = 31,
  repeat = 40,
  reserve = 41,
  release = 42,
  hand_over = 35,
  review = 50,
  gone = 60,   // of an earlier version: its number is kept free, so that a number means one thing in all versions (core/roster)
};

// Everything a fact can point at. `path` is the thing's key: "meet.kyc", "market_down.advise"; steps without a name are numbered
// within their block: "invite.nudge.send_1", its second leg "invite.nudge.send_1.2".
struct Site {
  SiteKind kind = SiteKind::playbook;
  SiteIndex parent = kNone;
  std::uint32_t index = kNone;        // in the table of its kind (stages, waves, tasks, sends, legs …)
  std::string path;
};

// ---- block code ----------------------------------------------------------------------------------------------------------------

enum class OpKind : std::uint8_t {
  end = 1,
  send = 2,          // a: sends
  notify = 3,        // a: notices
  open_task = 4,     // a: tasks
  arm_wave = 5,      // a: waves
  branch = 6,        // a: node; when it does not hold go to op b
  jump = 7,          // to op a
  decide = 8,        // a: decides
  wait_for = 9,      // a: waits; on X go to op b; at the time-out fall through
  wait_until = 10,   // a: waits; when C holds go to op b; at the time-out fall through
  wait = 11,         // a: waits (its length only)
  grant = 12,        // a: grants
  assign = 13,       // a: assigns
  hand_off = 14,     // a: hand_offs; entered or ignored: go to op b; refused: fall through to the else block
  tag = 15,          // a: TextIndex
  set = 16,          // a: Unit::attributes; b: node
  emit = 17,         // a: emits
  finish = 18,       // a: TextIndex of the outcome
  ask = 19,          // a: questions
  place = 20,        // a: placements
  invite = 21,       // a: invitations
  experiment = 22,   // a: experiments; goes to the arm's first op, or (control) to op b
  repeat = 30,       // a: repeats; armed, the steps go on
  reserve = 31,      // a: reserves
  release = 32,      // a: releases
  hand_over = 25,    // a: hand_overs; accepted, or not waited for: go to op b; declined or unanswered: fall through to the else block
  branch_task = 26,  // a: tasks; of the customer's branch
};
struct Op {
  OpKind kind = OpKind::end;
  SiteIndex site = kNone;
  std::uint32_t a = kNone, b = kNone;
};

struct WithValue {
  TextIndex name = kNone;
  NodeIndex value = kNone;
};
struct Leg {
  SiteIndex site = kNone;
  TextIndex channel = kNone, template_ = kNone;
  TextIndex report = kNone;           // delivered, read, opened within D, else the next leg
  Length within;
};
struct Send {
  SiteIndex site = kNone;
  std::vector<Leg> legs;
  std::vector<WithValue> with;
  TextIndex offering = kNone;         // a product: sent only to whom it is suitable
};
struct Notice {
  SiteIndex site = kNone;
  TextIndex role = kNone, channel = kNone, template_ = kNone;
  std::vector<WithValue> with;
};
struct Wait {
  SiteIndex site = kNone;
  std::vector<Trigger> for_;
  NodeIndex until = kNone;
  Length up_to;
};
struct Grant {
  SiteIndex site = kNone;
  TextIndex benefit = kNone;
  std::vector<WithValue> with;
};
struct Assign {
  SiteIndex site = kNone;
  TextIndex role = kNone;
  std::uint32_t task = kNone;
};
struct HandOff {
  SiteIndex site = kNone;
  TextIndex playbook = kNone;
  std::vector<WithValue> with;
  bool has_else = false;
};
struct Emit {
  SiteIndex site = kNone;
  TextIndex event = kNone;
  std::vector<WithValue> with;
};

// ---- containers ----------------------------------------------------------------------------------------------------------------

struct Stage {
  SiteIndex site = kNone;
  std::vector<std::uint32_t> after;   // stages
  NodeIndex when = kNone, unless = kNone;
  Timing timing;
  std::int32_t from_day = 0, to_day = 0;   // on days A to B; 0: not written
  Length due;
  OpIndex block = kNone;
  std::vector<std::uint32_t> tasks;   // tasks directly in the stage's block
  std::vector<std::uint32_t> waves;
};
struct Wave {
  SiteIndex site = kNone;
  Timing timing;
  std::uint32_t after_task = kNone, after_stage = kNone, after_wave = kNone;
  NodeIndex when = kNone, unless = kNone;
  Length stale_after;
  OpIndex block = kNone;
};
struct TaskClosing {
  Trigger on;
  NodeIndex when = kNone;
  TextIndex outcome = kNone;
  bool done = true;
};  // on.what == kNone: `when`
struct DueRule {
  bool written = false;
  Timing timing;
  Length length;
  Anchor anchor;
};  // either a timing or a length after/before an anchor (default: opened)
struct Task {
  SiteIndex site = kNone;
  bool must = true;
  TextIndex channel = kNone;          // by CHANNEL
  Purpose purpose = Purpose::marketing;
  bool purpose_written = false;
  Timing timing;
  std::uint32_t after_task = kNone, after_stage = kNone, after_wave = kNone;
  NodeIndex when = kNone, unless = kNone;
  std::vector<TaskClosing> closings;
  bool by_report = false;
  std::vector<TextIndex> outcomes;    // declared ones
  TextIndex role = kNone, with_role = kNone;
  DueRule due;
  std::vector<Reminder> remind;       // its own; empty: the role's
  std::vector<Escalation> escalate;
  Length expires_after;
  TextIndex offering = kNone;         // a product: opened only for whom it is suitable
  WorkRule work;
  bool of_branch = false;             // `task for branch`: concerns no customer, one a branch
  bool at_start = false;              // of a branch: there as soon as the playbook is applied, not by a step or a review
};
enum class StallRuleKind : std::uint8_t { after = 0, after_anchor = 1, before_anchor = 2 };
struct Breakpoint {
  SiteIndex site = kNone;
  Trigger from, to;
  StallRuleKind rule = StallRuleKind::after;
  Length length;
  Anchor anchor;
  bool once = false;
  std::uint32_t times = 1;            // how often the steps run; every stall is counted
  OpIndex block = kNone;
  ReasonRule why;
};
enum class AgainKind : std::uint8_t { never = 0, after = 1, after_exit = 2, per = 3 };
struct Again {
  AgainKind kind = AgainKind::never;
  Length length;
  NodeIndex key = kNone;
};
struct Moment {
  SiteIndex site = kNone;
  std::vector<Trigger> on;
  NodeIndex starts_when = kNone;
  std::vector<NodeIndex> among;
  Again again;
  Length expires_after;               // not written: 7 days
  OpIndex block = kNone;
  ForEach each;
  Overlap overlap = Overlap::drop;
};
enum class CellKind : std::uint8_t {
  any = 0,
  unknown = 1,
  equal = 2,
  range = 3,
  at_least = 4,
  above = 5,
  at_most = 6,
  below = 7,
  one_of = 8
};
struct Cell {
  CellKind kind = CellKind::any;
  NodeIndex a = kNone, b = kNone;
};    // constants; one_of: a is a list node
struct DecideRow {
  std::vector<Cell> cells;
  std::uint32_t track = kNone;
  Place place;
};
struct Decide {
  SiteIndex site = kNone;
  std::vector<NodeIndex> by;
  std::vector<DecideRow> rows;
};
struct Track {
  SiteIndex site = kNone;
  OpIndex block = kNone;
};

// ---- the whole -----------------------------------------------------------------------------------------------------------------

enum class EntryKind : std::uint8_t { on_event = 1, when = 2, sweep = 3, hand_off = 4, list = 5 };
struct Entry {
  SiteIndex site = kNone;
  EntryKind kind = EntryKind::on_event;
  Trigger on;                         // on_event
  NodeIndex condition = kNone;        // when, list: becomes true; sweep: where (the event's where stands in `on`)
  Length within;                      // when … within D of EVENT
  std::uint32_t within_event = kNone;
  SweepRule sweep;
  TextIndex import = kNone;           // after import I
  std::int32_t latest_minute = -1;
  bool skip_when_late = true;         // else: run
  bool each_import = false;           // `enter on import I`: a day without it is no lateness
  TextIndex list = kNone;             // from list
  Dealing dealing;
};
struct Audience {
  std::vector<Entry> entries;
  std::vector<NodeIndex> only, except;
  Again again;
  std::uint32_t hold_out = 0;         // millionths
  bool hold_out_from_all = false;     // else from touches
  std::uint32_t at_most = 0;          // customers; 0: no limit
  std::uint64_t salt = 0;
};
struct Goal {
  SiteIndex site = kNone;
  std::string name;
  NodeIndex is = kNone;
  Length within;
  bool keep_going = false;
  OpIndex reached = kNone, missed = kNone;
};
struct Exit {
  SiteIndex site = kNone;
  std::string name;
  Trigger on;
  bool has_trigger = false;
  NodeIndex when = kNone;
  OpIndex handler = kNone;
};
struct Pause {
  SiteIndex site = kNone;
  bool all = false;
  Trigger on, until;
  bool timers_elapse = false;
};

struct Plan {
  std::string name;
  std::uint32_t version = 1;
  TextIndex owner = kNone, calendar = kNone, policy = kNone;
  std::int32_t priority = 50;
  Length ends_after, stale_after;
  Unit unit;
  std::vector<Site> sites;            // sites[0] is the playbook
  Audience audience;
  std::vector<Goal> goals;
  std::vector<Exit> exits;
  std::vector<Pause> pauses;
  OpIndex block = kNone;              // the playbook's own steps, at entry
  std::vector<Op> ops;
  std::vector<Stage> stages;
  std::vector<Wave> waves;
  std::vector<Task> tasks;
  std::vector<Breakpoint> breakpoints;
  std::vector<Moment> moments;
  std::vector<Decide> decides;
  std::vector<Track> tracks;
  std::vector<Send> sends;
  std::vector<Notice> notices;
  std::vector<Wait> waits;
  std::vector<Grant> grants;
  std::vector<Assign> assigns;
  std::vector<HandOff> hand_offs;
  std::vector<Emit> emits;
  std::vector<Question> questions;
  std::vector<Placement> placements;
  std::vector<Invitation> invitations;
  std::vector<Experiment> experiments;
  std::vector<Trigger> measures;      // beside experiments: what tells their arms apart
  std::vector<Repeat> repeats;
  std::vector<Reserve> reserves;
  std::vector<Release> releases;
  std::int64_t budget = 0;            // on benefits, minor units; 0: none written
  ConsentLost consent_lost;
  std::vector<Target> targets;
  std::vector<HandOver> hand_overs;
  Upgrade upgrade;
  std::vector<Review> reviews;
  std::vector<Rate> rates;            // of all reviews
  std::vector<Dimension> dimensions;  // what reviews tell their figures apart by
};

// What a person needs to find their own words again: not part of the plan's hash.
struct SiteOrigin {
  Place place;
  Label label;
};
struct Origin {
  Label label;
  std::vector<SiteOrigin> sites;      // as Plan::sites
  std::string text_hash;              // hex; equal for .play and YAML twins
};

constexpr std::uint32_t kPlanFormat = 1;
std::string encode(const Plan& plan);                       // starts with kPlanFormat
base::Result<Plan> decode_plan(std::string_view bytes);     // verified; code plan_unreadable
std::string encode(const Catalog& catalog);
base::Result<Catalog> decode_catalog(std::string_view bytes);
std::string encode(const Origin& origin);
base::Result<Origin> decode_origin(std::string_view bytes);
std::string plan_hash(const Plan& plan);                    // hex SHA-256 of encode()
// Checks every index before anything runs: a plan from disk or a bug of the compiler must never reach decide. Empty: sound.
std::string verify(const Plan& plan);
std::string verify(const Catalog& catalog);
std::string dump(const Plan& plan, const Origin& origin);   // for people and golden tests

}  // namespace playmaker::plan
