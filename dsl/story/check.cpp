#include "dsl/story/check.hpp"

#include <algorithm>
#include <set>

namespace playmaker::story {
namespace {

using source::Code;
using source::Issue;
using source::Words;

class Checker {
 public:
  Checker(StoryFile& file, const Vocabulary& vocabulary, source::Issues& issues) : file_(file), v_(vocabulary), issues_(issues) {
    for (const Thing& person : file.world.people) people_.push_back(person.name.text);
    for (const Thing& branch : file.world.branches) branches_.push_back(branch.name.text);
    for (const Thing& customer : file.world.customers) customers_.push_back(customer.name.text);
  }

  void run() {
    world();
    std::set<std::string> seen;
    for (Story& story : file_.stories) {
      if (!seen.insert(story.name.text).second) issues_.add(Issue(Code::name_taken, story.name.span).arg(story.name.text));
      tell(story);
    }
  }

 private:
  void world() {
    twice(file_.world.people);
    twice(file_.world.branches);
    twice(file_.world.customers);
    for (Thing& person : file_.world.people) fields(person.fields, v_.catalog->person, {"a person", "人员"});
    for (Thing& branch : file_.world.branches) fields(branch.fields, v_.catalog->branch, {"a branch", "机构"});
    for (Thing& customer : file_.world.customers) {
      if (customer.like.written()) known(customer.like, customers_, {"customer", "客户"});
      customer_fields(customer.fields);
    }
    for (Pool& pool : file_.world.pools) {
      known(pool.name, names(v_.catalog->pools), {"pool", "人员池"});
      for (Name& person : pool.people) known(person, people_, {"person", "人员"});
    }
  }
  void twice(const std::vector<Thing>& things) {
    std::set<std::string> seen;
    for (const Thing& thing : things) {
      if (!seen.insert(thing.name.text).second) issues_.add(Issue(Code::name_taken, thing.name.span).arg(thing.name.text));
    }
  }

  void tell(Story& story) {
    if (story.customer.like.written()) known(story.customer.like, customers_, {"customer", "客户"});
    customer_fields(story.customer.fields);
    if (story.customer.held_out_of.written()) playbook(story.customer.held_out_of);
    for (Crowd& crowd : story.others) one(crowd);
    for (Stock& stock : story.stocks) known(stock.benefit, names(v_.catalog->benefits), {"benefit", "权益"});
    for (Name& arm : story.arms) known(arm, arms(), {"arm", "组别"});
    for (Report& report : story.reports) channel(report.channel, report.template_);
    for (Act& act : story.acts) one(act);
    for (Expectation& expectation : story.expectations) one(expectation);
  }

  std::vector<std::string> arms() const {
    std::vector<std::string> out = {"control"};
    for (const auto& plan : v_.plans) {
      for (const plan::Experiment& experiment : plan->experiments) {
        for (const plan::Arm& arm : experiment.arms) out.push_back(plan->unit.texts[arm.name]);
      }
    }
    return out;
  }

