// Names, labels and places out of the plans; every index is looked at before it is used, since facts may be older than the roster.
#include "daemon/words/ground.hpp"
#include "daemon/words/telling.hpp"
#include "dsl/tell/teller.hpp"
#include "runtime/base/typeset.hpp"
#include "runtime/engine/commands/values.hpp"

namespace playmaker::daemon {
namespace {

const core::LinkedPlan* plan_by_number(const WordsContext& context, std::uint32_t number) {
  if (context.roster == nullptr || number >= context.roster->plans.size()) return nullptr;
  return context.roster->plans[number].get();
}
const core::LinkedPlan* plan_of(const WordsContext& context, std::uint32_t journey) {
  const auto found = context.plans.find(journey);
  return found == context.plans.end() ? nullptr : plan_by_number(context, found->second);
}
const plan::SiteOrigin* origin_of(const WordsContext& context, std::uint32_t journey, std::uint32_t site) {
  const core::LinkedPlan* plan = plan_of(context, journey);
  return plan == nullptr || !plan->origin || site >= plan->origin->sites.size() ? nullptr : &plan->origin->sites[site];
}
const std::string& in_language(const plan::Label& label, base::Language language) {
  if (language == base::Language::zh) return label.zh.empty() ? label.en : label.zh;
  return label.en;
}

// Han, or a full-width mark that needs no space beside it.
bool is_wide(char32_t c) { return base::is_han(c) || c == U'“' || c == U'”' || c == U'（' || c == U'）'; }
bool begins_with_han(std::string_view text) {
  std::size_t at = 0;
  return !text.empty() && is_wide(base::decode(text, at));
}
bool ends_in_han(std::string_view text) {
  if (text.empty()) return false;
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) --at;
  return is_wide(base::decode(text, at));
}

bool is_step(plan::SiteKind kind) {
  switch (kind) {
    case plan::SiteKind::leg:
    case plan::SiteKind::send:
    case plan::SiteKind::ask:
    case plan::SiteKind::place:
    case plan::SiteKind::invite:
    case plan::SiteKind::notify:
    case plan::SiteKind::grant:
    case plan::SiteKind::reserve:
    case plan::SiteKind::release:
    case plan::SiteKind::tag:
    case plan::SiteKind::set:
    case plan::SiteKind::emit:
    case plan::SiteKind::hand_off: return true;
    default: return false;
  }
}

template <class Thing>
const plan::Label* label_among(const std::vector<Thing>& things, std::string_view name) {
  for (const Thing& thing : things) {
    if (thing.name == name) return &thing.label;
  }
  return nullptr;
}
std::string with_name(const std::string& label, const std::string& name, bool zh) {
  return zh ? "“" + label + "”（" + name + "）" : "\"" + label + "\" (" + name + ")";
}

}  // namespace

const plan::Label* label_of(const plan::Catalog& catalog, core::Names kind, std::string_view name) {
  switch (kind) {
    case core::Names::attribute: return label_among(catalog.customer, name);
    case core::Names::event: return label_among(catalog.events, name);
    case core::Names::import: return label_among(catalog.imports, name);
    case core::Names::channel: return label_among(catalog.channels, name);
    case core::Names::benefit: return label_among(catalog.benefits, name);
    case core::Names::pool: return label_among(catalog.pools, name);
    case core::Names::product: return label_among(catalog.products, name);
    case core::Names::list: return label_among(catalog.lists, name);
    case core::Names::role: return label_among(catalog.roles, name);
    case core::Names::activity: return label_among(catalog.activities, name);
    case core::Names::template_: return label_among(catalog.templates, name);
    default: return nullptr;
  }
}

void learn(WordsContext& context, const core::Group& group) {
  for (const core::Fact& fact : group.facts) {
    if (const auto* entered = std::get_if<core::JourneyEntered>(&fact)) context.plans.try_emplace(entered->journey, entered->plan);
    if (const auto* moved = std::get_if<core::JourneyMoved>(&fact)) {  // in whatever order groups are read: the newest version tells all
      const auto known = context.plans.try_emplace(moved->journey, moved->to).first;
      if (known->second == moved->from) known->second = moved->to;
    }
    if (const auto* started = std::get_if<core::RunStarted>(&fact)) context.runs[{started->journey, started->run}] = started->site;
  }
}
void learn(WordsContext& context, const core::Customer& customer) {
  for (const core::Journey& journey : customer.journeys) {
    context.plans[journey.journey] = journey.plan;
    for (const core::Run& run : journey.runs) context.runs[{journey.journey, run.run}] = run.site;
  }
}

