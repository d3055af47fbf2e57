#pragma once
// Plans and catalogs by hand, for tests of core: what the language's compiler would make, written in a line a step. Blocks nest as
// functions, and an inner block lies before the outer one in the plan, as verify() allows.
//
//   PlanBuilder p("meeting");
//   p.plan.block = p.block(0, [&](Steps& s) { s.task(p.task("call", [&](auto& t) { t.by_report = true; })); s.finish("met"); });
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/core/roster/roster.hpp"
#include "runtime/plan/plan.hpp"
#include "tests/core/unit_builder.hpp"

namespace playmaker::core::testing {

class PlanBuilder;

// The steps of one block, in order. Jumps are counted within the block until it is placed.
class Steps {
 public:
  Steps(PlanBuilder& plan, pl::SiteIndex parent) : plan_(plan), parent_(parent) {}
  pl::SiteIndex parent() const { return parent_; }
  void op(pl::OpKind kind, std::uint32_t a = kNone, std::uint32_t b = kNone, pl::SiteKind site = pl::SiteKind::branch);
  void task(std::uint32_t task) { op(pl::OpKind::open_task, task, kNone, pl::SiteKind::task); }
  void wave(std::uint32_t wave) { op(pl::OpKind::arm_wave, wave, kNone, pl::SiteKind::wave); }
  void decide(std::uint32_t decide) { op(pl::OpKind::decide, decide, kNone, pl::SiteKind::decide); }
  void when(pl::NodeIndex condition, const std::function<void()>& then, const std::function<void()>& otherwise = {});
  void wait(const pl::Length& length);
  void wait_for(std::vector<pl::Trigger> on, const pl::Length& up_to, const std::function<void()>& otherwise = {});
  void wait_until(pl::NodeIndex condition, const pl::Length& up_to, const std::function<void()>& otherwise = {});
  void send(std::string_view channel, std::string_view template_);
  void send(std::vector<pl::Leg> legs, std::vector<pl::WithValue> with = {});   // legs without sites: they are made here
  void notify(std::string_view role, std::string_view channel, std::string_view template_);
  void grant(std::string_view benefit, std::vector<pl::WithValue> with = {});
  void assign(std::string_view role, std::uint32_t task);
  void hand_off(std::string_view playbook, const std::function<void()>& otherwise = {}, std::vector<pl::WithValue> with = {});
  void hand_over(std::string_view role, const pl::Length& within, const std::function<void()>& otherwise = {});
  void branch_task(std::uint32_t task) { op(pl::OpKind::branch_task, task, kNone, pl::SiteKind::task); }
  void tag(std::string_view tag);
  void set(std::string_view attribute, pl::Kind kind, pl::NodeIndex value);
  void emit(std::string_view event, std::vector<pl::WithValue> with = {});
  void finish(std::string_view outcome);

 private:
  friend class PlanBuilder;
  std::uint32_t here() const { return static_cast<std::uint32_t>(ops_.size()); }
  PlanBuilder& plan_;
  pl::SiteIndex parent_;
  std::vector<pl::Op> ops_;
  std::uint32_t numbered_ = 0;
};

class PlanBuilder : public UnitBuilder {
 public:
  pl::Plan plan;
  explicit PlanBuilder(std::string name) : UnitBuilder(plan.unit) {
    plan.name = std::move(name);
    plan.sites.push_back({pl::SiteKind::playbook, kNone, kNone, ""});
  }
  pl::SiteIndex site(pl::SiteKind kind, pl::SiteIndex parent, std::string_view name, std::size_t index = kNone) {
    const std::string& above = parent == kNone ? plan.sites[0].path : plan.sites[parent].path;
    plan.sites.push_back(
        {kind, parent, static_cast<std::uint32_t>(index), above.empty() ? std::string(name) : above + "." + std::string(name)});
    return static_cast<pl::SiteIndex>(plan.sites.size() - 1);
  }
  pl::OpIndex block(pl::SiteIndex parent, const std::function<void(Steps&)>& write) {
    Steps steps(*this, parent);
    write(steps);
    steps.op(pl::OpKind::end);
    const std::uint32_t from = static_cast<std::uint32_t>(plan.ops.size());
    for (pl::Op op : steps.ops_) {
      const bool target_b = op.kind == pl::OpKind::branch || op.kind == pl::OpKind::wait_for || op.kind == pl::OpKind::wait_until ||
                            op.kind == pl::OpKind::hand_off || op.kind == pl::OpKind::hand_over;
      if (target_b && op.b != kNone) op.b += from;
      if (op.kind == pl::OpKind::jump) op.a += from;
      plan.ops.push_back(op);
    }
    return from;
  }

