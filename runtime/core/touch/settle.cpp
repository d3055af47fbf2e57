// Rule 10: all that is due for a customer in one minute is decided together — higher priority, then earlier deadline, then playbook, site
// and occurrence. Each touch that is let through takes its slot at once, so that those after it see it; none is ever taken back.
#include <algorithm>
#include <tuple>

#include "runtime/core/touch/touches.hpp"

namespace playmaker::core {

namespace {

// Ready to be asked about: its minute has come, or what it waited for may have ended.
bool ready(const Deciding& d, const ThingRef& ref, const Touch& touch) {
  switch (touch.phase) {
    case TouchPhase::planned: return base::ceil_minute(touch.planned) <= d.now;
    case TouchPhase::waiting: return true;
    case TouchPhase::retrying: return timer_of(d.customer, TimerKind::touch_retries, ref) == nullptr;
    default: return false;
  }
}

struct Rank {
  std::int64_t priority = 0;               // negated: higher first
  Instant expires;
  std::string_view playbook;
  std::uint32_t site = 0, journey = 0;
  std::uint16_t occurrence = 0;
  auto key() const { return std::tie(priority, expires, playbook, site, occurrence, journey); }
  ThingRef ref() const { return {journey, site, occurrence}; }
};

std::optional<Rank> first_ready(const Deciding& d, const std::vector<ThingRef>& asked) {
  std::optional<Rank> best;
  for (const Journey& journey : d.customer.journeys) {
    for (const Touch& touch : journey.touches) {
      const ThingRef ref = ref_of(journey, touch);
      if (!unsent(touch.phase) || !ready(d, ref, touch) || std::ranges::find(asked, ref) != asked.end()) continue;
      const plan::Plan& plan = *d.plan_of(journey).plan;
      const Rank rank{-std::int64_t{plan.priority}, touch.expires, plan.name, touch.site, journey.journey, touch.occurrence};
      if (!best || rank.key() < best->key()) best = rank;
    }
  }
  return best;
}

void reserve(Deciding& d, const ThingRef& ref, const Touch& touch, const TouchPlan& behind) {
  for (const TimerKind kind : {TimerKind::touch_wakes, TimerKind::touch_retries}) {
    if (timer_of(d.customer, kind, ref) != nullptr) d.cancel_timers(ref.journey, kind, ref.site, ref.occurrence);
  }
  if (behind.channel->pull) return show_placement(d, ref);
  if (reply_kind(*journey_of(d.customer, ref.journey), ref) == ReplyKind::ask) d.emit(QuestionCounted{ref});
  d.emit(TouchReserved{ref, d.now, behind.channel->contact, d.world.roster->policy_version, touch.channel, touch.purpose});
  ensure_expiry(d, ref);
}

void ask(Deciding& d, const ThingRef& ref) {
  const Journey& journey = *journey_of(d.customer, ref.journey);
  const Touch touch = *touch_of(d.customer, ref);
  const TouchPlan behind = plan_behind(d, journey, touch);
  if (d.now > window_end(d, journey, touch)) return expire_touch(d, ref);
  switch (values_of(d, journey, touch)) {
    case Values::pending: return ensure_expiry(d, ref);
    case Values::not_granted:
      d.emit(TouchOver{ref, TouchPhase::blocked, Reason::not_granted, holds_slot(d.customer, ref) && !maybe_sent(behind, touch)});
      return;
    case Values::ready: break;
  }
  const Permit answer = ask_permit(d, journey, touch, d.findings);
  if (answer.allowed()) {
    reserve(d, ref, touch, behind);
  } else {
    block_touch(d, ref, answer);
  }
}

// Between two minutes nothing is let through: what has become possible, or hopeless, is woken at the next one.
void wake_at_next_minute(Deciding& d) {
  std::vector<ThingRef> woken;
  const Instant next = base::ceil_minute(d.now);
  for (const Journey& journey : d.customer.journeys) {
    for (const Touch& touch : journey.touches) {
      const ThingRef ref = ref_of(journey, touch);
      if (!unsent(touch.phase) || !ready(d, ref, touch)) continue;
      const Timer* wakes = timer_of(d.customer, TimerKind::touch_wakes, ref);
      if (wakes != nullptr && !wakes->held && wakes->due <= next) continue;
      if (touch.phase == TouchPhase::planned && values_of(d, journey, touch) == Values::pending) continue;
      if (touch.phase == TouchPhase::waiting) {
        Findings findings;
        const Permit answer = ask_permit(d, journey, touch, findings);
        const bool same = answer.why == touch.why && (wakes == nullptr ? answer.free == base::kNever : answer.free >= wakes->due);
        if (same) continue;
      }
      woken.push_back(ref);
    }
  }
  for (const ThingRef& ref : woken) {
    if (timer_of(d.customer, TimerKind::touch_wakes, ref) != nullptr)
      d.cancel_timers(ref.journey, TimerKind::touch_wakes, ref.site, ref.occurrence);
    d.set_timer(next, TimerKind::touch_wakes, ref.journey, ref.site, ref.occurrence);
  }
}

// A pause swallows the end of a window; when it is lifted the window goes on.
void ensure_expiries(Deciding& d) {
  std::vector<ThingRef> open;
  for (const Journey& journey : d.customer.journeys) {
    for (const Touch& touch : journey.touches) {
      if (touch.phase == TouchPhase::reserved ||
          (touch.phase == TouchPhase::waiting && timer_of(d.customer, TimerKind::touch_wakes, ref_of(journey, touch)) == nullptr)) {
        open.push_back(ref_of(journey, touch));
      }
    }
  }
  for (const ThingRef& ref : open) ensure_expiry(d, ref);
}

}  // namespace

void settle_touches(Deciding& d) {
  if (whole_minute(d.now)) {
    std::vector<ThingRef> asked;           // a leg planned meanwhile takes its place among the rest
    while (const std::optional<Rank> next = first_ready(d, asked)) {
      asked.push_back(next->ref());
      ask(d, next->ref());
    }
  } else {
    wake_at_next_minute(d);
  }
  ensure_expiries(d);
}

// ---- what a refused touch does ---------------------------------------------------------------------------------------------------

namespace {

// The policy's way out of a block that does not end in time: the next channel, leaving the journey, or nothing. `last` says in facts that
// the touch is over; the next leg comes first, since a journey that has ended is forgotten with its last touch.
template <class Last>
void give_up(Deciding& d, const ThingRef& ref, plan::WhenBlocked then, const Last& last) {
  if (then == plan::WhenBlocked::next_channel) plan_next_leg(d, ref);
  last();
  if (then != plan::WhenBlocked::leave) return;
  const Journey* journey = journey_of(d.customer, ref.journey);
  if (journey != nullptr && !journey->ended) end_journey(d, ref.journey, Reason::exit, "left", ref.site);
}

plan::WhenBlocked way_out(const TouchPlan& behind) {
  return behind.policy == nullptr ? plan::WhenBlocked::skip : behind.policy->blocked_then;
}

}  // namespace

void block_touch(Deciding& d, const ThingRef& ref, const Permit& permit) {
  const Journey& journey = *journey_of(d.customer, ref.journey);
  const Touch touch = *touch_of(d.customer, ref);
  const TouchPlan behind = plan_behind(d, journey, touch);
  const Instant end = window_end(d, journey, touch);
  bool waits = false;
  switch (permit.why) {
    case Reason::held_out:
    case Reason::bank_held_out:
    case Reason::no_consent:
    case Reason::unsuitable:
    case Reason::unreachable: break;
    case Reason::paused: waits = true; break;
    default: waits = permit.free == base::kNever ? permit.why == Reason::silenced && end > d.now : permit.free <= end;
  }
  const Timer* wakes = timer_of(d.customer, TimerKind::touch_wakes, ref);
  const Instant woken = wakes == nullptr ? base::kNever : wakes->due;
  if (waits && touch.phase == TouchPhase::waiting && touch.why == permit.why && woken == permit.free) return;   // nothing new

  const TouchBlocked fact{ref,           permit.why,
                          waits,         permit.free,
                          permit.rule,   permit.counted,
                          permit.limit,  permit.has_rival,
                          permit.rival,  d.world.roster->policy_version,
                          touch.channel, permit.cause,
                          permit.pause};
  if (waits) {
    if (wakes != nullptr) d.cancel_timers(ref.journey, TimerKind::touch_wakes, ref.site, ref.occurrence);
    d.emit(fact);
    if (permit.free != base::kNever) d.set_timer(permit.free, TimerKind::touch_wakes, ref.journey, ref.site, ref.occurrence);
    ensure_expiry(d, ref);
    return;
  }
  plan::WhenBlocked then = way_out(behind);
  if (permit.why == Reason::held_out || permit.why == Reason::bank_held_out || permit.why == Reason::unsuitable)
    then = plan::WhenBlocked::skip;
  if (permit.why == Reason::no_consent || permit.why == Reason::unreachable) then = plan::WhenBlocked::next_channel;
  const bool held = holds_slot(d.customer, ref), returned = held && !maybe_sent(behind, touch);
  cancel_touch_timers(d, ref);
  give_up(d, ref, then, [&] {
    d.emit(fact);
    if (held) d.emit(TouchOver{ref, TouchPhase::blocked, permit.why, returned});
  });
}

void expire_touch(Deciding& d, const ThingRef& ref) {
  const Journey& journey = *journey_of(d.customer, ref.journey);
  const Touch touch = *touch_of(d.customer, ref);
  const TouchPlan behind = plan_behind(d, journey, touch);
  // Later than the window's own end: the daemon was down (rule 27).
  const Reason why = d.now > window_end(d, journey, touch) + 2 * base::kMinute ? Reason::stale : Reason::expired;
  const bool returned = holds_slot(d.customer, ref) && !maybe_sent(behind, touch);
  give_up(d, ref, way_out(behind), [&] { d.emit(TouchOver{ref, TouchPhase::expired, why, returned}); });
}

}  // namespace playmaker::core
