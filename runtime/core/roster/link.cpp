// link(): one roster made from what was applied. Every step reads the dictionary that the steps before it filled, so the order here is
// the order of numbers, and the same files applied in the same order give the same numbers on every machine.
#include <algorithm>

#include "runtime/base/hash.hpp"
#include "runtime/core/roster/numbering.hpp"
#include "runtime/core/roster/retyped.hpp"
#include "runtime/core/roster/roster.hpp"
#include "runtime/core/roster/unnamed.hpp"
#include "runtime/plan/spell.hpp"

namespace playmaker::core {
namespace {

using plan::kNone;

class Linker {
 public:
  Linker(const Roster* before, const Applied& applied)
      : before_(before),
        applied_(applied),
        names_(before != nullptr ? *before->dictionary : Dictionary{}),
        roster_(std::make_shared<Roster>()) {}

  base::Result<std::shared_ptr<const Roster>> run() {
    roster_->catalog = applied_.catalog != nullptr || before_ == nullptr ? applied_.catalog : before_->catalog;
    if (roster_->catalog == nullptr)
      return base::invalid("catalog_missing", "no catalog was applied: apply one with the playbooks", "尚未应用目录：请与剧本一起应用目录");
    const plan::Catalog& catalog = *roster_->catalog;
    if (const std::string fault = plan::verify(catalog); !fault.empty()) {
      return base::invalid("plan_unreadable", "catalog " + catalog.name + " is unsound: " + fault,
                           "目录 " + catalog.name + " 不完整：" + fault);
    }
    const auto zone = base::find_zone(catalog.zone);
    if (!zone) return std::unexpected(zone.error());
    roster_->zone = *zone;
    roster_->applied = before_ == nullptr ? 1 : before_->applied + 1;
    roster_->policy_version = base::hash64(plan::encode(catalog));
    if (auto refused = take_plans()) return std::unexpected(std::move(*refused));
    if (auto refused = check_reads()) return std::unexpected(std::move(*refused));
    name_catalog(catalog);
    name_unit(catalog.unit);
    for (const auto& each : plans_) name_plan(*each->plan);
    declare(catalog);
    link_unit(catalog.unit, roster_->catalog_unit);
    for (const auto& each : plans_) link_plan(*each);
    for (const auto& each : plans_) roster_->plans.push_back(each);
    link_windows();
    roster_->dictionary = std::make_shared<const Dictionary>(std::move(names_));
    return roster_;
  }

