// Tasks: the list a manager or supervisor works from, done and assigned by hand.
#include "daemon/routes/listing.hpp"
#include "daemon/routes/routes.hpp"
#include "daemon/words/words.hpp"

namespace playmaker::routes {
namespace {

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
                const auto body = read_object(*call, {"outcome", "actor", "note"});
                if (!body) return refuse(respond, *call, body.error());
                engine::TaskDone report;
                report.task = call->names[0];
                report.outcome = text_member(*body, "outcome");
                report.actor = text_member(*body, "actor");
                report.note = text_member(*body, "note");
                command(doors, call, respond, std::move(report), done);
              }});
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
