#include "daemon/routes/doors.hpp"

#include <algorithm>
#include <span>
#include <variant>

namespace playmaker::routes {

void refuse(const http::Respond& respond, const http::Call& call, base::Failure failure) {
  respond([failure = std::move(failure), language = call.language] { return http::problem(failure, language); });
}

http::Response ok(std::string json) {
  http::Response response;
  response.body = std::move(json);
  return response;
}

http::Response done(const engine::Reply& reply) {
  return ok(daemon::JsonWriter().begin_object().field("commit", reply.commit).end_object().take());
}

void at_desk(Doors& doors, const http::CallPtr& call, http::Respond respond, Work work) {
  const bool taken = doors.desk.offer([call, respond, work = std::move(work)](daemon::Desk::Seat& seat) {
    auto answer = work(seat);
    if (!answer) return refuse(respond, *call, answer.error());
    respond([response = std::make_shared<http::Response>(std::move(*answer))] { return std::move(*response); });
  });
  if (!taken)
    refuse(respond, *call,
           {base::FailureKind::busy, "desk_full", "too many questions at once; try again in a second", "同时提问过多,请一秒后再试"});
}

base::Result<void> await_view(Doors& doors, const http::Call& call) {
  const auto after = call.query.number("after", INT64_MAX);
  if (!after) return std::unexpected(after.error());
  if (!*after || doors.view.wait_for(**after, kViewMsMax)) return {};
  return base::busy("view_behind", "the view has not seen commit " + std::to_string(**after) + " yet; try again in a second",
                    "视图尚未处理到提交 " + std::to_string(**after) + ",请一秒后再试");
}

namespace {

// What a member of that name is in every body. A value of another kind is refused: read as "not there" it would be dropped in silence.
constexpr std::string_view kTexts[] = {"customer", "playbook", "channel", "actor",  "reason", "import",
                                       "at",       "outcome",  "note",    "person", "to"};
constexpr std::string_view kTruths[] = {"touches_only", "sent"};

base::Result<void> check_kind(const engine::RawField& field) {
  const auto among = [&](std::span<const std::string_view> names) { return std::ranges::find(names, field.name) != names.end(); };
  const auto& value = field.value.value;
  if (among(kTexts) && !std::holds_alternative<std::string>(value) && !std::holds_alternative<std::monostate>(value))
    return base::invalid("member_invalid", "the member \"" + field.name + "\" must be a text in quotes",
                         "成员 \"" + field.name + "\" 应为带引号的文本");
  if (among(kTruths) && !std::holds_alternative<bool>(value))
    return base::invalid("member_invalid", "the member \"" + field.name + "\" must be true or false",
                         "成员 \"" + field.name + "\" 应为 true 或 false");
  return {};
}

}  // namespace

base::Result<engine::RawValue> read_object(const http::Call& call, std::initializer_list<std::string_view> known,
                                           std::initializer_list<std::string_view> needed) {
  auto value = daemon::parse_json(call.body());
  if (!value) return value;
  const auto* record = std::get_if<engine::RawRecord>(&value->value);
  if (record == nullptr) return base::invalid("json_invalid", "the body must be a JSON object", "请求体应为 JSON 对象");
  for (const engine::RawField& field : *record) {
    if (std::ranges::find(known, field.name) != known.end()) {
      if (const auto kind = check_kind(field); !kind) return std::unexpected(kind.error());
      continue;
    }
    const std::string near(base::nearest(field.name, std::span(known.begin(), known.size())));
    return base::invalid("member_unknown",
                         "no such member \"" + field.name + "\" here" + (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
                         "这里没有成员 \"" + field.name + "\"" + (near.empty() ? "" : ";是否想写 \"" + near + "\"?"));
  }
  for (const std::string_view name : needed) {
    if (daemon::member(*value, name) != nullptr) continue;
    return base::invalid("member_missing", "the member \"" + std::string(name) + "\" is missing", "缺少成员 \"" + std::string(name) + "\"");
  }
  return value;
}

std::string text_member(const engine::RawValue& object, std::string_view name) {
  const std::string* text = daemon::text_of(daemon::member(object, name));
  return text == nullptr ? std::string() : *text;
}

}  // namespace playmaker::routes