 private:
  // ---- plans: older ones keep their numbers, of each playbook the last applied is live -----------------------------------------
  std::optional<base::Failure> take_plans() {
    if (before_ != nullptr) {
      for (const auto& each : before_->plans) plans_.push_back(std::make_shared<LinkedPlan>(*each));
    }
    for (std::size_t i = 0; i < applied_.plans.size(); ++i) {
      const auto& plan = applied_.plans[i];
      if (const std::string fault = plan::verify(*plan); !fault.empty()) {
        return base::Failure{base::FailureKind::invalid, "plan_unreadable", "playbook " + plan->name + " is unsound: " + fault,
                             "剧本 " + plan->name + " 不完整：" + fault};
      }
      const std::string hash = plan::plan_hash(*plan);
      auto known = std::find_if(plans_.begin(), plans_.end(), [&](const auto& each) { return each->hash == hash; });
      if (known == plans_.end()) {
        auto fresh = std::make_shared<LinkedPlan>();
        fresh->number = static_cast<std::uint32_t>(plans_.size());
        const std::vector<const LinkedPlan*> earlier = versions(plan->name);
        fresh->numbers = numbers_after(*plan, earlier);
        fresh->plan = told_in(plan, fresh->numbers, earlier);
        fresh->hash = hash;
        fresh->hold_keys = hold_keys(*fresh->plan);
        plans_.push_back(std::move(fresh));
        known = plans_.end() - 1;
      }
      if (i < applied_.origins.size()) (*known)->origin = told_in(applied_.origins[i], (*known)->numbers, versions(plan->name));
      if (!(*known)->live) date_entries(**known);
      for (const auto& each : plans_) {
        if (each->plan->name == plan->name) each->live = each == *known;
      }
    }
    for (const auto& each : plans_) {
      if (each->live) roster_->live.push_back(each->number);
    }
    std::sort(roster_->live.begin(), roster_->live.end(),
              [&](std::uint32_t a, std::uint32_t b) { return plans_[a]->plan->name < plans_[b]->plan->name; });
    return std::nullopt;
  }
  // What the live version has too was there before; all else is new with this application, though an older version may have had it.
  void date_entries(LinkedPlan& next) const {
    const auto was =
        std::find_if(plans_.begin(), plans_.end(), [&](const auto& each) { return each->live && each->plan->name == next.plan->name; });
    next.entry_since.clear();
    for (const plan::Entry& entry : next.plan->audience.entries) {
      std::uint32_t since = was == plans_.end() ? 0 : roster_->applied;
      for (std::size_t i = 0; was != plans_.end() && i < (*was)->plan->audience.entries.size(); ++i) {
        if ((*was)->plan->audience.entries[i].site == entry.site) since = (*was)->entry_since[i];
      }
      next.entry_since.push_back(since);
    }
  }
  // Of one playbook, oldest first, the live one last.
  std::vector<const LinkedPlan*> versions(const std::string& name) const {
    std::vector<const LinkedPlan*> found;
    for (const auto& each : plans_) {
      if (each->plan->name == name) found.push_back(each.get());
    }
    std::stable_partition(found.begin(), found.end(), [](const LinkedPlan* each) { return !each->live; });
    return found;
  }
  std::optional<base::Failure> check_reads() const {
    const plan::Catalog* before = before_ == nullptr ? nullptr : before_->catalog.get();
    for (const auto& each : plans_) {
      const bool reads = each->live || std::find(applied_.in_use.begin(), applied_.in_use.end(), each->number) != applied_.in_use.end();
      if (!reads) continue;
      if (auto refused = retyped(*each->plan, before, *roster_->catalog)) return refused;
    }
    return std::nullopt;
  }

  // ---- names become numbers ------------------------------------------------------------------------------------------------------
  template <class Thing>
  void name_all(Names kind, const std::vector<Thing>& things) {
    for (const Thing& each : things) names_.add(kind, each.name);
  }
  void name_catalog(const plan::Catalog& catalog) {
    name_all(Names::attribute, catalog.customer);
    for (const plan::Score& each : catalog.scores) names_.add(Names::attribute, "score." + each.name);
    for (const plan::Segment& each : catalog.segments) {
      if (each.is == kNone) names_.add(Names::attribute, "segment." + each.name);
    }
    for (const plan::NamedList& each : catalog.lists) names_.add(Names::attribute, "list." + each.name);
    name_all(Names::event, catalog.events);
    for (const plan::Event& event : catalog.events) {
      for (const plan::Field& field : event.fields) names_.add(Names::event_field, event.name + '.' + field.name);
    }
    name_all(Names::import, catalog.imports);
    name_all(Names::channel, catalog.channels);
    name_all(Names::benefit, catalog.benefits);
    name_all(Names::pool, catalog.pools);
    name_all(Names::segment, catalog.segments);
    name_all(Names::score, catalog.scores);
    name_all(Names::product, catalog.products);
    name_all(Names::list, catalog.lists);
    name_all(Names::activity, catalog.activities);
    name_all(Names::policy, catalog.policies);
    name_all(Names::role, catalog.roles);
    name_all(Names::calendar, catalog.calendars);
    name_all(Names::template_, catalog.templates);
    name_all(Names::person_attribute, catalog.person);
    name_all(Names::branch_attribute, catalog.branch);
  }
  void name_unit(const plan::Unit& unit) {
    for (const auto& values : unit.enumerations) {
      for (const plan::TextIndex value : values) names_.add(Names::symbol, unit.texts[value]);
    }
    for (const plan::Node& node : unit.nodes) {
      const bool symbol =
          node.op == plan::NodeOp::constant_text && (node.type.kind == plan::Kind::one_of || node.type.kind == plan::Kind::level_of);
      if (symbol) names_.add(Names::symbol, unit.texts[node.a]);
      if (node.op == plan::NodeOp::in_playbook) names_.add(Names::playbook, unit.texts[node.a]);
    }
    for (const plan::AttributeName& each : unit.attributes) names_.add(Names::attribute, unit.texts[each.name]);
    for (const plan::TextIndex each : unit.events) names_.add(Names::event, unit.texts[each]);
    for (const plan::TextIndex each : unit.benefits) names_.add(Names::benefit, unit.texts[each]);
    for (const plan::Window& each : unit.windows) names_.add(Names::window, spell(unit, each));
  }
  void name_plan(const plan::Plan& plan) {
    names_.add(Names::playbook, plan.name);
    for (const plan::HandOff& each : plan.hand_offs) names_.add(Names::playbook, plan.unit.texts[each.playbook]);
    name_unit(plan.unit);
    for (const plan::Node& node : plan.unit.nodes) {
      if (is_vary(plan.unit, node)) names_.add(Names::branch_attribute, plan.unit.texts[node.b]);
    }
  }
  // A param that varies by branch is read as a field of the branch that no catalog declares: "vary.PLAYBOOK.PARAM".
  static bool is_vary(const plan::Unit& unit, const plan::Node& node) {
    return node.op == plan::NodeOp::member && unit.texts[node.b].starts_with("vary.");
  }

