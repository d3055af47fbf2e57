// What people do with their tasks, questions and leads: report, claim, acknowledge, answer.
#include <memory>

#include "daemon/cli/client.hpp"
#include "daemon/cli/command.hpp"
#include "daemon/cli/post.hpp"
#include "daemon/json.hpp"

namespace playmaker::cli {
namespace {

struct Wish {
  std::string thing, outcome, note, person, answer, actor = "cli";
  std::vector<std::string> collected, ticked, evidence;
  bool dry_run = false;
};

void add(daemon::JsonWriter& json, const char* key, const std::string& text) {
  if (!text.empty()) json.field(key, text);
}

// {"NAME": "TEXT", …} of NAME=TEXT arguments; one without `=` has an empty text.
void add_pairs(daemon::JsonWriter& json, const char* key, const std::vector<std::string>& pairs) {
  if (pairs.empty()) return;
  json.key(key).begin_object();
  for (const std::string& pair : pairs) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    json.field(pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size())));
  }
  json.end_object();
}

std::string report_of(const Wish& wish) {
  daemon::JsonWriter json;
  json.begin_object();
  add(json, "outcome", wish.outcome);
  add(json, "actor", wish.actor);
  add(json, "note", wish.note);
  add_pairs(json, "collected", wish.collected);
  if (!wish.ticked.empty()) {
    json.key("ticked").begin_array();
    for (const std::string& point : wish.ticked) json.value(point);
    json.end_array();
  }
  add_pairs(json, "evidence", wish.evidence);
  return json.end_object().take();
}

Option actor(Wish& wish) { return {"--actor", &wish.actor, {"who does it, for the record", "操作人,留痕"}, false, {}}; }
Option dry(Wish& wish) {
  return {"--dry-run", &wish.dry_run, {"show what would be sent, change nothing", "只显示将要发送的内容"}, false, {}};
}
Option task(Wish& wish) { return {"task", &wish.thing, {"its id, as `tasks list` shows it", "任务号,见 `tasks list`"}, true, {}}; }

}  // namespace

std::vector<Command> work_commands() {
  std::vector<Command> all;
  {
    auto wish = std::make_shared<Wish>();
    all.push_back({"tasks done",
                   {"report a task as done, or with another outcome, and what it was to bring", "报告任务完成或其他结果,并提交所需内容"},
                   {task(*wish),
                    {"--outcome", &wish->outcome, {"one of the task's outcomes; else done", "任务结果之一;默认为完成"}, false, {}},
                    {"--note", &wish->note, {"a word on it", "备注"}, false, {}},
                    {"--collect", &wish->collected, {"FIELD=VALUE of the customer, as often as needed", "客户字段=值,可多次"}, false, {}},
                    {"--tick", &wish->ticked, {"a point of the checklist", "清单要点,可多次"}, false, {}},
                    {"--evidence", &wish->evidence, {"WHAT=WHERE it is kept", "凭证=存放处,可多次"}, false, {}},
                    actor(*wish),
                    dry(*wish)},
                   [wish](const Session& session) {
                     return post(session, "/v1/tasks/" + percent_encoded(wish->thing) + ":complete", report_of(*wish),
                                 {"reported", "已报告"}, wish->dry_run);
                   }});
  }
  for (const bool claim : {true, false}) {
    auto wish = std::make_shared<Wish>();
    all.push_back({claim ? "tasks claim" : "tasks acknowledge",
                   claim ? Said{"claim a task", "认领任务"} : Said{"say that a task was read", "签收任务"},
                   {task(*wish),
                    {"--person", &wish->person, {"the person's id; else whoever has it", "人员编号;默认为现经办人"}, false, {}},
                    actor(*wish),
                    dry(*wish)},
                   [wish, claim](const Session& session) {
                     daemon::JsonWriter json;
                     json.begin_object();
                     add(json, "person", wish->person);
                     add(json, "actor", wish->actor);
                     return post(session, "/v1/tasks/" + percent_encoded(wish->thing) + (claim ? ":claim" : ":acknowledge"),
                                 json.end_object().take(), claim ? Said{"claimed", "已认领"} : Said{"acknowledged", "已签收"},
                                 wish->dry_run);
                   }});
  }
  for (const bool claim : {true, false}) {
    auto wish = std::make_shared<Wish>();
    all.push_back({claim ? "leads claim" : "leads decline",
                   claim ? Said{"claim a lead: its customer enters and is yours", "认领线索:其客户进入并归您管户"}
                         : Said{"let a lead go to the next, or back to its list", "放弃线索:转给下一位,或退回名单"},
                   {{"lead", &wish->thing, {"its id, as `leads list` shows it", "线索号,见 `leads list`"}, true, {}},
                    {"--person", &wish->person, {"the person's id; else whom it was dealt to", "人员编号;默认为分派对象"}, false, {}},
                    actor(*wish),
                    dry(*wish)},
                   [wish, claim](const Session& session) {
                     daemon::JsonWriter json;
                     json.begin_object();
                     add(json, "answer", claim ? "claimed" : "declined");
                     add(json, "person", wish->person);
                     add(json, "actor", wish->actor);
                     return post(session, "/v1/questions/" + percent_encoded(wish->thing) + ":answer", json.end_object().take(),
                                 claim ? Said{"claimed", "已认领"} : Said{"declined", "已放弃"}, wish->dry_run);
                   }});
  }
  {
    auto wish = std::make_shared<Wish>();
    all.push_back(
        {"questions answer",
         {"answer a question: passed or failed, a reason, accepted or declined", "答复问题:合格或不合格、原因、接受或婉拒"},
         {{"question", &wish->thing, {"its id, as `questions list` shows it", "问题号,见 `questions list`"}, true, {}},
          {"answer", &wish->answer, {"one of its answers", "可选答复之一"}, true, {}},
          {"--person", &wish->person, {"who takes the customer over; else whom it was asked of", "承接人;默认为被询问人"}, false, {}},
          actor(*wish),
          dry(*wish)},
         [wish](const Session& session) {
           daemon::JsonWriter json;
           json.begin_object();
           add(json, "answer", wish->answer);
           add(json, "person", wish->person);
           add(json, "actor", wish->actor);
           return post(session, "/v1/questions/" + percent_encoded(wish->thing) + ":answer", json.end_object().take(),
                       {"answered", "已答复"}, wish->dry_run);
         }});
  }
  return all;
}

}  // namespace playmaker::cli
