#pragma once
// What the outside may ask of the engine, in outside words. A command's reply is called once, on the engine's thread: after the
// commit that makes its effects durable, or at once with a failure when nothing was done. Reads run after the commit of the tick that
// met them, so that they see what earlier commands of the same sender did.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "runtime/base/result.hpp"
#include "runtime/core/input.hpp"
#include "runtime/core/roster/roster.hpp"
#include "runtime/engine/commands/raw_value.hpp"

namespace playmaker::engine {

// A customer inside: lane << 32 | number within the lane. What journal and view know a customer by.
using Surrogate = std::uint64_t;
constexpr Surrogate surrogate_of(std::uint32_t lane, std::uint32_t number) { return static_cast<Surrogate>(lane) << 32 | number; }
constexpr std::uint32_t lane_of(Surrogate surrogate) { return static_cast<std::uint32_t>(surrogate >> 32); }
constexpr std::uint32_t number_of(Surrogate surrogate) { return static_cast<std::uint32_t>(surrogate); }

// ---- replies -------------------------------------------------------------------------------------------------------------------

enum class ItemStatus : std::uint8_t { accepted = 0, duplicate = 1, refused = 2 };
struct ItemResult {
  ItemStatus status = ItemStatus::accepted;
  std::string code;                      // refused: why; duplicate: already_accepted
  std::string message, zh;
  std::uint64_t commit = 0;              // duplicate within 24 hours: the commit of the first
};
struct Reply {
  std::uint64_t commit = 0;              // the view shows the effects once its watermark has reached this
  std::optional<base::Failure> failure;  // of the whole command; then `items` is empty and nothing was done
  std::vector<ItemResult> items;         // batches: as the items of the command
  bool ok() const { return !failure; }
};
using ReplyTo = std::function<void(Reply)>;

// ---- commands ------------------------------------------------------------------------------------------------------------------

struct SourceText {
  std::string path, text;
};
struct Apply {                           // what was compiled together; the texts are stored beside it
  core::Applied applied;
  std::vector<SourceText> sources;
  std::vector<std::string> waived;       // beside applied.plans: why a broken guarantee is put up with; empty or missing: none is
  std::string actor;
  ReplyTo reply;                         // codes: catalog_retyped, version_taken, positions_lost, not_durable_yet
};

struct RawEvent {
  std::string customer;                  // outside id; empty: a broadcast, for everyone whose journeys listen
  std::string name, source, id;          // event name or alias; for one customer (source, id) deduplicates; no id: never
  base::Instant at{INT64_MIN};           // its own time; INT64_MIN: when it is met
  RawRecord fields;
  std::string task;                      // sealed id of the task it is about, or empty
};
struct Events {
  std::vector<RawEvent> events;
  ReplyTo reply;
};

enum class RowKind : std::uint8_t { customers = 0, people = 1, branches = 2, pools = 3 };
struct RawRow {
  std::string id;
  RawRecord values;
};   // pools: id is the pool, values: people = list of outside ids
struct Import {
  RowKind kind = RowKind::customers;
  std::vector<RawRow> rows;
  std::string import;                    // customers: the import they came with, or empty
  base::Instant as_of{INT64_MIN};        // INT64_MIN: now
  ReplyTo reply;                         // a bad row refuses only itself
  std::string list{};                    // customers: the list that names them all, or empty; code list_unknown
};
struct ImportDone {
  std::string import;
  base::Instant at{INT64_MIN};
  ReplyTo reply;
};   // the whole import has arrived; code import_unknown

struct RawEvidence {
  std::string what, reference;           // what: as the playbook names it; reference: where it is kept, in the person table only
};
struct TaskDone {
  std::string task;
  std::string outcome, actor, note;
  ReplyTo reply;
  RawRecord collected{};                 // `collect`: fields of the customer
  std::vector<std::string> ticked{};     // points of the checklist
  std::vector<RawEvidence> evidence{};
};   // outcome empty: done. A report that brings something to a task which only its event closes is kept, and the task stays open.
// codes: task_unknown (gone); task_needs_event, task_closed, outcome_unknown (the daemon answers 409 to the first two); task_incomplete
// (what it must bring and did not), field_unknown, checklist_unknown, evidence_unknown and those of values
struct TaskTake {
  std::string task;
  core::Taking how = core::Taking::claimed;
  std::string person, actor;             // person empty: whoever has it
  ReplyTo reply;
};
// codes: task_unknown (gone), person_unknown, task_closed
struct QuestionAnswer {
  std::string question;                  // sealed id
  std::string answer, actor, person;     // person: who takes the customer over
  ReplyTo reply;
};
// codes: question_unknown (gone: answered, dropped, or never asked), answer_unknown, person_unknown
struct TaskAssign {
  std::string task;
  std::string person, actor, reason;
  ReplyTo reply;
};
// codes: task_unknown (gone), person_unknown, task_closed

// Rule 24, `on unknown ask`: a person found out what became of a touch whose result nobody knew. Sent: it counts as accepted; not sent: it
// is tried again inside its window, else its next leg takes over.
struct TouchResolve {
  std::string touch;                     // sealed id
  bool sent = false;
  std::string actor, reason;
  ReplyTo reply;
};
// codes: touch_unknown (gone), touch_settled (its result is known, or it waits for one)

struct RawReceipt {
  std::string touch;                     // sealed id
  core::DeliveryOutcome outcome = core::DeliveryOutcome::delivered;
  base::Instant at{INT64_MIN};
  std::string provider;
  RawRecord answers;
};
struct Receipts {
  std::vector<RawReceipt> receipts;
  ReplyTo reply;
};   // items: accepted, or refused touch_unknown (kept in quarantine)

// What a channel says of an attempt it was given.
struct Report {
  Surrogate customer = 0;
  core::DeliveryReported report;
};
struct Reports {
  std::vector<Report> reports;
};

// Of one customer (outside id), of a playbook, of a channel, or of everything (all three empty).
struct Scope {
  std::string customer, playbook, channel;
};
struct Pause {
  Scope scope;
  bool touches_only = false;
  std::string actor, reason;
  ReplyTo reply;
};
struct Resume {
  Scope scope;
  std::string actor, reason;
  ReplyTo reply;
};   // code pause_unknown when nothing is paused there
struct ExitJourney {
  std::string customer, playbook;
  std::string actor, reason;
  ReplyTo reply;
};   // all live journeys of it; code journey_unknown
struct Enter {
  std::string customer, playbook;
  std::string actor;
  ReplyTo reply;
};                 // by hand; code playbook_unknown

// What the program round the engine saw go wrong (a receiver that wants no more, a channel nobody configured): an incident of the house.
struct Trouble {
  std::string code, place, sample;
};

class Engine;
struct Ask {
  std::function<void(const Engine&)> read;
};

using Command = std::variant<Apply, Events, Import, ImportDone, TaskDone, TaskTake, QuestionAnswer, TaskAssign, TouchResolve, Receipts,
                             Reports, Pause, Resume, ExitJourney, Enter, Trouble, Ask>;

}  // namespace playmaker::engine