  void one(Act& act) {
    switch (act.kind) {
      case ActKind::event: {
        if (!known(act.name, names(v_.catalog->events), {"event", "事件"})) return;
        const auto event = std::ranges::find(v_.catalog->events, act.name.text, &plan::Event::name);
        fields(act.fields, event->fields, {"the event `" + act.name.text + "`", "事件 `" + act.name.text + "`"});
        if (act.other.written()) path(act.other, plan::SiteKind::task, {"task", "任务"});
        return;
      }
      case ActKind::set: return customer_fields(act.fields);
      case ActKind::task:
        if (path(act.name, plan::SiteKind::task, {"task", "任务"}) && act.other.written()) outcome(act.name, act.other);
        brought(act.fields);
        return;
      case ActKind::assign:
        path(act.name, plan::SiteKind::task, {"task", "任务"});
        known(act.other, people_, {"person", "人员"});
        return;
      case ActKind::receipt: channel(act.report.channel, act.report.template_); return;
      case ActKind::import_missing: known(act.name, names(v_.catalog->imports), {"import", "导入"}); return;
      case ActKind::list:
        known(act.name, names(v_.catalog->lists), {"list", "名单"});
        for (Crowd& crowd : act.crowd) one(crowd);
        return;
      case ActKind::claim:
      case ActKind::decline:
        if (act.name.written()) known(act.name, customers_, {"customer", "客户"});
        person(act.by);
        return;
      case ActKind::take:
        path(act.name, plan::SiteKind::task, {"task", "任务"});
        person(act.by);
        return;
      case ActKind::answer:
        known(act.name, names(v_.catalog->roles), {"role", "角色"});
        answer(act.other);
        person(act.by);
        return;
      default: playbook(act.name); return;
    }
  }
  void one(Crowd& crowd) {
    if (!crowd.own && crowd.name.written()) known(crowd.name, customers_, {"customer", "客户"});
  }
  void person(Name& name) {
    if (name.written()) known(name, people_, {"person", "人员"});
  }
  // Who has a task is a person of the story, not a role.
  void assignee(Name& name) {
    if (!name.written() || std::ranges::find(people_, name.text) != people_.end()) return;
    const std::vector<std::string_view> candidates(people_.begin(), people_.end());
    if (!base::nearest(name.text, candidates).empty()) return person(name);
    Issue issue(Code::name_unknown, name.span);
    issue.arg(name.text).arg({"person", "人员"});
    std::string list_en, list_zh;
    for (std::size_t i = 0; i < std::min<std::size_t>(people_.size(), 4); ++i) {
      list_en += (i == 0 ? "`" : ", `") + people_[i] + "`";
      list_zh += (i == 0 ? "`" : "、`") + people_[i] + "`";
    }
    if (people_.empty())
      issue.help({"declare whoever it is with, above the stories: `person ann { name: \"Ann\" }`",
                  "请在故事之前声明此人:`person ann { name: \"安\" }`"});
    else
      issue.help({"a task is assigned to a person of the story, not to a role: " + list_en, "任务指派给故事中的人员,而非角色:" + list_zh});
    issues_.add(std::move(issue));
  }
  // What any role may be asked: a reason of a breakpoint, a check, whether it takes a customer over.
  void answer(Name& name) {
    std::vector<std::string> all = {"accepted", "declined", "passed", "failed", "lapsed"};
    for (const auto& plan : v_.plans) {
      for (const plan::Breakpoint& breakpoint : plan->breakpoints) {
        for (const plan::TextIndex reason : breakpoint.why.reasons) all.push_back(plan->unit.texts[reason]);
      }
    }
    known(name, all, {"answer", "答复"});
  }

  void one(Expectation& e) {
    if (e.subject == Subject::touch) {
      if (e.channel.written()) channel(e.channel, e.template_);
      return;
    }
    if (e.of.name.written()) known(e.of.name, customers_, {"customer", "客户"});
    if (e.at.written()) known(e.at, branches_, {"branch", "机构"});
    if (e.subject == Subject::customer) return customer_fields(e.fields);
    if (e.subject == Subject::answer) return answered(e);
    if (e.subject == Subject::lead && e.outcome.written() && !e.why) {
      std::vector<std::string> all = people_;
      if (e.state != Word::claimed && e.state != Word::held) {
        for (std::string& role : names(v_.catalog->roles)) all.push_back(std::move(role));
      }
      known(e.outcome, all, {"person or role", "人员或角色"});
    }
    if (e.subject == Subject::question && e.outcome.written()) answer(e.outcome);
    if (!e.name.written()) return;
    switch (e.subject) {
      case Subject::task:
        if (!path(e.name, plan::SiteKind::task, {"task", "任务"}) || !e.outcome.written()) return;
        if (e.state == Word::assigned) assignee(e.outcome);
        else if (e.state == Word::escalated) known(e.outcome, names(v_.catalog->roles), {"role", "角色"});
        else outcome(e.name, e.outcome);
        return;
      case Subject::stall: path(e.name, plan::SiteKind::breakpoint, {"breakpoint", "断点"}); return;
      case Subject::goal: path(e.name, plan::SiteKind::goal, {"goal", "目标"}); return;
      case Subject::exit: path(e.name, plan::SiteKind::exit, {"exit", "退出"}); return;
      case Subject::stage: path(e.name, plan::SiteKind::stage, {"stage", "阶段"}); return;
      case Subject::wave: path(e.name, plan::SiteKind::wave, {"wave", "波次"}); return;
      case Subject::moment: path(e.name, plan::SiteKind::moment, {"moment", "时机"}); return;
      case Subject::track: path(e.name, plan::SiteKind::track, {"track", "路径"}); return;
      case Subject::journey: playbook(e.name); return;
      case Subject::question:
      case Subject::notice: known(e.name, names(v_.catalog->roles), {"role", "角色"}); return;
      case Subject::reserve:
      case Subject::grant: known(e.name, names(v_.catalog->benefits), {"benefit", "权益"}); return;
      case Subject::hand_off: known(e.name, playbooks_known(), {"playbook", "剧本"}); return;
      case Subject::arm: known(e.name, arms(), {"arm", "组别"}); return;
      case Subject::seat: known(e.name, names(v_.catalog->activities), {"activity", "活动"}); return;
      case Subject::emitted: known(e.name, names(v_.catalog->events), {"event", "事件"}); return;
      case Subject::review:
        if (!path(e.name, plan::SiteKind::review, {"review", "回检"})) return;
        if (e.state == Word::alerts) known(e.outcome, names(v_.catalog->roles), {"role", "角色"});
        if (e.state == Word::opens) path(e.outcome, plan::SiteKind::task, {"task", "任务"});
        for (Field& field : e.fields) rate(field);
        return;
      default: return;
    }
  }