std::string playbook_of(const WordsContext& context, std::uint32_t journey) {
  const core::LinkedPlan* plan = plan_of(context, journey);
  return plan == nullptr ? std::string() : plan->plan->name;
}
std::string path_of(const WordsContext& context, std::uint32_t journey, std::uint32_t site) {
  const core::LinkedPlan* plan = plan_of(context, journey);
  if (plan == nullptr || site >= plan->plan->sites.size()) return site == plan::kNone ? std::string() : "#" + std::to_string(site);
  return plan->plan->sites[site].path;
}
std::string label_of(const WordsContext& context, std::uint32_t journey, std::uint32_t site, base::Language language) {
  // A step has no words of its own: its wave or stage speaks for it.
  const core::LinkedPlan* plan = plan_of(context, journey);
  for (int depth = 0; plan != nullptr && site < plan->plan->sites.size() && depth < 8; ++depth) {
    const plan::SiteOrigin* origin = origin_of(context, journey, site);
    if (origin != nullptr && !in_language(origin->label, language).empty()) return in_language(origin->label, language);
    const plan::SiteKind kind = plan->plan->sites[site].kind;
    if (!is_step(kind)) break;
    site = plan->plan->sites[site].parent;
  }
  return {};
}
std::string line_of(const WordsContext& context, std::uint32_t journey, std::uint32_t site) {
  const plan::SiteOrigin* origin = origin_of(context, journey, site);
  return origin == nullptr || origin->place.line == 0 ? std::string() : origin->place.file + ":" + std::to_string(origin->place.line);
}

const plan::Policy* policy_of(const WordsContext& context, std::uint32_t journey, std::uint64_t policy_version) {
  const core::LinkedPlan* plan = plan_of(context, journey);
  if (plan == nullptr || plan->plan->policy >= plan->plan->unit.texts.size()) return nullptr;
  if (policy_version != 0 && policy_version != context.roster->policy_version && context.catalog_of) {
    const plan::Catalog* catalog = context.catalog_of(policy_version);
    for (std::size_t i = 0; catalog != nullptr && i < catalog->policies.size(); ++i) {
      if (catalog->policies[i].name == plan->plan->unit.texts[plan->plan->policy]) return &catalog->policies[i];
    }
  }
  return context.roster->policy_of(*plan);
}

std::string Telling::say(std::string_view en, std::string_view han, std::initializer_list<std::string> args) const {
  const std::string_view pattern = zh() ? han : en;
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}') {
      const auto which = static_cast<std::size_t>(pattern[i + 1] - '0');
      if (which < args.size()) {
        const std::string& arg = args.begin()[which];
        // A space sets a Latin word off from Han characters; between Han and Han there is none.
        if (out.ends_with(' ') && ends_in_han(std::string_view(out).substr(0, out.size() - 1)) && begins_with_han(arg)) out.pop_back();
        out += arg;
      }
      i += 2;
      if (pattern.substr(i + 1).starts_with(' ') && ends_in_han(out) && begins_with_han(pattern.substr(i + 2))) ++i;
    } else {
      out += pattern[i];
    }
  }
  return out;
}

std::string Telling::when(core::Instant at) const {
  if (at == base::kNever) return say("never", "永不");
  return base::format_minute(at, c_.zone);
}

std::string Telling::name(core::Names kind, std::uint32_t number) const {
  if (c_.roster != nullptr && c_.roster->dictionary && number < c_.roster->dictionary->size(kind))
    return called(kind, c_.roster->dictionary->name(kind, number));
  return number == plan::kNone ? std::string("-") : "#" + std::to_string(number);
}

std::string Telling::called(core::Names kind, const std::string& name) const {
  if (!zh() || c_.roster == nullptr || !c_.roster->catalog) return name;
  const plan::Label* label = label_of(*c_.roster->catalog, kind, name);
  if (label == nullptr || label->zh.empty()) return name;
  // Of what there are few, everybody knows the name: it needs no marks.
  return kind == core::Names::channel || kind == core::Names::role ? label->zh : "“" + label->zh + "”";
}
std::string Telling::title(const std::string& playbook) const {
  if (c_.roster != nullptr && zh()) {
    for (const std::uint32_t each : c_.roster->live) {
      const core::LinkedPlan* plan = plan_by_number(c_, each);
      if (plan != nullptr && plan->plan->name == playbook && plan->origin && !plan->origin->label.zh.empty())
        return with_name(plan->origin->label.zh, playbook, true);
    }
  }
  return playbook;
}
std::string Telling::arm(std::uint32_t journey, std::uint32_t experiment, const std::string& name) const {
  const core::LinkedPlan* plan = plan_of(c_, journey);
  for (std::uint32_t site = 0; zh() && plan != nullptr && site < plan->plan->sites.size(); ++site) {
    const plan::Site& each = plan->plan->sites[site];
    if (each.kind != plan::SiteKind::arm || each.parent != experiment || !each.path.ends_with("." + name)) continue;
    if (const std::string label = label_of(c_, journey, site, language_); !label.empty()) return "“" + label + "”";
  }
  return name;
}
std::string Telling::outcome(std::uint32_t journey, const std::string& name) const {
  for (const core::TaskEnd how : {core::TaskEnd::done, core::TaskEnd::closed, core::TaskEnd::expired, core::TaskEnd::lapsed,
                                  core::TaskEnd::cancelled, core::TaskEnd::unreached}) {
    if (zh() && name == code_of(how)) return words(how, language_);
  }
  if (zh() && name == "missed") return "未达成";
  const core::LinkedPlan* plan = plan_of(c_, journey);
  for (std::uint32_t site = 0; plan != nullptr && site < plan->plan->sites.size(); ++site) {
    const plan::Site& each = plan->plan->sites[site];
    const bool names = each.kind == plan::SiteKind::goal || each.kind == plan::SiteKind::exit;
    if (zh() && names && each.path == name && !label_of(c_, journey, site, language_).empty()) return thing(journey, site);
  }
  return name;
}

