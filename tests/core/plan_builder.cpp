#include "tests/core/plan_builder.hpp"

namespace playmaker::core::testing {

PlanBuilder::PlanBuilder(std::string name) : UnitBuilder(plan.unit) {
  plan.name = std::move(name);
  plan.sites.push_back({pl::SiteKind::playbook, kNone, kNone, ""});
}

pl::SiteIndex PlanBuilder::site(pl::SiteKind kind, pl::SiteIndex parent, std::string_view name, std::size_t index) {
  const std::string& above = parent == kNone ? plan.sites[0].path : plan.sites[parent].path;
  plan.sites.push_back(
      {kind, parent, static_cast<std::uint32_t>(index), above.empty() ? std::string(name) : above + "." + std::string(name)});
  return static_cast<pl::SiteIndex>(plan.sites.size() - 1);
}

pl::OpIndex PlanBuilder::block(pl::SiteIndex parent, const std::function<void(Steps&)>& write) {
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

pl::Trigger PlanBuilder::trigger(pl::TriggerKind kind, std::uint32_t what, pl::NodeIndex where) {
  pl::Trigger t;
  t.kind = kind;
  t.what = what;
  t.where = where;
  return t;
}

pl::Timing PlanBuilder::on_day(int day, int hour, int minute) {
  pl::Timing t;
  t.kind = pl::TimingKind::day;
  t.number = day;
  t.at_minute = hour < 0 ? -1 : hour * 60 + minute;
  return t;
}

pl::Timing PlanBuilder::after(const pl::Length& length, pl::Anchor anchor) {
  pl::Timing t;
  t.kind = pl::TimingKind::after;
  t.length = length;
  t.anchor = anchor;
  return t;
}

pl::DueRule PlanBuilder::due(const pl::Length& length, pl::Anchor anchor) {
  pl::DueRule rule;
  rule.written = true;
  rule.length = length;
  rule.anchor = anchor;
  return rule;
}

pl::Leg PlanBuilder::leg(std::string_view channel, std::string_view template_, std::string_view report, const pl::Length& within) {
  pl::Leg made;
  made.channel = text(channel);
  made.template_ = text(template_);
  if (!report.empty()) made.report = text(report);
  made.within = within;
  return made;
}

std::uint32_t PlanBuilder::enter_on(std::string_view event_name, pl::NodeIndex where) {
  pl::Entry entry;
  entry.kind = pl::EntryKind::on_event;
  entry.on = on(event_name, where);
  return enter(entry);
}

std::uint32_t PlanBuilder::enter_when(pl::NodeIndex condition) {
  pl::Entry entry;
  entry.kind = pl::EntryKind::when;
  entry.condition = condition;
  return enter(entry);
}

std::uint32_t PlanBuilder::enter_on_hand_off() {
  pl::Entry entry;
  entry.kind = pl::EntryKind::hand_off;
  entry.on = trigger(pl::TriggerKind::hand_off, kNone);
  return enter(entry);
}

std::uint32_t PlanBuilder::enter(pl::Entry entry) {
  entry.site = site(pl::SiteKind::entry, 0, "enter_" + std::to_string(plan.audience.entries.size() + 1), plan.audience.entries.size());
  plan.audience.entries.push_back(entry);
  return static_cast<std::uint32_t>(plan.audience.entries.size() - 1);
}

std::uint32_t PlanBuilder::stage(std::string_view name, const std::function<void(pl::Stage&)>& fill,
                                 const std::function<void(Steps&)>& write) {
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

std::uint32_t PlanBuilder::wave(std::string_view name, pl::SiteIndex parent, const std::function<void(pl::Wave&)>& fill,
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

std::uint32_t PlanBuilder::task(std::string_view name, const std::function<void(pl::Task&)>& fill, pl::SiteIndex parent) {
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

std::uint32_t PlanBuilder::breakpoint(std::string_view name, pl::Trigger from, pl::Trigger to, const pl::Length& stalls_after,
                                      const std::function<void(pl::Breakpoint&)>& fill, const std::function<void(Steps&)>& write) {
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

std::uint32_t PlanBuilder::moment(std::string_view name, const std::function<void(pl::Moment&)>& fill,
                                  const std::function<void(Steps&)>& write) {
  const std::size_t at = plan.moments.size();
  plan.moments.emplace_back();
  pl::Moment made;
  made.site = site(pl::SiteKind::moment, 0, name, at);
  if (fill) fill(made);
  if (write) made.block = block(made.site, write);
  plan.moments[at] = made;
  return static_cast<std::uint32_t>(at);
}

std::uint32_t PlanBuilder::track(std::string_view name, const std::function<void(Steps&)>& write) {
  const std::size_t at = plan.tracks.size();
  plan.tracks.emplace_back();
  const pl::SiteIndex made = site(pl::SiteKind::track, 0, name, at);
  plan.tracks[at] = {made, block(made, write)};
  return static_cast<std::uint32_t>(at);
}

std::uint32_t PlanBuilder::goal(std::string_view name, pl::NodeIndex is, const std::function<void(pl::Goal&)>& fill) {
  pl::Goal made;
  made.site = site(pl::SiteKind::goal, 0, name, plan.goals.size());
  made.name = std::string(name);
  made.is = is;
  if (fill) fill(made);
  plan.goals.push_back(made);
  return static_cast<std::uint32_t>(plan.goals.size() - 1);
}

std::uint32_t PlanBuilder::exit_on(std::string_view name, pl::Trigger on) {
  pl::Exit made;
  made.site = site(pl::SiteKind::exit, 0, name, plan.exits.size());
  made.name = std::string(name);
  made.on = std::move(on);
  made.has_trigger = true;
  plan.exits.push_back(made);
  return static_cast<std::uint32_t>(plan.exits.size() - 1);
}

std::uint32_t PlanBuilder::exit_when(std::string_view name, pl::NodeIndex when) {
  pl::Exit made;
  made.site = site(pl::SiteKind::exit, 0, name, plan.exits.size());
  made.name = std::string(name);
  made.when = when;
  plan.exits.push_back(made);
  return static_cast<std::uint32_t>(plan.exits.size() - 1);
}

void Steps::op(pl::OpKind kind, std::uint32_t a, std::uint32_t b, pl::SiteKind site) {
  pl::SiteIndex at = kNone;
  if (kind == pl::OpKind::open_task || kind == pl::OpKind::branch_task) at = plan_.plan.tasks[a].site;
  else if (kind == pl::OpKind::arm_wave) at = plan_.plan.waves[a].site;
  else if (kind == pl::OpKind::decide) at = plan_.plan.decides[a].site;
  else if (kind == pl::OpKind::send) at = plan_.plan.sends[a].site;
  else if (kind != pl::OpKind::end && kind != pl::OpKind::jump) at = plan_.site(site, parent_, "step_" + std::to_string(++numbered_), a);
  ops_.push_back({kind, at, a, b});
}

void Steps::when(pl::NodeIndex condition, const std::function<void()>& then, const std::function<void()>& otherwise) {
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

void Steps::wait(const pl::Length& length) {
  plan_.plan.waits.push_back({kNone, {}, kNone, length});
  op(pl::OpKind::wait, static_cast<std::uint32_t>(plan_.plan.waits.size() - 1), kNone, pl::SiteKind::wait);
  plan_.plan.waits.back().site = ops_.back().site;
}

void Steps::wait_for(std::vector<pl::Trigger> on, const pl::Length& up_to, const std::function<void()>& otherwise) {
  plan_.plan.waits.push_back({kNone, std::move(on), kNone, up_to});
  const std::uint32_t wait = here();
  op(pl::OpKind::wait_for, static_cast<std::uint32_t>(plan_.plan.waits.size() - 1), kNone, pl::SiteKind::wait);
  plan_.plan.waits.back().site = ops_.back().site;
  if (otherwise) otherwise();
  ops_[wait].b = here();
}

void Steps::wait_until(pl::NodeIndex condition, const pl::Length& up_to, const std::function<void()>& otherwise) {
  plan_.plan.waits.push_back({kNone, {}, condition, up_to});
  const std::uint32_t wait = here();
  op(pl::OpKind::wait_until, static_cast<std::uint32_t>(plan_.plan.waits.size() - 1), kNone, pl::SiteKind::wait);
  plan_.plan.waits.back().site = ops_.back().site;
  if (otherwise) otherwise();
  ops_[wait].b = here();
}

void Steps::send(std::string_view channel, std::string_view template_) { send(std::vector<pl::Leg>{plan_.leg(channel, template_)}); }

void Steps::send(std::vector<pl::Leg> legs, std::vector<pl::WithValue> with) {
  const std::size_t at = plan_.plan.sends.size();
  pl::Send made;
  made.site = plan_.site(pl::SiteKind::send, parent_, "send_" + std::to_string(++numbered_), at);
  for (pl::Leg& leg : legs) leg.site = plan_.site(pl::SiteKind::leg, made.site, std::to_string(&leg - legs.data() + 1), at);
  made.legs = std::move(legs);
  made.with = std::move(with);
  plan_.plan.sends.push_back(std::move(made));
  op(pl::OpKind::send, static_cast<std::uint32_t>(at));
}

void Steps::notify(std::string_view role, std::string_view channel, std::string_view template_) {
  pl::Notice made;
  made.role = plan_.text(role);
  made.channel = plan_.text(channel);
  made.template_ = plan_.text(template_);
  plan_.plan.notices.push_back(made);
  op(pl::OpKind::notify, static_cast<std::uint32_t>(plan_.plan.notices.size() - 1), kNone, pl::SiteKind::notify);
  plan_.plan.notices.back().site = ops_.back().site;
}

void Steps::grant(std::string_view benefit, std::vector<pl::WithValue> with) {
  plan_.plan.grants.push_back({kNone, plan_.text(benefit), std::move(with)});
  op(pl::OpKind::grant, static_cast<std::uint32_t>(plan_.plan.grants.size() - 1), kNone, pl::SiteKind::grant);
  plan_.plan.grants.back().site = ops_.back().site;
}

void Steps::assign(std::string_view role, std::uint32_t task) {
  plan_.plan.assigns.push_back({kNone, plan_.text(role), task});
  op(pl::OpKind::assign, static_cast<std::uint32_t>(plan_.plan.assigns.size() - 1), kNone, pl::SiteKind::assign);
  plan_.plan.assigns.back().site = ops_.back().site;
}

void Steps::hand_off(std::string_view playbook, const std::function<void()>& otherwise, std::vector<pl::WithValue> with) {
  plan_.plan.hand_offs.push_back({kNone, plan_.text(playbook), std::move(with), static_cast<bool>(otherwise)});
  const std::uint32_t at = here();
  op(pl::OpKind::hand_off, static_cast<std::uint32_t>(plan_.plan.hand_offs.size() - 1), kNone, pl::SiteKind::hand_off);
  plan_.plan.hand_offs.back().site = ops_.back().site;
  if (otherwise) otherwise();
  ops_[at].b = here();
}

void Steps::hand_over(std::string_view role, const pl::Length& within, const std::function<void()>& otherwise) {
  plan_.plan.hand_overs.push_back({kNone, plan_.text(role), within, static_cast<bool>(otherwise)});
  const std::uint32_t at = here();
  op(pl::OpKind::hand_over, static_cast<std::uint32_t>(plan_.plan.hand_overs.size() - 1), kNone, pl::SiteKind::hand_over);
  plan_.plan.hand_overs.back().site = ops_.back().site;
  if (otherwise) otherwise();
  ops_[at].b = here();
}

void Steps::tag(std::string_view tag) { op(pl::OpKind::tag, plan_.text(tag), kNone, pl::SiteKind::tag); }

void Steps::set(std::string_view attribute, pl::Kind kind, pl::NodeIndex value) {
  op(pl::OpKind::set, plan_.attribute(attribute, kind), value, pl::SiteKind::set);
}

void Steps::emit(std::string_view event, std::vector<pl::WithValue> with) {
  plan_.plan.emits.push_back({kNone, plan_.text(event), std::move(with)});
  op(pl::OpKind::emit, static_cast<std::uint32_t>(plan_.plan.emits.size() - 1), kNone, pl::SiteKind::emit);
  plan_.plan.emits.back().site = ops_.back().site;
}

void Steps::finish(std::string_view outcome) { op(pl::OpKind::finish, plan_.text(outcome), kNone, pl::SiteKind::finish); }

CatalogBuilder::CatalogBuilder() : UnitBuilder(catalog.unit) {
  catalog.name = "bank";
  catalog.zone = "Asia/Shanghai";
  catalog.currency = "CNY";
}

void CatalogBuilder::event(std::string name, std::vector<std::pair<std::string, pl::Kind>> fields, const pl::Length& late) {
  pl::Event made;
  made.name = std::move(name);
  for (auto& [field, kind] : fields) made.fields.push_back(field_of(field, kind));
  made.late = late;
  catalog.events.push_back(std::move(made));
}

void CatalogBuilder::channel(std::string name, bool contact) {
  pl::Channel made;
  made.name = std::move(name);
  made.contact = contact;
  catalog.channels.push_back(std::move(made));
}

void CatalogBuilder::message(std::string name, pl::Purpose purpose) {
  pl::Template made;
  made.name = std::move(name);
  made.purpose = purpose;
  catalog.templates.push_back(std::move(made));
}

pl::Policy& CatalogBuilder::policy(std::string name) {
  catalog.policies.emplace_back();
  catalog.policies.back().name = std::move(name);
  return catalog.policies.back();
}

pl::Role& CatalogBuilder::role(std::string name, pl::NodeIndex who) {
  catalog.roles.emplace_back();
  catalog.roles.back().name = std::move(name);
  catalog.roles.back().who = who;
  return catalog.roles.back();
}

pl::Benefit& CatalogBuilder::benefit(std::string name) {
  catalog.benefits.emplace_back();
  catalog.benefits.back().name = std::move(name);
  return catalog.benefits.back();
}

pl::Field CatalogBuilder::field_of(std::string name, pl::Kind kind) {
  pl::Field made;
  made.name = std::move(name);
  made.type.kind = kind;
  made.optional = true;
  return made;
}

std::shared_ptr<const Roster> roster_of(const pl::Catalog& catalog, const std::vector<pl::Plan>& plans, const Roster* before) {
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
