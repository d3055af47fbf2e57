#include "daemon/words/ground.hpp"

#include <functional>

#include "dsl/tell/teller.hpp"
#include "runtime/engine/commands/values.hpp"
#include "runtime/plan/operands.hpp"

namespace playmaker::daemon {
namespace {

using base::Language;
using core::Reason;
using plan::NodeIndex;

std::string told(const plan::Place& place) { return place.line == 0 ? std::string() : place.file + ":" + std::to_string(place.line); }

bool below(const plan::Unit& unit, NodeIndex node, NodeIndex wanted) {
  if (node >= unit.nodes.size() || wanted == plan::kNone) return false;
  if (node == wanted) return true;
  bool found = false;
  plan::for_each_child(unit, unit.nodes[node], [&](NodeIndex child) { found = found || below(unit, child, wanted); });
  return found;
}

const plan::Catalog* catalog_at(const WordsContext& context, std::uint64_t version) {
  if (context.roster == nullptr) return nullptr;
  if (version != 0 && version != context.roster->policy_version && context.catalog_of) {
    if (const plan::Catalog* older = context.catalog_of(version)) return older;
  }
  return context.roster->catalog.get();
}

const core::LinkedPlan* plan_at(const WordsContext& context, std::uint32_t number) {
  return context.roster == nullptr || number >= context.roster->plans.size() ? nullptr : context.roster->plans[number].get();
}
const core::LinkedPlan* plan_of(const WordsContext& context, std::uint32_t journey) {
  const auto found = context.plans.find(journey);
  return found == context.plans.end() ? nullptr : plan_at(context, found->second);
}

// Grounds of one plan's facts, or of the catalog's rules.
class Finder {
 public:
  Finder(const WordsContext& context, const core::LinkedPlan& linked, const plan::Catalog& catalog, Language language)
      : c_(context),
        plan_(*linked.plan),
        origin_(linked.origin ? *linked.origin : kNowhere),
        catalog_(catalog),
        language_(language),
        teller_(plan_, origin_, catalog, language) {}

  Ground entry(const core::EntryRefused& fact) const {
    Ground out;
    const plan::Audience& audience = plan_.audience;
    out.since = fact.since;
    if (fact.why == Reason::not_eligible) {
      const bool only = fact.detail < audience.only.size();
      const std::size_t at = only ? fact.detail : fact.detail - audience.only.size();
      const std::vector<NodeIndex>& clauses = only ? audience.only : audience.except;
      if (at >= clauses.size()) return out;
      out.rule = say(only ? "only " : "except ", only ? "仅限 " : "排除 ") + teller_.condition(clauses[at]);
      out.place = clause((only ? "only_" : "except_") + std::to_string(at + 1));
      because(out, plan_.unit, clauses[at], fact.cause);
    }
    if (fact.why == Reason::again_too_soon) again(out, audience.again, clause("again"), fact.free);
    if (fact.why == Reason::full && audience.at_most > 0) {
      out.rule = say("at most ", "至多 ") + teller_.customers(audience.at_most);
      out.place = clause("at_most");
    }
    return out;
  }

  Ground moment(const core::MomentDropped& fact) const {
    Ground out;
    if (fact.moment >= plan_.moments.size()) return out;
    out.since = fact.since;
    const plan::Moment& moment = plan_.moments[fact.moment];
    if (fact.why == Reason::again_too_soon) again(out, moment.again, site(moment.site), fact.free);
    return out;
  }

