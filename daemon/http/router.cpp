#include "daemon/http/router.hpp"

#include <algorithm>

#include "daemon/http/problem.hpp"

namespace playmaker::http {
namespace {

// Whether `path` fits the pattern; the raw texts of its {names} go to `names`.
bool fits(std::string_view pattern, std::string_view path, std::vector<std::string_view>& names) {
  names.clear();
  while (!pattern.empty() && !path.empty()) {
    const std::size_t pattern_end = std::min(pattern.find('/', 1), pattern.size()), path_end = std::min(path.find('/', 1), path.size());
    const std::string_view want = pattern.substr(1, pattern_end - 1);
    std::string_view got = path.substr(1, path_end - 1);
    if (want.starts_with('{')) {
      const std::string_view verb = want.substr(want.find('}') + 1);
      if (!got.ends_with(verb) || got.size() == verb.size()) return false;
      got.remove_suffix(verb.size());
      names.push_back(got);
    } else if (want != got) {
      return false;
    }
    pattern.remove_prefix(pattern_end);
    path.remove_prefix(path_end);
  }
  return pattern.empty() && path.empty();
}

void refuse(const Respond& respond, base::Failure failure, base::Language language, Header header = {}) {
  respond([failure = std::move(failure), language, header = std::move(header)] {
    Response response = problem(header.name == "Allow" ? 405 : status_of(failure), failure, language);
    if (!header.name.empty()) response.headers.push_back(header);
    return response;
  });
}

base::Failure not_here(std::string_view path) {
  const std::string text(path);
  return {base::FailureKind::gone, "path_unknown", "there is nothing at " + text + "; /openapi.json lists what there is",
          text + " 处没有内容;/openapi.json 列出了全部接口"};
}

}  // namespace

std::string_view media_type(const Request& request) {
  std::string_view type = std::string_view(request.content_type).substr(0, request.content_type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  return type;
}

void Router::answer(const std::shared_ptr<const Request>& request, Respond respond) {
  const base::Language language = language_of(request->accept_language);
  const std::string_view target = request->target;
  const std::size_t mark = std::min(target.find('?'), target.size());
  const std::string_view path = target.substr(0, mark);
  const std::string_view method = request->method == "HEAD" ? "GET" : std::string_view(request->method);
  const Route* route = nullptr;
  std::vector<std::string_view> names;
  std::string allowed;
  for (const Route& one : routes_) {
    if (!fits(one.pattern, path, names)) continue;
    if (one.method == method) {
      route = &one;
      break;
    }
    allowed += (allowed.empty() ? "" : ", ") + one.method + (one.method == "GET" ? ", HEAD" : "");
  }
  if (route == nullptr && allowed.empty()) return refuse(respond, not_here(path), language);
  if (route == nullptr) {
    const std::string used = request->method;
    return refuse(respond,
                  {base::FailureKind::invalid, "method_unknown", "here one may " + allowed + ", not " + used,
                   "此处可用 " + allowed + ",不可用 " + used},
                  language, {"Allow", allowed});
  }
  if (!route->open) {
    if (auto admitted = gate_.admit(*request); !admitted) return refuse(respond, admitted.error(), language);
  }
  auto call = std::make_shared<Call>();
  call->request = request;
  call->language = language;
  auto query = Query::parse(mark < target.size() ? target.substr(mark + 1) : std::string_view{});
  if (!query) return refuse(respond, query.error(), language);
  call->query = std::move(*query);
  for (const std::string_view name : names) {
    auto decoded = percent_decoded(name, false);
    if (!decoded) return refuse(respond, not_here(path), language);
    call->names.push_back(std::move(*decoded));
  }
  if (!route->media.empty() && std::ranges::find(route->media, media_type(*request)) == route->media.end()) {
    std::string known;
    for (const std::string_view one : route->media) known.append(known.empty() ? "" : ", ").append(one);
    const std::string given = request->content_type.empty() ? "no Content-Type" : request->content_type;
    return refuse(respond,
                  {base::FailureKind::invalid, "media_type_unknown", "the body must be " + known + ", not " + given,
                   "请求体应为 " + known + ",而不是 " + given},
                  language, {"Accept-Post", known});
  }
  if (request->idempotency_key.empty() || method != "POST") return route->action(call, std::move(respond));
  auto once = repeats_.begin(*request, respond);
  if (!once) return refuse(respond, once.error(), language);
  if (*once) route->action(call, std::move(*once));
}

}  // namespace playmaker::http
