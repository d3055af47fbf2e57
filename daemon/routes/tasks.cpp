// Tasks: the list a manager or supervisor works from, done and assigned by hand.
#include "daemon/routes/listing.hpp"
#include "daemon/routes/routes.hpp"
#include "daemon/words/words.hpp"

namespace playmaker::routes {
namespace {

const plan::Plan* plan_of(const Named& names, std::uint32_t plan) {
  return names.roster == nullptr || plan >= names.roster->plans.size() ? nullptr : names.roster->plans[plan]->plan.get();
}

// What the playbook says about how the work is done, and how far it has come.
void write_work(daemon::JsonWriter& json, const view::TaskRow& row, const Named& names) {
  const plan::Plan* plan = plan_of(names, row.plan);
  if (plan == nullptr || row.site >= plan->sites.size() || plan->sites[row.site].kind != plan::SiteKind::task) return;
  const plan::WorkRule& rule = plan->tasks[plan->sites[row.site].index].work;
  const auto text = [&](plan::TextIndex index) -> const std::string& { return plan->unit.texts[index]; };
  const auto brought = [&](core::Bring what, std::size_t place) {
    return row.brought.find(" " + std::to_string(static_cast<std::uint32_t>(what)) + ":" + std::to_string(place) + " ") !=
           std::string::npos;
  };
  if (rule.guide != plan::kNone) json.field("guide", text(rule.guide));
  if (rule.attempts.times > 0) json.field("attempts", row.attempts).field("attempts_most", rule.attempts.times);
  write_time(json, "call_at", row.call_at, names);
  constexpr std::array kTaken{"open", "in_time", "late"};
  if (rule.claim.written()) json.field("claim", kTaken[static_cast<std::size_t>(row.claimed) % kTaken.size()]);
  if (rule.acknowledge.written()) json.field("acknowledge", kTaken[static_cast<std::size_t>(row.acknowledged) % kTaken.size()]);
  if (!rule.collect.empty()) {
    json.key("collect").begin_object();
    for (std::size_t i = 0; i < rule.collect.size(); ++i)
      json.field(text(plan->unit.attributes[rule.collect[i]].name), brought(core::Bring::collected, i));
    json.end_object();
  }
  if (!rule.checklist.empty()) {
    json.key("checklist").begin_object();
    for (std::size_t i = 0; i < rule.checklist.size(); ++i) json.field(text(rule.checklist[i]), brought(core::Bring::ticked, i));
    json.end_object();
  }
  if (!rule.evidence.empty()) {
    json.key("evidence").begin_object();
    for (std::size_t i = 0; i < rule.evidence.size(); ++i) json.field(text(rule.evidence[i].what), brought(core::Bring::evidence, i));
    json.end_object();
  }
}

void write_task(daemon::JsonWriter& json, const view::TaskRow& row, const Named& names) {
  json.field("task", row.path)
      .field("must", row.must)
      .field("status", daemon::code_of(static_cast<core::TaskPhase>(row.phase)))
      .field("overdue", row.overdue);
  write_text(json, "role", row.role);
  write_text(json, "assignee", names.person(row.assignee));
  write_text(json, "with", names.person(row.second));
  write_text(json, "with_role", row.second_role);
  write_text(json, "branch", names.branch(row.branch));
  write_time(json, "opened", row.opened, names);
  write_time(json, "due", row.due, names);
  if (row.closed != 0) {
    write_time(json, "closed", row.closed, names);
    json.field("how", daemon::code_of(static_cast<core::TaskEnd>(row.how))).field("outcome", row.outcome);
    json.field("closed_by", row.closed_by == 0 ? ""
                                               : std::array{"event", "condition", "report", "time",
                                                            "end"}[static_cast<std::size_t>(std::min(row.closed_by, 5) - 1)]);
  }
  json.field("escalations", row.escalations);
  write_work(json, row, names);
}

// {"collected": {…}, "ticked": […], "evidence": {"what": "where it is kept"}} of a report. Code member_invalid.
base::Result<void> read_brought(const engine::RawValue& body, engine::TaskDone& report) {
  const auto invalid = [](std::string_view name, std::string_view en, std::string_view zh) {
    return base::invalid("member_invalid", "\"" + std::string(name) + "\" is " + std::string(en),
                         "\"" + std::string(name) + "\" 应为" + std::string(zh));
  };
  if (const engine::RawValue* collected = daemon::member(body, "collected")) {
    const auto* record = std::get_if<engine::RawRecord>(&collected->value);
    if (record == nullptr) return invalid("collected", "an object of the customer's fields", "客户字段对象");
    report.collected = *record;
  }
  if (const engine::RawValue* ticked = daemon::member(body, "ticked")) {
    const auto* list = std::get_if<engine::RawList>(&ticked->value);
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
      const auto* point = std::get_if<std::string>(&(*list)[i].value);
      if (point == nullptr) return invalid("ticked", "a list of points of the checklist", "清单要点的列表");
      report.ticked.push_back(*point);
    }
    if (list == nullptr) return invalid("ticked", "a list of points of the checklist", "清单要点的列表");
  }
  if (const engine::RawValue* evidence = daemon::member(body, "evidence")) {
    const auto* record = std::get_if<engine::RawRecord>(&evidence->value);
    if (record == nullptr) return invalid("evidence", "an object: what, and where it is kept", "对象:凭证及其存放处");
    for (const engine::RawField& field : *record) {
      const auto* reference = std::get_if<std::string>(&field.value.value);
      report.evidence.push_back({field.name, reference == nullptr ? std::string() : *reference});
    }
  }
  return {};
}

base::Result<http::Response> tasks(Doors& doors, const http::Call& call, daemon::Desk::Seat& seat) {
  const http::Query& query = call.query;
  if (auto known =
          query.only({"status", "role", "assignee", "branch", "playbook", "task", "overdue", "customer", "limit", "cursor", "after"});
      !known)
    return std::unexpected(known.error());
  view::TaskFilter filter;
  const auto status =
      word_of(query, "status", {{"open", static_cast<int>(core::TaskPhase::open)}, {"closed", static_cast<int>(core::TaskPhase::closed)}});
  if (!status) return std::unexpected(status.error());
  const auto overdue = query.truth("overdue");
  if (!overdue) return std::unexpected(overdue.error());
  filter.phase = *status;
  filter.overdue = *overdue;
  filter.role = text_of(query, "role");
  filter.playbook = text_of(query, "playbook");
  filter.path = text_of(query, "task");
  return list<view::TaskRow>(
      doors, call, seat, base::SealedKind::task,
      [&](view::Reader& reader, const Numbers& numbers, const view::Page& page) {
        filter.customer = numbers.customer;
        filter.assignee = numbers.assignee;
        filter.branch = numbers.branch;
        return reader.tasks(filter, page);
      },
      write_task);
}

}  // namespace

