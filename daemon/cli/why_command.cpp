// why: what was recorded about a customer, from the daemon or from a data folder.
#include <algorithm>
#include <memory>
#include <ostream>

#include "daemon/cli/client.hpp"
#include "daemon/cli/command.hpp"
#include "daemon/cli/offline.hpp"
#include "daemon/json.hpp"
#include "daemon/words/story.hpp"

namespace playmaker::cli {
namespace {

struct Wish {
  std::string customer, task, touch, day, data;
  std::int64_t limit = 200;
  bool all = false;
};

// Lines of one instant stand under one date; the place stands behind the sentence.
void print_line(const Session& session, const std::string& at, const std::string& text, const std::string& place, bool cause) {
  session.out << at << (cause ? "  " : "    ") << text;
  if (!place.empty() && text.find(place) == std::string::npos) session.out << "  [" << place << "]";
  session.out << '\n';
}

Exit offline_why(const Session& session, const Wish& wish) {
  auto offline = Offline::open(wish.data);
  if (!offline) return session.failed(offline.error());
  const auto customer = (*offline)->engine().find(wish.customer);
  if (!customer) {
    return session.failed({base::FailureKind::gone, "customer_unknown", "no customer " + wish.customer + " in " + wish.data,
                           wish.data + " 中没有客户 " + wish.customer});
  }
  daemon::StoryAsk ask{wish.task, wish.touch, std::nullopt, wish.all, static_cast<std::size_t>(std::max<std::int64_t>(1, wish.limit))};
  if (!wish.day.empty()) {
    const auto day = base::parse_date(wish.day);
    if (!day) return session.failed(day.error());
    ask.day = *day;
  }
  const auto story = daemon::story((*offline)->engine(), *customer, ask, session.language);
  if (!story) return session.failed(story.error());
  if (session.jsonl) {
    for (const daemon::StoryLine& line : story->lines) {
      daemon::JsonWriter json;
      write(json, line, story->zone);
      session.out << json.text() << '\n';
    }
    return Exit::ok;
  }
  if (session.json) {                          // as the daemon answers
    daemon::JsonWriter json;
    json.begin_object().field("customer", wish.customer).field("zone", story->zone.name()).key("items").begin_array();
    for (const daemon::StoryLine& line : story->lines) write(json, line, story->zone);
    session.out << json.end_array().field("more", story->more).end_object().text() << '\n';
    return Exit::ok;
  }
  if (story->more) session.out << session.say("… older lines are left out: --limit", "…… 更早的已略去:--limit") << '\n';
  for (const daemon::StoryLine& line : story->lines)
    print_line(session, base::format_minute(line.at, story->zone), line.text, line.place, line.number == 0);
  return Exit::ok;
}

Exit online_why(const Session& session, const Wish& wish) {
  std::string target =
      "/v1/customers/" + percent_encoded(wish.customer) + "/why?limit=" + std::to_string(std::max<std::int64_t>(1, wish.limit));
  if (!wish.task.empty()) target += "&task=" + percent_encoded(wish.task);
  if (!wish.touch.empty()) target += "&touch=" + percent_encoded(wish.touch);
  if (!wish.day.empty()) target += "&day=" + percent_encoded(wish.day);
  if (wish.all) target += "&everything=true";
  const Replied reply = ask(session, "GET", target);
  if (!reply.value) return reply.exit;
  const engine::RawValue* items = daemon::member(*reply.value, "items");
  const auto* lines = items == nullptr ? nullptr : std::get_if<engine::RawList>(&items->value);
  if (session.jsonl && lines != nullptr) {
    for (const engine::RawValue& line : *lines) {
      daemon::JsonWriter json;
      json.value(line);
      session.out << json.text() << '\n';
    }
    return Exit::ok;
  }
  if (session.json || lines == nullptr) {
    session.out << reply.body << '\n';
    return Exit::ok;
  }
  const auto text = [](const engine::RawValue& line, const char* key) {
    const std::string* found = daemon::text_of(daemon::member(line, key));
    return found == nullptr ? std::string() : *found;
  };
  for (const engine::RawValue& line : *lines) {
    const std::string at = text(line, "at");
    const engine::RawValue* number = daemon::member(line, "number");
    const auto* n = number == nullptr ? nullptr : std::get_if<std::int64_t>(&number->value);
    print_line(session, at.size() >= 16 ? at.substr(0, 10) + " " + at.substr(11, 5) : at, text(line, "text"), text(line, "place"),
               n != nullptr && *n == 0);
  }
  return Exit::ok;
}

}  // namespace

std::vector<Command> why_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"why",
           {"what happened to a customer and what did not, and why: rule with file and line, values, the touch that won",
            "某客户发生了什么、没发生什么、为什么:规则及其文件与行号、数值、占先的触达"},
           {{"customer", &wish->customer, {"the customer's id", "客户号"}, true, {}},
            {"--task", &wish->task, {"only this task", "仅此任务"}, false, {}},
            {"--touch", &wish->touch, {"only this touch", "仅此触达"}, false, {}},
            {"--day", &wish->day, {"only this day, YYYY-MM-DD", "仅此日,YYYY-MM-DD"}, false, {}},
            {"--all",
             &wish->all,
             {"with bookkeeping: timers, windows, steps, profiles that changed nothing", "含内部记录:定时、窗口、步骤、未引起变化的数据"},
             false,
             {}},
            {"--limit", &wish->limit, {"at most so many lines, the newest", "至多多少行,取最新"}, false, {}},
            {"--data", &wish->data, {"read this data folder instead of asking a daemon", "直接读取数据文件夹,不问守护进程"}, false, {}}},
           [wish](const Session& session) { return wish->data.empty() ? online_why(session, *wish) : offline_why(session, *wish); }}};
}

}  // namespace playmaker::cli
