// Journeys, and the stalls of their breakpoints: who is where, and who is stuck.
#include "daemon/routes/listing.hpp"
#include "daemon/routes/routes.hpp"
#include "daemon/words/words.hpp"

namespace playmaker::routes {
namespace {

constexpr std::array kVia{"", "event", "condition", "sweep", "hand_off", "asked", "desk", "list"};
static_assert(kVia.size() == static_cast<std::size_t>(core::EntryVia::list) + 1);   // the last of them
constexpr std::array kHoldOut{"none", "touches", "all", "bank"};

base::Result<http::Response> journeys(Doors& doors, const http::Call& call, daemon::Desk::Seat& seat) {
  const http::Query& query = call.query;
  if (auto known = query.only({"playbook", "outcome", "live", "customer", "limit", "cursor", "after"}); !known)
    return std::unexpected(known.error());
  view::JourneyFilter filter;
  const auto live = query.truth("live");
  if (!live) return std::unexpected(live.error());
  filter.live = *live;
  filter.playbook = text_of(query, "playbook");
  filter.outcome = text_of(query, "outcome");
  return list<view::JourneyRow>(
      doors, call, seat, base::SealedKind::journey,
      [&](view::Reader& reader, const Numbers& numbers, const view::Page& page) {
        filter.customer = numbers.customer;
        return reader.journeys(filter, page);
      },
      [](daemon::JsonWriter& json, const view::JourneyRow& row, const Named& names) {
        json.field("version", row.version).field("live", row.ended == 0);
        json.field("via", kVia[static_cast<std::size_t>(row.via) % kVia.size()])
            .field("hold_out", kHoldOut[static_cast<std::size_t>(row.hold_out) % kHoldOut.size()]);
        write_time(json, "entered", row.entered, names);
        write_time(json, "ended", row.ended, names);
        write_text(json, "outcome", row.outcome);
        if (row.why != 0) json.field("reason", daemon::code_of(static_cast<core::Reason>(row.why)));
      });
}

base::Result<http::Response> stalls(Doors& doors, const http::Call& call, daemon::Desk::Seat& seat) {
  const http::Query& query = call.query;
  if (auto known = query.only({"status", "playbook", "breakpoint", "customer", "branch", "limit", "cursor", "after"}); !known)
    return std::unexpected(known.error());
  view::StallFilter filter;
  const auto status = word_of(query, "status",
                              {{"armed", static_cast<int>(core::StallPhase::armed)},
                               {"tripped", static_cast<int>(core::StallPhase::tripped)},
                               {"cleared", static_cast<int>(core::StallPhase::cleared)},
                               {"dropped", view::kStallDropped},
                               {"left", view::kStallLeft},
                               {"open", view::kStallOpen}});
  if (!status) return std::unexpected(status.error());
  filter.phase = *status;
  filter.playbook = text_of(query, "playbook");
  filter.path = text_of(query, "breakpoint");
  return list<view::StallRow>(
      doors, call, seat, base::SealedKind::stall,
      [&](view::Reader& reader, const Numbers& numbers, const view::Page& page) {
        filter.customer = numbers.customer;
        filter.branch = numbers.branch;
        return reader.stalls(filter, page);
      },
      [](daemon::JsonWriter& json, const view::StallRow& row, const Named& names) {
        json.field("breakpoint", row.path)
            .field("status", row.phase == view::kStallDropped ? "dropped"
                             : row.phase == view::kStallLeft  ? "left"
                                                              : daemon::code_of(static_cast<core::StallPhase>(row.phase)))
            .field("recovered", row.recovered);
        write_time(json, "from", row.from, names);
        write_time(json, "trips", row.trips, names);
        write_time(json, "tripped", row.tripped, names);
        write_time(json, "cleared", row.cleared, names);
        write_text(json, "stage", row.stage);
        write_text(json, "wave", row.wave);
        write_text(json, "assignee", names.person(row.assignee));
        write_text(json, "branch", names.branch(row.branch));
      });
}

}  // namespace

void add_journeys(http::Router& router, Doors& doors) {
  router.add({"GET", "/v1/journeys", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond, [&doors, call](daemon::Desk::Seat& seat) { return journeys(doors, *call, seat); });
              }});
  router.add({"GET", "/v1/stalls", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond, [&doors, call](daemon::Desk::Seat& seat) { return stalls(doors, *call, seat); });
              }});
}

}  // namespace playmaker::routes
