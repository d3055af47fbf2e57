// Touches and what became of them: the list, and receipts from providers.
#include "daemon/routes/batch.hpp"
#include "daemon/routes/listing.hpp"
#include "daemon/routes/routes.hpp"
#include "daemon/words/words.hpp"

namespace playmaker::routes {
namespace {

using core::DeliveryOutcome;
using core::TouchPhase;

constexpr std::array kPurposes{"marketing", "service", "regulatory", "staff"};
constexpr std::array kPhases{TouchPhase::planned,   TouchPhase::waiting, TouchPhase::reserved, TouchPhase::sending,  TouchPhase::accepted,
                             TouchPhase::delivered, TouchPhase::read,    TouchPhase::answered, TouchPhase::retrying, TouchPhase::failed,
                             TouchPhase::unknown,   TouchPhase::blocked, TouchPhase::expired,  TouchPhase::cancelled};

base::Result<std::optional<int>> phase_of(const http::Query& query) {
  const std::string* text = query.find("status");
  if (text == nullptr) return std::optional<int>{};
  std::string words;
  for (const TouchPhase phase : kPhases) {
    if (daemon::code_of(phase) == *text) return std::optional<int>{static_cast<int>(phase)};
    words.append(words.empty() ? "" : ", ").append(daemon::code_of(phase));
  }
  return base::invalid("parameter_invalid", "\"status\" is one of " + words + ", not \"" + *text + "\"",
                       "\"status\" 应为 " + words + " 之一,而不是 \"" + *text + "\"");
}

base::Result<std::optional<int>> reason_of(const http::Query& query) {
  const std::string* text = query.find("reason");
  if (text == nullptr) return std::optional<int>{};
  for (int code = 1; code < 256; ++code) {
    if (daemon::code_of(static_cast<core::Reason>(code)) == *text) return std::optional<int>{code};
  }
  return base::invalid("parameter_invalid", "there is no reason \"" + *text + "\"", "没有原因 \"" + *text + "\"");
}

base::Result<http::Response> touches(Doors& doors, const http::Call& call, daemon::Desk::Seat& seat) {
  const http::Query& query = call.query;
  if (auto known = query.only({"status", "reason", "playbook", "channel", "customer", "limit", "cursor", "after"}); !known)
    return std::unexpected(known.error());
  view::TouchFilter filter;
  const auto phase = phase_of(query), reason = reason_of(query);
  if (!phase) return std::unexpected(phase.error());
  if (!reason) return std::unexpected(reason.error());
  filter.phase = *phase;
  filter.why = *reason;
  filter.playbook = text_of(query, "playbook");
  filter.channel = text_of(query, "channel");
  return list<view::TouchRow>(
      doors, call, seat, base::SealedKind::touch,
      [&](view::Reader& reader, const Numbers& numbers, const view::Page& page) {
        filter.customer = numbers.customer;
        return reader.touches(filter, page);
      },
      [](daemon::JsonWriter& json, const view::TouchRow& row, const Named& names) {
        json.field("step", row.path).field("channel", row.channel).field("template", row.template_);
        json.field("status", daemon::code_of(static_cast<TouchPhase>(row.phase)))
            .field("purpose", kPurposes[static_cast<std::size_t>(row.purpose) % kPurposes.size()]);
        json.field("contact", row.contact).field("attempts", row.attempts);
        if (row.why != 0) json.field("reason", daemon::code_of(static_cast<core::Reason>(row.why)));
        write_text(json, "provider", row.provider);
        write_time(json, "planned", row.planned, names);
        write_time(json, "reserved", row.reserved, names);
        write_time(json, "sent", row.sent, names);
        write_time(json, "settled", row.settled, names);
        write_time(json, "expires", row.expires, names);
      });
}

base::Result<engine::RawReceipt> receipt_of(engine::RawValue& value) {
  static constexpr std::array<std::pair<std::string_view, DeliveryOutcome>, 5> kOutcomes{{{"delivered", DeliveryOutcome::delivered},
                                                                                          {"read", DeliveryOutcome::read},
                                                                                          {"opened", DeliveryOutcome::opened},
                                                                                          {"answered", DeliveryOutcome::answered},
                                                                                          {"failed", DeliveryOutcome::failed_permanent}}};
  engine::RawReceipt receipt;
  receipt.touch = text_member(value, "touch");
  receipt.provider = text_member(value, "provider");
  if (receipt.touch.empty())
    return base::invalid("receipt_invalid", "the member \"touch\" is missing: the touch's id", "缺少成员 \"touch\":触达编号");
  const std::string outcome = text_member(value, "outcome");
  bool found = false;
  for (const auto& [word, code] : kOutcomes) {
    if (word != outcome) continue;
    receipt.outcome = code;
    found = true;
  }
  if (!found)
    return base::invalid("receipt_invalid", "\"outcome\" is delivered, read, opened, answered or failed",
                         "\"outcome\" 应为 delivered、read、opened、answered 或 failed");
  if (const std::string at = text_member(value, "at"); !at.empty()) {
    const auto instant = base::parse_instant(at);
    if (!instant) return std::unexpected(instant.error());
    receipt.at = *instant;
  }
  if (const engine::RawValue* answers = daemon::member(value, "answers")) {
    if (const auto* record = std::get_if<engine::RawRecord>(&answers->value)) receipt.answers = *record;
  }
  return receipt;
}

}  // namespace

void add_touches(http::Router& router, Doors& doors) {
  router.add({"GET", "/v1/touches", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond, [&doors, call](daemon::Desk::Seat& seat) { return touches(doors, *call, seat); });
              }});
  router.add({"POST", "/v1/touches/{id}:resolve", {"application/json"}, [&doors](const http::CallPtr& call, http::Respond respond) {
                const auto body = read_object(*call, {"sent", "actor", "reason"}, {"sent"});
                if (!body) return refuse(respond, *call, body.error());
                const bool* sent = std::get_if<bool>(&daemon::member(*body, "sent")->value);
                if (sent == nullptr)
                  return refuse(respond, *call,
                                base::invalid("member_invalid", "\"sent\" is true when the customer was reached, false when not",
                                              "\"sent\" 应为 true(已送达渠道)或 false(未发出)")
                                    .error());
                engine::TouchResolve resolve;
                resolve.touch = call->names[0];
                resolve.sent = *sent;
                resolve.actor = text_member(*body, "actor");
                resolve.reason = text_member(*body, "reason");
                command(doors, call, respond, std::move(resolve), done);
              }});
  router.add(
      {"POST", "/v1/receipts", {"application/x-ndjson", "application/json"}, [&doors](const http::CallPtr& call, http::Respond respond) {
         auto read = Batch::read(call->body(), media_type(*call->request) == "application/x-ndjson", true);
         if (!read) return refuse(respond, *call, read.error());
         auto batch = std::make_shared<Batch>(std::move(*read));
         engine::Receipts receipts;
         for (std::size_t i = 0; i < batch->size(); ++i) {
           engine::RawValue* item = batch->item(i);
           if (item == nullptr) continue;
           auto receipt = receipt_of(*item);
           if (receipt) receipts.receipts.push_back(std::move(*receipt));
           else batch->refuse(i, receipt.error());
         }
         const auto answer = [batch, language = call->language](const engine::Reply& reply) { return ok(batch->results(reply, language)); };
         if (receipts.receipts.empty()) return respond([answer] { return answer({}); });
         command(doors, call, respond, std::move(receipts), answer);
       }});
}

}  // namespace playmaker::routes
