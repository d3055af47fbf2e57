#include "runtime/core/touch/touches.hpp"

#include <algorithm>
#include <utility>

#include "runtime/core/journey/last_block.hpp"

namespace playmaker::core {

const Journey* journey_of(const Customer& customer, std::uint32_t number) {
  const auto found = std::ranges::find(customer.journeys, number, &Journey::journey);
  return found == customer.journeys.end() ? nullptr : &*found;
}

const Touch* touch_of(const Customer& customer, const ThingRef& ref) {
  const Journey* journey = journey_of(customer, ref.journey);
  if (journey == nullptr) return nullptr;
  const auto found = std::ranges::find_if(journey->touches,
                                          [&](const Touch& touch) { return touch.site == ref.site && touch.occurrence == ref.occurrence; });
  return found == journey->touches.end() ? nullptr : &*found;
}

const Timer* timer_of(const Customer& customer, TimerKind kind, const ThingRef& ref) {
  const auto found = std::ranges::find_if(customer.timers, [&](const Timer& timer) {
    return timer.kind == kind && timer.journey == ref.journey && timer.ref == ref.site && timer.occurrence == ref.occurrence;
  });
  return found == customer.timers.end() ? nullptr : &*found;
}

bool holds_slot(const Customer& customer, const ThingRef& ref) {
  return std::ranges::find(customer.contacts, ref, &Contact::touch) != customer.contacts.end();
}

TouchPlan plan_behind(const Deciding& d, const Journey& journey, const Touch& touch) {
  TouchPlan out;
  out.linked = &d.plan_of(journey);
  out.policy = d.world.roster->policy_of(*out.linked);
  out.channel = channel_of(*d.world.roster, touch.channel);
  const std::vector<plan::Send>& sends = out.linked->plan->sends;
  if (touch.send < sends.size()) out.send = &sends[touch.send];
  if (out.send != nullptr && touch.leg < out.send->legs.size()) out.leg = &out.send->legs[touch.leg];
  return out;
}

bool unsent(TouchPhase phase) {
  return phase == TouchPhase::planned || phase == TouchPhase::waiting || phase == TouchPhase::reserved || phase == TouchPhase::retrying;
}

bool maybe_sent(const TouchPlan& behind, const Touch& touch) {
  return touch.attempt > 0 && behind.channel != nullptr && behind.channel->on_unknown == plan::OnUnknown::resend;
}

bool called_off(const Deciding& d, const Journey& journey, const Touch& touch) {
  if (journey.over) return !outlives(touch);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  std::uint32_t number = touch.run;
  for (std::size_t steps = 0; steps <= journey.runs.size(); ++steps) {
    const Run* run = find_run(journey, number);
    if (run == nullptr) return journey.ended;
    const plan::SiteKind kind = run->site < plan.sites.size() ? plan.sites[run->site].kind : plan::SiteKind::playbook;
    if (run->phase == RunPhase::ended && (run->how != RunEnd::completed || kind == plan::SiteKind::stage)) return true;
    const bool last_block = kind == plan::SiteKind::handler || kind == plan::SiteKind::goal || kind == plan::SiteKind::exit;
    if (run->parent == 0) return journey.ended && !last_block;   // what the last block sends outlives its journey
    number = run->parent;
  }
  return true;
}

namespace {

// What pauses took of a touch's window: all of them, also those of touches only and of its channel, which hold no other timer.
base::Millis paused_of(const Deciding& d, const Journey& journey, const Touch& touch) {
  std::vector<std::pair<Instant, Instant>> spans;
  const auto add = [&](Instant from, Instant to) { spans.emplace_back(std::max(from, touch.planned), std::min(to, d.now)); };
  for (const std::vector<PauseSpan>* pauses : {&std::as_const(d.customer).pauses, &journey.pauses}) {
    for (const PauseSpan& span : *pauses) {
      if (!span.elapse) add(span.from, span.to);
    }
  }
  if (d.world.pauses != nullptr) {
    for (const WidePause& pause : *d.world.pauses) {
      const bool concerns =
          pause.all || pause.channel == touch.channel || (pause.channel == plan::kNone && pause.playbook == d.plan_of(journey).playbook);
      if (concerns) add(pause.from, pause.to);
    }
  }
  std::ranges::sort(spans);
  base::Millis sum = 0;
  Instant reached = touch.planned;
  for (const auto& [from, to] : spans) {
    if (to <= reached) continue;
    sum += to - std::max(from, reached);
    reached = to;
  }
  return sum;
}

}  // namespace

Instant window_end(const Deciding& d, const Journey& journey, const Touch& touch) {
  const Paused held = paused(d.world, d.customer, journey, d.now, touch.channel);
  if (held.touches || held.all) return base::kNever;
  return base::ceil_minute(touch.expires + paused_of(d, journey, touch));
}

Permit ask_permit(const Deciding& d, const Journey& journey, const Touch& touch, Findings& findings) {
  PermitAsk ask;
  ask.self = ref_of(journey, touch);
  ask.journey = &journey;
  ask.plan = &d.plan_of(journey);
  ask.channel = touch.channel;
  ask.purpose = static_cast<plan::Purpose>(touch.purpose);
  ask.until = window_end(d, journey, touch);
  const TouchPlan behind = plan_behind(d, journey, touch);
  if (behind.send != nullptr && behind.send->offering != plan::kNone)
    ask.offering = behind.linked->unit.number(Names::product, behind.send->offering);
  ask.question = reply_kind(journey, ask.self) == ReplyKind::ask;
  return permit(d.world, d.customer, ask, d.now, findings);
}

// The end of a touch drops its timers when it is folded; this is for what goes on.
void cancel_touch_timers(Deciding& d, const ThingRef& ref) {
  for (const TimerKind kind : {TimerKind::touch_wakes, TimerKind::touch_report_over, TimerKind::touch_expires, TimerKind::touch_retries,
                               TimerKind::touch_deadline}) {
    if (timer_of(d.customer, kind, ref) != nullptr) d.cancel_timers(ref.journey, kind, ref.site, ref.occurrence);
  }
}

void ensure_expiry(Deciding& d, const ThingRef& ref) {
  if (timer_of(d.customer, TimerKind::touch_expires, ref) != nullptr) return;
  const Journey* journey = journey_of(d.customer, ref.journey);
  const Instant end = window_end(d, *journey, *touch_of(d.customer, ref));
  if (end == base::kNever) return;         // a pause holds it: asked again when that ends
  d.set_timer(std::max(end + base::kMinute, base::ceil_minute(d.now)), TimerKind::touch_expires, ref.journey, ref.site, ref.occurrence);
}

// ---- planning --------------------------------------------------------------------------------------------------------------------

namespace {

plan::Purpose purpose_of(const Deciding& d, const LinkedPlan& linked, const plan::Leg& leg) {
  const Roster& roster = *d.world.roster;
  const std::uint32_t number = linked.unit.number(Names::template_, leg.template_);
  const plan::Template* written = number < roster.templates.size() ? roster.templates[number] : nullptr;
  return written == nullptr ? plan::Purpose::marketing : written->purpose;
}

// The run's own occurrence where it is still free, so that the second run of a block reads as its second.
std::uint16_t free_occurrence(const Journey& journey, std::uint32_t run, plan::SiteIndex site) {
  const Run* of = find_run(journey, run);
  std::uint16_t occurrence = std::max(of == nullptr ? std::uint16_t{0} : of->occurrence, unspent(journey, site));
  for (const Touch& touch : journey.touches) {
    if (touch.site == site && touch.occurrence >= occurrence) occurrence = static_cast<std::uint16_t>(touch.occurrence + 1);
  }
  return occurrence;
}

}  // namespace

bool plan_leg(Deciding& d, std::uint32_t number, std::uint32_t run, std::uint32_t send, std::uint16_t leg) {
  const Journey* journey = journey_of(d.customer, number);
  if (journey == nullptr) return false;
  const LinkedPlan& linked = d.plan_of(*journey);
  if (send >= linked.plan->sends.size() || leg >= linked.plan->sends[send].legs.size()) return false;
  const plan::Leg& written = linked.plan->sends[send].legs[leg];
  const plan::Policy* policy = d.world.roster->policy_of(linked);
  const Instant first = base::ceil_minute(d.now);
  Instant expires = first;
  if (policy != nullptr && policy->blocked_wait.written()) {
    expires = base::ceil_minute(after(clockwork(d.frame(journey)), first, policy->blocked_wait).value_or(first));
  }
  const ThingRef ref{number, written.site, free_occurrence(*journey, run, written.site)};
  const std::uint32_t channel = linked.unit.number(Names::channel, written.channel);
  d.emit(TouchPlanned{ref, run, send, leg, channel, static_cast<std::uint8_t>(purpose_of(d, linked, written)), expires});
  if (first != d.now) d.set_timer(first, TimerKind::touch_wakes, ref.journey, ref.site, ref.occurrence);
  return true;
}

void plan_send(Deciding& d, std::uint32_t journey, std::uint32_t run, std::uint32_t send) { plan_leg(d, journey, run, send, 0); }

bool has_next_leg(const Journey& journey, const Touch& touch) {
  return std::any_of(journey.touches.begin(), journey.touches.end(),
                     [&](const Touch& other) { return other.run == touch.run && other.send == touch.send && other.leg == touch.leg + 1; });
}

bool plan_next_leg(Deciding& d, const ThingRef& ref) {
  if (touch_of(d.customer, ref) == nullptr) return false;
  const Touch touch = *touch_of(d.customer, ref);
  if (has_next_leg(*journey_of(d.customer, ref.journey), touch)) return true;   // it took over before: a leg falls back once
  if (called_off(d, *journey_of(d.customer, ref.journey), touch)) return false;
  return plan_leg(d, ref.journey, touch.run, touch.send, static_cast<std::uint16_t>(touch.leg + 1));
}

namespace {

// Planned by the steps that led to the `finish` of this run, with no wait between.
bool just_said(const Deciding& d, const Journey& journey, const Touch& touch, std::uint32_t finisher) {
  if (finisher == 0 || !unsent(touch.phase) || touch.planned != d.now || touch.leg != 0) return false;
  if (!below(journey, touch.run, finisher) && !below(journey, finisher, touch.run)) return false;
  const std::vector<plan::Invitation>& invitations = d.plan_of(journey).plan->invitations;
  return !reply_kind(journey, ref_of(journey, touch)) &&
         std::ranges::find(invitations, touch.send, &plan::Invitation::send) == invitations.end();
}

void cancel(Deciding& d, std::uint32_t number, std::uint32_t run, Reason why, std::uint32_t finisher) {
  const Journey* journey = journey_of(d.customer, number);
  if (journey == nullptr) return;
  std::vector<Touch> touches = journey->touches;
  std::erase_if(touches, [&](const Touch& touch) {
    return (run != 0 && !below(*journey, touch.run, run)) || just_said(d, *journey, touch, finisher);
  });
  for (const Touch& touch : touches) {
    const ThingRef ref{number, touch.site, touch.occurrence};
    if (!unsent(touch.phase)) {       // what is sent is sent; only its fallback is called off
      if (timer_of(d.customer, TimerKind::touch_report_over, ref) != nullptr)
        d.cancel_timers(number, TimerKind::touch_report_over, ref.site, ref.occurrence);
      continue;
    }
    const bool returned = holds_slot(d.customer, ref) && !maybe_sent(plan_behind(d, *journey_of(d.customer, number), touch), touch);
    d.emit(TouchOver{ref, TouchPhase::cancelled, why, returned});
  }
  cancel_replies(d, number, run, why);
}

}  // namespace

void cancel_touches(Deciding& d, std::uint32_t journey, std::uint32_t run, Reason why) { cancel(d, journey, run, why, 0); }
void cancel_unsaid(Deciding& d, std::uint32_t journey, std::uint32_t finisher) { cancel(d, journey, 0, Reason::cancelled, finisher); }

// ---- a task's slot ---------------------------------------------------------------------------------------------------------------

namespace {

// `combine tasks of one role per customer per day`: the slot that a task of this role already took that day.
const Contact* combined_slot(const Deciding& d, const Journey& journey, const ThingRef& task, std::uint32_t channel,
                             const base::Zone& zone) {
  const auto role_of = [&](const ThingRef& ref) -> const std::string* {
    const Journey* of = journey_of(d.customer, ref.journey);
    if (of == nullptr) return nullptr;
    const plan::Plan& plan = *d.plan_of(*of).plan;
    if (ref.site >= plan.sites.size() || plan.sites[ref.site].kind != plan::SiteKind::task) return nullptr;
    const std::uint32_t index = plan.sites[ref.site].index;
    if (index >= plan.tasks.size() || plan.tasks[index].role >= plan.unit.texts.size()) return nullptr;
    return &plan.unit.texts[plan.tasks[index].role];
  };
  const plan::Policy* policy = d.world.roster->policy_of(d.plan_of(journey));
  const std::string* role = policy != nullptr && policy->combine ? role_of(task) : nullptr;
  if (role == nullptr) return nullptr;
  const base::Date today = base::local_date(zone, d.now);
  for (const Contact& contact : d.customer.contacts) {
    if (contact.channel != channel || (contact.at < d.now && base::local_date(zone, contact.at) != today)) continue;
    if (const std::string* other = role_of(contact.touch); other != nullptr && *other == *role) return &contact;
  }
  return nullptr;
}

}  // namespace

Instant reserve_task_slot(Deciding& d, std::uint32_t number, const ThingRef& task, std::uint32_t channel, plan::Purpose purpose) {
  const Journey* journey = journey_of(d.customer, number);
  const plan::Channel* over = channel_of(*d.world.roster, channel);
  if (journey == nullptr || over == nullptr || !over->contact) return d.now;
  const LinkedPlan& linked = d.plan_of(*journey);
  if (const Contact* taken = combined_slot(d, *journey, task, channel, zone_of(*d.world.roster, *d.world.directory, d.customer)))
    return std::max(taken->at, d.now);
  const PermitAsk ask{task, journey, &linked, channel, purpose, true};
  const Permit answer = permit(d.world, d.customer, ask, d.now, d.findings);
  if (answer.free == base::kNever) return base::kNever;
  d.emit(TouchReserved{task, answer.free, true, d.world.roster->policy_version, channel, static_cast<std::uint8_t>(purpose)});
  return answer.free;
}

}  // namespace playmaker::core
