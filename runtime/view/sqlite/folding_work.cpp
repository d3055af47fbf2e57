// People at work in tables: attempts, who took a task on, what it was brought, questions.
#include "runtime/view/sqlite/folding.hpp"

namespace playmaker::view::sqlite {

std::string brought_text(const std::vector<std::uint32_t>& brought) {
  std::string out;
  for (const std::uint32_t what : brought) out += " " + std::to_string(what >> 16) + ":" + std::to_string(what & 0xffffU) + " ";
  return out;
}

void Folding::put(const At& at, const core::TaskAttempted& fact) {
  const std::int64_t next = fact.next == base::kNever ? 0 : fact.next.ms;
  run(task_attempt_, fact.number, next, at.key, fact.task.journey, fact.task.site, fact.task.occurrence);
  note(at, core::TaskAttempted::kCode, fact.task.journey, where(at.key, fact.task.journey, fact.task.site), std::to_string(fact.number),
       core::Reason::none);
}

void Folding::put(const At& at, const core::TaskCallBack& fact) {
  run(task_call_, fact.at.ms, at.key, fact.task.journey, fact.task.site, fact.task.occurrence);
}

// The time stands until it is overtaken: who looks at the list sees that it has come.
void Folding::put(const At& at, const core::TaskCallDue& fact) {
  note(at, core::TaskCallDue::kCode, fact.task.journey, where(at.key, fact.task.journey, fact.task.site), "", core::Reason::none);
}

void Folding::put(const At& at, const core::TaskTakenOn& fact) {
  run(fact.how == core::Taking::claimed ? task_claim_ : task_acknowledge_, 1, at.key, fact.task.journey, fact.task.site,
      fact.task.occurrence);
}

void Folding::put(const At& at, const core::TaskNotTakenOn& fact) {
  run(fact.how == core::Taking::claimed ? task_claim_ : task_acknowledge_, 2, at.key, fact.task.journey, fact.task.site,
      fact.task.occurrence);
  note(at, core::TaskNotTakenOn::kCode, fact.task.journey, where(at.key, fact.task.journey, fact.task.site),
       fact.how == core::Taking::claimed ? "claim" : "acknowledge", core::Reason::none);
}

void Folding::put(const At& at, const core::TaskBrought& fact) {
  run(task_brought_, brought_text(fact.what), at.key, fact.task.journey, fact.task.site, fact.task.occurrence);
}

// Its journey may be over: the plan stands in the fact.
void Folding::put(const At& at, const core::QuestionAsked& fact) {
  if (fact.plan >= roster_->plans.size()) return;
  const core::LinkedPlan& plan = *roster_->plans[fact.plan];
  const Nullable person{fact.person, fact.person != plan::kNone};
  run(question_new_, at.key, fact.question, fact.kind, fact.plan, plan.plan->name, path_of(plan, fact.about.site), fact.about.journey,
      fact.about.site, fact.about.occurrence, fact.role, person, at.ms, fact.due.ms);
}

void Folding::put(const At& at, const core::QuestionAnswered& fact) {
  run(question_end_, 1, fact.answer, fact.actor, at.ms, at.key, fact.question);
  note(at, core::QuestionAnswered::kCode, fact.about.journey, where(at.key, fact.about.journey, fact.about.site), fact.answer,
       core::Reason::none);
}

void Folding::put(const At& at, const core::QuestionOverdue& fact) { run(question_overdue_, at.key, fact.question); }

void Folding::put(const At& at, const core::QuestionDueSet& fact) { run(question_due_, fact.due.ms, at.key, fact.question); }

void Folding::put(const At& at, const core::QuestionDropped& fact) { run(question_end_, 2, "", "", at.ms, at.key, fact.question); }

void Folding::put(const At& at, const core::CustomerHandedOver& fact) {
  attribute(at, fact.attribute, {plan::Kind::person, fact.person, {}, {}});
  note(at, core::CustomerHandedOver::kCode, fact.journey, where(at.key, fact.journey, fact.site), "", core::Reason::none);
}

}  // namespace playmaker::view::sqlite
