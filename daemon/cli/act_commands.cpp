// What operators do: hand over tasks, pause and resume, step the clock.
#include <memory>
#include <ostream>

#include "daemon/cli/client.hpp"
#include "daemon/cli/command.hpp"
#include "daemon/cli/post.hpp"
#include "daemon/json.hpp"

namespace playmaker::cli {
namespace {}  // namespace

Exit post(const Session& session, const std::string& target, const std::string& body, const Said& done, bool dry_run) {
  if (dry_run) {
    session.out << "POST " << target << ' ' << body << '\n';
    return Exit::ok;
  }
  const Replied reply = ask(session, "POST", target, body, "application/json");
  if (!reply.value) return reply.exit;
  if (session.json) session.out << (reply.body.empty() ? "{}" : reply.body) << '\n';
  else session.out << done.in(session.language) << '\n';
  return Exit::ok;
}

namespace {

struct Wish {
  std::string task, outcome, note, person, customer, playbook, channel, actor = "cli", reason, to;
  std::vector<std::string> said;
  bool touches = false, dry_run = false;
};

// `score=7 again=true`: a truth as such, everything else as text, which every type of a template's answers reads. Empty: not so written.
std::string answer_body(const std::string& touch, const std::vector<std::string>& said) {
  daemon::JsonWriter json;
  json.begin_object().field("touch", touch).field("outcome", "answered").key("answers").begin_object();
  for (const std::string& one : said) {
    const std::size_t equal = one.find('=');
    if (equal == 0 || equal == std::string::npos) return {};
    const std::string name = one.substr(0, equal), value = one.substr(equal + 1);
    if (value == "true" || value == "false") json.field(name, value == "true");
    else json.field(name, value);
  }
  return json.end_object().end_object().take();
}

// A receipt is one of a batch: a refused one is said in its own line of an answer that is well.
Exit post_answer(const Session& session, const std::string& body) {
  const Replied reply = ask(session, "POST", "/v1/receipts", body, "application/json");
  if (!reply.value) return reply.exit;
  if (session.json) session.out << reply.body << '\n';
  const engine::RawValue* results = daemon::member(*reply.value, "results");
  const auto* list = results == nullptr ? nullptr : std::get_if<engine::RawList>(&results->value);
  const std::string* message = list == nullptr || list->empty() ? nullptr : daemon::text_of(daemon::member(list->front(), "message"));
  if (message != nullptr) session.err << *message << '\n';
  else if (!session.json) session.out << session.say("recorded", "已记录") << '\n';
  return message == nullptr ? Exit::ok : Exit::failed;
}

std::string body_of(std::initializer_list<std::pair<const char*, const std::string*>> members, bool touches = false) {
  daemon::JsonWriter json;
  json.begin_object();
  for (const auto& [key, text] : members) {
    if (!text->empty()) json.field(key, *text);
  }
  if (touches) json.field("touches_only", true);
  json.end_object();
  return json.take();
}

Option dry(Wish& wish) {
  return {"--dry-run", &wish.dry_run, {"show what would be sent, change nothing", "只显示将要发送的内容"}, false, {}};
}
Option actor(Wish& wish) { return {"--actor", &wish.actor, {"who does it, for the record", "操作人,留痕"}, false, {}}; }
Option reason(Wish& wish) { return {"--reason", &wish.reason, {"why, for the record", "原因,留痕"}, false, {}}; }
std::vector<Option> scope(Wish& wish) {
  return {{"--customer", &wish.customer, {"only this customer", "仅此客户"}, false, {}},
          {"--playbook", &wish.playbook, {"only this playbook", "仅此剧本"}, false, {}},
          {"--channel", &wish.channel, {"only this channel", "仅此渠道"}, false, {}}};
}

}  // namespace

std::vector<Command> act_commands() {
  std::vector<Command> all;
  {
    auto wish = std::make_shared<Wish>();
    all.push_back({"tasks assign",
                   {"hand a task to a person", "把任务交给某人"},
                   {{"task", &wish->task, {"its id", "任务号"}, true, {}},
                    {"--to", &wish->person, {"the person's id", "人员编号"}, true, {}},
                    actor(*wish),
                    reason(*wish),
                    dry(*wish)},
                   [wish](const Session& session) {
                     return post(session, "/v1/tasks/" + percent_encoded(wish->task) + ":assign",
                                 body_of({{"person", &wish->person}, {"actor", &wish->actor}, {"reason", &wish->reason}}),
                                 {"assigned", "已指派"}, wish->dry_run);
                   }});
  }
  {
    auto wish = std::make_shared<Wish>();
    all.push_back(
        {"touches resolve",
         {"say what became of a touch whose result nobody knows: it was sent, or it was not (then it is tried again in its window)",
          "告知结果不明的触达的下落:已发出,或未发出(则在其有效期内重试)"},
         {{"touch",
           &wish->task,
           {"its id, as `touches list --status unknown` shows it", "触达号,见 `touches list --status unknown`"},
           true,
           {}},
          {"--as", &wish->outcome, {"what became of it", "下落"}, true, {"sent", "not-sent"}},
          actor(*wish),
          reason(*wish),
          dry(*wish)},
         [wish](const Session& session) {
           daemon::JsonWriter json;
           json.begin_object().field("sent", wish->outcome == "sent").field("actor", wish->actor);
           if (!wish->reason.empty()) json.field("reason", wish->reason);
           return post(session, "/v1/touches/" + percent_encoded(wish->task) + ":resolve", json.end_object().take(), {"resolved", "已处理"},
                       wish->dry_run);
         }});
  }
  {
    auto wish = std::make_shared<Wish>();
    all.push_back({"touches answer",
                   {"hand in what a customer answered to a question or a placement", "提交客户对问询或展示内容的答复"},
                   {{"touch", &wish->task, {"its id, as `touches list` shows it", "触达号,见 `touches list`"}, true, {}},
                    {"said", &wish->said, {"the template's answers: score=7 choice=yes", "模板的答复字段:score=7 choice=yes"}, true, {}},
                    dry(*wish)},
                   [wish](const Session& session) {
                     const std::string body = answer_body(wish->task, wish->said);
                     if (body.empty()) {
                       session.err << session.say("an answer is written FIELD=VALUE", "答复请写作 字段=值") << '\n';
                       return Exit::usage;
                     }
                     if (!wish->dry_run) return post_answer(session, body);
                     session.out << "POST /v1/receipts " << body << '\n';
                     return Exit::ok;
                   }});
  }
  for (const bool resume : {false, true}) {
    auto wish = std::make_shared<Wish>();
    std::vector<Option> options = scope(*wish);
    if (!resume) options.push_back({"--touches", &wish->touches, {"touches only; tasks go on", "只暂停触达,任务照常"}, false, {}});
    options.push_back(actor(*wish));
    options.push_back(reason(*wish));
    options.push_back(dry(*wish));
    all.push_back({resume ? "resume" : "pause",
                   resume ? Said{"end a pause", "解除暂停"}
                          : Said{"pause a customer, a playbook, a channel, or (without any of them) everything",
                                 "暂停某客户、剧本、渠道,或(都不写时)一切"},
                   std::move(options), [wish, resume](const Session& session) {
                     const std::string body = body_of({{"customer", &wish->customer},
                                                       {"playbook", &wish->playbook},
                                                       {"channel", &wish->channel},
                                                       {"actor", &wish->actor},
                                                       {"reason", &wish->reason}},
                                                      wish->touches);
                     return post(session, resume ? "/v1/pauses:resume" : "/v1/pauses", body,
                                 resume ? Said{"resumed", "已恢复"} : Said{"paused", "已暂停"}, wish->dry_run);
                   }});
  }
  {
    auto wish = std::make_shared<Wish>();
    all.push_back({"clock",
                   {"say what time it is for the daemon; a stepped clock goes to an instant and fires all that is due",
                    "显示守护进程的时间;步进时钟可前进到某时刻并执行所有到期事项"},
                   {{"to", &wish->to, {"`to INSTANT`: RFC 3339, stepped clock only", "`to 时刻`:RFC 3339,仅步进时钟"}, false, {}},
                    {"instant", &wish->person, {"the instant", "时刻"}, false, {}},
                    dry(*wish)},
                   [wish](const Session& session) {
                     const std::string& instant = wish->to == "to" ? wish->person : wish->to;
                     if (!instant.empty())
                       return post(session, "/v1/clock", body_of({{"to", &instant}}),
                                   {"the clock stands at " + instant, "时钟已到 " + instant}, wish->dry_run);
                     const Replied reply = ask(session, "GET", "/v1/clock");
                     if (!reply.value) return reply.exit;
                     const std::string* now = daemon::text_of(daemon::member(*reply.value, "now"));
                     session.out << (session.json || now == nullptr ? reply.body : *now) << '\n';
                     return Exit::ok;
                   }});
  }
  return all;
}

}  // namespace playmaker::cli