  // ---- tables by the dictionary's numbers ----------------------------------------------------------------------------------------
  template <class Thing>
  void table(Names kind, const std::vector<Thing>& things, std::vector<const Thing*>& out) const {
    out.assign(names_.size(kind), nullptr);
    for (const Thing& each : things) out[names_.find(kind, each.name)] = &each;
  }
  void fields(Names kind, const std::vector<plan::Field>& fields, std::vector<LinkedAttribute>& out) const {
    out.assign(names_.size(kind), {});
    for (const plan::Field& each : fields) {
      LinkedAttribute& linked = out[names_.find(kind, each.name)];
      linked.field = &each;
      linked.import = each.from.empty() ? kNone : names_.find(Names::import, each.from);
    }
  }
  void make(Names category, const std::string& name, plan::Kind kind, const plan::Label& label) {
    auto field = std::make_shared<plan::Field>();
    field->name = name;
    field->type = {kind, kNone};
    field->optional = true;
    field->label = label;
    auto& fields = category == Names::branch_attribute ? roster_->branch_attributes : roster_->attributes;
    fields[names_.find(category, name)].field = field.get();
    roster_->made.push_back(std::move(field));
  }
  void declare(const plan::Catalog& catalog) {
    Roster& r = *roster_;
    fields(Names::attribute, catalog.customer, r.attributes);
    for (const plan::Score& each : catalog.scores) make(Names::attribute, "score." + each.name, plan::Kind::decimal, each.label);
    for (const plan::Segment& each : catalog.segments) {
      if (each.is == kNone) make(Names::attribute, "segment." + each.name, plan::Kind::boolean, each.label);
    }
    for (const plan::NamedList& each : catalog.lists) make(Names::attribute, "list." + each.name, plan::Kind::boolean, each.label);
    fields(Names::person_attribute, catalog.person, r.person_attributes);
    fields(Names::branch_attribute, catalog.branch, r.branch_attributes);
    for (const auto& each : plans_) {        // the last applied says of what kind it is
      for (const plan::Node& node : each->plan->unit.nodes) {
        if (is_vary(each->plan->unit, node)) make(Names::branch_attribute, each->plan->unit.texts[node.b], node.type.kind, {});
      }
    }
    r.events.assign(names_.size(Names::event), {});
    for (const plan::Event& each : catalog.events) r.events[names_.find(Names::event, each.name)].event = &each;
    declare_event_fields();
    table(Names::import, catalog.imports, r.imports);
    table(Names::channel, catalog.channels, r.channels);
    table(Names::template_, catalog.templates, r.templates);
    table(Names::policy, catalog.policies, r.policies);
    for (const plan::Policy* each : r.policies)
      r.need_keys.push_back(each == nullptr ? std::vector<std::uint64_t>() : need_keys(catalog.unit, *each));
    table(Names::role, catalog.roles, r.roles);
    table(Names::benefit, catalog.benefits, r.benefits);
    table(Names::pool, catalog.pools, r.pools);
    table(Names::segment, catalog.segments, r.segments);
    table(Names::score, catalog.scores, r.scores);
    table(Names::list, catalog.lists, r.lists);
    table(Names::product, catalog.products, r.products);
    table(Names::activity, catalog.activities, r.activities);
    table(Names::calendar, catalog.calendars, r.calendars);
    if (!catalog.policies.empty()) r.bank_policy = &catalog.policies.front();
    const auto declared = [](std::uint32_t number, const std::vector<LinkedAttribute>& all, plan::Kind kind) {
      return number < all.size() && all[number].field != nullptr && all[number].field->type.kind == kind ? number : kNone;
    };
    r.zone_attribute = declared(names_.find(Names::attribute, "zone"), r.attributes, plan::Kind::text);
    r.branch_attribute = declared(names_.find(Names::attribute, "branch"), r.attributes, plan::Kind::branch);
    r.manager_attribute = declared(names_.find(Names::attribute, "manager"), r.attributes, plan::Kind::person);
    r.branch_zone = declared(names_.find(Names::branch_attribute, "zone"), r.branch_attributes, plan::Kind::text);
  }
  // A field's place is the order in which the dictionary first saw it, for ever: what was journaled before stays readable.
  void declare_event_fields() {
    for (std::uint32_t i = 0; i < names_.size(Names::event_field); ++i) {
      const std::string_view name = names_.name(Names::event_field, i);
      const std::size_t dot = name.find('.');
      LinkedEvent& linked = roster_->events[names_.find(Names::event, name.substr(0, dot))];
      const plan::Field* declared = nullptr;
      if (linked.event != nullptr) {
        for (const plan::Field& each : linked.event->fields) {
          if (each.name == name.substr(dot + 1)) declared = &each;
        }
      }
      linked.fields.push_back(declared);
    }
  }

