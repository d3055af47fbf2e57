// Figures of playbooks, waves, incidents, stock of benefits: what a supervisor reads first.
#include <charconv>

#include "daemon/routes/listing.hpp"
#include "daemon/routes/routes.hpp"
#include "daemon/tallies.hpp"
#include "daemon/words/words.hpp"

namespace playmaker::routes {
namespace {

void write_counts(daemon::JsonWriter& json, std::string_view name, const std::vector<view::CountOf>& counts, bool reasons = false) {
  json.key(name).begin_object();
  for (const view::CountOf& count : counts) {
    int code = 0;
    const bool number = reasons && std::from_chars(count.name.data(), count.name.data() + count.name.size(), code).ec == std::errc{};
    json.field(number ? daemon::code_of(static_cast<core::Reason>(code)) : std::string_view(count.name), count.count);
  }
  json.end_object();
}

void write_figures(daemon::JsonWriter& json, const view::PlaybookFigures& figures) {
  json.begin_object()
      .field("playbook", figures.playbook)
      .field("entered", figures.entered)
      .field("held_out", figures.held_out)
      .field("live", figures.live);
  write_counts(json, "ended", figures.ended);
  write_counts(json, "touches", figures.touches);
  write_counts(json, "blocked", figures.blocked, true);
  json.key("waves").begin_object();
  for (const auto& wave : figures.waves) {
    json.key(wave.wave).begin_object();
    daemon::write_wave_tally(json, wave);
    json.end_object();
  }
  json.end_object().key("tasks").begin_object();
  for (const auto& task : figures.tasks) {
    json.key(task.task).begin_object();
    daemon::write_task_tally(json, task);
    json.end_object();
  }
  json.end_object().key("breakpoints").begin_object();
  for (const auto& stall : figures.stalls) {
    json.key(stall.breakpoint).begin_object();
    daemon::write_breakpoint_tally(json, stall);
    json.key("reasons").begin_object();
    for (const auto& reason : figures.reasons) {
      if (reason.breakpoint == stall.breakpoint) json.field(reason.reason, reason.count);
    }
    json.end_object().end_object();
  }
  json.end_object().key("checks").begin_object();
  for (const auto& check : figures.checks) {
    json.key(check.task)
        .begin_object()
        .field("asked", check.asked)
        .field("passed", check.passed)
        .field("failed", check.failed)
        .end_object();
  }
  json.end_object().key("experiments").begin_object();
  for (const auto& arm : figures.arms) {
    json.key(arm.experiment + "." + arm.arm).begin_object();
    json.field("taken", arm.taken).field("measured", arm.measured).field("reached", arm.reached).end_object();
  }
  json.end_object().end_object();
}

void write_wave(daemon::JsonWriter& json, const view::PlaybookFigures& figures) {
  for (const auto& wave : figures.waves) {
    json.begin_object().field("playbook", figures.playbook).field("wave", wave.wave);
    daemon::write_wave_tally(json, wave);
    json.end_object();
  }
}

base::Result<http::Response> from_figures(Doors& doors, const http::Call& call, daemon::Desk::Seat& seat,
                                          void (*write)(daemon::JsonWriter&, const view::PlaybookFigures&)) {
  if (auto known = call.query.only({"playbook", "after"}); !known) return std::unexpected(known.error());
  if (auto seen = await_view(doors, call); !seen) return std::unexpected(seen.error());
  auto reader = seat.reader();
  if (!reader) return std::unexpected(reader.error());
  const std::uint64_t watermark = (*reader)->watermark();
  const auto figures = (*reader)->figures();
  if (!figures) return std::unexpected(figures.error());
  const std::string* only = call.query.find("playbook");
  daemon::JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const view::PlaybookFigures& one : *figures) {
    if (only == nullptr || one.playbook == *only) write(json, one);
  }
  return ok(json.end_array().field("watermark", watermark).end_object().take());
}

base::Result<http::Response> incidents(Doors& doors, const http::Call& call, daemon::Desk::Seat& seat) {
  if (auto known = call.query.only({"after"}); !known) return std::unexpected(known.error());
  if (auto seen = await_view(doors, call); !seen) return std::unexpected(seen.error());
  auto reader = seat.reader();
  if (!reader) return std::unexpected(reader.error());
  const std::uint64_t watermark = (*reader)->watermark();
  const auto rows = (*reader)->incidents();
  if (!rows) return std::unexpected(rows.error());
  const auto names = named(doors, base::SealedKind::journey, {});
  if (!names) return std::unexpected(names.error());
  // What concerns no customer is not in the view: the engine keeps it.
  auto troubles = ask<std::vector<engine::HouseTrouble>>(doors, [](const engine::Engine& engine) { return engine.troubles(); });
  if (!troubles) return std::unexpected(troubles.error());
  std::vector<view::IncidentRow> all = *rows;
  for (engine::HouseTrouble& trouble : *troubles)
    all.push_back(
        {trouble.code, "", std::move(trouble.place), std::move(trouble.sample), trouble.first.ms, trouble.last.ms, trouble.count});
  daemon::JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const view::IncidentRow& row : all) {
    json.begin_object().field("code", row.code);
    write_text(json, "playbook", row.playbook);
    write_text(json, "place", row.path);
    json.field("count", row.count);
    write_time(json, "first", row.first, *names);
    write_time(json, "last", row.last, *names);
    write_text(json, "sample", row.sample);
    write_text(json, "message", daemon::incident_words(row.code, call.language));
    json.end_object();
  }
  return ok(json.end_array().field("watermark", watermark).end_object().take());
}

std::string benefits(const engine::Engine& engine) {
  const auto roster = engine.roster();
  daemon::JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const engine::StockReport& stock : engine.stocks()) {
    json.begin_object().field("benefit", roster->dictionary->name(core::Names::benefit, stock.benefit)).field("unlimited", stock.unlimited);
    json.field("stock", stock.stock).field("granted", stock.granted).field("posted", stock.posted).field("free", stock.free).end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace

void add_figures(http::Router& router, Doors& doors) {
  router.add({"GET", "/v1/figures", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond,
                        [&doors, call](daemon::Desk::Seat& seat) { return from_figures(doors, *call, seat, write_figures); });
              }});
  router.add({"GET", "/v1/waves", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond,
                        [&doors, call](daemon::Desk::Seat& seat) { return from_figures(doors, *call, seat, write_wave); });
              }});
  router.add({"GET", "/v1/incidents", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond, [&doors, call](daemon::Desk::Seat& seat) { return incidents(doors, *call, seat); });
              }});
  router.add({"GET", "/v1/benefits", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond, [&doors](daemon::Desk::Seat&) -> base::Result<http::Response> {
                  auto json = ask<std::string>(doors, benefits);
                  if (!json) return std::unexpected(json.error());
                  return ok(std::move(*json));
                });
              }});
}

}  // namespace playmaker::routes
