// Word about tasks and touches from people and channels.
#include <algorithm>

#include "runtime/engine/commands/found_task.hpp"
#include "runtime/engine/parts.hpp"

namespace playmaker::engine {

base::Failure task_closed(std::string_view task) {
  return base::invalid("task_closed", "the task " + std::string(task) + " is closed already; the report was recorded",
                       "任务 " + std::string(task) + " 已关闭,本次报告已记录")
      .error();
}

namespace {

// Closed by that outcome, and not done.
bool closed_so(const plan::Task& task, const FoundTask& found, const std::string& outcome) {
  return std::any_of(task.closings.begin(), task.closings.end(), [&](const plan::TaskClosing& closing) {
    return !closing.done && closing.outcome != plan::kNone && found.linked->plan->unit.texts[closing.outcome] == outcome;
  });
}

// A person's word closes a task with `done on` only where `done by report` is written (rule 36).
bool needs_event(const plan::Task& task) {
  return !task.by_report && std::any_of(task.closings.begin(), task.closings.end(),
                                        [](const plan::TaskClosing& closing) { return closing.done && closing.on.what != plan::kNone; });
}

// What the customer answered, in the order of the template's fields: all that it does not call optional, and nothing else.
base::Result<std::vector<core::Datum>> answers_of(const Conversion& conversion, const plan::Template& written, const RawRecord& given) {
  std::vector<core::Datum> answers(written.answers.size());
  std::vector<std::string_view> names;
  for (const plan::Field& field : written.answers) names.push_back(field.name);
  for (const RawField& one : given) {
    const auto place = std::find(names.begin(), names.end(), one.name) - names.begin();
    if (place == static_cast<std::ptrdiff_t>(names.size()))
      return std::unexpected(unknown_word("answer_unknown", "the template has no answer", "该模板没有答复字段", one.name, names));
    auto datum = convert(conversion, one.value, written.answers[static_cast<std::size_t>(place)], one.name);
    if (!datum) return std::unexpected(datum.error());
    answers[static_cast<std::size_t>(place)] = std::move(*datum);
  }
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (!answers[i].known() && !written.answers[i].optional)
      return base::invalid("answer_missing", "the answer lacks \"" + written.answers[i].name + "\"",
                           "答复缺少 \"" + written.answers[i].name + "\"");
  }
  return answers;
}

}  // namespace

void Engine::Parts::execute(TaskDone& command) {
  const Unsealed sealed = unsealed_or_none(command.task, base::SealedKind::task);
  if (sealed.customer == kNobody) return refuse(command.reply, task_unknown(command.task));
  fire_overdue(sealed.customer);
  const FoundTask found = find_task(*world.roster, state.customer(sealed.customer), sealed.ref);
  core::TaskReported report;
  Brought brought;
  if (found.task == nullptr && sealed.ref.journey >= state.customer(sealed.customer).next_journey)
    return refuse(command.reply, task_unknown(command.task));
  if (found.task != nullptr && found.task->phase == core::TaskPhase::armed) {
    return refuse(
        command.reply,
        base::invalid("task_not_open", "the task " + command.task + " is not open yet", "任务 " + command.task + " 尚未开启").error());
  }
  if (found.task != nullptr && found.task->phase == core::TaskPhase::open) {
    const auto& by_word = found.plan->work.closed_by_report;
    const auto text = [&](plan::TextIndex index) { return found.linked->plan->unit.texts[index]; };
    const bool closes_so =
        std::any_of(by_word.begin(), by_word.end(), [&](plan::TextIndex index) { return text(index) == command.outcome; });
    auto made = brought_by(*this, found, command);
    if (!made) return refuse(command.reply, made.error());
    brought = std::move(*made);
    if (needs_event(*found.plan) && !closes_so) {
      report.closes = false;
      if (brought.brings.empty())
        return refuse(command.reply,
                      base::invalid("task_needs_event",
                                    "the task is done when its event arrives; a report does not close it (write `done by report`)",
                                    "该任务在其事件到达时完成,不能以报告关闭(除非写明 done by report)")
                          .error());
    }
    std::vector<std::string_view> outcomes{"done"};
    for (const plan::TextIndex outcome : found.plan->outcomes) outcomes.push_back(found.linked->plan->unit.texts[outcome]);
    for (const plan::TextIndex outcome : by_word) outcomes.push_back(found.linked->plan->unit.texts[outcome]);
    if (!command.outcome.empty() && std::find(outcomes.begin(), outcomes.end(), command.outcome) == outcomes.end()) {
      return refuse(command.reply, unknown_word("outcome_unknown", "the task has no outcome", "该任务没有结果", command.outcome, outcomes));
    }
    const bool done = command.outcome.empty() || command.outcome == "done" || !closed_so(*found.plan, found, command.outcome);
    if (report.closes && done && !closes_so) {
      if (auto whole = complete(found, brought.brings); !whole) return refuse(command.reply, whole.error());
    }
  }
  report.task = sealed.ref;
  report.outcome = command.outcome;
  report.actor = command.actor;
  report.values = std::move(brought.values);
  report.brought = std::move(brought.brings);
  const bool closes = report.closes;
  grow();
  const core::Group& group = take(sealed.customer, std::move(report));
  for (PersonalBrought& one : brought.personal) person(sealed.customer).set(one.name, std::move(one.text));
  if (!closes) return reply(command.reply, {});
  const bool closed = std::any_of(group.facts.begin(), group.facts.end(), [&](const core::Fact& fact) {
    const auto* one = std::get_if<core::TaskClosed>(&fact);
    return one != nullptr && one->task == sealed.ref;
  });
  if (!closed) return refuse(command.reply, task_closed(command.task));
  if (!command.note.empty()) person(sealed.customer).set("note:" + command.task, command.note);   // free text stays out of the journal
  reply(command.reply, {});
}

