// What people bring to a task and take on, and how they answer questions.
#include <algorithm>
#include <optional>

#include "runtime/engine/commands/found_task.hpp"

namespace playmaker::engine {
namespace {

// The place of a text in a list of the plan's texts; nullopt: not there.
std::optional<std::size_t> place_in(const plan::Plan& plan, const std::vector<plan::TextIndex>& list, std::string_view text) {
  const auto at = std::find_if(list.begin(), list.end(), [&](plan::TextIndex index) { return plan.unit.texts[index] == text; });
  return at == list.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - list.begin()));
}

std::vector<std::string_view> texts_of(const plan::Plan& plan, const std::vector<plan::TextIndex>& list) {
  std::vector<std::string_view> out;
  for (const plan::TextIndex index : list) out.push_back(plan.unit.texts[index]);
  return out;
}

base::Result<void> collect(Engine::Parts& parts, const FoundTask& found, const TaskDone& report, Brought& out) {
  const plan::Plan& plan = *found.linked->plan;
  std::vector<plan::TextIndex> names;
  for (const std::uint32_t attribute : found.plan->work.collect) names.push_back(plan.unit.attributes[attribute].name);
  base::Result<void> fault;
  const auto known = [&](const std::string& name) { return place_in(plan, names, name).has_value(); };
  flatten(report.collected, {}, known, [&](const std::string& name, const RawValue& value) {
    if (!fault) return;
    const auto place = place_in(plan, names, name);
    if (!place) {
      fault = std::unexpected(unknown_word("field_unknown", "the task collects no field", "该任务不采集字段", name, texts_of(plan, names)));
      return;
    }
    const std::uint32_t number = found.linked->unit.attributes[found.plan->work.collect[*place]];
    const core::Roster& roster = *parts.world.roster;
    const plan::Field* field = number < roster.attributes.size() ? roster.attributes[number].field : nullptr;
    if (field == nullptr) {
      fault = base::invalid("field_unknown", "the catalog declares no field " + name + " any more", "目录已不再声明字段 " + name);
      return;
    }
    auto datum = convert(parts.conversion(), value, *field, name);
    if (!datum) {
      fault = std::unexpected(datum.error());
      return;
    }
    if (!datum->known()) return;           // "not known" is not brought
    out.brings.push_back(core::brings(core::Bring::collected, *place));
    if (field->personal) out.personal.push_back({name, text_of(*datum, *roster.dictionary, roster.catalog->currency)});
    else out.values.push_back({number, std::move(*datum)});
  });
  return fault;
}

// What may be answered: the reasons as written, or the closed words of the kind.
std::vector<std::string_view> answers_of(const core::Roster& roster, const core::Question& question) {
  switch (question.kind) {
    case core::QuestionKind::check: return {"passed", "failed"};
    case core::QuestionKind::hand_over: return {"accepted", "declined"};
    case core::QuestionKind::lead:
      if (question.person == plan::kNone) return {"claimed"};   // it is nobody's to decline
      return {"claimed", "declined"};
    case core::QuestionKind::reason: break;
  }
  const plan::Plan& plan = *roster.plans[question.plan]->plan;
  return texts_of(plan, plan.breakpoints[plan.sites[question.about.site].index].why.reasons);
}

}  // namespace

FoundTask find_task(const core::Roster& roster, const core::Customer& customer, const core::ThingRef& ref) {
  for (const core::Journey& journey : customer.journeys) {
    if (journey.journey != ref.journey) continue;
    const core::LinkedPlan& linked = *roster.plans[journey.plan];
    if (ref.site >= linked.plan->sites.size() || linked.plan->sites[ref.site].kind != plan::SiteKind::task) return {};
    for (const core::Task& task : journey.tasks) {
      if (task.site == ref.site && task.occurrence == ref.occurrence)
        return {&task, &linked.plan->tasks[linked.plan->sites[ref.site].index], &linked};
    }
  }
  return {};
}

