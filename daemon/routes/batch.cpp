#include "daemon/routes/batch.hpp"

#include "runtime/base/limits.hpp"

namespace playmaker::routes {
namespace {

base::Failure too_large() {
  const std::string most = std::to_string(base::kBatchEventsMax);
  return {base::FailureKind::invalid, "batch_too_large", "a batch holds at most " + most + " items: send it in parts",
          "一批至多 " + most + " 项:请分批发送"};
}

void append_result(std::string& out, std::size_t line, const engine::ItemResult& item, base::Language language) {
  out += "{\"line\":";
  out += std::to_string(line);
  if (item.status == engine::ItemStatus::accepted) {
    out += ",\"status\":\"accepted\"}";
    return;
  }
  out += item.status == engine::ItemStatus::duplicate ? ",\"status\":\"duplicate\",\"code\":" : ",\"status\":\"refused\",\"code\":";
  daemon::append_json_text(out, item.code);
  const std::string& message = language == base::Language::zh && !item.zh.empty() ? item.zh : item.message;
  if (!message.empty()) {
    out += ",\"message\":";
    daemon::append_json_text(out, message);
  }
  if (item.commit != 0) out += ",\"commit\":" + std::to_string(item.commit);
  out += '}';
}

}  // namespace

base::Result<Batch> Batch::read(std::string_view body, bool lines, bool one) {
  Batch batch;
  if (!lines) {
    auto value = daemon::parse_json(body);
    if (!value) return std::unexpected(value.error());
    auto* list = std::get_if<engine::RawList>(&value->value);
    if (list == nullptr) {
      if (!one || !daemon::is_object(*value))
        return base::invalid("json_invalid", "the body must be a JSON array of objects", "请求体应为对象组成的 JSON 数组");
      batch.items_.push_back({1, std::move(*value), {}});
      return batch;
    }
    if (list->size() > base::kBatchEventsMax) return std::unexpected(too_large());
    for (engine::RawValue& item : *list) batch.items_.push_back({batch.items_.size() + 1, std::move(item), {}});
  }
  for (std::size_t number = 1; lines && !body.empty(); ++number) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    const std::string_view line = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (batch.items_.size() == base::kBatchEventsMax) return std::unexpected(too_large());
    Item& item = batch.items_.emplace_back();
    item.line = number;
    if (line.size() > base::kEventBytesMax) {
      const std::string most = std::to_string(base::kEventBytesMax);
      item.failure = base::Failure{base::FailureKind::invalid, "line_too_long", "the line is longer than " + most + " bytes",
                                   "此行超过 " + most + " 字节"};
      continue;
    }
    auto value = daemon::parse_json(line);
    if (value) item.value = std::move(*value);
    else item.failure = value.error();
  }
  for (Item& item : batch.items_) {
    if (!item.failure && !daemon::is_object(item.value))
      item.failure = base::Failure{base::FailureKind::invalid, "json_invalid", "a JSON object is expected", "此处应为 JSON 对象"};
  }
  return batch;
}

std::string Batch::results(const engine::Reply& reply, base::Language language) const {
  std::size_t accepted = 0, duplicate = 0, refused = 0, next = 0;
  std::string results;
  results.reserve(items_.size() * 36);
  for (const Item& item : items_) {
    if (!results.empty()) results += ',';
    if (item.failure) {
      ++refused;
      append_result(results, item.line, {engine::ItemStatus::refused, item.failure->code, item.failure->message, item.failure->zh, 0},
                    language);
      continue;
    }
    const engine::ItemResult& result = reply.items[next++];
    ++(result.status == engine::ItemStatus::accepted ? accepted : result.status == engine::ItemStatus::duplicate ? duplicate : refused);
    append_result(results, item.line, result, language);
  }
  daemon::JsonWriter json;
  json.begin_object().field("commit", reply.commit).field("accepted", accepted).field("duplicate", duplicate).field("refused", refused);
  json.key("results").raw("[" + results + "]").end_object();
  return json.take();
}

}  // namespace playmaker::routes