  // What a customer may say to a template.
  void answered(Expectation& e) {
    if (!known(e.template_, names(v_.catalog->templates), {"template", "模板"})) return;
    const auto found = std::ranges::find(v_.catalog->templates, e.template_.text, &plan::Template::name);
    fields(e.fields, found->answers, {"the template `" + e.template_.text + "`", "模板 `" + e.template_.text + "`"});
  }
  // A rate is named as in `rate(…)`.
  void rate(Field& field) {
    std::vector<std::string> all;
    for (const auto& plan : v_.plans) {
      for (const plan::Rate& each : plan->rates) {
        const std::string& whole = plan->unit.texts[each.name];
        const std::string path = whole.substr(0, whole.find(' '));
        if (names_path(field.name.text, plan->name, path)) return;
        all.push_back(path);
        all.push_back(path.substr(path.find('.') + 1));
      }
    }
    unknown(field.name, all, {"rate", "比率"});
  }

  // ---- names
  template <class Things>
  static std::vector<std::string> names(const Things& things) {
    std::vector<std::string> out;
    for (const auto& thing : things) out.push_back(thing.name);
    return out;
  }
  void resolve(Name& name) const {
    std::string whole;
    for (std::size_t at = 0; at <= name.text.size();) {
      const std::size_t dot = std::min(name.text.find('.', at), name.text.size());
      const std::string part = name.text.substr(at, dot - at);
      const auto alias = v_.aliases.find(part);
      whole += (whole.empty() ? "" : ".") + (alias == v_.aliases.end() ? part : alias->second);
      at = dot + 1;
    }
    name.text = whole;
  }
  void unknown(const Name& name, const std::vector<std::string>& among, const Words& what) {
    const std::vector<std::string_view> candidates(among.begin(), among.end());
    Issue issue(Code::name_unknown, name.span);
    issue.arg(name.text).arg(what);
    if (const std::string_view near = base::nearest(name.text, candidates); !near.empty()) {
      issue.help({"did you mean `" + std::string(near) + "`?", "是否想写 `" + std::string(near) + "`?"}).fix(name.span, std::string(near));
    }
    issues_.add(std::move(issue));
  }
  bool known(Name& name, const std::vector<std::string>& among, const Words& what) {
    if (std::ranges::find(among, name.text) != among.end()) return true;
    Name other = name;
    resolve(other);
    if (std::ranges::find(among, other.text) == among.end()) {
      unknown(name, among, what);
      return false;
    }
    name = other;
    return true;
  }
  void playbook(Name& name) {
    std::vector<std::string> all;
    for (const auto& plan : v_.plans) all.push_back(plan->name);
    known(name, all, {"playbook", "剧本"});
  }
  // With those that are handed to and are not among the story's texts.
  std::vector<std::string> playbooks_known() const {
    std::vector<std::string> all;
    for (const auto& plan : v_.plans) {
      all.push_back(plan->name);
      for (const plan::HandOff& each : plan->hand_offs) all.push_back(plan->unit.texts[each.playbook]);
    }
    return all;
  }
  bool path(Name& name, plan::SiteKind kind, const Words& what) {
    std::vector<std::string> all;
    for (int turn = 0; turn < 2; ++turn) {
      Name other = name;
      if (turn == 1) resolve(other);
      for (const auto& plan : v_.plans) {
        for (const plan::Site& site : plan->sites) {
          if (site.kind != kind) continue;
          if (names_path(other.text, plan->name, site.path)) {
            name = other;
            return true;
          }
          all.push_back(site.path);
          all.push_back(site.path.substr(site.path.rfind('.') + 1));
        }
      }
    }
    unknown(name, all, what);
    return false;
  }
  void channel(Name& name, Name& template_) {
    if (!known(name, names(v_.catalog->channels), {"channel", "渠道"}) || !template_.written()) return;
    if (!known(template_, names(v_.catalog->templates), {"template", "模板"})) return;
    const auto found = std::ranges::find(v_.catalog->templates, template_.text, &plan::Template::name);
    if (std::ranges::find(found->channels, name.text) == found->channels.end())
      issues_.add(Issue(Code::template_channel, template_.span).arg(template_.text).arg(name.text));
  }
  void outcome(const Name& task, Name& written) {
    std::vector<std::string> all = {"done", "expired", "lapsed", "cancelled", "unreached"};
    for (const auto& plan : v_.plans) {
      for (const plan::Task& each : plan->tasks) {
        if (!names_path(task.text, plan->name, plan->sites[each.site].path)) continue;
        const auto add = [&](plan::TextIndex text) {
          if (text < plan->unit.texts.size()) all.push_back(plan->unit.texts[text]);
        };
        for (const plan::TextIndex text : each.outcomes) add(text);
        for (const plan::TaskClosing& closing : each.closings) add(closing.outcome);
      }
    }
    if (std::ranges::find(all, written.text) != all.end()) return;
    const std::vector<std::string_view> candidates(all.begin(), all.end());
    Issue issue(Code::result_unknown, written.span);
    issue.arg(written.text).arg(task.text);
    if (const auto near = base::nearest(written.text, candidates); !near.empty())
      issue.help({"did you mean `" + std::string(near) + "`?", "是否想写 `" + std::string(near) + "`?"})
          .fix(written.span, std::string(near));
    issues_.add(std::move(issue));
  }