void add_tasks(http::Router& router, Doors& doors) {
  router.add({"GET", "/v1/tasks", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond, [&doors, call](daemon::Desk::Seat& seat) { return tasks(doors, *call, seat); });
              }});
  router.add({"POST", "/v1/tasks/{id}:complete", {"application/json"}, [&doors](const http::CallPtr& call, http::Respond respond) {
                const auto body = read_object(*call, {"outcome", "actor", "note", "collected", "ticked", "evidence"});
                if (!body) return refuse(respond, *call, body.error());
                engine::TaskDone report;
                report.task = call->names[0];
                report.outcome = text_member(*body, "outcome");
                report.actor = text_member(*body, "actor");
                report.note = text_member(*body, "note");
                if (auto brought = read_brought(*body, report); !brought) return refuse(respond, *call, brought.error());
                command(doors, call, respond, std::move(report), done);
              }});
  for (const core::Taking how : {core::Taking::claimed, core::Taking::acknowledged}) {
    const char* path = how == core::Taking::claimed ? "/v1/tasks/{id}:claim" : "/v1/tasks/{id}:acknowledge";
    router.add({"POST", path, {"application/json"}, [&doors, how](const http::CallPtr& call, http::Respond respond) {
                  const auto body = read_object(*call, {"person", "actor"});
                  if (!body) return refuse(respond, *call, body.error());
                  engine::TaskTake take;
                  take.task = call->names[0];
                  take.how = how;
                  take.person = text_member(*body, "person");
                  take.actor = text_member(*body, "actor");
                  command(doors, call, respond, std::move(take), done);
                }});
  }
  router.add({"POST", "/v1/tasks/{id}:assign", {"application/json"}, [&doors](const http::CallPtr& call, http::Respond respond) {
                const auto body = read_object(*call, {"person", "actor", "reason"}, {"person"});
                if (!body) return refuse(respond, *call, body.error());
                engine::TaskAssign assign;
                assign.task = call->names[0];
                assign.person = text_member(*body, "person");
                assign.actor = text_member(*body, "actor");
                assign.reason = text_member(*body, "reason");
                command(doors, call, respond, std::move(assign), done);
              }});
}

}  // namespace playmaker::routes
