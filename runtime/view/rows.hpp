#pragma once
// Rows and filters of what supervisors ask. A customer is a surrogate key here; the outside id is put beside it at the edge.
// Codes (phase, why, how …) are the numbers of core's enums; instants are milliseconds since 1970, 0 where not yet.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace playmaker::view {

struct Page {
  std::uint32_t limit = 50;
  std::uint64_t after_customer = 0;
  std::uint64_t after_rest = 0;
  bool started = false;
};  // cursor: the key of the last row seen

struct TaskRow {
  std::uint64_t customer = 0;
  std::uint32_t journey = 0, plan = 0, site = 0, occurrence = 0;
  std::string playbook, path;
  bool must = true, overdue = false;
  int phase = 0, how = 0, closed_by = 0, escalations = 0;
  std::string outcome, role;
  std::optional<std::uint32_t> assignee, second, branch;   // second: the person beside the assignee
  std::string second_role;
  std::int64_t opened = 0, due = 0, closed = 0;   // due INT64_MAX: none
  int attempts = 0, claimed = 0, acknowledged = 0;
  std::int64_t call_at = 0;
  std::string brought;
};
struct TaskFilter {
  std::optional<int> phase;                // core::TaskPhase
  std::optional<std::string> role, playbook, path;
  std::optional<std::uint32_t> assignee, branch;
  std::optional<std::uint64_t> customer;
  std::optional<bool> overdue;
};

struct QuestionRow {
  std::uint64_t customer = 0;
  std::uint32_t journey = 0, site = 0, occurrence = 0;   // 0, the question, 0: what its id seals
  std::uint32_t plan = 0, about_journey = 0, about_site = 0;
  std::string playbook, path, role, answer, actor;
  int kind = 0, phase = 0;                 // phase: 0 open, 1 answered, 2 never answered
  bool overdue = false;
  std::optional<std::uint32_t> person, branch;
  std::int64_t asked = 0, due = 0, answered = 0;
};
struct QuestionFilter {
  std::optional<int> kind, phase;
  std::optional<std::string> role, playbook;
  std::optional<std::uint32_t> person, branch;
  std::optional<std::uint64_t> customer;
};

constexpr int kStallDropped = 3;           // a stall's phase beyond core's: its journey ended before it tripped or cleared
constexpr int kStallLeft = 4;              // likewise: it tripped and was never cleared, and its journey has ended since
constexpr int kStallOpen = 5;              // only asked for: tripped or left, as figures count what is open
struct StallRow {
  std::uint64_t customer = 0;
  std::uint32_t journey = 0, plan = 0, site = 0, occurrence = 0;
  std::string playbook, path, stage, wave;
  int phase = 0;
  bool recovered = false;
  std::optional<std::uint32_t> assignee, branch;
  std::int64_t from = 0, trips = 0, tripped = 0, cleared = 0;
};
struct StallFilter {
  std::optional<int> phase;
  std::optional<std::string> playbook, path;
  std::optional<std::uint64_t> customer;
  std::optional<std::uint32_t> branch;
};

struct JourneyRow {
  std::uint64_t customer = 0;
  std::uint32_t journey = 0, plan = 0, version = 0;
  std::string playbook, outcome;
  int via = 0, hold_out = 0, why = 0;
  std::int64_t entered = 0, ended = 0;
};
struct JourneyFilter {
  std::optional<std::string> playbook, outcome;
  std::optional<bool> live;
  std::optional<std::uint64_t> customer;
};

struct TouchRow {
  std::uint64_t customer = 0;
  std::uint32_t journey = 0, plan = 0, site = 0, occurrence = 0;
  std::string playbook, path, channel, template_, provider;
  int phase = 0, why = 0, purpose = 0, attempts = 0;
  bool contact = false;
  std::int64_t planned = 0, reserved = 0, sent = 0, settled = 0, expires = 0;
};
struct TouchFilter {
  std::optional<int> phase, why;
  std::optional<std::string> playbook, channel;
  std::optional<std::uint64_t> customer;
};

struct IncidentRow {
  std::string code, playbook, path, sample;
  std::int64_t first = 0, last = 0;
  std::uint64_t count = 0;
};

struct HistoryRow {
  std::uint64_t position = 0;
  std::uint32_t number = 0;
  std::int64_t at = 0;
  int code = 0;
  std::uint32_t journey = 0;
  std::string playbook, path, detail;
  int why = 0;
};

// Touches of a channel that ever reached an outcome, whatever became of them later.
struct ChannelFigures {
  std::string channel;
  std::uint64_t sent = 0, delivered = 0, read = 0, failed = 0, unknown = 0;
};

// The figures of a playbook: episodes counted as SEMANTICS says.
struct WaveFigures {
  std::string wave;
  std::uint64_t reached = 0, skipped = 0, touches = 0, responded = 0;
};
struct TaskFigures {
  std::string task;
  std::uint64_t opened = 0, done = 0, overdue = 0, escalated = 0;
};
struct ReasonFigures {
  std::string breakpoint, reason;
  std::uint64_t count = 0;
};
struct CheckFigures {
  std::string task;
  std::uint64_t asked = 0, passed = 0, failed = 0;
};
struct StallFigures {
  std::string breakpoint;
  std::uint64_t armed = 0, cleared = 0, tripped = 0, recovered = 0, open = 0;
};
struct CountOf {
  std::string name;
  std::uint64_t count = 0;
};
struct ArmFigures {                        // of an experiment: held-out customers and those after its decision are in none
  std::string experiment, arm;             // arm "control": none of the arms
  std::uint64_t taken = 0, measured = 0, reached = 0;
};
struct PlaybookFigures {
  std::string playbook;
  std::uint64_t entered = 0, held_out = 0, live = 0;
  std::vector<CountOf> ended;              // by outcome
  std::vector<CountOf> touches;            // sent, by channel
  std::vector<CountOf> blocked;            // by reason (number as text)
  std::vector<WaveFigures> waves;
  std::vector<TaskFigures> tasks;
  std::vector<StallFigures> stalls;
  std::vector<ArmFigures> arms;
  std::vector<ReasonFigures> reasons;      // why customers stalled, as they were given
  std::vector<CheckFigures> checks;
};

}  // namespace playmaker::view