base::Result<Brought> brought_by(Engine::Parts& parts, const FoundTask& found, const TaskDone& report) {
  Brought out;
  if (auto collected = collect(parts, found, report, out); !collected) return std::unexpected(collected.error());
  const plan::Plan& plan = *found.linked->plan;
  const plan::WorkRule& rule = found.plan->work;
  for (const std::string& point : report.ticked) {
    const auto place = place_in(plan, rule.checklist, point);
    if (!place)
      return std::unexpected(
          unknown_word("checklist_unknown", "the checklist has no point", "清单中没有", point, texts_of(plan, rule.checklist)));
    out.brings.push_back(core::brings(core::Bring::ticked, *place));
  }
  std::vector<plan::TextIndex> wanted;
  for (const plan::Evidence& each : rule.evidence) wanted.push_back(each.what);
  for (const RawEvidence& one : report.evidence) {
    const auto place = place_in(plan, wanted, one.what);
    if (!place || one.reference.empty())
      return std::unexpected(unknown_word("evidence_unknown", "the task asks for no evidence, or it names no place where it is kept",
                                          "该任务不要求此凭证,或未写明存放处", one.what, texts_of(plan, wanted)));
    out.brings.push_back(core::brings(core::Bring::evidence, *place));
    out.personal.push_back({"evidence:" + report.task + ":" + one.what, one.reference});
  }
  return out;
}

base::Result<void> complete(const FoundTask& found, const std::vector<std::uint32_t>& brings) {
  const plan::Plan& plan = *found.linked->plan;
  std::string missing;
  for (const std::uint32_t what : core::missing_of(*found.plan, *found.task, brings)) {
    const bool field = what >> 16 == static_cast<std::uint32_t>(core::Bring::collected);
    const std::uint32_t place = what & 0xffffU;
    missing += (missing.empty() ? "" : ", ") +
               plan.unit.texts[field ? plan.unit.attributes[found.plan->work.collect[place]].name : found.plan->work.evidence[place].what];
  }
  if (missing.empty()) return {};
  return base::invalid("task_incomplete", "the task is not done without: " + missing, "任务完成前还需提交:" + missing);
}

base::Result<std::uint32_t> Engine::Parts::person_named(const std::string& id) const {
  const auto& persons_known = state.house.directory().persons;
  const std::uint32_t number = world.roster->dictionary->find(core::Names::person, id);
  if (number < persons_known.size() && persons_known[number].known) return number;
  std::vector<std::string_view> known;
  for (std::uint32_t i = 0; i < persons_known.size(); ++i) {
    if (persons_known[i].known) known.push_back(world.roster->dictionary->name(core::Names::person, i));
  }
  return std::unexpected(unknown_word("person_unknown", "there is no person", "没有人员", id, known));
}

namespace {

// Nobody takes what is not to be taken on, nor what somebody else has: giving it to another is `assign`, with a reason.
base::Result<void> takeable(const Engine::Parts& parts, const FoundTask& found, const core::TaskTaken& taken) {
  const bool claims = taken.how == core::Taking::claimed;
  if (!(claims ? found.plan->work.claim : found.plan->work.acknowledge).written())
    return claims ? base::invalid("nothing_to_claim", "this task does not ask to be claimed; `assign` gives it to somebody",
                                  "该任务无需认领;转交请用 assign")
                  : base::invalid("nothing_to_acknowledge", "this task does not ask to be acknowledged", "该任务无需签收");
  if (!claims || !found.task->claimed || taken.person == plan::kNone || taken.person == found.task->assignee) return {};
  const std::string holder(parts.world.roster->dictionary->name(core::Names::person, found.task->assignee));
  return base::invalid("task_taken", "this task is claimed by " + holder + " already; `assign` gives it to somebody else",
                       "该任务已由 " + holder + " 认领;转交请用 assign");
}

}  // namespace

void Engine::Parts::execute(TaskTake& command) {
  const Unsealed sealed = unsealed_or_none(command.task, base::SealedKind::task);
  if (sealed.customer == kNobody) return refuse(command.reply, task_unknown(command.task));
  core::TaskTaken taken{sealed.ref, command.how, plan::kNone, command.actor};
  if (!command.person.empty()) {
    const auto person = person_named(command.person);
    if (!person) return refuse(command.reply, person.error());
    taken.person = *person;
  }
  fire_overdue(sealed.customer);
  const FoundTask found = find_task(*world.roster, state.customer(sealed.customer), sealed.ref);
  if (found.task == nullptr || found.task->phase != core::TaskPhase::open) return refuse(command.reply, task_closed(command.task));
  if (const auto fine = takeable(*this, found, taken); !fine) return refuse(command.reply, fine.error());
  take(sealed.customer, std::move(taken));
  reply(command.reply, {});
}