  Ground guards(std::uint32_t at, const core::Cause& cause) const {
    Ground out;
    if (at >= plan_.sites.size()) return out;
    const plan::Site& of = plan_.sites[at];
    NodeIndex when = plan::kNone, unless = plan::kNone;
    if (of.kind == plan::SiteKind::wave && of.index < plan_.waves.size())
      when = plan_.waves[of.index].when, unless = plan_.waves[of.index].unless;
    if (of.kind == plan::SiteKind::stage && of.index < plan_.stages.size())
      when = plan_.stages[of.index].when, unless = plan_.stages[of.index].unless;
    if (of.kind == plan::SiteKind::task && of.index < plan_.tasks.size())
      when = plan_.tasks[of.index].when, unless = plan_.tasks[of.index].unless;
    const bool repeats = of.kind == plan::SiteKind::repeat && of.index < plan_.repeats.size();
    if (repeats) unless = plan_.repeats[of.index].until;
    const bool held = below(plan_.unit, unless, cause.part) && !below(plan_.unit, when, cause.part);
    const NodeIndex rule = held ? unless : when;
    if (rule == plan::kNone || cause.part == plan::kNone) return out;
    out.rule = (held ? say(repeats ? "until " : "unless ", repeats ? "直到 " : "除非 ") : say("when ", "当 ")) + teller_.condition(rule);
    out.place = site(at);
    because(out, plan_.unit, rule, cause);
    return out;
  }

  Ground block(const core::TouchBlocked& fact, const plan::Policy* policy) const {
    Ground out;
    if (policy != nullptr) {
      out.rule = rule_words(*policy, fact.why, fact.rule, language_, &catalog_);
      out.place = rule_place(*policy, fact.why, fact.rule);
    }
    if (fact.why == Reason::silenced && policy != nullptr && fact.rule < policy->silences.size() &&
        policy->silences[fact.rule].while_ != plan::kNone) {
      because(out, catalog_.unit, fact.cause.part, fact.cause);
      out.part = teller_.condition(catalog_.unit, policy->silences[fact.rule].while_);
    }
    if (fact.why == Reason::no_consent) because(out, catalog_.unit, fact.cause.part, fact.cause);
    if (fact.why == Reason::unreachable) reach(out, fact);
    if (fact.why == Reason::unsuitable) suitability(out, fact);
    if (fact.why == Reason::held_out && plan_.audience.hold_out > 0) {
      out.rule = say("hold out ", "留白 ") + teller_.percent(plan_.audience.hold_out) +
                 (plan_.audience.hold_out_from_all ? say(" from all", "(不触达、无任务)") : say(" from touches", "(不触达)"));
      out.place = clause("hold_out");
    }
    if (fact.why == Reason::paused) paused(out, fact.pause);
    return out;
  }

  Ground pause(std::uint32_t index) const {
    Ground out;
    if (index == core::kConsentPause) {
      out.rule = say("on consent lost hold ", "失去授权后等待 ") + teller_.length(plan_.consent_lost.hold);
      out.place = site(0);
    }
    if (index >= plan_.pauses.size()) return out;
    const plan::Pause& pause = plan_.pauses[index];
    out.rule = say(pause.all ? "pause all on " : "pause touches on ", pause.all ? "暂停全部,于 " : "暂停触达,于 ") +
               teller_.trigger(pause.on) + say(" until ", " 至 ") + teller_.trigger(pause.until);
    out.place = site(pause.site);
    return out;
  }

  Ground unsuited(const core::TaskDropped& fact) const {
    Ground out;
    suitable(out, "", fact.cause);
    return out;
  }

 private:
  static const plan::Origin kNowhere;

  std::string say(std::string_view en, std::string_view zh) const { return teller_.say(en, zh); }
  std::string site(std::uint32_t at) const { return at < origin_.sites.size() ? told(origin_.sites[at].place) : std::string(); }
  // Of a clause of the audience: "only_1", "again".
  std::string clause(const std::string& word) const {
    for (std::uint32_t at = 0; at < plan_.sites.size(); ++at) {
      if (plan_.sites[at].kind == plan::SiteKind::audience && plan_.sites[at].path == "audience." + word) return site(at);
    }
    return {};
  }

  void again(Ground& out, const plan::Again& again, std::string place, core::Instant free) const {
    out.rule = teller_.again(again);
    out.place = std::move(place);
    out.free = free;
    out.never =
        free == base::kNever && (again.kind == plan::AgainKind::never || (again.kind == plan::AgainKind::per && !again.length.written()));
  }