  // Triggers.
  pl::Trigger on(std::string_view name, pl::NodeIndex where = kNone) { return trigger(pl::TriggerKind::event, event(name), where); }
  pl::Trigger on_import(std::string_view name) { return trigger(pl::TriggerKind::import_arrived, text(name)); }
  pl::Trigger on_done(std::uint32_t task) { return trigger(pl::TriggerKind::task_done, task); }
  pl::Trigger on_closed(std::uint32_t task) { return trigger(pl::TriggerKind::task_closed, task); }
  static pl::Trigger on_entry() { return trigger(pl::TriggerKind::entry, kNone); }
  static pl::Trigger trigger(pl::TriggerKind kind, std::uint32_t what, pl::NodeIndex where = kNone) {
    pl::Trigger t;
    t.kind = kind;
    t.what = what;
    t.where = where;
    return t;
  }
  // Times.
  static pl::Timing on_day(int day, int hour = -1, int minute = 0) {
    pl::Timing t;
    t.kind = pl::TimingKind::day;
    t.number = day;
    t.at_minute = hour < 0 ? -1 : hour * 60 + minute;
    return t;
  }
  static pl::Timing after(const pl::Length& length, pl::Anchor anchor = {pl::AnchorKind::entry, kNone}) {
    pl::Timing t;
    t.kind = pl::TimingKind::after;
    t.length = length;
    t.anchor = anchor;
    return t;
  }
  static pl::DueRule due(const pl::Length& length, pl::Anchor anchor = {}) {
    pl::DueRule rule;
    rule.written = true;
    rule.length = length;
    rule.anchor = anchor;
    return rule;
  }
  pl::Leg leg(std::string_view channel, std::string_view template_, std::string_view report = {}, const pl::Length& within = {}) {
    pl::Leg made;
    made.channel = text(channel);
    made.template_ = text(template_);
    if (!report.empty()) made.report = text(report);
    made.within = within;
    return made;
  }
  static pl::TaskClosing done_on(pl::Trigger on, pl::TextIndex as = kNone) { return {std::move(on), kNone, as, true}; }
  static pl::TaskClosing closed_on(pl::Trigger on, pl::TextIndex as) { return {std::move(on), kNone, as, false}; }
  static pl::TaskClosing done_when(pl::NodeIndex when) {
    pl::TaskClosing closing;
    closing.when = when;
    return closing;
  }

  // Audience.
  std::uint32_t enter_on(std::string_view event_name, pl::NodeIndex where = kNone) {
    pl::Entry entry;
    entry.kind = pl::EntryKind::on_event;
    entry.on = on(event_name, where);
    return enter(entry);
  }
  std::uint32_t enter_when(pl::NodeIndex condition) {
    pl::Entry entry;
    entry.kind = pl::EntryKind::when;
    entry.condition = condition;
    return enter(entry);
  }
  std::uint32_t enter_on_hand_off() {
    pl::Entry entry;
    entry.kind = pl::EntryKind::hand_off;
    entry.on = trigger(pl::TriggerKind::hand_off, kNone);
    return enter(entry);
  }
  std::uint32_t enter(pl::Entry entry) {
    entry.site = site(pl::SiteKind::entry, 0, "enter_" + std::to_string(plan.audience.entries.size() + 1), plan.audience.entries.size());
    plan.audience.entries.push_back(entry);
    return static_cast<std::uint32_t>(plan.audience.entries.size() - 1);
  }