namespace {

std::optional<core::Reason> returned(const core::Group& group, std::uint32_t lead) {
  for (const core::Fact& fact : group.facts) {
    const auto* back = std::get_if<core::LeadReturned>(&fact);
    if (back != nullptr && back->lead == lead) return back->why;
  }
  return std::nullopt;
}

bool waits_for_seat(const core::Customer& customer, std::uint32_t lead) {
  return lead != 0 && lead <= customer.leads.size() && customer.leads[lead - 1].phase == core::LeadPhase::claimed &&
         customer.leads[lead - 1].journey == 0;
}

// The claim is recorded, and the lead has gone back: what kept its customer out.
base::Failure not_entered(core::Reason why) {
  const auto [en, zh] = [&]() -> std::pair<const char*, const char*> {
    switch (why) {
      case core::Reason::already_in: return {"the customer is in this playbook already", "客户已在该剧本中"};
      case core::Reason::again_too_soon: return {"its `again` does not let the customer in yet", "其 `again` 尚不允许客户再次进入"};
      case core::Reason::not_eligible: return {"the customer is not of its audience", "客户不属于其受众"};
      case core::Reason::full: return {"its audience is full", "其受众已满"};
      case core::Reason::not_live: return {"the playbook deals this list no more", "剧本已不再分派此名单"};
      default: return {"the customer could not be let in", "客户未能进入"};
    }
  }();
  return {base::FailureKind::invalid, "lead_not_entered", std::string("the lead went back to its list: ") + en,
          std::string("线索已退回名单：") + zh};
}

}  // namespace

void Engine::Parts::execute(QuestionAnswer& command) {
  const auto gone = [&] {
    return base::gone("question_unknown", "the question " + command.question + " is not open (any more)",
                      "问题 " + command.question + " 不存在或已关闭")
        .error();
  };
  const Unsealed sealed = unsealed_or_none(command.question, base::SealedKind::question);
  if (sealed.customer == kNobody) return refuse(command.reply, gone());
  fire_overdue(sealed.customer);
  const auto& questions = state.customer(sealed.customer).open_questions;
  const auto question =
      std::find_if(questions.begin(), questions.end(), [&](const core::Question& one) { return one.question == sealed.ref.site; });
  if (question == questions.end()) return refuse(command.reply, gone());
  const auto answers = answers_of(*world.roster, *question);
  if (std::find(answers.begin(), answers.end(), command.answer) == answers.end())
    return refuse(command.reply,
                  unknown_word("answer_unknown", "the question takes no answer", "该问题不接受答复", command.answer, answers));
  core::QuestionReplied replied{question->question, command.answer, command.actor, question->person};
  if (!command.person.empty()) {
    const auto person = person_named(command.person);
    if (!person) return refuse(command.reply, person.error());
    replied.person = *person;
  }
  const bool claimed = question->kind == core::QuestionKind::lead && command.answer == "claimed";
  const bool takes_over = claimed || (question->kind == core::QuestionKind::hand_over && command.answer == "accepted");
  if (takes_over && replied.person == plan::kNone)
    return refuse(command.reply,
                  base::invalid("person_unknown", "say who takes the customer over: `person`", "请写明由谁承接:`person`").error());
  const std::uint32_t lead = question->about.occurrence;
  const core::Group& group = take(sealed.customer, std::move(replied));
  if (!claimed) return reply(command.reply, {});
  // Who claims a lead hears at once whether its customer could enter. Where seats are few the ledger says so, in this same commit.
  std::optional<core::Reason> why = returned(group, lead);
  if (!why && waits_for_seat(state.customer(sealed.customer), lead)) {
    answer_asks();
    const auto& leads = state.customer(sealed.customer).leads;
    if (leads[lead - 1].phase == core::LeadPhase::returned) why = core::Reason::full;
  }
  if (why) return refuse(command.reply, not_entered(*why));
  reply(command.reply, {});
}

}  // namespace playmaker::engine
