// review: how a playbook's reviews stand, as they were held last or as of now.
#include <memory>
#include <ostream>

#include "daemon/cli/client.hpp"
#include "daemon/cli/list_rows.hpp"

namespace playmaker::cli {
namespace {

struct Wish {
  std::string playbook, review;
  bool now = false;
};

const engine::RawList* list_of(const engine::RawValue& value, std::string_view name) {
  const engine::RawValue* found = daemon::member(value, name);
  return found == nullptr ? nullptr : std::get_if<engine::RawList>(&found->value);
}

std::string figure_words(const Session& session, const std::string& figure, const std::string& of) {
  if (figure == "funnel")
    return std::string(of == "moments" ? session.say("funnel of moments", "时机漏斗") : session.say("funnel of stages", "阶段漏斗"));
  if (figure == "breakpoints") return std::string(session.say("breakpoints", "断点"));
  if (figure == "goal") return std::string(session.say("goals", "目标"));
  if (figure == "tasks") return std::string(session.say("tasks", "任务"));
  if (figure == "cost") return std::string(session.say("cost", "成本"));
  return std::string(session.say("touches", "触达"));
}

std::vector<Head> heads_of(const std::string& figure) {
  if (figure == "breakpoints")
    return {{"armed", {"armed", "观察"}, true},
            {"tripped", {"tripped", "触发"}, true},
            {"recovered", {"recovered", "恢复"}, true},
            {"open", {"open", "未解除"}, true},
            {"period", {"tripped in the period", "本期触发"}, true}};
  if (figure == "goal")
    return {{"reached", {"reached", "达成"}, true},
            {"missed", {"missed", "未达成"}, true},
            {"period", {"reached in the period", "本期达成"}, true}};
  if (figure == "tasks")
    return {{"opened", {"opened", "开启"}, true},
            {"done", {"done", "完成"}, true},
            {"ended_otherwise", {"ended otherwise", "其他结束"}, true},
            {"late", {"late", "逾期未完"}, true},
            {"period", {"done in the period", "本期完成"}, true}};
  if (figure == "cost")
    return {
        {"times", {"times", "次数"}, true}, {"period", {"in the period", "本期"}, true}, {"amount", {"amount", "金额"}, true, Cell::money}};
  if (figure == "touches")
    return {{"sent", {"sent", "发送"}, true},
            {"delivered", {"delivered", "送达"}, true},
            {"read", {"read", "已读"}, true},
            {"failed", {"failed", "失败"}, true},
            {"period", {"sent in the period", "本期发送"}, true}};
  return {{"total", {"in all", "累计"}, true}, {"period", {"in the period", "本期"}, true}};
}

// One review on a terminal: its times, then a table each for rates, what followed, figures, comparisons and targets.
class Printing {
 public:
  Printing(const Session& session, const Labels& labels, const engine::RawValue& review)
      : session_(session),
        labels_(labels),
        review_(review) {}

