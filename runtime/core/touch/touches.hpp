#pragma once
// Touches: one site's message to one customer over one channel, from the send op to its last receipt (SEMANTICS "Delivery"). Private to
// core. What the outbox sees of it:
//
//   TouchReserved   "this touch wants a token of its channel": answer with SlotGranted when there is one
//   TouchSending    "send it now": attempt, deadline, values; the bytes of attempt 1 are the bytes of every attempt
//   TouchRetrying   nothing to do: a timer asks the permit again and a new TouchReserved follows
//   TouchOver, TouchBlocked (waits = false)   forget it
//
// Permits are asked in whole minutes only, all touches of the customer together (rule 10): what becomes possible between two minutes is
// woken at the next one. `expires` is the last minute of a touch's window; the window ends with that minute.
#include <optional>
#include <vector>

#include "runtime/core/deciding.hpp"
#include "runtime/core/touch/permit.hpp"

namespace playmaker::core {

constexpr base::Millis kAttemptMax = 5 * base::kMinute;      // an adapter's whole call; later its result is unknown (rule 24)
constexpr base::Millis kRetryFirst = base::kMinute, kRetryMost = base::kHour;   // exponential, full jitter
constexpr std::uint16_t kAttemptsMost = 12;                  // where the channel writes no `retry`

inline bool whole_minute(Instant at) { return base::ceil_minute(at) == at; }
inline ThingRef ref_of(const Journey& journey, const Touch& touch) { return {journey.journey, touch.site, touch.occurrence}; }

const Journey* journey_of(const Customer& customer, std::uint32_t number);
const Touch* touch_of(const Customer& customer, const ThingRef& ref);
const Timer* timer_of(const Customer& customer, TimerKind kind, const ThingRef& ref);
bool holds_slot(const Customer& customer, const ThingRef& ref);

// The plan behind a touch.
struct TouchPlan {
  const LinkedPlan* linked = nullptr;
  const plan::Send* send = nullptr;
  const plan::Leg* leg = nullptr;
  const plan::Channel* channel = nullptr;
  const plan::Policy* policy = nullptr;
};
TouchPlan plan_behind(const Deciding& d, const Journey& journey, const Touch& touch);

// Unsent: nothing of it can have reached the customer, or all its attempts failed for certain.
bool unsent(TouchPhase phase);
// Some attempt may have reached the customer although the touch is tried again (`on unknown resend`): its slot is never given back.
bool maybe_sent(const TouchPlan& behind, const Touch& touch);

// Its journey, stage, track or moment has ended: what is under way is reported, nothing of it begins any more.
bool called_off(const Deciding& d, const Journey& journey, const Touch& touch);

// The last minute of the window, later by what pauses took of it; kNever while a pause holds it.
Instant window_end(const Deciding& d, const Journey& journey, const Touch& touch);
Permit ask_permit(const Deciding& d, const Journey& journey, const Touch& touch, Findings& findings);

void cancel_touch_timers(Deciding& d, const ThingRef& ref);
void ensure_expiry(Deciding& d, const ThingRef& ref);
// Plans leg `leg` of a send, with a window of its own; false: there is none.
bool plan_leg(Deciding& d, std::uint32_t journey, std::uint32_t run, std::uint32_t send, std::uint16_t leg);
bool has_next_leg(const Journey& journey, const Touch& touch);  // its fallback was planned already
bool plan_next_leg(Deciding& d, const ThingRef& ref);         // false: there is none, or the touch is called off

// Waits inside the window, or gives up the policy's way.
void block_touch(Deciding& d, const ThingRef& ref, const Permit& permit);
void expire_touch(Deciding& d, const ThingRef& ref);
void fail_touch(Deciding& d, const ThingRef& ref, Instant at,
                const std::string& provider);   // definitely: the slot comes back, the next leg takes over
void touch_unknown(Deciding& d, const ThingRef& ref);        // no result by the deadline, or the channel cannot say

// ---- touch/values.cpp: what a send prints ----------------------------------------------------------------------------------------
enum class Values : std::uint8_t { ready = 0, pending = 1 /* a grant is not answered yet */, not_granted = 2 };
Values values_of(const Deciding& d, const Journey& journey, const Touch& touch);
std::vector<Datum> print_values(Deciding& d, const ThingRef& ref);

}  // namespace playmaker::core
