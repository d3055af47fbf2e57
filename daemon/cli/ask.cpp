// Replies and problems of the daemon, as the commands see them.
#include <algorithm>
#include <ostream>

#include "daemon/cli/client.hpp"
#include "daemon/json.hpp"
#include "daemon/replay/records.hpp"

namespace playmaker::cli {
namespace {

Exit exit_of(int status) {
  if (status == 409 || status == 412) return Exit::conflict;
  if (status == 401 || status == 403) return Exit::not_allowed;
  if (status == 429 || status == 502 || status == 503 || status == 504) return Exit::unavailable;
  return Exit::failed;
}

// Prints the problem; its code.
std::string print_problem(const Session& session, const Answer& answer) {
  const auto problem = daemon::parse_json(answer.body);
  const std::string* detail = problem ? daemon::text_of(daemon::member(*problem, "detail")) : nullptr;
  const std::string* code = problem ? daemon::text_of(daemon::member(*problem, "code")) : nullptr;
  session.err << "playmaker: "
              << (detail != nullptr ? *detail
                                    : std::string(session.say("the daemon answered ", "守护进程回答 ")) + std::to_string(answer.status));
  if (code != nullptr) session.err << " (" << *code << ")";
  session.err << '\n';
  const engine::RawValue* issues = problem ? daemon::member(*problem, "issues") : nullptr;       // of texts
  const auto* list = issues == nullptr ? nullptr : std::get_if<engine::RawList>(&issues->value);
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    const auto part = [&](const char* key) {
      return replay::text_of(daemon::member((*list)[i], key) == nullptr ? engine::RawValue{} : *daemon::member((*list)[i], key));
    };
    session.err << part("file") << ':' << part("line") << ':' << part("column") << ": " << part("message") << " (" << part("code") << ")\n";
  }
  return code == nullptr ? std::string() : *code;
}

std::string cell_number(const engine::RawValue& object, std::string_view key) {
  const engine::RawValue* found = daemon::member(object, key);
  return found == nullptr ? std::string("0") : replay::text_of(*found);
}

}  // namespace

Replied ask(const Session& session, Client& client, std::string_view method, std::string_view target, std::string_view body,
            std::string_view type) {
  Replied out;
  auto answer = client.send(method, target, body, type);
  if (!answer) {
    out.exit = session.failed(answer.error());
    return out;
  }
  if (answer->status < 200 || answer->status > 299) {
    out.exit = print_problem(session, *answer) == "playbook_invalid" ? Exit::check_errors : exit_of(answer->status);
    return out;
  }
  if (answer->body.empty()) {
    out.value.emplace();
    return out;
  }
  auto value = daemon::parse_json(answer->body);
  if (!value) {
    out.exit = session.failed(value.error());
    return out;
  }
  out.value = std::move(*value);
  out.body = std::move(answer->body);
  return out;
}

Replied ask(const Session& session, std::string_view method, std::string_view target, std::string_view body, std::string_view type) {
  auto client = Client::open(session);
  if (!client) {
    Replied out;
    out.exit = session.failed(client.error());
    return out;
  }
  return ask(session, **client, method, target, body, type);
}

std::string percent_encoded(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) out += c;
    else out.append({'%', kHex[byte >> 4], kHex[byte & 15]});
  }
  return out;
}

void say_more(const Session& session, std::uint64_t shown) {
  const std::string count = std::to_string(shown);
  session.err << session.say(count + " shown, there are more: --limit N", "仅显示前 " + count + " 条,还有更多:--limit N") << '\n';
}

Exit each_row(const Session& session, const std::string& target, bool view, bool paged, std::uint64_t limit,
              const std::function<void(const engine::RawValue&)>& take) {
  auto client = Client::open(session);
  if (!client) return session.failed(client.error());
  // Whatever was answered before this list is asked for stands in it: the view may be a moment behind the journal.
  const Replied clock = view ? ask(session, **client, "GET", "/v1/clock") : Replied{};
  if (view && !clock.value) return clock.exit;
  std::string full = target, cursor;
  const auto add = [&](const std::string& parameter) { full += (full.find('?') == std::string::npos ? "?" : "&") + parameter; };
  if (view) add("after=" + cell_number(*clock.value, "commit"));
  const std::string first = full;
  for (std::uint64_t taken = 0; taken < limit;) {
    const std::uint64_t page = std::min<std::uint64_t>(limit - taken, 500);
    full = first;
    if (paged) add("limit=" + std::to_string(page));
    if (!cursor.empty()) add("cursor=" + percent_encoded(cursor));
    const Replied reply = ask(session, **client, "GET", full);
    if (!reply.value) return reply.exit;
    const engine::RawValue* items = daemon::member(*reply.value, "items");
    const auto* list = items == nullptr ? nullptr : std::get_if<engine::RawList>(&items->value);
    if (list == nullptr || list->empty()) break;
    bool more = false;
    for (const engine::RawValue& row : *list) {
      if (taken < limit) take(row);
      else more = true;
      if (!more) ++taken;
    }
    const std::string* next = daemon::text_of(daemon::member(*reply.value, "next"));
    const bool last = next == nullptr || next->empty();
    if (more || (!last && taken >= limit)) say_more(session, limit);
    if (more || last) break;
    cursor = *next;
  }
  return Exit::ok;
}

}  // namespace playmaker::cli
