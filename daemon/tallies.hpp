#pragma once
// The tallies of a playbook's waves, tasks and breakpoints in JSON, as INTERFACES has them, whoever counted: the view's SQL or a replay.
#include "daemon/json.hpp"

namespace playmaker::daemon {

template <class Wave>
void write_wave_tally(JsonWriter& json, const Wave& wave) {
  json.field("reached", wave.reached).field("skipped", wave.skipped).field("touches", wave.touches).field("responded", wave.responded);
}

template <class Task>
void write_task_tally(JsonWriter& json, const Task& task) {
  json.field("opened", task.opened).field("done", task.done).field("overdue", task.overdue).field("escalated", task.escalated);
}

template <class Breakpoint>
void write_breakpoint_tally(JsonWriter& json, const Breakpoint& each) {
  json.field("armed", each.armed).field("cleared", each.cleared).field("tripped", each.tripped);
  json.field("recovered", each.recovered).field("open", each.open);
}

}  // namespace playmaker::daemon
