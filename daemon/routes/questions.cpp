// Questions beside the tasks: work to check, reasons to give, customers to take over, leads to claim. Listed and answered here.
#include "daemon/routes/listing.hpp"
#include "daemon/routes/routes.hpp"
#include "daemon/words/words.hpp"

namespace playmaker::routes {
namespace {

using core::QuestionKind;

std::string_view kind_word(int kind) {
  switch (static_cast<QuestionKind>(kind)) {
    case QuestionKind::check: return "check";
    case QuestionKind::reason: return "reason";
    case QuestionKind::hand_over: return "hand_over";
    case QuestionKind::lead: return "lead";
  }
  return "";
}

// What may be answered, for whoever shows the question to a person.
void write_answers(daemon::JsonWriter& json, const view::QuestionRow& row, const Named& names) {
  json.key("answers").begin_array();
  const auto kind = static_cast<QuestionKind>(row.kind);
  if (kind == QuestionKind::check) json.value("passed").value("failed");
  if (kind == QuestionKind::hand_over) json.value("accepted").value("declined");
  if (kind == QuestionKind::lead) json.value("claimed");
  if (kind == QuestionKind::lead && row.person) json.value("declined");
  if (kind == QuestionKind::reason && names.roster != nullptr && row.plan < names.roster->plans.size()) {
    const plan::Plan& plan = *names.roster->plans[row.plan]->plan;
    if (row.about_site < plan.sites.size() && plan.sites[row.about_site].kind == plan::SiteKind::breakpoint) {
      for (const plan::TextIndex text : plan.breakpoints[plan.sites[row.about_site].index].why.reasons) json.value(plan.unit.texts[text]);
    }
  }
  json.end_array();
}

base::Result<http::Response> questions(Doors& doors, const http::Call& call, daemon::Desk::Seat& seat) {
  const http::Query& query = call.query;
  if (auto known = query.only({"kind", "status", "role", "assignee", "branch", "playbook", "customer", "limit", "cursor", "after"}); !known)
    return std::unexpected(known.error());
  view::QuestionFilter filter;
  const auto kind = word_of(query, "kind",
                            {{"check", static_cast<int>(QuestionKind::check)},
                             {"reason", static_cast<int>(QuestionKind::reason)},
                             {"hand_over", static_cast<int>(QuestionKind::hand_over)},
                             {"lead", static_cast<int>(QuestionKind::lead)}});
  if (!kind) return std::unexpected(kind.error());
  const auto status = word_of(query, "status", {{"open", 0}, {"answered", 1}, {"dropped", 2}});
  if (!status) return std::unexpected(status.error());
  filter.kind = *kind;
  filter.phase = *status;
  filter.role = text_of(query, "role");
  filter.playbook = text_of(query, "playbook");
  return list<view::QuestionRow>(
      doors, call, seat, base::SealedKind::question,
      [&](view::Reader& reader, const Numbers& numbers, const view::Page& page) {
        filter.customer = numbers.customer;
        filter.person = numbers.assignee;
        filter.branch = numbers.branch;
        return reader.questions(filter, page);
      },
      [](daemon::JsonWriter& json, const view::QuestionRow& row, const Named& names) {
        constexpr std::array kStatus{"open", "answered", "dropped"};
        json.field("kind", kind_word(row.kind)).field("about", row.path);
        json.field("status", kStatus[static_cast<std::size_t>(row.phase) % kStatus.size()]).field("overdue", row.overdue);
        write_text(json, "role", row.role);
        write_text(json, "assignee", names.person(row.person));
        write_text(json, "branch", names.branch(row.branch));
        write_time(json, "asked", row.asked, names);
        write_time(json, "due", row.due, names);
        write_time(json, "answered", row.answered, names);
        write_text(json, "answer", row.answer);
        write_text(json, "actor", row.actor);
        write_answers(json, row, names);
      });
}

}  // namespace

void add_questions(http::Router& router, Doors& doors) {
  router.add({"GET", "/v1/questions", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond, [&doors, call](daemon::Desk::Seat& seat) { return questions(doors, *call, seat); });
              }});
  router.add({"POST", "/v1/questions/{id}:answer", {"application/json"}, [&doors](const http::CallPtr& call, http::Respond respond) {
                const auto body = read_object(*call, {"answer", "actor", "person"}, {"answer"});
                if (!body) return refuse(respond, *call, body.error());
                engine::QuestionAnswer answer;
                answer.question = call->names[0];
                answer.answer = text_member(*body, "answer");
                answer.actor = text_member(*body, "actor");
                answer.person = text_member(*body, "person");
                command(doors, call, respond, std::move(answer), done);
              }});
}

}  // namespace playmaker::routes