  // ---- units and plans -----------------------------------------------------------------------------------------------------------
  void link_unit(const plan::Unit& unit, LinkedUnit& out) const {
    out = {};
    out.unit = &unit;
    for (const plan::AttributeName& each : unit.attributes) out.attributes.push_back(names_.find(Names::attribute, unit.texts[each.name]));
    for (const plan::TextIndex each : unit.events) out.events.push_back(names_.find(Names::event, unit.texts[each]));
    for (const plan::TextIndex each : unit.benefits) out.benefits.push_back(names_.find(Names::benefit, unit.texts[each]));
    for (const plan::Window& each : unit.windows) out.windows.push_back(names_.find(Names::window, spell(unit, each)));
    for (const auto& values : unit.enumerations) {
      auto& symbols = out.enumerations.emplace_back();
      for (const plan::TextIndex value : values) symbols.push_back(names_.find(Names::symbol, unit.texts[value]));
    }
    for (std::size_t kind = 0; kind < out.texts.size(); ++kind) {
      for (const std::string& text : unit.texts) out.texts[kind].push_back(names_.find(static_cast<Names>(kind), text));
    }
  }
  void link_plan(LinkedPlan& linked) const {
    const plan::Plan& plan = *linked.plan;
    linked.playbook = names_.find(Names::playbook, plan.name);
    link_unit(plan.unit, linked.unit);
    linked.listeners.clear();
    const auto listen = [&](const plan::Trigger& trigger, std::vector<std::uint32_t> Listeners::* table, std::size_t index) {
      if (trigger.kind != plan::TriggerKind::event || trigger.what == kNone) return;
      auto& listeners = linked.listeners[linked.unit.events[trigger.what]].*table;
      if (listeners.empty() || listeners.back() != index) listeners.push_back(static_cast<std::uint32_t>(index));
    };
    for (std::size_t i = 0; i < plan.audience.entries.size(); ++i) {
      const plan::Entry& entry = plan.audience.entries[i];
      if (entry.kind == plan::EntryKind::on_event) listen(entry.on, &Listeners::entries, i);
      if (entry.within_event != kNone) linked.listeners[linked.unit.events[entry.within_event]].waits = true;
    }
    for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
      for (const plan::TaskClosing& each : plan.tasks[i].closings) listen(each.on, &Listeners::tasks, i);
      const plan::WorkRule& work = plan.tasks[i].work;
      if (work.attempts.times > 0) listen(work.attempts.on, &Listeners::attempts, i);
      for (const plan::CallBack& each : work.call_backs) listen(each.on, &Listeners::attempts, i);
    }
    for (std::size_t i = 0; i < plan.breakpoints.size(); ++i) {
      listen(plan.breakpoints[i].from, &Listeners::breakpoints, i);
      listen(plan.breakpoints[i].to, &Listeners::breakpoints, i);
    }
    for (std::size_t i = 0; i < plan.moments.size(); ++i) {
      for (const plan::Trigger& each : plan.moments[i].on) listen(each, &Listeners::moments, i);
    }
    for (std::size_t i = 0; i < plan.exits.size(); ++i) {
      if (plan.exits[i].has_trigger) listen(plan.exits[i].on, &Listeners::exits, i);
    }
    for (std::size_t i = 0; i < plan.pauses.size(); ++i) {
      listen(plan.pauses[i].on, &Listeners::pauses, i);
      listen(plan.pauses[i].until, &Listeners::pauses, i);
    }
    for (const plan::Wait& wait : plan.waits) {
      for (const plan::Trigger& each : wait.for_) {
        if (each.kind == plan::TriggerKind::event && each.what != kNone) linked.listeners[linked.unit.events[each.what]].waits = true;
      }
    }
  }