  // ---- fields
  // Whether the task asks for it is the engine's to say.
  void brought(std::vector<Field>& written) {
    std::vector<plan::Field> declared = v_.catalog->customer;
    for (const char* list : {"checklist", "evidence"}) {
      declared.emplace_back();
      declared.back().name = list;
    }
    fields(written, declared, {"a task's report", "任务的回报"});
  }
  void customer_fields(std::vector<Field>& written) {
    std::vector<plan::Field> declared = v_.catalog->customer;
    const auto also = [&](std::string name) {
      declared.emplace_back();
      declared.back().name = std::move(name);
    };
    for (const auto& score : v_.catalog->scores) also("score." + score.name);
    for (const auto& segment : v_.catalog->segments) also("segment." + segment.name);
    for (const auto& list : v_.catalog->lists) also("list." + list.name);
    for (const auto& channel : v_.catalog->channels) also("address." + channel.name);
    fields(written, declared, {"a customer", "客户"});
  }
  void fields(std::vector<Field>& written, const std::vector<plan::Field>& declared, const Words& what, const std::string& prefix = {}) {
    for (Field& field : written) {
      Name full{prefix + field.name.text, field.name.span};
      const auto find = [&] { return std::ranges::find(declared, full.text, &plan::Field::name); };
      auto found = find();
      if (found == declared.end()) {
        resolve(full);
        found = find();
      }
      const bool group = field.value.kind == ValueKind::record &&
                         std::ranges::any_of(declared, [&](const plan::Field& each) { return each.name.starts_with(full.text + "."); });
      if (found == declared.end() && group) {
        field.name.text = full.text.substr(prefix.size());
        fields(field.value.fields, declared, what, full.text + ".");
        continue;
      }
      if (found == declared.end()) {
        std::vector<std::string> all = names(declared);
        const std::vector<std::string_view> candidates(all.begin(), all.end());
        Issue issue(Code::field_unknown, field.name.span);
        issue.arg(field.name.text).arg(what);
        if (const auto near = base::nearest(full.text, candidates); !near.empty())
          issue.help({"did you mean `" + std::string(near) + "`?", "是否想写 `" + std::string(near) + "`?"});
        issues_.add(std::move(issue));
        continue;
      }
      field.name.text = full.text.substr(prefix.size());
      value(field.value, found->type);
    }
  }
  void value(Value& value, const plan::Type& type) {
    if (value.kind != ValueKind::name) return;
    Name name{value.text, value.span};
    if (type.kind == plan::Kind::person) known(name, people_, {"person", "人员"});
    else if (type.kind == plan::Kind::branch) known(name, branches_, {"branch", "机构"});
    else {
      issues_.add(Issue(Code::name_unknown, value.span)
                      .arg(value.text)
                      .arg({"value", "值"})
                      .help({"a text stands in quotes", "文本须加引号"})
                      .fix(value.span, "\"" + value.text + "\""));
    }
    value.text = name.text;
  }

  StoryFile& file_;
  const Vocabulary& v_;
  source::Issues& issues_;
  std::vector<std::string> people_, branches_, customers_;
};

}  // namespace

bool names_path(const std::string& written, const std::string& playbook, const std::string& path) {
  if (written == path || written == playbook + "." + path) return true;
  return path.size() > written.size() + 1 && path.ends_with(written) && path[path.size() - written.size() - 1] == '.';
}

void check(StoryFile& file, const Vocabulary& vocabulary, source::Issues& issues) { Checker(file, vocabulary, issues).run(); }

}  // namespace playmaker::story
