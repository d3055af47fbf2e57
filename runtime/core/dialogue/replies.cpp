// Questions and placements: something is said, and the step's braces run when the answer comes or when its time is over. What is said is
// a touch like any other; here is only the waiting. A question's time counts from its sending, a placement's from the minute it is shown;
// what could not be said at all goes the way of silence at once. A branch taken is never undone: an answer that comes later is recorded.
#include <algorithm>

#include "runtime/core/touch/touches.hpp"

namespace playmaker::core {
namespace {

ThingRef touch_ref(std::uint32_t journey, const Reply& reply) { return {journey, reply.touch_site, reply.occurrence}; }

const Reply* reply_of(const Journey* journey, const ThingRef& touch) {
  if (journey == nullptr) return nullptr;
  const auto found = std::ranges::find_if(
      journey->replies, [&](const Reply& reply) { return reply.touch_site == touch.site && reply.occurrence == touch.occurrence; });
  return found == journey->replies.end() ? nullptr : &*found;
}

struct Braces {
  plan::OpIndex answered = plan::kNone, silent = plan::kNone;
};
Braces braces_of(const plan::Plan& plan, const Reply& reply) {
  const std::uint32_t index = plan.sites[reply.site].index;
  if (reply.kind == ReplyKind::ask) return {plan.questions[index].answered, plan.questions[index].silent};
  return {plan.placements[index].answered, plan.placements[index].silent};
}

// The braces are a run of their own below the run in which the step stands; they read its event, and the answer where there is one.
void run_braces(Deciding& d, std::uint32_t number, const Reply& reply, plan::OpIndex block, std::vector<Said> said) {
  const Journey* journey = d.live(number);
  if (journey == nullptr || block == plan::kNone) return;
  const std::uint32_t run = journey->next_run;
  d.emit(RunStarted{number, run, reply.site, next_occurrence(*journey, reply.site), reply.run, RunPhase::running, block});
  const Run* around = find_run(*d.live(number), reply.run);
  if (around != nullptr && around->event != plan::kNone)
    d.emit(EventKept{number, run, around->event, around->event_at, std::vector<Datum>(around->event_fields)});
  if (!said.empty()) d.emit(AnswerKept{number, run, std::move(said)});
  continue_run(d, number, run);
}

// Plans the step's one send, and remembers that an answer is waited for.
void say(Deciding& d, std::uint32_t number, std::uint32_t run, std::uint32_t site, std::uint32_t send, ReplyKind kind) {
  if (!plan_leg(d, number, run, send, 0)) return;
  const Touch& said = journey_of(d.customer, number)->touches.back();
  d.emit(ReplyAwaited{{number, said.site, said.occurrence}, site, run, kind});
}

// By the names that the template's answers have now.
std::vector<Said> named_answers(const Deciding& d, const ThingRef& ref, const std::vector<Datum>& answers) {
  const Journey& journey = *journey_of(d.customer, ref.journey);
  const TouchPlan behind = plan_behind(d, journey, *touch_of(d.customer, ref));
  std::vector<Said> out;
  if (behind.leg == nullptr) return out;
  const std::uint32_t number = behind.linked->unit.number(Names::template_, behind.leg->template_);
  const Roster& roster = *d.world.roster;
  const plan::Template* written = number < roster.templates.size() ? roster.templates[number] : nullptr;
  for (std::size_t i = 0; written != nullptr && i < answers.size() && i < written->answers.size(); ++i) {
    if (answers[i].known()) out.push_back({written->answers[i].name, answers[i]});
  }
  return out;
}

}  // namespace

std::optional<ReplyKind> reply_kind(const Journey& journey, const ThingRef& touch) {
  const Reply* reply = reply_of(&journey, touch);
  return reply == nullptr ? std::nullopt : std::optional(reply->kind);
}

void ask_question(Deciding& d, std::uint32_t number, std::uint32_t run, std::uint32_t index, bool ending) {
  const plan::Question& question = d.plan_of(*d.journey(number)).plan->questions[index];
  if (ending) return plan_send(d, number, run, question.send);
  say(d, number, run, question.site, question.send, ReplyKind::ask);
}

void place_offer(Deciding& d, std::uint32_t number, std::uint32_t run, std::uint32_t index, bool ending) {
  if (ending) return;                      // it would be taken back at once
  const plan::Placement& placement = d.plan_of(*d.journey(number)).plan->placements[index];
  say(d, number, run, placement.site, placement.send, ReplyKind::place);
}

void show_placement(Deciding& d, const ThingRef& ref) {
  const Journey& journey = *journey_of(d.customer, ref.journey);
  const Reply* reply = reply_of(&journey, ref);
  if (reply == nullptr) return;
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const plan::Placement& placement = plan.placements[plan.sites[reply->site].index];
  const std::optional<Instant> until = after(clockwork(d.frame(&journey)), d.now, placement.length);
  if (!until) d.incident("calendar_unknown", ref.journey, placement.site, "");
  const Instant over = base::ceil_minute(until.value_or(d.now));
  cancel_touch_timers(d, ref);
  std::vector<Datum> with = print_values(d, ref);
  d.emit(PlacementShown{ref, over, placement.priority, std::move(with)});
  d.set_timer(over, TimerKind::reply_over, ref.journey, ref.site, ref.occurrence);
}

void question_sent(Deciding& d, const ThingRef& ref) {
  const Journey* journey = d.live(ref.journey);
  const Reply* reply = reply_of(journey, ref);
  if (reply == nullptr || reply->kind != ReplyKind::ask) return;
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  const auto over = after(clockwork(d.frame(journey)), d.now, plan.questions[plan.sites[reply->site].index].within);
  if (!over) return d.incident("calendar_unknown", ref.journey, reply->site, "");
  d.cancel_timers(ref.journey, TimerKind::reply_over, ref.site, ref.occurrence);   // a further attempt: the time counts from it
  d.set_timer(*over, TimerKind::reply_over, ref.journey, ref.site, ref.occurrence);
}

void reply_answered(Deciding& d, const ThingRef& ref, const std::vector<Datum>& answers) {
  const Reply* found = reply_of(d.live(ref.journey), ref);
  if (found == nullptr) return;
  const Reply reply = *found;
  std::vector<Said> said = named_answers(d, ref, answers);
  d.emit(ReplyClosed{ref, reply.site, ReplyEnd::answered, Reason::none});
  run_braces(d, ref.journey, reply, braces_of(*d.plan_of(*d.journey(ref.journey)).plan, reply).answered, std::move(said));
}

void reply_over(Deciding& d, const ThingRef& ref) {
  const Reply* found = reply_of(d.live(ref.journey), ref);
  if (found == nullptr) return;
  const Reply reply = *found;
  d.emit(ReplyClosed{ref, reply.site, ReplyEnd::silent, Reason::none});
  if (reply.kind == ReplyKind::place) d.emit(TouchOver{ref, TouchPhase::expired, Reason::expired, false});
  run_braces(d, ref.journey, reply, braces_of(*d.plan_of(*d.journey(ref.journey)).plan, reply).silent, {});
}

void check_replies(Deciding& d, std::uint32_t number) {
  const Journey* journey = d.live(number);
  if (journey == nullptr || journey->replies.empty()) return;
  const std::vector<Reply> replies = journey->replies;
  for (const Reply& reply : replies) {
    const ThingRef ref = touch_ref(number, reply);
    if (reply_of(d.live(number), ref) == nullptr) continue;
    const Touch* touch = touch_of(d.customer, ref);
    const bool unsent = touch == nullptr || touch->phase == TouchPhase::failed || touch->phase == TouchPhase::blocked ||
                        touch->phase == TouchPhase::expired || touch->phase == TouchPhase::cancelled;
    if (!unsent) continue;
    const Reason why = touch == nullptr ? Reason::cancelled : touch->why;
    d.emit(ReplyClosed{ref, reply.site, ReplyEnd::unsent, why});
    run_braces(d, number, reply, braces_of(*d.plan_of(*d.journey(number)).plan, reply).silent, {});
  }
}

void cancel_replies(Deciding& d, std::uint32_t number, std::uint32_t run, Reason why) {
  const Journey* journey = journey_of(d.customer, number);
  if (journey == nullptr) return;
  std::vector<Reply> replies = journey->replies;
  std::erase_if(replies, [&](const Reply& reply) { return run != 0 && !below(*journey, reply.run, run); });
  for (const Reply& reply : replies) {
    const ThingRef ref = touch_ref(number, reply);
    d.emit(ReplyClosed{ref, reply.site, ReplyEnd::cancelled, why});
    if (reply.shown) d.emit(TouchOver{ref, TouchPhase::cancelled, why, false});
  }
}

}  // namespace playmaker::core
