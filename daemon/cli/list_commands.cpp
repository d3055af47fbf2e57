// The lists supervisors ask for.
#include <algorithm>
#include <memory>
#include <ostream>

#include "daemon/cli/client.hpp"
#include "daemon/cli/list_offline.hpp"
#include "daemon/cli/list_rows.hpp"
#include "daemon/words/words.hpp"

namespace playmaker::cli {
namespace {

struct Wish {
  std::string status, role, assignee, branch, playbook, customer, channel, reason, outcome, data, kind;
  bool overdue = false, live = false;
  std::int64_t limit = 50;
};

std::string query_of(const Wish& wish) {
  std::string out;
  const auto add = [&](const char* key, const std::string& text) {
    if (!text.empty()) out += (out.empty() ? "?" : "&") + std::string(key) + "=" + percent_encoded(text);
  };
  add("status", wish.status == "all" ? std::string() : wish.status);
  add("role", wish.role);
  add("assignee", wish.assignee);
  add("branch", wish.branch);
  add("playbook", wish.playbook);
  add("customer", wish.customer);
  add("channel", wish.channel);
  add("reason", wish.reason);
  add("outcome", wish.outcome);
  add("kind", wish.kind);
  add("overdue", wish.overdue ? "true" : "");
  add("live", wish.live ? "true" : "");
  return out;
}

Command list(const std::string& name, const std::string& target, Said help, std::shared_ptr<Wish> wish, std::vector<Option> options,
             std::vector<Head> heads, Said nothing, ListKind kind) {
  options.push_back({"--limit", &wish->limit, {"at most so many rows; 50 unless given", "至多多少行;默认 50"}, false, {}});
  options.push_back(
      {"--data", &wish->data, {"read this data folder instead of asking a daemon", "直接读取数据文件夹,不问守护进程"}, false, {}});
  return {
      name, std::move(help), std::move(options), [=](const Session& session) {
        Rows rows(session, heads);
        if (kind == ListKind::tasks && wish->overdue && wish->status.empty()) wish->status = "open";   // what still can be done
        const auto limit = static_cast<std::uint64_t>(std::max<std::int64_t>(1, wish->limit));
        const auto take = [&](const engine::RawValue& row) {
          if (kind != ListKind::incidents || session.json) return rows.take(row);
          engine::RawRecord told =
              std::get<engine::RawRecord>(row.value);      // a code is for programs: people read what it means
                                                       // The number of a node means nothing to people; the place before it does.
          std::erase_if(
              told, [&](const engine::RawField& field) { return field.name == "sample" && cell_of(row, "sample").starts_with("node "); });
          told.push_back({"meaning", engine::raw(daemon::incident_words(cell_of(row, "code"), session.language))});
          rows.take({std::move(told)});
        };
        Exit exit = Exit::ok;
        if (wish->data.empty()) {
          const bool paged = kind != ListKind::incidents && kind != ListKind::playbooks;
          rows.name_by(labels_of(session));
          exit = each_row(session, target + query_of(*wish), kind != ListKind::playbooks, paged, limit, take);
        } else {
          const OfflineFilter filter{wish->status, wish->role,    wish->playbook, wish->customer, wish->channel,
                                     wish->reason, wish->outcome, wish->overdue,  wish->live,     wish->kind};
          exit = each_row_offline(session, wish->data, kind, filter, limit, take, [&](Labels labels) { rows.name_by(std::move(labels)); });
        }
        if (exit == Exit::ok) rows.finish(nothing);
        return exit;
      }};
}

Option status(Wish& wish, std::vector<std::string> among) {
  return {"--status", &wish.status, {"only those that stand so", "仅此状态"}, false, std::move(among)};
}
Option playbook(Wish& wish) { return {"--playbook", &wish.playbook, {"only of this playbook", "仅此剧本"}, false, {}}; }
Option customer(Wish& wish) { return {"--customer", &wish.customer, {"only of this customer", "仅此客户"}, false, {}}; }

const Head kCustomer{"customer", {"customer", "客户"}}, kPlaybook{"playbook", {"playbook", "剧本"}, false, Cell::playbook};
Head status_of(Cell cell) { return {"status", {"status", "状态"}, false, cell}; }

// “首面经营”（first_meeting）
std::string titled(const Session& session, const Labels& labels, const std::string& playbook) {
  const std::string label = session.zh() ? labels.of("playbooks", playbook) : playbook;
  return label == playbook ? playbook : "“" + label + "”（" + playbook + "）";
}

Exit figures(const Session& session, const std::string& data) {
  engine::RawList books;
  Labels labels;
  if (data.empty()) {
    labels = labels_of(session);
    const Exit exit = each_row(session, "/v1/figures", true, false, UINT64_MAX, [&](const engine::RawValue& row) { books.push_back(row); });
    if (exit != Exit::ok) return exit;
  } else {
    const Exit exit = each_row_offline(
        session, data, ListKind::figures, {}, UINT64_MAX, [&](const engine::RawValue& row) { books.push_back(row); },
        [&](Labels found) { labels = std::move(found); });
    if (exit != Exit::ok) return exit;
  }
  const auto counts = [&](const engine::RawValue& book, const char* key, const Said& words, Cell cell) {
    const engine::RawValue* all = daemon::member(book, key);
    std::string text;
    const auto* record = all == nullptr ? nullptr : std::get_if<engine::RawRecord>(&all->value);
    for (std::size_t i = 0; record != nullptr && i < record->size(); ++i) {
      const std::string count = cell_of(*all, (*record)[i].name);
      text += (text.empty() ? "" : " · ") + shown(session, labels, cell, book, (*record)[i].name) + " " + count;
    }
    if (!text.empty()) session.out << "  " << words.in(session.language) << session.say(": ", "：") << text << '\n';
  };
  // {"NAME": {"reached": 1, …}}: a row a name.
  const auto table = [&](const engine::RawValue& book, const char* key, std::vector<Head> heads) {
    const engine::RawValue* all = daemon::member(book, key);
    const auto* many = all == nullptr ? nullptr : std::get_if<engine::RawRecord>(&all->value);
    if (many == nullptr || many->empty()) return;
    Rows rows(session, std::move(heads), labels);
    for (const engine::RawField& field : *many) {
      engine::RawRecord row{{"name", engine::raw(field.name)}, {"playbook", engine::raw(cell_of(book, "playbook"))}};
      if (const auto* cells = std::get_if<engine::RawRecord>(&field.value.value)) row.insert(row.end(), cells->begin(), cells->end());
      rows.take({std::move(row)});
    }
    rows.finish({});
  };
  if (session.json) {
    JsonRows rows(session);
    for (const engine::RawValue& book : books) rows.take(book);
    rows.finish();
    return Exit::ok;
  }
  for (const engine::RawValue& book : books) {
    session.out << '\n'
                << titled(session, labels, cell_of(book, "playbook")) << session.say(": entered ", "：进入 ") << cell_of(book, "entered")
                << session.say(", held out ", "，留白 ") << cell_of(book, "held_out") << session.say(", live ", "，在途 ")
                << cell_of(book, "live") << '\n';
    counts(book, "ended", {"ended", "结束"}, Cell::result);
    counts(book, "touches", {"touches", "触达"}, Cell::channel);
    counts(book, "blocked", {"held back (times)", "推迟或拦截（次）"}, Cell::reason);
    table(book, "waves",
          {{"name", {"wave", "波次"}, false, Cell::place},
           {"reached", {"reached", "到达"}, true},
           {"skipped", {"skipped", "跳过"}, true},
           {"touches", {"touches", "触达"}, true},
           {"responded", {"responded", "响应"}, true}});
    table(book, "tasks",
          {{"name", {"task", "任务"}, false, Cell::place},
           {"opened", {"opened", "开启"}, true},
           {"done", {"done", "完成"}, true},
           {"overdue", {"overdue", "逾期"}, true},
           {"escalated", {"escalated", "升级"}, true}});
    table(book, "experiments",
          {{"name", {"experiment and arm", "实验与组"}, false, Cell::place},
           {"taken", {"taken", "进入"}, true},
           {"measured", {"measured", "已测"}, true},
           {"reached", {"reached", "达成"}, true}});
    table(book, "breakpoints",
          {{"name", {"breakpoint", "断点"}, false, Cell::place},
           {"armed", {"armed", "观察"}, true},
           {"cleared", {"cleared", "解除"}, true},
           {"tripped", {"tripped", "触发"}, true},
           {"recovered", {"recovered", "恢复"}, true},
           {"open", {"open", "未解除"}, true}});
  }
  return Exit::ok;
}

// Of questions, whatever they ask.
std::vector<Option> asked_of_people(Wish& wish) {
  return {status(wish, {"open", "answered", "dropped", "all"}),
          {"--role", &wish.role, {"only of this role", "仅此角色"}, false, {}},
          {"--assignee", &wish.assignee, {"only this person's", "仅此人的"}, false, {}},
          playbook(wish),
          customer(wish)};
}

}  // namespace

std::vector<Command> list_commands() {
  std::vector<Command> all;
  {
    auto wish = std::make_shared<Wish>();
    all.push_back(list("tasks list", "/v1/tasks", {"tasks, newest customers last", "任务"}, wish,
                       {status(*wish, {"open", "closed", "all"}),
                        {"--role", &wish->role, {"only of this role", "仅此角色"}, false, {}},
                        {"--assignee", &wish->assignee, {"only this person's", "仅此人的"}, false, {}},
                        {"--branch", &wish->branch, {"only of this branch's customers", "仅此支行的客户"}, false, {}},
                        playbook(*wish),
                        customer(*wish),
                        {"--overdue",
                         &wish->overdue,
                         {"only those past their due time, and open unless --status is given", "仅逾期;未给 --status 时仅未办结的"},
                         false,
                         {}}},
                       {{"id", {"task", "任务号"}},
                        kCustomer,
                        kPlaybook,
                        {"task", {"what", "事项"}, false, Cell::place},
                        {"role", {"role", "角色"}, false, Cell::role},
                        {"assignee", {"assignee", "经办人"}},
                        {"how|status", {"status", "状态"}, false, Cell::task_status},
                        {"outcome", {"outcome", "结果"}, false, Cell::result},
                        {"due", {"due", "到期"}},
                        {"overdue", {"overdue", "逾期"}}},
                       {"no tasks", "没有任务"}, ListKind::tasks));
  }
  {
    auto wish = std::make_shared<Wish>();
    all.push_back(list("questions list", "/v1/questions",
                       {"what roles are asked beside their tasks: work to check, reasons of stalls, customers to take over, leads to claim",
                        "任务之外请角色答复的问题:质检、断点原因、承接客户、认领线索"},
                       wish, asked_of_people(*wish),
                       {{"id", {"question", "问题号"}},
                        kCustomer,
                        kPlaybook,
                        {"kind", {"what", "事项"}, false, Cell::question_kind},
                        {"about", {"about", "关于"}, false, Cell::place},
                        {"role", {"role", "角色"}, false, Cell::role},
                        {"assignee", {"assignee", "经办人"}},
                        status_of(Cell::question_status),
                        {"due", {"due", "到期"}},
                        {"answer", {"answer", "答复"}, false, Cell::answer}},
                       {"no questions", "没有问题"}, ListKind::questions));
  }
  {
    auto wish = std::make_shared<Wish>();
    wish->kind = "lead";
    wish->status = "open";
    all.push_back(list("leads list", "/v1/questions",
                       {"leads to be claimed, and by whom; nobody named: they stand open for anyone of the role",
                        "待认领的线索及分派对象;未写经办人的,角色内任何人都可认领"},
                       wish, asked_of_people(*wish),
                       {{"id", {"lead", "线索号"}},
                        kCustomer,
                        kPlaybook,
                        {"role", {"role", "角色"}, false, Cell::role},
                        {"assignee", {"dealt to", "分派给"}},
                        status_of(Cell::question_status),
                        {"due", {"to be claimed by", "认领期限"}},
                        {"answer", {"answer", "答复"}, false, Cell::answer}},
                       {"no leads", "没有线索"}, ListKind::questions));
  }
  {
    auto wish = std::make_shared<Wish>();
    wish->status = "open";
    all.push_back(list("stalls list", "/v1/stalls",
                       {"customers caught at a breakpoint and never freed: tripped, or left when the journey has ended since; --status "
                        "all: also the others",
                        "卡在断点且未解除的客户:触发(旅程仍在进行)或离开(旅程已结束);--status all 另含其余"},
                       wish,
                       {status(*wish, {"open", "armed", "tripped", "cleared", "dropped", "left", "all"}), playbook(*wish), customer(*wish)},
                       {kCustomer,
                        kPlaybook,
                        {"breakpoint", {"breakpoint", "断点"}, false, Cell::place},
                        status_of(Cell::stall_status),
                        {"from", {"since", "起点"}},
                        {"tripped", {"stalled", "卡住于"}},
                        {"cleared", {"cleared", "解除于"}},
                        {"stage", {"stage", "阶段"}, false, Cell::place},
                        {"wave", {"wave", "波次"}, false, Cell::place},
                        {"assignee", {"assignee", "经办人"}}},
                       {"nobody is stuck", "没有人卡住"}, ListKind::stalls));
  }
  {
    auto wish = std::make_shared<Wish>();
    all.push_back(list("journeys list", "/v1/journeys", {"customers' runs of playbooks", "客户的旅程"}, wish,
                       {playbook(*wish),
                        customer(*wish),
                        {"--outcome", &wish->outcome, {"only those that ended so", "仅此结果"}, false, {}},
                        {"--live", &wish->live, {"only those under way", "仅在途"}, false, {}}},
                       {kCustomer,
                        kPlaybook,
                        {"version", {"version", "版本"}, true},
                        {"entered", {"entered", "进入"}},
                        {"via", {"via", "方式"}, false, Cell::via},
                        {"hold_out", {"hold-out", "留白"}, false, Cell::hold_out},
                        {"ended", {"ended", "结束"}},
                        {"outcome", {"outcome", "结果"}, false, Cell::result}},
                       {"no journeys", "没有旅程"}, ListKind::journeys));
  }
  {
    auto wish = std::make_shared<Wish>();
    all.push_back(list(
        "touches list", "/v1/touches", {"touches, and why some were held back", "触达,以及被拦下的原因"}, wish,
        {status(*wish, {"planned", "waiting", "reserved", "sending", "accepted", "delivered", "read", "answered", "retrying", "failed",
                        "unknown", "blocked", "expired", "cancelled"}),
         {"--reason", &wish->reason, {"only those held back for this reason, such as capped", "仅因此原因被拦下,如 capped"}, false, {}},
         {"--channel", &wish->channel, {"only over this channel", "仅此渠道"}, false, {}},
         playbook(*wish),
         customer(*wish)},
        {{"id", {"touch", "触达号"}},
         kCustomer,
         kPlaybook,
         {"step", {"what", "事项"}, false, Cell::place},
         {"template", {"message", "内容"}, false, Cell::message},
         {"channel", {"channel", "渠道"}, false, Cell::channel},
         status_of(Cell::touch_status),
         {"reason", {"reason", "原因"}, false, Cell::reason},
         {"planned", {"planned", "计划"}},
         {"sent", {"sent", "发送"}}},
        {"no touches", "没有触达"}, ListKind::touches));
  }
  {
    auto wish = std::make_shared<Wish>();
    all.push_back(list("incidents list", "/v1/incidents", {"what could not go on, by place", "无法继续的事项,按位置"}, wish, {},
                       {{"code", {"incident", "异常"}},
                        kPlaybook,
                        {"place", {"where", "位置"}, false, Cell::place},
                        {"count", {"count", "次数"}, true},
                        {"first", {"first", "首次"}},
                        {"last", {"last", "最近"}},
                        {"sample", {"sample", "样例"}},
                        {"meaning", {"what it means", "含义"}}},
                       {"no incidents", "没有异常"}, ListKind::incidents));
  }
  {
    auto wish = std::make_shared<Wish>();
    all.push_back(list("playbooks list", "/v1/playbooks", {"playbooks in force", "现行剧本"}, wish, {},
                       {{"name|playbook", {"playbook", "剧本"}},
                        {"version", {"version", "版本"}, true},
                        {"label.{lang}|label.zh|label", {"label", "名称"}},
                        {"hash|plan_hash", {"plan", "计划哈希"}},
                        {"text_hash", {"text", "文本哈希"}},
                        {"waived", {"waived", "豁免"}}},
                       {"no playbooks: `playmaker apply FILE…` puts them into force", "没有剧本:用 `playmaker apply 文件…` 上线"},
                       ListKind::playbooks));
  }
  auto data = std::make_shared<std::string>();
  all.push_back(
      {"figures",
       {"how each playbook stands: entered, waves, tasks, stalls, touches, how often touches were held back",
        "各剧本的情况:进入、波次、任务、断点、触达、推迟或拦截的次数"},
       {{"--data", data.get(), {"read this data folder instead of asking a daemon", "直接读取数据文件夹,不问守护进程"}, false, {}}},
       [data](const Session& session) { return figures(session, *data); }});
  return all;
}

}  // namespace playmaker::cli