  void because(Ground& out, const plan::Unit& unit, NodeIndex whole, const core::Cause& cause) const {
    const auto sound = [&](NodeIndex node) { return node < unit.nodes.size(); };
    if (cause.part != whole && sound(cause.part)) out.part = teller_.condition(unit, cause.part);
    for (const core::Reading& each : cause.read)
      if (sound(each.node)) out.read.push_back({teller_.condition(unit, each.node), value(each.value)});
  }

  void reach(Ground& out, const core::TouchBlocked& fact) const {
    if (c_.roster->dictionary == nullptr || fact.channel >= c_.roster->dictionary->size(core::Names::channel)) return;
    const std::string& name = c_.roster->dictionary->name(core::Names::channel, fact.channel);
    for (const plan::Channel& channel : catalog_.channels) {
      if (channel.name != name || channel.reachable == plan::kNone) continue;
      out.rule = teller_.channel(name) + say(" reachable when ", "可触达:") + teller_.condition(catalog_.unit, channel.reachable);
      out.place = told(channel.place);
      because(out, catalog_.unit, channel.reachable, fact.cause);
    }
  }

  void suitability(Ground& out, const core::TouchBlocked& fact) const {
    const bool known = c_.roster->dictionary != nullptr && fact.rule < c_.roster->dictionary->size(core::Names::product);
    suitable(out, known ? c_.roster->dictionary->name(core::Names::product, fact.rule) : std::string(), fact.cause);
  }
  void suitable(Ground& out, const std::string& product, const core::Cause& cause) const {
    if (!catalog_.suitability.declared) return;
    out.rule =
        say("suitability", "适当性") + (product.empty() ? std::string() : say(" of ", ":") + teller_.quoted(teller_.product(product)));
    because(out, catalog_.unit, plan::kNone, cause);
  }

  void paused(Ground& out, const core::PauseHold& hold) const {
    switch (hold.by) {
      case core::PausedBy::nobody: return;
      case core::PausedBy::playbook: out = pause(hold.pause); break;
      case core::PausedBy::on_journey: out.rule = say("a pause of this journey by hand", "人工暂停该旅程"); break;
      case core::PausedBy::on_customer: out.rule = say("a pause of this customer by hand", "人工暂停该客户"); break;
      case core::PausedBy::on_playbook: out.rule = say("a pause of the playbook by hand", "人工暂停该剧本"); break;
      case core::PausedBy::on_channel: out.rule = say("a pause of the channel by hand", "人工暂停该渠道"); break;
      case core::PausedBy::on_all: out.rule = say("a pause of everything by hand", "人工暂停全部"); break;
    }
    out.since = hold.since;
    out.by = hold.actor;
  }

  std::string value(const plan::Datum& datum) const {
    switch (datum.kind) {
      case plan::Kind::unknown: return say("not known", "未知");
      case plan::Kind::error: return say("in error", "无法求值");
      case plan::Kind::boolean: return datum.number != 0 ? say("yes", "是") : say("no", "否");
      case plan::Kind::integer: return teller_.number(datum.number);
      case plan::Kind::money: return teller_.money(datum.number);
      case plan::Kind::percent: return teller_.percent(datum.number);
      case plan::Kind::instant: return base::format_minute({datum.number}, c_.zone);
      default: break;
    }
    return c_.roster->dictionary == nullptr ? std::to_string(datum.number)
                                            : engine::text_of(datum, *c_.roster->dictionary, catalog_.currency);
  }

