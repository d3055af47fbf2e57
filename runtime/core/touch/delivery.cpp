// From a channel's token to the last receipt. The permit is asked again before every attempt; receipts come in any order and more than
// once (READ > DELIVERED > ACCEPTED); a result nobody knows is a third outcome, never silently sent again (rule 24).
#include <algorithm>

#include "runtime/base/hash.hpp"
#include "runtime/core/touch/touches.hpp"

namespace playmaker::core {

namespace {

bool sent(TouchPhase phase) { return phase >= TouchPhase::accepted && phase <= TouchPhase::answered; }

// How far a receipt takes a touch; nullopt: it is no good news.
std::optional<TouchPhase> reached(DeliveryOutcome outcome) {
  switch (outcome) {
    case DeliveryOutcome::accepted: return TouchPhase::accepted;
    case DeliveryOutcome::delivered: return TouchPhase::delivered;
    case DeliveryOutcome::read:
    case DeliveryOutcome::opened: return TouchPhase::read;
    case DeliveryOutcome::answered: return TouchPhase::answered;
    default: return std::nullopt;
  }
}

// The report that keeps the next leg from being sent; nullopt: the leg names none.
std::optional<TouchPhase> wanted(const TouchPlan& behind) {
  if (behind.leg == nullptr || behind.leg->report == plan::kNone || behind.leg->report >= behind.linked->plan->unit.texts.size())
    return std::nullopt;
  return behind.linked->plan->unit.texts[behind.leg->report] == "delivered" ? TouchPhase::delivered : TouchPhase::read;
}

void arm_report_over(Deciding& d, const ThingRef& ref) {
  if (touch_of(d.customer, ref) == nullptr) return;   // forgotten with its journey
  const Journey& journey = *journey_of(d.customer, ref.journey);
  const Touch& touch = *touch_of(d.customer, ref);
  const TouchPlan behind = plan_behind(d, journey, touch);
  const std::optional<TouchPhase> report = wanted(behind);
  if (!report || (sent(touch.phase) && touch.phase >= *report) || called_off(d, journey, touch)) return;
  if (has_next_leg(journey, touch)) return;           // a late receipt: the next leg has taken over
  if (touch.leg + 1U >= behind.send->legs.size() || timer_of(d.customer, TimerKind::touch_report_over, ref) != nullptr) return;
  const std::optional<Instant> over = after(clockwork(d.frame(&journey)), d.now, behind.leg->within);
  if (over) d.set_timer(base::ceil_minute(*over), TimerKind::touch_report_over, ref.journey, ref.site, ref.occurrence);
}

void cancel_timer(Deciding& d, TimerKind kind, const ThingRef& ref) {
  if (timer_of(d.customer, kind, ref) != nullptr) d.cancel_timers(ref.journey, kind, ref.site, ref.occurrence);
}

std::uint16_t attempts_most(const TouchPlan& behind) {
  if (behind.channel == nullptr || behind.channel->retries == 0) return kAttemptsMost;
  return static_cast<std::uint16_t>(std::min<std::uint32_t>(behind.channel->retries + 1, UINT16_MAX));
}

// Exponential with full jitter; the jitter is a hash, since core has no chance and every replay must find the same minute.
base::Millis backoff(const Customer& customer, const ThingRef& ref, std::uint16_t attempt) {
  const base::Millis most = std::min<base::Millis>(kRetryMost, kRetryFirst << std::min<int>(attempt, 12));
  std::uint64_t seed = base::mix64(customer.share ^ base::mix64((std::uint64_t{ref.journey} << 32) | ref.site));
  seed = base::mix64(seed ^ ((std::uint64_t{ref.occurrence} << 16) | attempt));
  return 1 + static_cast<base::Millis>(seed % static_cast<std::uint64_t>(most));
}

// What was called a definite failure did reach the customer after all: it is a contact, from the instant its slot was first taken. No
// permit was asked for it now, hence no version of the policy.
void take_slot_again(Deciding& d, const ThingRef& ref, const Touch& touch) {
  if (touch.phase != TouchPhase::failed || !touch.contact || holds_slot(d.customer, ref)) return;
  d.emit(TouchReserved{ref, touch.reserved, true, 0, touch.channel, touch.purpose});
}

// Tries again inside the window; false: there is no room or no attempt left.
bool retry(Deciding& d, const ThingRef& ref, base::Millis least, bool counts) {
  const Journey& journey = *journey_of(d.customer, ref.journey);
  const Touch touch = *touch_of(d.customer, ref);
  const TouchPlan behind = plan_behind(d, journey, touch);
  if (called_off(d, journey, touch) || (counts && touch.attempt >= attempts_most(behind))) return false;
  const Instant at = base::ceil_minute(d.now + (least > 0 ? least : backoff(d.customer, ref, touch.attempt)));
  if (at > window_end(d, journey, touch)) return false;
  cancel_touch_timers(d, ref);
  d.emit(TouchRetrying{ref, at});
  d.set_timer(at, TimerKind::touch_retries, ref.journey, ref.site, ref.occurrence);
  return true;
}

}  // namespace

void slot_granted(Deciding& d, const SlotGranted& slot) {
  const Touch* found = touch_of(d.customer, slot.touch);
  if (found == nullptr || found->phase != TouchPhase::reserved) return;
  const Touch touch = *found;
  const ThingRef ref = slot.touch;
  const Journey& journey = *journey_of(d.customer, ref.journey);
  const Instant end = window_end(d, journey, touch);
  if (end != base::kNever && d.now >= end + base::kMinute) return expire_touch(d, ref);
  const Permit answer = ask_permit(d, journey, touch, d.findings);
  if (!answer.allowed()) return block_touch(d, ref, answer);
  std::vector<Datum> with = print_values(d, ref);
  cancel_touch_timers(d, ref);
  const Instant deadline = base::ceil_minute(d.now + kAttemptMax);
  d.emit(TouchSending{ref, static_cast<std::uint16_t>(touch.attempt + 1), deadline, std::move(with)});
  d.set_timer(deadline, TimerKind::touch_deadline, ref.journey, ref.site, ref.occurrence);
  question_sent(d, ref);
}

void fail_touch(Deciding& d, const ThingRef& ref, Instant at, const std::string& provider) {
  const Journey& journey = *journey_of(d.customer, ref.journey);
  const Touch touch = *touch_of(d.customer, ref);
  const TouchPlan behind = plan_behind(d, journey, touch);
  const bool off = called_off(d, journey, touch);
  const bool returned = holds_slot(d.customer, ref) && !maybe_sent(behind, touch);
  // The next leg first: a journey that has ended is forgotten with its last touch.
  if (!off && !plan_next_leg(d, ref))
    d.incident("touch_failed", ref.journey, ref.site, behind.channel == nullptr ? std::string() : behind.channel->name);
  d.emit(TouchReported{ref, TouchPhase::failed, at, provider});
  d.emit(TouchOver{ref, TouchPhase::failed, Reason::failed, returned});
}

void touch_unknown(Deciding& d, const ThingRef& ref) {
  const TouchPlan behind = plan_behind(d, *journey_of(d.customer, ref.journey), *touch_of(d.customer, ref));
  const plan::OnUnknown way = behind.channel == nullptr ? plan::OnUnknown::skip : behind.channel->on_unknown;
  cancel_timer(d, TimerKind::touch_deadline, ref);
  d.emit(TouchReported{ref, TouchPhase::unknown, d.now, {}});
  d.incident(way == plan::OnUnknown::ask ? "touch_unknown_ask" : "touch_unknown", ref.journey, ref.site,
             behind.channel == nullptr ? std::string() : behind.channel->name);
  if (touch_of(d.customer, ref) == nullptr) return;
  if (way == plan::OnUnknown::resend && retry(d, ref, 0, true)) return;
  arm_report_over(d, ref);
}

namespace {

// Of a journey that is over and forgotten. What came of the touch is recorded all the same, a failure with an incident: nobody is left
// to take another channel. Its slot stays taken, since what it had been reported as before is forgotten too.
void reported_after_the_end(Deciding& d, const DeliveryReported& report) {
  if (report.touch.journey == 0 || report.touch.journey >= d.customer.next_journey) return;   // never entered
  const Instant at = report.at.ms == 0 ? d.now : report.at;
  if (const std::optional<TouchPhase> phase = reached(report.outcome)) {
    d.emit(TouchReported{report.touch, *phase, at, report.provider});
    return;
  }
  const bool unknown = report.outcome == DeliveryOutcome::unknown;
  d.emit(TouchReported{report.touch, unknown ? TouchPhase::unknown : TouchPhase::failed, at, report.provider});
  d.incident(unknown ? "touch_unknown" : "touch_failed_late", plan::kNone, plan::kNone, report.provider);
}

}  // namespace

// Who says so is in the input. A touch that was not sent is sent again inside its window, or its next leg takes over.
void touch_resolved(Deciding& d, const TouchResolved& resolved) {
  const ThingRef ref = resolved.touch;
  const Touch* found = touch_of(d.customer, ref);
  if (found == nullptr) {
    if (ref.journey != 0 && ref.journey < d.customer.next_journey && journey_of(d.customer, ref.journey) == nullptr)
      d.emit(TouchReported{ref, resolved.sent ? TouchPhase::accepted : TouchPhase::failed, d.now, {}});
    return;
  }
  if (found->phase != TouchPhase::unknown) return;           // a receipt came first
  if (resolved.sent) {
    d.emit(TouchReported{ref, TouchPhase::accepted, d.now, {}});
    arm_report_over(d, ref);
    return;
  }
  cancel_timer(d, TimerKind::touch_report_over, ref);
  if (!retry(d, ref, 0, true)) fail_touch(d, ref, d.now, {});
}

void delivery_reported(Deciding& d, const DeliveryReported& report) {
  const Touch* found = touch_of(d.customer, report.touch);
  if (found == nullptr && journey_of(d.customer, report.touch.journey) == nullptr) return reported_after_the_end(d, report);
  if (found == nullptr || found->attempt == 0) return;       // never sent: not one of ours, or not yet
  const Touch touch = *found;
  const ThingRef ref = report.touch;
  const Instant at = report.at.ms == 0 ? d.now : report.at;
  if (const std::optional<TouchPhase> phase = reached(report.outcome)) {
    if (sent(touch.phase) && touch.phase >= *phase) return;  // a duplicate, or overtaken
    const TouchPlan behind = plan_behind(d, *journey_of(d.customer, ref.journey), touch);
    for (const TimerKind kind : {TimerKind::touch_deadline, TimerKind::touch_retries, TimerKind::touch_wakes, TimerKind::touch_expires})
      cancel_timer(d, kind, ref);
    take_slot_again(d, ref, touch);
    d.emit(TouchReported{ref, *phase, at, report.provider});
    if (const std::optional<TouchPhase> report_wanted = wanted(behind); report_wanted && *phase >= *report_wanted)
      cancel_timer(d, TimerKind::touch_report_over, ref);
    arm_report_over(d, ref);
    if (*phase == TouchPhase::answered) reply_answered(d, ref, report.answers);
    return;
  }
  // Bad news of an earlier attempt says nothing of this one.
  const bool current = report.attempt == 0 || report.attempt == touch.attempt;
  const bool in_the_air = touch.phase == TouchPhase::sending || touch.phase == TouchPhase::unknown;
  if (!current) return;
  switch (report.outcome) {
    case DeliveryOutcome::failed_permanent:
      if (in_the_air || touch.phase == TouchPhase::accepted) { fail_touch(d, ref, at, report.provider); }
      return;
    case DeliveryOutcome::failed_temporary:
    case DeliveryOutcome::throttled:
      if (!in_the_air || retry(d, ref, report.retry_after_ms, report.outcome == DeliveryOutcome::failed_temporary)) return;
      fail_touch(d, ref, at, report.provider);
      return;
    case DeliveryOutcome::unknown:
      if (touch.phase == TouchPhase::sending) touch_unknown(d, ref);
      return;
    default: return;
  }
}

void touch_timer(Deciding& d, const Timer& timer) {
  const ThingRef ref{timer.journey, timer.ref, timer.occurrence};
  const Touch* found = touch_of(d.customer, ref);
  if (found == nullptr) return;
  const Touch touch = *found;
  switch (timer.kind) {
    case TimerKind::touch_deadline:
      if (touch.phase == TouchPhase::sending) touch_unknown(d, ref);
      return;
    case TimerKind::touch_expires:
      if (unsent(touch.phase) && d.now > window_end(d, *journey_of(d.customer, ref.journey), touch)) expire_touch(d, ref);
      return;
    case TimerKind::touch_report_over: {
      const TouchPlan behind = plan_behind(d, *journey_of(d.customer, ref.journey), touch);
      const std::optional<TouchPhase> report = wanted(behind);
      if (report && (touch.phase == TouchPhase::unknown || (sent(touch.phase) && touch.phase < *report)))
        plan_next_leg(d, ref);   // a second contact (rule 37)
      return;
    }
    default: return;                              // wakes and retries: the end of this input asks (touch_settle)
  }
}

}  // namespace playmaker::core
