// Questions, placements, answers, arms and seats. A question that certainly did not go out is taken back in touches.cpp, with its touch.
#include <algorithm>

#include "runtime/core/apply/apply.hpp"
#include "runtime/plan/remembered.hpp"

namespace playmaker::core {

Reply* Folding::reply(const ThingRef& ref) {
  Journey* of = journey(ref.journey);
  if (of == nullptr) return nullptr;
  const auto found = std::ranges::find_if(
      of->replies, [&](const Reply& each) { return each.touch_site == ref.site && each.occurrence == ref.occurrence; });
  return found == of->replies.end() ? nullptr : &*found;
}

void Folding::operator()(const ReplyAwaited& fact) {
  Journey* of = journey(fact.touch.journey);
  if (of == nullptr) return;
  Reply made;
  made.site = fact.site;
  made.run = fact.run;
  made.touch_site = fact.touch.site;
  made.occurrence = fact.touch.occurrence;
  made.kind = fact.kind;
  of->replies.push_back(std::move(made));
}

void Folding::operator()(const ReplyClosed& fact) {
  Journey* of = journey(fact.touch.journey);
  if (of == nullptr) return;
  std::erase_if(of->replies,
                [&](const Reply& each) { return each.touch_site == fact.touch.site && each.occurrence == fact.touch.occurrence; });
  std::erase_if(customer.timers, [&](const Timer& timer) {
    return timer.kind == TimerKind::reply_over && timer.journey == fact.touch.journey && timer.ref == fact.touch.site &&
           timer.occurrence == fact.touch.occurrence;
  });
}

void Folding::operator()(const AnswerKept& fact) {
  Journey* of = journey(fact.journey);
  if (of == nullptr) return;
  for (Run& run : of->runs) {
    if (run.run == fact.run) run.answers = fact.fields;
  }
}

// A policy's `ask at most` counts at most a year back, as contacts are.
void Folding::operator()(const QuestionCounted& fact) {
  std::erase_if(customer.questions,
                [&](const AskedQuestion& asked) { return asked.touch == fact.touch || asked.at < at - plan::kLedgerDays * base::kDay; });
  customer.questions.push_back({at, fact.touch});
}

void Folding::operator()(const PlacementShown& fact) {
  if (Touch* shown = touch(fact.touch)) {
    shown->phase = TouchPhase::accepted;
    shown->why = Reason::none;
    shown->attempt = 1;
    shown->expires = fact.until;
  }
  if (Reply* of = reply(fact.touch)) {
    of->shown = true;
    of->until = fact.until;
    of->priority = fact.priority;
    of->with = fact.with;
  }
}

void Folding::operator()(const ArmTaken& fact) {
  Journey* of = journey(fact.journey);
  if (of == nullptr || !fact.counts || fact.settled) return;
  std::erase_if(of->arms, [&](const TakenArm& arm) { return arm.site == fact.site; });
  of->arms.push_back({fact.site, fact.playbook, fact.experiment, fact.arm, at});
}

void Folding::operator()(const ArmMeasured& fact) {
  Journey* of = journey(fact.journey);
  if (of == nullptr) return;
  std::erase_if(of->arms, [&](const TakenArm& arm) { return arm.site == fact.site; });
  std::erase_if(customer.timers, [&](const Timer& timer) {
    return timer.kind == TimerKind::measure_over && timer.journey == fact.journey && timer.ref == fact.site;
  });
}

void Folding::operator()(const SeatTaken& fact) {
  if (Journey* of = journey(fact.journey)) of->seats.push_back({fact.site, fact.activity, fact.group, fact.ask});
}

void Folding::operator()(const SeatReturned& fact) {
  Journey* of = journey(fact.journey);
  if (of == nullptr) return;
  std::erase_if(of->seats, [&](const Seat& seat) { return seat.site == fact.site; });
  std::erase_if(customer.timers, [&](const Timer& timer) {
    return timer.kind == TimerKind::sign_up_over && timer.journey == fact.journey && timer.ref == fact.site;
  });
}

}  // namespace playmaker::core
