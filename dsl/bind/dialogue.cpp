// What speaks with customers and hears them: offerings, questions, placements, invitations, experiments.
#include <algorithm>
#include <map>

#include "dsl/bind/stages.hpp"
#include "dsl/bind/time.hpp"
#include "dsl/bind/value.hpp"

namespace playmaker::bind {

using syntax::Kind;

void bind_offering(Work& work, std::uint32_t file, NodeId owner) {
  const Tree& tree = work.bound.tree(file);
  if (const NodeId offering = tree.child(owner, Kind::offering); syntax::exists(offering))
    resolve(work, file, tree.child_at(offering, 0), Thing::product);
}

namespace {

void template_over(Work& work, std::uint32_t file, NodeId template_ref, std::uint32_t template_index, NodeId channel_ref,
                   std::uint32_t channel) {
  const Tree& tree = work.bound.tree(file);
  if (template_index == kNone || channel == kNone) return;
  const Template& written = work.bound.templates[template_index];
  if (written.purpose == plan::Purpose::staff) {
    work.issues.add(
        Issue(Code::template_staff, tree.span(template_ref)).arg(tree.text(template_ref)).help({"name another template", "请换一个模板"}));
  }
  const std::vector<std::uint32_t>& channels = written.channels;
  if (channels.empty() || std::find(channels.begin(), channels.end(), channel) != channels.end() ||
      std::find(channels.begin(), channels.end(), kNone) != channels.end())
    return;
  work.issues.add(Issue(Code::template_channel, tree.span(channel_ref))
                      .arg(tree.text(template_ref))
                      .arg(tree.text(channel_ref))
                      .help({"name another template, or add the channel to this one", "请换一个模板,或给此模板加上该渠道"}));
}

// The braces read the answer; `else` does not, since there it never came.
void bind_braces(Work& work, const Scope& scope, NodeId step, std::uint32_t template_index) {
  const Tree& tree = scope.tree(work);
  Scope inside = scope;
  inside.answering = template_index;
  std::erase_if(inside.known, [](const std::string& text) { return text.starts_with("answer."); });   // of a question around this one
  bind_steps(work, inside, tree.child(step, Kind::block));
  bind_steps(work, scope, tree.child(step, Kind::else_block));
}

void report_answerless(Work& work, std::uint32_t file, NodeId ref, std::uint32_t index) {
  const Declared& declared = work.bound.names.at(Thing::template_, index);
  const Tree& home = work.bound.tree(declared.where);
  work.issues.add(Issue(Code::answers_missing, work.bound.tree(file).span(ref))
                      .arg(declared.name)
                      .note(home.span(home.child(NodeId{declared.where.node}, Kind::name)), {"declared here", "在此声明"})
                      .help({"give it fields: `answers { score int }`", "请为其声明答复字段:`answers { score int }`"}));
}

}  // namespace

std::uint32_t bind_question(Work& work, const Scope& scope, NodeId step) {
  const Tree& tree = scope.tree(work);
  const NodeId template_ref = tree.child_at(step, 0), channel_ref = tree.child_at(step, 1);
  const std::uint32_t index = resolve(work, scope.file, template_ref, Thing::template_);
  const std::uint32_t channel = resolve(work, scope.file, channel_ref, Thing::channel);
  const bool deaf = channel != kNone && (work.bound.channels[channel].by_people || work.bound.channels[channel].pull);
  if (deaf) refuse_deaf_channel(work, scope.file, channel_ref, channel);
  else template_over(work, scope.file, template_ref, index, channel_ref, channel);
  if (index != kNone && work.bound.templates[index].answers.list.empty()) report_answerless(work, scope.file, template_ref, index);
  bind_some_length(work, scope, tree.child_at(step, 2));
  bind_braces(work, scope, step, index);
  return index;
}

std::uint32_t bind_placement(Work& work, const Scope& scope, NodeId step) {
  const Tree& tree = scope.tree(work);
  const NodeId template_ref = tree.child_at(step, 0), channel_ref = tree.child_at(step, 1);
  const std::uint32_t index = resolve(work, scope.file, template_ref, Thing::template_);
  const std::uint32_t channel = resolve(work, scope.file, channel_ref, Thing::channel);
  template_over(work, scope.file, template_ref, index, channel_ref, channel);
  if (channel != kNone && !work.bound.channels[channel].pull) {
    work.issues.add(Issue(Code::channel_not_pull, tree.span(channel_ref))
                        .arg(tree.text(channel_ref))
                        .help({"send on it, or mark the channel `pull` when customers come to it by themselves",
                               "请改用 `send`;若客户会自行到访该渠道,请将其标为 `pull`"}));
  }
  const NodeId block = tree.child(step, Kind::block);
  if (index != kNone && syntax::exists(block) && tree.child_count(block) > 0 && work.bound.templates[index].answers.list.empty())
    report_answerless(work, scope.file, template_ref, index);
  bind_some_length(work, scope, tree.child_at(step, 2));
  if (const NodeId priority = tree.child(step, Kind::priority); syntax::exists(priority))
    bind_number(work, scope.file, tree.child_at(priority, 0), 0, 100);
  bind_offering(work, scope.file, step);
  bind_braces(work, scope, step, index);
  return index;
}

void refuse_deaf_channel(Work& work, std::uint32_t file, NodeId ref, std::uint32_t channel) {
  const Tree& tree = work.bound.tree(file);
  const std::string name(tree.text(ref));
  if (work.bound.channels[channel].by_people) {
    work.issues.add(
        Issue(Code::channel_people, tree.span(ref))
            .arg(name)
            .help({"open a task by it: `must task NAME by " + name + " { … }`", "请开任务:`must task 名称 by " + name + " { … }`"}));
  } else if (work.bound.channels[channel].pull) {
    work.issues.add(Issue(Code::channel_pull, tree.span(ref))
                        .arg(name)
                        .help({"write `place TEMPLATE on " + name + " for 7 days`", "请写 `place 模板 on " + name + " for 7 days`"}));
  }
}

void bind_invitation(Work& work, const Scope& scope, NodeId step) {
  const Tree& tree = scope.tree(work);
  const NodeId ref = tree.child_at(step, 0);
  const std::uint32_t index = resolve(work, scope.file, ref, Thing::activity);
  if (index == kNone) return;
  const Declared& declared = work.bound.names.at(Thing::activity, index);
  const Tree& home = work.bound.tree(declared.where);
  if (syntax::exists(home.child(NodeId{declared.where.node}, Kind::starts))) return;
  work.issues.add(Issue(Code::part_missing, home.span(home.child(NodeId{declared.where.node}, Kind::name)))
                      .arg({"the activity `" + declared.name + "`", "活动 `" + declared.name + "` "})
                      .arg({"`starts DATE at TIME`: nobody can be invited before that is known", "`starts 日期 at 时刻`:未定时间无法邀约"})
                      .note(tree.span(ref), {"invited here", "在此邀约"}));
}

void bind_experiment(Work& work, const Scope& scope, NodeId step) {
  const Tree& tree = scope.tree(work);
  once_each(work, scope.file, step, {Kind::control, Kind::measure, Kind::stop});
  std::int64_t all = 0;
  bool known = true;
  std::map<std::string_view, NodeId> arms;
  const auto share = [&](NodeId percent) {
    bind_share(work, scope.file, percent);
    const auto part = millionths(tree[percent]);
    known = known && part.has_value();
    all += part.value_or(0);
  };
  for (const NodeId clause : tree.children(step)) {
    switch (tree.kind(clause)) {
      case Kind::arm: {
        const NodeId name = tree.child(clause, Kind::name);
        const auto [first, fresh] = arms.emplace(tree.text(name), name);
        if (!fresh) report_twice(work, tree.span(name), tree.text(name), tree.span(first->second));
        if (tree.text(name) == "control")
          work.issues.add(Issue(Code::name_hides, tree.span(name))
                              .arg("control")
                              .arg({"those who take no arm", "不进入任何组的对照客户"})
                              .help({"choose another name", "请换一个名称"}));
        share(tree.child(clause, Kind::lit_percent));
        bind_steps(work, scope, tree.child(clause, Kind::block));
        break;
      }
      case Kind::control: share(tree.child_at(clause, 0)); break;
      case Kind::measure:
        bind_trigger(work, scope, tree.child_at(clause, 0));
        bind_some_length(work, scope, tree.child_at(clause, 1));
        break;
      case Kind::stop:
        bind_share(work, scope.file, tree.child_at(clause, 0));
        bind_number(work, scope.file, tree.child_at(clause, 1), 1, 1'000'000'000);
        break;
      default: break;
    }
  }
  const Span head = head_of(work, scope.file, step);
  const std::string name(tree.text(tree.child(step, Kind::name)));
  const auto missing = [&](const Words& what) {
    work.issues.add(Issue(Code::part_missing, head).arg({"the experiment `" + name + "`", "实验 `" + name + "` "}).arg(what));
  };
  if (arms.empty()) missing({"`arm NAME 50% { … }`", "`arm 名称 50% { … }`"});
  if (!syntax::exists(tree.child(step, Kind::measure))) missing({"`measure EVENT within 14 days`", "`measure 事件 within 14 days`"});
  if (!arms.empty() && known && all != 1'000'000) {
    std::string percent = std::to_string(all / 10'000);
    if (all % 10'000 != 0) percent += "." + std::to_string(10'000 + all % 10'000).substr(1);
    while (percent.find('.') != std::string::npos && percent.back() == '0') percent.pop_back();
    work.issues.add(Issue(Code::experiment_shares, head)
                        .arg(percent + "%")
                        .help({"whoever takes no arm is the control: `control 10%`", "不进入任何组者为对照:`control 10%`"}));
  }
}

}  // namespace playmaker::bind
