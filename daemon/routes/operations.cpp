// What operators do: pause and resume, and the stepped clock.
#include <algorithm>

#include "daemon/labels.hpp"
#include "daemon/routes/routes.hpp"

namespace playmaker::routes {
namespace {

engine::Scope scope_of(const engine::RawValue& body) {
  return {text_member(body, "customer"), text_member(body, "playbook"), text_member(body, "channel")};
}

std::string pauses(const engine::Engine& engine) {
  const auto roster = engine.roster();
  daemon::JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const core::WidePause& pause : engine.pauses()) {
    if (pause.to != base::kNever) continue;
    json.begin_object();
    if (pause.playbook != plan::kNone) json.field("playbook", roster->dictionary->name(core::Names::playbook, pause.playbook));
    if (pause.channel != plan::kNone) json.field("channel", roster->dictionary->name(core::Names::channel, pause.channel));
    json.field("all", pause.all)
        .field("touches_only", pause.touches_only)
        .field("from", base::format_instant(pause.from, roster->zone))
        .end_object();
  }
  constexpr std::size_t kCustomersMost = 1'000;
  const std::vector<engine::Surrogate> customers = engine.paused_customers(kCustomersMost + 1);
  for (std::size_t i = 0; i < std::min(customers.size(), kCustomersMost); ++i) {
    const core::Customer& customer = *engine.customer(customers[i]);
    for (const core::PauseSpan& span : customer.pauses) {
      if (span.to != base::kNever) continue;
      json.begin_object()
          .field("customer", engine.name_of(customers[i]))
          .field("all", false)
          .field("touches_only", !span.all)
          .field("from", base::format_instant(span.from, roster->zone))
          .end_object();
    }
  }
  return json.end_array().field("more", customers.size() > kCustomersMost).end_object().take();
}

std::string labels(const engine::Engine& engine) { return daemon::labels_json(engine.roster().get()); }

std::string clock(const engine::Engine& engine) {
  const auto roster = engine.roster();
  const base::Zone zone = roster == nullptr ? base::Zone{} : roster->zone;
  return daemon::JsonWriter()
      .begin_object()
      .field("now", base::format_instant(engine.now(), zone))
      .field("commit", engine.commit())
      .end_object()
      .take();
}

void add_question(http::Router& router, Doors& doors, std::string path, std::string (*question)(const engine::Engine&)) {
  router.add({"GET", std::move(path), {}, [&doors, question](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond, [&doors, question](daemon::Desk::Seat&) -> base::Result<http::Response> {
                  auto json = ask<std::string>(doors, question);
                  if (!json) return std::unexpected(json.error());
                  return ok(std::move(*json));
                });
              }});
}

}  // namespace

void add_operations(http::Router& router, Doors& doors) {
  add_question(router, doors, "/v1/labels", labels);
  add_question(router, doors, "/v1/pauses", pauses);
  add_question(router, doors, "/v1/clock", clock);
  router.add({"POST", "/v1/pauses", {"application/json"}, [&doors](const http::CallPtr& call, http::Respond respond) {
                const auto body = read_object(*call, {"customer", "playbook", "channel", "touches_only", "actor", "reason"});
                if (!body) return refuse(respond, *call, body.error());
                engine::Pause pause;
                pause.scope = scope_of(*body);
                if (const engine::RawValue* only = daemon::member(*body, "touches_only")) pause.touches_only = std::get<bool>(only->value);
                pause.actor = text_member(*body, "actor");
                pause.reason = text_member(*body, "reason");
                command(doors, call, respond, std::move(pause), done);
              }});
  router.add({"POST", "/v1/pauses:resume", {"application/json"}, [&doors](const http::CallPtr& call, http::Respond respond) {
                const auto body = read_object(*call, {"customer", "playbook", "channel", "actor", "reason"});
                if (!body) return refuse(respond, *call, body.error());
                engine::Resume resume;
                resume.scope = scope_of(*body);
                resume.actor = text_member(*body, "actor");
                resume.reason = text_member(*body, "reason");
                command(doors, call, respond, std::move(resume), done);
              }});
  router.add({"POST", "/v1/clock:confirm", {}, [&doors](const http::CallPtr&, http::Respond respond) {
                doors.engine.on_engine([respond](engine::Engine& engine) {
                  engine.confirm_clock();
                  respond([commit = engine.commit()] {
                    return ok(daemon::JsonWriter().begin_object().field("commit", commit).end_object().take());
                  });
                });
              }});
  router.add({"POST", "/v1/clock", {"application/json"}, [&doors](const http::CallPtr& call, http::Respond respond) {
                const auto body = read_object(*call, {"to"}, {"to"});
                if (!body) return refuse(respond, *call, body.error());
                const auto to = base::parse_instant(text_member(*body, "to"));
                if (!to) return refuse(respond, *call, to.error());
                doors.engine.move_clock(*to, [call, respond](base::Result<daemon::EngineLoop::Moved> moved) {
                  if (!moved) return refuse(respond, *call, moved.error());
                  respond([moved = *moved] {
                    return ok(daemon::JsonWriter()
                                  .begin_object()
                                  .field("now", base::format_instant(moved.now, moved.zone))
                                  .field("commit", moved.commit)
                                  .end_object()
                                  .take());
                  });
                });
              }});
}

}  // namespace playmaker::routes