  // ---- windows: one state for all that ask the same ------------------------------------------------------------------------------
  void link_windows() {
    roster_->windows.assign(names_.size(Names::window), {});
    register_unit(roster_->catalog_unit);
    for (auto each = roster_->plans.rbegin(); each != roster_->plans.rend(); ++each) register_unit((*each)->unit);
    for (std::uint32_t number = 0; number < roster_->windows.size(); ++number) {
      LinkedWindow& window = roster_->windows[number];
      if (window.window == nullptr) continue;
      const bool watched = before_ != nullptr && number < before_->windows.size() && before_->windows[number].window != nullptr;
      window.since = watched ? before_->windows[number].since : applied_.at;
      if (window.event != kNone) roster_->events[window.event].windows.push_back(number);
      if (window.attribute != kNone) roster_->attributes[window.attribute].windows.push_back(number);
    }
  }
  void register_unit(const LinkedUnit& linked) {
    const plan::Unit& unit = *linked.unit;
    for (std::size_t i = 0; i < unit.windows.size(); ++i) {
      LinkedWindow& out = roster_->windows[linked.windows[i]];
      if (out.window != nullptr) continue;
      out.window = &unit.windows[i];
      out.unit = &linked;
      if (out.window->event != kNone) {
        out.event = linked.events[out.window->event];
        if (out.window->field != kNone) out.field = roster_->events[out.event].field(unit.texts[out.window->field]);
      } else {
        out.attribute = linked.attributes[out.window->attribute];
      }
    }
    for (const plan::Node& node : unit.nodes) {
      if (node.op == plan::NodeOp::last_field) roster_->events[linked.events[node.a]].keep_fields = true;
    }
  }

  const Roster* before_;
  const Applied& applied_;
  Dictionary names_;
  std::shared_ptr<Roster> roster_;
  std::vector<std::shared_ptr<LinkedPlan>> plans_;
};

}  // namespace

base::Result<std::shared_ptr<const Roster>> link(const Roster* before, const Applied& applied) { return Linker(before, applied).run(); }

}  // namespace playmaker::core