  // Containers. `fill` sets what matters before the block is written; all return the index in their table.
  std::uint32_t stage(std::string_view name, const std::function<void(pl::Stage&)>& fill, const std::function<void(Steps&)>& write) {
    const std::size_t at = plan.stages.size();
    plan.stages.emplace_back();
    pl::Stage made;
    made.site = site(pl::SiteKind::stage, 0, name, at);
    if (fill) fill(made);
    if (write) {
      made.block = block(made.site, [&](Steps& s) {
        write(s);
        for (const pl::Op& op : s.ops_) {
          if (op.kind == pl::OpKind::open_task) made.tasks.push_back(op.a);
          if (op.kind == pl::OpKind::arm_wave) made.waves.push_back(op.a);
        }
      });
    }
    plan.stages[at] = made;
    return static_cast<std::uint32_t>(at);
  }
  std::uint32_t wave(std::string_view name, pl::SiteIndex parent, const std::function<void(pl::Wave&)>& fill,
                     const std::function<void(Steps&)>& write) {
    const std::size_t at = plan.waves.size();
    plan.waves.emplace_back();
    pl::Wave made;
    made.site = site(pl::SiteKind::wave, parent, name, at);
    if (fill) fill(made);
    if (write) made.block = block(made.site, write);
    plan.waves[at] = made;
    return static_cast<std::uint32_t>(at);
  }
  std::uint32_t task(std::string_view name, const std::function<void(pl::Task&)>& fill = {}, pl::SiteIndex parent = 0) {
    const std::size_t at = plan.tasks.size();
    pl::Task made;
    made.site = site(pl::SiteKind::task, parent, name, at);
    if (fill) fill(made);
    for (const pl::TaskClosing& closing : made.closings) {
      if (closing.outcome != kNone) made.outcomes.push_back(closing.outcome);
    }
    plan.tasks.push_back(made);
    return static_cast<std::uint32_t>(at);
  }
  std::uint32_t breakpoint(std::string_view name, pl::Trigger from, pl::Trigger to, const pl::Length& stalls_after,
                           const std::function<void(pl::Breakpoint&)>& fill = {}, const std::function<void(Steps&)>& write = {}) {
    const std::size_t at = plan.breakpoints.size();
    plan.breakpoints.emplace_back();
    pl::Breakpoint made;
    made.site = site(pl::SiteKind::breakpoint, 0, name, at);
    made.from = std::move(from);
    made.to = std::move(to);
    made.length = stalls_after;
    if (fill) fill(made);
    if (write) made.block = block(made.site, write);
    plan.breakpoints[at] = made;
    return static_cast<std::uint32_t>(at);
  }
  std::uint32_t moment(std::string_view name, const std::function<void(pl::Moment&)>& fill, const std::function<void(Steps&)>& write) {
    const std::size_t at = plan.moments.size();
    plan.moments.emplace_back();
    pl::Moment made;
    made.site = site(pl::SiteKind::moment, 0, name, at);
    if (fill) fill(made);
    if (write) made.block = block(made.site, write);
    plan.moments[at] = made;
    return static_cast<std::uint32_t>(at);
  }
  std::uint32_t track(std::string_view name, const std::function<void(Steps&)>& write) {
    const std::size_t at = plan.tracks.size();
    plan.tracks.emplace_back();
    const pl::SiteIndex made = site(pl::SiteKind::track, 0, name, at);
    plan.tracks[at] = {made, block(made, write)};
    return static_cast<std::uint32_t>(at);
  }
  std::uint32_t goal(std::string_view name, pl::NodeIndex is, const std::function<void(pl::Goal&)>& fill = {}) {
    pl::Goal made;
    made.site = site(pl::SiteKind::goal, 0, name, plan.goals.size());
    made.name = std::string(name);
    made.is = is;
    if (fill) fill(made);
    plan.goals.push_back(made);
    return static_cast<std::uint32_t>(plan.goals.size() - 1);
  }
  std::uint32_t exit_on(std::string_view name, pl::Trigger on) {
    pl::Exit made;
    made.site = site(pl::SiteKind::exit, 0, name, plan.exits.size());
    made.name = std::string(name);
    made.on = std::move(on);
    made.has_trigger = true;
    plan.exits.push_back(made);
    return static_cast<std::uint32_t>(plan.exits.size() - 1);
  }
  std::uint32_t exit_when(std::string_view name, pl::NodeIndex when) {
    pl::Exit made;
    made.site = site(pl::SiteKind::exit, 0, name, plan.exits.size());
    made.name = std::string(name);
    made.when = when;
    plan.exits.push_back(made);
    return static_cast<std::uint32_t>(plan.exits.size() - 1);
  }
  pl::OpIndex handler(std::string_view name, const std::function<void(Steps&)>& write) {
    return block(site(pl::SiteKind::handler, 0, name), write);
  }
};

inline void Steps::op(pl::OpKind kind, std::uint32_t a, std::uint32_t b, pl::SiteKind site) {
  pl::SiteIndex at = kNone;
  if (kind == pl::OpKind::open_task || kind == pl::OpKind::branch_task) at = plan_.plan.tasks[a].site;
  else if (kind == pl::OpKind::arm_wave) at = plan_.plan.waves[a].site;
  else if (kind == pl::OpKind::decide) at = plan_.plan.decides[a].site;
  else if (kind == pl::OpKind::send) at = plan_.plan.sends[a].site;
  else if (kind != pl::OpKind::end && kind != pl::OpKind::jump) at = plan_.site(site, parent_, "step_" + std::to_string(++numbered_), a);
  ops_.push_back({kind, at, a, b});
}

inline void Steps::when(pl::NodeIndex condition, const std::function<void()>& then, const std::function<void()>& otherwise) {
  const std::uint32_t branch = here();
  op(pl::OpKind::branch, condition);
  then();
  if (otherwise) {
    const std::uint32_t jump = here();
    op(pl::OpKind::jump);
    ops_[branch].b = here();
    otherwise();
    ops_[jump].a = here();
  } else {
    ops_[branch].b = here();
  }
}
inline void Steps::wait(const pl::Length& length) {
  plan_.plan.waits.push_back({kNone, {}, kNone, length});
  op(pl::OpKind::wait, static_cast<std::uint32_t>(plan_.plan.waits.size() - 1), kNone, pl::SiteKind::wait);
  plan_.plan.waits.back().site = ops_.back().site;
}
inline void Steps::wait_for(std::vector<pl::Trigger> on, const pl::Length& up_to, const std::function<void()>& otherwise) {
  plan_.plan.waits.push_back({kNone, std::move(on), kNone, up_to});
  const std::uint32_t wait = here();
  op(pl::OpKind::wait_for, static_cast<std::uint32_t>(plan_.plan.waits.size() - 1), kNone, pl::SiteKind::wait);
  plan_.plan.waits.back().site = ops_.back().site;
  if (otherwise) otherwise();
  ops_[wait].b = here();
}
inline void Steps::wait_until(pl::NodeIndex condition, const pl::Length& up_to, const std::function<void()>& otherwise) {
  plan_.plan.waits.push_back({kNone, {}, condition, up_to});
  const std::uint32_t wait = here();
  op(pl::OpKind::wait_until, static_cast<std::uint32_t>(plan_.plan.waits.size() - 1), kNone, pl::SiteKind::wait);
  plan_.plan.waits.back().site = ops_.back().site;
  if (otherwise) otherwise();
  ops_[wait].b = here();
}
inline void Steps::send(std::string_view channel, std::string_view template_) { send(std::vector<pl::Leg>{plan_.leg(channel, template_)}); }
inline void Steps::send(std::vector<pl::Leg> legs, std::vector<pl::WithValue> with) {
  const std::size_t at = plan_.plan.sends.size();
  pl::Send made;
  made.site = plan_.site(pl::SiteKind::send, parent_, "send_" + std::to_string(++numbered_), at);
  for (pl::Leg& leg : legs) leg.site = plan_.site(pl::SiteKind::leg, made.site, std::to_string(&leg - legs.data() + 1), at);
  made.legs = std::move(legs);
  made.with = std::move(with);
  plan_.plan.sends.push_back(std::move(made));
  op(pl::OpKind::send, static_cast<std::uint32_t>(at));
}
inline void Steps::notify(std::string_view role, std::string_view channel, std::string_view template_) {
  pl::Notice made;
  made.role = plan_.text(role);
  made.channel = plan_.text(channel);
  made.template_ = plan_.text(template_);
  plan_.plan.notices.push_back(made);
  op(pl::OpKind::notify, static_cast<std::uint32_t>(plan_.plan.notices.size() - 1), kNone, pl::SiteKind::notify);
  plan_.plan.notices.back().site = ops_.back().site;
}
inline void Steps::grant(std::string_view benefit, std::vector<pl::WithValue> with) {
  plan_.plan.grants.push_back({kNone, plan_.text(benefit), std::move(with)});
  op(pl::OpKind::grant, static_cast<std::uint32_t>(plan_.plan.grants.size() - 1), kNone, pl::SiteKind::grant);
  plan_.plan.grants.back().site = ops_.back().site;
}
inline void Steps::assign(std::string_view role, std::uint32_t task) {
  plan_.plan.assigns.push_back({kNone, plan_.text(role), task});
  op(pl::OpKind::assign, static_cast<std::uint32_t>(plan_.plan.assigns.size() - 1), kNone, pl::SiteKind::assign);
  plan_.plan.assigns.back().site = ops_.back().site;
}
inline void Steps::hand_off(std::string_view playbook, const std::function<void()>& otherwise, std::vector<pl::WithValue> with) {
  plan_.plan.hand_offs.push_back({kNone, plan_.text(playbook), std::move(with), static_cast<bool>(otherwise)});
  const std::uint32_t at = here();
  op(pl::OpKind::hand_off, static_cast<std::uint32_t>(plan_.plan.hand_offs.size() - 1), kNone, pl::SiteKind::hand_off);
  plan_.plan.hand_offs.back().site = ops_.back().site;
  if (otherwise) otherwise();
  ops_[at].b = here();
}
inline void Steps::hand_over(std::string_view role, const pl::Length& within, const std::function<void()>& otherwise) {
  plan_.plan.hand_overs.push_back({kNone, plan_.text(role), within, static_cast<bool>(otherwise)});
  const std::uint32_t at = here();
  op(pl::OpKind::hand_over, static_cast<std::uint32_t>(plan_.plan.hand_overs.size() - 1), kNone, pl::SiteKind::hand_over);
  plan_.plan.hand_overs.back().site = ops_.back().site;
  if (otherwise) otherwise();
  ops_[at].b = here();
}
inline void Steps::tag(std::string_view tag) { op(pl::OpKind::tag, plan_.text(tag), kNone, pl::SiteKind::tag); }
inline void Steps::set(std::string_view attribute, pl::Kind kind, pl::NodeIndex value) {
  op(pl::OpKind::set, plan_.attribute(attribute, kind), value, pl::SiteKind::set);
}
inline void Steps::emit(std::string_view event, std::vector<pl::WithValue> with) {
  plan_.plan.emits.push_back({kNone, plan_.text(event), std::move(with)});
  op(pl::OpKind::emit, static_cast<std::uint32_t>(plan_.plan.emits.size() - 1), kNone, pl::SiteKind::emit);
  plan_.plan.emits.back().site = ops_.back().site;
}
inline void Steps::finish(std::string_view outcome) { op(pl::OpKind::finish, plan_.text(outcome), kNone, pl::SiteKind::finish); }

// What the playbooks of a test share.
class CatalogBuilder : public UnitBuilder {
 public:
  pl::Catalog catalog;
  CatalogBuilder() : UnitBuilder(catalog.unit) {
    catalog.name = "bank";
    catalog.zone = "Asia/Shanghai";
    catalog.currency = "CNY";
  }
  void event(std::string name, std::vector<std::pair<std::string, pl::Kind>> fields = {}, const pl::Length& late = {}) {
    pl::Event made;
    made.name = std::move(name);
    for (auto& [field, kind] : fields) made.fields.push_back(field_of(field, kind));
    made.late = late;
    catalog.events.push_back(std::move(made));
  }
  void attribute(std::string name, pl::Kind kind) { catalog.customer.push_back(field_of(std::move(name), kind)); }
  void channel(std::string name, bool contact = true) {
    pl::Channel made;
    made.name = std::move(name);
    made.contact = contact;
    catalog.channels.push_back(std::move(made));
  }
  void message(std::string name, pl::Purpose purpose = pl::Purpose::marketing) {
    pl::Template made;
    made.name = std::move(name);
    made.purpose = purpose;
    catalog.templates.push_back(std::move(made));
  }
  pl::Policy& policy(std::string name) {
    catalog.policies.emplace_back();
    catalog.policies.back().name = std::move(name);
    return catalog.policies.back();
  }
  pl::Role& role(std::string name, pl::NodeIndex who = kNone) {
    catalog.roles.emplace_back();
    catalog.roles.back().name = std::move(name);
    catalog.roles.back().who = who;
    return catalog.roles.back();
  }
  pl::Benefit& benefit(std::string name) {
    catalog.benefits.emplace_back();
    catalog.benefits.back().name = std::move(name);
    return catalog.benefits.back();
  }
  static pl::Field field_of(std::string name, pl::Kind kind) {
    pl::Field made;
    made.name = std::move(name);
    made.type.kind = kind;
    made.optional = true;
    return made;
  }
};

// Applies catalog and plans on top of `before`; fails the test's process on a refusal, which is a fault of the test.
inline std::shared_ptr<const Roster> roster_of(const pl::Catalog& catalog, const std::vector<pl::Plan>& plans,
                                               const Roster* before = nullptr) {
  Applied applied;
  applied.catalog = std::make_shared<const pl::Catalog>(catalog);
  for (const pl::Plan& plan : plans) {
    applied.plans.push_back(std::make_shared<const pl::Plan>(plan));
    applied.origins.push_back(std::make_shared<const pl::Origin>());
  }
  auto roster = link(before, applied);
  if (!roster) throw std::runtime_error(roster.error().code + ": " + roster.error().message);
  return *roster;
}

}  // namespace playmaker::core::testing
