// Events in: CloudEvents 1.0, structured and batched, and NDJSON with one structured CloudEvent a line. Read on the I/O thread straight
// into what the engine takes; the answer comes when they are durable and decided.
#include <memory>

#include "daemon/routes/batch.hpp"
#include "daemon/routes/routes.hpp"

namespace playmaker::routes {
namespace {

constexpr std::string_view kOne = "application/cloudevents+json", kMany = "application/cloudevents-batch+json",
                           kLines = "application/x-ndjson";

base::Failure wrong(std::string message, std::string zh) {
  return {base::FailureKind::invalid, "event_invalid", std::move(message), std::move(zh)};
}

std::optional<base::Failure> take_text(engine::RawField& field, std::string& out) {
  auto* text = std::get_if<std::string>(&field.value.value);
  if (text == nullptr) return wrong("the attribute \"" + field.name + "\" must be a text", "属性 \"" + field.name + "\" 应为文本");
  out = std::move(*text);
  return {};
}

// A structured CloudEvent: subject is the customer (only a broadcast goes without), type the event's name, data its fields, `task` (an
// extension) the task it is about.
base::Result<engine::RawEvent> event_of(engine::RawValue& value) {
  engine::RawEvent event;
  std::string version, time;
  for (engine::RawField& field : std::get<engine::RawRecord>(value.value)) {
    std::optional<base::Failure> fault;
    if (field.name == "specversion") fault = take_text(field, version);
    else if (field.name == "id") fault = take_text(field, event.id);
    else if (field.name == "source") fault = take_text(field, event.source);
    else if (field.name == "type") fault = take_text(field, event.name);
    else if (field.name == "subject") fault = take_text(field, event.customer);
    else if (field.name == "time") fault = take_text(field, time);
    else if (field.name == "task") fault = take_text(field, event.task);
    else if (field.name == "data_base64")
      fault = wrong("data_base64 is not read: give the fields as an object in data", "不读 data_base64:请在 data 中以对象给出字段");
    else if (field.name == "data") {
      auto* fields = std::get_if<engine::RawRecord>(&field.value.value);
      if (fields != nullptr) event.fields = std::move(*fields);
      else if (!std::holds_alternative<std::monostate>(field.value.value))
        fault = wrong("data must be an object of fields", "data 应为字段组成的对象");
    }
    if (fault) return std::unexpected(std::move(*fault));   // other attributes (datacontenttype, extensions) say nothing to us
  }
  if (version != "1.0") return std::unexpected(wrong("specversion must be \"1.0\"", "specversion 应为 \"1.0\""));
  if (event.id.empty() || event.source.empty())
    return std::unexpected(
        wrong("id and source are needed: together they tell an event from its repetition", "缺少 id 或 source:二者共同区分事件与其重复"));
  if (event.name.empty()) return std::unexpected(wrong("type is needed: the event's name in the catalog", "缺少 type:目录中的事件名"));
  if (!time.empty()) {
    const auto at = base::parse_instant(time);
    if (!at) return std::unexpected(at.error());
    event.at = *at;
  }
  return event;
}

}  // namespace

void add_events(http::Router& router, Doors& doors) {
  router.add({"POST", "/v1/events", {kLines, kMany, kOne}, [&doors](const http::CallPtr& call, http::Respond respond) {
                if (auto known = call->query.only({}); !known) return refuse(respond, *call, known.error());
                const bool single = media_type(*call->request) == kOne;
                auto read = Batch::read(call->body(), media_type(*call->request) == kLines, single);
                if (!read) return refuse(respond, *call, read.error());
                auto batch = std::make_shared<Batch>(std::move(*read));
                engine::Events events;
                events.events.reserve(batch->size());
                for (std::size_t i = 0; i < batch->size(); ++i) {
                  engine::RawValue* item = batch->item(i);
                  if (item == nullptr) continue;
                  auto event = event_of(*item);
                  if (event) events.events.push_back(std::move(*event));
                  else if (single) return refuse(respond, *call, event.error());
                  else batch->refuse(i, event.error());
                  *item = {};
                }
                const auto answer = [batch, single, language = call->language](const engine::Reply& reply) {
                  if (single && reply.items.size() == 1 && reply.items[0].status == engine::ItemStatus::refused) {
                    const engine::ItemResult& item = reply.items[0];
                    return http::problem(422, {base::FailureKind::invalid, item.code, item.message, item.zh}, language);
                  }
                  return ok(batch->results(reply, language));
                };
                if (events.events.empty()) return respond([answer] { return answer({}); });
                command(doors, call, respond, std::move(events), answer);
              }});
}

}  // namespace playmaker::routes