void Engine::Parts::execute(TaskAssign& command) {
  const Unsealed sealed = unsealed_or_none(command.task, base::SealedKind::task);
  if (sealed.customer == kNobody) return refuse(command.reply, task_unknown(command.task));
  const auto person = person_named(command.person);
  if (!person) return refuse(command.reply, person.error());
  fire_overdue(sealed.customer);
  const FoundTask found = find_task(*world.roster, state.customer(sealed.customer), sealed.ref);
  if (found.task == nullptr || found.task->phase != core::TaskPhase::open) return refuse(command.reply, task_closed(command.task));
  take(sealed.customer, core::TaskHandedTo{sealed.ref, *person, command.actor, command.reason});
  reply(command.reply, {});
}

void Engine::Parts::execute(TouchResolve& command) {
  const Unsealed sealed = unsealed_or_none(command.touch, base::SealedKind::touch);
  if (sealed.customer == kNobody || sealed.ref.journey >= state.customer(sealed.customer).next_journey) {
    return refuse(command.reply, base::gone("touch_unknown", "there is no touch " + command.touch, "没有触达 " + command.touch).error());
  }
  fire_overdue(sealed.customer);
  const core::Group& group =
      take(sealed.customer, core::TouchResolved{sealed.ref, command.sent, std::move(command.actor), std::move(command.reason)});
  const bool resolved = std::any_of(group.facts.begin(), group.facts.end(), [&](const core::Fact& fact) {
    const auto* reported = std::get_if<core::TouchReported>(&fact);
    const auto* retrying = std::get_if<core::TouchRetrying>(&fact);
    return (reported != nullptr && reported->touch == sealed.ref) || (retrying != nullptr && retrying->touch == sealed.ref);
  });
  if (resolved) return reply(command.reply, {});
  refuse(command.reply, base::invalid("touch_settled", "the touch " + command.touch + " is not one whose result is unknown",
                                      "触达 " + command.touch + " 的结果并非未知")
                            .error());
}

void Engine::Parts::execute(Receipts& command) {
  Reply answer;
  for (RawReceipt& receipt : command.receipts) {
    const Unsealed sealed = unsealed_or_none(receipt.touch, base::SealedKind::touch);
    if (sealed.customer == kNobody || sealed.ref.journey >= state.customer(sealed.customer).next_journey) {
      record(ReceiptUnknown{receipt.touch, static_cast<std::uint8_t>(receipt.outcome)});    // quarantine: kept and shown
      answer.items.push_back(
          refused(base::gone("touch_unknown", "there is no touch " + receipt.touch, "没有触达 " + receipt.touch).error()));
      continue;
    }
    core::DeliveryReported report;
    report.touch = sealed.ref;
    report.outcome = receipt.outcome;
    report.at = receipt.at.ms == INT64_MIN ? now : receipt.at;
    report.provider = receipt.provider;
    base::Result<void> fault = {};
    for (const core::Journey& journey : state.customer(sealed.customer).journeys) {
      for (const core::Touch& touch : journey.touches) {
        if (journey.journey != sealed.ref.journey || touch.site != sealed.ref.site || touch.occurrence != sealed.ref.occurrence) continue;
        const core::LinkedPlan& linked = *world.roster->plans[journey.plan];
        const std::uint32_t number = linked.unit.number(core::Names::template_, linked.plan->sends[touch.send].legs[touch.leg].template_);
        const plan::Template* written = number < world.roster->templates.size() ? world.roster->templates[number] : nullptr;
        if (written == nullptr || receipt.outcome != core::DeliveryOutcome::answered) continue;
        auto answers = answers_of(conversion(), *written, receipt.answers);
        if (answers) report.answers = std::move(*answers);
        else fault = std::unexpected(answers.error());
      }
    }
    if (!fault) {
      answer.items.push_back(refused(fault.error()));
      continue;
    }
    grow();
    give(sealed.customer, std::move(report));
    answer.items.emplace_back();
  }
  reply(command.reply, std::move(answer));
}

void Engine::Parts::execute(Reports& command) {
  for (Report& one : command.reports) {
    const core::Customer* customer = state.find(one.customer);
    if (customer == nullptr) continue;
    for (const core::Journey& journey : customer->journeys) {
      for (const core::Touch& touch : journey.touches) {
        const bool this_one = journey.journey == one.report.touch.journey && touch.site == one.report.touch.site &&
                              touch.occurrence == one.report.touch.occurrence;
        if (this_one && touch.phase == core::TouchPhase::sending)
          outbox.reported(touch.channel, one.report.outcome, one.report.retry_after_ms, now);
      }
    }
    give(one.customer, std::move(one.report));
  }
}

}  // namespace playmaker::engine
