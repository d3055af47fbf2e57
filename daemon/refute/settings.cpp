#include "daemon/refute/settings.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "runtime/core/evaluate/evaluate.hpp"

namespace playmaker::refute {

using core::Names;
using plan::Datum;
using plan::Kind;

namespace {

// Every value of that type worth trying.
std::vector<Datum> domain(const core::Roster& roster, const core::LinkedPlan& plan, const plan::Type& type, base::Instant now) {
  std::vector<Datum> out;
  const auto number = [&](std::int64_t value) { out.push_back({type.kind, value, {}, {}}); };
  const plan::Unit& shared = roster.catalog->unit;
  switch (type.kind) {
    case Kind::boolean:
      number(1);
      number(0);
      break;
    case Kind::one_of:
    case Kind::level_of:
      if (type.detail >= shared.enumerations.size()) break;
      for (const plan::TextIndex text : shared.enumerations[type.detail])
        number(roster.dictionary->find(Names::symbol, shared.texts[text]));
      break;
    case Kind::text:
    case Kind::bytes:
      for (const plan::Unit* unit : {&plan.plan->unit, &shared}) {
        for (const plan::Node& node : unit->nodes) {
          if (node.op == plan::NodeOp::constant_text && node.type.kind == type.kind) out.push_back({type.kind, 0, unit->texts[node.a], {}});
        }
      }
      out.push_back({type.kind, 0, "-", {}});
      break;
    case Kind::person:
    case Kind::branch:
    case Kind::list:
    case Kind::record: break;
    default: {
      std::set<std::int64_t> values = {0, 1};
      for (const plan::Unit* unit : {&plan.plan->unit, &shared}) {
        for (const plan::Node& node : unit->nodes) {
          if (node.op != plan::NodeOp::constant || node.type.kind != type.kind || node.a >= unit->numbers.size()) continue;
          const std::int64_t value = unit->numbers[node.a];
          values.insert({value, value - 1, value + 1});
        }
      }
      if (type.kind == Kind::date) {
        const std::int32_t today = base::local_date(roster.zone, now).days;
        for (const int away : {-800, -400, -100, -30, -1, 0, 1, 10, 30, 400}) values.insert(today + away);
      }
      if (type.kind == Kind::instant) {
        for (const int away : {-30, -1, 0, 1, 30}) values.insert((now + away * base::kDay).ms);
      }
      for (const std::int64_t value : values) {
        number(value);
        if (out.size() >= 60) break;
      }
    }
  }
  return out;
}

// One variable at a time, as long as that helps.
void climb(std::size_t variables, const std::function<std::vector<Datum>(std::size_t)>& choices,
           const std::function<void(std::size_t, const Datum&)>& set, const std::function<int()>& score) {
  int best = score();
  std::vector<std::vector<Datum>> values;
  std::vector<Datum> now(variables);
  for (std::size_t i = 0; i < variables; ++i) values.push_back(choices(i));
  for (int round = 0; round < 3; ++round) {
    const int before = best;
    for (std::size_t i = 0; i < variables; ++i) {
      for (const Datum& value : values[i]) {
        set(i, value);
        if (const int reached = score(); reached > best) {
          best = reached;
          now[i] = value;
        }
      }
      set(i, now[i]);
    }
    if (best == before && round > 0) break;
  }
}

}  // namespace

std::vector<Setting> settings(const core::Roster& roster, const core::LinkedPlan& plan, const std::vector<prove::Suspect::Wanted>& wanted,
                              base::Instant now) {
  core::Customer customer;
  const core::Directory directory;
  core::Journey journey;
  journey.journey = 1;
  journey.plan = plan.number;
  journey.entered = now;
  std::vector<Setting> out;
  std::vector<plan::Type> types;
  for (std::uint32_t attribute = 0; attribute < roster.attributes.size(); ++attribute) {
    const plan::Field* field = roster.attributes[attribute].field;
    if (field == nullptr || field->derived != plan::kNone) continue;
    out.push_back({attribute, {}});
    types.push_back(field->type);
  }
  const auto holds = [&](const core::LinkedUnit& unit, plan::NodeIndex node, bool in_journey) {
    core::Frame frame;
    frame.roster = &roster;
    frame.directory = &directory;
    frame.unit = &unit;
    frame.customer = &customer;
    frame.plan = &plan;
    frame.journey = in_journey ? &journey : nullptr;
    frame.now = now;
    core::Findings findings;
    return core::holds(frame, node, findings);
  };
  const plan::Policy* policy = roster.policy_of(plan);
  const auto score = [&] {
    int sum = 0;
    const auto want = [&](bool fits, int weight) { sum += fits ? weight : 0; };
    for (const plan::NodeIndex node : plan.plan->audience.only) want(holds(plan.unit, node, false), 100);
    for (const plan::NodeIndex node : plan.plan->audience.except) want(!holds(plan.unit, node, false), 100);
    for (const prove::Suspect::Wanted& each : wanted) want(holds(plan.unit, each.node, true) == each.holds, 10);
    for (const plan::Goal& goal : plan.plan->goals) want(goal.is == plan::kNone || !holds(plan.unit, goal.is, true), 10);
    for (const plan::Exit& exit : plan.plan->exits) want(exit.when == plan::kNone || !holds(plan.unit, exit.when, true), 20);
    if (policy != nullptr) {
      for (const plan::Need& need : policy->needs) want(need.consent != plan::kNone && holds(roster.catalog_unit, need.consent, false), 5);
      for (const plan::Silence& each : policy->silences)
        want(each.while_ == plan::kNone || !holds(roster.catalog_unit, each.while_, false), 5);
    }
    for (const plan::Channel* channel : roster.channels)
      want(channel == nullptr || channel->reachable == plan::kNone || holds(roster.catalog_unit, channel->reachable, false), 5);
    return sum;
  };
  climb(
      out.size(), [&](std::size_t i) { return domain(roster, plan, types[i], now); },
      [&](std::size_t i, const Datum& value) {
        out[i].value = value;
        core::set_attribute(customer, out[i].attribute, value, now);
      },
      score);
  for (Setting& each : out) each.value = core::attribute_of(customer, each.attribute);
  std::erase_if(out, [](const Setting& each) { return !each.value.known(); });
  return out;
}

std::vector<Datum> fields(const core::Roster& roster, const core::LinkedPlan& plan, const core::Customer& customer, std::uint32_t event,
                          plan::NodeIndex where, base::Instant now) {
  const std::uint32_t number = plan.unit.events[event];
  const core::LinkedEvent& declared = roster.events[number];
  std::vector<Datum> out(declared.fields.size());
  if (where == plan::kNone) return out;
  const core::Directory directory;
  core::Frame frame;
  frame.roster = &roster;
  frame.directory = &directory;
  frame.unit = &plan.unit;
  frame.customer = &customer;
  frame.plan = &plan;
  frame.event = {number, now, &out};
  frame.now = now;
  climb(
      out.size(),
      [&](std::size_t i) {
        return declared.fields[i] == nullptr ? std::vector<Datum>{} : domain(roster, plan, declared.fields[i]->type, now);
      },
      [&](std::size_t i, const Datum& value) { out[i] = value; },
      [&] {
        core::Findings findings;
        return core::holds(frame, where, findings) ? 1 : 0;
      });
  return out;
}

}  // namespace playmaker::refute