  void print() {
    const std::string label = cell_of(review_, session_.zh() ? "label.zh|label.en" : "label.en|label.zh");
    const std::string playbook = cell_of(review_, "playbook"), title = shown(session_, labels_, Cell::playbook, review_, playbook);
    session_.out << '\n' << playbook << '.' << cell_of(review_, "review");
    if (title != playbook) session_.out << " “" << title << "”";
    session_.out << (label.empty() ? "" : " " + label) << '\n';
    const std::string held = cell_of(review_, "held");
    if (!cell_of(review_, "now").empty() || held.empty())
      session_.out << "  " << session_.say("as of now, ", "截至当前 ") << cell_of(review_, "until");
    else session_.out << "  " << session_.say("held ", "回检于 ") << held;
    session_.out << session_.say("; the period began ", "；本期始于 ") << cell_of(review_, "since") << session_.say("; next ", "；下次 ")
                 << cell_of(review_, "next") << '\n';
    if (const std::string missed = cell_of(review_, "missed"); !missed.empty() && missed != "0")
      session_.out << "  " << session_.say("times passed while the daemon was down: ", "停机期间错过次数：") << missed << '\n';
    table({"rates", "比率"}, list_of(review_, "rates"),
          {{"rate", {"rate", "比率"}, false, Cell::rate},
           {"branch", {"branch", "机构"}},
           {"ended", {"ended", "结束"}, true},
           {"happened", {"as asked", "达标"}, true},
           {"late", {"late", "逾期"}, true},
           {"percent", {"%", "%"}, true}});
    acts();
    if (const auto* figures = list_of(review_, "figures"))
      for (const engine::RawValue& figure : *figures) print_figure(figure);
    compared();
    if (const auto* targets = list_of(review_, "targets")) {
      for (const engine::RawValue& target : *targets) {
        const std::string by = cell_of(target, "by");
        const bool of_branches = by.empty() || by == "branch";
        table({"target " + cell_of(target, "goal") + " " + cell_of(target, "target") + " per " + cell_of(target, "per") + ", since " +
                   cell_of(target, "from"),
               "指标 " + shown(session_, labels_, Cell::place, review_, cell_of(target, "goal")) + " 每" +
                   period_zh(cell_of(target, "per")) + " " + cell_of(target, "target") + "，自 " + cell_of(target, "from")},
              list_of(target, "rows"),
              {{of_branches ? "branch" : "manager",
                of_branches ? Said{"branch", "机构"} : Said{by, shown(session_, labels_, Cell::role, review_, by)}},
               {"reached", {"reached", "达成"}, true},
               {"target", {"target", "指标"}, true},
               {"percent", {"%", "%"}, true}});
      }
    }
  }

 private:
  static std::string period_zh(const std::string& period) {
    if (period == "day") return "天";
    if (period == "week") return "周";
    if (period == "month") return "月";
    return period == "quarter" ? "季度" : "年";
  }

  void table(const Said& title, const engine::RawList* list, std::vector<Head> heads) {
    if (list == nullptr || list->empty()) return;
    session_.out << "  " << title.in(session_.language) << '\n';
    Rows rows(session_, std::move(heads), labels_);
    for (const engine::RawValue& row : *list) {
      engine::RawRecord of_playbook = std::get<engine::RawRecord>(row.value);      // whose names the cells are
      of_playbook.push_back({"playbook", engine::raw(cell_of(review_, "playbook"))});
      rows.take({std::move(of_playbook)});
    }
    rows.finish({});
  }

  void acts() {
    const auto* list = list_of(review_, "acts");
    if (list == nullptr) return;
    for (const engine::RawValue& act : *list) {
      const bool alert = cell_of(act, "kind") == "alert";
      session_.out << "  " << cell_of(act, "branch") << session_.say(": ", "：")
                   << (alert ? session_.say("alerted ", "已预警 ") : session_.say("task for the branch ", "机构任务 "))
                   << shown(session_, labels_, alert ? Cell::role : Cell::place, review_, cell_of(act, "what")) << '\n';
    }
  }

  void print_figure(const engine::RawValue& figure) {
    const std::string name = cell_of(figure, "figure");
    const auto* rows = list_of(figure, "rows");
    std::string title = figure_words(session_, name, cell_of(figure, "of"));
    std::vector<Head> heads{{"what", {"", ""}, false, Cell::figure}};
    engine::RawList flat;
    const auto* by = list_of(figure, "by");
    for (std::size_t i = 0; by != nullptr && i < by->size(); ++i) {
      const std::string* dimension = daemon::text_of(&(*by)[i]);
      heads.push_back({"by" + std::to_string(i), {*dimension, dimension_zh(*dimension)}, false, Cell::place});
    }
    for (Head& head : heads_of(name)) heads.push_back(std::move(head));
    for (std::size_t row = 0; rows != nullptr && row < rows->size(); ++row) {
      const auto* cells = std::get_if<engine::RawRecord>(&(*rows)[row].value);
      if (cells == nullptr) continue;
      engine::RawRecord made;
      for (const engine::RawField& cell : *cells) {
        const std::string* text = daemon::text_of(&cell.value);
        if (cell.name == "what" && text != nullptr && text->empty())
          made.push_back({"what", engine::raw(std::string(session_.say("(entered)", "（进入）")))});
        else if (const auto* values = std::get_if<engine::RawList>(&cell.value.value); cell.name == "by" && values != nullptr) {
          for (std::size_t i = 0; i < values->size(); ++i) {
            const std::string* value = daemon::text_of(&(*values)[i]);
            made.push_back({"by" + std::to_string(i), engine::raw(value == nullptr || value->empty() ? std::string("-") : *value)});
          }
        } else {
          made.push_back(cell);
        }
      }
      flat.push_back({std::move(made)});
    }
    table({title, title}, &flat, std::move(heads));
    const std::string per = cell_of(figure, "per");
    if (name != "cost" && per.empty()) return;
    session_.out << "  ";
    if (name == "cost")
      session_.out << session_.say("in all ", "合计 ") << money(cell_of(figure, "amount")) << (per.empty() ? "" : session_.say(", ", "，"));
    if (!per.empty()) {
      session_.out << session_.say("reached ", "达成 ") << place(per) << ' ' << cell_of(figure, "reached");
      if (const std::string each = cell_of(figure, "each"); !each.empty())
        session_.out << (name == "cost" ? session_.say(", each ", "，单位成本 ") : session_.say(", for each ", "，平均每个 "))
                     << money(each);
    }
    session_.out << '\n';
  }

