#include "runtime/core/roster/unnamed.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "runtime/base/hash.hpp"
#include "runtime/base/layout.hpp"
#include "runtime/plan/spell.hpp"

namespace playmaker::core {
namespace {

using plan::kNone;

std::string condition(const plan::Plan& plan, const char* word, plan::NodeIndex node) {
  return node == kNone ? std::string() : std::string(word) + plan::spell(plan.unit, node, &plan);
}

std::string said(const plan::Plan& plan, const plan::Trigger& trigger) {
  const auto task = [&] { return trigger.what < plan.tasks.size() ? plan.sites[plan.tasks[trigger.what].site].path : std::string(); };
  std::string out = std::to_string(static_cast<int>(trigger.kind)) + ' ';
  switch (trigger.kind) {
    case plan::TriggerKind::event: out += plan.unit.texts[plan.unit.events[trigger.what]]; break;
    case plan::TriggerKind::import_arrived: out += plan.unit.texts[trigger.what]; break;
    case plan::TriggerKind::task_done:
    case plan::TriggerKind::task_closed: out += task(); break;
    case plan::TriggerKind::task_outcome: out += task() + '.' + plan.unit.texts[trigger.outcome]; break;
    case plan::TriggerKind::entry:
    case plan::TriggerKind::hand_off: break;
  }
  return out + (trigger.any_moment ? " in any moment" : "") + condition(plan, " where ", trigger.where) + " lookback " +
         plan::spell(trigger.lookback);
}

}  // namespace

std::string said(const plan::Plan& plan, const plan::Entry& entry) {
  const plan::Unit& unit = plan.unit;
  switch (entry.kind) {
    case plan::EntryKind::on_event: return "on " + said(plan, entry.on);
    case plan::EntryKind::hand_off: return "on hand_off";
    case plan::EntryKind::list: return "from list " + unit.texts[entry.list];
    case plan::EntryKind::when: {
      std::string out = condition(plan, "when ", entry.condition);
      if (entry.within_event != kNone) out += " within " + plan::spell(entry.within) + " of " + unit.texts[unit.events[entry.within_event]];
      return out;
    }
    case plan::EntryKind::sweep: break;
  }
  std::string out = "every " + base::encoded(entry.sweep) + condition(plan, " where ", entry.condition);
  if (entry.import != kNone) {
    out += " after import " + unit.texts[entry.import] + " latest " + std::to_string(entry.latest_minute);
    out += entry.skip_when_late ? " else skip" : " else run";
    if (entry.each_import) out += " as it comes";
  }
  return out;
}

std::string said(const plan::Plan& plan, const plan::Pause& pause) {
  return std::string(pause.all ? "all on " : "touches on ") + said(plan, pause.on) + " until " + said(plan, pause.until) +
         (pause.timers_elapse ? " elapse" : "");
}

std::vector<std::uint64_t> hold_keys(const plan::Plan& plan) {
  std::vector<std::uint64_t> keys(plan.unit.holds, 0);
  std::vector<std::pair<std::uint32_t, std::string>> holds;
  for (plan::NodeIndex at = 0; at < plan.unit.nodes.size(); ++at) {
    const plan::Node& node = plan.unit.nodes[at];
    if (node.op == plan::NodeOp::held_for) holds.emplace_back(node.b, plan::spell(plan.unit, at, &plan));
  }
  std::sort(holds.begin(), holds.end());
  std::map<std::string, std::uint64_t> alike;
  for (const auto& [hold, words] : holds) {
    if (hold < keys.size()) keys[hold] = base::mix64(base::hash64(plan.name + ": " + words) ^ base::mix64(alike[words]++));
  }
  return keys;
}

std::vector<std::uint64_t> need_keys(const plan::Unit& unit, const plan::Policy& policy) {
  std::vector<std::uint64_t> keys;
  for (const plan::Need& need : policy.needs) {
    std::vector<std::string> channels = need.reach.channels;
    std::vector<plan::Purpose> purposes = need.reach.purposes;
    std::sort(channels.begin(), channels.end());
    std::sort(purposes.begin(), purposes.end());
    std::string words = need.consent == kNone ? need.attribute : plan::spell(unit, need.consent);
    for (const std::string& channel : channels) words += " before " + channel;
    for (const plan::Purpose purpose : purposes) words += " for " + std::to_string(static_cast<int>(purpose));
    keys.push_back(base::hash64(policy.name + ": " + words));
  }
  return keys;
}

}  // namespace playmaker::core
