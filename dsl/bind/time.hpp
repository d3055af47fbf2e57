#pragma once
// Lengths, timings, anchors and triggers: one production everywhere they are written.
#include <optional>

#include "dsl/bind/expression.hpp"

namespace playmaker::bind {

// A place that takes a duration: a literal, or the name of a param that is one. nullopt: reported. Negative and zero lengths stand.
std::optional<plan::Length> bind_length(Work& work, const Scope& scope, NodeId node);
// The same where no time at all would be a slip: reports zero.
std::optional<plan::Length> bind_some_length(Work& work, const Scope& scope, NodeId node);
// A literal that is no place's duration but a value or a window's length: whether it can be kept; reports.
bool check_length(Work& work, std::uint32_t file, NodeId literal);
// Working time is counted by the playbook's calendar: reports, once a playbook, when it names none. `written`: the length.
void require_calendar(Work& work, const Scope& scope, Span span, std::string_view written);
// The point in time a path names. An optional value must have been tested.
void bind_anchor(Work& work, const Scope& scope, NodeId path);
void bind_timing(Work& work, const Scope& scope, NodeId timing);           // of a wave, a task or a due time
void bind_stage_timing(Work& work, const Scope& scope, NodeId timing);     // which may last days
void bind_after(Work& work, const Scope& scope, NodeId path);              // what must be over before: a task, wave or stage
// Of a reminder or escalation: counted from the opening, or around `due`.
void bind_due_tick(Work& work, const Scope& scope, NodeId tick);
void bind_tick(Work& work, const Scope& scope, NodeId tick);   // tick_after, offset_after, offset_before

// A written number within bounds; reports.
void bind_number(Work& work, std::uint32_t file, NodeId literal, std::int64_t low, std::int64_t high);
void bind_share(Work& work, std::uint32_t file, NodeId percent);   // 0% to 100%

// What happens: an event, a task's result, entry. `own`: further names allowed here. Returns the events that are at hand when it
// happens (empty for anything but an event).
enum class Triggers : std::uint8_t { plain, entry /* also hand_off */, watch /* also entry */ };
std::vector<std::uint32_t> bind_trigger(Work& work, const Scope& scope, NodeId trigger, Triggers own = Triggers::plain);

}  // namespace playmaker::bind