std::string Telling::thing(std::uint32_t journey, std::uint32_t site) const {
  const std::string path = path_of(c_, journey, site), label = label_of(c_, journey, site, language_);
  if (path.empty()) return playbook(journey);
  if (label.empty()) return path;
  return with_name(label, path, zh());
}
std::string Telling::thing(const core::ThingRef& ref) const {
  std::string text = thing(ref.journey, ref.site);
  if (ref.occurrence > 0) text += say(" no. {0}", "第 {0} 次", {std::to_string(ref.occurrence + 1)});
  return text;
}
std::string Telling::run(std::uint32_t journey, std::uint32_t number) const {
  const auto found = c_.runs.find({journey, number});
  if (found != c_.runs.end()) return kinded(journey, found->second);
  return say("run {0} of {1}", "{1} 的第 {0} 段", {std::to_string(number), playbook(journey)});
}
// `on won` by its goal or exit.
std::string Telling::handler(std::uint32_t journey, std::uint32_t site) const {
  constexpr std::string_view kOn = "on_";
  const std::string path = path_of(c_, journey, site);
  const core::LinkedPlan* plan = plan_of(c_, journey);
  if (!zh() || plan == nullptr || !path.starts_with(kOn)) return thing(journey, site);
  if (path == "on_missed") return "目标未达成时";
  for (std::uint32_t at = 0; at < plan->plan->sites.size(); ++at) {
    const plan::SiteKind kind = plan->plan->sites[at].kind;
    if (plan->plan->sites[at].path != path.substr(kOn.size())) continue;
    if (kind == plan::SiteKind::goal) return "目标 " + thing(journey, at) + "达成后";
    if (kind == plan::SiteKind::exit) return "因 " + thing(journey, at) + "退出后";
  }
  return thing(journey, site) + " ";
}
std::string Telling::kinded(std::uint32_t journey, std::uint32_t site) const {
  const core::LinkedPlan* plan = plan_of(c_, journey);
  const std::string name = thing(journey, site);
  if (plan == nullptr || site >= plan->plan->sites.size()) return name;
  switch (plan->plan->sites[site].kind) {
    case plan::SiteKind::stage: return say("stage {0}", "阶段 {0}", {name});
    case plan::SiteKind::wave: return say("wave {0}", "波次 {0}", {name});
    case plan::SiteKind::repeat: return say("repeat {0}", "重复 {0}", {name});
    case plan::SiteKind::track: return say("track {0}", "路径 {0}", {name});
    case plan::SiteKind::moment: return say("moment {0}", "时机 {0}", {name});
    case plan::SiteKind::breakpoint: return say("the steps of breakpoint {0}", "断点 {0} 的处置步骤", {name});
    case plan::SiteKind::ask:
    case plan::SiteKind::place: return say("the steps of {0}", "{0} 的步骤", {name});
    case plan::SiteKind::handler: return say("the steps of {0}", "{0}的步骤", {handler(journey, site)});
    default: return name;
  }
}
std::string Telling::goal(std::uint32_t journey, std::uint32_t index) const {
  const core::LinkedPlan* plan = plan_of(c_, journey);
  return plan != nullptr && index < plan->plan->goals.size() ? thing(journey, plan->plan->goals[index].site) : std::to_string(index + 1);
}
std::string Telling::moment(std::uint32_t journey, std::uint32_t index) const {
  const core::LinkedPlan* plan = plan_of(c_, journey);
  return plan != nullptr && index < plan->plan->moments.size() ? thing(journey, plan->plan->moments[index].site)
                                                               : std::to_string(index + 1);
}
std::string Telling::decision(std::uint32_t journey, std::uint32_t index) const {
  const core::LinkedPlan* plan = plan_of(c_, journey);
  return plan != nullptr && index < plan->plan->decides.size() ? thing(journey, plan->plan->decides[index].site)
                                                               : std::to_string(index + 1);
}
std::string Telling::row(std::uint32_t journey, std::uint32_t index, std::uint32_t number) const {
  const core::LinkedPlan* plan = plan_of(c_, journey);
  if (plan == nullptr || index >= plan->plan->decides.size() || number >= plan->plan->decides[index].rows.size()) return {};
  const plan::DecideRow& row = plan->plan->decides[index].rows[number];
  std::string text;
  if (row.track < plan->plan->tracks.size())
    text += say(", to track {0}", ",进入路径 {0}", {thing(journey, plan->plan->tracks[row.track].site)});
  if (row.place.line > 0) text += (zh() ? "(" : " (") + row.place.file + ":" + std::to_string(row.place.line) + (zh() ? ")" : ")");
  return text;
}
std::string Telling::playbook(std::uint32_t journey) const {
  const core::LinkedPlan* plan = plan_of(c_, journey);
  if (plan == nullptr) return say("journey {0}", "旅程 {0}", {std::to_string(journey)});
  const std::string label = plan->origin ? in_language(plan->origin->label, language_) : std::string();
  if (label.empty()) return plan->plan->name;
  return with_name(label, plan->plan->name, zh());
}
std::string Telling::plan_name(std::uint32_t number) const {
  const core::LinkedPlan* plan = plan_by_number(c_, number);
  if (plan == nullptr) return say("plan {0}", "计划 {0}", {std::to_string(number)});
  const std::string label = plan->origin ? in_language(plan->origin->label, language_) : std::string();
  const std::string version = plan->plan->name + say(" version {0}", " 第 {0} 版", {std::to_string(plan->plan->version)});
  return label.empty() ? version : with_name(label, version, zh());
}
std::string Telling::via(std::uint32_t number, std::uint32_t entry, core::EntryVia via) const {
  const core::LinkedPlan* linked = plan_by_number(c_, number);
  if (via != core::EntryVia::sweep || linked == nullptr || entry >= linked->plan->audience.entries.size() || !c_.roster->catalog)
    return words(via, language_);
  const plan::Entry& rule = linked->plan->audience.entries[entry];
  static const plan::Origin kNowhere;
  const tell::Teller teller(*linked->plan, linked->origin ? *linked->origin : kNowhere, *c_.roster->catalog, language_);
  if (rule.each_import)
    return say("by its audience of each import {0}", "由每次 {0} 到齐后的圈选", {called(core::Names::import, teller.text(rule.import))});
  plan::SweepRule days = rule.sweep;
  days.timing.at_minute = -1;
  if (days.period == plan::Period::day && days.every == 1 && !days.working) return words(via, language_);
  return say("by its audience of {0}", "由{0}的圈选", {teller.regular(days)});
}
std::string Telling::because(core::Reason why) const {
  const std::string text = words(why, language_);
  return text.empty() ? text : (zh() ? ":" : ": ") + text;
}
std::string Telling::grounds(const core::Fact& fact) const { return daemon::words(ground_of(fact, c_, language_), c_.zone, language_); }
std::string Telling::fields(std::uint32_t event, const std::vector<plan::Datum>& values) const {
  std::string out;
  const bool named = c_.roster != nullptr && event < c_.roster->events.size();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i].known()) continue;
    const plan::Field* field = named && i < c_.roster->events[event].fields.size() ? c_.roster->events[event].fields[i] : nullptr;
    if (field != nullptr && field->personal) continue;
    if (!out.empty()) out += ", ";
    out += field == nullptr ? std::to_string(i + 1) : field->name;
    out += " = ";
    if (values[i].kind == plan::Kind::instant) {
      out += when({values[i].number});
      continue;
    }
    out += c_.roster == nullptr
               ? std::to_string(values[i].number)
               : engine::text_of(values[i], *c_.roster->dictionary, c_.roster->catalog ? c_.roster->catalog->currency : std::string());
  }
  return out.empty() ? out : " {" + out + "}";
}

std::string words(const core::Fact& fact, const WordsContext& context, base::Language language) {
  const std::string text = std::visit(Telling(context, language), fact);
  return language == base::Language::zh ? base::typeset(text) : text;
}
std::string words(const core::Input& input, const WordsContext& context, base::Language language) {
  const std::string text = std::visit(Telling(context, language), input);
  return language == base::Language::zh ? base::typeset(text) : text;
}

}  // namespace playmaker::daemon