  const WordsContext& c_;
  const plan::Plan& plan_;
  const plan::Origin& origin_;
  const plan::Catalog& catalog_;
  Language language_;
  tell::Teller teller_;
};

const plan::Origin Finder::kNowhere{};

Ground found(const WordsContext& context, const core::LinkedPlan* linked, const plan::Catalog* catalog, Language language,
             const std::function<Ground(const Finder&)>& what) {
  if (linked == nullptr || linked->plan == nullptr || catalog == nullptr) return {};
  return what(Finder(context, *linked, *catalog, language));
}

}  // namespace

Ground ground_of(const core::Fact& fact, const WordsContext& context, Language language) {
  const plan::Catalog* now = catalog_at(context, 0);
  if (const auto* refused = std::get_if<core::EntryRefused>(&fact))
    return found(context, plan_at(context, refused->plan), now, language, [&](const Finder& f) { return f.entry(*refused); });
  if (const auto* passed = std::get_if<core::MomentDropped>(&fact))
    return found(context, plan_of(context, passed->journey), now, language, [&](const Finder& f) { return f.moment(*passed); });
  if (const auto* ended = std::get_if<core::RunEnded>(&fact); ended != nullptr && ended->why == Reason::condition) {
    const auto run = context.runs.find({ended->journey, ended->run});
    if (run == context.runs.end()) return {};
    return found(context, plan_of(context, ended->journey), now, language,
                 [&](const Finder& f) { return f.guards(run->second, ended->cause); });
  }
  if (const auto* dropped = std::get_if<core::TaskDropped>(&fact)) {
    const core::LinkedPlan* plan = plan_of(context, dropped->task.journey);
    if (dropped->why == Reason::condition)
      return found(context, plan, now, language, [&](const Finder& f) { return f.guards(dropped->task.site, dropped->cause); });
    if (dropped->why == Reason::unsuitable)
      return found(context, plan, now, language, [&](const Finder& f) { return f.unsuited(*dropped); });
  }
  if (const auto* began = std::get_if<core::PauseBegan>(&fact)) {
    Ground out = found(context, plan_of(context, began->journey), now, language, [&](const Finder& f) { return f.pause(began->pause); });
    out.by = began->actor;
    return out;
  }
  if (const auto* blocked = std::get_if<core::TouchBlocked>(&fact)) {
    const plan::Policy* policy = policy_of(context, blocked->touch.journey, blocked->policy_version);
    return found(context, plan_of(context, blocked->touch.journey), catalog_at(context, blocked->policy_version), language,
                 [&](const Finder& f) { return f.block(*blocked, policy); });
  }
  return {};
}

std::string words(const Ground& ground, base::Zone zone, Language language) {
  const bool zh = language == Language::zh;
  std::string out;
  if (!ground.rule.empty()) out += (zh ? ",依据规则:" : ", by the rule ") + ground.rule;
  if (!ground.rule.empty() && !ground.place.empty()) out += zh ? "（" + ground.place + "）" : " (" + ground.place + ")";
  if (!ground.part.empty()) out += (zh ? ",关键在于:" : ", namely ") + ground.part;
  if (!ground.read.empty()) {
    std::string list;
    for (const Ground::Read& each : ground.read)
      list += (list.empty() ? "" : zh ? "、" : ", ") + each.name + (zh ? "为 " : ": ") + each.value;
    out += (zh ? ";当时 " : "; it read ") + list;
  }
  if (ground.since != base::kNever) out += (zh ? ";自 " : "; since ") + base::format_minute(ground.since, zone) + (zh ? " 起" : "");
  if (!ground.by.empty()) out += (zh ? ",由 " : ", by ") + ground.by;
  if (ground.free != base::kNever)
    out += (zh ? ";最早 " : "; allowed from ") + base::format_minute(ground.free, zone) + (zh ? " 可再次" : "");
  if (ground.never) out += zh ? ";不会再次允许" : "; never again";
  return out;
}

std::string reason_words(const core::Fact& fact, const WordsContext& context, Language language) {
  const bool zh = language == Language::zh;
  if (const auto* refused = std::get_if<core::EntryRefused>(&fact); refused != nullptr && refused->why == Reason::not_eligible) {
    const core::LinkedPlan* linked = plan_at(context, refused->plan);
    if (linked != nullptr && refused->detail != plan::kNone) {
      if (refused->detail < linked->plan->audience.only.size()) return zh ? "不符合受众条件" : "the audience's `only` did not hold";
      return zh ? "属于受众的排除对象" : "the audience's `except` held";
    }
  }
  return std::visit(
      [&](const auto& one) {
        if constexpr (requires { one.why; }) return words(one.why, language);
        else return std::string();
      },
      fact);
}

}  // namespace playmaker::daemon
