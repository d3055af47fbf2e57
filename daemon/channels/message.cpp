#include "daemon/channels/message.hpp"

#include "daemon/json.hpp"

namespace playmaker::channels {

std::string message_of(const channel::Dispatch& dispatch) {
  daemon::JsonWriter json;
  json.begin_object().field("touch", dispatch.touch).field("customer", dispatch.customer_id);
  if (!dispatch.address.empty()) json.field("address", dispatch.address);
  json.field("channel", dispatch.channel).field("template", dispatch.template_).key("fields").begin_object();
  for (const channel::Field& field : dispatch.fields) json.field(field.name, field.text);
  json.end_object().end_object();
  return json.take();
}

core::DeliveryReported report_of(const channel::Dispatch& dispatch, core::DeliveryOutcome outcome, std::string words,
                                 std::int64_t retry_after_ms) {
  core::DeliveryReported report = channel::report_of(dispatch, outcome, dispatch.at);
  report.provider = std::move(words);
  report.retry_after_ms = retry_after_ms;
  return report;
}

}  // namespace playmaker::channels
