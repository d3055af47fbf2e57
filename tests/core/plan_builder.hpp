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
  explicit PlanBuilder(std::string name);
  pl::SiteIndex site(pl::SiteKind kind, pl::SiteIndex parent, std::string_view name, std::size_t index = kNone);
  pl::OpIndex block(pl::SiteIndex parent, const std::function<void(Steps&)>& write);

  // Triggers.
  pl::Trigger on(std::string_view name, pl::NodeIndex where = kNone) { return trigger(pl::TriggerKind::event, event(name), where); }
  pl::Trigger on_import(std::string_view name) { return trigger(pl::TriggerKind::import_arrived, text(name)); }
  pl::Trigger on_done(std::uint32_t task) { return trigger(pl::TriggerKind::task_done, task); }
  pl::Trigger on_closed(std::uint32_t task) { return trigger(pl::TriggerKind::task_closed, task); }
  static pl::Trigger on_entry() { return trigger(pl::TriggerKind::entry, kNone); }
  static pl::Trigger trigger(pl::TriggerKind kind, std::uint32_t what, pl::NodeIndex where = kNone);
  // Times.
  static pl::Timing on_day(int day, int hour = -1, int minute = 0);
  static pl::Timing after(const pl::Length& length, pl::Anchor anchor = {pl::AnchorKind::entry, kNone});
  static pl::DueRule due(const pl::Length& length, pl::Anchor anchor = {});
  pl::Leg leg(std::string_view channel, std::string_view template_, std::string_view report = {}, const pl::Length& within = {});
  static pl::TaskClosing done_on(pl::Trigger on, pl::TextIndex as = kNone) { return {std::move(on), kNone, as, true}; }
  static pl::TaskClosing closed_on(pl::Trigger on, pl::TextIndex as) { return {std::move(on), kNone, as, false}; }
  static pl::TaskClosing done_when(pl::NodeIndex when) {
    pl::TaskClosing closing;
    closing.when = when;
    return closing;
  }

  // Audience.
  std::uint32_t enter_on(std::string_view event_name, pl::NodeIndex where = kNone);
  std::uint32_t enter_when(pl::NodeIndex condition);
  std::uint32_t enter_on_hand_off();
  std::uint32_t enter(pl::Entry entry);

  // Containers. `fill` sets what matters before the block is written; all return the index in their table.
  std::uint32_t stage(std::string_view name, const std::function<void(pl::Stage&)>& fill, const std::function<void(Steps&)>& write);
  std::uint32_t wave(std::string_view name, pl::SiteIndex parent, const std::function<void(pl::Wave&)>& fill,
                     const std::function<void(Steps&)>& write);
  std::uint32_t task(std::string_view name, const std::function<void(pl::Task&)>& fill = {}, pl::SiteIndex parent = 0);
  std::uint32_t breakpoint(std::string_view name, pl::Trigger from, pl::Trigger to, const pl::Length& stalls_after,
                           const std::function<void(pl::Breakpoint&)>& fill = {}, const std::function<void(Steps&)>& write = {});
  std::uint32_t moment(std::string_view name, const std::function<void(pl::Moment&)>& fill, const std::function<void(Steps&)>& write);
  std::uint32_t track(std::string_view name, const std::function<void(Steps&)>& write);
  std::uint32_t goal(std::string_view name, pl::NodeIndex is, const std::function<void(pl::Goal&)>& fill = {});
  std::uint32_t exit_on(std::string_view name, pl::Trigger on);
  std::uint32_t exit_when(std::string_view name, pl::NodeIndex when);
  pl::OpIndex handler(std::string_view name, const std::function<void(Steps&)>& write) {
    return block(site(pl::SiteKind::handler, 0, name), write);
  }
};

// What the playbooks of a test share.
class CatalogBuilder : public UnitBuilder {
 public:
  pl::Catalog catalog;
  CatalogBuilder();
  void event(std::string name, std::vector<std::pair<std::string, pl::Kind>> fields = {}, const pl::Length& late = {});
  void attribute(std::string name, pl::Kind kind) { catalog.customer.push_back(field_of(std::move(name), kind)); }
  void channel(std::string name, bool contact = true);
  void message(std::string name, pl::Purpose purpose = pl::Purpose::marketing);
  pl::Policy& policy(std::string name);
  pl::Role& role(std::string name, pl::NodeIndex who = kNone);
  pl::Benefit& benefit(std::string name);
  static pl::Field field_of(std::string name, pl::Kind kind);
};

// Applies catalog and plans on top of `before`; fails the test's process on a refusal, which is a fault of the test.
std::shared_ptr<const Roster> roster_of(const pl::Catalog& catalog, const std::vector<pl::Plan>& plans, const Roster* before = nullptr);

}  // namespace playmaker::core::testing
