// People at work: questions, attempts, what was brought.
#include <algorithm>

#include "runtime/core/apply/apply.hpp"
#include "runtime/core/evaluate/evaluate.hpp"

namespace playmaker::core {

void Folding::drop_question(std::uint32_t question) {
  std::erase_if(customer.open_questions, [&](const Question& open) { return open.question == question; });
  std::erase_if(customer.timers, [&](const Timer& timer) { return timer.kind == TimerKind::question_over && timer.ref == question; });
}

// Its branch is all that a desk knows, so that roles find their people as they do for the branch's customers.
void Folding::operator()(const BranchTaskAsked& input) {
  customer.desk = true;
  if (world.roster->branch_attribute != plan::kNone)
    set_attribute(customer, world.roster->branch_attribute, {plan::Kind::branch, input.branch, {}, {}}, at);
}

void Folding::operator()(const BranchAlerted& input) { (*this)(BranchTaskAsked{input.plan, input.site, input.branch, false}); }

void Folding::operator()(const RateCounted& fact) {
  if (fact.late == 0) return;
  if (Task* counted = task(fact.task, false)) {
    counted->counted_late = fact.late > 0;
    counted->late_branch = fact.late > 0 ? fact.branch : plan::kNone;
  }
}

void Folding::operator()(const QuestionAsked& fact) {
  customer.next_question = std::max(customer.next_question, fact.question + 1);
  customer.open_questions.push_back(
      {fact.question, fact.kind, fact.about, fact.plan, fact.role, fact.person, at, fact.due, false, fact.run});
}

void Folding::operator()(const QuestionAnswered& fact) { drop_question(fact.question); }
void Folding::operator()(const QuestionDropped& fact) { drop_question(fact.question); }

void Folding::operator()(const QuestionOverdue& fact) {
  for (Question& open : customer.open_questions) {
    if (open.question == fact.question) open.overdue = true;
  }
}

void Folding::operator()(const QuestionDueSet& fact) {
  for (Question& open : customer.open_questions) {
    if (open.question == fact.question) open.due = fact.due;
  }
}

void Folding::operator()(const TaskAttempted& fact) {
  Task* tried = task(fact.task, false);
  if (tried == nullptr) return;
  tried->attempts = fact.number;
  tried->attempted = fact.at;
  tried->call_at = fact.next;
}

void Folding::operator()(const TaskCallBack& fact) {
  if (Task* called = task(fact.task, false)) called->call_at = fact.at;
}

void Folding::operator()(const TaskCallDue& fact) {
  if (Task* called = task(fact.task, false)) called->call_at = base::kNever;
}

void Folding::operator()(const TaskTakenOn& fact) {
  Task* taken = task(fact.task, false);
  if (taken == nullptr) return;
  (fact.how == Taking::claimed ? taken->claimed : taken->acknowledged) = true;
}

void Folding::operator()(const TaskBrought& fact) {
  Task* served = task(fact.task, false);
  if (served == nullptr) return;
  for (const std::uint32_t what : fact.what) {
    if (std::find(served->brought.begin(), served->brought.end(), what) == served->brought.end()) served->brought.push_back(what);
  }
}

void Folding::operator()(const CustomerHandedOver& fact) {
  set_attribute(customer, fact.attribute, {plan::Kind::person, fact.person, {}, {}}, at);
}

}  // namespace playmaker::core
