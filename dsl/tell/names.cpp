#include <algorithm>

#include "dsl/tell/teller.hpp"
#include "runtime/base/typeset.hpp"

namespace playmaker::tell {
namespace {

std::string spaced(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

// The thing of that name, or nullptr: a playbook may outlive what it names.
template <class Thing>
const Thing* find(const std::vector<Thing>& things, std::string_view name) {
  const auto found = std::find_if(things.begin(), things.end(), [&](const Thing& thing) { return thing.name == name; });
  return found == things.end() ? nullptr : &*found;
}

}  // namespace

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

std::string Teller::quoted(std::string_view name) const { return zh() ? "“" + std::string(name) + "”" : '"' + std::string(name) + '"'; }

std::string Teller::label(const plan::Label& label, std::string_view name) const {
  if (zh() && !label.zh.empty()) return label.zh;
  if (!label.en.empty()) return label.en;
  return zh() ? std::string(name) : spaced(name);
}

std::string Teller::set(const std::string& text) const { return zh() ? base::typeset(text) : text; }

std::string Teller::playbook(std::string_view name) const {
  const auto known = titles_ == nullptr ? Titles::const_iterator() : titles_->find(name);
  if (titles_ == nullptr || known == titles_->end()) return std::string(name);
  return label(known->second, name);
}

std::string Teller::title() const { return label(origin_.label, plan_.name); }

// `on won` by its goal: "after “Won”".
std::string Teller::handler_name(std::string_view of) const {
  if (of == "missed") return say("when the goal is missed", "未达成时");
  for (std::size_t site = 0; site < plan_.sites.size(); ++site) {
    const plan::SiteKind kind = plan_.sites[site].kind;
    if (plan_.sites[site].path != of || (kind != plan::SiteKind::goal && kind != plan::SiteKind::exit)) continue;
    const std::string own = quoted(name(static_cast<plan::SiteIndex>(site)));
    return zh() ? own + (kind == plan::SiteKind::goal ? "达成后" : "退出后") : "after " + own;
  }
  return std::string(of);
}

std::string Teller::name(plan::SiteIndex site) const {
  if (site >= plan_.sites.size()) return "?";
  const std::string& path = plan_.sites[site].path;
  constexpr std::string_view kOn = "on_";
  if (plan_.sites[site].kind == plan::SiteKind::handler && path.starts_with(kOn))
    return handler_name(std::string_view(path).substr(kOn.size()));
  const std::size_t dot = path.rfind('.');
  const std::string own = dot == std::string::npos ? path : path.substr(dot + 1);
  return label(site < origin_.sites.size() ? origin_.sites[site].label : plan::Label{}, own.empty() ? plan_.name : own);
}

std::string Teller::kind(plan::SiteKind kind) const {
  switch (kind) {
    case plan::SiteKind::playbook: return say("playbook", "剧本");
    case plan::SiteKind::entry: return say("entry", "进入");
    case plan::SiteKind::goal: return say("goal", "目标");
    case plan::SiteKind::exit: return say("exit", "退出");
    case plan::SiteKind::stage: return say("stage", "阶段");
    case plan::SiteKind::wave: return say("wave", "波次");
    case plan::SiteKind::task: return say("task", "任务");
    case plan::SiteKind::breakpoint: return say("breakpoint", "断点");
    case plan::SiteKind::moment: return say("moment", "时机");
    case plan::SiteKind::decide: return say("decision", "决策表");
    case plan::SiteKind::track: return say("track", "路径");
    case plan::SiteKind::send: return say("send", "触达");
    case plan::SiteKind::notify: return say("notify", "通知");
    case plan::SiteKind::wait: return say("wait", "等待");
    case plan::SiteKind::grant: return say("grant", "发放");
    case plan::SiteKind::assign: return say("assign", "指派");
    case plan::SiteKind::hand_off: return say("hand off", "移交");
    case plan::SiteKind::review: return say("review", "回检");
    case plan::SiteKind::hand_over: return say("hand over", "承接移交");
    case plan::SiteKind::tag: return say("tag", "打标");
    case plan::SiteKind::set: return say("set", "记录");
    case plan::SiteKind::emit: return say("emit", "发出事件");
    case plan::SiteKind::finish: return say("finish", "结束");
    case plan::SiteKind::branch: return say("when", "若");
    case plan::SiteKind::pause: return say("pause", "暂停");
    case plan::SiteKind::audience: return say("audience", "受众");
    case plan::SiteKind::ask: return say("ask", "问询");
    case plan::SiteKind::place: return say("place", "投放");
    case plan::SiteKind::invite: return say("invite", "邀约");
    case plan::SiteKind::experiment: return say("experiment", "实验");
    case plan::SiteKind::arm: return say("arm", "组别");
    case plan::SiteKind::repeat: return say("repeat", "重复");
    case plan::SiteKind::reserve: return say("reserve", "预留");
    case plan::SiteKind::release: return say("release", "释放");
    default: return say("step", "步骤");
  }
}

std::string Teller::text(plan::TextIndex index) const { return index < plan_.unit.texts.size() ? plan_.unit.texts[index] : std::string(); }

std::string Teller::event(std::string_view name) const {
  const plan::Event* found = find(catalog_.events, name);
  // An activity's own events are called by it.
  if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos && find(catalog_.activities, name.substr(0, dot)) != nullptr)
    return activity(name.substr(0, dot)) + (name.ends_with(".attended") ? say(" attended", "到场") : say(" signed up for", "报名"));
  return label(found == nullptr ? plan::Label{} : found->label, name);
}
std::string Teller::channel(std::string_view name) const {
  const plan::Channel* found = find(catalog_.channels, name);
  return label(found == nullptr ? plan::Label{} : found->label, name);
}
std::string Teller::message(std::string_view name) const {
  const plan::Template* found = find(catalog_.templates, name);
  return found == nullptr || (zh() ? found->label.zh : found->label.en).empty() ? std::string(name) : label(found->label, name);
}
std::string Teller::role(std::string_view name) const {
  const plan::Role* found = find(catalog_.roles, name);
  return label(found == nullptr ? plan::Label{} : found->label, name);
}
std::string Teller::benefit(std::string_view name) const {
  const plan::Benefit* found = find(catalog_.benefits, name);
  return label(found == nullptr ? plan::Label{} : found->label, name);
}

std::string Teller::product(std::string_view name) const {
  const plan::Product* found = find(catalog_.products, name);
  return label(found == nullptr ? plan::Label{} : found->label, name);
}
std::string Teller::activity(std::string_view name) const {
  const plan::Activity* found = find(catalog_.activities, name);
  return label(found == nullptr ? plan::Label{} : found->label, name);
}
std::string Teller::attribute(std::string_view name) const {
  constexpr std::string_view kConsent = "consent.";
  const auto* found = find(catalog_.customer, name);
  const bool labelled = found != nullptr && !(found->label.zh.empty() && found->label.en.empty());
  if (labelled || !name.starts_with(kConsent)) return label(found == nullptr ? plan::Label{} : found->label, name);
  // A consent is to a purpose or to a channel.
  name.remove_prefix(kConsent.size());
  const std::string to = name == "marketing" ? purpose(plan::Purpose::marketing) : channel(name);
  return zh() ? to + "授权" : "consent to " + to;
}

std::string Teller::kinded(std::string_view kind, std::string_view name) const {
  return std::string(kind) + (zh() ? "：" : ": ") + std::string(name);
}

}  // namespace playmaker::tell
