#include "daemon/http/problem.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "daemon/json.hpp"

namespace playmaker::http {
namespace {

struct Title {
  int status;
  const char *en, *zh;
};
constexpr std::array kTitles{
    Title{400, "The request is wrong", "请求有误"},
    Title{401, "A token is needed", "需要令牌"},
    Title{403, "Not allowed", "不允许"},
    Title{404, "Not found", "不存在"},
    Title{405, "No such method here", "此处没有这种方法"},
    Title{408, "The request took too long", "请求用时过长"},
    Title{409, "It conflicts with what is there", "与现状冲突"},
    Title{411, "The length is missing", "缺少长度"},
    Title{413, "The body is too large", "请求体过大"},
    Title{415, "The body's media type is not read here", "此处不读这种内容类型"},
    Title{417, "The expectation cannot be met", "无法满足期望"},
    Title{422, "The request is understood, its content is wrong", "请求可读,内容有误"},
    Title{429, "Too much at once", "一次太多"},
    Title{431, "The headers are too large", "请求头过大"},
    Title{500, "The daemon failed", "服务出错"},
    Title{501, "Not built in", "未内置"},
    Title{503, "Not now", "暂不可用"},
    Title{505, "This HTTP version is not spoken", "不支持此 HTTP 版本"},
};

struct StatusOfCode {
  std::string_view code;
  int status;
};
constexpr std::array kByCode{
    StatusOfCode{"inbox_full", 429},       StatusOfCode{"catalog_retyped", 409},
    StatusOfCode{"not_durable_yet", 409},  StatusOfCode{"task_needs_event", 409},
    StatusOfCode{"task_closed", 409},      StatusOfCode{"task_incomplete", 409},
    StatusOfCode{"pause_unknown", 409},    StatusOfCode{"clock_not_stepped", 409},
    StatusOfCode{"clock_backwards", 409},  StatusOfCode{"key_in_flight", 409},
    StatusOfCode{"key_reused", 422},       StatusOfCode{"outcome_unknown", 422},
    StatusOfCode{"person_unknown", 422},   StatusOfCode{"import_unknown", 422},
    StatusOfCode{"playbook_unknown", 404}, StatusOfCode{"playbook_invalid", 422},
    StatusOfCode{"plan_unreadable", 422},  StatusOfCode{"zone_unknown", 422},
    StatusOfCode{"token_missing", 401},    StatusOfCode{"token_wrong", 401},
    StatusOfCode{"origin_foreign", 403},   StatusOfCode{"media_type_unknown", 415},
    StatusOfCode{"batch_too_large", 413},  StatusOfCode{"touch_settled", 409},
    StatusOfCode{"version_taken", 409},    StatusOfCode{"task_taken", 409},
    StatusOfCode{"nothing_to_claim", 409}, StatusOfCode{"nothing_to_acknowledge", 409},
    StatusOfCode{"positions_lost", 409},   StatusOfCode{"clock_far", 409},
    StatusOfCode{"lead_not_entered", 409},
};

}  // namespace

base::Language language_of(std::string_view accept) {
  double zh = 0, en = 0;
  std::size_t zh_at = std::string_view::npos, en_at = std::string_view::npos, at = 0;
  while (at < accept.size()) {
    const std::size_t end = std::min(accept.find(',', at), accept.size());
    std::string_view item = accept.substr(at, end - at);
    while (item.starts_with(' ')) item.remove_prefix(1);
    double weight = 1;
    if (const std::size_t q = item.find(";q="); q != std::string_view::npos)
      weight = std::strtod(std::string(item.substr(q + 3)).c_str(), nullptr);
    if (item.starts_with("zh") && weight > zh) {
      zh = weight;
      zh_at = at;
    }
    if (item.starts_with("en") && weight > en) {
      en = weight;
      en_at = at;
    }
    at = end + 1;
  }
  return zh > en || (zh > 0 && zh == en && zh_at < en_at) ? base::Language::zh : base::Language::en;
}

int status_of(const base::Failure& failure) {
  for (const StatusOfCode& one : kByCode) {
    if (one.code == failure.code) return one.status;
  }
  switch (failure.kind) {
    case base::FailureKind::invalid: return 400;
    case base::FailureKind::busy: return 503;
    case base::FailureKind::gone: return 404;
    case base::FailureKind::broken: return 500;
  }
  return 500;
}

std::string_view title_of(int status, base::Language language) {
  for (const Title& title : kTitles) {
    if (title.status == status) return language == base::Language::zh ? title.zh : title.en;
  }
  return language == base::Language::zh ? "出错" : "Error";
}

Response problem(int status, const base::Failure& failure, base::Language language, std::string_view members) {
  const bool zh = language == base::Language::zh && !failure.zh.empty();
  daemon::JsonWriter json;
  json.begin_object()
      .field("type", "urn:playmaker:problem:" + failure.code)
      .field("title", title_of(status, language))
      .field("status", status);
  json.field("code", failure.code).field("detail", zh ? failure.zh : failure.message).end_object();
  Response response{status, "application/problem+json", json.take(), {{"Content-Language", language == base::Language::zh ? "zh" : "en"}}};
  if (!members.empty()) {
    response.body.pop_back();
    response.body += ',';
    response.body += members;
    response.body += '}';
  }
  if (status == 429 || status == 503) response.headers.push_back({"Retry-After", "1"});
  if (status == 401) response.headers.push_back({"WWW-Authenticate", "Bearer"});
  return response;
}

}  // namespace playmaker::http