  void compared() {
    const auto* list = list_of(review_, "compared");
    if (list == nullptr) return;
    for (const engine::RawValue& one : *list) {
      session_.out << "  " << session_.say("compared with the hold-out on ", "与留白组对比 ") << place(cell_of(one, "goal"))
                   << session_.say(": ", "：") << cell_of(one, "treated.reached") << '/' << cell_of(one, "treated.journeys")
                   << session_.say(" against ", " 对 ") << cell_of(one, "held_out.reached") << '/' << cell_of(one, "held_out.journeys");
      if (const std::string difference = cell_of(one, "difference"); !difference.empty())
        session_.out << session_.say(", difference ", "，差异 ") << difference << session_.say(" points (95 %: ", " 个百分点（95%：")
                     << cell_of(one, "low") << session_.say(" to ", " 至 ") << cell_of(one, "high") << session_.say(")", "）");
      session_.out << '\n';
    }
  }

  // What a figure is divided by: a word of the language, a role or a decision.
  std::string dimension_zh(const std::string& name) const {
    if (name == "branch") return "机构";
    if (name == "reason") return "缘由";
    if (name == "outcome") return "结果";
    if (name == "manager") return "客户经理";
    const std::string role = shown(session_, labels_, Cell::role, review_, name);
    return role != name ? role : place(name);
  }
  std::string place(const std::string& path) const { return shown(session_, labels_, Cell::place, review_, path); }
  std::string money(const std::string& amount) const { return shown(session_, labels_, Cell::money, review_, amount); }

  const Session& session_;
  const Labels& labels_;
  const engine::RawValue& review_;
};

Exit review(const Session& session, const Wish& wish) {
  std::string query;
  const auto add = [&](const char* key, const std::string& text) {
    if (!text.empty()) query += (query.empty() ? "?" : "&") + std::string(key) + "=" + percent_encoded(text);
  };
  add("playbook", wish.playbook);
  add("review", wish.review);
  add("now", wish.now ? "true" : "");
  std::size_t count = 0;
  const Labels labels = labels_of(session);
  JsonRows json(session);
  const Exit exit = each_row(session, "/v1/reviews" + query, true, false, UINT64_MAX, [&](const engine::RawValue& row) {
    ++count;
    if (session.json) {
      json.take(row);
    } else {
      Printing(session, labels, row).print();
    }
  });
  if (exit == Exit::ok && session.json) json.finish();
  else if (exit == Exit::ok && count == 0) session.out << session.say("no reviews\n", "没有回检\n");
  return exit;
}

}  // namespace

std::vector<Command> review_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"review",
           {"how the reviews of the playbooks stand: rates, figures, comparisons, targets; as they were held last",
            "各剧本的回检:比率、指标、对比与目标;按最近一次回检"},
           {{"playbook", &wish->playbook, {"only of this playbook", "仅此剧本"}, false, {}},
            {"review", &wish->review, {"only this review", "仅此回检"}, false, {}},
            {"--now", &wish->now, {"the figures as of now, since it was held last", "截至当前的指标,自最近一次回检起"}, false, {}}},
           [wish](const Session& session) { return review(session, *wish); }}};
}

}  // namespace playmaker::cli
