// Questions put to a role beside the tasks: was this work good (质检), why did the customer stall (断点归因), will you take the customer
// over (链式输送), will you claim the lead (leads.cpp). Each has an end of its own: an answer, or nobody's for so long that it is dropped.
#include <algorithm>

#include "runtime/base/hash.hpp"
#include "runtime/core/deciding.hpp"

namespace playmaker::core {
namespace {

constexpr base::Millis kKeptMs = 30 * 24 * base::kHour;  // after its due, or after it was asked: later nobody remembers

const Question* find_question(const Customer& customer, std::uint32_t number) {
  for (const Question& question : customer.open_questions) {
    if (question.question == number) return &question;
  }
  return nullptr;
}

// The run that waited for the answer goes on, if its journey is still there: past the else block, or into it.
void go_on(Deciding& d, const Question& question, bool accepted) {
  const Journey* journey = question.run == 0 ? nullptr : d.live(question.about.journey);
  const Run* waiting = journey == nullptr ? nullptr : find_run(*journey, question.run);
  if (waiting == nullptr || waiting->phase != RunPhase::waiting) return;
  const plan::Op& op = d.plan_of(*journey).plan->ops[waiting->pc];
  if (op.kind != plan::OpKind::hand_over || op.site != question.about.site) return;
  d.stand(question.about.journey, question.run, accepted ? op.b : waiting->pc + 1, RunPhase::running);
  continue_run(d, question.about.journey, question.run);
}

// Rule 19: with the manager the open tasks go too, and their acceptance clocks start again.
void hand_over(Deciding& d, const Question& question, std::uint32_t person) {
  const std::uint32_t attribute = d.world.roster->manager_attribute;
  if (attribute == plan::kNone || person == plan::kNone) return;
  const plan::Datum before = attribute_of(d.customer, attribute);
  const std::uint32_t from = before.known() ? static_cast<std::uint32_t>(before.number) : plan::kNone;
  d.emit(CustomerHandedOver{question.about.journey, question.about.site, attribute, from, person});
  move_tasks(d);
}

}  // namespace

bool ask_role(Deciding& d, const Asking& asking) {
  const std::uint32_t number = d.customer.next_question;
  const Journey& journey = *d.journey(asking.about.journey);
  if (journey.hold_out == HoldOut::all) return false;  // rule 35: nobody works on who is held out from all
  const Assignee who = who_is(d, &journey, asking.role, asking.about.site);
  d.emit(QuestionAsked{number, asking.kind, asking.about, journey.plan, asking.role, who.person, asking.due, asking.run});
  const base::Instant from = asking.due == base::kNever ? d.now : asking.due;
  if (asking.due != base::kNever) d.set_timer(asking.due, TimerKind::question_over, 0, number);
  d.set_timer(from + kKeptMs, TimerKind::question_over, 0, number, 0, 1);
  return true;
}

bool ask_hand_over(Deciding& d, std::uint32_t number, std::uint32_t index, std::uint32_t run) {
  const Journey& journey = *d.journey(number);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const plan::HandOver& rule = plan.hand_overs[index];
  const auto due = after(clockwork(d.frame(&journey)), d.now, rule.within);
  if (!due) d.incident("calendar_unknown", number, rule.site, "");
  return ask_role(d, {QuestionKind::hand_over, {number, rule.site, 0}, plan.unit.texts[rule.role], due.value_or(base::kNever), run});
}

// Sticky: the same work of the same customer is in the sample or not, however often it is asked.
void check_done_work(Deciding& d, const ThingRef& ref) {
  const Journey& journey = *d.journey(ref.journey);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  const plan::Check& rule = plan.tasks[plan.sites[ref.site].index].work.check;
  if (rule.share == 0) return;
  const std::uint64_t occurrence = std::uint64_t{ref.journey} << 16 | ref.occurrence;
  const std::uint64_t salt = base::hash64(plan.name + '/' + plan.sites[ref.site].path) ^ base::mix64(occurrence);
  if (base::share_of(d.customer.share, d.world.salt ^ base::mix64(salt)) >= rule.share) return;
  const auto due = after(clockwork(d.frame(&journey)), d.now, rule.within);
  if (!due) d.incident("calendar_unknown", ref.journey, ref.site, "");
  ask_role(d, {QuestionKind::check, ref, plan.unit.texts[rule.role], due.value_or(base::kNever), 0});
}

void question_replied(Deciding& d, const QuestionReplied& replied) {
  const Question* open = find_question(d.customer, replied.question);
  if (open == nullptr) return;
  const Question question = *open;
  d.emit(QuestionAnswered{question.question, question.kind, question.about, question.plan, replied.answer, replied.actor});
  if (question.kind == QuestionKind::lead) return lead_replied(d, question, replied.answer, replied.actor, replied.person);
  if (question.kind != QuestionKind::hand_over) return;
  const bool accepted = replied.answer == "accepted";
  if (accepted) hand_over(d, question, replied.person);
  go_on(d, question, accepted);
}

void question_timer(Deciding& d, const Timer& timer) {
  const Question* open = find_question(d.customer, timer.ref);
  if (open == nullptr) return;
  const Question question = *open;
  const bool lapses = question.kind == QuestionKind::hand_over || question.kind == QuestionKind::lead;
  if (lapses) {                            // nobody accepted, by its due or where no table ever gave it one: the steps go on
    d.emit(QuestionAnswered{question.question, question.kind, question.about, question.plan, "lapsed", {}});
    if (question.kind == QuestionKind::lead) return lead_replied(d, question, "lapsed", {}, plan::kNone);
    return go_on(d, question, false);
  }
  if (timer.number == 0) d.emit(QuestionOverdue{timer.ref});
  else d.emit(QuestionDropped{timer.ref, Reason::expired});
}

namespace {

// By when, now that a table reaches so far; nullopt: no time is written, or it is still unknown.
std::optional<base::Instant> due_of(const Deciding& d, const Question& question) {
  if (question.kind == QuestionKind::lead) return claim_until(d, question);
  const LinkedPlan& linked = *d.world.roster->plans[question.plan];
  const plan::Plan& plan = *linked.plan;
  const std::uint32_t index = question.about.site < plan.sites.size() ? plan.sites[question.about.site].index : plan::kNone;
  Frame frame = d.frame();
  frame.plan = &linked;
  frame.unit = &linked.unit;
  const auto within = [&](const plan::Length& length) {
    return length.written() ? after(clockwork(frame), question.asked, length) : std::nullopt;
  };
  if (question.kind == QuestionKind::hand_over && index < plan.hand_overs.size()) return within(plan.hand_overs[index].within);
  if (question.kind == QuestionKind::check && index < plan.tasks.size()) return within(plan.tasks[index].work.check.within);
  return std::nullopt;
}

}  // namespace

void rearm_questions(Deciding& d) {
  const std::vector<Question> open = d.customer.open_questions;
  for (const Question& question : open) {
    const auto due = question.due == base::kNever ? due_of(d, question) : std::nullopt;
    if (!due) continue;
    d.emit(QuestionDueSet{question.question, *due});
    d.cancel_timers(0, TimerKind::question_over, question.question, 0);
    const base::Instant from = std::max(*due, d.now);
    d.set_timer(from, TimerKind::question_over, 0, question.question);
    if (question.kind != QuestionKind::lead) d.set_timer(from + kKeptMs, TimerKind::question_over, 0, question.question, 0, 1);
  }
}

}  // namespace playmaker::core
